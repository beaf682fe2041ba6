import { describe, expect, it } from 'vitest';
import {
  balanceAt,
  balanceCorrection,
  balanceDrift,
} from '../../../../main/domain/ledger/balance.ts';
import type { LedgerEntry } from '../../../../main/domain/ledger/entries.ts';
import { spendOf, type PaidEvent } from '../../../../main/domain/ledger/spend.ts';
import {
  anchor,
  BOOK,
  correction,
  creditSpend,
  ended,
  paid,
  purchase,
  reportedBalance,
  reportedSpend,
  simple,
  usd,
} from './entries.ts';

const MONTH = [0, 10_000] as const;
const NEXT_MONTH = [10_000, 20_000] as const;

const balance = (entries: LedgerEntry[], events: PaidEvent[] = [], atMs = 100_000) =>
  balanceAt(BOOK, entries, spendOf(events), atMs);
const units = (entries: LedgerEntry[], events: PaidEvent[] = [], atMs = 100_000) =>
  balance(entries, events, atMs).amount?.units ?? null;

describe('a balance', () => {
  it('is unknown until somebody stated one, whatever was bought or spent', () => {
    expect(balance([purchase(10, usd(20))], [paid(20, 1_000_000)]).amount).toBeNull();
    expect(units([anchor(50, usd(5))], [], 49)).toBeNull();
    expect(units([anchor(50, usd(5))], [], 50)).toBe(5_000_000);
  });

  it('is the newest anchor, with what was added and less what was spent since', () => {
    const entries = [
      anchor(10, usd(100)),
      purchase(40, usd(50)),
      anchor(50, usd(20)),
      purchase(50, usd(7)),
      purchase(60, usd(10)),
      simple('reload', 61, usd(5)),
      simple('grant', 62, usd(2)),
      simple('refund', 63, usd(1)),
      simple('expiry', 64, usd(0.5)),
      correction(65, usd(-0.25), 'balance'),
      correction(66, usd(-9), 'spend'),
      creditSpend(67, usd(0.75)),
      ended(68),
    ];
    const events = [paid(50, 9_000_000), paid(51, 1_000_000), paid(70, 500_000), paid(101, 1)];
    expect(units(entries, events, 100)).toBe(33_000_000);
  });

  it('may be negative: the request in flight at zero runs to its end', () => {
    expect(units([anchor(1, usd(0.1))], [paid(2, 350_000)])).toBe(-250_000);
  });

  it('is at most what it says, where something paid has no price or an unknown side', () => {
    const entries = [anchor(1, usd(1))];
    expect(balance(entries, [paid(2, 1)]).isAtMost).toBe(false);
    expect(balance(entries, [paid(2, null)])).toMatchObject({
      isAtMost: true,
      amount: usd(1),
      estimated: { unpricedEvents: 1 },
    });
    expect(balance(entries, [paid(2, 400_000, 'unknown')])).toMatchObject({
      isAtMost: true,
      amount: usd(1),
      estimated: { unclearMicros: 400_000 },
    });
    expect(balance(entries, [paid(1, null)]).isAtMost).toBe(false);
  });

  it('takes the provider’s word on spend before our own estimate', () => {
    const entries = [
      anchor(100, usd(50)),
      reportedSpend(200, usd(3), MONTH),
      reportedSpend(400, usd(8), MONTH),
    ];
    // Before the first statement and after the last one we estimate; between them the provider knows.
    const events = [paid(150, 1_000_000), paid(300, 700_000), paid(500, 250_000)];
    const result = balance(entries, events);
    expect(result.amount).toEqual(usd(50 - 1 - 5 - 0.25));
    expect(result.reportedSpend).toEqual(usd(5));
    expect(result.estimatedSpend).toEqual(usd(1.25));
    // An event without a price is no gap where the provider told the sum.
    expect(balance(entries, [paid(300, null)]).isAtMost).toBe(false);
  });

  it('takes a new period whole when it began after the anchor', () => {
    const entries = [
      anchor(100, usd(50)),
      reportedSpend(9000, usd(3), MONTH),
      reportedSpend(12_000, usd(2), NEXT_MONTH),
    ];
    const events = [paid(8000, 1_000_000), paid(9500, 500_000), paid(11_000, 1_500_000)];
    expect(units(entries, events)).toBe(50_000_000 - 1_000_000 - 500_000 - 2_000_000);
  });

  it('takes a period whole that began with the very next instant', () => {
    const entries = [anchor(9999, usd(50)), reportedSpend(12_000, usd(2), NEXT_MONTH)];
    expect(units(entries, [paid(11_000, 1_500_000)])).toBe(48_000_000);
    const during = [anchor(10_000, usd(50)), reportedSpend(12_000, usd(2), NEXT_MONTH)];
    expect(units(during, [paid(11_000, 1_500_000)])).toBe(48_500_000);
  });

  it('follows a statement that falls: the provider gave something back', () => {
    const entries = [
      anchor(100, usd(50)),
      reportedSpend(200, usd(8), MONTH),
      reportedSpend(300, usd(6), MONTH),
    ];
    expect(units(entries)).toBe(52_000_000);
  });

  it('never mixes accounts, agents or currencies', () => {
    const strangers: LedgerEntry[] = [
      { ...purchase(20, usd(10)), account: '/elsewhere' },
      { ...purchase(21, usd(10)), agent: 'codex' },
      purchase(22, { currency: 'credits', exponent: 2, units: 1000 }),
      { ...anchor(30, usd(999)), account: '/elsewhere' },
    ];
    expect(units([anchor(10, usd(1)), ...strangers])).toBe(1_000_000);
  });

  it('in a provider’s own credits takes no dollars from it, and says that it is at most that', () => {
    const book = { ...BOOK, currency: 'credits' };
    const entries = [
      anchor(1, { currency: 'credits', exponent: 2, units: 1250 }),
      purchase(2, { currency: 'credits', exponent: 0, units: 3 }),
      creditSpend(3, { currency: 'credits', exponent: 3, units: 125 }),
    ];
    const quiet = balanceAt(book, entries, spendOf([]), 100);
    expect(quiet.amount).toEqual({ currency: 'credits', exponent: 3, units: 15_375 });
    expect(quiet.isAtMost).toBe(false);
    const spent = balanceAt(book, entries, spendOf([paid(5, 1_000_000)]), 100);
    expect(spent.amount).toEqual(quiet.amount);
    expect(spent.isAtMost).toBe(true);
  });
});

describe('a drift', () => {
  const entries = [anchor(10, usd(20)), reportedBalance(50, usd(16))];
  const events = [paid(20, 3_000_000), paid(60, 1_000_000)];
  const driftOf = (all: LedgerEntry[], paidEvents = events) =>
    balanceDrift(BOOK, all, spendOf(paidEvents), 100);

  it('is what was reported less what we made it, at the moment of the report', () => {
    expect(driftOf(entries)).toMatchObject({
      computed: usd(17),
      difference: usd(-1),
      basisPoints: -625,
      isAtMost: false,
    });
  });

  it('is unknown without an anchor or a report', () => {
    expect(driftOf([reportedBalance(50, usd(16))])).toBeNull();
    expect(driftOf([anchor(10, usd(20))])).toBeNull();
    expect(balanceDrift(BOOK, entries, spendOf(events), 49)).toBeNull();
  });

  it('never moves the balance by itself, and is closed only by an entry that all can see', () => {
    expect(units(entries, events)).toBe(16_000_000);
    const drift = driftOf(entries)!;
    const closing = balanceCorrection(drift, BOOK, entries)!;
    expect(closing).toMatchObject({
      kind: 'correction',
      amount: usd(-1),
      atMs: 50,
      basis: 'estimated',
      details: { target: 'balance', readingKey: 'balance|50' },
    });
    const closed = [...entries, closing];
    expect(units(closed, events)).toBe(15_000_000);
    expect(driftOf(closed)?.difference.units).toBe(0);
    expect(balanceCorrection(driftOf(closed)!, BOOK, closed)).toBeNull();
  });

  it('opens again when facts come late, and is answered by another entry', () => {
    const closed = [...entries, balanceCorrection(driftOf(entries)!, BOOK, entries)!];
    const late = [...events, paid(30, 250_000)];
    const again = driftOf(closed, late)!;
    expect(again.difference).toEqual(usd(0.25));
    const second = balanceCorrection(again, BOOK, closed)!;
    expect(second.key).not.toBe(closed.at(-1)!.key);
    expect(driftOf([...closed, second], late)?.difference.units).toBe(0);
  });

  it('at an anchor is answered by a new anchor, not by a correction', () => {
    const at = [anchor(50, usd(20)), reportedBalance(50, usd(16))];
    expect(balanceCorrection(driftOf(at)!, BOOK, at)).toBeNull();
  });
});

describe('a balance in another currency', () => {
  const book = { ...BOOK, currency: 'EUR' };
  const entries = [anchor(1, { currency: 'EUR', exponent: 2, units: 1000 })];
  const spent = spendOf([paid(5, 1_500_000)]);

  it('loses what was estimated in dollars only at a rate that the user entered', () => {
    expect(balanceAt(book, entries, spent, 9)).toMatchObject({
      amount: { currency: 'EUR', units: 1000 },
      isAtMost: true,
    });
    const rates = [{ currency: 'EUR', microsPerUnit: 1_200_000 }];
    expect(balanceAt(book, entries, spent, 9, rates)).toMatchObject({
      amount: { currency: 'EUR', units: 875 },
      isAtMost: false,
    });
    const other = [{ currency: 'GBP', microsPerUnit: 1_200_000 }];
    expect(balanceAt(book, entries, spent, 9, other).amount?.units).toBe(1000);
  });
});

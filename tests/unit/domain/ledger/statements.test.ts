/** What providers say about money becomes entries: news only, each reading under one key, in any order of asking. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CreditUseReading } from '../../../../main/domain/accountReadings.ts';
import { HOUR_MS, MINUTE_MS, utcMs, zoneOf } from '../../../../main/domain/calendar.ts';
import { entryProblem, type LedgerEntry } from '../../../../main/domain/ledger/entries.ts';
import { reconcile } from '../../../../main/domain/ledger/reconcile.ts';
import { spendOf } from '../../../../main/domain/ledger/spend.ts';
import { BALANCE_GRAIN_MS, statementsOf } from '../../../../main/domain/ledger/statements.ts';
import type { CreditsReading } from '../../../../main/domain/limits.ts';
import { BOOK, paid, usd } from './entries.ts';

const UTC = zoneOf('UTC');
const NOW = utcMs(2026, 11, 22, 12);
const NOVEMBER = { periodFromMs: utcMs(2026, 11, 1), periodUntilMs: utcMs(2026, 12, 1) };
const { agent, account } = BOOK;

const spent = (
  observedAtMs: number,
  minorUnits: number,
  changes: Partial<CreditUseReading> = {},
): CreditUseReading => ({
  agent,
  account,
  source: 'claude-usage',
  observedAtMs,
  enabled: true,
  whyNot: null,
  spentThisPeriod: { currency: 'USD', minorUnits, exponent: 2 },
  spendLimit: { kind: 'unknown' },
  periodEndsAtMs: null,
  ...changes,
});

const balance = (observedAtMs: number, text: string | null): CreditsReading => ({
  agent: 'codex',
  account: '/home/user/.codex',
  hasCredits: true,
  isUnlimited: false,
  balance: text,
  source: 'codex-rollout',
  observedAtMs,
});

const ofSpend = (creditUse: CreditUseReading[], known: LedgerEntry[] = [], nowMs = NOW) =>
  statementsOf({ creditUse, credits: [] }, known, UTC, nowMs);
const ofBalances = (credits: CreditsReading[], known: LedgerEntry[] = [], nowMs = NOW) =>
  statementsOf({ creditUse: [], credits }, known, UTC, nowMs);

describe('month-to-date spend', () => {
  it('becomes an entry with its period, source and the time of the reading', () => {
    const [entry] = ofSpend([spent(NOW - 5, 1234)]);
    expect(entry).toEqual({
      kind: 'reported-spend',
      key: `reported-spend|claude-code|/home/user/.claude|claude-usage|${NOW - 5}`,
      agent,
      account,
      atMs: NOW - 5,
      amount: usd(12.34),
      source: 'claude-usage',
      basis: 'reported',
      note: null,
      details: NOVEMBER,
    });
    expect(entryProblem(entry as LedgerEntry)).toBeNull();
  });

  it('says nothing new with the same figure, and something new with another or in a new month', () => {
    const nextMonth = utcMs(2026, 12, 1, 1);
    const entries = ofSpend(
      [spent(NOW - 9, 100), spent(NOW - 8, 100), spent(NOW - 7, 101), spent(nextMonth, 101)],
      [],
      nextMonth,
    );
    expect(entries.map(({ atMs }) => atMs)).toEqual([NOW - 9, NOW - 7, nextMonth]);
  });

  it('takes the month that the provider names, to the nearest hour', () => {
    const endOf = (periodEndsAtMs: number) => ofSpend([spent(NOW, 1, { periodEndsAtMs })])[0];
    expect(endOf(utcMs(2026, 12, 1) + 999)?.details).toEqual(NOVEMBER);
    expect(endOf(utcMs(2026, 12, 1) - 40_000)?.details).toEqual(NOVEMBER);
    expect(endOf(utcMs(2026, 12, 15, 8))?.details).toEqual({
      periodFromMs: utcMs(2026, 11, 15, 8),
      periodUntilMs: utcMs(2026, 12, 15, 8),
    });
  });

  it.each([
    [utcMs(2027, 1, 1), utcMs(2026, 12, 1)],
    [utcMs(2026, 3, 31), utcMs(2026, 2, 28)],
    [utcMs(2028, 3, 31), utcMs(2028, 2, 29)],
  ])('a month that ends at %d began at %d', (untilMs, fromMs) => {
    const at = untilMs - HOUR_MS;
    const [entry] = ofSpend([spent(at, 1, { periodEndsAtMs: untilMs })], [], at);
    expect(entry?.details).toEqual({ periodFromMs: fromMs, periodUntilMs: untilMs });
  });

  it('passes over what is no figure: nothing, less than nothing, too many digits, another time', () => {
    expect(
      ofSpend([
        spent(NOW - 4, 0, { spentThisPeriod: null }),
        spent(NOW - 3, -1),
        spent(NOW - 2, 1, { spentThisPeriod: { currency: 'USD', minorUnits: 1, exponent: 8 } }),
        spent(NOW - 1, 1, { periodEndsAtMs: NOW - 40 * 24 * HOUR_MS }),
        spent(NOW + 1, 1),
      ]),
    ).toEqual([]);
  });

  it('keeps another currency as it is, in a book of its own', () => {
    const euros = { currency: 'EUR', minorUnits: 900, exponent: 2 };
    expect(ofSpend([spent(NOW, 0, { spentThisPeriod: euros })])[0]?.amount).toEqual({
      currency: 'EUR',
      units: 900,
      exponent: 2,
    });
  });

  it('shows what was spent elsewhere, with its share, and proposes the entry that closes it', () => {
    const entries = ofSpend([spent(NOW - 2, 500)]);
    const period = { fromMs: NOVEMBER.periodFromMs, untilMs: NOVEMBER.periodUntilMs };
    const events = spendOf([paid(NOW - 10, 4_000_000)]);
    const row = reconcile(BOOK, period, entries, events, NOW);
    expect(row).toMatchObject({ drift: usd(1), driftBasisPoints: 2000 });
    const closed = [...entries, row.proposal as LedgerEntry];
    expect(reconcile(BOOK, period, closed, events, NOW)).toMatchObject({
      drift: usd(0),
      proposal: null,
    });
  });
});

describe('a balance', () => {
  const start = Math.ceil((NOW - 3 * HOUR_MS) / BALANCE_GRAIN_MS) * BALANCE_GRAIN_MS;

  it('is an entry in the provider’s own credits', () => {
    expect(ofBalances([balance(NOW, '12.50')])).toMatchObject([
      { kind: 'reported-balance', amount: { currency: 'credits', units: 1250, exponent: 2 } },
    ]);
  });

  it('keeps the first and the last of a quarter hour of use, and every rise', () => {
    const texts = ['10', '9', '8', '14', '13', '12'];
    const readings = texts.map((text, index) => balance(start + index * MINUTE_MS, text));
    const kept = ofBalances(readings).map(({ amount }) => amount?.units);
    expect(kept).toEqual([10, 14, 12]);
  });

  it('waits with the last of a quarter hour until that is over', () => {
    const readings = [balance(start, '10'), balance(start + MINUTE_MS, '9')];
    const early = ofBalances(readings, [], start + 2 * MINUTE_MS);
    expect(early.map(({ amount }) => amount?.units)).toEqual([10]);
    const later = ofBalances(readings, early, start + BALANCE_GRAIN_MS);
    expect(later.map(({ amount }) => amount?.units)).toEqual([9]);
  });

  it('is not an entry where nobody said a number', () => {
    expect(ofBalances([balance(NOW - 1, null), balance(NOW, 'many')])).toEqual([]);
  });
});

it('is the same whether readings are heard one by one or all at once, and heard twice is once', () => {
  const spends = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 30 });
  fc.assert(
    fc.property(spends, (figures) => {
      const readings = figures.map((cents, index) =>
        spent(NOW - HOUR_MS + index * MINUTE_MS, cents),
      );
      const atOnce = ofSpend(readings);
      const oneByOne = readings.reduce<LedgerEntry[]>(
        (known, reading) => [...known, ...ofSpend([reading], known)],
        [],
      );
      expect(oneByOne).toEqual(atOnce);
      expect(ofSpend(readings, atOnce)).toEqual([]);
      expect(new Set(atOnce.map(({ key }) => key)).size).toBe(atOnce.length);
    }),
  );
});

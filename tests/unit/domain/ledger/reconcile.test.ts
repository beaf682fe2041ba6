import { describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../../../main/domain/ledger/entries.ts';
import { reconcile } from '../../../../main/domain/ledger/reconcile.ts';
import { attributeSpend, spendOf, type PaidEvent } from '../../../../main/domain/ledger/spend.ts';
import { BOOK, correction, creditSpend, paid, reportedSpend, usd } from './entries.ts';

const PERIOD = { fromMs: 0, untilMs: 10_000 };
const MONTH = [0, 10_000] as const;

const row = (entries: LedgerEntry[], events: PaidEvent[], nowMs = 5000, book = BOOK) =>
  reconcile(book, PERIOD, entries, spendOf(events), nowMs);

describe('a month', () => {
  const events = [paid(100, 2_000_000), paid(200, 1_000_000), paid(900, 500_000)];

  it('lays the estimate beside the report, as of the report', () => {
    const result = row([reportedSpend(500, usd(3.5), MONTH)], events);
    expect(result.estimated.creditMicros).toBe(3_500_000);
    expect(result.reported).toEqual({ amount: usd(3.5), source: 'user', asOfMs: 500 });
    expect(result.residual).toEqual(usd(0.5));
    expect(result.drift).toEqual(usd(0.5));
    expect(result.driftBasisPoints).toBe(1429);
  });

  it('explains what was stated one by one, and only up to the report', () => {
    const entries = [
      reportedSpend(500, usd(3.5), MONTH),
      creditSpend(300, usd(0.4)),
      creditSpend(600, usd(7)),
    ];
    expect(row(entries, events).residual).toEqual(usd(0.1));
    expect(row(entries, events).stated).toEqual(usd(7.4));
  });

  it('shows an over-estimate as such', () => {
    const result = row([reportedSpend(500, usd(2), MONTH)], events);
    expect(result.residual).toEqual(usd(-1));
    expect(result.driftBasisPoints).toBe(-5000);
  });

  it('is closed by a correction in sight, which leaves the residual as it was', () => {
    const entries = [reportedSpend(500, usd(3.5), MONTH)];
    const proposal = row(entries, events).proposal!;
    expect(proposal).toMatchObject({ amount: usd(0.5), details: { target: 'spend' } });
    const closed = row([...entries, proposal], events);
    expect(closed).toMatchObject({ residual: usd(0.5), drift: usd(0), driftBasisPoints: 0 });
    expect(closed.corrections).toEqual([proposal]);
    expect(closed.proposal).toBeNull();
    const other = correction(400, usd(-8), 'balance');
    expect(row([...entries, other], events).drift).toEqual(usd(0.5));
  });

  it('takes the newest report of its own period', () => {
    const entries = [
      reportedSpend(700, usd(9), MONTH),
      reportedSpend(500, usd(3), MONTH),
      reportedSpend(800, usd(1), [400, 10_000]),
    ];
    expect(row(entries, events).reported?.asOfMs).toBe(700);
    expect(row(entries, events, 600).reported?.asOfMs).toBe(500);
  });

  it('begins with its first instant and ends before the next month’s', () => {
    const around = [paid(-1, 1), paid(0, 10), paid(9999, 100), paid(10_000, 1000)];
    const entries = [creditSpend(-1, usd(1)), creditSpend(0, usd(2)), creditSpend(10_000, usd(4))];
    const result = row(entries, around, 20_000);
    expect(result.estimated.creditMicros).toBe(110);
    expect(result.stated).toEqual(usd(2));
    const closing = [9999, 10_000].map((atMs) => correction(atMs, usd(1), 'spend'));
    expect(row(closing, [], 20_000).corrections).toEqual(closing.slice(0, 1));
  });

  it('says what it does not know', () => {
    const silent = row([], events);
    expect(silent).toMatchObject({ reported: null, residual: null, drift: null, proposal: null });
    expect(silent.driftBasisPoints).toBeNull();
    expect(silent.isEstimateComplete).toBe(true);
    expect(row([], [...events, paid(300, null)]).isEstimateComplete).toBe(false);
    expect(row([], [...events, paid(300, 5, 'unknown')]).isEstimateComplete).toBe(false);
    const free = row([reportedSpend(500, usd(0), MONTH)], []);
    expect(free).toMatchObject({ drift: usd(0), driftBasisPoints: null });
  });

  it('compares dollars with dollars only', () => {
    const credits = { currency: 'credits', exponent: 2, units: 350 };
    const book = { ...BOOK, currency: 'credits' } as unknown as typeof BOOK;
    const result = row([reportedSpend(500, credits, MONTH)], events, 5000, book);
    expect(result.reported?.amount).toEqual(credits);
    expect(result.residual).toBeNull();
    expect(result.drift).toBeNull();
  });
});

describe('spend is put down to what caused it', () => {
  const events: PaidEvent[] = [
    { ...paid(1, 500_000), project: '/a', sessionId: 'one' },
    { ...paid(2, 700_000), project: '/b', sessionId: 'two' },
    { ...paid(3, 300_000), project: '/a', sessionId: 'three' },
    { ...paid(4, null), project: null, sessionId: 'three' },
    { ...paid(5, 900_000, 'unknown'), project: '/b', sessionId: 'two' },
  ];

  it('by project, the largest first, with what is open kept apart', () => {
    expect(
      attributeSpend(events, 'project').map((one) => [
        one.name,
        one.creditMicros,
        one.unpricedEvents,
        one.unclearMicros,
      ]),
    ).toEqual([
      ['/a', 800_000, 0, 0],
      ['/b', 700_000, 0, 900_000],
      [null, 0, 1, 0],
    ]);
  });

  it('by session and model to the same sum', () => {
    const total = spendOf(events)(0, 10).creditMicros;
    for (const dimension of ['project', 'session', 'model'] as const) {
      const sum = attributeSpend(events, dimension).reduce((all, one) => all + one.creditMicros, 0);
      expect(sum).toBe(total);
    }
    expect(attributeSpend(events, 'session').map(({ name }) => name)).toEqual([
      'two',
      'one',
      'three',
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneOf } from '../../../../main/domain/calendar.ts';
import { dollars } from '../../../../main/domain/ledger/amount.ts';
import { balanceAt } from '../../../../main/domain/ledger/balance.ts';
import type { StoredEntry } from '../../../../main/domain/ledger/chain.ts';
import type { LedgerEntry } from '../../../../main/domain/ledger/entries.ts';
import { NOTHING_SPENT, spendOf, type PaidEvent } from '../../../../main/domain/ledger/spend.ts';
import {
  anchorEntry,
  purchaseEntry,
  reversalOf,
} from '../../../../main/domain/ledger/userEntries.ts';
import { monthView, projectMonth } from '../../../../main/domain/review/creditsMonth.ts';
import { ledgerLines, type LedgerFacts } from '../../../../main/domain/review/ledgerLines.ts';
import { indexSpend } from '../../../../main/domain/review/spendIndex.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 10, 1);
const MONTH = { fromMs: START_MS, untilMs: Date.UTC(2026, 11, 1) };
const KEY = { agent: 'claude-code', account: '/home/u/.claude' } as const;
const BOOK = { ...KEY, currency: 'USD' };

function paid(atMs: number, costMicros: number, project = '/home/u/checkout-api'): PaidEvent {
  return {
    key: `event ${atMs}`,
    sessionId: 's',
    project,
    model: 'claude-sonnet-5-5',
    atMs,
    costMicros,
    side: 'credits',
    because: 'always-paid',
  };
}

function facts(entries: readonly LedgerEntry[], events: readonly PaidEvent[]): LedgerFacts {
  const stored = entries.map((entry, index) => ({ sequence: index + 1, entry }) as StoredEntry);
  const spent = spendOf(events);
  return { book: BOOK, stored, events, sinceMs: 0, spent, rates: [], zone: zoneOf('UTC') };
}

const anchor = (micros: number, atMs: number) =>
  anchorEntry({ key: KEY, amount: dollars(micros), atMs });
const bought = (micros: number, atMs: number) =>
  purchaseEntry({ key: KEY, amount: dollars(micros), atMs }, null);

describe('the ledger as people read it', () => {
  const entries = [anchor(20_000_000, START_MS), bought(10_000_000, START_MS + 2 * DAY_MS)];
  const events = [
    paid(START_MS + DAY_MS, 1_500_000),
    paid(START_MS + DAY_MS + 60_000, 500_000, '/home/u/docs-site'),
  ];

  it('says the balance after each line that moves it, the newest first', () => {
    const { lines } = ledgerLines(facts(entries, events), 10);
    expect(lines.map(({ kind, balanceAfter }) => [kind, balanceAfter?.minorUnits])).toEqual([
      ['purchase', 28_000_000],
      ['day-spend', 18_000_000],
      ['anchor', 20_000_000],
    ]);
    expect(lines[1]).toMatchObject({
      amount: { minorUnits: -2_000_000 },
      detail: 'checkout-api\ndocs-site',
      basis: 'estimated',
    });
  });

  it('offers to undo the latest statement alone, and says what was taken back', () => {
    const [, purchase] = entries;
    expect(ledgerLines(facts(entries, []), 10).lines.filter(({ canUndo }) => canUndo)).toHaveLength(
      1,
    );
    const after = [...entries, reversalOf(purchase!)!];
    const { lines } = ledgerLines(facts(after, []), 10);
    expect(lines.find(({ isReversal }) => isReversal)).toMatchObject({
      kind: 'refund',
      balanceAfter: { minorUnits: 20_000_000 },
    });
    expect(lines.find(({ canUndo }) => canUndo)?.kind).toBe('anchor');
  });

  it('shows a provider’s word once a day, its last', () => {
    const reported = (hour: number, micros: number): LedgerEntry => ({
      ...KEY,
      kind: 'reported-balance',
      key: `reported ${hour}`,
      atMs: START_MS + hour * 3_600_000,
      source: 'claude-usage',
      basis: 'reported',
      note: null,
      amount: dollars(micros),
      details: {},
    });
    const { lines } = ledgerLines(facts([reported(1, 5), reported(9, 4), reported(30, 3)], []), 10);
    expect(lines.map(({ amount }) => amount?.minorUnits)).toEqual([3, 4]);
  });

  it('is cut where more lines are there than were asked for', () => {
    expect(ledgerLines(facts(entries, events), 2)).toMatchObject({ hasMore: true });
    expect(ledgerLines(facts(entries, events), 3)).toMatchObject({ hasMore: false });
  });
});

describe('running totals', () => {
  it('give what adding up anew gives, for any stretch', () => {
    const event = fc.record({ atMs: fc.nat(1000), costMicros: fc.nat(10 ** 7) });
    fc.assert(
      fc.property(fc.array(event), fc.nat(1100), fc.nat(1100), (parts, fromMs, untilMs) => {
        const events = parts
          .map(({ atMs, costMicros }) => paid(atMs, costMicros))
          .sort((a, b) => a.atMs - b.atMs);
        const naive = untilMs <= fromMs ? NOTHING_SPENT : spendOf(events)(fromMs, untilMs);
        expect(indexSpend(events, 0, () => NOTHING_SPENT)(fromMs, untilMs)).toEqual(naive);
      }),
    );
  });

  it('leave earlier stretches to the table', () => {
    const before = { ...NOTHING_SPENT, creditMicros: 7 };
    const spent = indexSpend([paid(2000, 5)], 1000, () => before);
    expect(spent(0, 3000)).toBe(before);
    expect(spent(1000, 3000).creditMicros).toBe(5);
  });

  it('lead to the same balance', () => {
    const events = [paid(START_MS + 1000, 3), paid(START_MS + 2000, 4)];
    const atMs = START_MS + DAY_MS;
    const spent = indexSpend(events, START_MS, () => NOTHING_SPENT);
    expect(balanceAt(BOOK, [anchor(100, START_MS)], spent, atMs)).toEqual(
      balanceAt(BOOK, [anchor(100, START_MS)], spendOf(events), atMs),
    );
  });
});

describe('where a month leads', () => {
  it('is said as a range between its own pace and that of the last seven days', () => {
    const nowMs = START_MS + 10 * DAY_MS;
    // $10 in ten days, $14 in the last seven: 20 days more at $1 or at $2 a day.
    expect(projectMonth(10_000_000, 14_000_000, MONTH, nowMs)).toEqual({
      leastMicros: 30_000_000,
      mostMicros: 50_000_000,
    });
  });

  it('is not said in the first days, nor where nothing was paid', () => {
    expect(projectMonth(10, 10, MONTH, START_MS + 2 * DAY_MS)).toBeNull();
    expect(projectMonth(0, 0, MONTH, START_MS + 12 * DAY_MS)).toBeNull();
  });

  it('never leads below what was paid already', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 9), fc.nat(10 ** 9), fc.nat(29), (inMonth, lately, day) => {
        const range = projectMonth(inMonth, lately, MONTH, START_MS + day * DAY_MS);
        if (range === null) return;
        expect(range.leastMicros).toBeGreaterThanOrEqual(inMonth);
        expect(range.mostMicros).toBeGreaterThanOrEqual(range.leastMicros);
      }),
    );
  });

  it('puts a month down to what caused it, without what lies outside', () => {
    const events = [
      paid(START_MS - 1, 99),
      paid(START_MS, 3, '/a/x'),
      paid(START_MS + 1, 4, '/a/y'),
    ];
    const view = monthView(events, MONTH, START_MS + 5 * DAY_MS, null);
    expect(view.paidMicros).toBe(7);
    expect(view.byProject.map(({ name, creditMicros }) => [name, creditMicros])).toEqual([
      ['/a/y', 4],
      ['/a/x', 3],
    ]);
    expect(view.unclear).toBeNull();
  });

  it('lists nothing at no cost: unclear use stands beside the shares, unpriced use has no amount', () => {
    const unclear = { side: 'unknown', because: 'not-reported' } as const;
    const events = [
      { ...paid(START_MS, 3, '/a/x'), costMicros: null },
      paid(START_MS + 1, 5, '/a/y'),
      { ...paid(START_MS + 2, 5, '/a/y'), costMicros: null },
      { ...paid(START_MS + 3, 7, '/a/z'), ...unclear },
      { ...paid(START_MS + 4, 7, '/a/y'), ...unclear },
    ];
    const view = monthView(events, MONTH, START_MS + 5 * DAY_MS, null);
    expect(view.byProject).toEqual([
      { name: '/a/y', creditMicros: 5, answers: 2, unpricedAnswers: 1 },
      { name: '/a/x', creditMicros: null, answers: 1, unpricedAnswers: 1 },
    ]);
    expect(view.unclear).toEqual({ answers: 2, micros: 14 });
  });
});

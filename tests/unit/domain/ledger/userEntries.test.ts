/** The user's statements, and taking them back by other entries. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dollars } from '../../../../main/domain/ledger/amount.ts';
import { balanceAt } from '../../../../main/domain/ledger/balance.ts';
import { entryProblem, type LedgerEntry } from '../../../../main/domain/ledger/entries.ts';
import { NOTHING_SPENT } from '../../../../main/domain/ledger/spend.ts';
import {
  anchorEntry,
  latestToUndo,
  purchaseEntry,
  reversalOf,
} from '../../../../main/domain/ledger/userEntries.ts';
import { BOOK } from './entries.ts';

const KEY = { agent: BOOK.agent, account: BOOK.account } as const;
const nothing = () => NOTHING_SPENT;
const amountAt = (entries: readonly LedgerEntry[], atMs: number) =>
  balanceAt(BOOK, entries, nothing, atMs).amount;

const statement = fc
  .record({
    isAnchor: fc.boolean(),
    atMs: fc.integer({ min: 1, max: 20 }),
    micros: fc.integer({ min: 0, max: 50 }),
  })
  .map(({ isAnchor, atMs, micros }): LedgerEntry => {
    const stated = { key: KEY, amount: dollars(micros), atMs };
    return isAnchor ? anchorEntry(stated) : purchaseEntry(stated, null);
  });
const statements = fc.uniqueArray(statement, { maxLength: 8, selector: ({ key }) => key });

describe('taking back', () => {
  it('makes every balance of every time as if the entry had never been', () => {
    fc.assert(
      fc.property(statements, fc.nat(), (entries, pick) => {
        if (entries.length === 0) return;
        const taken = entries[pick % entries.length]!;
        const reversal = reversalOf(taken)!;
        expect(entryProblem(reversal)).toBeNull();
        const without = entries.filter(({ key }) => key !== taken.key);
        for (let atMs = 0; atMs <= 21; atMs += 1) {
          expect(amountAt([...entries, reversal], atMs)).toEqual(amountAt(without, atMs));
        }
      }),
    );
  });

  it('goes backwards through what was written, each once, and never takes back a taking back', () => {
    fc.assert(
      fc.property(statements, (entries) => {
        const stored = entries.map((entry, index) => ({ sequence: index + 1, entry }));
        const taken: string[] = [];
        for (;;) {
          const latest = latestToUndo(stored);
          if (!latest) break;
          taken.push(latest.entry.key);
          stored.push({ sequence: stored.length + 1, entry: reversalOf(latest.entry)! });
        }
        expect(taken).toEqual(entries.map(({ key }) => key).reverse());
      }),
    );
  });
});

describe('statements', () => {
  it('keep the price of a purchase only where it differs', () => {
    const stated = { key: KEY, amount: dollars(50_000_000), atMs: 1 };
    expect(purchaseEntry(stated, dollars(45_000_000)).details).toEqual({ paidUnits: 45_000_000 });
    expect(purchaseEntry(stated, dollars(50_000_000)).details).toEqual({ paidUnits: null });
  });
});

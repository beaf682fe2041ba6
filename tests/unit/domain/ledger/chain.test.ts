import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalEntry,
  CHAIN_START,
  linkEntry,
  verifyChain,
  type ChainHead,
  type StoredEntry,
  type UnreadableRow,
} from '../../../../main/domain/ledger/chain.ts';
import {
  ENTRY_KINDS,
  entryProblem,
  isNews,
  type LedgerEntry,
} from '../../../../main/domain/ledger/entries.ts';
import { createLedger } from '../../../../main/store/migrations/0003-ledger.ts';
import { anchor, purchase, reportedBalance, reportedSpend, usd } from './entries.ts';

const sha256 = (text: string) => hash('sha256', text, 'hex');

function chainOf(count: number): StoredEntry[] {
  const rows: StoredEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    rows.push(linkEntry(rows.at(-1) ?? CHAIN_START, purchase(index, usd(index)), 99, sha256));
  }
  return rows;
}

describe('the chain', () => {
  it('has the published hash of a known row', () => {
    // Pinned: a change of the serialisation would break every ledger in the world.
    expect(linkEntry(CHAIN_START, anchor(5, usd(1)), 7, sha256).rowHash).toBe(
      sha256(
        `${'0'.repeat(64)}\n1\n7\n[1,"anchor|5","anchor","claude-code","/home/user/.claude",5,["USD",6,1000000],"user","reported",null,"{}"]`,
      ),
    );
  });

  it('does not depend on the order in which details were written', () => {
    const entry = reportedSpend(5, usd(1), [0, 10]);
    const turned = { ...entry, details: { periodUntilMs: 10, periodFromMs: 0 } };
    expect(canonicalEntry(turned)).toBe(canonicalEntry(entry));
  });

  it('breaks at exactly the row that was changed, taken out or swapped', () => {
    const rows = chainOf(20);
    const head = rows.at(-1)!;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 19 }), fc.integer({ min: 0, max: 4 }), (at, how) => {
        const row = rows[at]!;
        const damaged = [...rows];
        const { entry } = row;
        const changed: Record<number, () => void> = {
          0: () => damaged.splice(at, 1),
          1: () => (damaged[at] = { ...row, entry: { ...entry, atMs: -1 } }),
          2: () => (damaged[at] = { ...row, rowHash: sha256('x') }),
          3: () => (damaged[at] = { ...row, recordedAtMs: 0 }),
          4: () => (damaged[at] = { ...row, previousHash: sha256('x') }),
        };
        changed[how]!();
        expect(verifyChain(damaged, head, sha256)).toMatchObject({
          isWhole: false,
          brokenSequence: at + 1,
        });
      }),
    );
    expect(verifyChain(rows, head, sha256)).toEqual({ isWhole: true, rows: 20 });
  });
});

describe('what broke the chain is told', () => {
  const rows = chainOf(5);
  const head = rows.at(-1)!;
  /** Rows whose own hashes are right, behind another row than the chain's. */
  const behind = (start: ChainHead, count: number) => {
    const made: StoredEntry[] = [];
    for (let index = 0; index < count; index += 1)
      made.push(linkEntry(made.at(-1) ?? start, purchase(index, usd(index)), 99, sha256));
    return made;
  };
  const judged = (damaged: readonly (StoredEntry | UnreadableRow)[]) =>
    verifyChain(damaged, head, sha256);

  it('a row that is not there', () => {
    expect(judged(rows.toSpliced(2, 1))).toEqual(broken(3, 'missing'));
    expect(judged(rows.slice(1))).toEqual(broken(1, 'missing'));
    expect(judged([rows[0]!, rows[0]!])).toEqual(broken(2, 'missing'));
  });

  it('a number left out, though every hash follows the one before', () => {
    const first = behind(CHAIN_START, 1);
    const jumped = behind({ ...first[0]!, sequence: 2 }, 1);
    const whole = [...first, ...jumped];
    expect(verifyChain(whole, whole.at(-1)!, sha256)).toEqual(broken(2, 'missing'));
  });

  it('a row of another chain, though its own hash is right', () => {
    const foreign = behind({ sequence: 0, rowHash: sha256('x') }, 5);
    expect(verifyChain(foreign, foreign.at(-1)!, sha256)).toEqual(broken(1, 'not-linked'));
    expect(judged([...rows.slice(0, 3), ...foreign.slice(3)])).toEqual(broken(4, 'not-linked'));
  });

  it('a row that was altered, cannot be read, or was cut off', () => {
    expect(judged(rows.with(1, { ...rows[1]!, recordedAtMs: 0 }))).toEqual(broken(2, 'altered'));
    expect(judged(rows.with(1, { ...rows[1]!, rowHash: sha256('x') }))).toEqual(
      broken(2, 'altered'),
    );
    const unreadable = [...rows.slice(0, 1), { sequence: 2, isUnreadable: true } as const];
    expect(judged(unreadable)).toEqual(broken(2, 'unreadable'));
    expect(judged(rows.slice(0, 3))).toEqual(broken(4, 'cut-off'));
  });
});

function broken(brokenSequence: number, reason: string) {
  return { isWhole: false, brokenSequence, reason };
}

describe('entries', () => {
  it('have the kinds that the table allows', () => {
    for (const kind of ENTRY_KINDS) expect(createLedger).toContain(`'${kind}'`);
  });

  it.each<[string, LedgerEntry, RegExp]>([
    ['a broken time', anchor(0.5, usd(1), 'a'), /time/],
    ['no key', anchor(1, usd(1), ''), /key/],
    ['a negative purchase', purchase(1, usd(-1)), /negative/],
    ['half a character', { ...purchase(1, usd(1)), note: '\udc00' }, /character/],
    ['an end of text', { ...purchase(1, usd(1)), account: 'a\0b' }, /character/],
    ['an essay', { ...purchase(1, usd(1)), note: 'x'.repeat(4001) }, /long/],
    ['a report outside its period', reportedSpend(10, usd(1), [0, 10]), /period/],
    ['a broken detail', { ...purchase(1, usd(1)), details: { paidUnits: 0.5 } }, /number/],
    ['no amount', { ...purchase(1, usd(1)), amount: null } as unknown as LedgerEntry, /amount/],
  ])('are refused with %s', (_, entry, problem) => {
    expect(entryProblem(entry)).toMatch(problem);
  });

  it('may be negative where that has a meaning', () => {
    expect(entryProblem(anchor(1, usd(-1)))).toBeNull();
    expect(entryProblem(reportedBalance(1, usd(-1)))).toBeNull();
    expect(entryProblem({ ...purchase(1, usd(1)), note: 'ok 🙂' })).toBeNull();
  });

  it('of providers are written down only when they say something new', () => {
    const before = reportedSpend(5, usd(1), [0, 10]);
    expect(isNews(null, before)).toBe(true);
    expect(isNews(before, reportedSpend(6, usd(1), [0, 10]))).toBe(false);
    expect(isNews(before, reportedSpend(6, usd(2), [0, 10]))).toBe(true);
    expect(isNews(before, reportedSpend(11, usd(1), [10, 20]))).toBe(true);
    expect(isNews(reportedBalance(1, usd(1)), reportedBalance(2, usd(1)))).toBe(false);
    const euros = { currency: 'EUR', exponent: 6, units: 1_000_000 };
    expect(isNews(reportedBalance(1, usd(1)), reportedBalance(2, euros))).toBe(true);
  });
});

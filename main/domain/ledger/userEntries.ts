/** What the user states about money, as entries, and how each is taken back: by another entry. */
import { accountText } from '../figures.ts';
import type { Amount } from './amount.ts';
import type { AccountKey } from './split.ts';
import {
  isReversal,
  reversalKey,
  type Anchor,
  type LedgerEntry,
  type Purchase,
} from './entries.ts';

type Stated = { readonly key: AccountKey; readonly amount: Amount; readonly atMs: number };

function base({ key, amount, atMs }: Stated) {
  const { agent, account } = key;
  return { agent, account, amount, atMs, source: 'user', basis: 'reported', note: null } as const;
}

/** “The balance is now …”. One instant has one balance. */
export function anchorEntry(stated: Stated): Anchor {
  const { key, atMs } = stated;
  return {
    ...base(stated),
    kind: 'anchor',
    key: `anchor|${accountText(key)}|${atMs}`,
    details: {},
  };
}

/** “I bought …”; `paid`: what it cost where that is not the amount itself. */
export function purchaseEntry(stated: Stated, paid: Amount | null): Purchase {
  const { key, atMs, amount } = stated;
  return {
    ...base(stated),
    kind: 'purchase',
    key: `purchase|${accountText(key)}|${atMs}|${amount.units}`,
    details: { paidUnits: paid === null || paid.units === amount.units ? null : paid.units },
  };
}

/** The user's latest written entry that nothing has taken back yet; null: there is none. */
export function latestToUndo<T extends { readonly sequence: number; readonly entry: LedgerEntry }>(
  stored: readonly T[],
): T | null {
  const taken = new Set(
    stored.filter(({ entry }) => isReversal(entry)).map(({ entry }) => entry.key),
  );
  return (
    stored
      .filter(({ entry }) => isOwnStatement(entry) && !taken.has(reversalKey(entry.key)))
      .sort((a, b) => b.sequence - a.sequence)[0] ?? null
  );
}

function isOwnStatement(entry: LedgerEntry): boolean {
  if (isReversal(entry)) return false;
  return entry.kind === 'anchor' || entry.kind === 'purchase' || entry.kind === 'correction';
}

/**
 * The entry that makes everything as if another one did not stand there: at its time, so that every later
 * balance is right as well; null where the user does not take such entries back.
 */
export function reversalOf(entry: LedgerEntry): LedgerEntry | null {
  const { agent, account, atMs } = entry;
  const stated = {
    key: reversalKey(entry.key),
    agent,
    account,
    atMs,
    source: 'user',
    basis: 'reported',
    note: null,
  } as const;
  switch (entry.kind) {
    case 'anchor':
      return { ...stated, kind: 'anchor', amount: entry.amount, details: {} };
    case 'purchase':
      return { ...stated, kind: 'refund', amount: entry.amount, details: {} };
    case 'correction': {
      const units = entry.amount.units === 0 ? 0 : -entry.amount.units;
      return {
        ...stated,
        kind: 'correction',
        amount: { ...entry.amount, units },
        details: entry.details,
      };
    }
    default:
      return null;
  }
}

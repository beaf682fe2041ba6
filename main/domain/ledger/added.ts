/** What was added to an account's credits between two instants, as far as the ledger knows. */
import { DOLLAR } from './amount.ts';
import { standingEntries, type EntryKind, type LedgerEntry } from './entries.ts';

const SIGNS: Partial<Readonly<Record<EntryKind, 1 | -1>>> = {
  purchase: 1,
  reload: 1,
  grant: 1,
  refund: -1,
  expiry: -1,
};

/** Purchases, reloads and grants after `fromMs` up to `untilMs`, less what was taken back. */
export function addedBetween(
  entries: readonly LedgerEntry[],
  fromMs: number,
  untilMs: number,
): { readonly micros: number; readonly hasOther: boolean } {
  let micros = 0;
  let hasOther = false;
  for (const { kind, atMs, amount } of standingEntries(entries)) {
    const sign = SIGNS[kind];
    if (sign === undefined || amount === null || atMs <= fromMs || atMs > untilMs) continue;
    if (amount.currency === DOLLAR) micros += sign * amount.units;
    else hasOther = true;
  }
  return { micros, hasOther };
}

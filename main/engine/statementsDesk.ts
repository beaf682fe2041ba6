/**
 * Writes what providers say about money into the ledger, so that ours can be laid beside theirs. Only the
 * program that writes usage does it; the entries' keys make it harmless to do it twice.
 */
import type { Zone } from '../domain/calendar.ts';
import { DAY_MS } from '../domain/calendar.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import type { LedgerEntry } from '../domain/ledger/entries.ts';
import { BALANCE_GRAIN_MS, statedUntilMs, statementsOf } from '../domain/ledger/statements.ts';
import type { Tables } from './database.ts';

/** Readings that come in later than this after they were made are looked at after the next start. */
const LATE_WITHIN_MS = DAY_MS;

type Account = { readonly key: AccountKey; readonly entries: readonly LedgerEntry[] };

export function createStatementsDesk(getZone: () => Zone) {
  /** Newest readings at the last look, and its time: without others nothing can be new for a while. */
  let seen = { credits: -1, creditUse: -1, atMs: -Infinity };
  const lookedUntilMs = new Map<string, number>();

  function newestIds({ money, accounts }: Tables) {
    return {
      credits: money.facts.newestReadingIds().credits,
      creditUse: accounts.newestCreditUseId(),
    };
  }

  function ofAccount({ key, entries }: Account, tables: Tables, nowMs: number): LedgerEntry[] {
    const stated = statedUntilMs(entries);
    const looked = lookedUntilMs.get(accountText(key)) ?? -Infinity;
    const after = (atMs: number | null) => Math.max(atMs ?? Number.MIN_SAFE_INTEGER, looked);
    const readings = {
      creditUse: tables.accounts.spentSince(key, after(stated.spendMs)),
      credits: tables.money.facts.balancesSince(key, after(stated.balanceMs)),
    };
    return statementsOf(readings, entries, getZone(), nowMs);
  }

  return {
    /**
     * Entries that are to be written now; none without new readings.
     * @throws SQLite's error
     */
    due(accounts: readonly Account[], tables: Tables, nowMs: number): LedgerEntry[] {
      if (!tables.writing) return [];
      const ids = newestIds(tables);
      const isSame = ids.credits === seen.credits && ids.creditUse === seen.creditUse;
      if (isSame && Math.abs(nowMs - seen.atMs) < BALANCE_GRAIN_MS) return [];
      return accounts.flatMap((account) => ofAccount(account, tables, nowMs));
    },
    /** What `due` named has been written: it need not be looked at again. */
    done(accounts: readonly Account[], tables: Tables, nowMs: number): void {
      seen = { ...newestIds(tables), atMs: nowMs };
      for (const { key } of accounts) lookedUntilMs.set(accountText(key), nowMs - LATE_WITHIN_MS);
    },
  };
}

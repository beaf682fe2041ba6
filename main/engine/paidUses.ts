/** The newest sign of paid use of each account, with the windows that were used up then. */
import type { PaidUse, UsedUpWindow } from '../domain/boundary/types.ts';
import { DAY_MS, futureFromMs, HOUR_MS } from '../domain/calendar.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import { isSoundReading } from '../domain/ledger/paidState.ts';
import { reportedWindows } from '../domain/limits.ts';
import type { MoneyTables } from '../store/money.ts';

/** The longest window, and a day. */
const LOOK_BACK_MS = 32 * DAY_MS;
/** A request was sent at most so long before it ended, perhaps in a window that has reset since. */
const LONGEST_REQUEST_MS = HOUR_MS;

export function createPaidUses() {
  /** Months of readings are not gone through again at every look. */
  const known = new Map<string, { readonly atMs: number; readonly paidUse: PaidUse }>();
  return {
    of(key: AccountKey, tables: MoneyTables, nowMs: number): PaidUse | null {
      const newest = tables.paid.newestPaid(key, futureFromMs(nowMs));
      if (newest === null) return null;
      const { atMs, because, sessionId, project, model } = newest;
      const name = accountText(key);
      const before = known.get(name);
      if (before?.atMs === atMs) return before.paidUse;
      const usedUp = because === 'plan-used-up' ? usedUpAround(key, tables, atMs) : [];
      const paidUse: PaidUse = {
        source: 'ledger',
        asOfMs: atMs,
        usedUp,
        request: { sessionId, project, model },
      };
      known.set(name, { atMs, paidUse });
      return paidUse;
    },
    /** Something was derived anew: readings that came late may tell another story. */
    forget: (): void => known.clear(),
  };
}

/** The windows that were used up when a request was sent that ended at an instant. */
function usedUpAround(
  key: AccountKey,
  { facts }: MoneyTables,
  atMs: number,
): readonly UsedUpWindow[] {
  const readings = facts
    .limitReadings(key, { fromMs: atMs - LOOK_BACK_MS, untilMs: atMs + 1 })
    .filter(isSoundReading);
  return reportedWindows(readings).flatMap(({ kind, modelName, resetsAtMs, readings: said }) =>
    resetsAtMs !== null &&
    resetsAtMs > atMs - LONGEST_REQUEST_MS &&
    said.some(({ usedPercent }) => usedPercent !== null && usedPercent >= 100)
      ? [{ kind, modelName, resetsAtMs }]
      : [],
  );
}

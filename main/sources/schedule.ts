/**
 * When a source may be asked. Pure: what must survive a restart is plain data that the caller keeps.
 *
 * The floor counts from asking, not from an answer, and is to be saved before asking: a program that kills
 * Tollgate, or is killed with it, is still not asked again at once.
 */

const MINUTE_MS = 60_000;
/** Questions are never closer together than this, whatever a setting says. */
export const LEAST_FLOOR_MS = 5 * MINUTE_MS;
/** Even after many failures a source is tried once in this time. */
export const LONGEST_BACK_OFF_MS = 60 * MINUTE_MS;
/** More failures than this change nothing. */
const MOST_FAILURES = 16;

/** What is remembered of a source and account. */
export type AskState = {
  readonly lastAskedAtMs: number | null;
  /** In a row; 0 after an answer. */
  readonly failures: number;
  /** Back-off after failures; 0 when there is none. */
  readonly notBeforeMs: number;
};

export const NEVER_ASKED: AskState = { lastAskedAtMs: null, failures: 0, notBeforeMs: 0 };

export type AskCircumstances = {
  readonly isSwitchedOn: boolean;
  readonly isFirstImportComplete: boolean;
  /** The agent's last activity in this account; null when none is known. */
  readonly lastActivityAtMs: number | null;
  /** The newest reading of these figures by any source; null when there is none. */
  readonly lastReadingAtMs: number | null;
  /** The user pressed refresh: asks without activity or age, never under the floor or a back-off. */
  readonly isRequested: boolean;
  readonly floorMs: number;
  readonly liveWithinMs: number;
};

export type AskDecision =
  | { readonly mayAsk: true }
  | {
      readonly mayAsk: false;
      readonly because:
        'switched-off' | 'importing' | 'floor' | 'backing-off' | 'not-active' | 'reading-is-fresh';
      /** When time alone changes this; null when only an event does. */
      readonly notBeforeMs: number | null;
    };

/** Whether a source may be asked now. */
export function mayAsk(
  state: AskState,
  circumstances: AskCircumstances,
  nowMs: number,
): AskDecision {
  const { floorMs, liveWithinMs, lastActivityAtMs, lastReadingAtMs } = circumstances;
  if (!circumstances.isSwitchedOn) return no('switched-off', null);
  if (!circumstances.isFirstImportComplete) return no('importing', null);
  // Asked in the future means that the clock was set back since: the times kept say nothing any more.
  const { lastAskedAtMs } = state;
  if (lastAskedAtMs !== null && lastAskedAtMs <= nowMs) {
    const floorEndsMs = lastAskedAtMs + floorMs;
    const longestMs = lastAskedAtMs + Math.max(LONGEST_BACK_OFF_MS, floorMs);
    const notBeforeMs = Math.min(state.notBeforeMs, longestMs);
    if (notBeforeMs > nowMs && notBeforeMs > floorEndsMs) return no('backing-off', notBeforeMs);
    if (floorEndsMs > nowMs) return no('floor', floorEndsMs);
  }
  if (circumstances.isRequested) return { mayAsk: true };
  // Activity in the future is a clock set back too: it must not look like silence until time catches up.
  const isActive = lastActivityAtMs !== null && nowMs - lastActivityAtMs <= liveWithinMs;
  if (!isActive) return no('not-active', null);
  const isFresh =
    lastReadingAtMs !== null && lastReadingAtMs <= nowMs && nowMs - lastReadingAtMs < floorMs;
  return isFresh ? no('reading-is-fresh', lastReadingAtMs + floorMs) : { mayAsk: true };
}

function no(
  because: Exclude<AskDecision, { mayAsk: true }>['because'],
  notBeforeMs: number | null,
): AskDecision {
  return { mayAsk: false, because, notBeforeMs };
}

/** The state to save right before asking. */
export function beforeAsking(state: AskState, nowMs: number): AskState {
  return { ...state, lastAskedAtMs: nowMs, notBeforeMs: 0 };
}

/**
 * The state after an outcome. Failures double the pause, from the floor up to an hour; where the account has
 * no such figures the hour comes at once.
 *
 * @param outcome `unavailable` for an answer that this account has no figures
 */
export function afterAsking(
  state: AskState,
  outcome: 'answered' | 'failed' | 'unavailable',
  floorMs: number,
  nowMs: number,
): AskState {
  if (outcome === 'answered') return { ...state, failures: 0, notBeforeMs: 0 };
  const failures = Math.min(state.failures + 1, MOST_FAILURES);
  const longest = Math.max(LONGEST_BACK_OFF_MS, floorMs);
  const pauseMs =
    outcome === 'unavailable' ? longest : Math.min(longest, floorMs * 2 ** (failures - 1));
  return { ...state, failures, notBeforeMs: nowMs + pauseMs };
}

/** A saved state read back; anything that is not one counts as never asked. */
export function parseAskState(value: unknown): AskState {
  if (typeof value !== 'object' || value === null) return NEVER_ASKED;
  const { lastAskedAtMs, failures, notBeforeMs } = value as Record<string, unknown>;
  const isTime = (time: unknown): time is number => Number.isSafeInteger(time) && Number(time) >= 0;
  if (!(lastAskedAtMs === null || isTime(lastAskedAtMs))) return NEVER_ASKED;
  if (!isTime(failures) || !isTime(notBeforeMs)) return NEVER_ASKED;
  return { lastAskedAtMs, failures: Math.min(failures, MOST_FAILURES), notBeforeMs };
}

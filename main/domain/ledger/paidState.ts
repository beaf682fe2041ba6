/**
 * How far the table of paid events is in step with the facts. It is saved with each step, so that a program
 * that ends half way goes on where it was. The rule: docs/ledger.md, "Kept in step".
 */
import { HOUR_MS } from '../calendar.ts';
import { windowLengthMs, type CreditsReading, type LimitReading } from '../limits.ts';
import { touchedFromMs, VOUCHING_MS } from './planState.ts';
import type { Evidence } from './split.ts';

/** Since when a switch stands as it does; null: nobody says. The later begun holds. */
export type SwitchPosition = { readonly fromMs: number; readonly isEnabled: boolean | null };

export type AccountState = {
  /** What holds for all of the account's time: draw, models, rule. Another one means deriving everything. */
  readonly basis: string;
  /** First instant to be derived again; null: nothing is. */
  readonly dirtyFromMs: number | null;
  /** What the user said about credits being on, oldest first. */
  readonly switches: readonly SwitchPosition[];
};

export type PaidState = {
  /** Newest readings that were taken into account, by their number in the table. */
  readonly limitReadingId: number;
  readonly creditsReadingId: number;
  /** By `accountText`. */
  readonly accounts: { readonly [key: string]: AccountState };
};

export const NOTHING_DERIVED: PaidState = { limitReadingId: 0, creditsReadingId: 0, accounts: {} };

/** Reads the saved text; anything else than a state is `NOTHING_DERIVED`. */
export function parsePaidState(text: string | null): PaidState {
  if (text === null) return NOTHING_DERIVED;
  try {
    const saved = JSON.parse(text) as Partial<PaidState> | null;
    const { limitReadingId, creditsReadingId, accounts } = saved ?? {};
    const isState =
      Number.isSafeInteger(limitReadingId) &&
      Number.isSafeInteger(creditsReadingId) &&
      typeof accounts === 'object' &&
      accounts !== null &&
      Object.values(accounts).every(isAccountState);
    return isState ? (saved as PaidState) : NOTHING_DERIVED;
  } catch {
    return NOTHING_DERIVED;
  }
}

function isAccountState(value: Partial<AccountState> | null): boolean {
  return (
    typeof value?.basis === 'string' &&
    (value.dirtyFromMs === null || Number.isSafeInteger(value.dirtyFromMs)) &&
    Array.isArray(value.switches)
  );
}

/** The earlier of two instants; null is never. */
export function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

/** A reset further from its reading than this is nonsense: a unit mistaken, a clock far off. */
const RESET_SLACK_MS = 24 * HOUR_MS;

/** Whether a reading's reset can be that of the window it was made in. */
export function isSoundReading({ kind, observedAtMs, resetsAtMs }: LimitReading): boolean {
  // The stretch that decides about a request is two weeks: a month would not lie in it as a whole.
  if (kind === 'monthly') return false;
  if (resetsAtMs === null) return true;
  return Math.abs(resetsAtMs - observedAtMs) <= windowLengthMs(kind) + RESET_SLACK_MS;
}

/**
 * Readings so far around a stretch of time decide about it as all of them would: before it those whose reset
 * may still lie in it, after it the next one whose window may have begun in it.
 */
const REACH_MS = 2 * windowLengthMs('weekly') + 2 * RESET_SLACK_MS;

/** The stretch of time whose sound readings decide about events in `[fromMs, untilMs)`. */
export function readingReach(fromMs: number, untilMs: number): { fromMs: number; untilMs: number } {
  return { fromMs: fromMs - REACH_MS, untilMs: untilMs + REACH_MS };
}

/** More new readings than this at once are an import: then one bound serves for all. */
const FEW_READINGS = 50;

/**
 * The earliest instant that new readings of one account touch; null: none.
 * @param known the account's sound readings within `readingReach` of the new ones
 */
export function readingsTouchFromMs(
  added: readonly LimitReading[],
  known: () => readonly LimitReading[],
): number | null {
  const speaking = added.filter((one) => one.usedPercent !== null && isSoundReading(one));
  if (speaking.length === 0) return null;
  if (speaking.length > FEW_READINGS) {
    const first = Math.min(...speaking.map(({ observedAtMs }) => observedAtMs));
    return first - REACH_MS;
  }
  const beside = known();
  return Math.min(...speaking.map((one) => touchedFromMs(beside, one)));
}

/** The switch as it stands now, remembered from now on where it is another one than before. */
export function noteSwitch(
  switches: readonly SwitchPosition[],
  isEnabled: boolean | null,
  nowMs: number,
): readonly SwitchPosition[] {
  const before = switches.at(-1)?.isEnabled ?? null;
  return before === isEnabled ? switches : [...switches, { fromMs: nowMs, isEnabled }];
}

/** When credits were on or off, by what the user said and by what the provider did. */
export function enabledEvidence(
  switches: readonly SwitchPosition[],
  credits: readonly CreditsReading[],
): Evidence['enabled'] {
  const stated = switches.flatMap(({ fromMs, isEnabled }, index) =>
    isEnabled === null ? [] : [{ fromMs, untilMs: switches[index + 1]?.fromMs ?? null, isEnabled }],
  );
  return [...stated, ...reportedRuns(switches, credits)];
}

type Run = { readonly fromMs: number; readonly untilMs: number; readonly isEnabled: boolean };

/**
 * Statements that follow each other and agree are one, since in between nothing else was the case; the last of
 * them holds until it is stale. Where the user said something in between, a new one begins, so that the later
 * word holds.
 */
function reportedRuns(
  switches: readonly SwitchPosition[],
  credits: readonly CreditsReading[],
): Run[] {
  const runs: Run[] = [];
  for (const { observedAtMs, hasCredits } of credits) {
    if (hasCredits === null) continue;
    const last = runs.at(-1);
    const untilMs = observedAtMs + VOUCHING_MS;
    const isSame = last?.isEnabled === hasCredits;
    if (last) {
      const isCut = switches.some(({ fromMs }) => fromMs > last.fromMs && fromMs <= observedAtMs);
      const isOneRun = isSame && !isCut;
      runs[runs.length - 1] = isOneRun
        ? { ...last, untilMs }
        : { ...last, untilMs: isSame ? observedAtMs : Math.min(last.untilMs, observedAtMs) };
      if (isOneRun) continue;
    }
    runs.push({ fromMs: observedAtMs, untilMs, isEnabled: hasCredits });
  }
  return runs;
}

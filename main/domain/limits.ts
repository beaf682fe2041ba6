/** Statements of providers about a plan's windows, and which of them to believe. */
import type { AgentId, SourceId, WindowKind } from '../../preload/contract/snapshot.ts';
import { SOURCE_RANKS } from '../../preload/contract/sources.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './calendar.ts';

/** What one source said about one window at one moment. */
export type LimitReading = {
  readonly agent: AgentId;
  /** The account as far as it is known: the agent's own folder. */
  readonly account: string;
  readonly kind: WindowKind;
  readonly modelName: string | null;
  /** 0 to 100; null when only the reset was said. */
  readonly usedPercent: number | null;
  /** null when the source did not say; that is not a reset. */
  readonly resetsAtMs: number | null;
  readonly source: SourceId;
  readonly observedAtMs: number;
};

/** What one source said about paid credits. */
export type CreditsReading = {
  readonly agent: AgentId;
  readonly account: string;
  readonly hasCredits: boolean | null;
  readonly isUnlimited: boolean | null;
  /** Decimal text as the provider wrote it, in its own credits; null when unknown. */
  readonly balance: string | null;
  readonly source: SourceId;
  readonly observedAtMs: number;
};

export const SESSION_WINDOW_MS = 5 * HOUR_MS;
export const WEEKLY_WINDOW_MS = 7 * DAY_MS;

/** Reported resets of one window jitter by seconds to minutes; further apart they are two windows. */
export const RESET_TOLERANCE_MS = 15 * MINUTE_MS;

const LENGTHS_MS: Readonly<Record<WindowKind, number>> = {
  session: SESSION_WINDOW_MS,
  weekly: WEEKLY_WINDOW_MS,
  'weekly-model': WEEKLY_WINDOW_MS,
  monthly: 30 * DAY_MS,
};

/** Length of a window of a kind. */
export function windowLengthMs(kind: WindowKind): number {
  return LENGTHS_MS[kind];
}

/** Whether two reset times name the same window. */
export function isSameReset(oneMs: number, otherMs: number): boolean {
  return Math.abs(oneMs - otherMs) <= RESET_TOLERANCE_MS;
}

/** Readings about the same limit of the same account belong together. */
export function limitKey(
  reading: Pick<LimitReading, 'agent' | 'account' | 'kind' | 'modelName'>,
): string {
  return [reading.agent, reading.account, reading.kind, reading.modelName ?? ''].join('|');
}

/**
 * Of two statements of one source about one limit at one instant: the later window, and of one window the
 * higher use, since use does not fall; of the same use the one that names the later reset, whichever was read
 * first. The first of two that say the same.
 */
export function stronger(one: LimitReading, other: LimitReading): LimitReading {
  const oneMs = one.resetsAtMs;
  const otherMs = other.resetsAtMs;
  if (oneMs !== null && otherMs !== null && !isSameReset(oneMs, otherMs)) {
    return otherMs > oneMs ? other : one;
  }
  const more = (other.usedPercent ?? -1) - (one.usedPercent ?? -1);
  const isLater = (otherMs ?? -Infinity) > (oneMs ?? -Infinity);
  return more > 0 || (more === 0 && isLater) ? other : one;
}

/** A window that a provider reported, with everything said about it, oldest first. */
export type ReportedWindow = {
  readonly agent: AgentId;
  readonly account: string;
  readonly kind: WindowKind;
  readonly modelName: string | null;
  readonly startsAtMs: number | null;
  readonly resetsAtMs: number | null;
  readonly readings: readonly LimitReading[];
};

/**
 * Groups readings into windows: one limit, one reset (within tolerance). A reading without a reset belongs
 * to the window that is open at its time. The newest statement of a window decides its reset; of one instant the best
 * source has the last word.
 *
 * @param readings in any order
 * @returns windows by limit, oldest reset first
 */
export function reportedWindows(readings: readonly LimitReading[]): ReportedWindow[] {
  const byLimit = new Map<string, LimitReading[]>();
  const ordered = [...readings].sort(
    (a, b) => a.observedAtMs - b.observedAtMs || SOURCE_RANKS[b.source] - SOURCE_RANKS[a.source],
  );
  for (const reading of ordered) {
    const known = byLimit.get(limitKey(reading));
    if (known) known.push(reading);
    else byLimit.set(limitKey(reading), [reading]);
  }
  return [...byLimit.values()].flatMap(windowsOfLimit);
}

function windowsOfLimit(readings: readonly LimitReading[]): ReportedWindow[] {
  const windows: { resetsAtMs: number | null; readings: LimitReading[] }[] = [];
  for (const reading of readings) {
    const home = windows.findLast((window) => belongsTo(reading, window.resetsAtMs));
    if (home) {
      home.readings.push(reading);
      home.resetsAtMs = reading.resetsAtMs ?? home.resetsAtMs;
    } else {
      windows.push({ resetsAtMs: reading.resetsAtMs, readings: [reading] });
    }
  }
  return windows
    .sort((a, b) => (a.resetsAtMs ?? Infinity) - (b.resetsAtMs ?? Infinity))
    .map((window) => {
      const [first] = window.readings as [LimitReading, ...LimitReading[]];
      const { agent, account, kind, modelName } = first;
      const startsAtMs =
        window.resetsAtMs === null ? null : window.resetsAtMs - windowLengthMs(kind);
      return { agent, account, kind, modelName, startsAtMs, ...window };
    });
}

function belongsTo(reading: LimitReading, resetsAtMs: number | null): boolean {
  if (reading.resetsAtMs === null || resetsAtMs === null) {
    return resetsAtMs === null || reading.observedAtMs < resetsAtMs;
  }
  return isSameReset(reading.resetsAtMs, resetsAtMs);
}

/** The newest reading of a window that states its use; null when none does. */
export function newestUse(window: ReportedWindow): (LimitReading & { usedPercent: number }) | null {
  const found = window.readings.findLast((reading) => reading.usedPercent !== null);
  return found ? { ...found, usedPercent: clampPercent(found.usedPercent ?? 0) } : null;
}

/** Percent within 0 to 100. */
export function clampPercent(percent: number): number {
  return Math.min(100, Math.max(0, percent));
}

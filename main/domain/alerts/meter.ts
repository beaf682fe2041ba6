/** One limit and one reading: which levels were crossed, and what to remember of it. */
import type { WindowKind } from '../../../preload/contract/snapshot.ts';
import { HOUR_MS } from '../calendar.ts';
import { hasSaid, isLate, isTooLate, latestWordMs, type Reading } from './lateness.ts';
import type { AlertSettings, MeterKind, WindowMemory } from './types.ts';

/** A level is due again when the use fell this far below it: five points, or a dollar of balance. */
export const PERCENT_HYSTERESIS = 5000;
const BALANCE_HYSTERESIS_MICROS = 1_000_000;
/** Windows remembered for a limit: more than a clock set back by a day can bring back. */
const KEPT_WINDOWS = 8;

/**
 * Resets closer together than this name one window. Windows of one limit do not overlap, so that their
 * resets lie at least a whole length apart; reports of one reset jitter by minutes.
 */
const SAME_RESET_MS: Readonly<Record<MeterKind, number>> = {
  session: HOUR_MS,
  weekly: 12 * HOUR_MS,
  'weekly-model': 12 * HOUR_MS,
  monthly: 36 * HOUR_MS,
  'spend-limit': 36 * HOUR_MS,
  budget: 6 * HOUR_MS,
  balance: 0,
};

export type Level = { readonly value: number; readonly shown: number };

export type Crossing = {
  readonly windows: readonly WindowMemory[];
  /** The window that the reading belongs to; null when the reading came too late for anything. */
  readonly window: WindowMemory | null;
  /** The limit was seen for the first time, and no alert may come of it. */
  readonly isFirstSight: boolean;
  /** The highest level crossed. */
  readonly level: Level | null;
  /** The use fell back far enough to make levels due again. */
  readonly hasFallen: boolean;
};

/** Percent as the integer that levels are compared in: cut, never rounded up over a level. */
export function thousandths(percent: number): number {
  return Math.floor(percent * 1000);
}

const PLAN_WINDOWS: ReadonlySet<MeterKind> = new Set([
  'session',
  'weekly',
  'weekly-model',
  'monthly',
]);

/** The kinds whose windows are the plan's. */
export function isPlanWindow(kind: MeterKind): kind is WindowKind {
  return PLAN_WINDOWS.has(kind);
}

/** Levels of a limit, ascending. The gate counts as one of the plan's levels. */
export function levelsOf(kind: MeterKind, settings: AlertSettings): Level[] {
  const percents = {
    session: [...settings.sessionPercents, settings.gatePercent],
    weekly: [...settings.weeklyPercents, settings.gatePercent],
    'weekly-model': [...settings.weeklyPercents, settings.gatePercent],
    monthly: [...settings.weeklyPercents, settings.gatePercent],
    'spend-limit': settings.spendLimitPercents,
    budget: settings.budgetPercents,
    balance: [],
  }[kind];
  const levels =
    kind === 'balance'
      ? settings.lowBalanceMicros.map((micros) => ({ value: -micros, shown: micros }))
      : percents.map((percent) => ({ value: thousandths(percent), shown: percent }));
  return levels.sort((a, b) => a.value - b.value);
}

/** Takes in one reading. Returns the windows unchanged when it changes nothing. */
export function takeReading(
  windows: readonly WindowMemory[],
  reading: Reading,
  levels: readonly Level[],
  nowMs: number,
): Crossing {
  if (isTooLate(windows, reading, nowMs)) return tooLate(windows);
  const index = findWindow(windows, reading, nowMs);
  const known = windows[index];
  if (!known) return openWindow(windows, reading, levels);
  if (isLate(known, reading, nowMs)) return tooLate(windows);
  const fallen = fallBack(known, reading);
  const level = highestCrossed(levels, fallen.watermark, reading.value);
  const window = remember(fallen, reading);
  const told = { isFirstSight: false, level, hasFallen: fallen !== known };
  if (isSame(window, known)) return { windows, window: known, ...told };
  return { windows: windows.with(index, window), window, ...told };
}

/** The first window of a limit takes its present use as done; a later one is known to have begun at nothing. */
function openWindow(
  windows: readonly WindowMemory[],
  reading: Reading,
  levels: readonly Level[],
): Crossing {
  const isFirstSight = windows.length === 0;
  const level = isFirstSight ? null : highestCrossed(levels, 0, reading.value);
  const window: WindowMemory = {
    firstResetsAtMs: reading.resetsAtMs,
    resetsAtMs: reading.resetsAtMs,
    watermark: reading.value,
    watermarkSource: reading.source,
    round: 0,
    isForecastDone: false,
    hasReachedGate: false,
    isBackDone: false,
    newestAtMs: reading.asOfMs,
  };
  const kept = keepNeeded([...windows, window].sort(byReset));
  return { windows: kept, window, isFirstSight, level, hasFallen: false };
}

/**
 * The last windows, and of those before them the ones of which a later word was heard than of any of the last: a
 * clock that was days ahead gave it its time, and a reading is late news by it until the others' words pass it.
 */
function keepNeeded(sorted: readonly WindowMemory[]): WindowMemory[] {
  const last = sorted.slice(-KEPT_WINDOWS);
  const latestMs = Math.max(...last.map(latestWordMs));
  const ahead = sorted.slice(0, -KEPT_WINDOWS).filter((window) => latestWordMs(window) > latestMs);
  return [...ahead.slice(-KEPT_WINDOWS), ...last];
}

function byReset(one: WindowMemory, other: WindowMemory): number {
  return (one.resetsAtMs ?? -Infinity) - (other.resetsAtMs ?? -Infinity) || 0;
}

function tooLate(windows: readonly WindowMemory[]): Crossing {
  return { windows, window: null, isFirstSight: false, level: null, hasFallen: false };
}

/**
 * Index of the reading's window. A reading without a reset belongs to the last one: missing is not a reset. Only
 * where it was the latest word on another window it is that word again, whatever the clock did meanwhile.
 */
function findWindow(windows: readonly WindowMemory[], reading: Reading, nowMs: number): number {
  if (reading.resetsAtMs === null) {
    const said = windows.findLastIndex((window) => hasSaid(window, reading));
    return said === -1 ? windows.length - 1 : said;
  }
  const resetsAtMs = reading.resetsAtMs;
  const index = windows.findLastIndex(
    (window) =>
      window.resetsAtMs !== null &&
      Math.abs(window.resetsAtMs - resetsAtMs) <= SAME_RESET_MS[reading.kind],
  );
  if (index !== -1) return index;
  // A window whose reset nobody had said so far learns it now, unless it is plainly an older one.
  const last = windows.at(-1);
  return last?.resetsAtMs === null && resetsAtMs > nowMs ? windows.length - 1 : -1;
}

/**
 * Levels far enough above the reading become due again. In a plan's window only the source that reported
 * the high figure can take it back: two sources that disagree are a conflict, not a fall.
 */
function fallBack(window: WindowMemory, reading: Reading): WindowMemory {
  const hysteresis = reading.kind === 'balance' ? BALANCE_HYSTERESIS_MICROS : PERCENT_HYSTERESIS;
  if (reading.value + hysteresis > window.watermark) return window;
  if (isPlanWindow(reading.kind) && window.watermarkSource !== reading.source) return window;
  return {
    ...window,
    watermark: reading.value + hysteresis - 1,
    round: window.round + 1,
  };
}

function highestCrossed(levels: readonly Level[], from: number, until: number): Level | null {
  return levels.findLast(({ value }) => value > from && value <= until) ?? null;
}

function remember(window: WindowMemory, reading: Reading): WindowMemory {
  const isHigher = reading.value > window.watermark;
  // What is older and yet not late: the time of the newest lies ahead, and so is not believed.
  const isSetBack = reading.asOfMs < window.newestAtMs;
  return {
    ...window,
    firstResetsAtMs: window.firstResetsAtMs ?? reading.resetsAtMs,
    resetsAtMs: reading.resetsAtMs ?? window.resetsAtMs,
    watermark: isHigher ? reading.value : window.watermark,
    watermarkSource: isHigher ? reading.source : window.watermarkSource,
    newestAtMs: reading.asOfMs,
    ...(isSetBack ? { disbelievedAtMs: latestWordMs(window) } : {}),
  };
}

function isSame(one: WindowMemory, other: WindowMemory): boolean {
  return (Object.keys(one) as (keyof WindowMemory)[]).every((key) => one[key] === other[key]);
}

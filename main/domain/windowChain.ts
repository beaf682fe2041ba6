/**
 * How far back messages must be known. Windows chain: where one ends, the next message begins another, so a window
 * depends on all messages since the last pause of five hours, or since the last window that a provider reported.
 */
import { DAY_MS } from './calendar.ts';
import { reportedWindows, SESSION_WINDOW_MS, type LimitReading } from './limits.ts';
import { usageWindows, type WindowSpan } from './windows.ts';

/** In a person's work there is nearly always such a pause so far back. */
export const USUAL_LOOK_BACK_MS = 3 * DAY_MS;
/** Who has not paused for longer has windows of which nobody knows where they begin. */
const FURTHEST_LOOK_BACK_MS = 64 * DAY_MS;

/** Messages of one account, and from when to when they are asked about. */
export type ChainQuestion = {
  /** When messages were sent whose answers came from `fromMs` on, ascending. */
  readonly recentMs: readonly number[];
  readonly fromMs: number;
  /** Windows that are open at this instant or begin after it are what is asked for. */
  readonly untilMs: number;
};

/** What is asked for only where it matters. */
export type ChainPast = {
  /** When messages were sent whose answers came in a stretch of time, in any order. */
  startsBetween(fromMs: number, untilMs: number): readonly number[];
  /** Reported five-hour windows since an instant, which may be before the messages. */
  reportedSince(fromMs: number): readonly WindowSpan[];
};

/**
 * The messages that decide about the windows in question, ascending: the recent ones where they hold a pause, else with
 * them those from the last window on that begins before them.
 * @param knownMs an earlier window's beginning, as a look that went further back has found it; null: none is known
 */
export function chainedStarts(
  question: ChainQuestion,
  past: ChainPast,
  knownMs: number | null,
): readonly number[] {
  const { recentMs, fromMs } = question;
  if (isSettled(question, past)) return recentMs;
  const { fromMs: reachMs, recentMs: allMs } =
    knownMs === null ? furtherBack(question, past) : reachingTo(knownMs, question, past);
  const startsMs = allMs.filter((atMs) => atMs >= (knownMs ?? -Infinity));
  const beganMs = chainStart(startsMs, past.reportedSince(reachMs), fromMs);
  return startsMs.filter((atMs) => atMs >= beganMs);
}

/** Goes back twice as far until there is a pause. */
function furtherBack(question: ChainQuestion, past: ChainPast): ChainQuestion {
  const { untilMs } = question;
  let found = question;
  while (found.fromMs > untilMs - FURTHEST_LOOK_BACK_MS && !isSettled(found, past)) {
    const backMs = Math.min(2 * (untilMs - found.fromMs), FURTHEST_LOOK_BACK_MS);
    found = reachingTo(untilMs - backMs, found, past);
  }
  return found;
}

function reachingTo(fromMs: number, question: ChainQuestion, past: ChainPast): ChainQuestion {
  const earlierMs = past.startsBetween(fromMs, question.fromMs);
  const recentMs = [...earlierMs, ...question.recentMs].sort((a, b) => a - b);
  return { ...question, fromMs, recentMs };
}

/** Reported five-hour windows of a plan, out of readings of one account. */
export function sessionSpans(readings: readonly LimitReading[]): WindowSpan[] {
  const ofPlan = readings.filter(({ kind, modelName }) => kind === 'session' && modelName === null);
  return reportedWindows(ofPlan).flatMap(({ startsAtMs, resetsAtMs }) =>
    startsAtMs === null || resetsAtMs === null ? [] : [{ startsAtMs, resetsAtMs }],
  );
}

/** Whether what was before `fromMs` cannot matter: since then there was a pause, or a window that a provider reported. */
function isSettled({ recentMs, fromMs, untilMs }: ChainQuestion, past: ChainPast): boolean {
  let lastMs = fromMs;
  for (const atMs of recentMs) {
    if (atMs >= untilMs) break;
    if (atMs - lastMs >= SESSION_WINDOW_MS) return true;
    lastMs = Math.max(lastMs, atMs);
  }
  if (untilMs - lastMs >= SESSION_WINDOW_MS) return true;
  return past
    .reportedSince(fromMs)
    .some(({ startsAtMs, resetsAtMs }) => resetsAtMs > fromMs && startsAtMs <= untilMs);
}

/** From when on the chain goes that leads over an instant; a reported window cuts it off. */
function chainStart(
  startsMs: readonly number[],
  reported: readonly WindowSpan[],
  atMs: number,
): number {
  const last = usageWindows(startsMs, reported).findLast(({ startsAtMs }) => startsAtMs < atMs);
  if (!last) return -Infinity;
  return last.isReported ? last.resetsAtMs : last.startsAtMs;
}

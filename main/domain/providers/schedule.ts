/**
 * When a provider may be polled and what is asked of it then. Pure: what must survive a restart is plain data.
 *
 * Anthropic asks for one poll a minute at most (usage and cost API, "How frequently is the data updated"), and
 * both providers' figures are minutes old at best.
 */
import { DAY_MS, MINUTE_MS } from '../calendar.ts';
import type { ReportId, Span } from './reports.ts';

/** Polls are never closer together than this, whatever a setting says and whoever asks. */
export const POLL_FLOOR_MS = MINUTE_MS;
/** A provider that asks for a longer pause than this is tried again all the same. */
export const LONGEST_PAUSE_MS = DAY_MS;
/** The longest pause of our own making. */
const LONGEST_BACK_OFF_MS = 60 * MINUTE_MS;
const MOST_FAILURES = 16;
/** Requests of one poll, pages not counted; what is left waits for the next. */
export const JOBS_A_POLL = 8;

export type PollState = {
  readonly lastPolledAtMs: number | null;
  /** In a row; 0 after an answer. */
  readonly failures: number;
  /** Back-off, or what the provider asked for; 0 when there is none. */
  readonly notBeforeMs: number;
};

export const NEVER_POLLED: PollState = { lastPolledAtMs: null, failures: 0, notBeforeMs: 0 };

export type PollDecision =
  | { readonly mayPoll: true }
  | {
      readonly mayPoll: false;
      readonly because: 'floor' | 'paused';
      readonly notBeforeMs: number;
    };

/** Whether the floor and the pauses allow a poll now. */
export function mayPoll(state: PollState, nowMs: number): PollDecision {
  const { lastPolledAtMs, notBeforeMs } = state;
  // Polled in the future means that the clock was set back since: the times kept say nothing any more.
  if (lastPolledAtMs === null || lastPolledAtMs > nowMs) return { mayPoll: true };
  const pauseEndsMs = Math.min(notBeforeMs, lastPolledAtMs + LONGEST_PAUSE_MS);
  const floorEndsMs = lastPolledAtMs + POLL_FLOOR_MS;
  if (pauseEndsMs > nowMs && pauseEndsMs > floorEndsMs) {
    return { mayPoll: false, because: 'paused', notBeforeMs: pauseEndsMs };
  }
  return floorEndsMs > nowMs
    ? { mayPoll: false, because: 'floor', notBeforeMs: floorEndsMs }
    : { mayPoll: true };
}

/** The state to save right before polling: it holds however the poll ends. */
export function beforePoll(state: PollState, nowMs: number): PollState {
  return { lastPolledAtMs: nowMs, failures: state.failures, notBeforeMs: 0 };
}

/**
 * The state after a poll.
 *
 * @param failure null after an answer. `askedPauseMs`: what the provider asked for; `isLasting`: nothing but a
 *   person can mend it, so the longest pause comes at once
 */
export function afterPoll(
  state: PollState,
  failure: { readonly askedPauseMs: number | null; readonly isLasting: boolean } | null,
  nowMs: number,
): PollState {
  const { lastPolledAtMs } = state;
  if (failure === null) return { lastPolledAtMs, failures: 0, notBeforeMs: 0 };
  const failures = Math.min(state.failures + 1, MOST_FAILURES);
  const own = failure.isLasting
    ? LONGEST_BACK_OFF_MS
    : Math.min(LONGEST_BACK_OFF_MS, POLL_FLOOR_MS * 2 ** (failures - 1));
  const asked = Math.min(LONGEST_PAUSE_MS, Math.max(0, failure.askedPauseMs ?? 0));
  return { lastPolledAtMs, failures, notBeforeMs: nowMs + Math.max(own, asked) };
}

/** How a report is asked for. */
export type ReportShape = {
  readonly id: ReportId;
  /** Most UTC days in one request; null: it has no time, only a present state. */
  readonly daysARequest: number | null;
  /** Days before the latest saved one that are asked for again; absent: the usual. */
  readonly revisedDays?: number;
  /** There is nothing before this instant; absent: nobody says so. */
  readonly sinceMs?: number;
};

/** What is known of a report of one organisation. */
export type ReportState = {
  readonly report: ReportId;
  /** The days whose rows are saved, without gaps; null before the first. */
  readonly covered: Span | null;
  readonly answeredAtMs: number | null;
  readonly triedAtMs: number;
  readonly problem: { readonly kind: string; readonly message: string } | null;
};

export type Job = { readonly report: ReportId; readonly span: Span | null };

/** Days before the latest saved one that are asked for again: providers complete them for a while. */
const REVISED_DAYS = 2;
/** A report that the account does not have, or that could not be read, is tried again this rarely. */
const RETRY_REPORT_MS = 60 * MINUTE_MS;

export type PollWish = {
  readonly shapes: readonly ReportShape[];
  readonly states: readonly ReportState[];
  readonly everyMs: number;
  readonly backFillDays: number;
  /** The user waits: asks for what is recent whatever its age. */
  readonly isRequested: boolean;
};

/** What a poll would ask now, the most recent first; empty when everything is fresh and filled. */
export function jobsOf(wish: PollWish, nowMs: number): Job[] {
  const recent = wish.shapes.flatMap((shape) => recentJobs(shape, wish, nowMs));
  const earlier = wish.shapes.flatMap((shape) => earlierJobs(shape, wish, nowMs));
  return [...recent, ...earlier].slice(0, JOBS_A_POLL);
}

function stateOf({ id }: ReportShape, { states }: PollWish): ReportState | null {
  return states.find(({ report }) => report === id) ?? null;
}

function recentJobs(shape: ReportShape, wish: PollWish, nowMs: number): Job[] {
  const state = stateOf(shape, wish);
  if (state && !isDue(state, wish, nowMs)) return [];
  const { id: report, daysARequest } = shape;
  if (daysARequest === null) return [{ report, span: null }];
  const untilMs = dayOf(nowMs) + DAY_MS;
  const covered = coveredIn(state, nowMs);
  const wantedFromMs = firstOf(shape, wish, nowMs);
  const fromMs = covered
    ? Math.max(
        wantedFromMs,
        dayOf(covered.untilMs - 1) - (shape.revisedDays ?? REVISED_DAYS) * DAY_MS,
      )
    : Math.max(wantedFromMs, untilMs - daysARequest * DAY_MS);
  return spansOf(fromMs, untilMs, daysARequest).map((span) => ({ report, span }));
}

function isDue(state: ReportState, { everyMs, isRequested }: PollWish, nowMs: number): boolean {
  if (isRequested || state.triedAtMs > nowMs) return true;
  const pauseMs = state.problem ? Math.max(everyMs, RETRY_REPORT_MS) : everyMs;
  return nowMs - state.triedAtMs >= pauseMs;
}

function earlierJobs(shape: ReportShape, wish: PollWish, nowMs: number): Job[] {
  const state = stateOf(shape, wish);
  const covered = coveredIn(state, nowMs);
  // What fails now would fail for earlier days too.
  if (shape.daysARequest === null || !covered || state?.problem) return [];
  const { id: report } = shape;
  return spansOf(firstOf(shape, wish, nowMs), covered.fromMs, shape.daysARequest)
    .reverse()
    .map((span) => ({ report, span }));
}

/** Days saved under a clock that was ahead are no reason to ask for nothing. */
function coveredIn(state: ReportState | null, nowMs: number): Span | null {
  const covered = state?.covered ?? null;
  return covered && covered.fromMs <= nowMs ? covered : null;
}

/** Spans from the end backwards are whole requests, so that only the oldest is short; in order of time. */
function spansOf(fromMs: number, untilMs: number, days: number): Span[] {
  const spans: Span[] = [];
  for (let endMs = untilMs; endMs > fromMs; endMs -= days * DAY_MS) {
    spans.unshift({ fromMs: Math.max(fromMs, endMs - days * DAY_MS), untilMs: endMs });
  }
  return spans;
}

/** The first day that is wanted. */
export function wantedFrom(
  { backFillDays }: Pick<PollWish, 'backFillDays'>,
  nowMs: number,
): number {
  return dayOf(nowMs) - (backFillDays - 1) * DAY_MS;
}

/** The first day that is wanted of a report, and can be had. */
function firstOf(
  { sinceMs = 0 }: Pick<ReportShape, 'sinceMs'>,
  wish: Pick<PollWish, 'backFillDays'>,
  nowMs: number,
): number {
  return Math.max(wantedFrom(wish, nowMs), sinceMs);
}

/** Midnight UTC before an instant. */
export function dayOf(atMs: number): number {
  return Math.floor(atMs / DAY_MS) * DAY_MS;
}

/**
 * The covered days after a span was saved. Only what touches is joined: with a gap the newer stretch counts
 * alone, and the rest is asked for again.
 */
export function withSpan(covered: Span | null, span: Span, nowMs: number): Span {
  const saved = {
    fromMs: span.fromMs,
    untilMs: Math.min(span.untilMs, Math.max(nowMs, span.fromMs + 1)),
  };
  if (!covered) return saved;
  const touches = saved.fromMs <= covered.untilMs && span.untilMs >= covered.fromMs;
  if (touches) {
    return {
      fromMs: Math.min(saved.fromMs, covered.fromMs),
      untilMs: Math.max(saved.untilMs, covered.untilMs),
    };
  }
  return saved.untilMs > covered.untilMs ? saved : covered;
}

/** Days saved and days wanted, over all reports that have days and no problem; null when all are there. */
export function progressOf(
  wish: Pick<PollWish, 'shapes' | 'states' | 'backFillDays'>,
  nowMs: number,
): { readonly daysDone: number; readonly daysWanted: number } | null {
  let daysDone = 0;
  let daysWanted = 0;
  for (const shape of wish.shapes) {
    const { id, daysARequest } = shape;
    const state = wish.states.find(({ report }) => report === id);
    if (daysARequest === null || state?.problem) continue;
    const fromMs = firstOf(shape, wish, nowMs);
    const wanted = Math.round((dayOf(nowMs) - fromMs) / DAY_MS) + 1;
    daysWanted += wanted;
    const covered = coveredIn(state ?? null, nowMs);
    if (!covered) continue;
    const missingMs = Math.max(0, dayOf(covered.fromMs) - fromMs);
    daysDone += Math.max(0, wanted - Math.ceil(missingMs / DAY_MS));
  }
  return daysDone >= daysWanted ? null : { daysDone, daysWanted };
}

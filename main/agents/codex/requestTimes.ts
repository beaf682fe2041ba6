/**
 * When a request of Codex was sent and when its answer ended, told by the lines around the one with its tokens.
 *
 * Nothing is written when a request is sent; it carries what was written last: the message that began the turn, or the
 * output of a tool. Where the tokens stand differs by version: older ones write them when the answer has ended, newer
 * ones after the tools that it called have ended as well, so that an output before the tokens may be a part of the next
 * request. docs/agents/codex.md shows both.
 */
import { parseInstant } from '../../domain/calendar.ts';

/** What must be remembered of the lines so far; a part of a file's saved state, where older versions had less of it. */
export type RequestTimes = {
  /** When the present turn began. */
  turnAtMs: number | null;
  /** When the last output of a tool was written in this turn. */
  outputAtMs: number | null;
  /** What the answer that is being written carried, known since it first called a tool. */
  callerSentAtMs: number | null;
  /** The same, and when that answer ended: stated by a record of its own, which only newer versions write. */
  recordedSentAtMs: number | null;
  recordedEndAtMs: number | null;
  /** When the tokens before were written; no later request was sent before that. */
  countedAtMs: number | null;
};

export const NO_TIMES: RequestTimes = {
  turnAtMs: null,
  outputAtMs: null,
  callerSentAtMs: null,
  recordedSentAtMs: null,
  recordedEndAtMs: null,
  countedAtMs: null,
};

/** A turn began: what was open before it never got its tokens. */
export function beginTurn(times: RequestTimes, atMs: number | null): void {
  const { countedAtMs } = times;
  Object.assign(times, NO_TIMES, { turnAtMs: atMs, countedAtMs });
}

/** All that is looked at stands in front; what a tool said or a model wrote follows, and may be long. */
const HEAD_BYTES = 200;
const KIND =
  /"type"\s*:\s*"(?:(token_usage_record)"|response_item"\s*,\s*"payload"\s*:\s*\{\s*"type"\s*:\s*"\w+_(call|output)")/;
const TIME = /"timestamp"\s*:\s*"([^"]+)"/;

/** Takes any line; most say nothing about times. */
export function noteTimes(times: RequestTimes, bytes: Buffer, from: number, until: number): void {
  const head = bytes.toString('latin1', from, Math.min(until, from + HEAD_BYTES));
  const kind = KIND.exec(head);
  if (!kind) return;
  const atMs = parseInstant(TIME.exec(head)?.[1] ?? '');
  if (atMs === null) return;
  if (kind[2] === 'output') {
    times.outputAtMs = atMs;
    return;
  }
  const sentAtMs = times.callerSentAtMs ?? times.outputAtMs ?? times.turnAtMs ?? atMs;
  if (kind[2] === 'call') times.callerSentAtMs = sentAtMs;
  else Object.assign(times, { recordedSentAtMs: sentAtMs, recordedEndAtMs: atMs });
}

/** No model answers as quickly; the tokens stand that close behind the outputs of their own answer's tools. */
const QUICKEST_ANSWER_MS = 1000;

/**
 * The times of the answer whose tokens are written now; from here on the lines are about the next one.
 * @param atMs time of the line with the tokens
 */
export function timesOfAnswer(
  times: RequestTimes,
  atMs: number,
): { readonly startedAtMs: number; readonly endedAtMs: number } {
  const { turnAtMs, outputAtMs, countedAtMs, recordedEndAtMs } = times;
  const endedAtMs = Math.min(atMs, recordedEndAtMs ?? atMs);
  // What a clock that was set back since then wrote is no time of this request.
  const known = [turnAtMs, countedAtMs, carriedAtMs(times, atMs)]
    .map((one) => one ?? -Infinity)
    .filter((one) => one <= endedAtMs);
  const sentAtMs = Math.max(...known);
  Object.assign(times, NO_TIMES, { turnAtMs, outputAtMs, countedAtMs: atMs });
  return { startedAtMs: sentAtMs > -Infinity ? sentAtMs : endedAtMs, endedAtMs };
}

function carriedAtMs(
  { outputAtMs, callerSentAtMs, recordedSentAtMs }: RequestTimes,
  atMs: number,
): number | null {
  if (recordedSentAtMs !== null) return recordedSentAtMs;
  // Of an older version, that wrote the calls of the answer before only now: this answer is about their outputs.
  const isAnswered = outputAtMs !== null && atMs - outputAtMs >= QUICKEST_ANSWER_MS;
  return callerSentAtMs === null || isAnswered ? outputAtMs : callerSentAtMs;
}

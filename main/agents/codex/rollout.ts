/** Codex's rollout lines as usage facts, plan windows and credits. Shapes and sources: docs/agents/codex.md. */
import { isUtf8 } from 'node:buffer';
import { parseInstant } from '../../domain/calendar.ts';
import type { UsageFact } from '../../domain/usage.ts';
import type { FileContext, FileParser, ParseSink } from '../agent.ts';
import { asObject, asText, asTokenCount, type JsonObject } from '../fields.ts';
import { createSearch } from '../search.ts';
import { readRateLimits } from './rateLimits.ts';
import {
  beginTurn,
  noteTimes,
  NO_TIMES,
  timesOfAnswer,
  type RequestTimes,
} from './requestTimes.ts';

/** A line without any of these does not matter, but for its time. */
const MARKS = ['"token_count"', '"session_meta"', '"turn_context"'].map((mark) =>
  Buffer.from(mark),
);

/** Cumulative or single usage as Codex writes it; input includes what came from the cache. */
type Usage = {
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
};

type State = RequestTimes & {
  sessionId: string | null;
  parentSessionId: string | null;
  sessionAtMs: number | null;
  /** Whether this file may begin with a copy of its parent's lines; newer versions only point to them. */
  mayReplay: boolean;
  model: string | null;
  project: string | null;
  total: Usage | null;
  /** Fingerprint of all usage so far: equal for a session and the copy that a fork makes of it. */
  chain: string;
  /** The limits last handed on; a session repeats them with every line. */
  limits: string;
  /** When those were stated; null: saved by a version that did not keep it. */
  limitsAtMs: number | null;
};

const NEW_STATE: State = {
  ...NO_TIMES,
  sessionId: null,
  parentSessionId: null,
  sessionAtMs: null,
  mayReplay: false,
  model: null,
  project: null,
  total: null,
  chain: '',
  limits: '',
  limitsAtMs: null,
};

/** A fork copies its parent's history in one go; no model answers this quickly after its session began. */
const COPYING_MS = 1000;

/** Limits that stay as they are, are handed on so often while answers bring them, well before they count as stale. */
const REPEAT_LIMITS_MS = 5 * 60_000;

/** All that may stand before the first line of a file. */
const BYTE_ORDER_MARK_BYTES = 3;

/** Parser of one rollout file; totals and the model carry over from part to part. */
export function createRolloutParser(
  context: FileContext,
  saved: unknown,
  sink: ParseSink,
): FileParser {
  const state: State = { ...NEW_STATE, ...(asObject(saved) as Partial<State> | null) };
  const searches = MARKS.map(createSearch);
  const isMarked = (bytes: Buffer, from: number, until: number): boolean =>
    searches.some((search) => {
      const at = search(bytes, from);
      return at >= 0 && at < until;
    });
  return {
    line(bytes, from, until) {
      noteTimes(state, bytes, from, until);
      if (!isMarked(bytes, from, until)) return;
      if (!isUtf8(bytes.subarray(from, until))) return sink.refuse('not-utf8');
      const line = parseObject(bytes.toString('utf8', from, until));
      if (line === null) return sink.refuse('not-json');
      const payload = asObject(line['payload']);
      const atMs = parseInstant(asText(line['timestamp']) ?? '');
      if (line['type'] === 'session_meta')
        readSessionMeta(state, payload, atMs, from > BYTE_ORDER_MARK_BYTES ? context.stem : '');
      else if (line['type'] === 'turn_context') readTurnContext(state, payload, atMs);
      else if (line['type'] === 'event_msg' && payload?.['type'] === 'token_count') {
        if (atMs === null) sink.refuse('no-timestamp');
        else readTokenCount(state, payload, atMs, context, sink);
      }
    },
    state: () => state,
  };
}

function parseObject(text: string): JsonObject | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * The first one names this file's session; a fork copies its parent's further down. Where the first one is
 * damaged, the file's name tells that the next is the parent's.
 *
 * @param stem name of the file where this is not its first line, which needs no second witness; else empty
 */
function readSessionMeta(
  state: State,
  payload: JsonObject | null,
  atMs: number | null,
  stem: string,
): void {
  if (!payload || state.sessionId !== null) return;
  const id = asText(payload['id']) ?? asText(payload['session_id']);
  const named = uuidOfStem(stem);
  if (id !== null && named !== null && id.toLowerCase() !== named.toLowerCase()) {
    state.sessionId = named;
    state.parentSessionId = id;
    state.mayReplay = true;
    return;
  }
  const spawn = asObject(asObject(asObject(payload['source'])?.['subagent'])?.['thread_spawn']);
  state.sessionId = id;
  state.parentSessionId = asText(payload['forked_from_id']) ?? asText(spawn?.['parent_thread_id']);
  state.sessionAtMs = atMs;
  const pointsToParent =
    payload['history_mode'] === 'paginated' || 'forked_from_ordinal_exclusive' in payload;
  state.mayReplay = state.parentSessionId !== null && !pointsToParent;
  state.project = asText(payload['cwd']);
}

function readTurnContext(state: State, payload: JsonObject | null, atMs: number | null): void {
  if (!payload) return;
  state.model = asText(payload['model']) ?? state.model;
  state.project = asText(payload['cwd']) ?? state.project;
  beginTurn(state, atMs);
}

function readTokenCount(
  state: State,
  payload: JsonObject,
  atMs: number,
  context: FileContext,
  sink: ParseSink,
): void {
  const answer = readAnswer(state, payload['info'], sink);
  if (!answer) return readLimits(state, payload, atMs, false, context, sink);
  const times = timesOfAnswer(state, atMs);
  // Newer versions write both when the answer's tools have ended; the limits came with the answer.
  readLimits(state, payload, times.endedAtMs, true, context, sink);
  sink.fact(factOf(state, answer, times, context));
}

type Answer = { readonly usage: Usage; readonly model: string | null };

/** The answer that a line is about; null: it says nothing new, or was refused. */
function readAnswer(state: State, info: unknown, sink: ParseSink): Answer | null {
  if (info === null || info === undefined) return null;
  const infoObject = asObject(info);
  const last = usageOf(infoObject?.['last_token_usage']);
  const total = usageOf(infoObject?.['total_token_usage']);
  if (last === 'impossible' || total === 'impossible') {
    sink.refuse('impossible-number');
    return null;
  }
  if (!infoObject || (!last && !total)) {
    sink.refuse('unknown-shape');
    return null;
  }
  const usage = advance(state, last, total);
  if (!usage || isEmpty(usage)) return null;
  state.chain = fingerprint(state.chain, total ?? usage);
  return { usage, model: asText(infoObject['model']) };
}

/**
 * Usage since the last line: the growth of the total. An unchanged total is a repetition. The line's own
 * figure counts only where there is no total, after the total fell, or at the start of a continued session,
 * whose first total includes what its parent used.
 */
function advance(state: State, last: Usage | null, total: Usage | null): Usage | null {
  if (!total) return last;
  const before = state.total;
  state.total = total;
  if (!before) return state.parentSessionId !== null && last ? last : total;
  if (isSame(before, total)) return null;
  const growth = minus(total, before);
  return growth ?? last ?? total;
}

function usageOf(value: unknown): Usage | null | 'impossible' {
  const usage = asObject(value);
  if (!usage) return null;
  const input = asTokenCount(usage['input_tokens']);
  const output = asTokenCount(usage['output_tokens']);
  const cacheRead = asTokenCount(usage['cached_input_tokens']);
  const cacheWrite = asTokenCount(usage['cache_write_input_tokens']);
  if (input === null || output === null || cacheRead === null || cacheWrite === null) {
    return 'impossible';
  }
  return { input, output, cacheRead, cacheWrite };
}

function isSame(one: Usage, other: Usage): boolean {
  return (
    one.input === other.input &&
    one.output === other.output &&
    one.cacheRead === other.cacheRead &&
    one.cacheWrite === other.cacheWrite
  );
}

function isEmpty(usage: Usage): boolean {
  return usage.input + usage.output + usage.cacheRead + usage.cacheWrite === 0;
}

/** Growth from one total to the next; null when any part fell. */
function minus(total: Usage, before: Usage): Usage | null {
  const growth = {
    input: total.input - before.input,
    output: total.output - before.output,
    cacheRead: total.cacheRead - before.cacheRead,
    cacheWrite: total.cacheWrite - before.cacheWrite,
  };
  return Object.values(growth).some((part) => part < 0) ? null : growth;
}

function factOf(
  state: State,
  { usage, model }: Answer,
  { startedAtMs, endedAtMs }: ReturnType<typeof timesOfAnswer>,
  context: FileContext,
): UsageFact {
  const sessionId = state.sessionId ?? uuidOfStem(context.stem) ?? context.stem;
  const cached = Math.min(usage.input, usage.cacheRead + usage.cacheWrite);
  return {
    groupKey: state.chain,
    kind: 'direct',
    // Two sessions with the same figures are two sessions: only a fork may share a record with its parent.
    requestId: sessionId,
    sessionId,
    // A session that only points to its parent repeats none of its records.
    parentSessionId: state.mayReplay ? state.parentSessionId : null,
    isReplaySuspect:
      state.mayReplay && state.sessionAtMs !== null && endedAtMs - state.sessionAtMs < COPYING_MS,
    project: state.project,
    model: state.model ?? model ?? 'unknown',
    atMs: endedAtMs,
    startedAtMs,
    inputTokens: usage.input - cached,
    outputTokens: usage.output,
    cacheWrite5mTokens: usage.cacheWrite,
    cacheWrite1hTokens: 0,
    cacheReadTokens: usage.cacheRead,
    webSearches: 0,
    mode: 'standard',
    isUsOnly: false,
  };
}

/** `rollout-2026-11-22T13-11-53-<uuid>`: the session is the part after the time. */
function uuidOfStem(stem: string): string | null {
  return /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.exec(stem)?.[0] ?? null;
}

/**
 * Hands on what a line says of the limits. What only repeats them is handed on where a new answer brought it and the
 * statement before it gets old: a line that counts no answer may repeat what was true long ago.
 */
function readLimits(
  state: State,
  payload: JsonObject,
  atMs: number,
  isOfAnswer: boolean,
  context: FileContext,
  sink: ParseSink,
): void {
  const limits = asObject(payload['rate_limits']);
  if (!limits) return;
  const text = JSON.stringify(limits);
  if (text === state.limits && !(isOfAnswer && isWorthRepeating(state.limitsAtMs, atMs))) return;
  state.limits = text;
  state.limitsAtMs = atMs;
  const { readings, credits } = readRateLimits(limits, atMs, context.account);
  for (const reading of readings) sink.limit(reading);
  if (credits) sink.credits(credits);
}

/** Either way, since a clock may be set back. */
function isWorthRepeating(statedAtMs: number | null, atMs: number): boolean {
  return statedAtMs === null || Math.abs(atMs - statedAtMs) >= REPEAT_LIMITS_MS;
}

/** 2 × 32 bits of FNV-1a style mixing: enough to tell histories apart, and the same on every run. */
function fingerprint(before: string, usage: Usage): string {
  const text = `${before}|${usage.input},${usage.cacheRead},${usage.cacheWrite},${usage.output}`;
  let one = 0x811c9dc5;
  let two = 0x01000193;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 0x01000193) >>> 0;
    two = Math.imul(two ^ (code + index), 0x85ebca6b) >>> 0;
    two = ((two << 13) | (two >>> 19)) >>> 0;
  }
  return one.toString(16).padStart(8, '0') + two.toString(16).padStart(8, '0');
}

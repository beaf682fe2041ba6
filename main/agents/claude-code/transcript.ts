/** Claude Code's transcript lines as usage facts. Shapes and sources: docs/agents/claude-code.md. */
import { isUtf8 } from 'node:buffer';
import { parseInstant } from '../../domain/calendar.ts';
import type { RecordKind, UsageFact } from '../../domain/usage.ts';
import type { FileContext, FileParser, ParseSink } from '../agent.ts';
import { asObject, asText, asTokenCount, parseObject, type JsonObject } from '../fields.ts';
import { createSearch } from '../search.ts';
import {
  cacheWriteOf,
  groupWithoutMessage,
  modeOf,
  sessionOfFile,
  type Counts,
} from './answerFact.ts';
import { counts, FIELD, line, readAnswerLine } from './answerLine.ts';
import { textOf } from './answerTexts.ts';
import { limitReadingOf } from './limitMessage.ts';
import { createNoteTaker, savedOf, stateOf } from './notes.ts';
import { quickFact } from './quickFact.ts';
import { scanTranscript } from './scanner/scanner.ts';

/** Every line that counts has a usage object, whatever stands in it; limit messages have one too. */
const USAGE_MARK = Buffer.from('"usage":');
const SYNTHETIC_MODEL = '<synthetic>';
/** A line before that is older than this was not the question to this answer. */
const LONGEST_ANSWER_MS = 30 * 60_000;
/** How far back of an answer its question's time is looked for. */
const PREVIOUS_BYTES = 4096;

/** What the model wrote is most of a line and never counted; it ends before this. */
const CONTENT_END = Buffer.from('],"stop_reason":');
/** Another message in it means that a line was cut short and the next one written right behind it. */
const NEVER_IN_CONTENT = Buffer.from('"message":{');

/**
 * Looking up when a question was asked costs a search, and only the first answer after a pause can begin a
 * window: within a running conversation the answer's own time is near enough.
 */
const PAUSE_MS = 5 * 60_000;

/** Parser of one transcript. Lines stand for themselves but for the last one's time and cache lifetime. */
export function createTranscriptParser(
  context: FileContext,
  saved: unknown,
  sink: ParseSink,
): FileParser {
  const before = savedOf(saved);
  const notes = createNoteTaker(context, before.lifetime, sink);
  let lastAtMs = before.lastAtMs ?? -Infinity;
  const contentEnds = createSearch(CONTENT_END);

  function startedAt(bytes: Buffer, from: number, atMs: number): number {
    const startedAtMs = atMs - lastAtMs > PAUSE_MS ? startOf(bytes, from, atMs) : atMs;
    lastAtMs = Math.max(lastAtMs, atMs);
    return startedAtMs;
  }

  function readSlowly(bytes: Buffer, from: number, until: number): void {
    const lineBytes = bytes.subarray(from, until);
    if (!lineBytes.includes(USAGE_MARK)) return notes.cost(lineBytes, lastAtMs);
    if (!isUtf8(lineBytes)) return sink.refuse('not-utf8');
    const line = parseObject(lineBytes.toString('utf8'));
    if (line === null) return sink.refuse('not-json');
    readLine(line, context, sink, (atMs) => startedAt(bytes, from, atMs));
  }

  /** An answer whose fields have been found. */
  function readQuickly(
    bytes: Buffer,
    from: number,
    until: number,
    knownAtMs: number | null,
    isAscii: boolean,
  ): void {
    if (textOf(bytes, FIELD.model) === SYNTHETIC_MODEL) return readSlowly(bytes, from, until);
    if (!isAscii && !isUtf8(bytes.subarray(from, until))) return sink.refuse('not-utf8');
    const atMs = knownAtMs ?? parseInstant(textOf(bytes, FIELD.timestamp) ?? '');
    if (atMs === null) {
      // The line around an echo has a time as well.
      return line.isEcho ? readSlowly(bytes, from, until) : sink.refuse('no-timestamp');
    }
    if (counts.every((count) => count === 0)) return;
    const fact = quickFact(bytes, context, atMs, startedAt(bytes, from, atMs));
    sink.fact(fact);
    notes.lifetime(textOf(bytes, FIELD.cacheLifetime), fact);
  }

  return {
    line(bytes, from, until) {
      const endOfContent = (contentFrom: number): number => {
        const at = contentEnds(bytes, contentFrom);
        return at < 0 || at >= until || bytes.subarray(contentFrom, at).includes(NEVER_IN_CONTENT)
          ? -1
          : at;
      };
      const kind = readAnswerLine(bytes, from, until, endOfContent);
      if (kind === 'question') {
        // An answer in it was written behind a question that was cut short.
        const at = contentEnds(bytes, from);
        return at >= 0 && at < until ? readSlowly(bytes, from, until) : undefined;
      }
      if (kind === 'unsure') return readSlowly(bytes, from, until);
      readQuickly(bytes, from, until, null, false);
    },
    lines: (bytes, start, odd) =>
      scanTranscript(bytes, start, {
        answer: (from, until, atMs, isAscii) => readQuickly(bytes, from, until, atMs, isAscii),
        unsure: (from, until) => readSlowly(bytes, from, until),
        odd,
      }),
    state: () => stateOf(lastAtMs, notes.state()),
  };
}

type Answer = {
  /** The line that carries ids and time: the echo's inner line, or the line itself. */
  readonly line: JsonObject;
  readonly message: JsonObject;
  readonly usage: JsonObject;
  readonly kind: RecordKind;
};

function readLine(
  line: JsonObject,
  context: FileContext,
  sink: ParseSink,
  startedAt: (atMs: number) => number,
): void {
  const answer = answerOf(line);
  if (answer === 'not-an-answer') return;
  if (answer === 'unknown-shape') return sink.refuse('unknown-shape');
  const atMs = instantOf(answer.line) ?? instantOf(line);
  if (atMs === null) return sink.refuse('no-timestamp');
  const isNotice =
    answer.message['model'] === SYNTHETIC_MODEL || answer.line['isApiErrorMessage'] === true;
  if (isNotice) {
    const reading = limitReadingOf(answer.line, answer.message, atMs, context);
    if (reading) sink.limit(reading);
    return;
  }
  const counts = countsOf(answer.usage);
  if (counts === null) return sink.refuse('impossible-number');
  const advice = adviceOf(answer.usage);
  if (isEmpty(counts) && advice.length === 0) return;
  const fact: UsageFact = {
    ...identityOf(answer, line, context, atMs, counts),
    ...counts,
    ...serviceOf(answer.usage),
    project: asText(answer.line['cwd']) ?? asText(line['cwd']),
    model: asText(answer.message['model']) ?? 'unknown',
    atMs,
    startedAtMs: startedAt(atMs),
    parentSessionId: null,
    isReplaySuspect: false,
  };
  if (!isEmpty(counts)) sink.fact(fact);
  for (const { index, usage } of advice) {
    const advised = countsOf(usage);
    if (advised === null) sink.refuse('impossible-number');
    else if (!isEmpty(advised)) {
      const groupKey = `${fact.groupKey}:advice:${index}`;
      sink.fact({ ...fact, ...advised, groupKey, model: asText(usage['model']) ?? 'unknown' });
    }
  }
}

/**
 * An adviser model may be asked within an answer. It is billed at its own price, and its tokens are not in
 * the answer's own figures.
 */
function adviceOf(usage: JsonObject): { index: number; usage: JsonObject }[] {
  const iterations = usage['iterations'];
  if (!Array.isArray(iterations)) return [];
  return iterations.flatMap((entry: unknown, index) => {
    const iteration = asObject(entry);
    return iteration?.['type'] === 'advisor_message' ? [{ index, usage: iteration }] : [];
  });
}

/** Finds the answer in a line: the line itself, or the one that a progress line echoes from a sub-agent. */
function answerOf(line: JsonObject): Answer | 'not-an-answer' | 'unknown-shape' {
  const type = line['type'];
  if (type === 'progress') {
    const echoed = asObject(asObject(line['data'])?.['message']);
    const message = asObject(echoed?.['message']);
    const usage = asObject(message?.['usage']);
    return echoed && message && usage
      ? { line: echoed, message, usage, kind: 'progress' }
      : 'not-an-answer';
  }
  const message = asObject(line['message']);
  if (!message || message['usage'] === undefined || message['usage'] === null)
    return 'not-an-answer';
  // A later version may write answers under another name: not counted, but not passed over in silence.
  if (type !== 'assistant' && type !== undefined && type !== null) return 'unknown-shape';
  const usage = asObject(message['usage']);
  if (!usage) return 'unknown-shape';
  return { line, message, usage, kind: line['isSidechain'] === true ? 'sidechain' : 'direct' };
}

function countsOf(usage: JsonObject): Counts | null {
  const split = asObject(usage['cache_creation']);
  const inputTokens = asTokenCount(usage['input_tokens']);
  const outputTokens = asTokenCount(usage['output_tokens']);
  const cacheReadTokens = asTokenCount(usage['cache_read_input_tokens']);
  const writeTotal = asTokenCount(usage['cache_creation_input_tokens']);
  const write5m = asTokenCount(split?.['ephemeral_5m_input_tokens']);
  const write1h = asTokenCount(split?.['ephemeral_1h_input_tokens']);
  const webSearches = asTokenCount(asObject(usage['server_tool_use'])?.['web_search_requests']);
  if (
    inputTokens === null ||
    outputTokens === null ||
    cacheReadTokens === null ||
    writeTotal === null ||
    write5m === null ||
    write1h === null ||
    webSearches === null
  ) {
    return null;
  }
  return {
    inputTokens,
    outputTokens,
    cacheReadTokens,
    cacheWrite1hTokens: write1h,
    cacheWrite5mTokens: cacheWriteOf(writeTotal, write5m, write1h) - write1h,
    webSearches,
  };
}

function isEmpty(counts: Counts): boolean {
  return Object.values(counts).every((count) => count === 0);
}

function serviceOf(usage: JsonObject): Pick<UsageFact, 'mode' | 'isUsOnly'> {
  const mode = modeOf(asText(usage['speed']), asText(usage['service_tier']));
  return { mode, isUsOnly: usage['inference_geo'] === 'us' };
}

/** Message id first; without one the line's own id, then session and request, then what the line says. */
function identityOf(
  answer: Answer,
  outer: JsonObject,
  context: FileContext,
  atMs: number,
  counts: Counts,
): Pick<UsageFact, 'groupKey' | 'kind' | 'requestId' | 'sessionId'> {
  const { line, message, kind } = answer;
  // A forked conversation copies lines under its own id and names the session that really asked.
  const sessionId =
    asText(line['requestSessionId']) ??
    asText(line['sessionId']) ??
    asText(outer['sessionId']) ??
    sessionOfFile(context);
  const requestId = asText(line['requestId']);
  const messageId = asText(message['id']);
  const uuid = asText(line['uuid']);
  const groupKey = messageId ?? groupWithoutMessage(uuid, requestId, sessionId, atMs, counts);
  return { groupKey, kind, requestId, sessionId };
}

function instantOf(line: JsonObject): number | null {
  const text = asText(line['timestamp']);
  return text === null ? null : parseInstant(text);
}

const TIMESTAMP_FIELD = '"timestamp":"';

/** When the request was sent: the last time written before the answer, where it is a plausible one. */
function startOf(bytes: Buffer, answerFrom: number, atMs: number): number {
  const previous = bytes.toString('latin1', Math.max(0, answerFrom - PREVIOUS_BYTES), answerFrom);
  const at = previous.lastIndexOf(TIMESTAMP_FIELD);
  const from = at + TIMESTAMP_FIELD.length;
  const startMs = at < 0 ? null : parseInstant(previous.slice(from, previous.indexOf('"', from)));
  return startMs !== null && startMs <= atMs && atMs - startMs <= LONGEST_ANSWER_MS
    ? startMs
    : atMs;
}

/** Claude Code's transcript lines as usage facts. Shapes and sources: README.md beside this file. */
import { parseInstant } from '../../domain/calendar.ts';
import type { RecordKind, UsageFact } from '../../domain/usage.ts';
import type { FileContext, FileParser, ParseSink } from '../agent.ts';
import { asObject, asText, asTokenCount, type JsonObject } from '../fields.ts';
import { limitReadingOf } from './limitMessage.ts';

/** Every line that counts has a usage object, whatever stands in it; limit messages have one too. */
export const TRANSCRIPT_MARKERS = ['"usage":'] as const;

const SYNTHETIC_MODEL = '<synthetic>';
/** A line before that is older than this was not the question to this answer. */
const LONGEST_ANSWER_MS = 30 * 60_000;

/**
 * What the model wrote is most of a line and never counted. Inside it the same end could only stand deeper
 * in brackets, and cutting there leaves brackets that do not match. Another message in it means that a line
 * was cut short and the next one written right behind it: that must be seen.
 */
export const TRANSCRIPT_ELISION = {
  start: '"content":[',
  end: '],"stop_reason":',
  never: '"message":{',
} as const;

/**
 * Looking up when a question was asked costs a search, and only the first answer after a pause can begin a
 * window: within a running conversation the answer's own time is near enough.
 */
const PAUSE_MS = 5 * 60_000;

/** Parser of one transcript. Lines stand for themselves; only the time of the last one carries over. */
export function createTranscriptParser(
  context: FileContext,
  saved: unknown,
  sink: ParseSink,
): FileParser {
  let lastAtMs = typeof saved === 'number' ? saved : -Infinity;
  return {
    line(text, previous, whole) {
      let line = parseObject(text);
      if (whole && !isPlainAnswer(line)) line = parseObject(whole());
      if (line === null) return sink.refuse('not-json');
      readLine(line, context, sink, (atMs) => {
        const startedAtMs = atMs - lastAtMs > PAUSE_MS ? startOf(previous(), atMs) : atMs;
        lastAtMs = Math.max(lastAtMs, atMs);
        return startedAtMs;
      });
    },
    state: () => (Number.isFinite(lastAtMs) ? lastAtMs : null),
  };
}

/** Whether a line with its text left out can be judged: a model's answer, not a notice that must be read. */
function isPlainAnswer(line: JsonObject | null): boolean {
  if (line === null || line['isApiErrorMessage'] === true) return false;
  const answer = answerOf(line);
  return typeof answer === 'object' && answer.message['model'] !== SYNTHETIC_MODEL;
}

function parseObject(text: string): JsonObject | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
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
  if (isEmpty(counts)) return;
  sink.fact({
    ...identityOf(answer, line, context, atMs, counts),
    ...counts,
    ...serviceOf(answer.usage),
    project: asText(answer.line['cwd']) ?? asText(line['cwd']),
    model: asText(answer.message['model']) ?? 'unknown',
    atMs,
    startedAtMs: startedAt(atMs),
    parentSessionId: null,
    isReplaySuspect: false,
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

type Counts = Pick<
  UsageFact,
  | 'inputTokens'
  | 'outputTokens'
  | 'cacheWrite5mTokens'
  | 'cacheWrite1hTokens'
  | 'cacheReadTokens'
  | 'webSearches'
>;

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
  // Either the sum or its parts may be missing or too small; what the parts do not explain is 5-minute writing.
  const cacheWriteTokens = Math.max(writeTotal, write5m + write1h);
  return {
    inputTokens,
    outputTokens,
    cacheReadTokens,
    cacheWrite1hTokens: write1h,
    cacheWrite5mTokens: cacheWriteTokens - write1h,
    webSearches,
  };
}

function isEmpty(counts: Counts): boolean {
  return Object.values(counts).every((count) => count === 0);
}

function serviceOf(usage: JsonObject): Pick<UsageFact, 'mode' | 'isUsOnly'> {
  const mode =
    usage['speed'] === 'fast' ? 'fast' : usage['service_tier'] === 'batch' ? 'batch' : 'standard';
  return { mode, isUsOnly: usage['inference_geo'] === 'us' };
}

/** Message id first; without one the line's own id, then session and request, then what the line says. */
function identityOf(
  answer: Answer,
  outer: JsonObject,
  context: FileContext,
  atMs: number,
  counts: Counts,
): Pick<UsageFact, 'groupKey' | 'variant' | 'kind' | 'requestId' | 'sessionId'> {
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
  const groupKey =
    messageId ??
    (uuid
      ? `uuid:${uuid}`
      : requestId
        ? `request:${sessionId}:${requestId}`
        : `line:${sessionId}:${atMs}:${Object.values(counts).join(',')}`);
  const variant = `${kind}|${requestId ?? ''}|${requestId === null ? sessionId : ''}`;
  return { groupKey, variant, kind, requestId, sessionId };
}

/** `<slug>/<session>.jsonl`, or the folder above `subagents` for an agent's own file. */
function sessionOfFile(context: FileContext): string {
  const subagents = context.folders.indexOf('subagents');
  return (subagents >= 0 ? context.folders[subagents + 1] : undefined) ?? context.stem;
}

function instantOf(line: JsonObject): number | null {
  const text = asText(line['timestamp']);
  return text === null ? null : parseInstant(text);
}

const TIMESTAMP_FIELD = '"timestamp":"';

/** When the request was sent: the last time written before the answer, where it is a plausible one. */
function startOf(previous: string, atMs: number): number {
  const at = previous.lastIndexOf(TIMESTAMP_FIELD);
  const from = at + TIMESTAMP_FIELD.length;
  const startMs = at < 0 ? null : parseInstant(previous.slice(from, previous.indexOf('"', from)));
  return startMs !== null && startMs <= atMs && atMs - startMs <= LONGEST_ANSWER_MS
    ? startMs
    : atMs;
}

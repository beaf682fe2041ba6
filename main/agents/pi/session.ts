/**
 * The session files of pi, and of OpenClaw, which is built on it. Shapes and their sources:
 * docs/agents/pi.md and docs/agents/openclaw.md.
 */
import { parseInstant } from '../../domain/calendar.ts';
import type { FileContext, FileParser, ParseSink } from '../agent.ts';
import { asObject, asText, type JsonObject } from '../fields.ts';
import { createMarkedLines } from '../jsonLines.ts';
import { isEmptyUse, responseFact, tokenCounts } from '../responseFact.ts';

const MARKS = ['"usage"', '"session"'];
const NAMES = ['input', 'output', 'cacheRead', 'cacheWrite'] as const;

type State = {
  sessionId: string | null;
  parentSessionId: string | null;
  project: string | null;
  /** For use that names no model of its own, such as that of a summary. */
  model: string | null;
};

/** Parser of one session file; its head carries over from part to part. */
export function createSessionParser(
  context: FileContext,
  saved: unknown,
  sink: ParseSink,
): FileParser {
  const state: State = {
    sessionId: null,
    parentSessionId: null,
    project: null,
    model: null,
    ...(asObject(saved) as Partial<State> | null),
  };

  const read = (line: JsonObject): void => {
    if (line['type'] === 'session') return readHead(line);
    const message = asObject(line['message']);
    const holder = message ?? line;
    // Only a model's answer costs; a tool may keep a "usage" of its own.
    if (message !== null && message['role'] !== 'assistant') return;
    const usage = asObject(holder['usage']);
    if (usage !== null) readUse(line, holder, usage);
  };

  function readHead(line: JsonObject): void {
    if (state.sessionId !== null) return;
    state.sessionId = asText(line['id']);
    state.project = asText(line['cwd']);
    state.parentSessionId = uuidOf(asText(line['parentSession']) ?? '');
  }

  function readUse(line: JsonObject, holder: JsonObject, usage: JsonObject): void {
    const counts = tokenCounts(usage, NAMES);
    if (counts === null) return sink.refuse('impossible-number');
    const id = asText(line['id']);
    const written = asText(line['timestamp']) ?? '';
    const atMs = parseInstant(written);
    if (id === null) return sink.refuse('unknown-shape');
    if (atMs === null) return sink.refuse('no-timestamp');
    const [inputTokens, outputTokens, cacheReadTokens, cacheWrite5mTokens] = counts;
    const tokens = { inputTokens, outputTokens, cacheReadTokens, cacheWrite5mTokens };
    state.model = asText(holder['model']) ?? state.model;
    if (isEmptyUse(tokens)) return;
    sink.fact(
      responseFact({
        // The short id alone is unique in its session only; a fork copies both as they are.
        groupKey: `${id}|${atMs}`,
        sessionId: state.sessionId ?? uuidOf(context.stem) ?? context.stem,
        parentSessionId: state.parentSessionId,
        project: state.project,
        model: state.model ?? 'unknown',
        atMs,
        tokens,
      }),
    );
  }

  return { line: createMarkedLines(MARKS, sink, read), state: () => state };
}

function uuidOf(text: string): string | null {
  const all = text.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi);
  return all?.at(-1) ?? null;
}

/** Kimi CLI's wire records as usage facts. Shapes and their sources: docs/agents/kimi.md. */
import type { FileContext, FileParser, ParseSink } from '../agent.ts';
import { asInstantMs, asObject, asText, type JsonObject } from '../fields.ts';
import { createMarkedLines } from '../jsonLines.ts';
import { isEmptyUse, responseFact, tokenCounts } from '../responseFact.ts';

const MARKS = ['"token_usage"'];
const NAMES = ['input_other', 'output', 'input_cache_read', 'input_cache_creation'] as const;

/** Parser of one `wire.jsonl`. */
export function createWireParser(
  context: FileContext,
  _saved: unknown,
  sink: ParseSink,
): FileParser {
  const read = (line: JsonObject): void => {
    const message = asObject(line['message']);
    if (message === null) return;
    const inner = asObject(asObject(message['payload'])?.['event']);
    const isEcho = message['type'] === 'SubagentEvent';
    const told = isEcho ? inner : message;
    if (told?.['type'] === 'StatusUpdate') readStatus(line, asObject(told['payload']), isEcho);
  };

  function readStatus(line: JsonObject, payload: JsonObject | null, isEcho: boolean): void {
    const written = payload?.['token_usage'];
    if (written === undefined || written === null) return;
    const usage = asObject(written);
    if (usage === null) return sink.refuse('unknown-shape');
    const counts = tokenCounts(usage, NAMES);
    if (counts === null) return sink.refuse('impossible-number');
    const atMs = asInstantMs(line['timestamp']);
    if (atMs === null) return sink.refuse('no-timestamp');
    const [inputTokens, outputTokens, cacheReadTokens, cacheWrite5mTokens] = counts;
    const tokens = { inputTokens, outputTokens, cacheReadTokens, cacheWrite5mTokens };
    if (isEmptyUse(tokens)) return;
    const sessionId = sessionOf(context);
    sink.fact(
      responseFact({
        groupKey: asText(payload?.['message_id']) ?? `${sessionId}|${atMs}|${counts.join(',')}`,
        sessionId,
        project: null,
        // The record does not say which model answered.
        model: 'unknown',
        atMs,
        tokens,
        kind: isEcho ? 'progress' : 'direct',
      }),
    );
  }

  return { line: createMarkedLines(MARKS, sink, read), state: () => null };
}

/** The folder of the file is the session's; a sub-agent's lies in `subagents/` of it. */
function sessionOf({ folders, stem }: FileContext): string {
  const below = folders.indexOf('subagents');
  return folders[below >= 0 ? below + 1 : 0] ?? stem;
}

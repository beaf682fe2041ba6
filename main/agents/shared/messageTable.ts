/**
 * Messages as OpenCode keeps them: one row and one JSON object an answer. Kilo's program was made from it
 * and keeps the same. Shapes and sources: docs/agents/opencode.md.
 */
import type { DatabaseRow, DatabaseTable, FileContext, ParseSink } from '../agent.ts';
import { asEpochMs, asObject, asText, parsedJson, type JsonObject } from '../fields.ts';
import { handOn, tokenCounts } from './tokenCounts.ts';

const MESSAGE_TABLE: Omit<DatabaseTable, 'name'> = {
  columns: ['session_id', 'data'],
  changeColumn: 'time_updated',
  changeUnitMs: 1,
  // The user's own messages can carry whole changes of files.
  containing: { column: 'data', text: '"tokens"' },
  lookUp: {
    table: 'session',
    keyColumn: 'id',
    byColumn: 'session_id',
    columns: ['directory'],
  },
  row: readRow,
};

/** Both generations of the table; databases of the second have the first one too. */
export const MESSAGE_TABLES: readonly DatabaseTable[] = [
  { name: 'message', ...MESSAGE_TABLE },
  { name: 'session_message', ...MESSAGE_TABLE },
];

function readRow(row: DatabaseRow, _context: FileContext, sink: ParseSink): void {
  const message = asObject(parsedJson(row['data']));
  if (message === null) return sink.refuse('not-json');
  const session = { id: asText(row['session_id']), folder: asText(row['session.directory']) };
  readMessage(message, session, sink);
}

/**
 * One answer. A conversation that is forked copies its messages under new ids and keeps their times, so the
 * times name the answer; one that is not completed is still growing and comes again when it is.
 */
export function readMessage(
  message: JsonObject,
  session: { readonly id: string | null; readonly folder: string | null },
  sink: ParseSink,
): void {
  const tokens = asObject(message['tokens']);
  const role = message['role'];
  if (tokens === null || (role !== undefined && role !== 'assistant')) return;
  const time = asObject(message['time']);
  if (time?.['completed'] === undefined || time['completed'] === null) return;
  const startedAtMs = asEpochMs(time['created']);
  const atMs = asEpochMs(time['completed']);
  const sessionId = asText(message['sessionID']) ?? session.id;
  if (startedAtMs === null || atMs === null) return sink.refuse('no-timestamp');
  if (sessionId === null) return sink.refuse('unknown-shape');
  const model = modelOf(message);
  const cache = asObject(tokens['cache']);
  const visible = tokenCounts({
    input: tokens['input'],
    output: tokens['output'],
    cacheRead: cache?.['read'],
    cacheWrite: cache?.['write'],
  });
  const thought = tokenCounts({
    input: 0,
    output: tokens['reasoning'],
    cacheRead: 0,
    cacheWrite: 0,
  });
  const counts =
    visible === null || thought === null
      ? null
      : { ...visible, output: visible.output + thought.output };
  const groupKey = `${startedAtMs}-${atMs}-${model}`;
  const project = asText(asObject(message['path'])?.['cwd']) ?? session.folder;
  handOn({ groupKey, sessionId, project, model, atMs, startedAtMs }, counts, sink);
}

function modelOf(message: JsonObject): string {
  return asText(message['modelID']) ?? asText(asObject(message['model'])?.['id']) ?? 'unknown';
}

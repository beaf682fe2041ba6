/** Goose: one database with a ledger of requests. Shapes and sources: docs/agents/goose.md. */
import type {
  Agent,
  ConfigFolder,
  DatabaseRow,
  DatabaseTable,
  Environment,
  FileContext,
  ParseSink,
} from '../agent.ts';
import { asInstantMs, asNumber, asText } from '../fields.ts';
import { dataHome } from '../shared/places.ts';
import { handOn, tokenCounts, withoutCache } from '../shared/tokenCounts.ts';
import { createNoLineParser } from '../withoutLines.ts';

const DATABASE = 'sessions.db';

const LEDGER: DatabaseTable = {
  name: 'usage_ledger',
  columns: ['id', 'session_id', 'created_timestamp', 'model', 'input_tokens', 'output_tokens'],
  optionalColumns: ['cache_read_tokens', 'cache_write_tokens'],
  // Rows are only ever added.
  changeColumn: 'id',
  changeUnitMs: null,
  lookUp: {
    table: 'sessions',
    keyColumn: 'id',
    byColumn: 'session_id',
    columns: ['working_dir'],
  },
  row: readRow,
};

/** Numbers of rows begin anew in a new database, so session and time name the request as well. */
function readRow(row: DatabaseRow, _context: FileContext, sink: ParseSink): void {
  const sessionId = asText(row['session_id']);
  const id = asNumber(row['id']);
  const atMs = asInstantMs(row['created_timestamp']);
  if (atMs === null) return sink.refuse('no-timestamp');
  if (sessionId === null || id === null) return sink.refuse('unknown-shape');
  const counts = tokenCounts({
    input: row['input_tokens'],
    output: row['output_tokens'],
    cacheRead: row['cache_read_tokens'],
    cacheWrite: row['cache_write_tokens'],
  });
  const answer = {
    groupKey: `${sessionId}:${id}:${atMs}`,
    sessionId,
    project: asText(row['sessions.working_dir']),
    model: asText(row['model']) ?? 'unknown',
    atMs,
  };
  handOn(answer, counts && withoutCache(counts), sink);
}

function configFolders(environment: Environment): ConfigFolder[] {
  const { variables, homeFolder, join, resolve } = environment;
  const root = variables['GOOSE_PATH_ROOT'];
  if (root) return [folderOf(join(resolve(root), 'data'), join)];
  const roaming = variables['APPDATA'] || join(homeFolder, 'AppData', 'Roaming');
  const others = [
    join(homeFolder, 'Library', 'Application Support', 'goose'),
    join(dataHome(environment), 'Block', 'goose'),
    join(roaming, 'Block', 'goose', 'data'),
  ];
  return [
    folderOf(join(dataHome(environment), 'goose'), join),
    ...others.map((path) => ({ ...folderOf(path, join), isAlternative: true })),
  ];
}

function folderOf(path: string, join: Environment['join']): ConfigFolder {
  return { path, logFolders: [join(path, 'sessions')] };
}

export const goose: Agent = {
  id: 'goose',
  draw: {
    byDefault: 'api-key',
    source: 'https://block.github.io/goose/docs/getting-started/providers',
  },
  configFolders,
  isLogFile: (name) => name === DATABASE,
  formatOf: () => ({ kind: 'database', tables: [LEDGER] }),
  createFileParser: createNoLineParser,
};

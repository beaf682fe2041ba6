/**
 * Reading databases of other programs. They are opened to read, a page of rows at a time, and closed after
 * each: their owner never waits for longer than one read. What to read is the agent's to say, as data; here
 * it becomes SQL.
 */
import fs from 'node:fs';
import Database from 'better-sqlite3';
import type { Connection } from './open.ts';

/** What an agent wants from one table. Columns of the looked-up table come back as `table.column`. */
export type ForeignTable = {
  readonly name: string;
  readonly columns: readonly string[];
  readonly optionalColumns?: readonly string[];
  readonly changeColumn: string;
  /** Only rows with this text in this column. */
  readonly containing?: { readonly column: string; readonly text: string };
  readonly lookUp?: {
    readonly table: string;
    readonly keyColumn: string;
    /** Column of the first table that holds the key. */
    readonly byColumn: string;
    readonly columns: readonly string[];
  };
};

export type ForeignRow = Readonly<Record<string, unknown>>;

/**
 * Where a page begins. Without a value all rows are gone through in the order of their ids, which costs one pass
 * however many pages there are; with one, the rows changed since, and `rowId` is the last that was read of
 * them (null: begin with all that have the value). Rows up to `afterRow` are not looked at.
 */
export type ForeignPlace = {
  readonly value: number | null;
  readonly rowId: number | null;
  readonly afterRow: number | null;
};

export type ForeignPage = {
  readonly rows: readonly ForeignRow[];
  /** What the change column says, row by row. */
  readonly changes: readonly number[];
  /** The largest id of a row in the table; null: it is empty. */
  readonly lastRow: number | null;
  /** Behind the last row; null when the table has no more. */
  readonly next: ForeignPlace | null;
};

export type ForeignErrorCode =
  'DATABASE_BUSY' | 'DATABASE_DAMAGED' | 'DATABASE_UNKNOWN_SHAPE' | 'DATABASE_FAILED';

/** Why a foreign database could not be read now. */
export class ForeignError extends Error {
  readonly code: ForeignErrorCode;
  constructor(code: ForeignErrorCode, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** A reader that comes while the owner writes waits this long; then it is tried again at another look. */
const WAIT_MS = 200;
/** A database that nobody has open is read from memory up to this size, which leaves no file beside it. */
const LARGEST_IMAGE_BYTES = 64 * 1024 * 1024;
const MAGIC = Buffer.from('SQLite format 3\0');
/** Bytes of the header that say how it is written: 2 is with a log (https://sqlite.org/fileformat.html, 1.3). */
const WRITE_VERSION_OFFSET = 18;
const READ_VERSION_OFFSET = 19;
const WITH_LOG = 2;

const CODES: readonly (readonly [string, ForeignErrorCode])[] = [
  ['SQLITE_BUSY', 'DATABASE_BUSY'],
  ['SQLITE_LOCKED', 'DATABASE_BUSY'],
  ['SQLITE_CORRUPT', 'DATABASE_DAMAGED'],
  ['SQLITE_NOTADB', 'DATABASE_DAMAGED'],
];

/**
 * One page of each table, oldest change first. Tables that the database does not have are left out.
 * @param places where each table's page begins, by the table's name; absent: at its beginning
 * @throws ForeignError; the file system's error when there is no such file
 */
export function readForeignPages(
  file: string,
  tables: readonly ForeignTable[],
  places: ReadonlyMap<string, ForeignPlace>,
  rowsPerPage: number,
): ReadonlyMap<string, ForeignPage> {
  const connection = openForeign(file);
  if (connection === null) return new Map();
  try {
    const known = tables.filter(({ name }) => columnsOf(connection, name).size > 0);
    if (known.length === 0 && hasTables(connection))
      throw new ForeignError('DATABASE_UNKNOWN_SHAPE');
    return new Map(
      known.map((table) => [
        table.name,
        readPage(connection, table, places.get(table.name) ?? BEGINNING, rowsPerPage),
      ]),
    );
  } catch (error) {
    throw foreignErrorOf(error);
  } finally {
    connection.close();
  }
}

/** null: an empty file, which SQLite has not begun to fill. */
function openForeign(file: string): Connection | null {
  const header = readHeader(file);
  if (header.length === 0) return null;
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw new ForeignError('DATABASE_DAMAGED');
  try {
    const image = header[READ_VERSION_OFFSET] === WITH_LOG ? imageOf(file) : null;
    if (image !== null) return new Database(image, { readonly: true });
    return new Database(file, { readonly: true, fileMustExist: true, timeout: WAIT_MS });
  } catch (error) {
    throw foreignErrorOf(error);
  }
}

function readHeader(file: string): Buffer {
  const descriptor = fs.openSync(file, 'r');
  try {
    const header = Buffer.alloc(100);
    return header.subarray(0, fs.readSync(descriptor, header, 0, header.length, 0));
  } finally {
    fs.closeSync(descriptor);
  }
}

/**
 * The whole file, when its owner has closed it: opening such a database, even to read, makes SQLite put two
 * files beside it that a reader cannot take away again. null: it is open, or too large.
 */
function imageOf(file: string): Buffer | null {
  const before = fs.statSync(file);
  if (hasLog(file) || before.size > LARGEST_IMAGE_BYTES) return null;
  const image = fs.readFileSync(file);
  const after = fs.statSync(file);
  const isSteady = after.mtimeMs === before.mtimeMs && after.size === image.length;
  if (hasLog(file) || !isSteady) return null;
  // In memory there is no log, and it is all in the file.
  image[WRITE_VERSION_OFFSET] = 1;
  image[READ_VERSION_OFFSET] = 1;
  return image;
}

function hasLog(file: string): boolean {
  return fs.existsSync(`${file}-wal`);
}

function columnsOf(connection: Connection, table: string): ReadonlySet<string> {
  const names = connection
    .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
    .pluck()
    .all(table);
  return new Set(names);
}

function hasTables(connection: Connection): boolean {
  return connection.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table'").get() !== undefined;
}

const BEGINNING: ForeignPlace = { value: null, rowId: null, afterRow: null };
const ROW_ID = 'tollgate row id';
const CHANGED = 'tollgate changed';

function readPage(
  connection: Connection,
  table: ForeignTable,
  place: ForeignPlace,
  rowsPerPage: number,
): ForeignPage {
  const bound: unknown[] = table.containing ? [table.containing.text] : [];
  bound.push(...[place.value, place.rowId, place.afterRow].filter((part) => part !== null));
  const found = connection
    .prepare<unknown[], ForeignRow>(selectionOf(connection, table, place))
    .all(...bound, rowsPerPage);
  const last = found.length === rowsPerPage ? found.at(-1) : undefined;
  const changes = found.map((row) => row[CHANGED] as number);
  const lastRow = connection
    .prepare<[], number | null>(`SELECT max(rowid) FROM ${quoted(table.name)}`)
    .pluck()
    .get();
  const next = last ? placeBehind(last, place) : null;
  return { rows: found, changes, lastRow: lastRow ?? null, next };
}

function placeBehind(row: ForeignRow, { value, afterRow }: ForeignPlace): ForeignPlace {
  const rowId = row[ROW_ID] as number;
  return { value: value === null ? null : (row[CHANGED] as number), rowId, afterRow };
}

/** Rows whose change column holds no number are left out: one damaged row must not end all reading. */
function selectionOf(connection: Connection, table: ForeignTable, place: ForeignPlace): string {
  const there = columnsOf(connection, table.name);
  if ([...table.columns, table.changeColumn].some((column) => !there.has(column))) {
    throw new ForeignError('DATABASE_UNKNOWN_SHAPE');
  }
  const optional = (table.optionalColumns ?? []).filter((column) => there.has(column));
  const changed = `own.${quoted(table.changeColumn)}`;
  const { join, columns } = lookUpOf(connection, table);
  const selected = [
    `own.rowid AS ${quoted(ROW_ID)}`,
    `${changed} AS ${quoted(CHANGED)}`,
    ...[...table.columns, ...optional].map(
      (column) => `own.${quoted(column)} AS ${quoted(column)}`,
    ),
    ...columns,
  ];
  const containing = table.containing
    ? `AND instr(own.${quoted(table.containing.column)}, ?) > 0`
    : '';
  return `SELECT ${selected.join(', ')} FROM ${quoted(table.name)} AS own ${join}
    WHERE typeof(${changed}) IN ('integer', 'real') ${containing} ${beginning(changed, place)}
    ORDER BY ${place.value === null ? '' : `${changed}, `}own.rowid LIMIT ?`;
}

function beginning(changed: string, { value, rowId, afterRow }: ForeignPlace): string {
  const within = afterRow === null ? '' : ' AND own.rowid > ?';
  if (value === null) return (rowId === null ? '' : 'AND own.rowid > ?') + within;
  const since = rowId === null ? `${changed} >= ?` : `(${changed}, own.rowid) > (?, ?)`;
  return `AND ${since}${within}`;
}

/** A looked-up table of another shape only leaves its columns out: it decorates, it does not count. */
function lookUpOf(
  connection: Connection,
  { lookUp }: ForeignTable,
): { join: string; columns: string[] } {
  if (!lookUp) return { join: '', columns: [] };
  const there = columnsOf(connection, lookUp.table);
  if (!there.has(lookUp.keyColumn)) return { join: '', columns: [] };
  return {
    join: `LEFT JOIN ${quoted(lookUp.table)} AS other
      ON other.${quoted(lookUp.keyColumn)} = own.${quoted(lookUp.byColumn)}`,
    columns: lookUp.columns
      .filter((column) => there.has(column))
      .map((column) => `other.${quoted(column)} AS ${quoted(`${lookUp.table}.${column}`)}`),
  };
}

/** Names come from our own adapters; quoting keeps an odd one a name. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function foreignErrorOf(error: unknown): ForeignError {
  if (error instanceof ForeignError) return error;
  const code = (error as { code?: unknown } | null)?.code;
  const known = CODES.find(([prefix]) => typeof code === 'string' && code.startsWith(prefix));
  return new ForeignError(known?.[1] ?? 'DATABASE_FAILED', { cause: error });
}

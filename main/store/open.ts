/** Opening the database: who may write, which version it has, and how durable it is. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { makeDataFolder } from './dataFolder.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { StoreError, storeFailureOf } from './problems.ts';

export type Connection = Database.Database;

export const DATABASE_NAME = 'tollgate.db';
/** Pages that an import changes should stay in memory until its transaction ends. */
const CACHE_KIBIBYTES = 32 * 1024;
/** Looks touch the latest pages only; the system keeps the file's others where it has room. */
const RESTING_CACHE_KIBIBYTES = 512;
/** A long import copies its pages into the database once at the end of a transaction, not three times in it. */
const CHECKPOINT_PAGES = 4000;
/** How long to wait for another program that has locked the database. */
const WAIT_MS = 5000;
const LOCK_NAME = 'writer.lock';
/** How a SQLite file begins, and the offset of the user version in its header (https://sqlite.org/fileformat.html, 1.3). */
const MAGIC = Buffer.from('SQLite format 3\0');
const USER_VERSION_OFFSET = 60;
const HEADER_BYTES = 100;

export type OpenDatabase = {
  readonly connection: Connection;
  readonly canWrite: boolean;
  close(): void;
};

/**
 * Opens the database in a data folder. The first program to come holds the writer's lock until it ends,
 * however it ends; others read.
 *
 * @param waitMs how long a reader waits for a program that has locked it
 * @throws StoreError for a newer database, a full or read-only disk, damage
 */
export function openDatabase(
  dataFolder: string,
  mode: 'write-if-free' | 'read',
  waitMs = WAIT_MS,
): OpenDatabase {
  const file = path.join(dataFolder, DATABASE_NAME);
  try {
    makeDataFolder(dataFolder);
    refuseNewer(versionInHeader(file));
    const lock = mode === 'read' ? null : takeWriterLock(dataFolder);
    if (!lock) return openForReading(file, waitMs);
    try {
      return openForWriting(file, lock);
    } catch (error) {
      lock.close();
      throw error;
    }
  } catch (error) {
    throw error instanceof StoreError
      ? error
      : new StoreError(storeFailureOf(error), { cause: error });
  }
}

/** How long a change of settings waits for an import's transaction to end. */
const SETTINGS_WAIT_MS = 10_000;

/**
 * Opens the database to change settings, also while another program holds the writer's lock: that lock
 * keeps imports single, and SQLite itself keeps single transactions apart. To be closed at once.
 *
 * @throws StoreError as `openDatabase`; `database-busy` also when the running program is of another version
 */
export function openForSettings(dataFolder: string): OpenDatabase {
  const database = openDatabase(dataFolder, 'write-if-free');
  if (database.canWrite) return database;
  database.close();
  try {
    const connection = new Database(path.join(dataFolder, DATABASE_NAME), {
      fileMustExist: true,
      timeout: SETTINGS_WAIT_MS,
    });
    // The program that holds the lock moves the log's pages; a settings change should not wait for that.
    connection.pragma('wal_autocheckpoint = 0');
    connection.pragma('synchronous = FULL');
    connection.pragma('checkpoint_fullfsync = ON');
    return { connection, canWrite: true, close: () => connection.close() };
  } catch (error) {
    throw new StoreError(storeFailureOf(error), { cause: error });
  }
}

/**
 * Holds the database against every program that would write to it, without opening it.
 * @returns the way to let go; null when a program uses it
 * @throws SQLite's error when the lock cannot be made
 */
export function holdDatabase(dataFolder: string): (() => void) | null {
  const lock = takeWriterLock(dataFolder);
  return lock === null ? null : () => lock.close();
}

/** Whether there is a database, without creating anything. */
export function hasDatabase(dataFolder: string): boolean {
  return fs.existsSync(path.join(dataFolder, DATABASE_NAME));
}

/** From now on keeps only a small part of the database in this program's memory. For programs that stay. */
export function keepLittleInMemory(connection: Connection): void {
  connection.pragma(`cache_size = -${RESTING_CACHE_KIBIBYTES}`);
  connection.pragma('shrink_memory');
}

/** Whether the database is larger than what an import keeps of it in memory. */
export function isBeyondCache(connection: Connection): boolean {
  const pages = connection.pragma('page_count', { simple: true }) as number;
  const pageBytes = connection.pragma('page_size', { simple: true }) as number;
  return pages * pageBytes > CACHE_KIBIBYTES * 1024;
}

function openForWriting(file: string, lock: Connection): OpenDatabase {
  const isNew = !fs.existsSync(file);
  const connection = new Database(file, { timeout: WAIT_MS });
  try {
    if (isNew) fs.chmodSync(file, 0o600);
    connection.pragma('journal_mode = WAL');
    refuseNewer(connection.pragma('user_version', { simple: true }) as number);
    // After the first access: a driver built with another default for WAL falls back to it until then.
    connection.pragma('synchronous = FULL');
    connection.pragma('checkpoint_fullfsync = ON');
    // Ids come from our own look-ups; checking each again costs a fifth of an import.
    connection.pragma('foreign_keys = OFF');
    connection.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    connection.pragma(`cache_size = -${CACHE_KIBIBYTES}`);
    migrate(connection, file, MIGRATIONS);
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    connection,
    canWrite: true,
    close() {
      connection.close();
      lock.close();
    },
  };
}

function openForReading(file: string, waitMs: number): OpenDatabase {
  if (!fs.existsSync(file)) {
    throw new StoreError({
      kind: 'database-busy',
      message: inEnglish('Tollgate is just creating its database. Try again in a moment.'),
    });
  }
  const connection = new Database(file, { readonly: true, timeout: waitMs });
  const version = connection.pragma('user_version', { simple: true }) as number;
  if (version !== MIGRATIONS.length) {
    connection.close();
    refuseNewer(version);
    throw new StoreError({
      kind: 'database-busy',
      message: inEnglish('The running Tollgate is of an older version. Quit it, then try again.'),
    });
  }
  return { connection, canWrite: false, close: () => connection.close() };
}

/**
 * A lock that the system releases with the process: an exclusive transaction on an empty database beside
 * ours. Readers of the real database never see it.
 * @returns null when somebody else holds it
 */
function takeWriterLock(dataFolder: string): Connection | null {
  const file = path.join(dataFolder, LOCK_NAME);
  const lock = new Database(file, { timeout: 0 });
  keepForOwner(file);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    if (storeFailureOf(error).kind === 'database-busy') return null;
    throw error;
  }
}

/** As everything beside it; where it is another user's, the lock itself says what is the matter. */
function keepForOwner(file: string): void {
  try {
    if ((fs.statSync(file).mode & 0o777) !== 0o600) fs.chmodSync(file, 0o600);
  } catch {
    return;
  }
}

/**
 * Reads the version without opening the database, because opening alone may change files.
 * @throws StoreError for a file that is no database: what stands there in place of a version means nothing
 */
function versionInHeader(file: string): number {
  let descriptor: number;
  try {
    descriptor = fs.openSync(file, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const read = fs.readSync(descriptor, header, 0, HEADER_BYTES, 0);
    const first = header.subarray(0, MAGIC.length);
    // Zeros may be a first page that a loss of power kept from the disk; SQLite knows how to go back.
    if (!first.equals(MAGIC) && first.some((byte) => byte !== 0))
      throw new StoreError(storeFailureOf({ code: 'SQLITE_NOTADB' }));
    return read === HEADER_BYTES ? header.readUInt32BE(USER_VERSION_OFFSET) : 0;
  } finally {
    fs.closeSync(descriptor);
  }
}

function refuseNewer(version: number): void {
  if (version <= MIGRATIONS.length) return;
  throw new StoreError({
    kind: 'database-newer',
    message: inEnglish(
      'The database was written by a newer Tollgate (version {version}, this one knows {known}). Nothing in it was changed; install the newer Tollgate again.',
      { version, known: MIGRATIONS.length },
    ),
  });
}

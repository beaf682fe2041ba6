/** What a user wants taken in, as a database beside the own one: a copy of a copy, or what an events file says. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { requireSound } from './backup.ts';
import { notOurs, stageEventFile, type FileFaults } from './eventFileIn.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { DATABASE_NAME } from './open.ts';

/** Beside the database, so that an interrupted one is found; of this version, and gone after use. */
const INCOMING_NAME = `${DATABASE_NAME}.incoming`;
/** The first bytes of every SQLite file (https://sqlite.org/fileformat.html, 1.3). */
const SQLITE_MAGIC = Buffer.from('SQLite format 3\0');

export type Incoming = {
  readonly path: string;
  /** null: a database, which has no lines. */
  readonly faults: FileFaults | null;
  /** To be called when it is no longer needed. */
  readonly remove: () => void;
};

const inUse = new Set<string>();
let prepared = 0;

/**
 * Reads a file to its end without touching it or the own database.
 * @param file a copy of a Tollgate database or an events file
 * @throws StoreError for a file of another kind, damaged or of a newer version; the file system's error
 */
export async function prepareIncoming(file: string, dataFolder: string): Promise<Incoming> {
  fs.mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  removeLeftOver(dataFolder);
  const name = `${INCOMING_NAME}-${(prepared += 1)}`;
  const incoming = path.join(dataFolder, name);
  inUse.add(name);
  const remove = () => {
    fs.rmSync(incoming, { force: true });
    inUse.delete(name);
  };
  try {
    if (!isDatabase(file)) return { path: incoming, faults: await stage(file, incoming), remove };
    copyDatabase(file, incoming);
    return { path: incoming, faults: null, remove };
  } catch (error) {
    remove();
    if ((error as { code?: string }).code === 'SQLITE_NOTADB') throw notOurs();
    throw error;
  }
}

/** What a program left that was ended in the middle; nothing of the user's is only there. */
function removeLeftOver(dataFolder: string): void {
  for (const name of fs.readdirSync(dataFolder)) {
    if (!name.startsWith(INCOMING_NAME) || inUse.has(name)) continue;
    fs.rmSync(path.join(dataFolder, name), { force: true });
  }
}

function isDatabase(file: string): boolean {
  const descriptor = fs.openSync(file, 'r');
  try {
    const start = Buffer.alloc(SQLITE_MAGIC.length);
    fs.readSync(descriptor, start);
    return start.equals(SQLITE_MAGIC);
  } finally {
    fs.closeSync(descriptor);
  }
}

async function stage(file: string, incoming: string): Promise<FileFaults> {
  fs.closeSync(fs.openSync(incoming, 'w', 0o600));
  const connection = new Database(incoming);
  try {
    // It is made again from the file when anything fails: nothing of it has to last.
    connection.pragma('journal_mode = OFF');
    connection.pragma('synchronous = OFF');
    connection.pragma('foreign_keys = OFF');
    migrate(connection, incoming, MIGRATIONS, false);
    return await stageEventFile(file, connection);
  } finally {
    connection.close();
  }
}

/** A copy of the copy, so that nothing of the user's is changed; brought to this version's form. */
function copyDatabase(file: string, incoming: string): void {
  fs.copyFileSync(file, incoming);
  fs.chmodSync(incoming, 0o600);
  const connection = new Database(incoming);
  try {
    connection.pragma('journal_mode = DELETE');
    requireSound(connection);
    migrate(connection, incoming, MIGRATIONS, false);
  } finally {
    connection.close();
  }
}

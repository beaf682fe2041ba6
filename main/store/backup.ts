/** Copies of the database: made while it is in use, read through before they count, put back on demand. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { createLedgerReader } from './ledger.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { DATABASE_NAME, holdDatabase, openDatabase } from './open.ts';
import { StoreError } from './problems.ts';

const FOLDER_NAME = 'backups';
const NAME = /^tollgate-(\d{4}-\d{2}-\d{2})(?:-(before-removal))?\.db$/;
/** Pages copied before others get a turn: about 4 MB, some 10 ms. */
const PAGES_AT_ONCE = 1000;

export type Backup = {
  /** `tollgate-2026-11-22.db` */
  readonly name: string;
  readonly path: string;
  /** Local day on which it was made. */
  readonly day: string;
  /** Made before detail was removed: it does not count among the daily ones, and none of them replaces it. */
  readonly isBeforeRemoval: boolean;
  readonly bytes: number;
};

/** The copies in a data folder, the latest first. */
export function listBackups(dataFolder: string): Backup[] {
  const folder = path.join(dataFolder, FOLDER_NAME);
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder)
    .flatMap((name) => {
      const [, day, occasion] = NAME.exec(name) ?? [];
      const file = path.join(folder, name);
      const facts = fs.lstatSync(file, { throwIfNoEntry: false });
      return day && facts?.isFile()
        ? [{ name, path: file, day, isBeforeRemoval: occasion !== undefined, bytes: facts.size }]
        : [];
    })
    .sort((one, other) => (one.name < other.name ? 1 : -1));
}

/**
 * Copies the database of a data folder, also while a program writes to it; the copy of the same day is
 * replaced only by one that was read through, and the oldest beyond `kept` go.
 * @param day local day, `2026-11-22`
 * @throws StoreError or SQLite's error; what was there stays
 */
export async function makeBackup(
  dataFolder: string,
  day: string,
  kept: number,
  isBeforeRemoval = false,
): Promise<Backup> {
  const folder = path.join(dataFolder, FOLDER_NAME);
  const name = `tollgate-${day}${isBeforeRemoval ? '-before-removal' : ''}.db`;
  const file = path.join(folder, name);
  const beside = `${file}.part`;
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  fs.rmSync(beside, { force: true });
  const source = openDatabase(dataFolder, 'read');
  try {
    await source.connection.backup(beside, { progress: () => PAGES_AT_ONCE });
  } finally {
    source.close();
  }
  try {
    finishCopy(beside);
    fs.renameSync(beside, file);
  } finally {
    fs.rmSync(beside, { force: true });
  }
  const alike = listBackups(dataFolder).filter((one) => one.isBeforeRemoval === isBeforeRemoval);
  for (const old of alike.slice(Math.max(1, kept))) fs.rmSync(old.path);
  return listBackups(dataFolder).find((one) => one.name === name) as Backup;
}

/** A copy that stands by itself, is this user's alone, was read through, and is on the disk. */
function finishCopy(file: string): void {
  fs.chmodSync(file, 0o600);
  const connection = new Database(file);
  try {
    // Without a log beside it the file is all there is to copy or to carry away.
    connection.pragma('journal_mode = DELETE');
    requireSound(connection);
  } finally {
    connection.close();
  }
  const descriptor = fs.openSync(file, 'r+');
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

/** @throws StoreError when pages, indexes or rows do not fit together, or it is no database of this Tollgate */
export function requireSound(connection: Database.Database): void {
  const version = connection.pragma('user_version', { simple: true }) as number;
  if (version > MIGRATIONS.length) {
    throw new StoreError({
      kind: 'database-newer',
      message: inEnglish(
        'The copy was made by a newer Tollgate (version {version}, this one knows {known}).',
        { version, known: MIGRATIONS.length },
      ),
    });
  }
  const isSound = connection.pragma('integrity_check(1)', { simple: true }) === 'ok';
  if (isSound && version > 0 && isLedgerWhole(connection, version)) return;
  throw new StoreError({
    kind: 'database-damaged',
    message: inEnglish('The copy is damaged. Nothing was changed.'),
  });
}

/** SQLite's own check misses most changed bits; the ledger's chain of hashes misses none in its rows. */
function isLedgerWhole(connection: Database.Database, version: number): boolean {
  // An older form of the database is read through after the migrations that come when it is opened.
  return version < MIGRATIONS.length || createLedgerReader(connection).verify().isWhole;
}

/**
 * Puts a copy in the place of the database. What was there is kept beside it under another name, whatever
 * its state; usage that was logged since is read again from the agents' files as far as they are there.
 * @returns the name under which the former database is kept; null: there was none
 * @throws StoreError when a program uses the database, or when the copy is damaged or newer
 */
export function restoreBackup(dataFolder: string, backup: Backup, nowMs: number): string | null {
  const probe = new Database(backup.path, { readonly: true, fileMustExist: true });
  try {
    requireSound(probe);
  } finally {
    probe.close();
  }
  const file = path.join(dataFolder, DATABASE_NAME);
  const release = holdDatabase(dataFolder);
  if (release === null) {
    throw new StoreError({
      kind: 'database-busy',
      message: inEnglish('Tollgate is running. Quit it first, then restore.'),
    });
  }
  try {
    const beside = `${file}.restored`;
    fs.copyFileSync(backup.path, beside);
    finishCopy(beside);
    return exchange(file, beside, nowMs);
  } finally {
    release();
  }
}

/** First what was there moves aside with its log, then the copy comes: at no instant is there a mixture. */
function exchange(file: string, beside: string, nowMs: number): string | null {
  const former = `${file}.before-restore-${nowMs}`;
  const isThere = fs.existsSync(file);
  for (const suffix of ['', '-wal', '-shm']) {
    if (fs.existsSync(file + suffix)) fs.renameSync(file + suffix, former + suffix);
  }
  fs.renameSync(beside, file);
  return isThere ? path.basename(former) : null;
}

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupPath, migrate } from '../../../main/store/migrate.ts';
import { MIGRATIONS } from '../../../main/store/migrations/index.ts';
import { DATABASE_NAME, openDatabase, type OpenDatabase } from '../../../main/store/open.ts';
import { StoreError } from '../../../main/store/problems.ts';

const HOLDER = fileURLToPath(new URL('./holdDatabase.ts', import.meta.url));

let folder: string;
let open: OpenDatabase[];

beforeEach(() => {
  folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-store-')), 'data');
  open = [];
});

afterEach(() => {
  for (const database of open) database.close();
  fs.rmSync(path.dirname(folder), { recursive: true, force: true });
});

const file = () => path.join(folder, DATABASE_NAME);

function openIt(mode: 'write-if-free' | 'read' = 'write-if-free'): OpenDatabase {
  const database = openDatabase(folder, mode);
  open.push(database);
  return database;
}

const pragma = ({ connection }: OpenDatabase, name: string) =>
  connection.pragma(name, { simple: true });

/** The kind of failure that opening ends in. */
function failureOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof StoreError) return error.failure.kind;
    throw error;
  }
  return 'none';
}

/** A digest over names, modes and bytes of everything in the folder. */
function digest(): string {
  const hash = createHash('sha256');
  for (const name of fs.readdirSync(folder).sort()) {
    const place = path.join(folder, name);
    hash.update(`${name} ${fs.statSync(place).mode} ${fs.statSync(place).mtimeMs}\n`);
    hash.update(fs.readFileSync(place));
  }
  return hash.digest('hex');
}

describe('a new database', () => {
  it('is in WAL mode, fully synchronous after the first access too, at the present version', () => {
    const database = openIt();
    database.connection.prepare('SELECT count(*) FROM usage_event').get();
    database.connection.exec("INSERT INTO name (text) VALUES ('a')");
    expect(pragma(database, 'journal_mode')).toBe('wal');
    expect(pragma(database, 'synchronous')).toBe(2);
    expect(pragma(database, 'user_version')).toBe(MIGRATIONS.length);
  });

  it('is its user’s alone', () => {
    openIt();
    expect(fs.statSync(folder).mode & 0o777).toBe(0o700);
    expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
    expect(fs.statSync(path.join(folder, 'writer.lock')).mode & 0o777).toBe(0o600);
  });

  it('makes a lock of an earlier version its user’s alone too', () => {
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'writer.lock'), '', { mode: 0o644 });
    openIt();
    expect(fs.statSync(path.join(folder, 'writer.lock')).mode & 0o777).toBe(0o600);
  });

  const hasStrace = spawnSync('strace', ['-V']).status === 0;

  it.skipIf(!hasStrace)('syncs every commit to the disk', () => {
    openIt().close();
    open = [];
    const log = path.join(path.dirname(folder), 'syncs.txt');
    const trace = ['-f', '-y', '-e', 'trace=fsync,fdatasync', '-o', log];
    spawnSync('strace', [...trace, process.execPath, HOLDER, folder, 'commit'], {
      timeout: 30_000,
    });
    const syncs = fs.readFileSync(log, 'utf8').split('\n');
    expect(
      syncs.filter((line) => line.includes(`${DATABASE_NAME}-wal`)).length,
    ).toBeGreaterThanOrEqual(20);
  });
});

const ADD_EVENT = `
  INSERT INTO usage_event (agent_id, group_key, request_id, kind, loose_session_id, session_id,
    is_replay_suspect, model_id, at_ms, started_at_ms, input_tokens, output_tokens,
    cache_write_5m_tokens, cache_write_1h_tokens, cache_read_tokens, web_searches, mode, is_us_only)
  VALUES (1, 'g', 'r', 0, 0, 1, 0, 1, 5, 5, 1, 1, 0, 0, 0, 0, 0, 0)`;

describe('its tables refuse what does not belong', () => {
  it.each([
    ['a text as tokens', "UPDATE usage_event SET input_tokens = 'many'"],
    ['negative tokens', 'UPDATE usage_event SET output_tokens = -1'],
    ['a broken number', 'UPDATE usage_event SET cost_micros = 0.5'],
    ['an unknown kind', 'UPDATE usage_event SET kind = 3'],
    ['an unknown mode', 'UPDATE usage_event SET mode = -1'],
    ['nothing as a model', 'UPDATE usage_event SET model_id = NULL'],
    ['the same event twice', 'UPDATE usage_event SET id = 2; ' + ADD_EVENT],
    ['the same file twice', 'INSERT INTO log_file SELECT * FROM log_file'],
  ])('%s', (_, sql) => {
    const { connection } = openIt();
    connection.exec(`
      INSERT INTO name (id, text) VALUES (1, 'model');
      INSERT INTO session (id, agent, session_key) VALUES (1, 'codex', 's');
      INSERT INTO agent (id, key) VALUES (1, 'codex');
      ${ADD_EVENT};
      INSERT INTO log_file (agent, path, identity, size, modified_at_ms, read_offset, content_hash,
        refused_lines, refused_by_reason, has_partial_line)
      VALUES ('codex', '/a', '1:1', 0, 0, 0, '', 0, '{}', 0);`);
    expect(() => connection.exec(sql)).toThrow(/constraint failed|cannot store/);
  });

  it('every table is strict', () => {
    const rows = openIt().connection.pragma('table_list') as {
      name: string;
      schema: string;
      strict: number;
    }[];
    const own = rows.filter(({ name, schema }) => schema === 'main' && !name.startsWith('sqlite_'));
    expect(own.length).toBeGreaterThan(5);
    expect(own.filter(({ strict }) => strict === 0)).toEqual([]);
  });
});

describe('migrations', () => {
  it('bring a database up from every earlier version', () => {
    for (let version = 0; version < MIGRATIONS.length; version += 1) {
      const place = path.join(path.dirname(folder), `version-${version}`);
      fs.mkdirSync(place);
      const old = new Database(path.join(place, DATABASE_NAME));
      migrate(old, path.join(place, DATABASE_NAME), MIGRATIONS.slice(0, version));
      expect(old.pragma('user_version', { simple: true })).toBe(version);
      old.close();
      const present = openDatabase(place, 'write-if-free');
      open.push(present);
      expect(pragma(present, 'user_version')).toBe(MIGRATIONS.length);
      expect(pragma(present, 'integrity_check')).toBe('ok');
    }
  });

  const NEXT = 'CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT; INSERT INTO later VALUES (7);';

  it('put a whole copy aside before leaving a version', () => {
    const { connection } = openIt();
    connection.exec("INSERT INTO name (text) VALUES ('kept')");
    migrate(connection, file(), [...MIGRATIONS, NEXT]);
    expect(connection.prepare('SELECT id FROM later').pluck().get()).toBe(7);
    expect(connection.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length + 1);
    const copy = backupPath(file(), MIGRATIONS.length);
    expect(fs.statSync(copy).mode & 0o777).toBe(0o600);
    const restored = path.join(path.dirname(folder), 'restored');
    fs.mkdirSync(restored);
    fs.copyFileSync(copy, path.join(restored, DATABASE_NAME));
    const before = openDatabase(restored, 'read');
    open.push(before);
    expect(before.connection.prepare('SELECT text FROM name').pluck().get()).toBe('kept');
  });

  it('run whole or not at all', () => {
    const { connection } = openIt();
    const broken = `${NEXT} INSERT INTO nowhere VALUES (1);`;
    expect(() => migrate(connection, file(), [...MIGRATIONS, broken])).toThrow('nowhere');
    expect(connection.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(() => connection.prepare('SELECT 1 FROM later')).toThrow('later');
  });

  it('that have run are not run again, and make no copy', () => {
    const { connection } = openIt();
    migrate(connection, file(), MIGRATIONS);
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.backup'))).toEqual([]);
  });
});

describe('a database of a newer Tollgate', () => {
  it('is refused with every byte of the folder as it was', () => {
    const { connection } = openIt();
    connection.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    open.pop()?.close();
    const before = digest();
    expect(failureOf(() => openIt())).toBe('database-newer');
    expect(failureOf(() => openIt('read'))).toBe('database-newer');
    expect(digest()).toBe(before);
  });
});

describe('what is no database', () => {
  it.each([0, 0xcb9a1b76])(
    'is damaged, and is left alone (%i where a version would be)',
    (at60) => {
      fs.mkdirSync(folder);
      const bytes = Buffer.alloc(8192, 'not a database ');
      bytes.writeUInt32BE(at60, 60);
      fs.writeFileSync(file(), bytes);
      const before = fs.readFileSync(file());
      expect(failureOf(() => openIt())).toBe('database-damaged');
      expect(fs.readFileSync(file())).toEqual(before);
    },
  );
});

describe('a data folder that cannot be', () => {
  it('is a file: named, with what to do', () => {
    fs.writeFileSync(folder, '');
    expect(() => openIt()).toThrow(`cannot be kept in ${folder}: it is not a folder.`);
    fs.rmSync(folder);
    fs.writeFileSync(path.dirname(folder) + '/file', '');
    folder = path.join(path.dirname(folder), 'file', 'below', 'it');
    expect(failureOf(() => openIt())).toBe('disk-read-only');
    folder = path.dirname(path.dirname(folder));
  });

  it('is a link to nowhere', () => {
    fs.symlinkSync('nowhere', folder);
    expect(() => openIt()).toThrow('it is not a folder');
  });

  it.skipIf(!fs.existsSync('/proc/self'))(
    'is where no folder can be made: an answer at once',
    () => {
      const kind = failureOf(() => openDatabase('/proc/nope/below', 'write-if-free'));
      expect(kind).toBe('disk-read-only');
    },
  );
});

describe('one writes, others read', () => {
  async function hold(task = 'hold'): Promise<ChildProcess> {
    const child = spawn(process.execPath, [HOLDER, folder, task], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return child;
  }

  async function kill(child: ChildProcess): Promise<void> {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  it('a second process reads, and sees what the first one writes', async () => {
    const child = await hold();
    try {
      const second = openIt();
      expect(second.canWrite).toBe(false);
      expect(second.connection.prepare('SELECT count(*) FROM name').pluck().get()).toBe(0);
      expect(() => second.connection.exec("INSERT INTO name (text) VALUES ('a')")).toThrow(
        'readonly',
      );
    } finally {
      await kill(child);
    }
  });

  it('the lock is free when the first one is killed', async () => {
    await kill(await hold());
    expect(openIt().canWrite).toBe(true);
  });

  it('the lock is free when the first one is closed', () => {
    openIt().close();
    open = [];
    expect(openIt().canWrite).toBe(true);
  });

  it('whoever comes to read only never takes it', () => {
    openIt().close();
    open = [];
    expect(openIt('read').canWrite).toBe(false);
    expect(openIt().canWrite).toBe(true);
  });

  it('while the database is just being created, it is busy', () => {
    openIt();
    fs.renameSync(file(), `${file()}.elsewhere`);
    expect(failureOf(() => openIt())).toBe('database-busy');
    fs.renameSync(`${file()}.elsewhere`, file());
  });
});

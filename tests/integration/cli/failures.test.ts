/** What a user meets when the database cannot be written: a named problem, a sensible exit code, no lost figures. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import { DATABASE_NAME } from '../../../main/store/open.ts';
import { COMMAND, openLab, sumOf, type Lab } from './lab.ts';
import { claudeLine, claudeLines } from './logLines.ts';

const HOLDER = fileURLToPath(new URL('../store/holdDatabase.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;

let lab: Lab;
beforeEach(() => {
  lab = openLab();
  lab.write(path.join(lab.projects, 'p', 'session-1.jsonl'), claudeLines('m', 20));
});
afterEach(() => lab.dispose());

const database = () => path.join(lab.dataFolder, DATABASE_NAME);

const kindsOf = ({ problems }: Snapshot, severity: string) =>
  problems.filter((problem) => problem.severity === severity).map(({ kind }) => kind);

/** Status as JSON with its exit code; it is never a crash. */
function status() {
  const { code, out, err } = lab.run('status', '--json');
  expect(err).toBe('');
  return { code, snapshot: JSON.parse(out) as Snapshot };
}

async function whileHeld(task: string, work: () => void): Promise<void> {
  const child = spawn(process.execPath, [HOLDER, lab.dataFolder, task], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const ended = once(child, 'exit');
  try {
    work();
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

describe('another Tollgate writes', () => {
  it('import ends with 75, everything else reads', async () => {
    expect(sumOf(lab.history()).events).toBe(20);
    await whileHeld('hold', () => {
      const { code, out, err } = lab.run('import');
      expect([code, out]).toEqual([75, '']);
      expect(err).toContain('Tollgate is running');
      expect(sumOf(lab.history()).events).toBe(20);
      const { code: statusCode, snapshot } = status();
      expect(statusCode).toBe(0);
      expect(kindsOf(snapshot, 'notice')).toEqual(['database-busy']);
    });
    expect(lab.run('import').code).toBe(0);
  });

  it('that is killed leaves nothing behind', async () => {
    await whileHeld('hold', () => undefined);
    expect(sumOf(lab.history()).events).toBe(20);
  });
});

it('a database that another program has locked is busy: 75, and later it works again', () => {
  lab.history();
  const other = new Database(database());
  other.pragma('locking_mode = EXCLUSIVE');
  other.exec('BEGIN EXCLUSIVE');
  const { code, snapshot } = status();
  expect([code, ...kindsOf(snapshot, 'error')]).toEqual([75, 'database-busy']);
  expect(lab.run('import').code).toBe(75);
  other.close();
  expect(status()).toMatchObject({ code: 0, snapshot: { problems: [] } });
});

describe('the disk is full', () => {
  it.skipIf(!isRoot)('named in the status, saved once there is room', () => {
    fs.mkdirSync(lab.dataFolder);
    const mount = (...words: string[]) => spawnSync('mount', [...words, lab.dataFolder]).status;
    if (mount('-t', 'tmpfs', '-o', 'size=640k', 'tmpfs') !== 0) return;
    try {
      expect(sumOf(lab.history()).events).toBe(20);
      lab.write(path.join(lab.projects, 'p', 'large.jsonl'), claudeLines('large', 9000));
      const { code, snapshot } = status();
      expect(kindsOf(snapshot, 'error')).toEqual(['disk-full']);
      expect(code).toBe(0);
      expect(snapshot.totals?.last30Days).toMatchObject({ events: 20 });
      const failed = lab.run('import');
      expect(failed.code).toBe(69);
      expect(failed.err).toContain('disk is full');
      expect(mount('-o', 'remount,size=64m') === 0).toBe(true);
      expect(sumOf(lab.history()).events).toBe(9020);
      expect(kindsOf(status().snapshot, 'error')).toEqual([]);
    } finally {
      spawnSync('umount', ['-l', lab.dataFolder]);
    }
  });

  it.skipIf(!isRoot)('from the very beginning: no crash, and it begins once there is room', () => {
    fs.mkdirSync(lab.dataFolder);
    const mount = (...words: string[]) => spawnSync('mount', [...words, lab.dataFolder]).status;
    if (mount('-t', 'tmpfs', '-o', 'size=16k', 'tmpfs') !== 0) return;
    try {
      expect(kindsOf(status().snapshot, 'error')).toEqual(['disk-full']);
      expect(lab.run('history').code).toBe(69);
      mount('-o', 'remount,size=64m');
      expect(sumOf(lab.history()).events).toBe(20);
    } finally {
      spawnSync('umount', ['-l', lab.dataFolder]);
    }
  });
});

describe('the data folder cannot be written', () => {
  /** Runs the command as nobody, who may read everything here. */
  function asNobody(...words: string[]) {
    const env = Object.entries(lab.env).map(([name, value]) => `${name}=${value}`);
    const command = [
      '-u',
      'nobody',
      '--',
      'env',
      '-i',
      ...env,
      process.execPath,
      COMMAND,
      ...words,
    ];
    const result = spawnSync('runuser', command, { encoding: 'utf8', cwd: lab.root });
    return { code: result.status, out: result.stdout, err: result.stderr };
  }

  it.skipIf(!isRoot)('is named, with an exit code that says so, and later it works again', () => {
    lab.history();
    fs.chmodSync(lab.dataFolder, 0o755);
    for (const name of fs.readdirSync(lab.dataFolder)) {
      fs.chmodSync(path.join(lab.dataFolder, name), 0o644);
    }
    const { code, out, err } = asNobody('status', '--json');
    expect(err).toBe('');
    expect(kindsOf(JSON.parse(out) as Snapshot, 'error')).toEqual(['disk-read-only']);
    expect(code).toBe(69);
    const history = asNobody('history');
    expect(history.code).toBe(69);
    expect(history.err).toContain('cannot be');
    expect(sumOf(lab.history()).events).toBe(20);
  });
});

describe('there can be no data folder', () => {
  const COMMANDS = [['status'], ['history'], ['import'], ['settings', 'set', 'gate.mode', 'ask']];

  const each = (...commands: string[][]) => commands.map((words) => ({ words }));

  it.each(each(...COMMANDS, ['gate', 'install', '--yes'], ['gate', 'stop']))(
    '$words: a file',
    ({ words }) => {
      lab.write(lab.dataFolder, 'a file');
      const { code, out, err } = lab.run(...words);
      expect(code).toBe(69);
      expect(out + err).toContain(`cannot be kept in ${lab.dataFolder}: it is not a folder.`);
      expect(out + err).not.toMatch(/^ +at /m);
      expect(fs.readFileSync(lab.dataFolder, 'utf8')).toBe('a file');
    },
  );

  const hasProc = fs.existsSync('/proc/self');
  it.skipIf(!hasProc).each(each(...COMMANDS, ['gate', 'install', '--yes']))(
    '$words: no place for one, said at once',
    ({ words }) => {
      lab.env['TOLLGATE_DATA_DIR'] = '/proc/nope/data';
      const { code, out, err } = lab.run(...words);
      expect(code).toBe(69);
      expect(out + err).toContain('The folder /proc/nope cannot be made (ENOENT).');
    },
  );
});

describe('the database is damaged', () => {
  it('nine thousand bytes of something else are no newer Tollgate’s', () => {
    lab.write(database(), Buffer.alloc(9000, 'something else '));
    const answer = lab.run('history');
    expect(answer).toMatchObject({ code: 69, out: '' });
    expect(answer.err).toContain('or is damaged. “tollgate restore” brings back the latest copy.');
  });

  it.each<[string, () => void]>([
    ['overwritten', () => fs.writeFileSync(database(), Buffer.alloc(40_960, 0x41))],
    ['cut off', () => fs.truncateSync(database(), 4096)],
    [
      'scribbled over',
      () => {
        const size = fs.statSync(database()).size;
        const scribble = fs.openSync(database(), 'r+');
        fs.writeSync(scribble, Buffer.alloc(size - 4096, 0xee), 0, size - 4096, 4096);
        fs.closeSync(scribble);
      },
    ],
    [
      'without its tables',
      () => {
        const other = new Database(database());
        other.exec('DROP TABLE usage_event');
        other.close();
      },
    ],
  ])('%s: a named problem and never an exit code that means something else', (_, damage) => {
    lab.history();
    damage();
    const { code, out } = lab.run('status', '--json');
    expect(code).toBe(69);
    const [kind] = kindsOf(JSON.parse(out) as Snapshot, 'error');
    expect(['database-damaged', 'database-failed', 'database-newer']).toContain(kind);
    expect([69, 70]).toContain(lab.run('history').code);
    expect([69, 70]).toContain(lab.run('import').code);
  });
});

it('a session file that cannot be read is named, and the others count', () => {
  if (!isRoot) fs.chmodSync(lab.write(path.join(lab.projects, 'p', 'b.jsonl'), 'x'), 0o000);
  expect(sumOf(lab.history()).events).toBe(20);
  if (!isRoot) expect(kindsOf(status().snapshot, 'error')).toEqual(['file-unreadable']);
});

it('a new price table prices what is stored, without any session file', () => {
  lab.write(
    path.join(lab.projects, 'p', 'other.jsonl'),
    `${claudeLine({ id: 'unknown', model: 'claude-opus-9' })}\n`,
  );
  const before = lab.history();
  const other = new Database(database());
  other.exec(
    "UPDATE usage_event SET cost_micros = 1; UPDATE setting SET value = 'older' WHERE key = 'priceVersion'",
  );
  other.close();
  fs.rmSync(lab.projects, { recursive: true });
  expect(lab.history()).toEqual(before);
});

/** What the terminal says of agents beside the first two: counted, silent, in trouble, or not here. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLab, type Lab } from './lab.ts';

let lab: Lab;
beforeEach(() => {
  lab = openLab();
});
afterEach(() => lab.dispose());

const DEADLINE = { timeout: 120_000 };

/** An OpenCode that answered half a minute ago, as its owner keeps it open. */
function putOpenCode() {
  const file = path.join(lab.home, '.local', 'share', 'opencode', 'opencode.db');
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const owner = new Database(file);
  owner.exec('CREATE TABLE message (id TEXT, session_id TEXT, time_updated INTEGER, data TEXT)');
  const completed = Date.now() - 30_000;
  const data = {
    role: 'assistant',
    modelID: 'gpt-5-mini',
    path: { cwd: '/home/ada/toll-road' },
    tokens: { input: 100, output: 20, reasoning: 0, cache: { read: 0, write: 0 } },
    time: { created: completed - 900, completed },
  };
  owner
    .prepare('INSERT INTO message VALUES (?, ?, ?, ?)')
    .run('m', 's', completed, JSON.stringify(data));
  return { file, owner };
}

it('an agent that is at work is counted, and has no five-hour window', DEADLINE, () => {
  const { owner } = putOpenCode();
  owner.close();
  lab.run('history');
  const snapshot = lab.status();
  expect(snapshot.sessions.map(({ agent, projectName }) => [agent, projectName])).toEqual([
    ['opencode', 'toll-road'],
  ]);
  expect(snapshot.windows).toEqual([]);
  expect(snapshot.boundary).toMatchObject({
    agent: 'opencode',
    state: 'unknown',
    reason: 'no-plan',
  });
  expect(snapshot.verdict.kind).toBe('idle');
  expect(lab.run('status').out).toContain('OpenCode, gpt-5-mini');
});

it('a silent agent is said in status and doctor, one that is not here is not', DEADLINE, () => {
  fs.mkdirSync(path.join(lab.home, '.cursor'));
  lab.run('history');
  const status = lab.run('status').out;
  expect(status).toContain('Cursor keeps no usage on this machine.');
  expect(status).toContain('Draws on plan, then credits. Its usage and what is left of the plan');
  expect(status).not.toContain('Windsurf');
  expect(lab.run('doctor').out).toMatch(
    /Cursor +\S+\.cursor \(0 session files\)\n +keeps no usage on this machine\. Draws on/,
  );
});

it('a database that cannot be read is a problem with its name, the figures stay', DEADLINE, () => {
  const { file, owner } = putOpenCode();
  lab.run('history');
  owner.exec('INSERT INTO message SELECT * FROM message');
  owner.exec('BEGIN EXCLUSIVE');
  const locked = lab.status();
  expect(locked.problems).toMatchObject(
    [{ kind: 'file-unreadable', path: file, message: /writing its database just now/ }].map(
      (one) => ({ ...one, message: expect.stringMatching(one.message) as string }),
    ),
  );
  expect(locked.totals?.today.events).toBe(1);
  owner.exec('COMMIT');
  owner.close();
  expect(lab.status().problems).toEqual([]);
  fs.writeFileSync(file, 'something else');
  const damaged = lab.status();
  expect(damaged.problems[0]?.message).toContain('is damaged, or not a database');
  expect(damaged.totals?.today.events).toBe(1);
});

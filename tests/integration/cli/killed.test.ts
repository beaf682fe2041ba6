/** An import that is killed at any instant has saved files whole or not at all, and the next one finishes it. */
import fs from 'node:fs';
import path from 'node:path';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DATABASE_NAME, openDatabase } from '../../../main/store/open.ts';
import { openLab, sumOf, type Lab } from './lab.ts';
import { claudeLines, codexRollout } from './logLines.ts';

const KILLS = 24;
const FILES = 300;
const ANSWERS_A_FILE = 60;

let lab: Lab;

beforeAll(() => {
  lab = openLab();
  for (let index = 0; index < FILES; index += 1) {
    const session = `session-${index}`;
    const file = path.join(lab.projects, `p-${index % 7}`, `${session}.jsonl`);
    // Half of each file is a copy of the file before it, as resumed sessions are.
    const copied = claudeLines(`m-${Math.max(0, index - 1)}`, ANSWERS_A_FILE / 2);
    lab.write(file, copied + claudeLines(`m-${index}`, ANSWERS_A_FILE, { session }));
  }
  lab.write(path.join(lab.codexHome, 'sessions', 'rollout-a.jsonl'), codexRollout('a', 40));
});

afterAll(() => lab.dispose());

/** Rows that a reader sees, or null before there is a database. */
function eventsSaved(): number | null {
  if (!fs.existsSync(path.join(lab.dataFolder, DATABASE_NAME))) return null;
  try {
    const { connection, close } = openDatabase(lab.dataFolder, 'read');
    const count = connection.prepare('SELECT count(*) FROM usage_event').pluck().get() as number;
    close();
    return count;
  } catch {
    return null;
  }
}

it(`after ${KILLS} kills at random instants the totals are those of an undisturbed import`, async () => {
  const startedMs = performance.now();
  const undisturbed = sumOf(lab.history());
  const wholeMs = performance.now() - startedMs;
  expect(undisturbed).toMatchObject({ events: FILES * ANSWERS_A_FILE + 40 });
  let saved = 0;
  let partly = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    // Starting anew now and then, so that kills meet beginnings as well as ends.
    if (kill % 4 === 0) fs.rmSync(lab.dataFolder, { recursive: true, force: true });
    const child = lab.start('import');
    const ended = once(child, 'exit');
    const lock = path.join(lab.dataFolder, 'writer.lock');
    while (!fs.existsSync(lock) && child.exitCode === null) await wait(2);
    await wait(Math.random() * wholeMs);
    child.kill('SIGKILL');
    await ended;
    const now = eventsSaved() ?? 0;
    if (kill % 4 !== 0) expect(now).toBeGreaterThanOrEqual(saved);
    if (now > 0 && now < undisturbed.events) partly += 1;
    saved = now;
  }
  expect(partly).toBeGreaterThan(0);
  expect(sumOf(lab.history())).toEqual(undisturbed);
  const { connection, close } = openDatabase(lab.dataFolder, 'write-if-free');
  expect(connection.pragma('integrity_check', { simple: true })).toBe('ok');
  close();
});

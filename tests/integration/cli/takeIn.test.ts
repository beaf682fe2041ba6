/** Events out of one machine and into another, as a user types it, and however it ends in between. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLab, sumOf, type Lab } from './lab.ts';
import { claudeLines } from './logLines.ts';

const ANSWERS = 3000;
const KILLS = 5;

let old: Lab;
let fresh: Lab;
beforeEach(() => {
  [old, fresh] = [openLab(), openLab()];
});
afterEach(() => [old, fresh].forEach((lab) => lab.dispose()));

function exported(answers: number): string {
  old.write(path.join(old.projects, 'p', 's.jsonl'), claudeLines('m', answers));
  const file = path.join(old.root, 'events.jsonl');
  expect(old.run('export', 'events', '--out', file)).toMatchObject({ code: 0, out: '' });
  return file;
}

it('says what would come, takes it on a yes, and out again', () => {
  const file = exported(3);
  const linesOf = (text: string) => text.split('\n').slice(1);
  const written = linesOf(fs.readFileSync(file, 'utf8'));
  expect(linesOf(old.run('export', 'events').out)).toEqual(written);
  const looked = fresh.run('take-in', file);
  expect(looked.out).toMatch(/^3 answers of this computer’s own history, 0 known already\.\nFrom /);
  expect(looked.out).toContain('Nothing was taken in.');
  expect(fresh.history().rows).toEqual([]);
  const taken = fresh.run('take-in', file, '--yes', '--json');
  expect(JSON.parse(taken.out)).toMatchObject({ host: null, newAnswers: 3, refused: [] });
  expect(sumOf(fresh.history())).toEqual(sumOf(old.history()));
  expect(fresh.run('take-in', 'list').out).toMatch(/^1 {2}own history {2}3 answers/);
  expect(fresh.run('take-in', 'undo', '1').out).toBe('Taken out again.\n');
  expect(fresh.history().rows).toEqual([]);
  expect(fresh.run('export', 'events', '--format', 'csv')).toMatchObject({ code: 64 });
});

it('names what is not there, and does not claim to have taken it out', () => {
  expect(fresh.run('take-in', 'undo', '99')).toMatchObject({
    code: 69,
    out: '',
    err: 'There is no 99; see tollgate take-in list\n',
  });
  for (const words of [['undo'], ['undo', 'x'], ['undo', '1', '2']])
    expect(fresh.run('take-in', ...words)).toMatchObject({ code: 64, out: '' });
  const nowhere = path.join(fresh.root, 'nowhere.jsonl');
  expect(fresh.run('take-in', nowhere)).toMatchObject({
    code: 69,
    err: `There is no file ${nowhere}.\n`,
  });
  expect(fresh.run('take-in', fresh.root)).toMatchObject({
    code: 69,
    err: `${fresh.root} is a folder, not a file.\n`,
  });
});

it('ends with 75 while another program writes', async () => {
  const file = exported(3);
  const stop = await fresh.startWatching();
  const answers = [['take-in', file], ['take-in', 'undo', '1'], ['retention']].map((words) =>
    fresh.run(...words),
  );
  await stop();
  for (const answer of answers)
    expect(answer).toMatchObject({
      code: 75,
      out: '',
      err: expect.stringContaining('Another Tollgate') as string,
    });
  expect(fresh.run('take-in', file).code).toBe(0);
});

it('an export that cannot be written says so in a sentence', () => {
  const away = path.join(old.root, 'nowhere');
  expect(old.run('export', 'usage', '--out', path.join(away, 'x.csv'))).toMatchObject({
    code: 64,
    err: `There is no folder ${away}.\n`,
  });
  expect(old.run('export', 'usage', '--out', old.root)).toMatchObject({
    code: 64,
    err: `${old.root} is a folder, not a file.\n`,
  });
  const pipe = path.join(old.root, 'pipe');
  if (spawnSync('mkfifo', [pipe]).status !== 0) return;
  expect(old.run('export', 'usage', '--out', pipe)).toMatchObject({ code: 64, out: '' });
  expect(fs.statSync(pipe).isFIFO()).toBe(true);
});

it(`after ${KILLS} kills in the middle nothing is half there, and the next time all of it comes`, async () => {
  const file = exported(ANSWERS);
  expect(fresh.run('take-in', file).code).toBe(0);
  const before = fresh.history().rows;
  let between = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = fresh.start('take-in', file, '--yes');
    const ended = once(child, 'exit');
    const isThere = () => fs.readdirSync(fresh.dataFolder).some((name) => /incoming/.test(name));
    while (!isThere() && child.exitCode === null) await wait(1);
    await wait(kill * 12);
    child.kill('SIGKILL');
    await ended;
    if (isThere()) between += 1;
    const { rows } = fresh.history();
    if (rows.length > 0) expect(sumOf(fresh.history()).events).toBe(ANSWERS);
    else expect(rows).toEqual(before);
  }
  expect(between).toBeGreaterThan(0);
  expect(fresh.run('take-in', file, '--yes').code).toBe(0);
  expect(sumOf(fresh.history()).events).toBe(ANSWERS);
  expect(fs.readdirSync(fresh.dataFolder).filter((name) => /incoming/.test(name))).toEqual([]);
});

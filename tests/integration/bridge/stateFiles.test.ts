import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  readStateFiles,
  type SeenStateFiles,
} from '../../../main/sources/statusLine/stateFiles.ts';
import { openLab, type Lab } from './bridgeLab.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NONE: SeenStateFiles = new Map();

let lab: Lab;
let folder: string;
beforeEach(() => {
  lab = openLab();
  folder = join(lab.root, 'state.d');
  mkdirSync(folder);
});
afterEach(() => {
  lab.dispose();
});

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
  return path;
}

function stateText(percent: number): string {
  const rateLimits = { five_hour: { used_percentage: percent, resets_at: 1_795_360_581 } };
  const reading = { sessionId: 's', agentVersion: null, apiDurationMs: 1, rateLimits };
  return `${JSON.stringify({ version: 1, receivedAtSeconds: 1_795_355_182, reading })}\n`;
}

it('reads each version of a file once', async () => {
  write('a.json', stateText(10));
  write('b.json', stateText(20));
  const first = await readStateFiles(folder, NONE, Date.now());
  expect(first.readings.map(({ windows }) => windows[0]?.usedPercent).sort()).toEqual([10, 20]);
  const second = await readStateFiles(folder, first.seen, Date.now());
  expect(second.readings).toEqual([]);
  write('b.json', stateText(21));
  const third = await readStateFiles(folder, second.seen, Date.now());
  expect(third.readings.map(({ windows }) => windows[0]?.usedPercent)).toEqual([21]);
});

it('sees a file replaced within the same instant and with the same length', async () => {
  const path = write('a.json', stateText(10));
  const instant = new Date();
  utimesSync(path, instant, instant);
  const first = await readStateFiles(folder, NONE, Date.now());
  write('a.json', stateText(11));
  utimesSync(path, instant, instant);
  expect((await readStateFiles(folder, first.seen, Date.now())).readings).toHaveLength(1);
});

it('reports a file it cannot use until the file changes', async () => {
  const path = write('a.json', '{');
  write('long.json', ' '.repeat(70_000));
  const first = await readStateFiles(folder, NONE, Date.now());
  expect(first.problems).toHaveLength(2);
  expect(first.problems[0]).toMatchObject({ kind: 'state-file-unreadable', path });
  const second = await readStateFiles(folder, first.seen, Date.now());
  expect(second.problems).toEqual(first.problems);
  write('a.json', stateText(1));
  rmSync(join(folder, 'long.json'));
  const third = await readStateFiles(folder, second.seen, Date.now());
  expect(third.problems).toEqual([]);
  expect(third.readings).toHaveLength(1);
});

it('deletes what is older than eight days, cut-off temporary files included', async () => {
  const nowMs = Date.now();
  const aged = [write('old.json', stateText(1)), write('.old.5.tmp', '{')];
  const kept = [write('young.json', stateText(1)), write('.young.5.tmp', '{')];
  for (const path of aged) utimesSync(path, 0, (nowMs - 8 * DAY_MS) / 1000 - 60);
  for (const path of kept) utimesSync(path, 0, (nowMs - 8 * DAY_MS) / 1000 + 60);
  const { readings, problems } = await readStateFiles(folder, NONE, nowMs);
  expect([readings.length, problems]).toEqual([1, []]);
  const isThere = (path: string) => statSync(path, { throwIfNoEntry: false }) !== undefined;
  expect(aged.map(isThere)).toEqual([false, false]);
  expect(kept.map(isThere)).toEqual([true, true]);
});

it('takes a missing folder for an empty one, and reports one that cannot be listed', async () => {
  const missing = await readStateFiles(join(lab.root, 'none'), NONE, Date.now());
  expect(missing).toEqual({ seen: new Map(), readings: [], problems: [] });
  writeFileSync(join(lab.root, 'file'), '');
  const blocked = await readStateFiles(join(lab.root, 'file'), NONE, Date.now());
  expect(blocked.problems).toHaveLength(1);
});

/** Looking at known files instead of listing folders must find the same, whatever happens on a real disk. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogWatch, type LogWatch } from '../../../main/engine/logWatch.ts';
import { pathOf } from '../../../main/ingest/discover.ts';

/** Longer than the grain of a disk's times; and folders count as settled because the clock is ahead. */
const GRAIN_MS = 25;
const AHEAD_MS = 60_000;
const MINUTE_MS = 60_000;

let root: string;
let aheadMs: number;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-log-watch-'));
  aheadMs = AHEAD_MS;
});

afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const place = (...parts: string[]) => path.join(root, '.claude', 'projects', ...parts);
const watchHere = () =>
  createLogWatch(
    {
      variables: {},
      homeFolder: root,
      join: (...parts) => path.join(...parts),
      resolve: (file) => path.resolve(file),
    },
    () => Date.now() + aheadMs,
  );

function append(file: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.appendFileSync(file, '{}\n');
}

/** What the log reader does at a full look. */
function lookAtAll(watch: LogWatch): readonly string[] | 'listed' {
  const changed = watch.isListingValid() ? watch.changedFiles() : null;
  if (changed !== null) return changed.map(pathOf);
  watch.listAll();
  return 'listed';
}

const sorted = (watch: LogWatch) =>
  [...watch.files()].sort((one, other) => pathOf(one).localeCompare(pathOf(other)));

function fresh(): LogWatch {
  const watch = watchHere();
  watch.listAll();
  return watch;
}

it('lists nothing while files only grow, and says which did, also those that nobody wrote for long', async () => {
  for (let index = 0; index < 150; index += 1) append(place(`p${index % 7}`, `${index}.jsonl`));
  const old = place('p3', '3.jsonl');
  fs.utimesSync(old, 1, 1);
  const watch = fresh();
  await delay(GRAIN_MS);
  expect(lookAtAll(watch)).toEqual([]);
  append(old);
  expect(watch.changedHotFiles()).toEqual([]);
  expect(lookAtAll(watch)).toEqual([old]);
  expect(watch.files().map(pathOf)[0]).toBe(old);
  append(old);
  expect(watch.changedHotFiles().map(pathOf)).toEqual([old]);
});

it('lists again after ten minutes, whatever the times of the folders say', () => {
  append(place('p', 'a.jsonl'));
  const watch = fresh();
  expect(lookAtAll(watch)).toEqual([]);
  aheadMs += 10 * MINUTE_MS;
  expect(lookAtAll(watch)).toBe('listed');
});

it('lists again while a folder was changed too lately for its time to tell', () => {
  aheadMs = 0;
  append(place('p', 'a.jsonl'));
  const watch = fresh();
  expect(lookAtAll(watch)).toBe('listed');
  aheadMs = MINUTE_MS;
  expect(lookAtAll(watch)).toBe('listed');
  expect(lookAtAll(watch)).toEqual([]);
});

it('notices an agent’s folder that was not there, and a link whose file has gone', async () => {
  const watch = fresh();
  await delay(GRAIN_MS);
  const target = path.join(root, 'elsewhere', 'a.jsonl');
  append(target);
  fs.mkdirSync(place('p'), { recursive: true });
  fs.symlinkSync(target, place('p', 'link.jsonl'));
  expect(lookAtAll(watch)).toBe('listed');
  expect(watch.files()).toHaveLength(1);
  append(target);
  expect(lookAtAll(watch)).toEqual([place('p', 'link.jsonl')]);
  fs.rmSync(target);
  expect(lookAtAll(watch)).toBe('listed');
  expect(watch.files()).toEqual([]);
  expect(lookAtAll(watch)).toEqual([]);
  append(target);
  expect(lookAtAll(watch)).toBe('listed');
  expect(watch.files()).toHaveLength(1);
});

const project = fc.nat(3).map((index) => `p${index}`);
const file = fc.tuple(project, fc.nat(4)).map(([folder, index]) => place(folder, `${index}.jsonl`));
const game = fc.oneof(
  { weight: 4, arbitrary: file.map((one) => ['append', one, one] as const) },
  fc.tuple(file, file).map(([from, to]) => ['rename', from, to] as const),
  file.map((one) => ['delete', one, one] as const),
  file.map((one) => ['replace', one, one] as const),
  project.map((one) => ['delete', place(one), place(one)] as const),
  fc
    .tuple(project, project)
    .map(([from, to]) => ['rename', place(from), place(to, 'sub')] as const),
);

function play([move, from, to]: readonly [string, string, string]): void {
  try {
    if (move === 'append') append(from);
    else if (move === 'delete') fs.rmSync(from, { recursive: true });
    else if (move === 'replace') {
      append(`${from}.new`);
      fs.renameSync(`${from}.new`, to);
    } else fs.renameSync(from, to);
  } catch {
    // Not possible with what is there.
  }
}

it('knows after every order of appends, renames, replacements and deletions what a new listing finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(game, { maxLength: 3 }), { minLength: 2, maxLength: 6 }),
      async (rounds) => {
        fs.rmSync(place(), { recursive: true, force: true });
        const watch = fresh();
        for (const moves of rounds) {
          await delay(GRAIN_MS);
          for (const move of moves) play(move);
          lookAtAll(watch);
          expect(sorted(watch)).toEqual(sorted(fresh()));
        }
      },
    ),
    { numRuns: 40, seed: 20261123 },
  );
});

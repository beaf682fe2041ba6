import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FoundFile, LogFolder } from '../../../main/ingest/discover.ts';
import { pathOf } from '../../../main/ingest/discover.ts';
import {
  jobsOf,
  knownOf,
  planJobs,
  type CursorBook,
  type JobList,
} from '../../../main/ingest/jobs.ts';
import type { FileCursor } from '../../../main/store/records.ts';

const FOLDERS: readonly LogFolder[] = [
  { agent: 'claude-code', account: '/a', path: '/a/projects', names: [] },
  { agent: 'claude-code', account: '/a', path: '/a/projects/p', names: ['p'] },
  { agent: 'codex', account: '/b', path: '/b/sessions/2026', names: ['2026'] },
];

const name = fc.string({ minLength: 1 }).filter((text) => !/^\.{1,2}$|[/\0]/.test(text));

/** Files with names that repeat, files of the same identity, and files that were read before under any name. */
const someFiles = fc.uniqueArray(
  fc.record({
    folder: fc.constantFrom(...FOLDERS),
    name: fc.oneof(fc.constantFrom('a.jsonl', 'b.jsonl', '.jsonl', 'ä\n日.jsonl'), name),
    identity: fc.nat(9).map((inode) => `1:${inode}`),
    size: fc.nat(3),
    modifiedAtMs: fc.nat(3),
    hasLog: fc.boolean(),
  }),
  { selector: pathOf, maxLength: 12 },
);

function cursorOf(file: FoundFile): FileCursor {
  return {
    agent: file.folder.agent,
    path: pathOf(file),
    identity: file.identity,
    size: file.size,
    modifiedAtMs: file.modifiedAtMs,
    readOffset: Math.min(1, file.size),
    contentHash: 'x',
    parserState: null,
    refused: {},
    hasPartialLine: false,
  };
}

function bookOf(files: readonly FoundFile[]): CursorBook {
  const cursors = new Map(files.map((file) => [pathOf(file), cursorOf(file)]));
  return {
    byPath: new Map([...cursors].map(([where, cursor]) => [where, knownOf(cursor)])),
    cursorOf: (where) => cursors.get(where) ?? null,
  };
}

const listed = (jobs: JobList) => Array.from({ length: jobs.length }, (_, at) => jobs.at(at));

/** What the rules say, file by file. */
function expectedJob(file: FoundFile, files: readonly FoundFile[], before: readonly FoundFile[]) {
  const here = before.find((known) => pathOf(known) === pathOf(file));
  const isGone = (known: FoundFile) => !files.some((one) => pathOf(one) === pathOf(known));
  const elsewhere = here
    ? undefined
    : before.findLast((known) => known.identity === file.identity && isGone(known));
  const from = here ?? elsewhere;
  return {
    agent: file.folder.agent,
    path: pathOf(file),
    account: file.folder.account,
    stem: path.parse(file.name).name,
    folders: file.folder.names,
    cursor: from ? cursorOf(from) : null,
    movedFrom: elsewhere ? pathOf(elsewhere) : null,
  };
}

it('plans every file with news once, the latest first, from where it was left', () => {
  fc.assert(
    fc.property(someFiles, someFiles, (files, before) => {
      const plan = planJobs(files, bookOf(before), true);
      const news = files
        .filter((file) => !before.some((known) => isSame(known, file)))
        .sort((a, b) => b.modifiedAtMs - a.modifiedAtMs);
      const expected = (hasLog: boolean) =>
        news
          .filter((file) => file.hasLog === hasLog)
          .map((file) => expectedJob(file, files, before));
      expect(listed(plan.files)).toEqual(expected(false));
      expect(listed(plan.databases)).toEqual(expected(true));
      const left = [...expected(false), ...expected(true)].map(({ path: where, cursor }) => {
        const { size } = news.find((file) => pathOf(file) === where) as FoundFile;
        return Math.max(0, size - (cursor?.readOffset ?? 0));
      });
      expect(plan.bytes).toBe(left.reduce((sum, bytes) => sum + bytes, 0));
    }),
    { numRuns: 500 },
  );
});

it('a list is the same in the other thread, to the end and not beyond', () => {
  fc.assert(
    fc.property(someFiles, someFiles, (files, before) => {
      const { files: jobs } = planJobs(files, bookOf(before), true);
      const there = jobsOf(structuredClone(jobs.share()));
      expect(listed(there)).toEqual(listed(jobs));
      expect([jobs.at(jobs.length), there.at(jobs.length)]).toEqual([null, null]);
    }),
    { numRuns: 500 },
  );
});

it('a file is not looked for elsewhere when not all files are known', () => {
  const [file, old] = ['a', 'b'].map((name) => ({
    folder: FOLDERS[0] as LogFolder,
    name,
    identity: '1:1',
    size: 1,
    modifiedAtMs: 1,
    hasLog: false,
  })) as [FoundFile, FoundFile];
  expect(planJobs([file], bookOf([old]), true).files.at(0)?.movedFrom).toBe(pathOf(old));
  expect(planJobs([file], bookOf([old]), false).files.at(0)?.movedFrom).toBeNull();
});

function isSame(known: FoundFile, file: FoundFile): boolean {
  return (
    pathOf(known) === pathOf(file) &&
    known.identity === file.identity &&
    known.size === file.size &&
    known.modifiedAtMs === file.modifiedAtMs
  );
}

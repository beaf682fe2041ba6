import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoundFile } from '../../../main/ingest/discover.ts';
import { createHeadStart } from '../../../main/ingest/headStart.ts';
import { planJobs } from '../../../main/ingest/jobs.ts';
import { tailAll } from '../../../main/ingest/parallelTail.ts';
import { startTailHelper } from '../../../main/ingest/tailHelper.ts';
import type { TailJob } from '../../../main/ingest/tailFile.ts';

const HELPER = new URL('../../../main/workers/parseWorker.ts', import.meta.url);
const WORTH_IT = 9 * 1024 * 1024;
const FILES = 300;
const ANSWERS = 400;

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-tail-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Files with more answers than may be on the way between the threads at once. */
function writeFiles(): TailJob[] {
  return Array.from({ length: FILES }, (_, nth): TailJob => {
    const file = path.join(folder, `${nth}.jsonl`);
    const lines = Array.from({ length: ANSWERS }, (_none, answer) =>
      JSON.stringify({
        type: 'assistant',
        message: {
          id: `msg_${nth}_${answer}`,
          role: 'assistant',
          model: 'claude-haiku-4-5',
          usage: { input_tokens: 1, output_tokens: 2 },
        },
        requestId: `req_${nth}_${answer}`,
        timestamp: '2026-11-22T13:11:53.201Z',
        sessionId: `s${nth}`,
      }),
    );
    fs.writeFileSync(file, `${lines.join('\n')}\n`);
    const place = { account: folder, stem: `${nth}`, folders: [], cursor: null, movedFrom: null };
    return { agent: 'claude-code', path: file, ...place };
  });
}

function found(jobs: readonly TailJob[]): FoundFile[] {
  return jobs.map((job) => ({
    folder: {
      agent: job.agent,
      path: path.dirname(job.path),
      account: job.account,
      names: job.folders,
    },
    name: path.basename(job.path),
    identity: job.path,
    size: 1,
    modifiedAtMs: 1,
    hasLog: false,
  }));
}

/** The list for the other thread, made by the planner as in the app. */
function shared(jobs: readonly TailJob[]) {
  return planJobs(found(jobs), { byPath: new Map(), cursorOf: () => null }, true).files.share();
}

/** @param ahead how many of the files the second thread is given before the list of the others is made */
async function readAll(jobs: readonly TailJob[], mayRead: () => boolean, pauseMs = 0, ahead = 0) {
  const helper = startTailHelper(HELPER);
  const headStart = createHeadStart(helper);
  const files = found(jobs);
  files.slice(0, ahead).forEach(headStart.found);
  const left = jobs.filter((_job, index) => !headStart.has(files[index] as FoundFile));
  const at = (index: number) => left[index] ?? null;
  const planned = { length: left.length, at, share: () => shared(left) };
  const groups = new Map<string, number>();
  const failed: string[] = [];
  const begun = headStart.lists();
  for await (const bundle of tailAll(planned, WORTH_IT, () => helper, mayRead, begun)) {
    failed.push(...bundle.failed.map((one) => one.path));
    for (const { facts } of bundle.results) {
      facts.forEach(({ groupKey }) => groups.set(groupKey, (groups.get(groupKey) ?? 0) + 1));
    }
    if (pauseMs > 0) await delay(pauseMs);
  }
  const counts = [...groups.values()];
  const isEachOnce = counts.every((count) => count === 1);
  return { answers: counts.length, isEachOnce, failed, ahead: headStart.files() };
}

const ALL = { answers: FILES * ANSWERS, isEachOnce: true, failed: [], ahead: 0 };

describe('two threads reading one list of files', { timeout: 120_000 }, () => {
  it('read everything once, both at work', async () => {
    expect(await readAll(writeFiles(), () => true)).toEqual(ALL);
  });

  it('read everything once when this one leaves it to the other', async () => {
    expect(await readAll(writeFiles(), () => false)).toEqual(ALL);
  });

  it('read everything once when nobody takes what was read for a while', async () => {
    expect(await readAll(writeFiles(), () => false, 100)).toEqual(ALL);
  });

  it('read everything once when the other was given files while they were found', async () => {
    // Lists of 50, 100 and so on; what fills none of them is left to the planner.
    expect(await readAll(writeFiles(), () => true, 0, 200)).toEqual({ ...ALL, ahead: 150 });
    expect(await readAll(writeFiles(), () => false, 0, 60)).toEqual({ ...ALL, ahead: 50 });
  });

  it('read everything once when all of it was given ahead', async () => {
    expect(await readAll(writeFiles().slice(0, 150), () => true, 0, 150)).toEqual({
      ...ALL,
      answers: 150 * ANSWERS,
      ahead: 150,
    });
  });

  it('name a file that cannot be read, and go on', async () => {
    const jobs = writeFiles();
    const gone = jobs[7] as TailJob;
    fs.rmSync(gone.path);
    const found = await readAll(jobs, () => true);
    expect(found).toMatchObject({ answers: (FILES - 1) * ANSWERS, failed: [gone.path] });
  });
});

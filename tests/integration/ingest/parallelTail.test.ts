import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

/** The list for the other thread, made by the planner as in the app. */
function shared(jobs: readonly TailJob[]) {
  const files = jobs.map((job) => ({
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
  return planJobs(files, { byPath: new Map(), cursorOf: () => null }, true).files.share();
}

async function readAll(jobs: readonly TailJob[], mayRead: () => boolean, pauseMs = 0) {
  const at = (index: number) => jobs[index] ?? null;
  const planned = { length: jobs.length, at, share: () => shared(jobs) };
  const groups = new Map<string, number>();
  const failed: string[] = [];
  for await (const bundle of tailAll(planned, WORTH_IT, () => startTailHelper(HELPER), mayRead)) {
    failed.push(...bundle.failed.map((one) => one.path));
    for (const { facts } of bundle.results) {
      facts.forEach(({ groupKey }) => groups.set(groupKey, (groups.get(groupKey) ?? 0) + 1));
    }
    if (pauseMs > 0) await delay(pauseMs);
  }
  const counts = [...groups.values()];
  return { answers: counts.length, isEachOnce: counts.every((count) => count === 1), failed };
}

const ALL = { answers: FILES * ANSWERS, isEachOnce: true, failed: [] };

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

  it('name a file that cannot be read, and go on', async () => {
    const jobs = writeFiles();
    const gone = jobs[7] as TailJob;
    fs.rmSync(gone.path);
    const found = await readAll(jobs, () => true);
    expect(found).toMatchObject({ answers: (FILES - 1) * ANSWERS, failed: [gone.path] });
  });
});

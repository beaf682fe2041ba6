/**
 * A generated folder of session files, with every repetition and copy that real folders have,
 * counted by the terminal command and held against the generator's own totals.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CorpusTruth, TokenTotals } from '../bench/corpusTruth.ts';
import { generateCorpus } from '../bench/generateCorpus.ts';
import { type CommandEnvironment, type Grouping, readHistory } from '../live/tollgateCommand.ts';

const DEADLINE_MS = 60_000;
const CORPUS = { bytes: 3 * 1024 * 1024, files: 90, seed: 20 };
/** The truth is by UTC day, so the user lives in UTC; a fixed end keeps the corpus the same. */
const UNTIL_MS = Date.UTC(2026, 10, 22, 12);

let folder: string;
let truth: CorpusTruth;
let env: CommandEnvironment;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-corpus-'));
  truth = generateCorpus({ ...CORPUS, folder, untilMs: UNTIL_MS });
  env = {
    HOME: folder,
    TOLLGATE_DATA_DIR: path.join(folder, 'tollgate'),
    PATH: process.env['PATH'] ?? '',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
  };
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

async function reported(by: Grouping): Promise<Record<string, TokenTotals>> {
  const { rows, refusedLines } = await readHistory(by, env);
  expect(refusedLines).toBe(0);
  return Object.fromEntries(
    rows.map(({ key, inputTokens, outputTokens, cacheWriteTokens, cacheReadTokens, events }) => [
      key,
      { inputTokens, outputTokens, cacheWriteTokens, cacheReadTokens, events },
    ]),
  );
}

describe('a folder of session files is counted right', { timeout: DEADLINE_MS }, () => {
  it('contains what must not be counted twice', () => {
    expect(truth.written.usageLines).toBeGreaterThan(1.5 * truth.total.events);
    expect(truth.written.files).toBe(CORPUS.files);
  });

  it('by model', async () => expect(await reported('model')).toEqual(truth.byModel));

  it('by day', async () => expect(await reported('day')).toEqual(truth.byDay));

  it('by session', async () => expect(await reported('session')).toEqual(truth.bySession));
});

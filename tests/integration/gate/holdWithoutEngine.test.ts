/** A stop that the engine cannot save: in real files, read by the very script that agents run. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { questionId } from '../../../main/domain/consents.ts';
import { holdWithoutEngine } from '../../../main/gate/holdWithoutEngine.ts';
import { gateAccountId, gatePathsOf } from '../../../main/gate/gatePaths.ts';
import { renewGate } from '../../../main/gate/gateStore.ts';
import type { PromptChoice } from '../../../preload/contract/prompt.ts';
import type { GateStanding } from '../../../preload/contract/snapshot.ts';
import { CLAUDE } from '../../fixtures/snapshotParts.ts';
import { runScript, SCRIPT_PATH } from './scriptLab.ts';

const HOUR_MS = 3_600_000;
const STOP: PromptChoice = { kind: 'stop', askAgainAtMs: null };
const GO_ON: PromptChoice = {
  kind: 'continue',
  capMicros: null,
  scope: { kind: 'everything' },
  end: { kind: 'reset' },
};
const BLOCK = '"decision":"block"';

let root: string;
let account: string;
let nowMs: number;

beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-hold-')));
  account = path.join(root, 'agent');
  fs.mkdirSync(account);
  nowMs = Date.now();
});

afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const dataFolder = () => path.join(root, 'data');
const paths = () => gatePathsOf(dataFolder());

type Circumstances = { readonly gate?: GateStanding; readonly resetsAtMs?: number | null };

function hold(choice: PromptChoice, circumstances: Circumstances = {}) {
  const { gate = 'active', resetsAtMs = nowMs + HOUR_MS } = circumstances;
  const about = {
    agent: 'claude-code',
    account,
    windowKind: 'session',
    modelName: null,
    resetsAtMs,
  } as const;
  const agents = [
    { ...CLAUDE, folders: [{ path: account, exists: true, logFiles: 1, bridge: null, gate }] },
  ];
  const question = questionId(about, 0);
  return holdWithoutEngine({ question, choice }, agents, dataFolder(), nowMs);
}

async function prompt(): Promise<string> {
  const { folder, requests, once, live, script } = paths();
  for (const one of [folder, requests, once, live]) fs.mkdirSync(one, { recursive: true });
  fs.copyFileSync(SCRIPT_PATH, script);
  const id = gateAccountId('claude-code', account);
  return (await runScript(folder, [id, 'prompt'])).stdout;
}

/** What the engine had written before it hung, long ago: a hook would not believe an open gate any more. */
const renewedLongAgo = () =>
  renewGate(
    paths(),
    [{ id: gateAccountId('claude-code', account), isStrict: false, rules: [] }],
    nowMs - HOUR_MS,
  );

it('a stop holds although the engine does not renew the gate any more, and goes when it is saved', async () => {
  fs.mkdirSync(dataFolder());
  await renewedLongAgo();
  expect(await prompt()).not.toContain(BLOCK);
  const held = await hold(STOP);
  expect(held?.untilMs).toBe(nowMs + HOUR_MS);
  expect(await prompt()).toContain(BLOCK);
  await held?.release();
  expect(await prompt()).not.toContain(BLOCK);
});

it('the engine that goes on does not take it out by its own renewal', async () => {
  const held = await hold(STOP);
  await renewGate(
    paths(),
    [{ id: gateAccountId('claude-code', account), isStrict: false, rules: [] }],
    nowMs,
  );
  expect(await prompt()).toContain(BLOCK);
  await held?.release();
  expect(await prompt()).toBe('');
});

it('ends when the user wants to be asked again, or with the longest window where no reset is known', async () => {
  const askAgainAtMs = nowMs + HOUR_MS / 2;
  expect((await hold({ kind: 'stop', askAgainAtMs }))?.untilMs).toBe(askAgainAtMs);
  expect((await hold(STOP, { resetsAtMs: null }))?.untilMs).toBe(nowMs + 5 * HOUR_MS);
});

it('only a stop holds, and only where there is a gate', async () => {
  expect(await hold(GO_ON)).toBeNull();
  expect(await hold(STOP, { gate: 'not-installed' })).toBeNull();
  fs.rmSync(account, { recursive: true });
  expect(await hold(STOP)).toBeNull();
  expect(fs.existsSync(paths().state)).toBe(false);
});

it('is given up where the gate cannot be written', async () => {
  fs.mkdirSync(dataFolder());
  fs.writeFileSync(paths().folder, 'in the way');
  expect(await hold(STOP)).toBeNull();
});

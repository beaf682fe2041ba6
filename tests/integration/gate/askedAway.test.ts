/** A user who was away: the question is still there, and whoever types at the closed gate is asked. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { createGateDesk, type GateDesk } from '../../../main/engine/gateDesk.ts';
import { gateAccountId, gatePathsOf } from '../../../main/gate/gatePaths.ts';
import { createQuestionTeller } from '../../../main/workers/questionTeller.ts';
import type { PromptView } from '../../../preload/contract/prompt.ts';
import { codexRollout } from '../../e2e/support/codexLines.ts';
import { engineOver } from '../../fixtures/engineOver.ts';
import { openLab, type Lab } from '../cli/lab.ts';
import { runScript, SCRIPT_PATH } from './scriptLab.ts';

const MINUTE = 60_000;

let lab: Lab;
let engine: Engine;
let desk: GateDesk;
let told: (readonly PromptView[])[];
/** How far the engine's clock is ahead; the hooks go by the machine's. */
let aheadMs: number;

beforeEach(async () => {
  lab = openLab();
  told = [];
  aheadMs = 0;
  fs.mkdirSync(lab.codexHome, { recursive: true });
  desk = createGateDesk({
    dataFolder: lab.dataFolder,
    clock: Date.now,
    onRequest: (_request, account) => void teller.hookWaits(account),
    record: (order) => engine.recordOrder(order),
  });
  engine = engineOver(lab, {
    followers: [desk],
    gateScripts: { posix: fs.readFileSync(SCRIPT_PATH, 'utf8'), windows: '' },
    clock: () => Date.now() + aheadMs,
  });
  const teller = createQuestionTeller({
    ask: (waiting) => engine.questions(waiting),
    tell: (views) => told.push(views),
  });
  await engine.allowReading();
  const request = { agent: 'codex', folder: lab.codexHome, change: 'install' } as const;
  const plan = await engine.planGate(request);
  if (!plan.ok) throw new Error(plan.message);
  expect(await engine.applyGate({ ...plan.value, ...request })).toMatchObject({ ok: true });
});

afterEach(async () => {
  await engine.close();
  lab.dispose();
});

/** Codex worked up to so long ago, and its plan is nearly used up. */
function workedUntil(agoMs: number): void {
  const rollout = codexRollout({ resetsAtMs: Date.now() + 90 * MINUTE });
  lab.write(
    path.join(lab.codexHome, 'sessions', `rollout-${rollout.name}.jsonl`),
    rollout.start(Date.now() - 40 * MINUTE) +
      rollout.answer({ atMs: Date.now() - agoMs, usedPercent: 98 }),
  );
}

it('asks a user who comes back and types at the closed gate', { timeout: 30_000 }, async () => {
  workedUntil(8 * MINUTE);
  await engine.look('full');
  await desk.settled();
  // Nobody works: nothing is asked by itself.
  expect(await engine.questions()).toEqual([]);
  const account = gateAccountId('codex', fs.realpathSync(lab.codexHome));
  const hook = runScript(gatePathsOf(lab.dataFolder).folder, [account, 'prompt'], {
    input: '{"session_id":"new","prompt":"go on"}',
  });
  await expect.poll(() => told.at(-1)?.length, { timeout: 10_000 }).toBe(1);
  // It stays while the user thinks, and one answer is enough.
  await engine.look('full');
  const [view] = await engine.questions();
  expect(view?.question).toBe(told.at(-1)?.[0]?.question);
  const choice = {
    kind: 'continue',
    capMicros: 1_000_000,
    scope: { kind: 'everything' },
    end: { kind: 'reset' },
  } as const;
  const answer = { question: view?.question ?? '', choice, shownText: 'Go on?' };
  expect(await engine.answerQuestion(answer)).toEqual({ kind: 'recorded' });
  await engine.look('hot');
  expect(await hook).toMatchObject({ stdout: '', code: 0 });
  expect(await engine.questions()).toEqual([]);
});

it('leaves the question on screen when nobody works any more', async () => {
  workedUntil(MINUTE);
  await engine.look('full');
  const [asked] = await engine.questions();
  expect(asked?.waitingSessions).toBe(1);
  aheadMs = 60 * MINUTE;
  await engine.look('full');
  const [left] = await engine.questions();
  expect(left).toMatchObject({ question: asked?.question, waitingSessions: 0 });
  aheadMs = 91 * MINUTE;
  await engine.look('full');
  expect(await engine.questions()).toEqual([]);
});

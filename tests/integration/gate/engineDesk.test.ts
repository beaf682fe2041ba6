/** The engine with its gate desk over agents' real files: what the script that agents run makes of it. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { createGateDesk, type GateDesk } from '../../../main/engine/gateDesk.ts';
import { gateAccountId, gatePathsOf } from '../../../main/gate/gatePaths.ts';
import { giveOrder } from '../../../main/gate/giveOrder.ts';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import { codexRollout } from '../../e2e/support/codexLines.ts';
import { engineOver } from '../../fixtures/engineOver.ts';
import { openLab, type Lab } from '../cli/lab.ts';
import { runScript, SCRIPT_PATH } from './scriptLab.ts';

const MINUTE_MS = 60_000;

let lab: Lab;
let engine: Engine;
let desk: GateDesk;
let laterMs: number;

beforeEach(async () => {
  lab = openLab();
  laterMs = 0;
  fs.mkdirSync(lab.codexHome, { recursive: true });
  await open();
});

afterEach(async () => {
  await engine.close();
  await desk.settled();
  lab.dispose();
});

async function open(variables: Readonly<Record<string, string>> = {}): Promise<void> {
  const clock = () => Date.now() + laterMs;
  desk = createGateDesk({
    dataFolder: lab.dataFolder,
    clock,
    onRequest: () => undefined,
    record: (order) => engine.recordOrder(order),
  });
  const gateScripts = { posix: fs.readFileSync(SCRIPT_PATH, 'utf8'), windows: '' };
  engine = engineOver(lab, { clock, followers: [desk], gateScripts, machine: { variables } });
  await engine.allowReading();
}

async function install(agent: 'codex' | 'claude-code', folder: string): Promise<void> {
  const request = { agent, folder, change: 'install' } as const;
  const plan = await engine.planGate(request);
  if (!plan.ok) throw new Error(plan.message);
  expect(await engine.applyGate({ ...plan.value, ...request })).toMatchObject({ ok: true });
}

/** A session of Codex that works now, near the end of its plan. */
function workNearTheEnd(): void {
  const nowMs = Date.now();
  const rollout = codexRollout({ resetsAtMs: nowMs + 90 * MINUTE_MS, cwd: '/home/u/proj' });
  lab.write(
    path.join(lab.codexHome, 'sessions', `rollout-${rollout.name}.jsonl`),
    rollout.start(nowMs - 40 * MINUTE_MS) +
      rollout.answer({ atMs: nowMs - MINUTE_MS, usedPercent: 98 }),
  );
}

async function look(): Promise<Snapshot> {
  const snapshot = await engine.look('full');
  await desk.settled();
  return snapshot;
}

const stateText = () => fs.readFileSync(gatePathsOf(lab.dataFolder).state, 'utf8');

it('never lets a hook wait for longer than was installed, and says so until it is installed again', async () => {
  await install('codex', lab.codexHome);
  workNearTheEnd();
  await look();
  const seconds = async () => {
    await look();
    const { problems } = await look();
    const hooks = fs.readFileSync(path.join(lab.codexHome, 'hooks.json'), 'utf8');
    return {
      waits: /^wait (\d+)$/m.exec(stateText())?.[1],
      isEndedAfter: /"timeout": (\d+)/.exec(hooks)?.[1],
      said: problems.flatMap(({ kind, message }) =>
        kind === 'gate-waits-shorter' ? [message] : [],
      ),
    };
  };
  expect(await seconds()).toEqual({ waits: '25', isEndedAfter: '30', said: [] });
  await engine.changeSettings([{ path: ['gate', 'askSeconds'], value: 120 }]);
  expect(await seconds()).toEqual({
    waits: '25',
    isEndedAfter: '30',
    said: [expect.stringContaining('waits 25 seconds for your answer') as string],
  });
  await install('codex', lab.codexHome);
  expect(await seconds()).toEqual({ waits: '120', isEndedAfter: '125', said: [] });
  await engine.changeSettings([{ path: ['gate', 'askSeconds'], value: 60 }]);
  expect(await seconds()).toEqual({ waits: '60', isEndedAfter: '125', said: [] });
});

it('“Stop” in the prompt takes back what was allowed before it, and not what is allowed later', async () => {
  await install('codex', lab.codexHome);
  workNearTheEnd();
  const allowOne = async () => {
    const snapshot = await look();
    const request = { kind: 'allow-once', agent: 'codex', account: lab.codexHome } as const;
    expect(await desk.order(request, snapshot)).toMatchObject({ ok: true });
  };
  const id = gateAccountId('codex', fs.realpathSync(lab.codexHome));
  const hook = async (event: 'prompt' | 'batch', session: string) => {
    const input = JSON.stringify({ session_id: session });
    const { folder } = gatePathsOf(lab.dataFolder);
    return (await runScript(folder, [id, event], { input })).stdout;
  };

  // One permission is taken by a loop that goes on, another one waits.
  await allowOne();
  expect(await hook('prompt', 'running')).toBe('');
  await allowOne();
  expect(await hook('batch', 'running')).toBe('');
  laterMs += 2000;
  await look();
  const [view] = await engine.questions();
  const choice = { kind: 'stop', askAgainAtMs: null } as const;
  const answer = { question: view?.question ?? '', choice, shownText: 'Stop' };
  expect(await engine.answerQuestion(answer)).toMatchObject({ kind: 'recorded' });
  await desk.settled();
  expect(await hook('prompt', 'other')).toContain('You stopped it');
  expect(await hook('batch', 'running')).toContain('You stopped it');

  laterMs += 2000;
  await allowOne();
  await look();
  expect(await hook('prompt', 'other')).toBe('');
  laterMs += 31_000;
  await look();
  expect(await hook('batch', 'other')).toBe('');
  expect(await hook('prompt', 'third')).toContain('You stopped it');
});

it('leaves a stop alone that a terminal gave to an account that the app does not know', async () => {
  const work = path.join(lab.home, '.claude-work');
  fs.mkdirSync(work);
  await engine.close();
  await open({ CLAUDE_CONFIG_DIR: work });
  await install('claude-code', work);
  await engine.close();
  await open();
  await install('codex', lab.codexHome);
  await look();
  const paths = gatePathsOf(lab.dataFolder);
  const id = gateAccountId('claude-code', fs.realpathSync(work));
  const prompt = async () => (await runScript(paths.folder, [id, 'prompt'])).stdout;
  expect(await prompt()).toContain('does not know this account');
  const expiresAtMs = Date.now() + 60 * MINUTE_MS;
  await giveOrder(paths, id, { state: 'closed', expiresAtMs, recordId: 'terminal-1' });
  expect(await prompt()).toContain('You stopped it');
  laterMs += 31_000;
  await look();
  expect(await prompt()).toContain('You stopped it');
});

/**
 * From a figure in the status line to the unmodified Claude Code: while Tollgate runs in a terminal, the
 * hooks hear what it decided. "Requests" are those to the model, counted by the loopback provider.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { applyBridge, planBridge } from '../../main/sources/bridge/installBridge.ts';
import { statusLineInput } from '../integration/bridge/statusLineInput.ts';
import { ensureClaudeCode } from './agentPrograms.ts';
import { distinctTokens } from './answers.ts';
import { type GateLab, openGateLab } from './gateLab.ts';
import { type LoopbackServer, startLoopbackServer } from './loopbackServer.ts';
import { planReport } from './planState.ts';
import { runClaude } from './runClaude.ts';
import { runProgram } from './runProgram.ts';

const COMMAND = fileURLToPath(new URL('../../scripts/tollgate.mjs', import.meta.url));
const BRIDGE = new URL('../../resources/bridge/tollgate-statusline.sh', import.meta.url);
const HOUR_MS = 3_600_000;
const DEADLINE_MS = 300_000;

let lab: GateLab;
let server: LoopbackServer;
let watcher: ChildProcess | null = null;

beforeEach(async () => {
  const plan = planReport('on-plan', Date.now());
  server = await startLoopbackServer((_request, sequence) => ({
    text: `answer ${sequence}`,
    tokens: distinctTokens(sequence),
    plan,
  }));
  lab = openGateLab('claude-code');
});

afterEach(async () => {
  await endWatcher();
  await server.close();
  lab.remove();
});

const dataFolder = () => path.dirname(lab.paths.folder);
const environment = () => ({ ...lab.home.env, TOLLGATE_DATA_DIR: dataFolder() });

function startWatcher(): void {
  const args = [COMMAND, 'status', '--watch', '--json'];
  watcher = spawn(process.execPath, args, { env: environment(), stdio: 'ignore' });
}

async function endWatcher(): Promise<void> {
  const running = watcher;
  watcher = null;
  if (running === null || running.exitCode !== null) return;
  const ended = new Promise((resolve) => running.once('exit', resolve));
  running.kill('SIGTERM');
  await ended;
}

async function installBridge(): Promise<void> {
  const request = { agent: 'claude-code', folder: lab.folder, change: 'install' } as const;
  const plan = await planBridge(request, { dataFolder: dataFolder() });
  if (!plan.ok) throw new Error(plan.message);
  const scriptSource = fs.readFileSync(BRIDGE, 'utf8');
  const surroundings = { dataFolder: dataFolder(), scriptSource, nowMs: Date.now() };
  const applied = await applyBridge({ ...plan.value, ...request }, surroundings);
  if (!applied.ok) throw new Error(applied.message);
}

/** What Claude Code does after an answer in a terminal: it hands its limits to the status line command. */
function drawStatusLine(usedPercent: number, resetsAtMs: number): void {
  const settings = JSON.parse(fs.readFileSync(lab.settingsPath, 'utf8')) as {
    statusLine: { command: string };
  };
  const resets_at = Math.floor(resetsAtMs / 1000);
  const input = JSON.stringify(
    statusLineInput({ rate_limits: { five_hour: { used_percentage: usedPercent, resets_at } } }),
  );
  const ran = spawnSync('sh', ['-c', settings.statusLine.command], {
    input,
    env: lab.home.env,
    timeout: 20_000,
  });
  expect(ran.status).toBe(0);
}

async function waitForGate(isReached: (text: string) => boolean): Promise<void> {
  const endsAtMs = Date.now() + 90_000;
  for (;;) {
    const text = fs.existsSync(lab.paths.state) ? fs.readFileSync(lab.paths.state, 'utf8') : '';
    if (isReached(text)) return;
    if (Date.now() > endsAtMs) throw new Error(`The gate file is: ${text}`);
    await delay(100);
  }
}

it(
  'holds the next prompt at 98 %, opens until the reset when told so, and stops without the app',
  { timeout: DEADLINE_MS },
  async () => {
    const program = await ensureClaudeCode();
    const prompt = async () => {
      const before = server.billed.length + server.refused.length;
      const setup = { program, home: lab.home, serverUrl: server.url };
      const { stdout } = await runClaude(setup, 'do it', ['--model', 'claude-sonnet-5-5']);
      return { stdout, requests: server.billed.length + server.refused.length - before };
    };
    const tollgate = (...words: string[]) =>
      runProgram(process.execPath, [COMMAND, ...words], {
        cwd: lab.home.project,
        env: environment(),
      });
    await lab.install();
    await installBridge();
    drawStatusLine(40, Date.now() + 2 * HOUR_MS);
    startWatcher();
    await waitForGate((text) => text.includes(`account ${lab.accountId()}`));
    expect(await prompt()).toMatchObject({ requests: 1 });

    drawStatusLine(98, Date.now() + 2 * HOUR_MS);
    await waitForGate((text) => text.includes('rule closed'));
    const held = await prompt();
    expect(held.requests).toBe(0);
    expect(held.stdout).toContain('98 % of the plan is used');

    expect(await tollgate('gate', 'open', '--until', 'reset')).toMatchObject({ exitCode: 0 });
    expect(await prompt()).toMatchObject({ requests: 1 });

    expect(await tollgate('gate', 'stop')).toMatchObject({ exitCode: 0 });
    await endWatcher();
    fs.writeFileSync(
      lab.paths.state,
      fs.readFileSync(lab.paths.state, 'utf8').replace(/^renewed .*$/m, 'renewed 1'),
    );
    expect(await prompt()).toMatchObject({ requests: 0 });
  },
);

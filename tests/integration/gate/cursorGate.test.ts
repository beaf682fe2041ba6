/** Cursor's gate without Cursor: what is written into its file, and what the script answers in its shape. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AgentHooks, Environment } from '../../../main/agents/agent.ts';
import { cursor } from '../../../main/agents/cursor/index.ts';
import { createGates } from '../../../main/engine/gates.ts';
import { gateAccounts } from '../../../main/gate/gateAccounts.ts';
import { gatePathsOf, type GatePaths } from '../../../main/gate/gatePaths.ts';
import { renewGate } from '../../../main/gate/gateStore.ts';
import { applyHooks, planHooks } from '../../../main/gate/installHooks.ts';
import { CLOSED_RULE } from '../../fixtures/closedGate.ts';
import { runScript, SCRIPT_PATH } from './scriptLab.ts';

const NOW_MS = Date.UTC(2026, 10, 23);
const hooks = cursor.hooks as AgentHooks;

let home: string;
let paths: GatePaths;
let file: string;
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), "tollgate cursor's-"));
  paths = gatePathsOf(path.join(home, 'data'));
  file = path.join(home, '.cursor', 'hooks.json');
  fs.mkdirSync(path.dirname(file));
});
afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

const environment = (): Environment => ({
  variables: {},
  homeFolder: home,
  join: path.join,
  resolve: path.resolve,
});
const around = () => ({
  dataFolder: path.join(home, 'data'),
  platform: 'linux' as const,
  scripts: { posix: fs.readFileSync(SCRIPT_PATH, 'utf8'), windows: '' },
  nowMs: NOW_MS,
});

async function change(kind: 'install' | 'remove', isStrict = false): Promise<string> {
  const request = {
    agent: 'cursor',
    hooks,
    folder: path.dirname(file),
    change: kind,
    wish: { isStrict, agentVersion: null, askSeconds: 25 },
  };
  const plan = await planHooks(request, around());
  if (!plan.ok) throw new Error(plan.message);
  expect(await applyHooks(request, plan.value, around())).toEqual({ ok: true, value: null });
  return plan.value.accountId;
}

type Entry = { readonly command: string; readonly timeout?: number; readonly failClosed?: true };
const entries = (): Entry[] =>
  (JSON.parse(fs.readFileSync(file, 'utf8')) as { hooks: { beforeSubmitPrompt: Entry[] } }).hooks
    .beforeSubmitPrompt;

describe('the file', () => {
  it.each([
    [
      'own entries',
      '{\r\n\t"version": 1,\r\n\t"hooks": {"beforeSubmitPrompt": [{"command": "own"}]}\r\n}',
    ],
    ['no hooks', '{"version":1}'],
    ['nothing', '{}'],
  ])('with %s comes back byte for byte', async (_name, text) => {
    fs.writeFileSync(file, text);
    await change('install');
    expect(fs.readFileSync(file, 'utf8')).not.toBe(text);
    await change('remove');
    expect(fs.readFileSync(file, 'utf8')).toBe(text);
  });

  it('that was not there is gone again', async () => {
    await change('install');
    expect(entries()).toHaveLength(1);
    await change('remove');
    expect(fs.existsSync(file)).toBe(false);
  });

  it('keeps what others wrote into it meanwhile', async () => {
    await change('install');
    const own = { command: 'theirs' };
    const value = { version: 1, hooks: { stop: [own], beforeSubmitPrompt: [...entries(), own] } };
    fs.writeFileSync(file, JSON.stringify(value, null, 2));
    await change('remove');
    expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual({
      version: 1,
      hooks: { stop: [own], beforeSubmitPrompt: [own] },
    });
  });

  it('says in strict mode that a failing hook stops, and the hook waits for the user', async () => {
    await change('install', true);
    expect(entries()).toMatchObject([{ failClosed: true, timeout: 30 }]);
    expect(entries()[0]?.command).toMatch(/ prompt strict user-message$/);
    await change('install');
    expect(entries()[0]).not.toHaveProperty('failClosed');
  });

  it('is said to be not proven wherever the engine’s picture is shown', async () => {
    await change('install');
    const machine = { ...environment(), timeZone: 'UTC', locale: 'en-US' };
    const gates = createGates(path.join(home, 'data'), around().scripts, machine);
    const folder = {
      path: path.dirname(file),
      exists: true,
      logFiles: 0,
      bridge: null,
      gate: null,
    };
    const view = (id: 'cursor' | 'amp') =>
      ({
        id,
        name: id,
        draw: 'other',
        keepsNoUsage: null,
        folders: [folder],
        hostFolders: [],
      }) as const;
    const judged = await gates.judge([view('cursor')], environment(), () => null, NOW_MS);
    expect(judged[0]?.folders[0]).toMatchObject({ gate: 'not-tried', isGateUnproven: true });
    const others = await gates.judge([view('amp')], environment(), () => null, NOW_MS);
    expect(others[0]?.folders[0]).not.toHaveProperty('isGateUnproven');
  });

  it('stands for one of its folders only', async () => {
    fs.mkdirSync(path.join(home, '.config', 'Cursor'), { recursive: true });
    await change('install');
    const question = {
      agents: [cursor],
      environment: environment(),
      dataFolder: path.join(home, 'data'),
      platform: 'linux' as const,
      lastActivityAtMs: () => null,
      nowMs: NOW_MS,
    };
    expect(await gateAccounts(question)).toMatchObject([
      { folder: path.join(home, '.cursor'), standing: 'not-tried', hooks: { isUnproven: true } },
    ]);
  });
});

describe('the answer', () => {
  const INPUT = '{"conversation_id":"c-1","cursor_version":"2.4.0","prompt":"say \\"hi\\""}';
  const CURSOR = { CURSOR_VERSION: '2.4.0', CURSOR_PROJECT_DIR: '/home/me/app' };
  const ask = async (...words: string[]) => {
    const answer = await runScript(paths.folder, words, { input: INPUT, env: CURSOR });
    expect(answer).toMatchObject({ code: 0, stderr: '' });
    return answer.stdout;
  };

  it('lets go on in words, refuses in words, and notes who was held', async () => {
    const id = await change('install');
    await renewGate(paths, [{ id, isStrict: false, rules: [] }], Date.now());
    expect(JSON.parse(await ask(id, 'prompt', 'user-message'))).toEqual({ continue: true });
    await renewGate(paths, [{ id, isStrict: false, rules: [CLOSED_RULE] }], Date.now());
    expect(JSON.parse(await ask(id, 'prompt', 'user-message'))).toEqual({
      continue: false,
      user_message: 'Tollgate: 97 % of the plan is used.',
    });
    expect(fs.readFileSync(path.join(paths.live, `${id}.c-1.stopped`), 'utf8')).toMatch(
      /^stopped \d+\nproject \/home\/me\/app\n$/,
    );
  });

  it('in doubt goes on and says so; strict stops', async () => {
    const id = await change('install');
    expect(JSON.parse(await ask(id, 'prompt', 'user-message'))).toEqual({
      continue: true,
      user_message: 'Tollgate: there is no gate file. Paid requests are not held back.',
    });
    expect(JSON.parse(await ask(id, 'prompt', 'strict', 'user-message'))).toMatchObject({
      continue: false,
    });
  });

  it('of Claude Code’s hook is silence where Cursor runs it, without a sign of life', async () => {
    const id = await change('install');
    await renewGate(paths, [{ id, isStrict: false, rules: [CLOSED_RULE] }], Date.now());
    expect(await ask(id, 'prompt')).toBe('');
    expect(fs.existsSync(path.join(paths.live, id))).toBe(false);
    // Claude Code in a terminal of Cursor's has the variable, and another input.
    const own = { input: '{"session_id":"s","prompt":"\\"conversation_id\\""}', env: CURSOR };
    const { stdout } = await runScript(paths.folder, [id, 'prompt'], own);
    expect(stdout).toContain('"decision":"block"');
    expect(fs.existsSync(path.join(paths.live, id))).toBe(true);
  });
});

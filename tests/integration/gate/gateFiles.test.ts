/** The gate on a real disk: what several programs do to it at once. */
import fs from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import os from 'node:os';
import path from 'node:path';
import { createRandom } from '../../bench/random.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claudeCode } from '../../../main/agents/claude-code/index.ts';
import type { AgentHooks } from '../../../main/agents/agent.ts';
import { withOrder } from '../../../main/domain/gateOrders.ts';
import { allowOnce, openAllowance, revokeAllowances } from '../../../main/gate/gateAllowance.ts';
import { gateAccountId, gatePathsOf } from '../../../main/gate/gatePaths.ts';
import { readGate, renewGate, updateGate } from '../../../main/gate/gateStore.ts';
import { installedAskSeconds, recordPathOf } from '../../../main/gate/hookRecord.ts';
import {
  applyHooks,
  hookState,
  planHooks,
  refreshGateScripts,
} from '../../../main/gate/installHooks.ts';
import { runScript, SCRIPT_PATH } from './scriptLab.ts';

const HOUR_MS = 3_600_000;
const ID = '0123456789ab';
const CLOSED = {
  state: 'closed',
  scope: { kind: 'everything' },
  reason: 'x'.repeat(390),
  wayOut: null,
  expiresAtMs: null,
  recordId: null,
  models: [],
  askSeconds: 25,
} as const;

let root: string;
let paths: ReturnType<typeof gatePathsOf>;
beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), "tollgate 'gate-"));
  paths = gatePathsOf(root);
  for (const folder of [paths.once, paths.live, paths.requests]) {
    fs.mkdirSync(folder, { recursive: true });
  }
  fs.copyFileSync(SCRIPT_PATH, paths.script);
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const say = (rules: readonly (typeof CLOSED)[]) =>
  renewGate(paths, [{ id: ID, isStrict: false, rules }], Date.now());
const prompt = (word = 'prompt', env: NodeJS.ProcessEnv = {}) =>
  runScript(paths.folder, [ID, word], { env });

it('is for the owner only, and never half when it is read while it is written', async () => {
  await say([CLOSED]);
  expect(fs.statSync(paths.state).mode & 0o777).toBe(0o600);
  let isWriting = true;
  const writing = (async () => {
    for (let turn = 0; isWriting; turn += 1) await say(turn % 2 === 0 ? [] : [CLOSED, CLOSED]);
  })();
  const answers = new Set<string>();
  for (let read = 0; read < 1000; read += 1) {
    const found = await readGate(paths);
    answers.add(typeof found === 'string' ? found : String(found.accounts[0]?.rules.length));
  }
  for (let read = 0; read < 10; read += 1) {
    const all = await Promise.all(Array.from({ length: 8 }, () => prompt()));
    for (const { stdout, code } of all) {
      expect(code).toBe(0);
      expect(
        stdout === '' || (JSON.parse(stdout) as { decision: string }).decision === 'block',
      ).toBe(true);
    }
  }
  isWriting = false;
  await writing;
  expect([...answers].filter((answer) => !['0', '1', '2'].includes(answer))).toEqual([]);
});

it('changes by several at once are all kept', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `a${index}`);
  const order = {
    state: 'closed',
    scope: { kind: 'everything' },
    expiresAtMs: Date.now() + HOUR_MS,
    recordId: 'r',
    reason: 'x',
  } as const;
  await Promise.all(ids.map((id) => updateGate(paths, (file) => withOrder(file, id, order))));
  const found = await readGate(paths);
  const known = typeof found === 'string' ? [] : found.accounts.map(({ id }) => id);
  expect(known.sort()).toEqual([...ids].sort());
  expect(fs.existsSync(paths.lock)).toBe(false);
});

it('a consent for the folder that a session has gone to counts for it, as long as it is there', async () => {
  const [project, other] = ['project', 'other'].map((name) =>
    path.join(fs.realpathSync(root), name),
  );
  const web = path.join(String(project), 'web');
  for (const folder of [web, String(other)]) fs.mkdirSync(folder, { recursive: true });
  const consent = { ...CLOSED, state: 'open', scope: { kind: 'project', folder: web } } as const;
  await renewGate(paths, [{ id: ID, isStrict: false, rules: [consent, CLOSED] }], Date.now());
  const batch = async (began: string | undefined, cwd: string) => {
    const env = { CLAUDE_PROJECT_DIR: began, PWD: '/somewhere/else' };
    const { stdout } = await runScript(paths.folder, [ID, 'batch'], { env, cwd });
    return stdout === '' ? 'open' : 'closed';
  };
  expect(await batch(project, web)).toBe('open');
  expect(await batch(web, String(other))).toBe('open');
  expect(await batch(undefined, web)).toBe('open');
  expect(await batch(project, String(project))).toBe('closed');
  expect(await batch(other, web)).toBe('closed');
});

describe('allow one prompt', () => {
  const session = (id: string) => ({ CLAUDE_CODE_SESSION_ID: id });

  it('lets one of many prompts through, with its loop, until its next prompt', async () => {
    await say([CLOSED]);
    await allowOnce(paths, ID, Date.now() + HOUR_MS);
    const ids = Array.from({ length: 12 }, (_, index) => `s${index}`);
    const answers = await Promise.all(ids.map((id) => prompt('prompt', session(id))));
    const let_ = ids.filter((_, index) => answers[index]?.stdout === '');
    expect(let_).toHaveLength(1);
    const [winner = ''] = let_;
    expect((await prompt('batch', session(winner))).stdout).toBe('');
    expect((await prompt('batch', session('other'))).stdout).toContain('"continue":false');
    expect((await prompt('prompt', session(winner))).stdout).toContain('"block"');
    expect((await prompt('batch', session(winner))).stdout).toContain('"continue":false');
  });

  it('is taken by the agent itself, and not by the session of another one that has started it', async () => {
    await say([CLOSED]);
    await allowOnce(paths, ID, Date.now() + HOUR_MS);
    const started = (event: string, env: NodeJS.ProcessEnv = { CLAUDE_PID: '1' }) =>
      runScript(paths.folder, [ID, event], {
        input: '{"session_id":"own","cwd":"/p","prompt":"do it"}',
        env: { ...session('around'), ...env },
      });
    expect((await started('prompt')).stdout).toBe('');
    expect(fs.readdirSync(paths.once)).toEqual([`${ID}.turn.own`]);
    expect((await prompt('batch', session('around'))).stdout).toContain('"continue":false');
    expect((await started('batch')).stdout).toBe('');
    await started('start');
    expect(fs.readdirSync(paths.live)).toContain(`${ID}.own.start`);
    // Claude Code has started the hook itself: its variable needs no second word.
    await started('start', { CLAUDE_PID: String(process.pid) });
    expect(fs.readdirSync(paths.live)).toContain(`${ID}.around.start`);
  });

  it('goes on when the prompt hook comes again in the same turn, with an empty prompt', async () => {
    await say([CLOSED]);
    await allowOnce(paths, ID, Date.now() + HOUR_MS);
    const again = (text: string) =>
      runScript(paths.folder, [ID, 'prompt'], {
        input: `{"session_id":"s1","hook_event_name":"UserPromptSubmit","prompt":"${text}"}`,
      });
    expect((await again('do it')).stdout).toBe('');
    expect((await again('')).stdout).toBe('');
    expect((await prompt('batch', session('s1'))).stdout).toBe('');
    expect((await again('say \\"prompt\\":\\"\\"')).stdout).toContain('"block"');
    expect((await again('')).stdout).toContain('"block"');
  });

  it('ends by itself, and when it is taken back', async () => {
    await say([CLOSED]);
    await allowOnce(paths, ID, Date.now() - 1000);
    expect((await prompt()).stdout).toContain('"block"');
    await allowOnce(paths, ID, Date.now() + HOUR_MS);
    expect(await openAllowance(paths, ID, Date.now())).not.toBeNull();
    await revokeAllowances(paths, ID);
    expect((await prompt()).stdout).toContain('"block"');
  });
});

it('no accident ends with 2, and an answer that cannot be handed over does', async () => {
  fs.writeFileSync(paths.state, Buffer.from([0, 255, 10, 13, 0]));
  expect((await prompt()).code).toBe(0);
  fs.rmSync(paths.state);
  fs.mkdirSync(paths.state);
  expect((await prompt()).code).toBe(0);
  fs.rmdirSync(paths.state);
  fs.rmSync(paths.live, { recursive: true });
  expect((await prompt()).code).toBe(0);
  expect((await runScript(paths.folder, [])).code).toBe(1);
  expect((await runScript(paths.folder, [ID, 'nonsense'])).code).toBe(0);
  const huge = 'x'.repeat(10_000_000);
  expect((await runScript(paths.folder, [ID, 'prompt'], { input: huge })).code).toBe(0);
});

describe('installing', () => {
  const hooks = claudeCode.hooks as AgentHooks;
  const SCRIPTS = { posix: '#!/bin/sh\n', windows: '# none\n' };
  const around = (nowMs = 1_795_000_000_000) => ({
    dataFolder: root,
    platform: 'linux' as const,
    scripts: SCRIPTS,
    nowMs,
  });
  let folder: string;
  let settings: string;
  beforeEach(() => {
    folder = path.join(root, 'config');
    fs.mkdirSync(folder);
    settings = path.join(folder, 'settings.json');
  });
  const requestOf = (change: 'install' | 'remove', isStrict = false, askSeconds = 25) => ({
    agent: 'claude-code',
    hooks,
    folder,
    change,
    wish: { isStrict, agentVersion: '2.1.330', askSeconds },
  });
  async function change(
    kind: 'install' | 'remove',
    isStrict = false,
    askSeconds = 25,
  ): Promise<void> {
    const request = requestOf(kind, isStrict, askSeconds);
    const plan = await planHooks(request, around());
    if (!plan.ok) throw new Error(plan.message);
    expect(await applyHooks(request, plan.value, around())).toEqual({ ok: true, value: null });
  }
  const stateNow = async () =>
    (await hookState({ agent: 'claude-code', hooks, folder }, around())).kind;

  it('through a link, strict and back, and out again: byte for byte', async () => {
    const real = path.join(root, 'dotfiles.json');
    const own = '{\r\n\t"model": "opus",\r\n\t"hooks": {"UserPromptSubmit": [{"hooks": []}]}\r\n}';
    fs.writeFileSync(real, own, { mode: 0o640 });
    fs.symlinkSync(real, settings);
    await change('install');
    expect(await stateNow()).toBe('installed');
    const once = fs.readFileSync(real, 'utf8');
    await change('install');
    expect(fs.readFileSync(real, 'utf8')).toBe(once);
    await change('install', true);
    expect(fs.readFileSync(real, 'utf8').match(/"onFailure":\s*"block"/g)).toHaveLength(3);
    await change('install');
    expect(fs.readFileSync(real, 'utf8')).toBe(once);
    await change('remove');
    expect(fs.readFileSync(real, 'utf8')).toBe(own);
    expect(fs.lstatSync(settings).isSymbolicLink()).toBe(true);
    expect(fs.statSync(real).mode & 0o777).toBe(0o640);
    expect(fs.readdirSync(paths.backups).length).toBeGreaterThan(0);
    expect(await stateNow()).toBe('not-installed');
  });

  it('keeps what others wrote meanwhile, and says when they took the hooks out', async () => {
    await change('install');
    const edited = JSON.parse(fs.readFileSync(settings, 'utf8')) as Record<string, unknown>;
    fs.writeFileSync(settings, JSON.stringify({ theirs: 1, ...edited }, null, 2));
    await change('remove');
    expect(JSON.parse(fs.readFileSync(settings, 'utf8'))).toEqual({ theirs: 1 });
    await change('install');
    fs.writeFileSync(settings, '{}');
    expect(await stateNow()).toBe('replaced');
  });

  it('two writers at once: no key of the other one is lost, whenever it writes', async () => {
    const random = createRandom(20_261_122);
    const written: string[] = [];
    let isOver = false;
    /** Reads, adds a key and renames into place, as agents and other tools do. */
    const other = async () => {
      while (!isOver) {
        await delay(random.integer(0, 150));
        const text = fs.existsSync(settings) ? fs.readFileSync(settings, 'utf8') : '{}';
        const key = `theirs-${written.length}`;
        const value = { ...(JSON.parse(text) as object), [key]: written.length };
        fs.writeFileSync(`${settings}.theirs`, JSON.stringify(value, null, 2));
        fs.renameSync(`${settings}.theirs`, settings);
        written.push(key);
      }
    };
    const writing = other();
    const outcomes = { done: 0, refused: 0 };
    for (let round = 0; round < 60; round += 1) {
      const request = requestOf(round % 2 === 0 ? 'install' : 'remove');
      const plan = await planHooks(request, around());
      const applied = plan.ok ? await applyHooks(request, plan.value, around()) : plan;
      outcomes[applied.ok ? 'done' : 'refused'] += 1;
      expect(fs.readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    }
    isOver = true;
    await writing;
    const left = JSON.parse(fs.readFileSync(settings, 'utf8')) as Record<string, unknown>;
    expect(written.filter((key) => !(key in left))).toEqual([]);
    // Both of it must have happened, or nothing was shown.
    expect(outcomes.done).toBeGreaterThan(0);
    expect(outcomes.refused).toBeGreaterThan(0);
    // In peace it comes to an end that was meant.
    await change('remove');
    expect(JSON.parse(fs.readFileSync(settings, 'utf8'))).not.toHaveProperty('hooks');
  });

  it.each([
    ['comments', '{ // x\n}', /not valid JSON/],
    ['hooks twice', '{"hooks":{},"hooks":{}}', /more than once/],
    [
      'another copy’s gate',
      '{"hooks":{"Stop":[{"hooks":[{"command":"sh /x/tollgate-gate.sh ab prompt"}]}]}}',
      /another copy/,
    ],
  ])(
    'refuses %s, with the lines to write by hand, and changes nothing',
    async (_name, text, reason) => {
      fs.writeFileSync(settings, text);
      expect(await planHooks(requestOf('install'), around())).toEqual({
        ok: false,
        message: expect.stringMatching(reason) as string,
        handWritten: expect.stringContaining('UserPromptSubmit') as string,
      });
      expect(fs.readFileSync(settings, 'utf8')).toBe(text);
    },
  );

  it('refuses a folder in the file’s place, a plan that is out of date, and strict for old versions', async () => {
    fs.mkdirSync(settings);
    expect(await planHooks(requestOf('install'), around())).toMatchObject({ ok: false });
    fs.rmdirSync(settings);
    fs.writeFileSync(settings, '{}');
    const request = requestOf('install');
    const plan = await planHooks(request, around());
    fs.writeFileSync(settings, '{"a":1}');
    if (!plan.ok) throw new Error(plan.message);
    expect(await applyHooks(request, plan.value, around())).toMatchObject({ ok: false });
    expect(fs.readFileSync(settings, 'utf8')).toBe('{"a":1}');
    const old = {
      ...requestOf('install', true),
      wish: { isStrict: true, agentVersion: '2.1.294', askSeconds: 25 },
    };
    expect(await planHooks(old, around())).toMatchObject({
      ok: false,
      message: expect.stringContaining('2.1.295') as string,
    });
  });

  it('counts for the shortest wait while it is not known for how long the hooks were installed', async () => {
    const id = gateAccountId('claude-code', fs.realpathSync(folder));
    const record = recordPathOf(paths, id);
    const rewrite = (changes: object) => {
      const written = JSON.parse(fs.readFileSync(record, 'utf8')) as object;
      fs.writeFileSync(record, JSON.stringify({ ...written, ...changes }));
    };
    expect(installedAskSeconds(paths, id)).toBe(25);
    await change('install', false, 120);
    expect(installedAskSeconds(paths, id)).toBe(120);
    // A crash halfway: the settings may still hold the hooks from before.
    rewrite({ isSettled: false });
    expect(installedAskSeconds(paths, id)).toBe(25);
    // The record of an earlier version is one all the same.
    rewrite({ isSettled: true, askSeconds: undefined });
    expect(installedAskSeconds(paths, id)).toBe(25);
    expect(await stateNow()).toBe('installed');
    await change('install', false, 9);
    expect(installedAskSeconds(paths, id)).toBe(25);
  });

  it('brings scripts up to date only where hooks are installed', async () => {
    await refreshGateScripts(root, { posix: '# newer', windows: '' });
    expect(fs.readFileSync(paths.script, 'utf8')).not.toBe('# newer');
    await change('install');
    await refreshGateScripts(root, { posix: '# newer', windows: '' });
    expect(fs.readFileSync(paths.script, 'utf8')).toBe('# newer');
  });
});

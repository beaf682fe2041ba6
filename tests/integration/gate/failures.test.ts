/**
 * What comes of each failure, for each agent and mode: the installed command line is run as the agent runs it,
 * with the real script, and judged as the agent judges it.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AGENTS } from '../../../main/agents/registry.ts';
import type { AgentHooks } from '../../../main/agents/agent.ts';
import { formatGateFile } from '../../../main/domain/gateFile.ts';
import type { GateRule } from '../../../main/domain/gate.ts';
import { gatePathsOf, type GatePaths } from '../../../main/gate/gatePaths.ts';
import { applyHooks, planHooks } from '../../../main/gate/installHooks.ts';
import { SCRIPT_PATH } from './scriptLab.ts';

const AGENT_IDS = ['claude-code', 'codex'] as const;
/** As it is installed by default; strict; by default with a stop that the user has recorded. */
const MODES = ['default', 'strict', 'recorded-stop'] as const;
type Mode = (typeof MODES)[number];

/** `said`: it goes on, and the user is told that nothing is held back. */
type Outcome = 'held' | 'said' | 'open';

type Failure = {
  readonly name: string;
  readonly cause: (lab: Lab) => void;
  readonly expected: Readonly<Record<Mode, Outcome>>;
  /** Where Codex differs: it passes over a hook that fails. */
  readonly codex?: Partial<Record<Mode, Outcome>>;
  readonly run?: Partial<RunOptions>;
};

type RunOptions = {
  readonly input: string;
  readonly hasShellOnly: boolean;
  /** A shell line around the command. */
  readonly around: (command: string) => string;
};

/** The file is lost, and with it what was recorded in it. */
const LOST = { default: 'said', strict: 'held', 'recorded-stop': 'said' } as const;
/** The file is there but old: a recorded stop still counts. */
const OLD = { default: 'said', strict: 'held', 'recorded-stop': 'held' } as const;
/** The gate works: nothing is closed but what was recorded. */
const WORKS = { default: 'open', strict: 'open', 'recorded-stop': 'held' } as const;

const edit = (change: (text: string) => string) => (lab: Lab) =>
  fs.writeFileSync(lab.paths.state, change(fs.readFileSync(lab.paths.state, 'utf8')));
const renewedAt = (offsetSeconds: number) =>
  edit((text) =>
    text.replace(/^renewed .*$/m, `renewed ${Math.floor(Date.now() / 1000) + offsetSeconds}`),
  );

const FAILURES: readonly Failure[] = [
  { name: 'no gate file', cause: ({ paths }) => fs.rmSync(paths.state), expected: LOST },
  { name: 'an empty gate file', cause: edit(() => ''), expected: LOST },
  {
    name: 'half a gate file',
    cause: edit((text) => text.slice(0, text.length / 2)),
    expected: LOST,
  },
  { name: 'bytes that are no text', cause: edit(() => '\u0000\u0001\u0002'), expected: LOST },
  {
    name: 'a gate file of a later version',
    cause: edit((text) => text.replace('tollgate-gate 1', 'tollgate-gate 2')),
    expected: LOST,
  },
  {
    name: 'a folder in its place',
    cause: ({ paths }) => {
      fs.rmSync(paths.state);
      fs.mkdirSync(paths.state);
    },
    expected: LOST,
  },
  {
    name: 'a file about other accounts',
    cause: edit((text) => text.replace(/^account .*$/m, 'account ffffffffffff')),
    expected: LOST,
  },
  { name: 'the app is gone since 91 seconds', cause: renewedAt(-91), expected: OLD },
  { name: 'a file from the future', cause: renewedAt(3600), expected: OLD },
  {
    name: 'the data folder is deleted',
    cause: ({ paths }) => fs.rmSync(paths.folder, { recursive: true }),
    expected: { default: 'open', strict: 'held', 'recorded-stop': 'open' },
    // It knows no hook that must not fail.
    codex: { strict: 'open' },
  },
  {
    name: 'no program but the shell',
    cause: ({ searched }) => {
      fs.mkdirSync(searched);
      fs.symlinkSync('/bin/sh', path.join(searched, 'sh'));
    },
    run: { hasShellOnly: true },
    // Without `date` nobody knows how old the file is, or whether a stop has ended.
    expected: LOST,
  },
  {
    name: 'nowhere to leave signs of life',
    cause: ({ paths }) => {
      for (const folder of [paths.live, paths.requests, paths.once]) {
        fs.rmSync(folder, { recursive: true, force: true });
      }
    },
    expected: WORKS,
  },
  {
    name: 'an input that is no JSON',
    cause: () => undefined,
    run: { input: `${'{"session_id":'.repeat(40_000)}\n` },
    expected: WORKS,
  },
  {
    name: 'an answer that nobody takes',
    cause: () => undefined,
    run: { around: (command) => `{ ${command}; } >&-` },
    expected: WORKS,
  },
];

class Lab {
  readonly root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-failures-')));
  readonly paths: GatePaths = gatePathsOf(path.join(this.root, "toll gate's data"));

  readonly agent: (typeof AGENT_IDS)[number];
  readonly mode: Mode;
  /** A search path for those that need a poor one. */
  readonly searched = path.join(this.root, 'bin');

  constructor(agent: (typeof AGENT_IDS)[number], mode: Mode) {
    this.agent = agent;
    this.mode = mode;
  }

  /** Installs for real, and writes the gate file as the app would. @returns the prompt's command line */
  async install(): Promise<{ command: string; isFailureAStop: boolean }> {
    const hooks = AGENTS[this.agent].hooks as AgentHooks;
    const folder = path.join(this.root, 'config');
    fs.mkdirSync(folder);
    const isStrict = this.mode === 'strict';
    const request = {
      ...{ agent: this.agent, hooks, folder, change: 'install' as const },
      wish: { isStrict, agentVersion: '2.1.330', askSeconds: 25 },
    };
    const scripts = { posix: fs.readFileSync(SCRIPT_PATH, 'utf8'), windows: '' };
    const dataFolder = path.dirname(this.paths.folder);
    const around = { dataFolder, platform: process.platform, scripts, nowMs: Date.now() };
    const plan = await planHooks(request, around);
    if (!plan.ok) throw new Error(plan.message);
    const applied = await applyHooks(request, plan.value, around);
    if (!applied.ok) throw new Error(applied.message);
    const account = { id: plan.value.accountId, isStrict, rules: this.rules() };
    const file = { renewedAtMs: Math.floor(Date.now() / 1000) * 1000, accounts: [account] };
    fs.writeFileSync(this.paths.state, formatGateFile(file));
    const settings = JSON.parse(fs.readFileSync(path.join(folder, hooks.fileName), 'utf8')) as {
      hooks: { UserPromptSubmit: { hooks: { command: string; onFailure?: string }[] }[] };
    };
    const [handler] = settings.hooks.UserPromptSubmit[0]?.hooks ?? [];
    if (!handler) throw new Error('no hook was installed');
    return { command: handler.command, isFailureAStop: handler.onFailure === 'block' };
  }

  rules(): GateRule[] {
    if (this.mode !== 'recorded-stop') return [];
    const expiresAtMs = (Math.floor(Date.now() / 1000) + 3600) * 1000;
    const rest = {
      wayOut: null,
      models: [],
      askSeconds: 25,
      scope: { kind: 'everything' },
    } as const;
    return [
      { ...rest, state: 'closed', reason: 'You stopped it.', expiresAtMs, recordId: 'answer-1' },
    ];
  }
}

/** As the agents' documentation says, and as they were measured: docs/gate.md. */
function judged(
  { status, stdout }: { status: number | null; stdout: string },
  isFailureAStop: boolean,
): Outcome {
  if (stdout.includes('"decision":"block"') || status === 2) return 'held';
  if (status !== 0) return isFailureAStop ? 'held' : 'open';
  return stdout.includes('"systemMessage"') ? 'said' : 'open';
}

const CELLS = AGENT_IDS.flatMap((agent) =>
  FAILURES.flatMap((failure) => MODES.map((mode) => ({ agent, failure, mode }))),
);

let lab: Lab | null = null;
beforeEach(() => (lab = null));
afterEach(() => lab && fs.rmSync(lab.root, { recursive: true, force: true }));

describe('every failure has an outcome that was meant', () => {
  it('in 84 cells', () => expect(CELLS).toHaveLength(84));

  it.each(CELLS.map((cell) => [cell.agent, cell.failure.name, cell.mode, cell] as const))(
    '%s, %s, %s',
    async (agent, _name, mode, { failure }) => {
      lab = new Lab(agent, mode);
      const { command, isFailureAStop } = await lab.install();
      failure.cause(lab);
      const input = JSON.stringify({ session_id: 'one', cwd: lab.root, prompt: 'do it' });
      const env = {
        PATH: failure.run?.hasShellOnly === true ? lab.searched : process.env['PATH'],
        ...(agent === 'claude-code' ? { CLAUDE_CODE_SESSION_ID: 'one' } : {}),
      };
      const line = failure.run?.around?.(command) ?? command;
      const result = spawnSync('/bin/sh', ['-c', line], {
        input: failure.run?.input ?? input,
        env,
        cwd: lab.root,
        encoding: 'utf8',
        timeout: 10_000,
      });
      const wanted =
        (agent === 'codex' ? failure.codex?.[mode] : undefined) ?? failure.expected[mode];
      expect(judged(result, isFailureAStop)).toBe(wanted);
    },
  );
});

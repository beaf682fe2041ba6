/**
 * The unmodified programs asked for what they know of the account. What is held here:
 * - Their answers carry what the provider said, and no request to a model was made for it.
 * - Afterwards no process is left, the folder they were asked in is empty, and nothing of the user's set-up
 *   (hooks, tool servers) has run.
 * - Tollgate itself opens no file of an agent: the programs read their sign-in.
 * - Claude Code 2.1.330 keeps an answer that it had time to write down, for about a minute (for an hour where
 *   its provider fails), and says it again without its age.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Question, SourceReport } from '../../main/sources/asked.ts';
import { claudeAuth } from '../../main/sources/claudeAuth/index.ts';
import { claudeUsage } from '../../main/sources/claudeUsage/index.ts';
import { codexAppServer } from '../../main/sources/codexAppServer/index.ts';
import { USAGE_ARGUMENTS } from '../../main/sources/claudeUsage/usageDialogue.ts';
import { usageOf } from '../fixtures/claudeUsage.ts';
import { type AgentHome, createAgentHome } from './agentHome.ts';
import { ensureClaudeCode, ensureCodex } from './agentPrograms.ts';
import { modelRequests, type PlanProvider, startPlanProvider } from './planProvider.ts';
import { runProgram } from './runProgram.ts';
import { signInToClaude, signInToCodex } from './signIn.ts';

const RESET = '2026-11-29T18:00:00.250+00:00';
const USAGE = usageOf(RESET, RESET);
const PROFILE = {
  account: {
    uuid: '11111111-1111-4111-8111-111111111111',
    full_name: 'A Person',
    display_name: 'A',
    email: 'someone@example.com',
    has_claude_max: true,
    has_claude_pro: false,
    created_at: '2025-01-01T00:00:00Z',
  },
  organization: {
    uuid: '22222222-2222-4222-8222-222222222222',
    name: 'An organisation',
    organization_type: 'claude_max',
    rate_limit_tier: 'default_claude_max_5x',
    has_extra_usage_enabled: true,
    billing_type: 'stripe_subscription',
  },
};
const CODEX_USAGE = {
  plan_type: 'plus',
  rate_limit: {
    allowed: true,
    limit_reached: false,
    primary_window: {
      used_percent: 42,
      limit_window_seconds: 18_000,
      reset_after_seconds: 3_600,
      reset_at: 1_795_976_000,
    },
    secondary_window: {
      used_percent: 7,
      limit_window_seconds: 604_800,
      reset_after_seconds: 360_000,
      reset_at: 1_796_000_000,
    },
  },
  credits: { has_credits: true, unlimited: false, balance: '12.50' },
  additional_rate_limits: null,
};

let claude: string;
let codex: string;
let home: AgentHome;
let provider: PlanProvider;

beforeAll(async () => {
  claude = await ensureClaudeCode();
  codex = await ensureCodex();
});

beforeEach(async () => {
  home = createAgentHome();
  provider = await startPlanProvider(path.join(home.folder, 'certificates'));
  provider.answers.set('/api/oauth/usage', USAGE);
  provider.answers.set('/api/oauth/profile', PROFILE);
  provider.answers.set('/backend-api/wham/usage', CODEX_USAGE);
});

afterEach(async () => {
  expect(modelRequests(provider.requests)).toEqual([]);
  expect(processesOf(home)).toEqual([]);
  expect(fs.readdirSync(asking()).filter((name) => name.startsWith('tollgate-ask-'))).toEqual([]);
  await provider.close();
  home.remove();
});

const asking = (): string => path.join(home.folder, 'tmp');

function question(program: string, account: string, more: Partial<Question> = {}): Question {
  return {
    program,
    account,
    variables: { ...home.env, ...provider.variables },
    homeFolder: home.folder,
    temporaryFolder: asking(),
    previous: null,
    clock: Date.now,
    version: '0.0.0',
    ...more,
  };
}

function reportOf(outcome: Awaited<ReturnType<typeof claudeUsage.ask>>): SourceReport {
  if (!outcome.ok) throw new Error(`${outcome.problem.kind}: ${outcome.problem.message}`);
  return outcome.report;
}

/** Processes that live in the test's home. */
function processesOf({ folder }: AgentHome): string[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        const isIts = fs.readFileSync(`/proc/${id}/environ`, 'utf8').includes(`HOME=${folder}\0`);
        return isIts ? [fs.readFileSync(`/proc/${id}/cmdline`, 'utf8')] : [];
      } catch {
        return [];
      }
    });
}

/** Claude Code as the user runs it: it stays until it has written the answer down. */
async function keepAnAnswer(): Promise<void> {
  const request = { subtype: 'get_usage', skip_behaviors: true };
  const line = JSON.stringify({ type: 'control_request', request_id: 'kept', request });
  const isKept = `grep -q cachedUsageUtilization '${path.join(home.folder, '.claude.json')}'`;
  const stay = `i=0; until ${isKept} || [ $i -gt 150 ]; do sleep 0.2; i=$((i + 1)); done`;
  const command = `{ echo '${line}'; ${stay}; } 2>/dev/null | '${claude}' "$@"`;
  await runProgram('sh', ['-c', command, 'sh', ...USAGE_ARGUMENTS], {
    cwd: home.project,
    env: { ...home.env, ...provider.variables },
  });
}

/** The program behind a script that writes down what lies in its folder when it has ended. */
function watched(program: string): { readonly program: string; leftBehind(): string } {
  const script = path.join(home.folder, 'watched');
  const log = path.join(home.folder, 'left-behind');
  const text = `#!/bin/sh\n'${program}' "$@"\nls -A > '${log}'\n`;
  fs.writeFileSync(script, text, { mode: 0o755 });
  return { program: script, leftBehind: () => fs.readFileSync(log, 'utf8') };
}

describe('Claude Code', () => {
  it('reports windows and credits without asking a model', async () => {
    const account = signInToClaude(home);
    const before = Date.now();
    const report = reportOf(await claudeUsage.ask(question(claude, account)));
    const statement = { agent: 'claude-code', account, source: 'claude-usage' };
    const resetsAtMs = Date.parse(RESET);
    expect(report.windows).toMatchObject([
      { ...statement, kind: 'session', usedPercent: 93.5, resetsAtMs },
      { ...statement, kind: 'weekly', usedPercent: 41, resetsAtMs },
      { kind: 'weekly-model', modelName: 'Sonnet', usedPercent: 3, resetsAtMs: null },
      { kind: 'weekly-model', modelName: 'Fable', usedPercent: 12, resetsAtMs },
    ]);
    expect(report.creditUse).toMatchObject({
      ...statement,
      enabled: true,
      spentThisPeriod: { currency: 'USD', minorUnits: 1234, exponent: 2 },
      spendLimit: { kind: 'limit', money: { currency: 'USD', minorUnits: 5000, exponent: 2 } },
    });
    expect(report.plan).toMatchObject({ plan: 'max', billing: 'subscription' });
    expect(report.windows[0]?.observedAtMs).toBeGreaterThanOrEqual(before);
    expect(provider.requests).toContain('GET api.anthropic.com/api/oauth/usage');
  });

  it('leaves its folder empty and runs nothing of the user’s', async () => {
    const account = signInToClaude(home);
    const touched = path.join(home.folder, 'hook-ran');
    const hook = { hooks: [{ type: 'command', command: `touch '${touched}'` }] };
    const settings = { hooks: { SessionStart: [hook], SessionEnd: [hook], Stop: [hook] } };
    fs.writeFileSync(path.join(account, 'settings.json'), JSON.stringify(settings));
    const server = { command: '/bin/sh', args: ['-c', `touch '${touched}'`] };
    fs.writeFileSync(
      path.join(home.folder, '.claude.json'),
      JSON.stringify({ mcpServers: { watched: server } }),
    );
    const wrapped = watched(claude);
    reportOf(await claudeUsage.ask(question(wrapped.program, account)));
    expect(wrapped.leftBehind()).toBe('');
    expect(fs.existsSync(touched)).toBe(false);
    expect(fs.existsSync(path.join(account, 'projects'))).toBe(false);
  });

  it('says a kept answer again, which then keeps its first time', async () => {
    const account = signInToClaude(home);
    await keepAnAnswer();
    const first = reportOf(await claudeUsage.ask(question(claude, account)));
    provider.answers.set('/api/oauth/usage', { five_hour: { utilization: 99, resets_at: RESET } });
    const previous = first.mark;
    const again = reportOf(await claudeUsage.ask(question(claude, account, { previous })));
    expect(provider.requests.filter((one) => one.endsWith('/api/oauth/usage'))).toHaveLength(1);
    expect(again.windows).toEqual(first.windows);
    expect(again.mark).toEqual(first.mark);
  });

  it('has no figures where its provider sends none', async () => {
    const account = signInToClaude(home);
    provider.answers.set('/api/oauth/usage', '<html>');
    expect(await claudeUsage.ask(question(claude, account))).toMatchObject({
      ok: false,
      problem: { kind: 'not-fetched' },
    });
  });

  it('has no plan where nobody is signed in, and says so', async () => {
    const account = path.join(home.folder, '.claude');
    expect(await claudeUsage.ask(question(claude, account))).toMatchObject({
      ok: false,
      problem: { kind: 'not-available' },
    });
    expect(reportOf(await claudeAuth.ask(question(claude, account))).plan).toMatchObject({
      isSignedIn: false,
      billing: null,
    });
  });

  it('is gone at its deadline', async () => {
    const account = signInToClaude(home);
    expect(await claudeUsage.ask(question(claude, account, { deadlineMs: 100 }))).toMatchObject({
      ok: false,
      problem: { kind: 'timed-out' },
    });
  });

  it('names the plan and whose it is', async () => {
    const account = signInToClaude(home);
    // The program learns the name of the account when it asks about usage.
    reportOf(await claudeUsage.ask(question(claude, account)));
    expect(reportOf(await claudeAuth.ask(question(claude, account))).plan).toMatchObject({
      isSignedIn: true,
      billing: 'subscription',
      plan: 'max',
      tier: 'max_5x',
      email: 'someone@example.com',
    });
  });

  it('answers for another folder than its own', async () => {
    const account = path.join(home.folder, 'elsewhere');
    fs.renameSync(signInToClaude(home), account);
    const report = reportOf(await claudeUsage.ask(question(claude, account)));
    expect(report.windows[0]).toMatchObject({ account, usedPercent: 93.5 });
  });
});

describe('Codex', () => {
  it('reports windows, balance and plan', async () => {
    const account = signInToCodex(home, provider.url);
    const wrapped = watched(codex);
    const report = reportOf(await codexAppServer.ask(question(wrapped.program, account)));
    const statement = { agent: 'codex', account, source: 'codex-app-server' };
    expect(report.windows).toMatchObject([
      { ...statement, kind: 'session', usedPercent: 42, resetsAtMs: 1_795_976_000_000 },
      { ...statement, kind: 'weekly', usedPercent: 7, resetsAtMs: 1_796_000_000_000 },
    ]);
    expect(report.credits).toMatchObject({ ...statement, hasCredits: true, balance: '12.50' });
    expect(report.plan).toMatchObject({ plan: 'plus' });
    expect(provider.requests.some((one) => one.endsWith('/wham/usage'))).toBe(true);
    expect(wrapped.leftBehind()).toBe('');
  });

  it('has no limits where nobody is signed in or its provider fails', async () => {
    const account = path.join(home.folder, '.codex');
    fs.mkdirSync(account);
    expect(await codexAppServer.ask(question(codex, account))).toMatchObject({
      ok: false,
      problem: { kind: 'not-available' },
    });
    signInToCodex(home, provider.url);
    provider.answers.delete('/backend-api/wham/usage');
    expect(await codexAppServer.ask(question(codex, account))).toMatchObject({
      ok: false,
      problem: { kind: 'not-fetched' },
    });
  });
});

describe('Tollgate', () => {
  it.each(['claude-usage', 'claude-auth', 'codex-app-server'])(
    'opens no file of an agent when it asks %s',
    async (id) => {
      const isCodex = id === 'codex-app-server';
      const account = isCodex ? signInToCodex(home, provider.url) : signInToClaude(home);
      const asked = {
        ...question(isCodex ? codex : claude, account),
        clock: undefined,
        variables: undefined,
      };
      const trace = path.join(home.folder, 'trace');
      const script = fileURLToPath(new URL('askOnce.ts', import.meta.url));
      const calls = 'trace=open,openat,openat2,execve';
      const tracing = ['-f', '--seccomp-bpf', '-qq', '-s', '256', '-e', calls, '-o', trace];
      const { stdout } = await runProgram(
        'strace',
        [...tracing, process.execPath, script, id, JSON.stringify(asked)],
        { cwd: home.folder, env: { ...home.env, ...provider.variables } },
      );
      expect(JSON.parse(stdout)).toMatchObject({ ok: true });
      const { ours, theirs } = accountFiles(fs.readFileSync(trace, 'utf8'), account, asked.program);
      expect(ours).toEqual([]);
      expect(theirs.join('\n')).toMatch(isCodex ? /auth\.json/ : /\.credentials\.json/);
    },
  );
});

/** Files of the account that were opened: by the program (from its start on) and by anybody else. */
function accountFiles(trace: string, account: string, program: string) {
  const itsProcesses = new Set<string>();
  const opened = { ours: [] as string[], theirs: [] as string[] };
  for (const line of trace.split('\n')) {
    const [id = ''] = line.split(/\s/, 1);
    if (line.includes(`execve("${program}"`)) itsProcesses.add(id);
    if (!/\bopen(?:at2?)?\(/.test(line) || !line.includes(account)) continue;
    // Threads of the program have numbers of their own, all later than its start.
    const isIts = [...itsProcesses].some((first) => Number(id) >= Number(first));
    (isIts ? opened.theirs : opened.ours).push(line);
  }
  return opened;
}

/**
 * The running engine asks the unmodified Claude Code by itself, because a session works: the percents of its
 * provider are then in the snapshot with their source, and no request to a model was made for them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { claudeLine } from '../integration/cli/logLines.ts';
import { type AgentHome, createAgentHome } from './agentHome.ts';
import { ensureClaudeCode } from './agentPrograms.ts';
import { modelRequests, type PlanProvider, startPlanProvider } from './planProvider.ts';
import { runProgram } from './runProgram.ts';
import { signInToClaude } from './signIn.ts';
import { readStatus, type CommandEnvironment } from './tollgateCommand.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/tollgate.mjs', import.meta.url));
const HOUR = 3_600_000;

let home: AgentHome;
let provider: PlanProvider;
let account: string;
let env: CommandEnvironment;

beforeEach(async () => {
  home = createAgentHome();
  provider = await startPlanProvider(path.join(home.folder, 'certificates'));
  account = signInToClaude(home);
  env = {
    ...home.env,
    ...provider.variables,
    HOME: home.folder,
    TOLLGATE_DATA_DIR: path.join(home.folder, 'data'),
    PATH: `${path.dirname(await ensureClaudeCode())}:${home.env['PATH'] ?? ''}`,
  };
  work('first');
});

/** The user's session has one more answer, now. */
function work(id: string): void {
  const line = claudeLine({ id, session: 'now', at: new Date().toISOString() });
  const transcript = path.join(account, 'projects', 'p', 'now.jsonl');
  fs.mkdirSync(path.dirname(transcript), { recursive: true });
  fs.appendFileSync(transcript, `${line}\n`);
}

afterEach(async () => {
  expect(modelRequests(provider.requests)).toEqual([]);
  await provider.close();
  home.remove();
});

async function switchOn(): Promise<void> {
  const args = [SCRIPT, 'settings', 'set', 'sources.claudeUsage', 'on'];
  const { exitCode, stderr } = await runProgram(process.execPath, args, { cwd: home.folder, env });
  expect([exitCode, stderr]).toEqual([0, '']);
}

/** Lets the command that stays run until its snapshots say something. */
async function watchUntil(isSo: (snapshot: Snapshot) => boolean): Promise<Snapshot> {
  const child = spawn(process.execPath, [SCRIPT, 'status', '--watch', '--json'], {
    cwd: home.folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  try {
    let text = '';
    for await (const chunk of child.stdout) {
      text += String(chunk);
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      const found = lines.map((line) => JSON.parse(line) as Snapshot).find(isSo);
      if (found) return found;
    }
    throw new Error('the command ended before it said so');
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

const usage = (session: number, week: number) => {
  const at = (ms: number) => new Date(Date.now() + ms).toISOString();
  return {
    five_hour: { utilization: session, resets_at: at(HOUR) },
    seven_day: { utilization: week, resets_at: at(30 * HOUR) },
  };
};

describe('the running engine', () => {
  it('asks Claude Code while a session works, and shows what its provider says', async () => {
    provider.answers.set('/api/oauth/usage', usage(93.5, 41));
    await switchOn();
    await watchUntil(({ windows }) => windows.some(({ source }) => source === 'claude-usage'));
    const { snapshot } = await readStatus(env);
    const reported = { account, basis: 'reported', source: 'claude-usage' };
    expect(snapshot.windows).toMatchObject([
      { ...reported, kind: 'session', usedPercent: 93.5 },
      { ...reported, kind: 'weekly', usedPercent: 41 },
    ]);
    expect(snapshot.problems).toEqual([]);
    const asked = provider.requests.filter((one) => one.endsWith('/api/oauth/usage'));
    expect(asked).toHaveLength(1);
  });

  it('says that it got no figures where the provider sends none', async () => {
    provider.answers.set('/api/oauth/usage', '<html>');
    await switchOn();
    const failed = await watchUntil(({ problems }) =>
      problems.some(({ kind }) => kind === 'source-failed'),
    );
    expect(failed.problems).toMatchObject([{ severity: 'notice', path: account }]);
    expect(failed.windows).toMatchObject([{ basis: 'estimated', source: 'transcripts' }]);
  });

  it('asks nothing while the source is off', async () => {
    provider.answers.set('/api/oauth/usage', usage(93.5, 41));
    let looks = 0;
    await watchUntil(() => {
      looks += 1;
      work(`look-${looks}`);
      return looks > 4;
    });
    expect(provider.requests).toEqual([]);
  });
});

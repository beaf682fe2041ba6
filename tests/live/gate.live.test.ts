/**
 * The gate before the unmodified agents, their requests counted by the loopback provider. "Requests" are
 * those to the model: what would have been paid.
 *
 * Seen with Claude Code 2.1.330 and Codex 0.169.0, and held here: a refused prompt makes no request; a
 * stopped batch ends the loop before the next one, in a sub-agent and its parent; an agent that is told to
 * wait waits; Codex passes over a hook that nobody has trusted.
 */
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GateRule } from '../../main/domain/gate.ts';
import { gateStanding } from '../../main/domain/gateState.ts';
import { allowOnce } from '../../main/gate/gateAllowance.ts';
import { readLife } from '../../main/gate/gateLife.ts';
import { readRequests } from '../../main/gate/gateRequests.ts';
import { renewGate } from '../../main/gate/gateStore.ts';
import { CLOSED_RULE } from '../fixtures/closedGate.ts';
import { ensureClaudeCode, ensureCodex } from './agentPrograms.ts';
import { type Answer, distinctTokens, type ToolCall } from './answers.ts';
import { type GateLab, openGateLab } from './gateLab.ts';
import { readSessionFiles } from './jsonLines.ts';
import { type LoopbackServer, startLoopbackServer } from './loopbackServer.ts';
import { planReport } from './planState.ts';
import { claudeEnvironment, runClaude } from './runClaude.ts';
import { runCodex } from './runCodex.ts';
import { runProgram } from './runProgram.ts';

const LONG_AGO_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
const plan = planReport('on-plan', Date.now());

let lab: GateLab;
let server: LoopbackServer;
let program: string;

const answer = (sequence: number, change: Partial<Answer> = {}): Answer => ({
  text: `answer ${sequence}`,
  tokens: distinctTokens(sequence),
  plan,
  ...change,
});

/** The agent uses these tools first, one a request, and then answers. */
function playTools(
  tools: readonly ToolCall[],
  onRequest: (index: number) => void = () => {},
): void {
  let index = -1;
  server.play((_request, sequence) => {
    index += 1;
    onRequest(index);
    const tool = tools[index];
    return answer(sequence, tool === undefined ? {} : { toolCalls: [tool] });
  });
}

const shell = (command: string): ToolCall => ({
  name: 'Bash',
  input: { command, description: 'A test command' },
});

/** Requests to the model that `work` led to. */
async function requestsDuring(work: () => Promise<unknown>): Promise<number> {
  const before = server.billed.length + server.refused.length;
  await work();
  return server.billed.length + server.refused.length - before;
}

beforeEach(async () => {
  server = await startLoopbackServer((_request, sequence) => answer(sequence));
});

afterEach(async () => {
  await server.close();
  lab.remove();
});

const stopForAnHour = (): Partial<GateRule> => ({
  expiresAtMs: Date.now() + HOUR_MS,
  recordId: 'stop-1',
});

describe('Claude Code', () => {
  beforeAll(async () => {
    program = await ensureClaudeCode();
  });
  beforeEach(async () => {
    lab = openGateLab('claude-code');
    await lab.install();
  });

  const setup = () => ({ program, home: lab.home, serverUrl: server.url });
  const SONNET = ['--model', 'claude-sonnet-5-5', '--allowedTools', 'Bash,Agent'];
  const prompt = (words: readonly string[] = []) =>
    runClaude(setup(), 'do it', [...SONNET, ...words]);

  it('open: everything goes as without a gate', async () => {
    await lab.say(null);
    playTools([shell('echo one'), shell('echo two')]);
    expect(await requestsDuring(() => prompt())).toBe(3);
  });

  it('closed: no request for a new prompt, and the reason is told', async () => {
    await lab.say({});
    let output = '';
    expect(await requestsDuring(async () => (output = (await prompt()).stdout))).toBe(0);
    expect(output).toContain('97 % of the plan is used.');
  });

  it('closed for a session that is resumed, and for a prompt longer than a pipe holds', async () => {
    await lab.say(null);
    expect(await requestsDuring(() => prompt())).toBe(1);
    await lab.say({});
    const long = 'x'.repeat(110_000);
    expect(await requestsDuring(() => runClaude(setup(), long, [...SONNET, '--continue']))).toBe(0);
    await lab.say(null);
    expect(await requestsDuring(() => runClaude(setup(), long, [...SONNET, '--continue']))).toBe(1);
  });

  it('closed in mid-turn: the loop ends before the next request', async () => {
    await lab.say(null);
    playTools([shell('echo one'), shell('sleep 2'), shell('echo three')], (index) => {
      if (index === 1) void lab.say({});
    });
    expect(await requestsDuring(() => prompt())).toBe(2);
  });

  it('closed while a sub-agent works: its loop ends, and its parent’s', async () => {
    await lab.say(null);
    const subAgent: ToolCall = {
      name: 'Agent',
      input: {
        description: 'look',
        prompt: 'look around',
        subagent_type: 'general-purpose',
        run_in_background: false,
      },
    };
    const more = [shell('sleep 2'), shell('echo three'), shell('echo four'), shell('echo five')];
    playTools([subAgent, ...more], (index) => {
      if (index === 1) void lab.say({});
    });
    const requests = await requestsDuring(() => prompt());
    expect(requests).toBeGreaterThanOrEqual(2);
    expect(requests).toBeLessThanOrEqual(3);
  });

  it('ask: yes lets it go on, no stops it, and so does silence', async () => {
    const ask = { state: 'ask', askSeconds: 20 } as const;
    const answered = async (rule: Partial<GateRule> | null) => {
      await lab.say(ask);
      return requestsDuring(async () => {
        const running = prompt();
        while ((await readRequests(lab.paths, Date.now())).length === 0) await delay(50);
        const [request] = await readRequests(lab.paths, Date.now());
        expect(request).toMatchObject({ event: 'prompt', projectFolder: lab.home.project });
        await lab.say(rule);
        await running;
      });
    };
    expect(await answered(null)).toBe(1);
    expect(await answered({})).toBe(0);
    await lab.say({ ...ask, askSeconds: 2 });
    expect(await requestsDuring(() => prompt())).toBe(0);
    expect(fs.readdirSync(lab.paths.requests)).toEqual([]);
  });

  it('ask for longer than the agent waits by itself', async () => {
    await lab.install({ askSeconds: 60 });
    await lab.say({ state: 'ask', askSeconds: 33 });
    expect(await requestsDuring(() => prompt())).toBe(0);
  });

  it('the app is gone: open, and said', async () => {
    await lab.say({}, Date.now() - LONG_AGO_MS);
    expect(await requestsDuring(() => prompt())).toBe(1);
    const lines = readSessionFiles(path.join(lab.home.folder, '.claude', 'projects'));
    const messages = [...lines.values()].flat().map((line) => JSON.stringify(line));
    const shown = messages.filter((line) => line.includes('hook_system_message'));
    expect(shown).toHaveLength(1);
    expect(shown[0]).toContain('Tollgate: the app is not running.');
  });

  it('the app is gone, but the user’s stop was recorded: no request', async () => {
    await lab.say(stopForAnHour(), Date.now() - LONG_AGO_MS);
    expect(await requestsDuring(() => prompt())).toBe(0);
  });

  it('strict: no request when the app is gone, nor when its folder is', async () => {
    await lab.install({ isStrict: true });
    await lab.say(null, Date.now(), true);
    expect(await requestsDuring(() => prompt())).toBe(1);
    await lab.say(null, Date.now() - LONG_AGO_MS, true);
    expect(await requestsDuring(() => prompt())).toBe(0);
    fs.rmSync(lab.paths.folder, { recursive: true });
    expect(await requestsDuring(() => prompt())).toBe(0);
  });

  it('not strict: everything goes on when the data folder is gone', async () => {
    fs.rmSync(lab.paths.folder, { recursive: true });
    playTools([shell('echo one')]);
    expect(await requestsDuring(() => prompt())).toBe(2);
  });

  it('allow one prompt: its whole loop, and nothing after it', async () => {
    await lab.say({});
    await allowOnce(lab.paths, lab.accountId(), Date.now() + HOUR_MS);
    playTools([shell('echo one'), shell('echo two')]);
    expect(await requestsDuring(() => prompt())).toBe(3);
    expect(await requestsDuring(() => prompt())).toBe(0);
    expect(await requestsDuring(() => prompt(['--continue']))).toBe(0);
  });

  it('a rule for another project or session does not hold this one', async () => {
    await lab.say({ scope: { kind: 'project', folder: '/elsewhere' } });
    expect(await requestsDuring(() => prompt())).toBe(1);
    await lab.say({ scope: { kind: 'project', folder: lab.home.project } });
    expect(await requestsDuring(() => prompt())).toBe(0);
    const sessionId = '11111111-1111-4111-8111-111111111111';
    await lab.say({ scope: { kind: 'session', sessionId } });
    expect(await requestsDuring(() => prompt())).toBe(1);
    expect(await requestsDuring(() => prompt(['--session-id', sessionId]))).toBe(0);
  });

  it('a rule for a project holds a session that goes there, and a consent lets it go on there', async () => {
    const web = path.join(lab.home.project, 'web');
    fs.mkdirSync(web);
    const tools = [shell('cd web && pwd'), shell('pwd')];
    await lab.say({ scope: { kind: 'project', folder: web } });
    playTools(tools);
    expect(await requestsDuring(() => prompt())).toBe(1);
    // Closed for everything else from the second request on, when the session is there.
    const consent = {
      ...CLOSED_RULE,
      state: 'open',
      scope: { kind: 'project', folder: web },
    } as const;
    const rules = [consent, CLOSED_RULE];
    await lab.say(null);
    playTools(tools, (index) => {
      const account = { id: lab.accountId(), isStrict: false, rules };
      if (index === 1) void renewGate(lab.paths, [account], Date.now());
    });
    expect(await requestsDuring(() => prompt())).toBe(3);
    expect(await requestsDuring(() => prompt())).toBe(0);
  });

  it('the user’s own hooks still run, and uninstalling gives the file back', async () => {
    await lab.uninstall();
    expect(fs.existsSync(lab.settingsPath)).toBe(false);
    const mark = path.join(lab.home.folder, 'own-hook-ran');
    const own = {
      model: 'opus',
      hooks: { UserPromptSubmit: [{ hooks: [{ type: 'command', command: `touch '${mark}'` }] }] },
    };
    const text = JSON.stringify(own, null, 4);
    fs.writeFileSync(lab.settingsPath, text);
    await lab.install();
    await lab.say({});
    expect(await requestsDuring(() => prompt())).toBe(0);
    expect(fs.existsSync(mark)).toBe(true);
    await lab.uninstall();
    expect(fs.readFileSync(lab.settingsPath, 'utf8')).toBe(text);
    expect(await requestsDuring(() => prompt())).toBe(1);
  });

  it('leaves signs of life: sessions that start, end and run into the limit', async () => {
    await lab.say(null);
    const sessionId = '22222222-2222-4222-8222-222222222222';
    server.play((_request, sequence) =>
      answer(sequence, { plan: planReport('blocked', Date.now()) }),
    );
    await prompt(['--session-id', sessionId]);
    const life = await readLife(lab.paths, Date.now());
    const signs = life.sessions.map((sign) => [sign.sessionId, sign.kind, sign.error]);
    expect(signs.sort()).toEqual([
      [sessionId, 'end', null],
      [sessionId, 'failure', 'rate_limit'],
      [sessionId, 'start', null],
    ]);
    expect(life.lastRunAtMs.get(lab.accountId())).toBeGreaterThan(Date.now() - HOUR_MS);
  });

  it('a switch to a model that always costs credits is refused', async () => {
    await lab.say({ models: ['claude-opus'], reason: 'This model always costs credits.' });
    const asks = [
      { type: 'control_request', request_id: 'r1', request: { subtype: 'initialize' } },
      {
        type: 'control_request',
        request_id: 'r2',
        request: { subtype: 'set_model', model: 'claude-opus-5-5' },
      },
      { type: 'user', message: { role: 'user', content: 'hello' } },
    ];
    const input = path.join(lab.home.folder, 'input.jsonl');
    fs.writeFileSync(input, asks.map((ask) => `${JSON.stringify(ask)}\n`).join(''));
    const words = '-p --input-format stream-json --output-format stream-json --verbose';
    const line = `exec "$0" ${words} ${SONNET.join(' ')} <'${input}'`;
    const { stdout } = await runProgram('sh', ['-c', line, program], {
      cwd: lab.home.project,
      env: claudeEnvironment(setup()),
    });
    expect(stdout).toContain('PreModelSwitch hook: Tollgate: This model always costs credits.');
    expect(server.billed.at(-1)?.model).toBe('claude-sonnet-5-5');
  });
});

describe('Codex', () => {
  beforeAll(async () => {
    program = await ensureCodex();
  });
  beforeEach(async () => {
    lab = openGateLab('codex');
    await lab.install();
  });

  const setup = () => ({ program, home: lab.home, serverUrl: server.url });
  const prompt = (words: readonly string[] = ['--dangerously-bypass-hook-trust']) =>
    runCodex(setup(), { kind: 'new' }, 'do it', words);

  it('not trusted: Codex passes the hook over, and that is what is said', async () => {
    await lab.say({});
    expect(await requestsDuring(() => prompt([]))).toBe(1);
    const state = await lab.state();
    const life = await readLife(lab.paths, Date.now());
    const lastRunAtMs = life.lastRunAtMs.get(lab.accountId()) ?? null;
    const installedAtMs = state.kind === 'installed' ? state.installedAtMs : null;
    expect(
      gateStanding({
        installation: 'installed',
        installedAtMs,
        needsTrust: true,
        lastRunAtMs,
        lastActivityAtMs: Date.now(),
      }),
    ).toBe('not-trusted');
  });

  it('trusted: closed makes no request, open all of them', async () => {
    await lab.say({});
    expect(await requestsDuring(() => prompt())).toBe(0);
    await lab.say(null);
    expect(await requestsDuring(() => prompt())).toBe(1);
  });

  it('asks and takes silence for a stop; yes lets it go on', async () => {
    await lab.say({ state: 'ask', askSeconds: 2 });
    expect(await requestsDuring(() => prompt())).toBe(0);
    await lab.say({ state: 'ask', askSeconds: 20 });
    const requests = await requestsDuring(async () => {
      const running = prompt();
      while ((await readRequests(lab.paths, Date.now())).length === 0) await delay(50);
      await lab.say(null);
      await running;
    });
    expect(requests).toBe(1);
  });

  it('the app is gone: open; a recorded stop and strict mode hold', async () => {
    const longAgo = Date.now() - LONG_AGO_MS;
    await lab.say({}, longAgo);
    expect(await requestsDuring(() => prompt())).toBe(1);
    await lab.say(stopForAnHour(), longAgo);
    expect(await requestsDuring(() => prompt())).toBe(0);
    await lab.say(null, longAgo, true);
    expect(await requestsDuring(() => prompt())).toBe(0);
  });

  it('allow one prompt lets one through', async () => {
    await lab.say({});
    await allowOnce(lab.paths, lab.accountId(), Date.now() + HOUR_MS);
    expect(await requestsDuring(() => prompt())).toBe(1);
    expect(await requestsDuring(() => prompt())).toBe(0);
  });

  it('a rule for a project holds prompts in that folder only', async () => {
    await lab.say({ scope: { kind: 'project', folder: '/elsewhere' } });
    expect(await requestsDuring(() => prompt())).toBe(1);
    await lab.say({ scope: { kind: 'project', folder: lab.home.project } });
    expect(await requestsDuring(() => prompt())).toBe(0);
  });

  it('after uninstalling nothing is left, and requests go out', async () => {
    await lab.say({});
    await lab.uninstall();
    expect(fs.existsSync(lab.settingsPath)).toBe(false);
    expect(await requestsDuring(() => prompt())).toBe(1);
  });
});

/**
 * The gate before other unmodified agents, their requests counted by the loopback provider.
 *
 * Seen with Gemini CLI 0.61.0, Qwen Code 0.24.4, OpenCode 1.18.33 and Copilot CLI 1.0.102, and held here: a
 * refused prompt makes no request and tells why; Gemini CLI, Qwen Code and OpenCode end a running turn before its
 * next request; Copilot CLI does not.
 */
import fs from 'node:fs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allowOnce } from '../../main/gate/gateAllowance.ts';
import { readLife } from '../../main/gate/gateLife.ts';
import { type Answer, distinctTokens } from './answers.ts';
import { type GateLab, openGateLab } from './gateLab.ts';
import { type LoopbackServer, startLoopbackServer } from './loopbackServer.ts';
import { planReport } from './planState.ts';
import { type OtherAgent, prepareOther, runOther, WAYS } from './runOther.ts';

type Held = Exclude<OtherAgent, 'pi'>;

const LONG_AGO_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
const CASES: readonly {
  readonly agent: Held;
  readonly endsTurns: boolean;
  /** Requests for a new session beside those of the conversation. */
  readonly besides: number;
}[] = [
  { agent: 'gemini-cli', endsTurns: true, besides: 0 },
  { agent: 'qwen-code', endsTurns: true, besides: 0 },
  { agent: 'opencode', endsTurns: true, besides: 1 },
  { agent: 'copilot-cli', endsTurns: false, besides: 0 },
];

const plan = planReport('on-plan', Date.now());
const answer = (sequence: number): Answer => ({
  text: `answer ${sequence}`,
  tokens: { ...distinctTokens(sequence), cacheWriteOneHourTokens: 0 },
  plan,
});

describe.each(CASES)('$agent', ({ agent, endsTurns, besides }) => {
  let program: string;
  let lab: GateLab;
  let server: LoopbackServer;

  beforeAll(async () => {
    program = await WAYS[agent].ensure();
  });
  beforeEach(async () => {
    server = await startLoopbackServer((_request, sequence) => answer(sequence));
    lab = openGateLab(agent);
    prepareOther(agent, setup());
    await lab.install();
  });
  afterEach(async () => {
    await server.close();
    lab.remove();
  });

  const setup = () => ({ program, home: lab.home, serverUrl: server.url });

  /** Requests of the conversation with tools; side requests such as for a title have none. */
  const requests = () =>
    server.billed.filter(({ request }) => JSON.stringify(request.body['tools'] ?? '').length > 9)
      .length;

  async function prompt(): Promise<{ readonly made: number; readonly output: string }> {
    const before = requests();
    const { stdout, stderr } = await runOther(agent, setup(), 'do it');
    return { made: requests() - before, output: stdout + stderr };
  }

  /** One tool call and then an answer; `onTool` is called when the tool is asked for. */
  function playTool(onTool: () => void = () => {}): void {
    let isAsked = false;
    server.play((request, sequence) => {
      const hasTools = JSON.stringify(request.body['tools'] ?? '').length > 9;
      if (isAsked || !hasTools) return answer(sequence);
      isAsked = true;
      onTool();
      const input = { command: 'sleep 1', description: 'wait' };
      return { ...answer(sequence), toolCalls: [{ name: WAYS[agent].shell, input }] };
    });
  }

  it('open: everything goes as without a gate', async () => {
    await lab.say(null);
    playTool();
    expect(await prompt()).toMatchObject({ made: 2 });
    expect(server.billed.length).toBe(2 + besides);
    const life = await readLife(lab.paths, Date.now());
    expect(life.lastRunAtMs.get(lab.accountId())).toBeGreaterThan(Date.now() - HOUR_MS);
  });

  it('closed: no request at all, and the reason is told', async () => {
    await lab.say({});
    const { output } = await prompt();
    expect(output).toContain('97 % of the plan is used.');
    expect(server.billed).toEqual([]);
  });

  it(`closed in mid-turn: ${endsTurns ? 'ends before the next request' : 'goes on'}`, async () => {
    await lab.say(null);
    playTool(() => void lab.say({}));
    expect((await prompt()).made).toBe(endsTurns ? 1 : 2);
    expect((await prompt()).made).toBe(0);
  });

  it('asks, and takes silence for a stop', async () => {
    await lab.say({ state: 'ask', askSeconds: 2 });
    expect((await prompt()).made).toBe(0);
  });

  it('the app is gone: open; strict and a recorded stop hold', async () => {
    const longAgo = Date.now() - LONG_AGO_MS;
    await lab.say({}, longAgo);
    expect((await prompt()).made).toBe(1);
    await lab.say({ expiresAtMs: Date.now() + HOUR_MS, recordId: 'stop-1' }, longAgo);
    expect((await prompt()).made).toBe(0);
    await lab.say(null, longAgo, true);
    expect((await prompt()).made).toBe(0);
  });

  it('allow one prompt: its whole loop, and nothing after it', async () => {
    await lab.say({});
    await allowOnce(lab.paths, lab.accountId(), Date.now() + HOUR_MS);
    playTool();
    expect((await prompt()).made).toBe(2);
    expect((await prompt()).made).toBe(0);
  });

  it('a rule for another project does not hold this one', async () => {
    await lab.say({ scope: { kind: 'project', folder: '/elsewhere' } });
    expect((await prompt()).made).toBe(1);
    await lab.say({ scope: { kind: 'project', folder: lab.home.project } });
    expect((await prompt()).made).toBe(0);
  });

  it('after uninstalling the file is as it was, and requests go out', async () => {
    await lab.uninstall();
    const before = textOf(lab.settingsPath);
    await lab.install();
    expect(textOf(lab.settingsPath)).not.toBe(before);
    await lab.say({});
    await lab.uninstall();
    expect(textOf(lab.settingsPath)).toBe(before);
    expect((await prompt()).made).toBe(1);
  });
});

function textOf(file: string): string | null {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
}

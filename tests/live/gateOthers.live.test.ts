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
import {
  type LoopbackServer,
  type RecordedRequest,
  startLoopbackServer,
} from './loopbackServer.ts';
import { planReport } from './planState.ts';
import { type OtherAgent, prepareOther, runOther, WAYS } from './runOther.ts';

type Held = Exclude<OtherAgent, 'pi' | 'cline' | 'droid' | 'kilo-code'>;

const HOUR_MS = 3_600_000;
const CASES: readonly {
  readonly agent: Held;
  readonly endsTurns: boolean;
  /** In strict mode it takes a hook that fails for a stop. */
  readonly stopsOnFailure: boolean;
  /** Requests for a new session beside those of the conversation. */
  readonly besides: number;
}[] = [
  { agent: 'gemini-cli', endsTurns: true, stopsOnFailure: false, besides: 0 },
  { agent: 'qwen-code', endsTurns: true, stopsOnFailure: false, besides: 0 },
  { agent: 'opencode', endsTurns: true, stopsOnFailure: true, besides: 1 },
  { agent: 'copilot-cli', endsTurns: false, stopsOnFailure: false, besides: 0 },
];

const plan = planReport('on-plan', Date.now());
const answer = (sequence: number): Answer => ({
  text: `answer ${sequence}`,
  tokens: { ...distinctTokens(sequence), cacheWriteOneHourTokens: 0 },
  plan,
});

describe.each(CASES)('$agent', ({ agent, endsTurns, stopsOnFailure, besides }) => {
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

  /** Requests of the conversation; those for a title or for notes have other tools, or none. */
  const isTalk = ({ body }: RecordedRequest): boolean =>
    JSON.stringify(body['tools'] ?? '').includes(WAYS[agent].shell) &&
    !JSON.stringify(body).includes('Managed memory');
  const requests = () => server.billed.filter(({ request }) => isTalk(request)).length;

  async function prompt(): Promise<{ readonly made: number; readonly output: string }> {
    const before = requests();
    const { stdout, stderr } = await runOther(agent, setup(), 'do it');
    return { made: requests() - before, output: stdout + stderr };
  }

  /** One tool call and then an answer; `onTool` is called when the tool is asked for. */
  function playTool(onTool: () => void = () => {}): void {
    let isAsked = false;
    server.play((request, sequence) => {
      if (isAsked || !isTalk(request)) return answer(sequence);
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

  it(`closed in mid-turn: ${endsTurns ? 'ends before the next request' : 'goes on'}`, async () => {
    await lab.say(null);
    playTool(() => void lab.say({}));
    expect((await prompt()).made).toBe(endsTurns ? 1 : 2);
  });

  it('closed: one prompt may be let through with its whole loop, and the next makes no request', async () => {
    await lab.say({});
    await allowOnce(lab.paths, lab.accountId(), Date.now() + HOUR_MS);
    playTool();
    expect((await prompt()).made).toBe(2);
    const before = server.billed.length;
    const { output } = await prompt();
    // Without a terminal Qwen Code ends in silence; it shows the reason in its window.
    if (agent !== 'qwen-code') expect(output).toContain('97 % of the plan is used.');
    expect(server.billed.length).toBe(before);
  });

  it(`strict, and the data folder is gone: ${stopsOnFailure ? 'stops' : 'goes on'}`, async () => {
    await lab.install({ isStrict: true });
    fs.rmSync(lab.paths.folder, { recursive: true });
    expect((await prompt()).made).toBe(stopsOnFailure ? 0 : 1);
  });

  it('uninstalling gives the very file back', async () => {
    await lab.uninstall();
    const before = textOf(lab.settingsPath);
    await lab.install();
    expect(textOf(lab.settingsPath)).not.toBe(before);
    await lab.uninstall();
    expect(textOf(lab.settingsPath)).toBe(before);
  });
});

function textOf(file: string): string | null {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
}

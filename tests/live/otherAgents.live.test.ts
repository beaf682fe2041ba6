/**
 * Other unmodified agents against a provider of our own: whatever that provider billed, Tollgate must report,
 * to the token, session by session and model by model.
 *
 * Seen in their files and held here: a message that Gemini CLI writes again when its tool has run is one
 * response; Qwen Code tells each response twice; Copilot CLI's sums at the end of a session repeat its
 * records; each of them goes on in the same file when a session is taken up again. Gemini CLI removes a session that was
 * taken up again in another minute than it began (docs/agents/gemini-cli.md).
 */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgentHome, createAgentHome } from './agentHome.ts';
import { type Answer, distinctTokens } from './answers.ts';
import { type BilledRow, billedRows, reportedRows } from './billing.ts';
import { type LoopbackServer, startLoopbackServer } from './loopbackServer.ts';
import { planReport } from './planState.ts';
import { type OtherAgent, type OtherSetup, prepareOther, runOther, WAYS } from './runOther.ts';
import { type CommandEnvironment, readHistory } from './tollgateCommand.ts';

const plan = planReport('on-plan', Date.now());

/** Their interfaces tell nothing of what was written to the cache. */
const answer = (sequence: number): Answer => ({
  text: `answer ${sequence}`,
  tokens: { ...distinctTokens(sequence), cacheWriteOneHourTokens: 0 },
  plan,
});

/** Kilo waits half a minute before each prompt where it reaches no network, so it runs only when asked for. */
const SLOW: readonly OtherAgent[] = process.env['TOLLGATE_SLOW_AGENTS'] ? ['kilo-code'] : [];
const AGENTS: readonly OtherAgent[] = [
  'gemini-cli',
  'qwen-code',
  'copilot-cli',
  'pi',
  'cline',
  'droid',
  ...SLOW,
];

describe.each(AGENTS)('%s', (agent) => {
  let home: AgentHome;
  let server: LoopbackServer;
  let env: CommandEnvironment;
  let output: string;
  const { cannotGoOn = false, isSummed = false } = WAYS[agent];

  beforeAll(async () => {
    home = createAgentHome();
    server = await startLoopbackServer((_request, sequence) => answer(sequence));
    const setup: OtherSetup = {
      program: await WAYS[agent].ensure(),
      home,
      serverUrl: server.url,
    };
    prepareOther(agent, setup);
    const input = WAYS[agent].toolInput?.('echo one') ?? {
      command: 'echo one',
      description: 'one',
    };
    const shell = { name: WAYS[agent].shell, input };
    const tools = [shell, shell];
    server.play((_request, sequence) => {
      const tool = tools.shift();
      return { ...answer(sequence), ...(tool && { toolCalls: [tool] }) };
    });
    env = { ...home.env, HOME: home.folder, TOLLGATE_DATA_DIR: path.join(home.folder, 'data') };
    const first = await runOther(agent, setup, 'use a tool twice');
    const second = cannotGoOn ? first : await runOther(agent, setup, 'and again', true);
    // As an app that is running would: what an agent removes afterwards has been counted.
    await readHistory('model', env);
    const third = await runOther(agent, setup, 'something else');
    output = [first, second, third].map(({ stdout, stderr }) => stdout + stderr).join('\n');
  });

  afterAll(async () => {
    await server.close();
    home.remove();
  });

  it('answers with what the provider said', () => {
    expect(output).toContain('answer 3');
    // Two tools and their answer, and two prompts; Qwen Code asks for a session's title besides.
    expect(server.billed.length).toBeGreaterThanOrEqual(cannotGoOn ? 4 : 5);
  });

  /** Of sums nobody can tell how many responses they are. */
  const asTold = ({ events, ...row }: BilledRow) => ({ ...row, events: isSummed ? null : events });

  it('is reported as it was billed, model by model', async () => {
    const { rows, refusedLines } = await readHistory('model', env);
    const billed = billedRows(server.billed, () => WAYS[agent].model);
    expect(reportedRows(rows, agent).map(asTold)).toEqual(billed.map(asTold));
    expect(refusedLines).toBe(0);
  });

  it('goes on in one session and begins another', async () => {
    const { rows } = await readHistory('session', env);
    const reported = reportedRows(rows, agent).sort(
      (one, other) => other.cacheReadTokens - one.cacheReadTokens,
    );
    const inFirst = cannotGoOn ? 3 : (reported[0]?.events ?? 0);
    expect(inFirst).toBeGreaterThanOrEqual(cannotGoOn ? 3 : 4);
    const expected = [server.billed.slice(0, inFirst), server.billed.slice(inFirst)].map(
      (responses, index) => billedRows(responses, () => reported[index]?.key ?? '')[0] as BilledRow,
    );
    expect(reported.map(asTold)).toEqual(expected.map(asTold));
  });

  it('names the folder it worked in', async () => {
    const { rows } = await readHistory('project', env);
    const own = rows.filter((row) => row.agent === agent).map(({ key }) => key);
    expect(own).toEqual(isSummed ? ['unknown'] : [home.project]);
  });
});

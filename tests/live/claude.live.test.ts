/**
 * The unmodified Claude Code against a provider of our own: whatever that provider billed, Tollgate
 * must report, to the token.
 *
 * Seen in the files of 2.1.330, and held by the last group of tests here:
 * - One line per content block. All lines of a response carry the same message id, request id and
 *   final usage, even when the blocks arrive slowly (older versions wrote growing figures).
 * - `--resume` and `--continue` append to the same file under the same session id.
 * - `--fork-session` copies every earlier line into the new file: same message id, request id and
 *   time, the new session id, and `requestSessionId` naming the session that made the request.
 * - A sub-agent runs in the background; its lines are in `<session>/subagents/`, `isSidechain`, with
 *   the parent's session id. It asks for the five-minute cache even on the plan.
 * - Nothing says that a response was paid with credits, but the next request of that process asks for
 *   the five-minute cache.
 * - `/compact` makes requests that are billed and leave no usage line at all.
 * - A refused request leaves a line of the model `<synthetic>` with the reset in
 *   `apiErrorParams.rate_limit_info`.
 */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgentHome, createAgentHome } from './agentHome.ts';
import { ensureClaudeCode } from './agentPrograms.ts';
import { type Answer, distinctTokens } from './answers.ts';
import { billedRows, reportedRows } from './billing.ts';
import { type Line, pick, readSessionFiles } from './jsonLines.ts';
import { type BilledResponse, type LoopbackServer, startLoopbackServer } from './loopbackServer.ts';
import { type PlanReport, planReport } from './planState.ts';
import { runClaude, runClaudeInTerminal } from './runClaude.ts';
import { type CommandEnvironment, readHistory, readStatus } from './tollgateCommand.ts';

const SCENARIO_DEADLINE_MS = 12 * 60_000;
const TEST_DEADLINE_MS = 30_000;
const AT_THE_BOUNDARY = 1;

const MAIN = '11111111-1111-4111-8111-111111111111';
const PRICED = '22222222-2222-4222-8222-222222222222';
const PAID = '44444444-4444-4444-8444-444444444444';
const COMPACTED = '33333333-3333-4333-8333-333333333333';
const SONNET = ['--model', 'claude-sonnet-5-5'];
const OPUS = ['--model', 'claude-opus-5-5'];

let home: AgentHome;
let server: LoopbackServer;
let limit: PlanReport;
let files: Map<string, Line[]>;
let env: CommandEnvironment;

const sessionOf = ({ request }: BilledResponse): string =>
  String(request.headers['x-claude-code-session-id']);

/** The summary requests of `/compact`: the only billed ones that no session file records. */
const isSummary = ({ request }: BilledResponse): boolean =>
  JSON.stringify(request.body['messages']).includes('Respond with TEXT ONLY');

const recorded = (): BilledResponse[] => server.billed.filter((one) => !isSummary(one));

beforeAll(async () => {
  home = createAgentHome();
  const plan = planReport('on-plan', Date.now());
  const answer = (sequence: number): Answer => ({
    text: `answer number ${sequence}`,
    tokens: distinctTokens(sequence),
    plan,
  });
  server = await startLoopbackServer((_request, sequence) => answer(sequence));
  const setup = { program: await ensureClaudeCode(), home, serverUrl: server.url };
  /** Changes the next answer only. */
  const once = (change: Partial<Answer>): void => {
    server.play((_request, sequence) => {
      server.play((_next, following) => answer(following));
      return { ...answer(sequence), ...change };
    });
  };
  const bash = (command: string) => ({
    name: 'Bash',
    input: { command, description: 'A test command' },
  });

  await runClaude(setup, 'say hello', [...SONNET, '--session-id', MAIN]);
  once({ text: 'two tools', pauseMs: 300, toolCalls: [bash('echo one'), bash('echo two')] });
  await runClaude(setup, 'use tools', [...SONNET, '--resume', MAIN, '--allowedTools', 'Bash']);
  const subAgent = { description: 'look', prompt: 'look around', subagent_type: 'general-purpose' };
  once({ text: 'delegating', toolCalls: [{ name: 'Agent', input: subAgent }] });
  await runClaude(setup, 'use a sub-agent', [...OPUS, '--continue']);
  await runClaude(setup, 'another way', [...OPUS, '--resume', MAIN, '--fork-session']);
  await runClaudeInTerminal(setup, 'hello there', 'answer number', SONNET);

  const round = { inputTokens: 12, outputTokens: 42, cacheReadTokens: 15_000 };
  once({
    tokens: { ...round, cacheWriteFiveMinuteTokens: 0, cacheWriteOneHourTokens: 2_000 },
  });
  await runClaude(setup, 'for a known price', [...SONNET, '--session-id', PRICED]);

  once({ plan: planReport('on-credits', Date.now()), toolCalls: [bash('echo paid')] });
  await runClaude(setup, 'past the boundary', [...SONNET, '--session-id', PAID]);

  await runClaude(setup, 'to be compacted', [...SONNET, '--session-id', COMPACTED]);
  await runClaude(setup, '/compact', [...SONNET, '--resume', COMPACTED]);

  limit = planReport('blocked', Date.now());
  server.play((_request, sequence) => ({ ...answer(sequence), plan: limit }));
  await runClaude(setup, 'one too many', [...SONNET, '--resume', MAIN]);

  files = readSessionFiles(path.join(home.folder, '.claude', 'projects'));
  env = { ...home.env, HOME: home.folder, TOLLGATE_DATA_DIR: path.join(home.folder, 'tollgate') };
}, SCENARIO_DEADLINE_MS);

afterAll(async () => {
  await server.close();
  home.remove();
});

describe('what Tollgate reports', { timeout: TEST_DEADLINE_MS }, () => {
  it('is what was billed, model by model', async () => {
    const { rows, refusedLines, unpricedModels } = await readHistory('model', env);
    expect(reportedRows(rows, 'claude-code')).toEqual(billedRows(recorded(), ({ model }) => model));
    expect(refusedLines).toBe(0);
    expect(unpricedModels).toEqual([]);
  });

  it('is what was billed, session by session', async () => {
    const { rows } = await readHistory('session', env);
    expect(reportedRows(rows, 'claude-code')).toEqual(billedRows(recorded(), sessionOf));
  });

  it('has the price worked out by hand', async () => {
    const { rows } = await readHistory('session', env);
    // Sonnet 5.5, dollars per million: 12 × 2 + 42 × 10 + 2,000 × 4 (one hour) + 15,000 × 0.10.
    expect(rows.find(({ key }) => key === PRICED)?.costMicros).toBe(24 + 420 + 8_000 + 1_500);
  });

  it('shows the limit that was hit and its reset', async () => {
    const { exitCode, snapshot } = await readStatus(env);
    const window = snapshot.windows.find(
      ({ agent, kind }) => agent === 'claude-code' && kind === 'session',
    );
    expect(exitCode).toBe(AT_THE_BOUNDARY);
    expect(window).toMatchObject({
      usedPercent: 100,
      resetsAtMs: limit.fiveHourResetsAtSeconds * 1_000,
      source: 'limit-error',
      basis: 'reported',
    });
  });
});

describe('the session files', () => {
  const answers = (): Line[] =>
    [...files.values()].flat().filter((line) => pick(line, 'message', 'usage') !== undefined);
  const answersTo = (response: BilledResponse): Line[] =>
    answers().filter((line) => pick(line, 'message', 'id') === response.responseId);

  it('have at least one line for every response but a summary', () => {
    const missing = server.billed.filter((response) => answersTo(response).length === 0);
    expect(missing.map(isSummary)).toEqual(missing.map(() => true));
    expect(missing.length).toBeGreaterThan(0);
  });

  it('repeat the final figures for every content block', () => {
    const [, tools] = server.billed;
    const lines = answersTo(tools!).filter((line) => line['sessionId'] === MAIN);
    expect(lines.map((line) => pick(line, 'message', 'usage', 'output_tokens'))).toEqual(
      lines.map(() => tools!.tokens.outputTokens),
    );
    expect(lines).toHaveLength(3);
  });

  it('copy a forked conversation and name the session that paid for it', () => {
    const copies = answersTo(server.billed[0]!).filter((line) => line['sessionId'] !== MAIN);
    expect(copies).toHaveLength(1);
    expect(copies[0]).toMatchObject({ requestSessionId: MAIN });
  });

  it('keep a sub-agent apart, in the name of its parent', () => {
    const sidechain = answers().filter((line) => line['isSidechain'] === true);
    expect(sidechain).toHaveLength(1);
    expect(sidechain[0]).toMatchObject({ sessionId: MAIN, promptCacheRequested: '5m' });
  });

  it('show credits in use only by the shorter cache of the next request', () => {
    const paid = answers().filter((line) => line['sessionId'] === PAID);
    const requested = new Map(
      paid.map((line) => [pick(line, 'message', 'id'), line['promptCacheRequested']]),
    );
    expect([...requested.values()]).toEqual(['1h', '5m']);
  });

  it('give the reset of a limit in seconds', () => {
    const refusal = answers().find((line) => line['isApiErrorMessage'] === true);
    expect(pick(refusal, 'apiErrorParams', 'rate_limit_info')).toMatchObject({
      rateLimitType: 'five_hour',
      resetsAt: limit.fiveHourResetsAtSeconds,
      overageDisabledReason: 'out_of_credits',
    });
  });
});

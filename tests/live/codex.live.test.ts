/**
 * The unmodified Codex against a provider of our own: whatever that provider billed, Tollgate must
 * report, to the token.
 *
 * Seen in the files of 0.169.0, and held by the last group of tests here:
 * - Every response leaves a `token_usage_record` (with the provider's response id) and then an
 *   `event_msg` of type `token_count` (with totals, the last usage, and the plan's limits).
 * - Where an answer calls tools, its `token_count` follows their outputs, its record does not.
 * - Input includes both cached and cache-written tokens.
 * - `exec resume` appends to the same file; totals go on and nothing is written again.
 * - `exec fork` does not copy the parent's lines, it points to them (`history_mode: paginated`), but
 *   its totals begin at the parent's: the growth from zero would count the parent twice.
 * - A sub-agent has a file and a thread id of its own, totals from zero, and the parent's session id.
 * - A refused request repeats the last `token_count` with unchanged totals and new limits.
 */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AgentHome, createAgentHome } from './agentHome.ts';
import { ensureCodex } from './agentPrograms.ts';
import { type Answer, distinctTokens } from './answers.ts';
import { billedRows, reportedRows } from './billing.ts';
import { type Line, pick, readSessionFiles } from './jsonLines.ts';
import {
  type BilledResponse,
  type LoopbackServer,
  type RecordedRequest,
  startLoopbackServer,
} from './loopbackServer.ts';
import { type PlanReport, planReport } from './planState.ts';
import { codexFolder, runCodex } from './runCodex.ts';
import { type CommandEnvironment, readHistory, readStatus } from './tollgateCommand.ts';

const SCENARIO_DEADLINE_MS = 12 * 60_000;
const TEST_DEADLINE_MS = 30_000;
const AT_THE_BOUNDARY = 1;
const NEW = { kind: 'new' } as const;

let home: AgentHome;
let server: LoopbackServer;
let plan: PlanReport;
let limit: PlanReport;
let files: Map<string, Line[]>;
let env: CommandEnvironment;
let main: string;
let priced: string;
let forked: string;

const threadOf = ({ request }: BilledResponse): string => String(request.headers['thread-id']);

beforeAll(async () => {
  home = createAgentHome();
  plan = planReport('on-plan', Date.now());
  const answer = (sequence: number): Answer => ({
    text: `answer number ${sequence}`,
    tokens: distinctTokens(sequence),
    plan,
  });
  server = await startLoopbackServer((_request, sequence) => answer(sequence));
  const setup = { program: await ensureCodex(), home, serverUrl: server.url };
  /** Changes the next answers, one after the other, each made from its request. */
  const then = (...changes: ((request: RecordedRequest) => Partial<Answer>)[]): void => {
    server.play((request, sequence) => ({
      ...answer(sequence),
      ...changes.shift()?.(request),
    }));
  };

  ({ sessionId: main } = await runCodex(setup, NEW, 'say hello', ['-m', 'gpt-5.4']));
  const command = { name: 'exec_command', input: { cmd: 'echo one' } };
  then(() => ({ text: 'one tool', pauseMs: 300, toolCalls: [command] }));
  await runCodex(setup, { kind: 'resume', sessionId: main }, 'use a tool', ['-m', 'gpt-5.5']);
  ({ sessionId: forked } = await runCodex(setup, { kind: 'fork', sessionId: main }, 'another way', [
    '-m',
    'gpt-5.4',
  ]));

  const group = { namespace: 'multi_agent_v1' };
  const spawn = { ...group, name: 'spawn_agent', input: { message: 'look around' } };
  then(
    () => ({ text: 'delegating', toolCalls: [spawn] }),
    (request) => {
      const found = /agent_id\\*":\\*"([0-9a-f-]+)/.exec(JSON.stringify(request.body['input']));
      const input = { targets: [found?.[1]], timeout_ms: 10_000 };
      return { text: 'waiting', toolCalls: [{ ...group, name: 'wait_agent', input }] };
    },
  );
  await runCodex(setup, NEW, 'use a sub-agent', ['-m', 'gpt-5.5']);

  const round = { inputTokens: 100, outputTokens: 50, cacheReadTokens: 1_000 };
  then(() => ({
    tokens: { ...round, cacheWriteFiveMinuteTokens: 0, cacheWriteOneHourTokens: 0 },
  }));
  ({ sessionId: priced } = await runCodex(setup, NEW, 'a known price', ['-m', 'gpt-5.4']));

  limit = planReport('blocked', Date.now());
  server.play((_request, sequence) => ({ ...answer(sequence), plan: limit }));
  await runCodex(setup, { kind: 'resume', sessionId: main }, 'one too many', ['-m', 'gpt-5.4']);

  files = readSessionFiles(path.join(codexFolder(home), 'sessions'));
  env = { ...home.env, HOME: home.folder, TOLLGATE_DATA_DIR: path.join(home.folder, 'tollgate') };
}, SCENARIO_DEADLINE_MS);

afterAll(async () => {
  await server.close();
  home.remove();
});

describe('what Tollgate reports', { timeout: TEST_DEADLINE_MS }, () => {
  it('is what was billed, model by model', async () => {
    const { rows, refusedLines, unpricedModels } = await readHistory('model', env);
    expect(reportedRows(rows, 'codex')).toEqual(billedRows(server.billed, ({ model }) => model));
    expect(refusedLines).toBe(0);
    expect(unpricedModels).toEqual([]);
  });

  it('is what was billed, thread by thread', async () => {
    const { rows } = await readHistory('session', env);
    expect(reportedRows(rows, 'codex')).toEqual(billedRows(server.billed, threadOf));
  });

  it('has the price worked out by hand', async () => {
    const { rows } = await readHistory('session', env);
    // GPT-5.4, dollars per million: 100 × 2.50 + 50 × 15 + 1,000 × 0.25.
    expect(rows.find(({ key }) => key === priced)?.costMicros).toBe(250 + 750 + 250);
  });

  it('shows both windows as the provider last stated them', async () => {
    const { exitCode, snapshot } = await readStatus(env);
    const reported = snapshot.windows.filter(({ agent }) => agent === 'codex');
    expect(exitCode).toBe(AT_THE_BOUNDARY);
    expect(reported.find(({ kind }) => kind === 'session')).toMatchObject({
      usedPercent: 100,
      resetsAtMs: limit.fiveHourResetsAtSeconds * 1_000,
      source: 'codex-rollout',
      basis: 'reported',
    });
    expect(reported.find(({ kind }) => kind === 'weekly')).toMatchObject({
      usedPercent: 41,
      resetsAtMs: limit.weekResetsAtSeconds * 1_000,
    });
    const credits = snapshot.credits?.accounts.find(({ agent }) => agent === 'codex');
    expect(credits).toMatchObject({
      enabled: { value: false, source: 'codex-rollout' },
      isUnlimited: false,
    });
  });
});

describe('the session files', () => {
  const payloads = (type: string, threadId?: string): Line[] =>
    [...files]
      .filter(([name]) => threadId === undefined || name.includes(threadId))
      .flatMap(([, lines]) => lines)
      .filter((line) => line['type'] === type || pick(line, 'payload', 'type') === type)
      .map((line) => line['payload'] as Line);

  it('have one usage record for every response', () => {
    const ids = payloads('token_usage_record').map((payload) => payload['response_id']);
    expect(ids.sort()).toEqual(server.billed.map(({ responseId }) => responseId).sort());
  });

  it('state the tokens behind the outputs of the answer’s own tools, its record before them', () => {
    const order = ['function_call', 'token_usage_record', 'function_call_output', 'token_count'];
    const lines = [...files].find(([name]) => name.includes(main))?.[1] ?? [];
    const types = lines
      .map((line) => [line['type'], pick(line, 'payload', 'type')])
      .map((pair) => order.find((type) => pair.includes(type)))
      .filter((type) => type !== undefined);
    const called = types.indexOf('function_call');
    expect(types.slice(called, called + order.length)).toEqual(order);
  });

  it('state the plan as the headers did', () => {
    expect(pick(payloads('token_count', priced)[0], 'rate_limits')).toMatchObject({
      limit_id: 'codex',
      primary: {
        used_percent: plan.fiveHourPercent,
        window_minutes: 300,
        resets_at: plan.fiveHourResetsAtSeconds,
      },
      credits: { has_credits: true, unlimited: false, balance: '12.50' },
    });
  });

  it('begin a fork at the totals of its parent, without copying its lines', () => {
    const [meta] = payloads('session_meta', forked);
    expect(meta).toMatchObject({ forked_from_id: main, history_mode: 'paginated' });
    const [first, ...rest] = payloads('token_count', forked);
    expect(rest).toEqual([]);
    const total = Number(pick(first, 'info', 'total_token_usage', 'total_tokens'));
    const last = Number(pick(first, 'info', 'last_token_usage', 'total_tokens'));
    expect(total).toBeGreaterThan(last);
  });

  it('repeat the last figures when a request is refused', () => {
    const [before, refused] = payloads('token_count', main).slice(-2);
    expect(pick(refused, 'info')).toEqual(pick(before, 'info'));
    expect(pick(refused, 'rate_limits', 'primary', 'used_percent')).toBe(100);
  });
});

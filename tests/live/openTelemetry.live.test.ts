/**
 * The unmodified Claude Code sending its figures to our receiver: what arrives is what the provider billed,
 * to the token, and what the transcript says under the same request.
 */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { costStateOf } from '../../main/agents/claude-code/hints.ts';
import { exporterSettings } from '../../main/sources/openTelemetry/exporterSettings.ts';
import type { UsageObservation, UsageSum } from '../../main/sources/openTelemetry/observations.ts';
import {
  newReceiverToken,
  startReceiver,
  type Receiver,
} from '../../main/sources/openTelemetry/receiver.ts';
import { type AgentHome, createAgentHome } from './agentHome.ts';
import { ensureClaudeCode } from './agentPrograms.ts';
import { distinctTokens } from './answers.ts';
import { type Line, readSessionFiles } from './jsonLines.ts';
import { type LoopbackServer, startLoopbackServer } from './loopbackServer.ts';
import { planReport } from './planState.ts';
import { claudeEnvironment } from './runClaude.ts';
import { runProgram } from './runProgram.ts';

const SESSION = '11111111-1111-4111-8111-111111111111';
const TOKEN = newReceiverToken();

let home: AgentHome;
let server: LoopbackServer;
let receiver: Receiver;
let lines: Line[];
const observed: UsageObservation[] = [];
const sums: UsageSum[] = [];
let refused = 0;

async function send(session: string, prompt: string, token: string): Promise<void> {
  const setup = { program: await ensureClaudeCode(), home, serverUrl: server.url };
  const exporter = { ...exporterSettings(receiver.url, token), OTEL_LOGS_EXPORT_INTERVAL: '200' };
  const args = ['-p', prompt, '--model', 'claude-sonnet-5-5', '--session-id', session];
  const run = await runProgram(setup.program, args, {
    cwd: home.project,
    env: { ...claudeEnvironment(setup), ...exporter },
  });
  expect(run.exitCode).toBe(0);
}

beforeAll(async () => {
  home = createAgentHome();
  server = await startLoopbackServer((_request, sequence) => ({
    text: `answer number ${sequence}`,
    tokens: distinctTokens(sequence),
    plan: planReport('on-plan', Date.now()),
  }));
  const outcome = await startReceiver({
    token: TOKEN,
    port: 0,
    onObservations: (found) => observed.push(...found),
    onSums: (found) => sums.push(...found),
    onRefused: (count) => (refused += count),
  });
  if (!outcome.ok) throw new Error(outcome.message);
  ({ receiver } = outcome);
  await send(SESSION, 'say hello', TOKEN);
  await send('22222222-2222-4222-8222-222222222222', 'with a wrong token', `${TOKEN}0`);
  lines = [...readSessionFiles(path.join(home.folder, '.claude', 'projects')).values()].flat();
});

afterAll(async () => {
  await receiver.close();
  await server.close();
  home.remove();
});

describe('what Claude Code sends', () => {
  it('is every request of the session, to the token', () => {
    const billed = server.billed.filter(
      ({ request }) => request.headers['x-claude-code-session-id'] === SESSION,
    );
    expect(billed.length).toBeGreaterThan(0);
    expect(
      observed.map((one) => ({
        model: one.model,
        inputTokens: one.inputTokens,
        outputTokens: one.outputTokens,
        cacheReadTokens: one.cacheReadTokens,
        cacheWriteOneHourTokens: one.cacheWriteOneHourTokens,
        cacheWriteFiveMinuteTokens: one.cacheWriteFiveMinuteTokens,
      })),
    ).toEqual(
      billed.map(({ model, tokens }) => ({
        model,
        inputTokens: tokens.inputTokens,
        outputTokens: tokens.outputTokens,
        cacheReadTokens: tokens.cacheReadTokens,
        cacheWriteOneHourTokens: tokens.cacheWriteOneHourTokens,
        cacheWriteFiveMinuteTokens: tokens.cacheWriteFiveMinuteTokens,
      })),
    );
    expect(refused).toBe(0);
  });

  it('carries the session and the request that the transcript names', () => {
    const requestIds = lines
      .filter((line) => line['sessionId'] === SESSION && line['type'] === 'assistant')
      .map((line) => line['requestId']);
    expect(observed.map(({ sessionId }) => sessionId)).toEqual(observed.map(() => SESSION));
    expect(new Set(observed.map(({ requestId }) => requestId))).toEqual(new Set(requestIds));
  });

  it('has the cost that the program wrote into the transcript', () => {
    const state = lines
      .filter((line) => line['sessionId'] === SESSION)
      .findLast((line) => line['type'] === 'cost-state');
    const cost = observed.reduce((sum, { agentCostMicros }) => sum + (agentCostMicros ?? 0), 0);
    expect(cost).toBeGreaterThan(0);
    expect(costStateOf(state ?? {})?.costMicros).toBe(cost);
  });

  it('sums the same tokens in its metrics', () => {
    const output = sums.filter(({ what, sessionId }) => what === 'output' && sessionId === SESSION);
    const total = output.reduce((sum, { amount }) => sum + amount, 0);
    expect(total).toBe(observed.reduce((sum, one) => sum + (one.outputTokens ?? 0), 0));
    expect(total).toBeGreaterThan(0);
  });

  it('is not taken with a wrong token', () => {
    const others = [...observed, ...sums].filter(({ sessionId }) => sessionId !== SESSION);
    expect(others).toEqual([]);
  });
});

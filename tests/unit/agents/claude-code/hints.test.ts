import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cacheLifetimeHint,
  COST_STATE_MARKER,
  costStateOf,
  type CacheLifetime,
  type CacheLifetimeHint,
} from '../../../../main/agents/claude-code/hints.ts';
import type { JsonObject } from '../../../../main/agents/fields.ts';

const FIXTURE = path.join(import.meta.dirname, '../../../fixtures/transcripts/claude-code.jsonl');
const RECORDED = fs
  .readFileSync(FIXTURE, 'utf8')
  .split('\n')
  .filter((line) => line !== '');

function hintsOf(lines: readonly JsonObject[]): CacheLifetimeHint[] {
  let lifetime: CacheLifetime | null = null;
  return lines.flatMap((line) => {
    const found = cacheLifetimeHint(lifetime, line);
    lifetime = found.lifetime;
    return found.hint ?? [];
  });
}

/** In the form of 2.1.330, as the live tests hold it. */
const answer = (requested: unknown, change: JsonObject = {}): JsonObject => ({
  type: 'assistant',
  isSidechain: false,
  requestId: `req_${String(requested)}`,
  sessionId: '44444444-4444-4444-8444-444444444444',
  timestamp: '2026-11-22T13:11:53.201Z',
  promptCacheRequested: requested,
  message: { id: 'msg_1', role: 'assistant' },
  ...change,
});

describe('a hint of credits', () => {
  it('is the fall from an hour to five minutes, once', () => {
    const lines = [answer('1h'), answer('1h'), answer('5m'), answer('5m')];
    expect(hintsOf(lines)).toEqual([
      {
        kind: 'credits-began',
        atMs: Date.UTC(2026, 10, 22, 13, 11, 53, 201),
        sessionId: '44444444-4444-4444-8444-444444444444',
        requestId: 'req_5m',
      },
    ]);
  });

  it('is taken back by an hour asked for again', () => {
    const kinds = hintsOf([answer('1h'), answer('5m'), answer('1h')]).map(({ kind }) => kind);
    expect(kinds).toEqual(['credits-began', 'credits-ended']);
  });

  it('is not five minutes from the start, a sub-agent, a refusal or an unknown value', () => {
    expect(hintsOf([answer('5m'), answer('5m')])).toEqual([]);
    expect(hintsOf([answer('1h'), answer('5m', { isSidechain: true }), answer('1h')])).toEqual([]);
    expect(hintsOf([answer('1h'), answer('5m', { isApiErrorMessage: true })])).toEqual([]);
    for (const other of [null, undefined, '10m', 300]) {
      expect(hintsOf([answer('1h'), answer(other), answer('1h')])).toEqual([]);
    }
  });

  it('names the session that made the request, also in a copied line', () => {
    const copied = { sessionId: 'fork', requestSessionId: 'first' };
    expect(hintsOf([answer('1h', copied), answer('5m', copied)])).toMatchObject([
      { sessionId: 'first' },
    ]);
  });

  it('is kept to what can be named', () => {
    expect(hintsOf([answer('1h'), answer('5m', { timestamp: 'soon' })])).toEqual([]);
    const nameless = { requestId: null, message: null, uuid: null };
    expect(hintsOf([answer('1h'), answer('5m', nameless)])).toEqual([]);
  });

  it('does not come from the recorded session, which stayed on the plan', () => {
    const lines = RECORDED.map((line) => JSON.parse(line) as JsonObject);
    const asked = lines.filter((line) => line['promptCacheRequested'] !== undefined);
    expect(asked.length).toBeGreaterThan(1);
    expect(hintsOf(lines)).toEqual([]);
  });

  it('alternates, whatever the lines are', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('1h', '5m', null)), (values) => {
        const kinds = hintsOf(values.map((value) => answer(value))).map(({ kind }) => kind);
        const repeated = kinds.filter((kind, index) => kind === kinds[index - 1]);
        expect(repeated).toEqual([]);
      }),
    );
  });
});

describe('the agent’s own cost', () => {
  const lines = RECORDED.filter((line) => line.includes(COST_STATE_MARKER));

  it('is read from the lines that the program wrote', () => {
    const [first] = lines.map((line) => costStateOf(JSON.parse(line) as JsonObject));
    expect(first).toEqual({
      sessionId: '11111111-2222-4333-8444-555555555555',
      runStartedAtMs: 1_795_362_413_634,
      costMicros: 10_770,
      hasUnknownModelCost: false,
      models: [
        {
          model: 'claude-sonnet-5-5',
          inputTokens: 12,
          outputTokens: 108,
          cacheReadTokens: 16_016,
          cacheWriteTokens: 2_016,
          costMicros: 10_770,
        },
      ],
    });
  });

  it('only grows within a run', () => {
    const states = lines.flatMap((line) => costStateOf(JSON.parse(line) as JsonObject) ?? []);
    expect(states).toHaveLength(lines.length);
    const runs = Map.groupBy(states, ({ runStartedAtMs }) => runStartedAtMs);
    for (const run of runs.values()) {
      const costs = run.map(({ costMicros }) => costMicros);
      expect(costs).toEqual([...costs].sort((a, b) => a - b));
    }
  });

  it('is unknown where it is no amount', () => {
    const state = JSON.parse(lines[0] as string) as JsonObject;
    for (const totalCostUSD of [null, undefined, '1', -1, NaN, 1e300]) {
      expect(costStateOf({ ...state, totalCostUSD })).toBeNull();
    }
    expect(costStateOf({ ...state, type: 'assistant' })).toBeNull();
    expect(
      costStateOf({ ...state, modelUsage: { a: null, b: { inputTokens: -1 } } }),
    ).toMatchObject({ models: [] });
  });
});

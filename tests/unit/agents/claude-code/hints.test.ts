import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COST_STATE_MARKER, costStateOf } from '../../../../main/agents/claude-code/hints.ts';
import { claudeCode } from '../../../../main/agents/claude-code/index.ts';
import { parseLines } from '../parsing.ts';
import { noteKey } from '../../../../main/domain/sessionNotes.ts';
import type { JsonObject } from '../../../../main/agents/fields.ts';

const FIXTURE = path.join(import.meta.dirname, '../../../fixtures/transcripts/claude-code.jsonl');
const RECORDED = fs
  .readFileSync(FIXTURE, 'utf8')
  .split('\n')
  .filter((line) => line !== '');

/** In the form of 2.1.330, as the live tests hold it. */
const answer = (requested: unknown, change: JsonObject = {}): JsonObject => ({
  type: 'assistant',
  isSidechain: false,
  requestId: `req_${String(requested)}`,
  sessionId: '44444444-4444-4444-8444-444444444444',
  timestamp: '2026-11-22T13:11:53.201Z',
  promptCacheRequested: requested,
  message: {
    id: 'msg_1',
    role: 'assistant',
    model: 'claude-opus-5',
    content: [],
    usage: { input_tokens: 1, output_tokens: 2 },
  },
  ...change,
});

const changesOf = (lines: readonly unknown[], saved?: unknown) =>
  parseLines(claudeCode, lines, { saved }).notes.filter(({ kind }) => kind === 'cache-lifetime');
const lifetimesOf = (lines: readonly unknown[], saved?: unknown) =>
  changesOf(lines, saved).map((note) => note.kind === 'cache-lifetime' && note.lifetime);

describe('a hint of credits', () => {
  it('is the fall from an hour to five minutes, once', () => {
    const lines = [answer('1h'), answer('1h'), answer('5m'), answer('5m')];
    expect(changesOf(lines)).toEqual([
      {
        kind: 'cache-lifetime',
        agent: 'claude-code',
        account: '/home/u/account',
        sessionId: '44444444-4444-4444-8444-444444444444',
        lifetime: '5m',
        atMs: Date.UTC(2026, 10, 22, 13, 11, 53, 201),
      },
    ]);
  });

  it('is taken back by an hour asked for again', () => {
    expect(lifetimesOf([answer('1h'), answer('5m'), answer('1h')])).toEqual(['5m', '1h']);
  });

  it('is not five minutes from the start, a sub-agent, a refusal or an unknown value', () => {
    expect(changesOf([answer('5m'), answer('5m')])).toEqual([]);
    expect(changesOf([answer('1h'), answer('5m', { isSidechain: true }), answer('1h')])).toEqual(
      [],
    );
    expect(changesOf([answer('1h'), answer('5m', { isApiErrorMessage: true })])).toEqual([]);
    for (const other of [null, undefined, '10m', 300]) {
      expect(changesOf([answer('1h'), answer(other), answer('1h')])).toEqual([]);
    }
  });

  it('is found where a file is read on, also after an older version that kept the time alone', () => {
    const { state } = parseLines(claudeCode, [answer('1h')]);
    expect(lifetimesOf([answer('5m')], state)).toEqual(['5m']);
    expect(lifetimesOf([answer('5m')], Date.UTC(2026, 10, 22))).toEqual([]);
  });

  it('names the session that made the request, also in a copied line', () => {
    const copied = { sessionId: 'fork', requestSessionId: 'first' };
    expect(changesOf([answer('1h', copied), answer('5m', copied)])).toMatchObject([
      { sessionId: 'first' },
    ]);
  });

  it('does not come from the recorded session, which stayed on the plan', () => {
    expect(RECORDED.some((line) => line.includes('"promptCacheRequested":"1h"'))).toBe(true);
    expect(changesOf(RECORDED)).toEqual([]);
  });

  it('alternates, whatever the lines are', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('1h', '5m', null)), (values) => {
        const found = lifetimesOf(values.map((value) => answer(value)));
        expect(found.filter((one, index) => one === found[index - 1])).toEqual([]);
      }),
    );
  });
});

describe('the agent’s own cost', () => {
  const lines = RECORDED.filter((line) => line.includes(COST_STATE_MARKER.toString()));

  it('is read from the lines that the program wrote', () => {
    const [first] = lines.map((line) => costStateOf(JSON.parse(line) as JsonObject));
    expect(first).toEqual({
      sessionId: '11111111-2222-4333-8444-555555555555',
      runStartedAtMs: 1_795_362_413_634,
      costMicros: 10_770,
      hasUnknownModelCost: false,
    });
  });

  it('is noted with the time of the last answer before it, the latest of a run counting', () => {
    const { notes } = parseLines(claudeCode, RECORDED);
    expect(notes.map((note) => note.kind === 'agent-cost' && note.costMicros)).toEqual([
      10_770, 32_984, 127_237, 127_237,
    ]);
    expect(notes[0]).toMatchObject({
      agent: 'claude-code',
      account: '/home/u/account',
      runStartedAtMs: 1_795_362_413_634,
      isGuess: false,
      asOfMs: Date.UTC(2026, 10, 22, 15, 46, 54, 483),
    });
    expect(new Set(notes.map(noteKey)).size).toBe(1);
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
  });
});

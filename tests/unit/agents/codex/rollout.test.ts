import { describe, expect, it } from 'vitest';
import { codex } from '../../../../main/agents/codex/index.ts';
import {
  countedVariants,
  totalTokens,
  type UsageFact,
  variantOf,
} from '../../../../main/domain/usage.ts';
import { parseLines, type Parsing } from '../parsing.ts';

const START_MS = Date.UTC(2026, 10, 22, 15, 0);

type Json = Record<string, unknown>;
type Counts = readonly [input: number, cached: number, written: number, output: number];

const at = (seconds: number) => new Date(START_MS + seconds * 1000).toISOString();

const usage = ([input, cached, written, output]: Counts) => ({
  input_tokens: input,
  cached_input_tokens: cached,
  cache_write_input_tokens: written,
  output_tokens: output,
  reasoning_output_tokens: 10,
  total_tokens: input + output,
});

const meta = (id: string, payload: Json = {}, seconds = 0) => ({
  timestamp: at(seconds),
  type: 'session_meta',
  payload: { id, session_id: id, cwd: '/home/u/proj', ...payload },
});

const turn = (seconds: number, payload: Json = { model: 'gpt-5.5' }) => ({
  timestamp: at(seconds),
  type: 'turn_context',
  payload,
});

const tokens = (seconds: number, total: Counts | null, last: Counts | null, more: Json = {}) => ({
  timestamp: at(seconds),
  type: 'event_msg',
  payload: {
    type: 'token_count',
    info: {
      ...(total && { total_token_usage: usage(total) }),
      ...(last && { last_token_usage: usage(last) }),
    },
    ...more,
  },
});

const parse = (lines: readonly unknown[], parsing?: Parsing) => parseLines(codex, lines, parsing);

const countsOf = (facts: readonly UsageFact[]) =>
  facts.map((fact) => [
    fact.inputTokens,
    fact.cacheReadTokens,
    fact.cacheWrite5mTokens,
    fact.outputTokens,
  ]);

const A: Counts = [100, 60, 10, 5];
const B: Counts = [300, 200, 30, 12];

describe('an answer', () => {
  it('is one fact; what came from the cache is taken out of the input', () => {
    const { facts } = parse([meta('s1'), turn(1), tokens(4, A, A)]);
    expect(facts).toMatchObject([
      {
        kind: 'direct',
        sessionId: 's1',
        parentSessionId: null,
        isReplaySuspect: false,
        project: '/home/u/proj',
        model: 'gpt-5.5',
        atMs: START_MS + 4000,
        startedAtMs: START_MS + 1000,
        inputTokens: 30,
        cacheReadTokens: 60,
        cacheWrite5mTokens: 10,
        cacheWrite1hTokens: 0,
        outputTokens: 5,
        mode: 'standard',
      },
    ]);
  });

  it('is the growth of the total, whatever the line says of itself', () => {
    const { facts } = parse([meta('s1'), tokens(1, A, A), tokens(2, B, [1, 0, 0, 1])]);
    expect(countsOf(facts)).toEqual([
      [30, 60, 10, 5],
      [40, 140, 20, 7],
    ]);
  });

  it('repeated with an unchanged total is no other answer', () => {
    const lines = [
      meta('s1'),
      tokens(1, A, A),
      tokens(2, A, A),
      tokens(3, A, A),
      tokens(4, B, null),
    ];
    expect(parse(lines).facts).toHaveLength(2);
  });

  it('after the total fell is what the line says', () => {
    const { facts } = parse([meta('s1'), tokens(1, B, B), tokens(2, A, [50, 40, 0, 3])]);
    expect(countsOf(facts)[1]).toEqual([10, 40, 0, 3]);
  });

  it('after the total fell is the new total where the line says nothing', () => {
    const { facts } = parse([meta('s1'), tokens(1, B, B), tokens(2, A, null)]);
    expect(countsOf(facts)[1]).toEqual([30, 60, 10, 5]);
  });

  it('without totals is what the lines say', () => {
    const { facts } = parse([meta('s1'), tokens(1, null, A), tokens(2, null, A)]);
    expect(countsOf(facts)).toEqual([
      [30, 60, 10, 5],
      [30, 60, 10, 5],
    ]);
    expect(new Set(facts.map(({ groupKey }) => groupKey)).size).toBe(2);
  });

  it('of nothing is none', () => {
    expect(parse([meta('s1'), tokens(1, [0, 0, 0, 0], [0, 0, 0, 0])]).facts).toEqual([]);
  });

  it('does not begin before a turn that began after it', () => {
    const { facts } = parse([meta('s1'), turn(9), tokens(4, A, A)]);
    expect(facts[0]?.startedAtMs).toBe(START_MS + 4000);
  });

  it('never has a negative input, although the cache claims more', () => {
    expect(countsOf(parse([tokens(1, [50, 60, 10, 5], null)]).facts)).toEqual([[0, 60, 10, 5]]);
  });
});

describe('the model', () => {
  it('is that of the last turn', () => {
    const { facts } = parse([
      meta('s1'),
      turn(0, { model: 'gpt-5' }),
      tokens(1, A, A),
      turn(2, { model: 'gpt-5.5', cwd: '/home/u/other' }),
      tokens(3, B, null),
    ]);
    expect(facts.map(({ model, project }) => [model, project])).toEqual([
      ['gpt-5', '/home/u/proj'],
      ['gpt-5.5', '/home/u/other'],
    ]);
  });

  it('else that of the line, else unknown: never a guess', () => {
    const named = tokens(1, A, A);
    const info = { ...named.payload.info, model: 'gpt-5.4' };
    const [fact] = parse([{ ...named, payload: { ...named.payload, info } }]).facts;
    expect(fact?.model).toBe('gpt-5.4');
    expect(parse([tokens(1, A, A)]).facts[0]?.model).toBe('unknown');
  });
});

describe('the session', () => {
  it('is that of the first meta line; a copied one further down is the parent’s', () => {
    const { facts } = parse([meta('child', { forked_from_id: 'p' }), meta('p'), tokens(9, A, A)]);
    expect(facts[0]).toMatchObject({ sessionId: 'child', parentSessionId: 'p' });
  });

  it('is in the file’s name where the first meta line is lost and the next is the parent’s', () => {
    const [own, parent] = [
      '01a203f1-869c-7291-83d7-7bbd60ba1d4f',
      '01a203f1-0000-7291-83d7-7bbd60ba1d4f',
    ];
    const context = { stem: `rollout-2026-11-22T15-48-10-${own}` };
    const lost = [turn(0), meta(parent), meta('grandparent'), tokens(9, A, A)];
    const { facts } = parse(lost, { context });
    expect(facts[0]).toMatchObject({ sessionId: own, parentSessionId: parent });
    const late = parse([turn(0), meta(own.toUpperCase()), tokens(9, A, A)], { context });
    expect(late.facts[0]).toMatchObject({ sessionId: own.toUpperCase(), parentSessionId: null });
    // Another session's file under this name.
    const other = parse([meta(parent), tokens(9, A, A)], { context });
    expect(other.facts[0]).toMatchObject({ sessionId: parent, parentSessionId: null });
  });

  it('without a meta line is in the file’s name', () => {
    const id = '01a203f1-869c-7291-83d7-7bbd60ba1d4f';
    const context = { stem: `rollout-2026-11-22T15-48-10-${id}` };
    expect(parse([tokens(1, A, A)], { context }).facts[0]?.sessionId).toBe(id);
    expect(parse([tokens(1, A, A)]).facts[0]?.sessionId).toBe('file-stem');
  });

  it('of a sub-agent is its own thread', () => {
    const spawn = { subagent: { thread_spawn: { parent_thread_id: 'p' } } };
    const sub = meta('sub', { session_id: 'p', source: spawn, history_mode: 'paginated' });
    expect(parse([sub, tokens(9, A, A)]).facts[0]).toMatchObject({
      sessionId: 'sub',
      parentSessionId: null,
      isReplaySuspect: false,
    });
  });
});

/** Tokens that count when all these facts are known. */
function countedTokens(...sets: readonly UsageFact[][]): number {
  const facts = sets.flat();
  const sessions = new Set(facts.map(({ sessionId }) => sessionId));
  const groups = Map.groupBy(facts, ({ groupKey }) => groupKey);
  return [...groups.values()].reduce((sum, group) => {
    const records = group.map((fact) => ({
      ...fact,
      variant: variantOf(fact),
      totalTokens: totalTokens(fact),
    }));
    const counted = countedVariants(records, (id) => sessions.has(id));
    const winners = group.filter((fact) => counted.has(variantOf(fact)));
    return sum + winners.reduce((of, fact) => of + totalTokens(fact), 0);
  }, 0);
}

describe('a fork of an older version repeats its parent', () => {
  const C: Counts = [700, 500, 50, 20];
  const parent = parse([meta('p'), tokens(10, A, A), tokens(60, B, null)]).facts;
  const fork = parse([
    meta('f', { forked_from_id: 'p' }, 100),
    meta('p', {}, 100),
    tokens(100.2, A, A),
    tokens(100.3, B, null),
    tokens(130, C, null),
  ]).facts;

  it('its copies share the parent’s keys', () => {
    const keys = fork.map(({ groupKey }) => groupKey);
    expect(keys.slice(0, 2)).toEqual(parent.map(({ groupKey }) => groupKey));
    expect(fork.map(({ isReplaySuspect }) => isReplaySuspect)).toEqual([true, true, false]);
  });

  it('history counts once: 720 tokens in all', () => {
    expect(countedTokens(parent, fork)).toBe(720);
    expect(countedTokens(fork, parent)).toBe(720);
  });

  it('while the parent is missing only the fork’s own part counts', () => {
    expect(countedTokens(fork)).toBe(720 - 312);
  });

  it('what the parent did after the fork counts too', () => {
    const longer = parse([
      meta('p'),
      tokens(10, A, A),
      tokens(60, B, null),
      tokens(200, [301, 200, 30, 12], null),
    ]);
    expect(countedTokens(longer.facts, fork)).toBe(721);
  });
});

describe('a fork of a newer version only points to its parent', () => {
  const paginated = {
    forked_from_id: 'p',
    forked_from_ordinal_exclusive: 31,
    history_mode: 'paginated',
  };
  const parent = parse([meta('p'), tokens(10, B, B)]).facts;

  it('its first answer is what the line says, because the total has the parent in it', () => {
    const fork = parse([meta('f', paginated, 100), tokens(100.4, [400, 260, 40, 17], A)]).facts;
    expect(countsOf(fork)).toEqual([[30, 60, 10, 5]]);
    expect(countedTokens(parent, fork)).toBe(312 + 105);
    expect(countedTokens(fork)).toBe(105);
  });

  it('a sub-agent with the very figures of its parent is not taken for a copy', () => {
    const spawn = { source: { subagent: { thread_spawn: { parent_thread_id: 'p' } } } };
    const sub = meta('sub', { ...spawn, history_mode: 'paginated' }, 11);
    expect(countedTokens(parent, parse([sub, tokens(15, B, B)]).facts)).toBe(624);
  });
});

describe('two sessions', () => {
  it('with the same figures at the same time are two', () => {
    const one = parse([meta('one'), tokens(1, A, A)]).facts;
    const other = parse([meta('other'), tokens(1, A, A)]).facts;
    expect(countedTokens(one, other)).toBe(210);
  });

  it('an archived copy of a file is the same session', () => {
    const file = [meta('one'), tokens(1, A, A), tokens(2, B, null)];
    const [first, second] = [parse(file).facts, parse(file).facts];
    expect(second.map((fact) => [fact.groupKey, variantOf(fact)])).toEqual(
      first.map((fact) => [fact.groupKey, variantOf(fact)]),
    );
  });
});

describe('read in parts', () => {
  it('gives what reading in one go gives, wherever it is cut', () => {
    const lines = [
      meta('f', { forked_from_id: 'p' }),
      turn(0),
      tokens(0.5, A, A),
      turn(20, { model: 'gpt-5.4' }),
      tokens(25, B, null),
      tokens(26, B, null),
      tokens(30, A, A),
    ];
    const whole = parse(lines).facts;
    for (let cut = 0; cut <= lines.length; cut += 1) {
      const head = parse(lines.slice(0, cut));
      const tail = parse(lines.slice(cut), { saved: cut === 0 ? undefined : head.state });
      expect([...head.facts, ...tail.facts]).toEqual(whole);
    }
  });
});

describe('what is refused', () => {
  it.each([
    ['half a line', '{"type":"token_count"', 'not-json'],
    ['no time', { ...tokens(1, A, A), timestamp: null }, 'no-timestamp'],
    [
      'info as a list',
      { ...tokens(1, A, A), payload: { type: 'token_count', info: [1] } },
      'unknown-shape',
    ],
    [
      'info in a later shape',
      { ...tokens(1, A, A), payload: { type: 'token_count', info: { tokens_v2: 9 } } },
      'unknown-shape',
    ],
    ['a negative count', tokens(1, [-1, 0, 0, 0], null), 'impossible-number'],
    [
      'a count as text',
      JSON.stringify(tokens(1, A, null)).replace('"input_tokens":100', '"input_tokens":"100"'),
      'impossible-number',
    ],
  ])('%s', (_, line, reason) => {
    expect(parse([line])).toMatchObject({ facts: [], refused: [reason] });
  });

  it.each([
    [
      'info that is null at first',
      { ...tokens(1, A, A), payload: { type: 'token_count', info: null } },
    ],
    [
      'a message that speaks of it',
      { timestamp: at(1), type: 'response_item', payload: { text: '"token_count"' } },
    ],
    ['a meta line without payload', { timestamp: at(1), type: 'session_meta' }],
  ])('but not %s', (_, line) => {
    expect(parse([line])).toMatchObject({ facts: [], refused: [] });
  });
});

describe('limits and credits', () => {
  const limits = (changes: Json = {}) => ({
    limit_id: 'codex',
    limit_name: null,
    primary: { used_percent: 97.5, window_minutes: 300, resets_at: 1_795_360_953 },
    secondary: { used_percent: 41, window_minutes: 10_080, resets_at: 1_795_655_953 },
    credits: { has_credits: true, unlimited: false, balance: '12.50' },
    ...changes,
  });
  const stated = (rate_limits: Json, seconds = 1) => tokens(seconds, A, A, { rate_limits });

  it('are read with every answer', () => {
    const { limits: found, credits } = parse([meta('s1'), stated(limits())]);
    const common = { agent: 'codex', account: '/home/u/account', modelName: null };
    expect(found).toMatchObject([
      { ...common, kind: 'session', usedPercent: 97.5, resetsAtMs: 1_795_360_953_000 },
      { ...common, kind: 'weekly', usedPercent: 41, resetsAtMs: 1_795_655_953_000 },
    ]);
    expect(credits).toMatchObject([{ hasCredits: true, isUnlimited: false, balance: '12.50' }]);
  });

  it('are read although the answer repeats, and once while they do not change', () => {
    const full = limits({ primary: { used_percent: 100, window_minutes: 300, resets_at: 5 } });
    const lines = [stated(limits()), stated(limits(), 2), stated(full, 3)];
    const { facts, limits: found } = parse(lines);
    expect(facts).toHaveLength(1);
    expect(found.map(({ usedPercent }) => usedPercent)).toEqual([97.5, 41, 100, 41]);
  });

  it('are handed on again while answers bring them: what stays the same must not look old', () => {
    const answers = Array.from({ length: 18 }, (_, nth) =>
      tokens(nth * 175, [100 * (nth + 1), 0, 0, 5], null, { rate_limits: limits() }),
    );
    const { limits: found, credits } = parse([meta('s1'), ...answers]);
    const statedAtMs = [0, 350, 700, 1050, 1400, 1750, 2100, 2450, 2800].map(
      (seconds) => START_MS + seconds * 1000,
    );
    expect(credits.map(({ observedAtMs }) => observedAtMs)).toEqual(statedAtMs);
    const ofSession = found.filter(({ kind }) => kind === 'session');
    expect(ofSession.map(({ observedAtMs }) => observedAtMs)).toEqual(statedAtMs);
    expect(ofSession.every(({ usedPercent }) => usedPercent === 97.5)).toBe(true);
  });

  it('are handed on again at the same answers wherever the file is cut', () => {
    const lines = [40, 170, 290, 310, 340, 900, 950, 1199, 1200].map((seconds, nth) =>
      tokens(seconds, [100 * (nth + 1), 0, 0, 5], null, { rate_limits: limits() }),
    );
    const whole = parse(lines).limits;
    expect(whole.map(({ observedAtMs }) => (observedAtMs - START_MS) / 1000)).toEqual([
      40, 40, 340, 340, 900, 900, 1200, 1200,
    ]);
    for (let cut = 1; cut < lines.length; cut += 1) {
      const head = parse(lines.slice(0, cut));
      const tail = parse(lines.slice(cut), { saved: head.state });
      expect([...head.limits, ...tail.limits]).toEqual(whole);
    }
  });

  it('that a line repeats without a new answer are as old as they were', () => {
    expect(parse([stated(limits()), stated(limits(), 900)]).limits).toHaveLength(2);
  });

  it('are handed on with the next answer where an older Tollgate did not keep their time', () => {
    const saved = parse([stated(limits())]).state as Json;
    delete saved['limitsAtMs'];
    const next = tokens(20, B, null, { rate_limits: limits() });
    expect(parse([stated(limits(), 9)], { saved }).limits).toEqual([]);
    expect(parse([next], { saved }).limits).toHaveLength(2);
  });

  it('are handed on again after the clock was set back', () => {
    const back = tokens(-4000, B, null, { rate_limits: limits() });
    expect(parse([stated(limits()), back]).limits).toHaveLength(4);
  });

  it('are read where there is no usage', () => {
    const line = {
      ...stated(limits()),
      payload: { type: 'token_count', info: null, rate_limits: limits() },
    };
    expect(parse([line]).limits).toHaveLength(2);
  });

  it('of older versions name the seconds that are left', () => {
    const primary = { used_percent: 3.0, window_minutes: 299, resets_in_seconds: 600 };
    const { limits: found } = parse([stated({ primary })]);
    expect(found).toMatchObject([{ kind: 'session', resetsAtMs: START_MS + 601_000 }]);
  });

  it.each([
    [{ resets_at: 1_795_370_400.1234 }, 1_795_370_400_123],
    [{ resets_at: 1e300 }, null],
    [{ resets_in_seconds: 12.3456 }, START_MS + 1000 + 12_346],
    [{ resets_in_seconds: 1e300 }, null],
  ])('reset at whole milliseconds: %j', (reset, resetsAtMs) => {
    const line = stated({ primary: { used_percent: 3, ...reset } });
    expect(parse([{ ...line, timestamp: at(1) }]).limits).toMatchObject([{ resetsAtMs }]);
  });

  it('that do not say when they reset are no reset', () => {
    expect(parse([stated({ primary: { used_percent: 3 } })]).limits).toMatchObject([
      { kind: 'session', resetsAtMs: null },
    ]);
  });

  it('a plan with a week only is a week, although it stands first', () => {
    const primary = { used_percent: 8, window_minutes: 10_080, resets_at: 5 };
    expect(parse([stated({ primary, secondary: null })]).limits).toMatchObject([
      { kind: 'weekly' },
    ]);
  });

  it.each([
    [1440, 'session'],
    [10_079, 'weekly'],
    [20_160, 'weekly'],
    [40_320, 'monthly'],
    [43_200, 'monthly'],
  ])('of %d minutes are a %s window', (window_minutes, kind) => {
    const primary = { used_percent: 8, window_minutes, resets_at: 5 };
    expect(parse([stated({ primary, secondary: null })]).limits).toMatchObject([{ kind }]);
  });

  it('of one model are named after it', () => {
    const { limits: found } = parse([
      stated(limits({ limit_id: 'spark', limit_name: 'GPT Spark' })),
    ]);
    expect(found).toMatchObject([
      { kind: 'session', modelName: 'GPT Spark' },
      { kind: 'weekly-model', modelName: 'GPT Spark' },
    ]);
  });

  it('a window without a percent says nothing', () => {
    expect(parse([stated({ primary: { used_percent: null, resets_at: 5 } })]).limits).toEqual([]);
  });

  it('an unknown balance stays unknown, a number is kept as it is written', () => {
    const { credits } = parse([
      stated(limits({ credits: { has_credits: null, unlimited: 'no', balance: null } })),
      stated(limits({ credits: { balance: 3.5 } }), 2),
    ]);
    expect(credits.map(({ balance }) => balance)).toEqual([null, '3.5']);
    expect(credits[0]).toMatchObject({ hasCredits: null, isUnlimited: null });
  });
});

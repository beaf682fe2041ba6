import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../../main/agents/claude-code/index.ts';
import { variantOf } from '../../../../main/domain/usage.ts';
import { parseLines, type Parsing } from '../parsing.ts';

const AT = '2026-11-22T13:11:53.201Z';
const AT_MS = Date.UTC(2026, 10, 22, 13, 11, 53, 201);

type Json = Record<string, unknown>;

const USAGE: Json = {
  input_tokens: 12,
  cache_creation_input_tokens: 2000,
  cache_read_input_tokens: 15_000,
  output_tokens: 42,
  server_tool_use: { web_search_requests: 0, web_fetch_requests: 3 },
  service_tier: 'standard',
  cache_creation: { ephemeral_1h_input_tokens: 2000, ephemeral_5m_input_tokens: 0 },
  inference_geo: 'global',
  iterations: [],
  speed: 'standard',
  fallback_credit: null,
};

function answer(changes: Json = {}, usage: Json = {}, message: Json = {}): Json {
  return {
    parentUuid: null,
    isSidechain: false,
    message: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'claude-sonnet-5-5',
      content: [],
      ...message,
      usage: { ...USAGE, ...usage },
    },
    requestId: 'req_1',
    type: 'assistant',
    uuid: 'uuid_1',
    timestamp: AT,
    cwd: '/home/u/proj',
    sessionId: 'session_1',
    version: '2.1.330',
    ...changes,
  };
}

const parse = (lines: readonly unknown[], parsing?: Parsing) =>
  parseLines(claudeCode, lines, parsing);

/** The one fact of a line; fails when there is another number of them. */
function factOf(line: unknown, parsing?: Parsing) {
  const { facts, refused } = parse([line], parsing);
  expect(refused).toEqual([]);
  expect(facts).toHaveLength(1);
  return facts[0]!;
}

function refusalOf(line: unknown) {
  const { facts, refused } = parse([line]);
  expect(facts).toEqual([]);
  return refused;
}

describe('an answer', () => {
  it('is one fact with disjoint counts', () => {
    expect(factOf(answer())).toEqual({
      groupKey: 'msg_1',
      kind: 'direct',
      requestId: 'req_1',
      sessionId: 'session_1',
      parentSessionId: null,
      isReplaySuspect: false,
      project: '/home/u/proj',
      model: 'claude-sonnet-5-5',
      atMs: AT_MS,
      startedAtMs: AT_MS,
      inputTokens: 12,
      outputTokens: 42,
      cacheWrite5mTokens: 0,
      cacheWrite1hTokens: 2000,
      cacheReadTokens: 15_000,
      webSearches: 0,
      mode: 'standard',
      isUsOnly: false,
    });
  });

  it('counts its web searches, fast mode, batch tier and US inference', () => {
    expect(factOf(answer({}, { server_tool_use: { web_search_requests: 4 } })).webSearches).toBe(4);
    expect(factOf(answer({}, { speed: 'fast' })).mode).toBe('fast');
    expect(factOf(answer({}, { service_tier: 'batch' })).mode).toBe('batch');
    expect(factOf(answer({}, { inference_geo: 'us' })).isUsOnly).toBe(true);
  });

  it('needs no type: older files and other writers leave it out', () => {
    expect(factOf(answer({ type: undefined })).groupKey).toBe('msg_1');
  });

  it('is a side conversation’s where the line says so', () => {
    expect(variantOf(factOf(answer({ isSidechain: true })))).toBe('sidechain|req_1|');
  });
});

describe('cache writes', () => {
  it.each([
    ['the sum without parts is 5-minute writing', 700, undefined, [700, 0]],
    ['parts of zero do not hide the sum', 700, [0, 0], [700, 0]],
    ['parts without the sum count', 0, [0, 500], [0, 500]],
    ['both parts', 900, [400, 500], [400, 500]],
    ['what the parts do not explain is 5-minute writing', 1000, [100, 500], [500, 500]],
    ['parts that exceed the sum win', 100, [300, 500], [300, 500]],
    ['null parts', 700, [null, null], [700, 0]],
  ])('%s', (_, sum, parts, [write5m, write1h]) => {
    const split = parts && {
      ephemeral_5m_input_tokens: parts[0],
      ephemeral_1h_input_tokens: parts[1],
    };
    const fact = factOf(answer({}, { cache_creation_input_tokens: sum, cache_creation: split }));
    expect([fact.cacheWrite5mTokens, fact.cacheWrite1hTokens]).toEqual([write5m, write1h]);
  });
});

describe('what is tolerated and counted', () => {
  it.each<[string, Json]>([
    [
      'null model in a tool input',
      answer({}, {}, { content: [{ input: { id: null, model: null } }] }),
    ],
    ['null requestId', answer({ requestId: null })],
    ['null speed and cache reads', answer({}, { speed: null, cache_read_input_tokens: null })],
    [
      'null iterations, tier, geo, searches',
      answer(
        {},
        { iterations: null, service_tier: null, inference_geo: null, server_tool_use: null },
      ),
    ],
    ['an unknown speed and tier', answer({}, { speed: 'warp', service_tier: 'platinum' })],
    ['a lone surrogate', answer({}, {}, { content: [{ text: '\ud83d' }] })],
    ['microseconds', answer({ timestamp: '2026-11-22T13:11:53.201456Z' })],
    ['an offset', answer({ timestamp: '2026-11-22T15:11:53.201+02:00' })],
    ['an unknown version', answer({ version: 'unknown' })],
    [
      'an absent version, cwd and uuid',
      answer({ version: undefined, cwd: undefined, uuid: undefined }),
    ],
    ['fields that nobody knows', answer({ future: { deep: [1] } }, { thought_tokens: 'many' })],
    ['null type', answer({ type: null })],
  ])('%s', (_, line) => {
    expect(factOf(line)).toMatchObject({ outputTokens: 42, atMs: AT_MS, inputTokens: 12 });
  });

  it('floats: 10.0 and 10.9 are ten', () => {
    const text = JSON.stringify(answer()).replace('"output_tokens":42', '"output_tokens":10.0');
    expect(factOf(text).outputTokens).toBe(10);
    expect(factOf(answer({}, { output_tokens: 10.9 })).outputTokens).toBe(10);
  });

  it('missing output is none', () => {
    expect(factOf(answer({}, { output_tokens: undefined })).outputTokens).toBe(0);
  });

  it('a blank after the colon', () => {
    const text = JSON.stringify(answer()).replace('"usage":{', '"usage": {');
    expect(factOf(text).outputTokens).toBe(42);
  });

  it('no model is an unknown one', () => {
    expect(factOf(answer({}, {}, { model: null })).model).toBe('unknown');
    expect(factOf(answer({}, {}, { model: 7 })).model).toBe('unknown');
  });
});

describe('what is refused, by reason', () => {
  it.each([
    ['half a line', JSON.stringify(answer()).slice(0, -10), 'not-json'],
    ['NUL bytes inside', JSON.stringify(answer()).replace('msg_1', 'msg\0'), 'not-json'],
    [
      'two lines glued together',
      JSON.stringify(answer()).slice(0, 300) + JSON.stringify(answer()),
      'not-json',
    ],
    ['no time', answer({ timestamp: undefined }), 'no-timestamp'],
    ['a time that is none', answer({ timestamp: 'now' }), 'no-timestamp'],
    ['a number as time', answer({ timestamp: 1_795_353_113 }), 'no-timestamp'],
    [
      'usage as a list',
      { ...answer(), message: { usage: [{ input_tokens: 1 }] } },
      'unknown-shape',
    ],
    [
      'usage as a text',
      { ...answer(), message: { usage: 'much', input_tokens: 1 } },
      'unknown-shape',
    ],
    [
      'an answer under a type of a later version',
      answer({ type: 'assistant_v2' }),
      'unknown-shape',
    ],
    ['a negative count', answer({}, { input_tokens: -1 }), 'impossible-number'],
    ['a count as text', answer({}, { input_tokens: '12' }), 'impossible-number'],
    ['a count as object', answer({}, { output_tokens: { total: 5 } }), 'impossible-number'],
    [
      'a count beyond every integer',
      JSON.stringify(answer()).replace(':42', ':1e400'),
      'impossible-number',
    ],
    ['a count beyond exact integers', answer({}, { output_tokens: 1e18 }), 'impossible-number'],
    ['a list instead of a line', '["usage":', 'not-json'],
  ])('%s', (_, line, reason) => {
    expect(refusalOf(line)).toEqual([reason]);
  });
});

describe('what is passed over in silence', () => {
  it.each([
    [
      'the result of a task with its usage',
      { type: 'user', toolUseResult: { usage: USAGE }, timestamp: AT },
    ],
    ['a cost state', { type: 'cost-state', totalCostUSD: 1, usage: { input_tokens: 5 } }],
    ['a summary that quotes a usage', { type: 'summary', summary: '"usage":{"input_tokens":5}' }],
    ['an answer without usage', { ...answer(), message: { id: 'msg_1', note: { usage: null } } }],
    ['an answer with null usage', { ...answer(), message: { usage: null } }],
    ['a progress line without an answer', { type: 'progress', data: { type: 'hook', usage: {} } }],
  ])('%s', (_, line) => {
    expect(refusalOf(line)).toEqual([]);
  });

  it('an answer of zero tokens', () => {
    const zero = { input_tokens: 0, output_tokens: 0, cache_read_input_tokens: 0 };
    const none = { cache_creation_input_tokens: 0, cache_creation: null };
    expect(refusalOf(answer({}, { ...zero, ...none }))).toEqual([]);
  });

  it('the program’s own notices, whatever tokens they claim', () => {
    expect(refusalOf(answer({}, {}, { model: '<synthetic>' }))).toEqual([]);
    expect(refusalOf(answer({ isApiErrorMessage: true }))).toEqual([]);
  });
});

describe('which response a line belongs to', () => {
  it('without a request id the session tells copies apart', () => {
    expect(variantOf(factOf(answer({ requestId: undefined })))).toBe('direct||session_1');
  });

  it('without a message id the line’s own id is the key', () => {
    expect(factOf(answer({}, {}, { id: undefined })).groupKey).toBe('uuid:uuid_1');
  });

  it('without both, session and request are', () => {
    const line = answer({ uuid: undefined }, {}, { id: null });
    expect(factOf(line).groupKey).toBe('request:session_1:req_1');
  });

  it('without any, what the line says is, so that reading it twice counts once', () => {
    const line = answer({ uuid: null, requestId: null }, {}, { id: '' });
    const { facts } = parse([
      line,
      line,
      answer({ uuid: null, requestId: null }, { output_tokens: 43 }, { id: '' }),
    ]);
    expect(new Set(facts.map(({ groupKey }) => groupKey)).size).toBe(2);
  });

  it('a fork’s copy belongs to the session that made the request', () => {
    const copy = answer({ sessionId: 'fork', requestSessionId: 'session_1' });
    expect(factOf(copy).sessionId).toBe('session_1');
  });

  it('a line without a session takes it from the file’s name', () => {
    expect(factOf(answer({ sessionId: undefined })).sessionId).toBe('file-stem');
  });

  it('in a sub-agent’s file it is the session above', () => {
    const context = {
      stem: 'agent-a01',
      folders: ['wf_1', 'workflows', 'subagents', 'parent', 'p'],
    };
    expect(factOf(answer({ sessionId: undefined }), { context }).sessionId).toBe('parent');
  });
});

describe('an echo of a sub-agent', () => {
  const echo = {
    type: 'progress',
    sessionId: 'parent',
    cwd: '/home/u/proj',
    timestamp: '2026-11-22T13:11:54.000Z',
    data: { type: 'agent_progress', message: answer({ sessionId: undefined, cwd: undefined }) },
  };

  it('is a progress record of the parent with the inner line’s ids and time', () => {
    expect(factOf(echo)).toMatchObject({
      kind: 'progress',
      groupKey: 'msg_1',
      requestId: 'req_1',
      sessionId: 'parent',
      project: '/home/u/proj',
      atMs: AT_MS,
    });
  });

  it('takes the outer time where the inner one is missing', () => {
    const timeless = answer({ timestamp: undefined });
    expect(factOf({ ...echo, data: { message: timeless } }).atMs).toBe(AT_MS + 799);
  });
});

describe('when a request was sent', () => {
  const at = (seconds: number) => new Date(AT_MS + seconds * 1000).toISOString();
  const question = (seconds: number) => ({ type: 'user', timestamp: at(seconds) });

  it('after a pause: when the line before was written', () => {
    const { facts } = parse([question(-40), answer()]);
    expect(facts[0]?.startedAtMs).toBe(AT_MS - 40_000);
  });

  it('in a running conversation: when the answer was', () => {
    const later = answer({ timestamp: at(120), requestId: 'req_2' }, {}, { id: 'msg_2' });
    const { facts } = parse([question(-40), answer(), question(60), later]);
    expect(facts[1]?.startedAtMs).toBe(AT_MS + 120_000);
  });

  it('a line from long before did not ask for this answer', () => {
    const { facts } = parse([question(-1801), answer()]);
    expect(facts[0]?.startedAtMs).toBe(AT_MS);
  });

  it('is not after the answer, and not nonsense', () => {
    expect(factOf(answer(), { before: `{"timestamp":"${at(5)}"}\n` }).startedAtMs).toBe(AT_MS);
    expect(factOf(answer(), { before: '{"timestamp":"soon"}\n' }).startedAtMs).toBe(AT_MS);
    expect(factOf(answer(), { before: '"timestamp":"' }).startedAtMs).toBe(AT_MS);
  });

  it('what was remembered decides whether there was a pause', () => {
    const first = parse([answer()]);
    const later = answer({ timestamp: at(60) }, {}, { id: 'msg_2' });
    const parsing = { saved: first.state, before: `{"timestamp":"${at(30)}"}\n` };
    expect(factOf(later, parsing).startedAtMs).toBe(AT_MS + 60_000);
  });
});

describe('an adviser’s part of an answer', () => {
  const advice = (model: string | null, output: number) => ({
    type: 'advisor_message',
    model,
    input_tokens: 5,
    output_tokens: output,
    cache_read_input_tokens: 7,
  });

  it('counts for its own model, beside the answer', () => {
    const iterations = [{ type: 'message', output_tokens: 42 }, advice('claude-opus-5-5', 9)];
    const { facts } = parseLines(claudeCode, [answer({}, { iterations })]);
    expect(facts).toMatchObject([
      { groupKey: 'msg_1', model: 'claude-sonnet-5-5', outputTokens: 42 },
      { groupKey: 'msg_1:advice:1', model: 'claude-opus-5-5', outputTokens: 9, inputTokens: 5 },
    ]);
    expect(facts[1]).toMatchObject({
      cacheReadTokens: 7,
      cacheWrite1hTokens: 0,
      requestId: 'req_1',
    });
  });

  it('without a model or with impossible figures is not passed over', () => {
    const { facts } = parseLines(claudeCode, [answer({}, { iterations: [advice(null, 9)] })]);
    expect(facts[1]).toMatchObject({ model: 'unknown', outputTokens: 9 });
    const { refused } = parseLines(claudeCode, [answer({}, { iterations: [advice('m', -1)] })]);
    expect(refused).toEqual(['impossible-number']);
  });
});

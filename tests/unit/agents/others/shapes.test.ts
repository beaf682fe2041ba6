/** Shapes of the other agents' records that the recorded files do not hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParseSink, RefusalReason } from '../../../../main/agents/agent.ts';
import { copilotCli } from '../../../../main/agents/copilot-cli/index.ts';
import { readSessionSettings } from '../../../../main/agents/droid/settings.ts';
import { geminiCli } from '../../../../main/agents/gemini-cli/index.ts';
import { readChatDocument } from '../../../../main/agents/gemini-cli/chat.ts';
import { kimi } from '../../../../main/agents/kimi/index.ts';
import { openclaw } from '../../../../main/agents/openclaw/index.ts';
import { pi } from '../../../../main/agents/pi/index.ts';
import { qwenCode } from '../../../../main/agents/qwen-code/index.ts';
import {
  countedVariants,
  isSumOfRequests,
  totalTokens,
  variantOf,
} from '../../../../main/domain/usage.ts';
import type { UsageFact } from '../../../../main/domain/usage.ts';
import { parseLines } from '../parsing.ts';

const AT = '2026-11-22T15:00:00.000Z';
const AT_MS = Date.parse(AT);

function collect() {
  const facts: UsageFact[] = [];
  const refused: RefusalReason[] = [];
  const sink: ParseSink = {
    fact: (fact) => facts.push(fact),
    limit: () => undefined,
    credits: () => undefined,
    note: () => undefined,
    refuse: (reason) => refused.push(reason),
  };
  return { facts, refused, sink };
}

const CONTEXT = { account: '/a', stem: 'stem', folders: [], timeZone: () => 'UTC' };

describe('Gemini CLI', () => {
  const message = (tokens: unknown, more = {}) => ({
    ...{ id: 'm1', timestamp: AT, type: 'gemini', model: 'gemini-2.5-pro', tokens },
    ...more,
  });

  it('counts a prompt of tools as input, and thoughts as output', () => {
    const tokens = { input: 100, output: 20, cached: 60, thoughts: 5, tool: 7, total: 132 };
    const [fact] = parseLines(geminiCli, [message(tokens)]).facts;
    expect(fact).toMatchObject({ inputTokens: 47, cacheReadTokens: 60, outputTokens: 25 });
  });

  it('takes the cache beside the input where the total says so', () => {
    const tokens = { input: 100, output: 20, cached: 60, thoughts: 5, tool: 0, total: 185 };
    const [fact] = parseLines(geminiCli, [message(tokens)]).facts;
    expect(fact).toMatchObject({ inputTokens: 100, cacheReadTokens: 60, outputTokens: 25 });
  });

  it('gives a sub-agent’s use to the session that called it', () => {
    const lines = [
      { sessionId: 'child', projectHash: 'h', kind: 'subagent' },
      message({ input: 1, output: 1 }),
    ];
    const context = { stem: 'child', folders: ['parent', 'chats', 'toll-road'] };
    const [fact] = parseLines(geminiCli, lines, { context }).facts;
    expect(fact).toMatchObject({ sessionId: 'parent', project: 'toll-road' });
  });

  it('reads what older versions kept as one document, and a new file of it as the same responses', () => {
    const messages = [message({ input: 10, output: 2, total: 12 }), { type: 'user', id: 'u' }];
    const { facts, refused, sink } = collect();
    readChatDocument({ sessionId: 's', projectHash: 'h', messages }, CONTEXT, sink);
    const again = parseLines(geminiCli, [{ sessionId: 's', projectHash: 'h' }, ...messages]).facts;
    expect(facts.map(({ groupKey, sessionId }) => [groupKey, sessionId])).toEqual([['m1', 's']]);
    expect(again.map(({ groupKey, sessionId }) => [groupKey, sessionId])).toEqual([['m1', 's']]);
    expect(refused).toEqual([]);
  });

  it('passes a message without tokens, and refuses what cannot be counted', () => {
    const lines = [
      message(null),
      message({ input: -1 }),
      message({ input: 1 }, { timestamp: 'yesterday' }),
      message('many'),
    ];
    const { facts, refused } = parseLines(geminiCli, lines);
    expect(facts).toEqual([]);
    expect(refused).toEqual(['impossible-number', 'no-timestamp', 'unknown-shape']);
  });
});

describe('Qwen Code', () => {
  const head = { sessionId: 's', timestamp: AT, cwd: '/home/u/p' };
  const event = (uuid: string, counts: readonly number[]) => ({
    ...{ ...head, uuid, type: 'system', subtype: 'ui_telemetry' },
    systemPayload: {
      uiEvent: {
        'event.name': 'qwen-code.api_response',
        model: 'qwen3',
        input_token_count: counts[0],
        output_token_count: counts[1],
        cached_content_token_count: counts[2],
        thoughts_token_count: counts[3],
        total_token_count: counts[4],
      },
    },
  });
  const message = (uuid: string, counts: readonly number[]) => ({
    ...{ ...head, uuid, type: 'assistant', model: 'qwen3' },
    usageMetadata: {
      promptTokenCount: counts[0],
      candidatesTokenCount: counts[1],
      cachedContentTokenCount: counts[2],
      thoughtsTokenCount: counts[3],
      totalTokenCount: counts[4],
    },
  });

  it('counts a response that is told twice once, and each that is told once', () => {
    const [one, other] = [
      [100, 20, 60, 0, 120],
      [200, 30, 60, 0, 230],
    ] as const;
    const lines = [event('e1', one), event('e2', one), message('m1', one), message('m2', other)];
    const { facts } = parseLines(qwenCode, lines);
    expect(facts.map(({ groupKey }) => groupKey)).toEqual(['e1', 'e2', 'm2']);
  });

  it('takes thoughts for a part of the answer unless the total says that they are not', () => {
    const inside = parseLines(qwenCode, [event('e', [100, 20, 0, 5, 120])]).facts;
    const beside = parseLines(qwenCode, [event('e', [100, 20, 0, 5, 125])]).facts;
    expect([inside[0]?.outputTokens, beside[0]?.outputTokens]).toEqual([20, 25]);
  });
});

describe('Copilot CLI', () => {
  const sums = (id: string, input: number, output: number) => ({
    ...{ id, timestamp: AT, type: 'session.shutdown' },
    data: { modelMetrics: { 'gpt-5': { usage: { inputTokens: input, outputTokens: output } } } },
  });
  const start = {
    ...{ id: 'e0', timestamp: AT, type: 'session.start' },
    data: { sessionId: 's', context: { cwd: '/home/u/p' } },
  };

  it('counts the growth of a session’s sums where it keeps no records', () => {
    const lines = [start, sums('e1', 100, 10), sums('e2', 150, 30), sums('e3', 40, 4)];
    const { facts } = parseLines(copilotCli, lines);
    expect(facts.map(({ inputTokens, outputTokens }) => [inputTokens, outputTokens])).toEqual([
      [100, 10],
      [50, 20],
      [40, 4],
    ]);
    expect(facts.map(isSumOfRequests)).toEqual([true, true, true]);
  });

  it('takes what was written to the cache out of the input, and knows a record by its place', () => {
    const record = (id: string) => ({
      ...{ id, timestamp: AT, type: 'session.usage_record' },
      data: {
        usage: {
          model: 'claude-sonnet-4.5',
          inputTokens: 17_100,
          outputTokens: 50,
          cacheReadTokens: 15_000,
          cacheWriteTokens: 2_000,
          accounting: { sourceSessionId: 's', sequence: 1 },
        },
      },
    });
    const { facts } = parseLines(copilotCli, [start, record('a'), record('b'), sums('e', 9, 9)]);
    expect(facts[0]).toMatchObject({
      inputTokens: 100,
      cacheReadTokens: 15_000,
      cacheWrite5mTokens: 2_000,
    });
    expect(new Set(facts.map(({ groupKey }) => groupKey))).toEqual(new Set(['s|1']));
    expect(facts.some(isSumOfRequests)).toBe(false);
  });
});

describe('Kimi', () => {
  const usage = {
    input_other: 100,
    output: 20,
    input_cache_read: 60,
    input_cache_creation: 7,
  };
  const status = (payload: unknown, seconds = AT_MS / 1000) => ({
    timestamp: seconds,
    message: { type: 'StatusUpdate', payload },
  });
  const context = { stem: 'wire', folders: ['session-1', 'group'] };

  it('counts a step once, and an echo of a sub-agent only where its own file is not there', () => {
    const own = status({ token_usage: usage, message_id: 'm1' });
    const echo = {
      timestamp: AT_MS / 1000,
      message: { type: 'SubagentEvent', payload: { event: own.message } },
    };
    const child = parseLines(kimi, [own], {
      context: { stem: 'wire', folders: ['a1', 'subagents', 'session-1', 'group'] },
    }).facts;
    const parent = parseLines(kimi, [echo], { context }).facts;
    const records = [...child, ...parent].map((fact) => ({
      ...fact,
      variant: variantOf(fact),
      totalTokens: totalTokens(fact),
    }));
    expect(records.map(({ groupKey, sessionId }) => [groupKey, sessionId])).toEqual([
      ['m1', 'session-1'],
      ['m1', 'session-1'],
    ]);
    expect([...countedVariants(records, () => true)]).toEqual([variantOf(child[0] as UsageFact)]);
    expect(child[0]).toMatchObject({ inputTokens: 100, cacheWrite5mTokens: 7, atMs: AT_MS });
  });

  it('passes updates without use', () => {
    const lines = [status({ context_usage: 0.1, token_usage: null }), status({ token_usage: {} })];
    expect(parseLines(kimi, lines, { context })).toMatchObject({ facts: [], refused: [] });
  });
});

describe('pi and OpenClaw', () => {
  const head = (id: string, more = {}) => ({ type: 'session', id, cwd: '/home/u/p', ...more });
  const answer = (id: string, output: number) => ({
    ...{ type: 'message', id, timestamp: AT },
    message: { role: 'assistant', model: 'm', usage: { input: 1, output, cacheRead: 2 } },
  });
  const [parentId, childId] = [
    '11111111-1111-4111-8111-111111111111',
    '22222222-2222-4222-8222-222222222222',
  ];

  it('counts the history that a fork copies for its parent only', () => {
    const path = `/home/u/.pi/agent/sessions/x/2026_${parentId}.jsonl`;
    const parent = parseLines(pi, [head(parentId), answer('a', 5)]).facts;
    const fork = [head(childId, { parentSession: path }), answer('a', 5), answer('b', 6)];
    const child = parseLines(pi, fork).facts;
    const group = [...parent, ...child]
      .filter(({ groupKey }) => groupKey === parent[0]?.groupKey)
      .map((fact) => ({ ...fact, variant: variantOf(fact), totalTokens: totalTokens(fact) }));
    expect(group).toHaveLength(2);
    expect([...countedVariants(group, () => true)]).toEqual([variantOf(parent[0] as UsageFact)]);
  });

  it('counts what is no message as well, and nothing that a tool or a user calls usage', () => {
    const lines = [
      head(parentId),
      answer('a', 5),
      { type: 'usage', id: 'u', timestamp: AT, model: 'n', usage: { cacheRead: 50 } },
      { type: 'compaction', id: 'c', timestamp: AT, usage: { input: 9, output: 3 } },
      {
        type: 'message',
        id: 't',
        timestamp: AT,
        message: { role: 'toolResult', usage: { input: 9 } },
      },
    ];
    for (const agent of [pi, openclaw]) {
      const { facts } = parseLines(agent, lines);
      expect(facts.map(({ model }) => model)).toEqual(['m', 'n', 'n']);
      expect(facts.map(totalTokens)).toEqual([8, 50, 12]);
    }
  });

  it('finds OpenClaw’s sessions under the longer names of reset ones', () => {
    const names = [
      'a.jsonl',
      'a.jsonl.reset.2026-11-22T15-00-00Z',
      'sessions.json',
      'a.jsonl.lock',
    ];
    expect(names.filter((name) => openclaw.isLogFile(name))).toEqual(names.slice(0, 2));
  });
});

describe('Droid', () => {
  const sum = (output: number, more = {}) => ({
    model: 'custom:Claude-Opus-4.5-[Anthropic]-0',
    tokenUsage: {
      ...{ inputTokens: 100, outputTokens: output, thinkingTokens: 4 },
      ...{ cacheCreationTokens: 8, cacheReadTokens: 60 },
    },
    ...more,
  });
  const read = (document: unknown, modifiedAtMs = AT_MS) => {
    const { facts, refused, sink } = collect();
    readSessionSettings(document, { ...CONTEXT, stem: 'abc.settings', modifiedAtMs }, sink);
    return { facts, refused };
  };

  it('keeps one record a session, at the time of its last change', () => {
    const [fact] = read(sum(20, { providerLockTimestamp: '2026-11-20T00:00:00Z' })).facts;
    expect(fact).toMatchObject({
      ...{ groupKey: 'abc|sum', sessionId: 'abc', model: 'claude-opus-4.5', atMs: AT_MS },
      ...{ inputTokens: 100, outputTokens: 24, cacheWrite5mTokens: 8, cacheReadTokens: 60 },
    });
    expect(read(sum(30)).facts[0]?.groupKey).toBe(fact?.groupKey);
    expect(isSumOfRequests(fact as UsageFact)).toBe(true);
  });

  it('is silent about a session that has used nothing yet, and not about a damaged one', () => {
    expect(read({ model: 'x' })).toEqual({ facts: [], refused: [] });
    expect(read([])).toEqual({ facts: [], refused: ['unknown-shape'] });
    expect(read(sum(-1))).toEqual({ facts: [], refused: ['impossible-number'] });
  });
});

describe('whatever the lines hold', () => {
  const marks = [
    '"tokens":',
    '"usageMetadata":',
    'qwen-code.api_response"',
    '"session.usage_record"',
    '"session.shutdown"',
    '"token_usage"',
    '"usage":',
  ];
  const line = fc
    .tuple(fc.constantFrom(...marks), fc.json({ maxDepth: 4 }))
    .map(([mark, json]) => `{"type":"gemini","x":${json},${mark.replace(/"$/, '"')}${json}}`);

  it('no parser throws, and every count is a whole one', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        for (const agent of [geminiCli, qwenCode, copilotCli, kimi, pi, openclaw]) {
          for (const fact of parseLines(agent, lines).facts) {
            expect(Number.isSafeInteger(totalTokens(fact))).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('every whole document is read without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (document) => {
        const { facts, sink } = collect();
        readSessionSettings(document, CONTEXT, sink);
        readChatDocument(document, CONTEXT, sink);
        expect(facts.every((fact) => Number.isSafeInteger(totalTokens(fact)))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

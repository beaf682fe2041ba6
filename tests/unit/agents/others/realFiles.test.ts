/** Lines that the real programs wrote, with the events that they must become. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AgentId } from '../../../../preload/contract/snapshot.ts';
import { AGENTS } from '../../../../main/agents/registry.ts';
import type { UsageFact } from '../../../../main/domain/usage.ts';
import { parseLines } from '../parsing.ts';

const FIXTURES = path.join(import.meta.dirname, '../../../fixtures/transcripts');

/** Input, from the cache, into the cache, output. */
const countsOf = (fact: UsageFact) => [
  fact.inputTokens,
  fact.cacheReadTokens,
  fact.cacheWrite5mTokens,
  fact.outputTokens,
];

const CASES: readonly {
  readonly agent: AgentId;
  readonly sessionId: string;
  readonly model: string;
  readonly counts: readonly (readonly number[])[];
  readonly folders?: readonly string[];
}[] = [
  {
    agent: 'gemini-cli',
    sessionId: 'f0f73a3e-2d05-42e3-b695-b1a6a914944e',
    model: 'gemini-3.8-flash',
    // Prompt 1002 with 802 of them cached; answer 52 and thoughts 12.
    counts: [
      [200, 802, 0, 64],
      [200, 803, 0, 66],
    ],
    folders: ['chats', 'toll-road'],
  },
  {
    agent: 'qwen-code',
    sessionId: '56cba44c-c228-447c-8e5c-e830ef268946',
    model: 'loop-model',
    counts: [
      [200, 801, 0, 51],
      [200, 802, 0, 52],
    ],
  },
  {
    agent: 'copilot-cli',
    sessionId: '03a7ca66-3606-4501-9eb4-879c8fefbe2e',
    model: 'gpt-5.4',
    counts: [
      [200, 801, 0, 51],
      [200, 802, 0, 52],
    ],
  },
  {
    agent: 'pi',
    sessionId: '01a2053a-63fc-7565-afd1-49dc4ef1d343',
    model: 'loop-model',
    counts: [
      [200, 801, 0, 51],
      [200, 802, 0, 52],
    ],
  },
];

describe.each(CASES)('$agent', ({ agent, sessionId, model, counts, folders }) => {
  const lines = fs
    .readFileSync(path.join(FIXTURES, `${agent}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const context = folders === undefined ? {} : { folders };
  const groups = (facts: readonly UsageFact[]) =>
    [...new Map(facts.map((fact) => [fact.groupKey, fact])).values()].map(countsOf);

  it('becomes one event a response', () => {
    const { facts, refused } = parseLines(AGENTS[agent], lines, { context });
    expect(groups(facts)).toEqual(counts);
    expect(refused).toEqual([]);
    for (const fact of facts) {
      expect(fact).toMatchObject({ sessionId, model, project: '/home/u/toll-road' });
    }
    const times = facts.map(({ atMs }) => atMs);
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(new Date(times[0] ?? 0).toISOString()).toMatch(/^2026-11-22T21:4/);
  });

  it('is the same in two parts as in one', () => {
    const whole = parseLines(AGENTS[agent], lines, { context }).facts;
    for (let cut = 1; cut < lines.length; cut += 1) {
      const first = parseLines(AGENTS[agent], lines.slice(0, cut), { context });
      const saved = first.state;
      const second = parseLines(AGENTS[agent], lines.slice(cut), { context, saved });
      expect([...first.facts, ...second.facts]).toEqual(whole);
    }
  });
});

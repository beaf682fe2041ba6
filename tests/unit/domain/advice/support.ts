import type { AdviceAnswer } from '../../../../main/domain/advice/answers.ts';

/** An answer of a session, at a moment; what a test is about is named in it. */
export function answer(part: Partial<AdviceAnswer>): AdviceAnswer {
  return {
    agent: 'claude-code',
    account: '/home/u/.claude',
    sessionId: 'one',
    isMain: true,
    project: '/home/u/shop',
    model: 'claude-opus-5-5',
    atMs: part.startedAtMs ?? 0,
    startedAtMs: part.atMs ?? 0,
    inputTokens: 0,
    outputTokens: 0,
    cacheWrite5mTokens: 0,
    cacheWrite1hTokens: 0,
    cacheReadTokens: 0,
    webSearches: 0,
    mode: 'standard',
    isUsOnly: false,
    costMicros: null,
    isCredits: false,
    ...part,
  };
}

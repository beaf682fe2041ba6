import type { AdviceAnswer } from '../../../../main/domain/advice/answers.ts';
import { NOTHING_USED } from '../../../fixtures/priceableFact.ts';

/** An answer of a session, at a moment; what a test is about is named in it. */
export function answer(part: Partial<AdviceAnswer>): AdviceAnswer {
  return {
    ...NOTHING_USED,
    agent: 'claude-code',
    account: '/home/u/.claude',
    sessionId: 'one',
    isMain: true,
    project: '/home/u/shop',
    model: 'claude-opus-5-5',
    atMs: part.startedAtMs ?? 0,
    startedAtMs: part.atMs ?? 0,
    costMicros: null,
    isCredits: false,
    ...part,
  };
}

/** Token counts of agents that tell no more classes than these; a fact of one answer made from them. */
import type { UsageFact } from '../../domain/usage.ts';
import type { ParseSink } from '../agent.ts';
import { asTokenCount } from '../fields.ts';

export type TokenCounts = {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
};

/** Counts as a log has them; null when one of them cannot be a count. */
export function tokenCounts(raw: {
  readonly [Name in keyof TokenCounts]: unknown;
}): TokenCounts | null {
  const input = asTokenCount(raw.input);
  const output = asTokenCount(raw.output);
  const cacheRead = asTokenCount(raw.cacheRead);
  const cacheWrite = asTokenCount(raw.cacheWrite);
  return input === null || output === null || cacheRead === null || cacheWrite === null
    ? null
    : { input, output, cacheRead, cacheWrite };
}

/** Takes what came from or went to the cache out of an input that includes it. */
export function withoutCache({ input, cacheRead, cacheWrite, output }: TokenCounts): TokenCounts {
  return { input: Math.max(0, input - cacheRead - cacheWrite), output, cacheRead, cacheWrite };
}

type AnswerFact = Pick<UsageFact, 'groupKey' | 'sessionId' | 'project' | 'model' | 'atMs'> & {
  readonly startedAtMs?: number;
};

/** Hands on an answer, or why it is none; one that used nothing is passed over. */
export function handOn(answer: AnswerFact, counts: TokenCounts | null, sink: ParseSink): void {
  if (counts === null) return sink.refuse('impossible-number');
  const { input, output, cacheRead, cacheWrite } = counts;
  if (input + output + cacheRead + cacheWrite === 0) return;
  sink.fact({
    startedAtMs: answer.atMs,
    ...answer,
    kind: 'direct',
    requestId: null,
    parentSessionId: null,
    isReplaySuspect: false,
    inputTokens: input,
    outputTokens: output,
    cacheWrite5mTokens: cacheWrite,
    cacheWrite1hTokens: 0,
    cacheReadTokens: cacheRead,
    webSearches: 0,
    mode: 'standard',
    isUsOnly: false,
  });
}

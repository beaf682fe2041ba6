/** Conversations of the last weeks that would have been cheaper begun anew. Pure. */
import type { RestartSavings } from '../../../preload/contract/review/advice.ts';
import { groupBy } from '../grouping.ts';
import type { PriceableFact, Pricing } from '../pricing.ts';
import { carriedContexts } from '../review/carried.ts';
import { restartAdvice } from '../review/restart.ts';
import { projectNames } from '../sessions.ts';
import type { AdviceAnswer } from './answers.ts';

/**
 * The sum over all conversations of what `restartAdvice` says of each; null where it says nothing of any.
 *
 * @param answers by time
 * @param fromMs a conversation that had answers before it is left out: its first context is not known
 */
export function restartSavings(
  answers: readonly AdviceAnswer[],
  fromMs: number,
  price: (fact: PriceableFact) => Pricing,
): RestartSavings | null {
  const main = answers.filter(({ isMain }) => isMain);
  const conversations = groupBy(main, ({ agent, sessionId }) => `${agent}|${sessionId}`);
  const found = [...conversations.values()].flatMap((of) => {
    const [first] = of;
    if (first === undefined || first.atMs < fromMs) return [];
    const advice = restartAdvice(carriedContexts(of, price));
    return advice === null ? [] : [{ of, first, savingMicros: advice.savingMicros }];
  });
  const [largest] = found.toSorted((a, b) => b.savingMicros - a.savingMicros);
  if (largest === undefined) return null;
  const { first, of } = largest;
  // Named among all projects of the time, so that like ends are told apart as in the list of sessions.
  const paths = [...new Set(main.map(({ project }) => project))];
  return {
    kind: 'restart',
    sessions: found.length,
    savingMicros: found.reduce((sum, { savingMicros }) => sum + savingMicros, 0),
    creditSavingMicros: null,
    largest: {
      agent: first.agent,
      sessionId: first.sessionId,
      startedAtMs: Math.min(...of.map(({ startedAtMs }) => startedAtMs)),
      lastAtMs: of.at(-1)?.atMs ?? first.atMs,
      projectName: projectNames(paths)[paths.indexOf(first.project)] ?? '',
      savingMicros: largest.savingMicros,
    },
  };
}

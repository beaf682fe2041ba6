/** Apps that drew on credits while a plan had room. Pure. */
import type { CreditAppSavings } from '../../../preload/contract/review/advice.ts';
import { accountText, type AccountKey } from '../figures.ts';
import { groupBy } from '../grouping.ts';
import { LEAST_ADVICE_MICROS, type AdviceAnswer } from './answers.ts';
import { modelLine } from './modelLines.ts';

/** A reported window of an account that has a plan. */
export type PlanWindow = AccountKey & {
  readonly startsAtMs: number;
  readonly resetsAtMs: number;
  readonly peakPercent: number;
};

/** A window that ended below this had room all the time. */
const ROOM_BELOW_PERCENT = 90;

/**
 * What apps that draw on credits alone paid for answers of a maker whose plan was in a window that never came near
 * its limit. One piece of advice an app. How much of the plan it would have taken cannot be known.
 *
 * @param drawsOnCredits whether an account is an app's that draws on credits alone
 */
export function creditAppSavings(
  answers: readonly AdviceAnswer[],
  windows: readonly PlanWindow[],
  drawsOnCredits: (key: AccountKey) => boolean,
): CreditAppSavings[] {
  const isApp = new Map<string, boolean>();
  const appOf = (answer: AdviceAnswer): boolean => {
    const text = accountText(answer);
    const known = isApp.get(text) ?? drawsOnCredits(answer);
    isApp.set(text, known);
    return known;
  };
  const paid = answers.filter((answer) => answer.isCredits && answer.costMicros !== null);
  const ofApps = paid.filter(appOf);
  if (ofApps.length === 0) return [];
  const makers = makersOf(answers.filter((answer) => !appOf(answer)));
  const roomy = windows.filter(({ peakPercent }) => peakPercent < ROOM_BELOW_PERCENT);
  const hadRoom = ({ startedAtMs, model }: AdviceAnswer): boolean =>
    roomy.some(
      (window) =>
        window.startsAtMs <= startedAtMs &&
        startedAtMs < window.resetsAtMs &&
        makers.get(accountText(window))?.has(modelLine(model)?.maker ?? '') === true,
    );
  return [...groupBy(ofApps, ({ agent }) => agent)]
    .map(([agent, of]) => {
      const savingMicros = sumOf(of.filter(hadRoom));
      return {
        kind: 'credit-app' as const,
        agent,
        answers: of.length,
        creditMicros: sumOf(of),
        savingMicros,
        creditSavingMicros: savingMicros,
      };
    })
    .filter(({ savingMicros }) => savingMicros >= LEAST_ADVICE_MICROS)
    .toSorted((a, b) => b.savingMicros - a.savingMicros);
}

/** Whose models each account used. */
function makersOf(answers: readonly AdviceAnswer[]): Map<string, Set<string>> {
  const makers = new Map<string, Set<string>>();
  for (const answer of answers) {
    const maker = modelLine(answer.model)?.maker;
    if (maker === undefined) continue;
    const text = accountText(answer);
    makers.set(text, (makers.get(text) ?? new Set()).add(maker));
  }
  return makers;
}

function sumOf(answers: readonly AdviceAnswer[]): number {
  return answers.reduce((sum, { costMicros }) => sum + (costMicros ?? 0), 0);
}

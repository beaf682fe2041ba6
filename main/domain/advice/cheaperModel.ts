/** The same work at a cheaper model's prices. Says nothing about how good its answers would be. Pure. */
import type { ModelSavings } from '../../../preload/contract/review/advice.ts';
import { groupBy } from '../grouping.ts';
import { costOf, type PriceableFact, type Pricing } from '../pricing.ts';
import { LEAST_ADVICE_MICROS, type AdviceAnswer } from './answers.ts';
import { compareVersions, modelLine } from './modelLines.ts';

/** A model that the user had so many answers from is one that the user works with. */
const ANSWERS_OF_A_USED_MODEL = 20;
/** A saving below this part of the cost is lost in what answers differ by. */
const LEAST_SHARE = 0.1;

type Price = (fact: PriceableFact) => Pricing;
type PricedAnswer = AdviceAnswer & { readonly costMicros: number };

/**
 * One piece of advice a model, the largest saving first.
 *
 * A later version of the same model comes before all others. Else it is the dearest of the cheaper models of the
 * same maker among those that the user works with already, because the smallest step claims least. The user's own
 * tokens are priced again, answer by answer; a model that has no price for one of them is not named.
 *
 * @param tableModels models of the dated price table
 */
export function cheaperModels(
  answers: readonly AdviceAnswer[],
  tableModels: readonly string[],
  price: Price,
): ModelSavings[] {
  const byModel = groupBy(answers.filter(isPriced), ({ model }) => model);
  const used = [...byModel]
    .filter(([, of]) => of.filter(({ isMain }) => isMain).length >= ANSWERS_OF_A_USED_MODEL)
    .map(([model]) => model);
  return [...byModel]
    .flatMap(([model, of]) => {
      const later = successors(model, tableModels).map((name) =>
        repriced(model, name, true, of, price),
      );
      const others = relatives(model, used)
        .map((name) => repriced(model, name, false, of, price))
        .toSorted((a, b) => (a?.savingMicros ?? 0) - (b?.savingMicros ?? 0));
      return [...later, ...others].filter((one) => one !== null && isWorthAWord(one)).slice(0, 1);
    })
    .filter((one) => one !== null)
    .toSorted((a, b) => b.savingMicros - a.savingMicros);
}

function isPriced(answer: AdviceAnswer): answer is PricedAnswer {
  return answer.costMicros !== null;
}

/** Later versions of the same model, the latest first. */
function successors(model: string, tableModels: readonly string[]): string[] {
  const own = modelLine(model);
  if (own === null) return [];
  return [...new Set(tableModels)]
    .flatMap((name) => {
      const of = modelLine(name);
      const isLater = of?.line === own.line && compareVersions(of.version, own.version) > 0;
      return isLater ? [{ name, version: of.version }] : [];
    })
    .toSorted((a, b) => compareVersions(b.version, a.version))
    .map(({ name }) => name);
}

/** Other models of the same maker. */
function relatives(model: string, used: readonly string[]): string[] {
  const own = modelLine(model);
  return used.filter((name) => {
    const of = modelLine(name);
    return own !== null && of?.maker === own.maker && of.line !== own.line;
  });
}

/** Null: not every answer has a price there. */
function repriced(
  model: string,
  otherModel: string,
  isSuccessor: boolean,
  answers: readonly PricedAnswer[],
  price: Price,
): ModelSavings | null {
  let costMicros = 0;
  let otherMicros = 0;
  let creditSavingMicros = 0;
  for (const answer of answers) {
    const other = costOf(price({ ...answer, model: otherModel }));
    if (other === null) return null;
    costMicros += answer.costMicros;
    otherMicros += other;
    if (answer.isCredits) creditSavingMicros += answer.costMicros - other;
  }
  return {
    kind: 'cheaper-model',
    model,
    otherModel,
    isSuccessor,
    answers: answers.length,
    costMicros,
    otherMicros,
    savingMicros: costMicros - otherMicros,
    creditSavingMicros: Math.max(0, creditSavingMicros),
  };
}

function isWorthAWord({ savingMicros, costMicros }: ModelSavings): boolean {
  return savingMicros >= LEAST_ADVICE_MICROS && savingMicros >= costMicros * LEAST_SHARE;
}

/** A provider's reported days gathered into the bars of a period: plain sums, no drawing. */
import type { ProviderFigures } from '../../preload/contract/providers.ts';
import type { HistoryRange, HistoryStep } from '../../preload/contract/review/history.ts';
import { addDays, weekStart } from '../history/days.ts';

export type CostBar = HistoryRange & {
  /** Sums of the shown parts in micro-units of the currency, by place in `parts`; null: nothing was reported. */
  readonly parts: readonly (number | null)[];
  /** null: nothing was reported of any shown part. */
  readonly micros: number | null;
};

export type CostQuestion = {
  readonly range: HistoryRange;
  /** Hours are not reported: a day is the shortest bar. */
  readonly step: HistoryStep;
  readonly currency: string;
  /** Places in `parts` that are left out. */
  readonly hidden: ReadonlySet<number>;
  /** 0 for Sunday. */
  readonly weekStartsOn: number;
};

/** Currencies that a period's cost stands in, by their codes. */
export function currenciesIn({ costTotal }: Pick<ProviderFigures, 'costTotal'>): string[] {
  return costTotal.map(({ currency }) => currency);
}

/** A bar for every day, week or month of the range, oldest first. */
export function costBars(
  { byDay, parts }: Pick<ProviderFigures, 'byDay' | 'parts'>,
  { range, step, currency, hidden, weekStartsOn }: CostQuestion,
): CostBar[] {
  const days = new Map(byDay.map((one) => [one.day, one.costParts]));
  const bars: { sinceDay: string; untilDay: string; key: string; parts: (number | null)[] }[] = [];
  for (let day = range.sinceDay; day <= range.untilDay; day = addDays(day, 1)) {
    const key = keyOf(day, step, weekStartsOn);
    let bar = bars.at(-1);
    if (bar?.key !== key) {
      bar = { sinceDay: day, untilDay: day, key, parts: parts.map(() => null) };
      bars.push(bar);
    }
    bar.untilDay = day;
    for (const one of days.get(day) ?? []) {
      if (one.currency !== currency || hidden.has(one.part)) continue;
      bar.parts[one.part] = (bar.parts[one.part] ?? 0) + one.micros;
    }
  }
  return bars.map(({ sinceDay, untilDay, parts: sums }) => ({
    sinceDay,
    untilDay,
    parts: sums,
    micros: totalOf(sums),
  }));
}

/** null where nothing is known of any. */
export function totalOf(sums: readonly (number | null)[]): number | null {
  const known = sums.filter((sum) => sum !== null);
  return known.length === 0 ? null : known.reduce((all, sum) => all + sum, 0);
}

function keyOf(day: string, step: HistoryStep, weekStartsOn: number): string {
  if (step === 'month') return day.slice(0, 7);
  return step === 'week' ? weekStart(day, weekStartsOn) : day;
}

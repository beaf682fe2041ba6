/** From cells of use to the bars, series and totals of the History page. Pure; exact integers. */
import {
  HISTORY_DIMENSIONS,
  type HistoryBucket,
  type HistoryDay,
  type HistoryDimension,
  type HistoryFilters,
  type HistoryOption,
  type HistorySeries,
  type HistorySums,
} from '../../../preload/contract/review/history.ts';
import { bucketIndex, type Bucket } from './buckets.ts';
import {
  addCell,
  addSums,
  emptySums,
  keeper,
  keyOf,
  movePaid,
  worthMicros,
  type Cell,
  type PaidPart,
  type Sums,
} from './sums.ts';

/** More series than this cannot be told apart; the rest are one. */
export const MOST_SERIES = 6;

export type Use = { readonly cells: readonly Cell[]; readonly paid: readonly PaidPart[] };

type Span = { readonly fromMs: number; readonly untilMs: number };

/** Totals of a stretch of time under filters. */
export function totalsOf(use: Use, span: Span, filters: HistoryFilters): HistorySums {
  const sums = emptySums();
  const isKept = keeper(filters);
  forUse(
    use,
    span,
    (cell) => {
      if (isKept(cell)) addCell(sums, cell);
    },
    (part) => {
      if (isKept(part)) movePaid(sums, part);
    },
  );
  return sums;
}

function forUse(
  { cells, paid }: Use,
  { fromMs, untilMs }: Span,
  onCell: (cell: Cell) => void,
  onPaid: (part: PaidPart) => void,
): void {
  for (const cell of cells) if (cell.atMs >= fromMs && cell.atMs < untilMs) onCell(cell);
  for (const part of paid) if (part.atMs >= fromMs && part.atMs < untilMs) onPaid(part);
}

type Labels = (dimension: HistoryDimension, key: string) => string;

export type Chart = {
  readonly series: readonly HistorySeries[];
  readonly buckets: readonly HistoryBucket[];
  readonly totals: HistorySums;
};

/**
 * Bars by a dimension, the largest series first, those beyond `MOST_SERIES` gathered in a last one.
 * @param buckets ascending, without gaps
 * @param otherLabel says what the last one is, given how many it gathers
 */
export function chartOf(
  use: Use,
  buckets: readonly Bucket[],
  { grouping, filters }: { readonly grouping: HistoryDimension; readonly filters: HistoryFilters },
  label: Labels,
  otherLabel: (count: number) => string,
): Chart {
  const isKept = keeper(filters);
  const byKey = new Map<string, (Sums | null)[]>();
  const partFor = (entry: Cell | PaidPart): Sums | null => {
    const index = isKept(entry) ? bucketIndex(buckets, entry.atMs) : -1;
    if (index < 0) return null;
    const key = keyOf(entry, grouping);
    let parts = byKey.get(key);
    if (!parts) {
      parts = buckets.map(() => null);
      byKey.set(key, parts);
    }
    return (parts[index] ??= emptySums());
  };
  for (const cell of use.cells) {
    const part = partFor(cell);
    if (part) addCell(part, cell);
  }
  for (const paid of use.paid) {
    const part = partFor(paid);
    if (part) movePaid(part, paid);
  }
  const ranked = [...byKey]
    .map(([key, parts]) => ({ key, parts, sums: together(parts) }))
    .sort(
      (one, other) =>
        worthMicros(other.sums) - worthMicros(one.sums) ||
        other.sums.events - one.sums.events ||
        (one.key < other.key ? -1 : 1),
    );
  const own = ranked.slice(0, ranked.length > MOST_SERIES ? MOST_SERIES - 1 : MOST_SERIES);
  const rest = ranked.slice(own.length);
  const series: HistorySeries[] = own.map(({ key, sums }) => ({
    key,
    label: label(grouping, key),
    sums,
  }));
  const columns = own.map(({ parts }) => parts);
  if (rest.length > 0) {
    const sums = together(rest.map((one) => one.sums));
    series.push({ key: null, label: otherLabel(rest.length), sums });
    columns.push(
      buckets.map((_, index) => {
        const parts = rest.flatMap((one) => one.parts[index] ?? []);
        return parts.length === 0 ? null : together(parts);
      }),
    );
  }
  return {
    series,
    totals: together(series.map(({ sums }) => sums)),
    buckets: buckets.map((bucket, index) => {
      const parts = columns.map((column) => column[index] ?? null);
      return { ...bucket, sums: together(parts), parts };
    }),
  };
}

function together(all: readonly (HistorySums | null)[]): Sums {
  const total = emptySums();
  for (const sums of all) if (sums) addSums(total, sums);
  return total;
}

/** What filters can keep in a stretch of time, whatever they keep now; most used first. */
export function optionsOf(
  use: Use,
  { fromMs, untilMs }: Span,
  label: Labels,
): Readonly<Record<HistoryDimension, readonly HistoryOption[]>> {
  const counts = HISTORY_DIMENSIONS.map(() => new Map<string, number>());
  for (const cell of use.cells) {
    if (cell.atMs < fromMs || cell.atMs >= untilMs) continue;
    HISTORY_DIMENSIONS.forEach((dimension, index) => {
      const key = keyOf(cell, dimension);
      const events = counts[index] as Map<string, number>;
      events.set(key, (events.get(key) ?? 0) + cell.events);
    });
  }
  const options = HISTORY_DIMENSIONS.map((dimension, index) => [
    dimension,
    [...(counts[index] as Map<string, number>)]
      .map(([key, events]) => ({ key, label: label(dimension, key), events }))
      .sort((a, b) => b.events - a.events || (a.key < b.key ? -1 : 1)),
  ]);
  return Object.fromEntries(options) as Record<HistoryDimension, HistoryOption[]>;
}

/** Sums of every day that has any, by day. */
export function daysOf(use: Use, days: readonly Bucket[], filters: HistoryFilters): HistoryDay[] {
  const sums = days.map(emptySums);
  const isKept = keeper(filters);
  for (const cell of use.cells) {
    const day = isKept(cell) && sums[bucketIndex(days, cell.atMs)];
    if (day) addCell(day, cell);
  }
  for (const part of use.paid) {
    const day = isKept(part) && sums[bucketIndex(days, part.atMs)];
    if (day) movePaid(day, part);
  }
  return days.flatMap(({ day }, index) => {
    const { events, unpricedEvents, planMicros, creditMicros, unclearMicros, apiKeyMicros } = sums[
      index
    ] as Sums;
    if (events === 0) return [];
    return [{ day, events, unpricedEvents, planMicros, creditMicros, unclearMicros, apiKeyMicros }];
  });
}

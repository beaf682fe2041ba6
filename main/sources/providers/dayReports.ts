/** Reports of whole UTC days, which all providers give alike: buckets of rows, a page at a time. */
import type { CostRow, Span, UsageRow } from '../../domain/providers/reports.ts';
import { asObject, each, isoMs, secondsMs, type JsonObject } from './fields.ts';
import { bucketRows, pageOf } from './pages.ts';
import type { Report } from './provider.ts';

/** Most day buckets that one page holds. */
export const DAYS_A_PAGE = 31;

type Times = { readonly startsAtMs: number | undefined; readonly endsAtMs: number | undefined };

/** How a provider writes times, and by which names. */
type TimeStyle = {
  readonly ask: (span: Span) => readonly (readonly [string, string])[];
  readonly of: (bucket: JsonObject) => Times;
};

/** `starting_at=2026-11-22T00:00:00Z` */
export const ISO_TIMES: TimeStyle = {
  ask: ({ fromMs, untilMs }) => [
    ['starting_at', iso(fromMs)],
    ['ending_at', iso(untilMs)],
  ],
  of: (bucket) => ({
    startsAtMs: isoMs(bucket['starting_at']),
    endsAtMs: isoMs(bucket['ending_at']),
  }),
};

/** `start_time=1795305600` */
export const SECOND_TIMES: TimeStyle = {
  ask: ({ fromMs, untilMs }) => [
    ['start_time', String(fromMs / 1000)],
    ['end_time', String(untilMs / 1000)],
  ],
  of: (bucket) => ({
    startsAtMs: secondsMs(bucket['start_time']),
    endsAtMs: secondsMs(bucket['end_time']),
  }),
};

export function iso(atMs: number): string {
  return new Date(atMs).toISOString().replace('.000Z', 'Z');
}

type DayPlan<T> = {
  readonly path: string;
  readonly times: TimeStyle;
  readonly groups: readonly string[];
  /** undefined for a row that is not as promised. */
  readonly row: (result: JsonObject, times: Times) => T | undefined;
} & Pick<Report, 'revisedDays' | 'sinceMs'>;

export function costDays(plan: DayPlan<CostRow>): Report {
  return { id: 'cost', ...dayReport(plan, (rows) => ({ report: 'cost', rows })) };
}

export function usageDays(plan: DayPlan<UsageRow>): Report {
  return { id: 'usage', ...dayReport(plan, (rows) => ({ report: 'usage', rows })) };
}

function dayReport<T>(
  { path, times, groups, row, ...shape }: DayPlan<T>,
  content: (rows: readonly T[]) => Parameters<typeof pageOf>[1],
): Omit<Report, 'id'> {
  return {
    ...shape,
    daysARequest: DAYS_A_PAGE,
    question(span, page) {
      if (!span) throw new Error('A report of days needs a span.');
      return {
        path,
        query: [
          ...times.ask(span),
          ['bucket_width', '1d'],
          ...groups.map((group) => ['group_by[]', group] as const),
          ['limit', String(DAYS_A_PAGE)],
          ...(page === null ? [] : [['page', page] as const]),
        ],
      };
    },
    read(body) {
      const page = asObject(body);
      if (!page) return null;
      const rows = bucketRows(page, (bucket) =>
        each(bucket['results'], (value) => {
          const result = asObject(value);
          return result ? row(result, times.of(bucket)) : undefined;
        }),
      );
      return pageOf(page, rows && content(rows));
    },
  };
}

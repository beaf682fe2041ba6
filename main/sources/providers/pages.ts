/** Pages and day buckets, which both providers use alike. */
import type { ReportRows } from '../../domain/providers/reports.ts';
import { asObject, each, isoMs, type JsonObject } from './fields.ts';
import type { Page } from './provider.ts';

const LONGEST_PAGE_NAME = 2048;

/** The page's content with the name of the next; null when either is not as promised. */
export function pageOf(body: JsonObject, content: ReportRows | undefined): Page | null {
  if (!content) return null;
  const { has_more: hasMore, next_page: nextPage } = body;
  const refreshedAtMs = isoMs(body['data_refreshed_at']) ?? null;
  if (hasMore === undefined || hasMore === false) return { content, nextPage: null, refreshedAtMs };
  return hasMore === true && isName(nextPage) ? { content, nextPage, refreshedAtMs } : null;
}

/** The same where only the name of the next page says that there is one. */
export function cursorPage(body: JsonObject, content: ReportRows | undefined): Page | null {
  const { next_page: nextPage } = body;
  return pageOf({ ...body, has_more: nextPage !== undefined && nextPage !== null }, content);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_PAGE_NAME;
}

/** Rows of all buckets of a page. @param read the rows of one */
export function bucketRows<T>(
  body: JsonObject,
  read: (bucket: JsonObject) => T[] | undefined,
): T[] | undefined {
  return each(body['data'], (value) => {
    const bucket = asObject(value);
    return bucket ? read(bucket) : undefined;
  })?.flat();
}

/** Pages and day buckets, which both providers use alike. */
import type { ReportRows } from '../../domain/providers/reports.ts';
import { asObject, each, type JsonObject } from './fields.ts';
import type { Page } from './provider.ts';

const LONGEST_PAGE_NAME = 2048;

/** The page's content with the name of the next; null when either is not as promised. */
export function pageOf(body: JsonObject, content: ReportRows | undefined): Page | null {
  if (!content) return null;
  const { has_more: hasMore, next_page: nextPage } = body;
  if (hasMore === undefined || hasMore === false) return { content, nextPage: null };
  const isName =
    typeof nextPage === 'string' && nextPage !== '' && nextPage.length <= LONGEST_PAGE_NAME;
  return hasMore === true && isName ? { content, nextPage } : null;
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

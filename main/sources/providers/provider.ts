/** A provider's account as the poll needs it: how to ask, and how to read what it says. */
import type { ProviderId } from '../../../preload/contract/keys.ts';
import type { ReportRows, Span } from '../../domain/providers/reports.ts';
import type { ReportShape } from '../../domain/providers/schedule.ts';

/** What is asked for: the host is the provider's. */
export type Question = {
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
};

export type Page<T = ReportRows> = {
  readonly content: T;
  /** Asked for next; null on the last page. */
  readonly nextPage: string | null;
  /** Of when the provider says that its figures are; null: it does not say. */
  readonly refreshedAtMs: number | null;
};

export type Report = ReportShape & {
  /** @param span null for a report without time */
  question(span: Span | null, page: string | null): Question;
  /** @param body as `parseExactJson` reads it; @returns null for a shape that is not the promised one */
  read(body: unknown): Page | null;
};

export type Provider = {
  readonly id: ProviderId;
  readonly host: string;
  headers(key: string): Readonly<Record<string, string>>;
  readonly reports: readonly Report[];
  /**
   * Small questions of which any right key may ask one; the answer may also say whose account it is. They are tried
   * in turn until one is not refused.
   */
  whoAmI(nowMs: number): readonly [Question, ...Question[]];
  /** Null where the answer does not tell. */
  readWho(body: unknown, organisationHeader: string | null): Organisation | null;
};

export type Organisation = { readonly id: string; readonly name: string | null };

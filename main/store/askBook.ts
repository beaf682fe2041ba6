/** What must outlive a restart about asking a source: when, how it went, what the last answer looked like. */
import type { AgentId, SourceId } from '../../preload/contract/snapshot.ts';
import type { CreditUseReading, PlanReading } from '../domain/accountReadings.ts';
import type { AccountKey } from '../domain/figures.ts';
import type { CreditsReading, LimitReading } from '../domain/limits.ts';
import { createAccountReadingWriter } from './accountReadings.ts';
import type { Connection } from './open.ts';
import type { Writer } from './saveBatches.ts';

/** A source and the configuration folder it is asked about. */
export type AskKey = { readonly source: SourceId; readonly account: string };

/** One page of the book. */
export type AskPage = AskKey & {
  readonly lastAskedAtMs: number | null;
  /** In a row; 0 after an answer. */
  readonly failures: number;
  /** Back-off; 0 when there is none. */
  readonly notBeforeMs: number;
  /** Why there was no answer the last time; null after an answer. */
  readonly problem: AskProblem | null;
  /** Limits in the last answer that are of no known kind. */
  readonly unknownKinds: readonly string[];
};

export type AskProblem = {
  readonly kind: string;
  readonly message: string;
  readonly atMs: number;
};

/** What tells a new answer from one said again. */
export type StoredMark = { readonly fingerprint: string; readonly firstSeenAtMs: number };

/** An answer as it is saved, all or nothing. */
export type StoredAnswer = {
  readonly windows: readonly LimitReading[];
  readonly credits: CreditsReading | null;
  readonly creditUse: CreditUseReading | null;
  readonly plan: PlanReading | null;
  readonly mark: StoredMark;
};

type PageRow = {
  source: SourceId;
  account: string;
  last_asked_at_ms: number | null;
  failures: number;
  not_before_ms: number;
  problem_kind: string | null;
  problem_message: string | null;
  problem_at_ms: number | null;
  unknown_kinds: string;
};

/** The writing half; `writer` saves the readings that have tables of their own. */
export function createAskWriter(connection: Connection, writer: Writer) {
  const readings = createAccountReadingWriter(connection);
  const savePage = connection.prepare(`
    INSERT INTO ask_state (source, account, last_asked_at_ms, failures, not_before_ms, problem_kind,
      problem_message, problem_at_ms, unknown_kinds)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET last_asked_at_ms = excluded.last_asked_at_ms,
      failures = excluded.failures, not_before_ms = excluded.not_before_ms,
      problem_kind = excluded.problem_kind, problem_message = excluded.problem_message,
      problem_at_ms = excluded.problem_at_ms, unknown_kinds = excluded.unknown_kinds`);
  const saveMark = connection.prepare(`
    INSERT INTO answer_mark (source, account, fingerprint, first_seen_at_ms) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint,
      first_seen_at_ms = excluded.first_seen_at_ms`);

  function writePage(page: AskPage): void {
    savePage.run(
      page.source,
      page.account,
      page.lastAskedAtMs,
      page.failures,
      page.notBeforeMs,
      page.problem?.kind ?? null,
      page.problem?.message ?? null,
      page.problem?.atMs ?? null,
      JSON.stringify(page.unknownKinds),
    );
  }

  const saveAll = connection.transaction((page: AskPage, answer: StoredAnswer | null) => {
    writePage(page);
    if (!answer) return;
    writer.saveLimits(answer.windows);
    if (answer.credits) writer.saveCredits([answer.credits]);
    if (answer.creditUse) readings.addCreditUse(answer.creditUse);
    if (answer.plan) readings.addPlan(answer.plan);
    saveMark.run(page.source, page.account, answer.mark.fingerprint, answer.mark.firstSeenAtMs);
  });

  return {
    /**
     * Saves a page, and what was learnt with it, in one transaction.
     * @throws SQLite's error; nothing is changed then
     */
    save(page: AskPage, answer: StoredAnswer | null = null): void {
      saveAll.immediate(page, answer);
    },
  };
}

/** The reading half. */
export function createAskReader(connection: Connection) {
  const pages = connection.prepare<[], PageRow>('SELECT * FROM ask_state ORDER BY source, account');
  const mark = connection.prepare<[string, string], StoredMark>(
    `SELECT fingerprint, first_seen_at_ms AS firstSeenAtMs FROM answer_mark
     WHERE source = ? AND account = ?`,
  );
  const newestReading = connection
    .prepare<[number, number, AgentId, string], number | null>(
      `SELECT max(observed_at_ms) FROM limit_reading WHERE observed_at_ms >= ? AND observed_at_ms <= ?
         AND agent = ? AND account = ? AND used_percent IS NOT NULL AND source <> 'user'`,
    )
    .pluck();
  const newestPlan = connection
    .prepare<[string, string], number | null>(
      'SELECT max(observed_at_ms) FROM plan_reading WHERE account = ? AND source = ?',
    )
    .pluck();

  return {
    pages: (): AskPage[] => pages.all().map(pageOf),
    /** The mark of the last answer; null before the first. */
    mark: ({ source, account }: AskKey): StoredMark | null => mark.get(source, account) ?? null,
    /** When anything last stated the use of a window of an account between two instants; null: nothing did. */
    newestWindowAtMs: (
      { agent, account }: AccountKey,
      fromMs: number,
      untilMs: number,
    ): number | null => newestReading.get(fromMs, untilMs, agent, account) ?? null,
    /** When a source last stated the plan of an account; null: never. */
    newestPlanAtMs: ({ source, account }: AskKey): number | null =>
      newestPlan.get(account, source) ?? null,
  };
}

function pageOf(row: PageRow): AskPage {
  const { problem_kind: kind, problem_message: message, problem_at_ms: atMs } = row;
  return {
    source: row.source,
    account: row.account,
    lastAskedAtMs: row.last_asked_at_ms,
    failures: row.failures,
    notBeforeMs: row.not_before_ms,
    problem: kind === null || message === null || atMs === null ? null : { kind, message, atMs },
    unknownKinds: JSON.parse(row.unknown_kinds) as string[],
  };
}

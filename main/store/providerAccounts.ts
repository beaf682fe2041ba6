/** Provider accounts: that there is a key, when they were polled, and the reports. The key itself is never here. */
import type { KeyId, ProviderId } from '../../preload/contract/keys.ts';
import type {
  AgentUseRow,
  CostRow,
  RateLimitRow,
  ReportId,
  ReportRows,
  Span,
  SpendLimitRow,
  UsageRow,
} from '../domain/providers/reports.ts';
import type { ReportState } from '../domain/providers/schedule.ts';
import { contactStateOf, type ContactState, type ContactStateRow } from './contactRows.ts';
import type { Connection } from './open.ts';

/** That a key is in the keychain. */
export type KeyRecord = {
  readonly provider: KeyId;
  readonly lastFour: string;
  readonly savedAtMs: number;
};

/** What must outlive a restart about polling one provider. */
export type ContactPage = ContactState & {
  readonly provider: ProviderId;
  readonly organisation: { readonly id: string; readonly name: string | null } | null;
};

/** Rows of one report and span with the time at which they were heard. */
export type SavedReport = {
  readonly span: Span | null;
  readonly atMs: number;
  readonly content: ReportRows;
};

type ContactRow = ContactStateRow & {
  provider: ProviderId;
  organisation: string | null;
  organisation_name: string | null;
};

type ReportRow = {
  report: ReportId;
  covered_from_ms: number | null;
  covered_until_ms: number | null;
  answered_at_ms: number | null;
  tried_at_ms: number;
  problem_kind: string | null;
  problem_message: string | null;
};

/** Table and columns of each report's rows, in the order in which `valuesOf` gives them. */
const TABLES: Readonly<Record<ReportId, readonly [table: string, columns: string]>> = {
  cost: [
    'provider_cost',
    'starts_at_ms, ends_at_ms, currency, amount_micros, description, model, project',
  ],
  usage: [
    'provider_usage',
    'starts_at_ms, ends_at_ms, model, project, service_tier, input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, requests, web_searches',
  ],
  'agent-use': [
    'provider_agent_use',
    'starts_at_ms, actor, customer_type, terminal, model, input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, currency, estimated_micros, sessions, lines_added, lines_removed, commits, pull_requests',
  ],
  'rate-limits': ['provider_rate_limit', 'group_type, models, limiter, value'],
  'spend-limits': [
    'provider_spend_limit',
    'member_id, member, email, currency, limit_micros, spent_micros, period, limit_source',
  ],
};

function valuesOf({ report, rows }: ReportRows): (string | number | null)[][] {
  switch (report) {
    case 'cost':
      return rows.map((row) => [
        row.startsAtMs,
        row.endsAtMs,
        row.currency,
        row.amountMicros,
        row.description,
        row.model,
        row.project,
      ]);
    case 'usage':
      return rows.map((row) => [
        row.startsAtMs,
        row.endsAtMs,
        row.model,
        row.project,
        row.serviceTier,
        row.inputTokens,
        row.cacheReadTokens,
        row.cacheWriteTokens,
        row.outputTokens,
        row.requests,
        row.webSearches,
      ]);
    case 'agent-use':
      return rows.map((row) => [
        row.startsAtMs,
        row.actor,
        row.customerType,
        row.terminal,
        row.model,
        row.inputTokens,
        row.cacheReadTokens,
        row.cacheWriteTokens,
        row.outputTokens,
        row.currency,
        row.estimatedMicros,
        row.sessions,
        row.linesAdded,
        row.linesRemoved,
        row.commits,
        row.pullRequests,
      ]);
    case 'rate-limits':
      return rows.map((row) => [row.groupType, JSON.stringify(row.models), row.limiter, row.value]);
    case 'spend-limits':
      return rows.map((row) => [
        row.memberId,
        row.member,
        row.email,
        row.currency,
        row.limitMicros,
        row.spentMicros,
        row.period,
        row.source,
      ]);
    default:
      return rows satisfies never;
  }
}

/** The writing half for what any program may write: that there is a key. One transaction each. */
export function createKeyRecordWriter(connection: Connection) {
  const save = connection.prepare(`
    INSERT INTO provider_key (provider, last_four, saved_at_ms) VALUES (?, ?, ?)
    ON CONFLICT DO UPDATE SET last_four = excluded.last_four, saved_at_ms = excluded.saved_at_ms`);
  // A new key deserves a new try: what the old one was refused for says nothing of it.
  const forgive = connection.prepare(`UPDATE provider_contact SET failures = 0, not_before_ms = 0,
    problem_kind = NULL, problem_message = NULL, problem_at_ms = NULL
    WHERE provider = ? AND problem_kind IN ('key-refused', 'keychain')`);
  const remove = connection.prepare('DELETE FROM provider_key WHERE provider = ?');
  const saveAll = connection.transaction(({ provider, lastFour, savedAtMs }: KeyRecord) => {
    save.run(provider, lastFour, savedAtMs);
    forgive.run(provider);
  });
  return {
    save: (record: KeyRecord): void => saveAll.immediate(record),
    forgive: (provider: KeyId): void => void forgive.run(provider),
    remove: (provider: KeyId): void => void remove.run(provider),
  };
}

/** The writing half for the program that polls. */
export function createProviderWriter(connection: Connection) {
  const savePage = connection.prepare(`
    INSERT INTO provider_contact (provider, last_polled_at_ms, failures, not_before_ms, problem_kind,
      problem_message, problem_at_ms, last_contact_at_ms, requests, bytes_sent, bytes_received,
      organisation, organisation_name)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET last_polled_at_ms = excluded.last_polled_at_ms,
      failures = excluded.failures, not_before_ms = excluded.not_before_ms,
      problem_kind = excluded.problem_kind, problem_message = excluded.problem_message,
      problem_at_ms = excluded.problem_at_ms, last_contact_at_ms = excluded.last_contact_at_ms,
      requests = excluded.requests, bytes_sent = excluded.bytes_sent,
      bytes_received = excluded.bytes_received, organisation = excluded.organisation,
      organisation_name = excluded.organisation_name`);
  const saveState = connection.prepare(`
    INSERT INTO provider_report (provider, organisation, report, covered_from_ms, covered_until_ms,
      answered_at_ms, tried_at_ms, problem_kind, problem_message)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET covered_from_ms = excluded.covered_from_ms,
      covered_until_ms = excluded.covered_until_ms, answered_at_ms = excluded.answered_at_ms,
      tried_at_ms = excluded.tried_at_ms, problem_kind = excluded.problem_kind,
      problem_message = excluded.problem_message`);

  function writePage(page: ContactPage): void {
    savePage.run(
      page.provider,
      page.lastPolledAtMs,
      page.failures,
      page.notBeforeMs,
      page.problem?.kind ?? null,
      page.problem?.message ?? null,
      page.problem?.atMs ?? null,
      page.lastContactAtMs,
      page.requests,
      page.bytesSent,
      page.bytesReceived,
      page.organisation?.id ?? null,
      page.organisation?.name ?? null,
    );
  }

  /** The rows of a span take the place of those that were there: hearing a report twice changes nothing. */
  function replaceRows(provider: ProviderId, organisation: string, report: SavedReport): void {
    const [table, columns] = TABLES[report.content.report];
    const { span, atMs } = report;
    const within = span === null ? '' : ' AND starts_at_ms >= ? AND starts_at_ms < ?';
    const bounds = span === null ? [] : [span.fromMs, span.untilMs];
    connection
      .prepare(`DELETE FROM ${table} WHERE provider = ? AND organisation = ?${within}`)
      .run(provider, organisation, ...bounds);
    const places = columns.split(',').map(() => '?');
    const add = connection.prepare(
      `INSERT INTO ${table} (provider, organisation, ${columns}, observed_at_ms)
       VALUES (?, ?, ${places.join(', ')}, ?)`,
    );
    for (const values of valuesOf(report.content)) add.run(provider, organisation, ...values, atMs);
  }

  const saveAll = connection.transaction(
    (page: ContactPage, reports: readonly SavedReport[], states: readonly ReportState[]) => {
      writePage(page);
      const organisation = page.organisation?.id ?? '';
      for (const report of reports) replaceRows(page.provider, organisation, report);
      for (const state of states) {
        saveState.run(
          page.provider,
          organisation,
          state.report,
          state.covered?.fromMs ?? null,
          state.covered?.untilMs ?? null,
          state.answeredAtMs,
          state.triedAtMs,
          state.problem?.kind ?? null,
          state.problem?.message ?? null,
        );
      }
    },
  );

  return {
    ...createKeyRecordWriter(connection),
    /**
     * Saves how a poll went with all that was learnt in it, in one transaction.
     * @throws SQLite's error; nothing is changed then
     */
    savePoll(
      page: ContactPage,
      reports: readonly SavedReport[] = [],
      states: readonly ReportState[] = [],
    ): void {
      saveAll.immediate(page, reports, states);
    },
  };
}

/** The reading half. */
export function createProviderReader(connection: Connection) {
  const keys = connection.prepare<[], KeyRecord>(
    `SELECT provider, last_four AS lastFour, saved_at_ms AS savedAtMs FROM provider_key
     ORDER BY provider`,
  );
  const contacts = connection.prepare<[], ContactRow>('SELECT * FROM provider_contact');
  const states = connection.prepare<[string, string], ReportRow>(
    'SELECT * FROM provider_report WHERE provider = ? AND organisation = ?',
  );
  const where = 'provider = ? AND organisation = ? AND starts_at_ms >= ?';
  const costs = connection.prepare<[string, string, number], CostRow>(
    `SELECT starts_at_ms AS startsAtMs, ends_at_ms AS endsAtMs, currency,
       amount_micros AS amountMicros, description, model, project
     FROM provider_cost WHERE ${where} ORDER BY starts_at_ms, id`,
  );
  const usage = connection.prepare<[string, string, number], UsageRow>(
    `SELECT starts_at_ms AS startsAtMs, ends_at_ms AS endsAtMs, model, project,
       service_tier AS serviceTier, input_tokens AS inputTokens,
       cache_read_tokens AS cacheReadTokens, cache_write_tokens AS cacheWriteTokens,
       output_tokens AS outputTokens, requests, web_searches AS webSearches
     FROM provider_usage WHERE ${where} ORDER BY starts_at_ms, id`,
  );
  const agentUse = connection.prepare<[string, string, number], AgentUseRow>(
    `SELECT starts_at_ms AS startsAtMs, actor, customer_type AS customerType, terminal, model,
       input_tokens AS inputTokens, cache_read_tokens AS cacheReadTokens,
       cache_write_tokens AS cacheWriteTokens, output_tokens AS outputTokens, currency,
       estimated_micros AS estimatedMicros, sessions, lines_added AS linesAdded,
       lines_removed AS linesRemoved, commits, pull_requests AS pullRequests
     FROM provider_agent_use WHERE ${where} ORDER BY starts_at_ms, id`,
  );
  const rateLimits = connection.prepare<
    [string, string],
    Omit<RateLimitRow, 'models'> & { models: string }
  >(
    `SELECT group_type AS groupType, models, limiter, value FROM provider_rate_limit
     WHERE provider = ? AND organisation = ? ORDER BY id`,
  );

  const spendLimits = connection.prepare<
    [string, string],
    SpendLimitRow & { observedAtMs: number }
  >(
    `SELECT member_id AS memberId, member, email, currency, limit_micros AS limitMicros,
       spent_micros AS spentMicros, period, limit_source AS source,
       observed_at_ms AS observedAtMs FROM provider_spend_limit
     WHERE provider = ? AND organisation = ? ORDER BY id`,
  );

  return {
    keys: (): KeyRecord[] => keys.all(),
    contacts: (): ContactPage[] => contacts.all().map(pageOf),
    reportStates: (provider: ProviderId, organisation: string): ReportState[] =>
      states.all(provider, organisation).map(stateOf),
    /** Members' limits with the time at which each was heard. */
    spendLimits: (
      provider: ProviderId,
      organisation: string,
    ): readonly (SpendLimitRow & { readonly observedAtMs: number })[] =>
      spendLimits.all(provider, organisation),
    /** Rows of the days from an instant on. */
    rowsSince: (provider: ProviderId, organisation: string, fromMs: number) => ({
      costs: costs.all(provider, organisation, fromMs),
      usage: usage.all(provider, organisation, fromMs),
      agentUse: agentUse.all(provider, organisation, fromMs),
      rateLimits: rateLimits
        .all(provider, organisation)
        .map((row): RateLimitRow => ({ ...row, models: JSON.parse(row.models) as string[] })),
      spendLimits: spendLimits.all(provider, organisation),
    }),
  };
}

function pageOf(row: ContactRow): ContactPage {
  return {
    ...contactStateOf(row),
    provider: row.provider,
    organisation:
      row.organisation === null ? null : { id: row.organisation, name: row.organisation_name },
  };
}

function stateOf(row: ReportRow): ReportState {
  const { covered_from_ms: fromMs, covered_until_ms: untilMs } = row;
  const { problem_kind: kind, problem_message: message } = row;
  return {
    report: row.report,
    covered: fromMs === null || untilMs === null ? null : { fromMs, untilMs },
    answeredAtMs: row.answered_at_ms,
    triedAtMs: row.tried_at_ms,
    problem: kind === null || message === null ? null : { kind, message },
  };
}

/** History as it is kept, a line a record: what another Tollgate can take in again. */
import { AGENT_LIST } from '../agents/registry.ts';
import { formatIsoInstant, addDays, zoneOf } from '../domain/calendar.ts';
import {
  EVENT_FILE_KIND,
  EVENT_FILE_VERSION,
  STATEMENT_TYPES,
} from '../domain/eventFile/shapes.ts';
import type { StoredEntry } from '../domain/ledger/chain.ts';
import { createEventFileRows, type RowSpan } from '../store/eventFileRows.ts';
import { ledgerRows } from '../store/ledger.ts';
import { createReader } from '../store/read.ts';
import type { ExportRequest } from '../../preload/contract/review/exports.ts';
import type { ExportContext } from './exportTables.ts';

const PROVENANCE = {
  tokens: 'counted in the agents’ local session files',
  costMicros: 'estimated: micro-dollars at API prices by the dated price table',
  isCounted: 'derived: which copy of an answer counts; decided anew where the file is taken in',
  statements: 'as the agents’ programs and logs stated them, each with its source and time',
  entries: 'the ledger as it stands; each row holds the hash of the one before',
} as const;

export type EventFile = {
  /** Answers and other records of use. */
  readonly events: number;
  /** Lines with their ends, the head first. To be gone through once. */
  readonly lines: Iterable<string>;
};

/**
 * One events file of the days asked for, from one state of the database.
 * @throws SQLite's error, also while the lines are read
 */
export function eventFileOf(
  { sinceDay, untilDay }: Pick<ExportRequest, 'sinceDay' | 'untilDay'>,
  { database, timeZone, clock }: ExportContext,
): EventFile {
  const { connection } = database;
  const zone = zoneOf(timeZone);
  const span: RowSpan = {
    fromMs: sinceDay === null ? 0 : zone.startOfDay(sinceDay),
    untilMs: untilDay === null ? Number.MAX_SAFE_INTEGER : zone.startOfDay(addDays(untilDay, 1)),
  };
  const rows = createEventFileRows(connection);
  const reader = createReader(
    connection,
    AGENT_LIST.map(({ id }) => id),
  );
  const { events } = rows.eventCounts(span);

  function* lines(): Generator<string> {
    // One state: what is written meanwhile is not in it, and the head's numbers hold.
    connection.exec('BEGIN');
    try {
      const entries = entriesIn(span);
      const accounts = rows.accounts();
      const counts = rows.eventCounts(span);
      const statements = Object.fromEntries(
        STATEMENT_TYPES.map((type) => [type, rows.statementCount(type, span)]),
      );
      const stated = Object.values(statements).reduce((sum, count) => sum + count, 0);
      const sessions = rows.sessionCount();
      const lineCount = accounts.length + sessions + counts.events + stated + entries.length;
      const head = {
        kind: EVENT_FILE_KIND,
        schemaVersion: EVENT_FILE_VERSION,
        madeAt: formatIsoInstant(clock()),
        timeZone,
        provenance: PROVENANCE,
        coverage: {
          ...{ sinceDay, untilDay, lines: lineCount, sessions },
          ...{ ...counts, entries: entries.length, statements },
          refusedLines: reader.refusedLines(),
          unpricedModels: reader.unpricedModels(),
          priceTable: reader.priceVersion(),
          removedAnswers: rows.removedAnswers(),
        },
      };
      yield line(head);
      for (const account of accounts) yield line(account);
      for (const session of rows.sessions()) yield line(session);
      for (const event of rows.events(span)) yield line(event);
      for (const type of STATEMENT_TYPES) {
        for (const statement of rows.statements(type, span)) yield line(statement);
      }
      for (const { entry, ...row } of entries) yield line({ type: 'entry', ...row, ...entry });
    } finally {
      connection.exec('COMMIT');
    }
  }

  function entriesIn({ fromMs, untilMs }: RowSpan): StoredEntry[] {
    return ledgerRows(connection).filter(
      ({ entry }) => entry.atMs >= fromMs && entry.atMs < untilMs,
    );
  }

  return { events, lines: lines() };
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

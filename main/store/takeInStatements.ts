/** What a copy of one's own history says beside use: the ledger, and the statements from which it follows who paid. */
import { STATEMENT_TYPES } from '../domain/eventFile/shapes.ts';
import { columnOf, fieldsOf, tableOf } from './eventFileRows.ts';
import { createLedgerWriter, ledgerRows } from './ledger.ts';
import type { Connection } from './open.ts';
import { limitOf, type LimitRow } from './readingRows.ts';
import { createLimitWriter } from './saveLimits.ts';
import { SAME_SESSION_COST } from './sessionNotes.ts';

export type TakenStatements = {
  readonly entries: number;
  readonly newEntries: number;
  /** Their keys stand for something else here, which stays. */
  readonly otherEntries: number;
  readonly newReadings: number;
};

/**
 * Joins both by their own keys: what is known stays as it is, the ledger grows at its end. To be called in a
 * transaction, with the copy attached as `incoming`.
 */
export function takeStatements(connection: Connection): TakenStatements {
  const ledger = createLedgerWriter(connection);
  const rows = ledgerRows(connection, 'incoming');
  const outcomes = rows.flatMap(({ entry, recordedAtMs }) => ledger.append([entry], recordedAtMs));
  const numberOf = (which: string) => outcomes.filter(({ outcome }) => outcome === which).length;
  let newReadings = takeLimits(connection);
  for (const type of STATEMENT_TYPES) {
    if (type === 'limit-reading') continue;
    const columns = fieldsOf(type).map(columnOf).join(', ');
    const onSame = type === 'agent-session-cost' ? SAME_SESSION_COST : 'ON CONFLICT DO NOTHING';
    newReadings += connection
      .prepare(
        `INSERT INTO main.${tableOf(type)} (${columns})
         SELECT ${columns} FROM incoming.${tableOf(type)} WHERE true ${onSame}`,
      )
      .run().changes;
  }
  return {
    entries: rows.length,
    newEntries: numberOf('new'),
    otherEntries: numberOf('conflict'),
    newReadings,
  };
}

/** Of two statements of one instant the stronger holds, which SQL does not know. @returns how many were new */
function takeLimits(connection: Connection): number {
  const count = connection.prepare<[], number>('SELECT count(*) FROM main.limit_reading').pluck();
  const before = count.get() as number;
  const limits = createLimitWriter(connection);
  const rows = connection.prepare<[], LimitRow>('SELECT * FROM incoming.limit_reading').all();
  for (const row of rows) limits.save(limitOf(row));
  return (count.get() as number) - before;
}

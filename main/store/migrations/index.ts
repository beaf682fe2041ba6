import { createUsageTables } from './0001-usage.ts';
import { createAccountColumns } from './0002-accounts.ts';
import { createLedgerTables } from './0003-ledger.ts';
import { createAlertTables } from './0004-alerts.ts';

/**
 * All migrations in order. The version of a database is the number of them that have run; a migration that
 * has been released is never edited, only followed by another.
 */
export const MIGRATIONS: readonly string[] = [
  createUsageTables,
  createAccountColumns,
  createLedgerTables,
  createAlertTables,
];

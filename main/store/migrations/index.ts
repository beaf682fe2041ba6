import { createUsageTables } from './0001-usage.ts';
import { addAccounts } from './0002-accounts.ts';
import { createLedger } from './0003-ledger.ts';
import { createAlertTables } from './0004-alerts.ts';
import { createSourceTables } from './0005-sources.ts';
import { createProviderTables } from './0006-provider-accounts.ts';
import { createSessionNotes } from './0007-session-cost.ts';
import { createUsageRollup } from './0008-usage-rollup.ts';
import { addHosts } from './0009-hosts.ts';
import { createMetricExport } from './0010-metric-export.ts';
import { indexOwnLimits } from './0011-own-limits.ts';

/**
 * All migrations in order. The version of a database is the number of them that have run; a migration that
 * has been released is never edited, only followed by another.
 */
export const MIGRATIONS: readonly string[] = [
  createUsageTables,
  addAccounts,
  createLedger,
  createAlertTables,
  createSourceTables,
  createProviderTables,
  createSessionNotes,
  createUsageRollup,
  addHosts,
  createMetricExport,
  indexOwnLimits,
];

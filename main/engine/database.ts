/** The database as the engine uses it: opened when it can be, tried again when it cannot. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { createAccountReadingReader } from '../store/accountReadings.ts';
import { createAskReader, createAskWriter } from '../store/askBook.ts';
import { createMetricExportReader, createMetricExportWriter } from '../store/metricExport.ts';
import { createMoneyTables, type MoneyTables } from '../store/money.ts';
import { createAlertOutbox, type AlertOutbox } from '../store/outbox.ts';
import { keepLittleInMemory, openDatabase, type OpenDatabase } from '../store/open.ts';
import { createPastUse, type PastUse } from '../store/pastUse.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import { createProviderReader, createProviderWriter } from '../store/providerAccounts.ts';
import { createReader, type Reader } from '../store/read.ts';
import { createRetention, type Retention } from '../store/retention.ts';
import { createRollupWriter } from '../store/rollup.ts';
import { createWriter, type Writer } from '../store/saveBatches.ts';
import { createSessionNoteReader } from '../store/sessionNotes.ts';
import { createSessionTimes } from '../store/sessionTimes.ts';
import { createSettingsWriter, type SettingsWriter } from '../store/settings.ts';
import { createTakeIn, type TakeIn } from '../store/takeIn.ts';
import { createTelemetryReader, createTelemetryWriter } from '../store/telemetry.ts';

type AccountReadingReader = ReturnType<typeof createAccountReadingReader>;
type SessionNoteReader = ReturnType<typeof createSessionNoteReader>;
type AskReader = ReturnType<typeof createAskReader>;
type AskWriter = ReturnType<typeof createAskWriter>;
type ProviderReader = ReturnType<typeof createProviderReader>;
type ProviderWriter = ReturnType<typeof createProviderWriter>;
type TelemetryReader = ReturnType<typeof createTelemetryReader>;
type TelemetryWriter = ReturnType<typeof createTelemetryWriter>;

export type Tables = {
  readonly reader: Reader;
  readonly money: MoneyTables;
  readonly accounts: AccountReadingReader;
  readonly asks: AskReader;
  readonly telemetry: TelemetryReader;
  readonly pastUse: PastUse;
  readonly notes: SessionNoteReader;
  readonly providers: ProviderReader;
  readonly metrics: ReturnType<typeof createMetricExportReader>;
  readonly sessionTimes: ReturnType<typeof createSessionTimes>;
  /** null while another program holds the writer's lock. */
  readonly writing: WritingTables | null;
  /** The first reading is over: the memory that it needed is given back. */
  rest(): void;
};

export type WritingTables = {
  readonly writer: Writer;
  readonly settings: SettingsWriter;
  readonly asks: AskWriter;
  readonly telemetry: TelemetryWriter;
  readonly providers: ProviderWriter;
  readonly metrics: ReturnType<typeof createMetricExportWriter>;
  readonly outbox: AlertOutbox;
  readonly rollup: ReturnType<typeof createRollupWriter>;
  /** Made when they are asked for, which is rare. */
  readonly retention: () => Retention;
  readonly takeIn: () => TakeIn;
};

export type DatabaseState =
  | { readonly kind: 'open'; readonly tables: Tables }
  | { readonly kind: 'failed'; readonly failure: StoreFailure };

/** Opens the tables of a data folder; failures are values. */
export function openTables(
  dataFolder: string,
  agents: readonly AgentId[],
  mode: 'write-if-free' | 'read' = 'write-if-free',
): { state: DatabaseState; close: () => void } {
  let database: OpenDatabase | null = null;
  try {
    database = openDatabase(dataFolder, mode);
    const tables = tablesOf(database, agents);
    return { state: { kind: 'open', tables }, close: () => database?.close() };
  } catch (error) {
    database?.close();
    return { state: { kind: 'failed', failure: storeFailureOf(error) }, close: () => undefined };
  }
}

/** What could not be opened is not tried again at once: each try waits seconds for who has locked it. */
const OPEN_AGAIN_MS = 1000;

/**
 * Opens the tables, to write if that is possible.
 * @returns `failure`: why they cannot be written, also where what was saved before can still be shown
 */
export function createTableOpener(
  dataFolder: string,
  agents: readonly AgentId[],
  clock: () => number,
) {
  let failed: ({ readonly atMs: number } & ReturnType<typeof openForBoth>) | null = null;

  function openForBoth() {
    const both = openTables(dataFolder, agents);
    const failure = both.state.kind === 'failed' ? both.state.failure : null;
    const isReadable = failure?.kind === 'disk-read-only';
    return { ...(isReadable ? openTables(dataFolder, agents, 'read') : both), failure };
  }

  return () => {
    if (failed && Math.abs(clock() - failed.atMs) < OPEN_AGAIN_MS) return failed;
    const opened = openForBoth();
    failed = opened.state.kind === 'failed' ? { ...opened, atMs: clock() } : null;
    return opened;
  };
}

/** @throws SQLite's error when a table is missing or damaged */
function tablesOf({ connection, canWrite }: OpenDatabase, agents: readonly AgentId[]): Tables {
  return {
    reader: createReader(connection, agents),
    money: createMoneyTables(connection, canWrite),
    accounts: createAccountReadingReader(connection),
    asks: createAskReader(connection),
    telemetry: createTelemetryReader(connection),
    pastUse: createPastUse(connection, canWrite),
    notes: createSessionNoteReader(connection),
    providers: createProviderReader(connection),
    metrics: createMetricExportReader(connection),
    sessionTimes: createSessionTimes(connection),
    writing: canWrite ? writingTablesOf(connection) : null,
    rest: () => keepLittleInMemory(connection),
  };
}

function writingTablesOf(connection: OpenDatabase['connection']): WritingTables {
  const writer = createWriter(connection);
  return {
    writer,
    settings: createSettingsWriter(connection),
    asks: createAskWriter(connection, writer),
    telemetry: createTelemetryWriter(connection),
    providers: createProviderWriter(connection),
    metrics: createMetricExportWriter(connection),
    outbox: createAlertOutbox(connection),
    rollup: createRollupWriter(connection),
    retention: () => createRetention(connection),
    takeIn: () => createTakeIn(connection),
  };
}

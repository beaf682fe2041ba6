/** The database as the engine uses it: opened when it can be, tried again when it cannot. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { createAlertOutbox, type AlertOutbox } from '../store/outbox.ts';
import { openDatabase, type OpenDatabase } from '../store/open.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import { createReader, type Reader } from '../store/read.ts';
import { createWriter, type Writer } from '../store/saveBatches.ts';
import { createSettingsWriter, type SettingsWriter } from '../store/settings.ts';

export type Tables = {
  readonly reader: Reader;
  /** null while another program holds the writer's lock. */
  readonly writing: {
    readonly writer: Writer;
    readonly settings: SettingsWriter;
    readonly outbox: AlertOutbox;
  } | null;
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

/** @throws SQLite's error when a table is missing or damaged */
function tablesOf({ connection, canWrite }: OpenDatabase, agents: readonly AgentId[]): Tables {
  const writing = canWrite
    ? {
        writer: createWriter(connection),
        settings: createSettingsWriter(connection),
        outbox: createAlertOutbox(connection),
      }
    : null;
  return { reader: createReader(connection, agents), writing };
}

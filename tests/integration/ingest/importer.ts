/** The import without the engine: real files, real parsers, real database. */
import fs from 'node:fs';
import path from 'node:path';
import { AGENTS } from '../../../main/agents/registry.ts';
import { discoverLogs } from '../../../main/ingest/discover.ts';
import { ingest, type IngestResult } from '../../../main/ingest/ingest.ts';
import type { CursorBook } from '../../../main/ingest/jobs.ts';
import { createPricing } from '../../../main/prices/pricing.ts';
import { openDatabase } from '../../../main/store/open.ts';
import { createReader } from '../../../main/store/read.ts';
import { createWriter } from '../../../main/store/saveBatches.ts';

export type Importer = ReturnType<typeof createImporter>;

/** Imports from `<root>/projects` and `<root>/sessions` into a database in `<root>/data`. */
export function createImporter(root: string) {
  const projects = path.join(root, 'projects');
  const sessions = path.join(root, 'sessions');
  const archived = path.join(root, 'archived_sessions');
  for (const folder of [projects, sessions, archived]) fs.mkdirSync(folder, { recursive: true });
  const pricing = createPricing();
  let database = openDatabase(path.join(root, 'data'), 'write-if-free');
  const reader = () => createReader(database.connection, ['claude-code', 'codex']);
  const book: CursorBook = {
    byPath: new Map(),
    cursorOf: (file) => reader().fileCursor(file),
  };

  return {
    projects,
    sessions,
    archived,
    reader,
    /** Reads all that is new, as each minute does. */
    look(): Promise<IngestResult> {
      const files = [
        ...discoverLogs(AGENTS['claude-code'], [{ path: root, logFolders: [projects] }]).files,
        ...discoverLogs(AGENTS.codex, [{ path: root, logFolders: [sessions, archived] }]).files,
      ];
      const ports = { writer: createWriter(database.connection), pricing, helper: () => null };
      return ingest(files, book, ports, () => undefined, true);
    },
    /** Ends the program and starts it again. */
    restart(): void {
      database.close();
      database = openDatabase(path.join(root, 'data'), 'write-if-free');
      book.byPath = reader().knownFiles();
    },
    /** As if no file had ever been read: everything is read again. */
    forgetCursors(): void {
      book.byPath = new Map();
    },
    /** `day -> [responses, input, output]` of what counts, by UTC day. */
    totalsByDay(): Record<string, [number, number, number]> {
      const totals: Record<string, [number, number, number]> = {};
      for (const event of reader().eventsBetween(-Infinity, Infinity)) {
        const day = new Date(event.atMs).toISOString().slice(0, 10);
        const [events, inputs, outputs] = totals[day] ?? [0, 0, 0];
        totals[day] = [events + 1, inputs + event.inputTokens, outputs + event.outputTokens];
      }
      return totals;
    },
    close: () => database.close(),
  };
}

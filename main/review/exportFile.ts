/** Writes an export: whole or not at all, readable by its owner alone. */
import fs from 'node:fs';
import path from 'node:path';
import type { ExportRequest } from '../../preload/contract/review/exports.ts';
import { csvText, jsonText } from '../domain/review/exportText.ts';
import { eventFileOf } from './eventFile.ts';
import { exportOf, type ExportContext } from './exportTables.ts';

const CHUNK_CHARACTERS = 1 << 20;

export type ExportPieces = { readonly rows: number; readonly pieces: Iterable<string> };

/** One export as text, piece by piece. @throws SQLite's error, also while the pieces are read */
export function exportPieces(request: ExportRequest, context: ExportContext): ExportPieces {
  if (request.kind === 'events') {
    const { events, lines } = eventFileOf(request, context);
    return { rows: events, pieces: lines };
  }
  const { table, header } = exportOf({ ...request, kind: request.kind }, context);
  const pieces = request.format === 'csv' ? csvText(table) : jsonText(table, header);
  return { rows: table.rows.length, pieces };
}

/**
 * Writes one export to a file.
 * @returns how many rows it has
 * @throws SQLite's error, or the file system's
 */
export function writeExport(request: ExportRequest, file: string, context: ExportContext): number {
  const { rows, pieces } = exportPieces(request, context);
  const unfinished = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
  try {
    writePieces(unfinished, pieces);
    fs.renameSync(unfinished, file);
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    throw error;
  }
  return rows;
}

function writePieces(file: string, pieces: Iterable<string>): void {
  const descriptor = fs.openSync(file, 'w', 0o600);
  try {
    let waiting = '';
    for (const piece of pieces) {
      waiting += piece;
      if (waiting.length < CHUNK_CHARACTERS) continue;
      fs.writeSync(descriptor, waiting);
      waiting = '';
    }
    fs.writeSync(descriptor, waiting);
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}

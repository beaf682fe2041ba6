/** Writes an export: whole or not at all, readable by its owner alone. */
import fs from 'node:fs';
import path from 'node:path';
import type { ExportRequest } from '../../preload/contract/review/exports.ts';
import { csvText, jsonText } from '../domain/review/exportText.ts';
import { exportOf, type ExportContext } from './exportTables.ts';

const CHUNK_CHARACTERS = 1 << 20;

/**
 * Writes one export to a file.
 * @returns how many rows it has
 * @throws SQLite's error, or the file system's
 */
export function writeExport(request: ExportRequest, file: string, context: ExportContext): number {
  const { table, header } = exportOf(request, context);
  const text = request.format === 'csv' ? csvText(table) : jsonText(table, header);
  const unfinished = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.part`);
  try {
    writePieces(unfinished, text);
    fs.renameSync(unfinished, file);
  } catch (error) {
    fs.rmSync(unfinished, { force: true });
    throw error;
  }
  return table.rows.length;
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

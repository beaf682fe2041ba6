/** Writes one session file in pieces, so that a file may be larger than memory should hold. */
import fs from 'node:fs';
import path from 'node:path';
import type { CorpusTruth } from './corpusTruth.ts';

const FLUSH_CHARACTERS = 256 * 1024;

export type CorpusFile = {
  /** Adds a line; `hasUsage` only feeds the statistics. */
  add(line: string, hasUsage: boolean): void;
  /** Ends the file; its modification time is that of its last line, as in life. */
  close(lastLineAtMs: number): void;
};

export function openCorpusFile(file: string, written: CorpusTruth['written']): CorpusFile {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const descriptor = fs.openSync(file, 'w');
  let waiting = '';
  const flush = (): void => {
    fs.writeSync(descriptor, waiting);
    waiting = '';
  };
  return {
    add: (line, hasUsage) => {
      waiting += `${line}\n`;
      written.lines += 1;
      written.bytes += Buffer.byteLength(line) + 1;
      if (hasUsage) written.usageLines += 1;
      if (waiting.length > FLUSH_CHARACTERS) flush();
    },
    close: (lastLineAtMs) => {
      flush();
      fs.futimesSync(descriptor, lastLineAtMs / 1000, lastLineAtMs / 1000);
      fs.closeSync(descriptor);
      written.files += 1;
    },
  };
}

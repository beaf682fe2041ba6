/**
 * Power cuts: rebuilds the disk as it may be at any instant of a recorded run. What was flushed is there;
 * of what was not, nothing, a random part, or a part torn in the middle.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Random } from '../bench/random.ts';

type Operation = {
  readonly kind: 'W' | 'F' | 'T' | 'U';
  readonly file: string;
  readonly offset: number;
  readonly data: Buffer;
};

export const MODES = ['none', 'subset', 'torn'] as const;
export type Mode = (typeof MODES)[number];

export const SECTOR_BYTES = 512;

/** The record that tests/faults/disk.c writes. */
export function readRecord(file: string): Operation[] {
  const bytes = fs.readFileSync(file);
  const operations: Operation[] = [];
  let at = 0;
  while (at < bytes.length) {
    const kind = String.fromCharCode(bytes[at] as number) as Operation['kind'];
    const pathSize = bytes.readUInt16LE(at + 1);
    const offset = Number(bytes.readBigInt64LE(at + 3));
    const size = bytes.readUInt32LE(at + 11);
    const name = at + 15;
    const data = name + pathSize;
    const file = bytes.toString('utf8', name, data);
    operations.push({ kind, file, offset, data: bytes.subarray(data, data + size) });
    at = data + size;
  }
  return operations;
}

/** Files of a folder, as they lie on a disk before anything is recorded. */
function filesIn(folder: string): [string, Buffer][] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('-shm'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(folder, file), fs.readFileSync(file)]);
}

/** The disk after the first operations; `advance` goes on one further, so that every cut costs little. */
export function createDisk(before: string) {
  const flushed = new Map<string, Buffer>(filesIn(before));
  const pending = new Map<string, Operation[]>();

  return {
    advance(operation: Operation): void {
      // Shared memory is made anew by whoever opens the database next.
      if (operation.file.endsWith('-shm')) return;
      // A folder is flushed as well; names of files are taken as kept.
      if (operation.kind === 'F' && !pending.has(operation.file)) return;
      if (operation.kind === 'F') {
        const before = flushed.get(operation.file) ?? Buffer.alloc(0);
        flushed.set(operation.file, (pending.get(operation.file) ?? []).reduce(apply, before));
        pending.delete(operation.file);
      } else if (operation.kind === 'U') {
        flushed.delete(operation.file);
        pending.delete(operation.file);
      } else {
        const waiting = pending.get(operation.file);
        if (waiting) waiting.push(operation);
        else pending.set(operation.file, [operation]);
      }
    },
    /** Writes what is left after a cut now. */
    cut(folder: string, mode: Mode, random: Random): void {
      for (const file of new Set([...flushed.keys(), ...pending.keys()])) {
        const unflushed = mode === 'none' ? [] : (pending.get(file) ?? []);
        const survived = unflushed.flatMap((operation) => survivor(operation, mode, random));
        const bytes = survived.reduce(apply, flushed.get(file) ?? Buffer.alloc(0));
        const target = path.join(folder, file);
        fs.mkdirSync(path.dirname(target), { recursive: true });
        fs.writeFileSync(target, bytes);
      }
    },
  };
}

function survivor(operation: Operation, mode: Mode, random: Random): Operation[] {
  if (random.chance(0.5)) return [];
  const sectors = Math.floor(operation.data.length / SECTOR_BYTES);
  if (mode !== 'torn' || sectors < 2 || !random.chance(0.3)) return [operation];
  const size = SECTOR_BYTES * random.integer(1, sectors - 1);
  return [{ ...operation, data: operation.data.subarray(0, size) }];
}

function apply(before: Buffer, { kind, offset, data }: Operation): Buffer {
  if (kind === 'T') {
    const after = Buffer.alloc(offset);
    before.copy(after, 0, 0, Math.min(before.length, offset));
    return after;
  }
  const after = Buffer.alloc(Math.max(before.length, offset + data.length));
  before.copy(after);
  data.copy(after, offset);
  return after;
}

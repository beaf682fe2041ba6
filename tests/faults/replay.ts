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
type Mode = (typeof MODES)[number];

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
function filesIn(folder: string): [string, FileBytes][] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('-shm'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(folder, file), createFileBytes(fs.readFileSync(file))]);
}

/** What is left after a cut. Two with the same `identity` are equal to the byte. */
export type Remains = {
  readonly identity: string;
  writeTo(folder: string): void;
};

/** The disk after the first operations; `advance` goes on one further, so that every cut costs little. */
export function createDisk(before: string) {
  const flushed = new Map<string, FileBytes>(filesIn(before));
  const pending = new Map<string, Operation[]>();
  /** Counts what changed the part that no cut can take. */
  let flushes = 0;

  function flush(file: string): void {
    const waiting = pending.get(file);
    // A folder is flushed as well; names of files are taken as kept.
    if (!waiting) return;
    const bytes = flushed.get(file) ?? createFileBytes();
    for (const operation of waiting) bytes.apply(operation);
    flushed.set(file, bytes);
    pending.delete(file);
    flushes += 1;
  }

  return {
    advance(operation: Operation): void {
      const { kind, file } = operation;
      // Shared memory is made anew by whoever opens the database next.
      if (file.endsWith('-shm')) return;
      if (kind === 'F') return flush(file);
      if (kind !== 'U') return void pending.set(file, [...(pending.get(file) ?? []), operation]);
      flushed.delete(file);
      pending.delete(file);
      flushes += 1;
    },
    /** What is left after a cut now; to be written before the disk goes on. */
    cut(mode: Mode, random: Random): Remains {
      const survivors = new Map<string, readonly Operation[]>();
      let identity = String(flushes);
      for (const [file, waiting] of pending) {
        const survived = waiting.map((one) =>
          mode === 'none' ? null : survivor(one, mode, random),
        );
        survivors.set(
          file,
          survived.filter((one) => one !== null),
        );
        identity += `|${file}:${survived.map((one) => one?.data.length ?? '-').join()}`;
      }
      return { identity, writeTo: (folder) => writeRemains(folder, survivors) };
    },
  };

  function writeRemains(folder: string, survivors: ReadonlyMap<string, readonly Operation[]>) {
    for (const file of new Set([...flushed.keys(), ...pending.keys()])) {
      const target = path.join(folder, file);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      const descriptor = fs.openSync(target, 'w');
      try {
        const bytes = flushed.get(file)?.read();
        if (bytes) fs.writeSync(descriptor, bytes, 0, bytes.length, 0);
        for (const operation of survivors.get(file) ?? []) applyTo(descriptor, operation);
      } finally {
        fs.closeSync(descriptor);
      }
    }
  }
}

function applyTo(descriptor: number, { kind, offset, data }: Operation): void {
  if (kind === 'T') fs.ftruncateSync(descriptor, offset);
  else fs.writeSync(descriptor, data, 0, data.length, offset);
}

function survivor(operation: Operation, mode: Mode, random: Random): Operation | null {
  if (random.chance(0.5)) return null;
  const sectors = Math.floor(operation.data.length / SECTOR_BYTES);
  if (mode !== 'torn' || sectors < 2 || !random.chance(0.3)) return operation;
  const size = SECTOR_BYTES * random.integer(1, sectors - 1);
  return { ...operation, data: operation.data.subarray(0, size) };
}

type FileBytes = ReturnType<typeof createFileBytes>;

/** A file's content that grows in place: a log of many megabytes is written to thousands of times. */
function createFileBytes(start: Buffer = Buffer.alloc(0)) {
  let room = Buffer.from(start);
  let size = start.length;

  function resize(wanted: number): void {
    if (wanted > room.length) {
      const larger = Buffer.alloc(Math.max(wanted, room.length * 2));
      room.copy(larger, 0, 0, size);
      room = larger;
    }
    if (wanted < size) room.fill(0, wanted, size);
    size = wanted;
  }

  return {
    read: (): Buffer => room.subarray(0, size),
    apply({ kind, offset, data }: Operation): void {
      if (kind === 'T') return resize(offset);
      if (offset + data.length > size) resize(offset + data.length);
      data.copy(room, offset);
    },
  };
}

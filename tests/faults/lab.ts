/** Runs the writing child under faults of the disk, and judges what it leaves. */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { createLedgerReader } from '../../main/store/ledger.ts';
import { openDatabase, type OpenDatabase } from '../../main/store/open.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
export const CHILD = here('./child.ts');
const DISK = here('./disk.c');

export type Fault = {
  readonly at: number;
  readonly action: 'kill' | 'torn' | 'EIO' | 'ENOSPC';
  readonly isAlways?: boolean;
};

/** A folder with a data folder in it, and the file of acknowledgements beside that. */
export function openFaultLab() {
  // Resolved: the disk compares paths as the system says them.
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-faults-')));
  const data = path.join(root, 'data');
  fs.mkdirSync(data);
  const acknowledgements = path.join(root, 'acknowledged');
  return {
    root,
    data,
    log: path.join(root, 'disk.log'),
    acknowledgements,
    acknowledged: () => readAcknowledged(acknowledgements),
    dispose: () => fs.rmSync(root, { recursive: true, force: true }),
  };
}

export type FaultLab = ReturnType<typeof openFaultLab>;

let library: string | null = null;

/** The compiled disk, made once for each program. */
function diskLibrary(): string {
  if (library !== null) return library;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-disk-'));
  process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'disk.so');
  execFileSync('gcc', ['-O2', '-shared', '-fPIC', '-o', file, DISK, '-ldl', '-lpthread']);
  return (library = file);
}

let cache: string | null = null;

/**
 * The folder with the child's compiled code. Starting it is most of what a kill costs, and a killed program
 * leaves no compiled code behind for the next: one that ends does it for all.
 */
export function compiledCode(): Record<string, string> {
  if (cache === null) {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-compiled-'));
    process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
    cache = folder;
    const lab = openFaultLab();
    runChild(CHILD, [lab.data, '0', '1']);
    lab.dispose();
  }
  return { NODE_COMPILE_CACHE: cache };
}

/** The variables that put the disk between a program and a folder. */
export function faultVariables(
  folder: string,
  { fault, log }: { fault?: Fault; log?: string },
): Record<string, string> {
  return {
    LD_PRELOAD: diskLibrary(),
    FAULT_FOLDER: folder,
    ...(log === undefined ? {} : { FAULT_LOG: log }),
    ...(fault ? { FAULT_AT: String(fault.at), FAULT_ACTION: fault.action } : {}),
    ...(fault?.isAlways ? { FAULT_ALWAYS: '1' } : {}),
  };
}

export type Ended = {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
};

/** Runs a program of the tests to its end, whatever that is. */
export function runChild(
  program: string,
  words: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Ended {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, ...compiledCode(), ...variables },
  });
  return { code: status, signal, output: stdout + stderr };
}

/** Whole lines only: the last one may have been cut. */
export function readAcknowledged(file: string): number[] {
  if (!fs.existsSync(file)) return [];
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  return lines.slice(0, -1).map(Number);
}

/** `entries`: which of the child's are there. */
export type Found = { readonly entries: ReadonlySet<number>; readonly isCorrupt: boolean };

/** Opens what was left as the next start would; what cannot be opened or read is broken. */
export function lookAt(dataFolder: string): Found {
  try {
    return foundIn(openDatabase(dataFolder, 'write-if-free'));
  } catch {
    return { entries: new Set(), isCorrupt: true };
  }
}

function foundIn({ connection, close }: OpenDatabase): Found {
  try {
    const isSound = connection.pragma('integrity_check(1)', { simple: true }) === 'ok';
    const isWhole = createLedgerReader(connection).verify().isWhole;
    const keys = connection.prepare('SELECT entry_key FROM ledger_entry').pluck().all() as string[];
    const entries = new Set(keys.map((key) => Number(key.split('|')[1])));
    return { entries, isCorrupt: !isSound || !isWhole };
  } finally {
    close();
  }
}

type Verdict = { readonly lost: number; readonly isCorrupt: boolean };

/** Looks for what was acknowledged in what was left. */
export function judge(dataFolder: string, acknowledged: readonly number[]): Verdict {
  const { entries, isCorrupt } = lookAt(dataFolder);
  return { lost: acknowledged.filter((entry) => !entries.has(entry)).length, isCorrupt };
}

/** A database on which something else than the ledger's child has worked. */
export function versionOf(file: string): number {
  const connection = new Database(file, { readonly: true });
  try {
    return connection.pragma('user_version', { simple: true }) as number;
  } finally {
    connection.close();
  }
}

/** Says how far a long proof has come, beside its result: whoever stops it knows what has been tried. */
export function sayProgress(proof: string, counts: Readonly<Record<string, number>>): void {
  console.error(JSON.stringify({ progress: proof, ...counts }));
}

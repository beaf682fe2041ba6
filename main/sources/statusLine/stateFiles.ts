/**
 * Reads the state files of one bridged folder. What was seen is handed in and out, so a caller that
 * polls reads only what is new; old files are deleted here because the script must not spend time on it.
 */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../bridge/fileErrors.ts';
import { parseStatusLineReading, type StatusLineReading } from './readings.ts';

/** A state file that could not be used; it stays reported until the file changes or goes. */
export type StateFileProblem = {
  readonly kind: 'state-file-unreadable';
  readonly path: string;
  readonly message: string;
};

/** What is known of each file: its identity at the last look, and what was wrong with it. */
export type SeenStateFiles = ReadonlyMap<
  string,
  { readonly identity: string; readonly problem: StateFileProblem | null }
>;

export type StateFileNews = {
  /** Hand this in at the next call. */
  readonly seen: SeenStateFiles;
  /** Readings of files that are new or have changed. */
  readonly readings: readonly StatusLineReading[];
  readonly problems: readonly StateFileProblem[];
};

const DAY_MS = 24 * 60 * 60 * 1000;
/** A weekly window and a day: after that no limit in the file can still run. */
const LONGEST_USEFUL_MS = 8 * DAY_MS;
/** The script writes far less; anything longer is not one of its files. */
const LONGEST_FILE_BYTES = 65_536;

/** Looks at every state file in `stateFolder`; a missing folder is an empty one. */
export async function readStateFiles(
  stateFolder: string,
  seen: SeenStateFiles,
  nowMs: number,
): Promise<StateFileNews> {
  const now = new Map<string, NonNullable<ReturnType<SeenStateFiles['get']>>>();
  const readings: StatusLineReading[] = [];
  const problems: StateFileProblem[] = [];
  const names = await listNames(stateFolder);
  if (names === null) {
    const message = inEnglish('The folder of the status line readings cannot be read.');
    problems.push({ kind: 'state-file-unreadable', path: stateFolder, message });
  }
  for (const name of names ?? []) {
    const path = join(stateFolder, name);
    const look = await lookAt(path, seen.get(path)?.identity ?? null, nowMs);
    if (look.kind === 'gone') continue;
    if (look.kind === 'reading') readings.push(look.reading);
    const problem =
      look.kind === 'unchanged'
        ? (seen.get(path)?.problem ?? null)
        : look.kind === 'problem'
          ? problemOf(path, look.message)
          : null;
    if (problem !== null) problems.push(problem);
    now.set(path, { identity: look.identity, problem });
  }
  return { seen: now, readings, problems };
}

type Look =
  | { readonly kind: 'gone' }
  | { readonly kind: 'unchanged'; readonly identity: string }
  | { readonly kind: 'reading'; readonly identity: string; readonly reading: StatusLineReading }
  | { readonly kind: 'problem'; readonly identity: string; readonly message: string };

async function lookAt(path: string, knownIdentity: string | null, nowMs: number): Promise<Look> {
  try {
    const found = await stat(path, { bigint: true });
    if (!found.isFile()) return { kind: 'gone' };
    if (nowMs - Number(found.mtimeMs) > LONGEST_USEFUL_MS) {
      await rm(path, { force: true });
      return { kind: 'gone' };
    }
    // A temporary file of a script that was cut off; it is only kept until it is old.
    if (!path.endsWith('.json')) return { kind: 'gone' };
    // The script renames a new file into place, so the inode tells even two writes of one instant.
    const identity = `${found.ino}:${found.mtimeNs}:${found.size}`;
    if (identity === knownIdentity) return { kind: 'unchanged', identity };
    if (found.size > LONGEST_FILE_BYTES) {
      return {
        kind: 'problem',
        identity,
        message: inEnglish('The status line reading is too long.'),
      };
    }
    const parsed = parseStatusLineReading(await readFile(path, 'utf8'));
    return parsed.ok
      ? { kind: 'reading', identity, reading: parsed.value }
      : { kind: 'problem', identity, message: parsed.message };
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    if (code === 'ENOENT') return { kind: 'gone' };
    const message = inEnglish('The status line reading cannot be read ({code}).', { code });
    return { kind: 'problem', identity: code, message };
  }
}

function problemOf(path: string, message: string): StateFileProblem {
  return { kind: 'state-file-unreadable', path, message };
}

/** null when the folder is there but cannot be listed. */
async function listNames(folder: string): Promise<readonly string[] | null> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === null) throw error;
    return code === 'ENOENT' ? [] : null;
  }
}

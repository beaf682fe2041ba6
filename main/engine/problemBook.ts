/** What is wrong at the moment, each with the time since when. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { Problem } from '../../preload/contract/snapshot.ts';
import { redact } from '../domain/redaction.ts';

export type Trouble = Omit<Problem, 'sinceMs'>;

/** Remembers when a problem began, as long as it is reported at each look. */
export function createProblemBook() {
  let known = new Map<string, Problem>();
  return {
    /** Takes all present troubles; those that are missing are over. */
    report(troubles: readonly Trouble[], nowMs: number): readonly Problem[] {
      const present = new Map<string, Problem>();
      for (const trouble of troubles) {
        const key = `${trouble.kind}|${trouble.path ?? ''}`;
        // Programs, providers and errors are quoted here, and whoever is quoted may quote a key.
        const message = redact(trouble.message);
        present.set(key, { ...trouble, message, sinceMs: known.get(key)?.sinceMs ?? nowMs });
      }
      known = present;
      return [...present.values()];
    },
  };
}

/** More paths than this are summed up in one line. */
const MOST_PATHS = 5;

/** Why an agent's own database was not read, by the store's code. */
const DATABASE_MESSAGES: Readonly<Record<string, string>> = {
  DATABASE_BUSY: inEnglish(
    'An agent is writing its database just now. It is read again within a minute; what was counted stays.',
  ),
  DATABASE_DAMAGED: inEnglish(
    'An agent’s database is damaged, or not a database. What was counted from it stays.',
  ),
  DATABASE_UNKNOWN_SHAPE: inEnglish(
    'An agent’s database has another shape than this Tollgate knows: it may be newer. What was counted from it stays.',
  ),
  DATABASE_FAILED: inEnglish(
    'An agent’s database could not be read. What was counted from it stays.',
  ),
};

/** Troubles for paths that could not be read. */
export function unreadableTroubles(
  paths: readonly { path: string; code: string }[],
  kind: 'folder-unreadable' | 'file-unreadable',
): Trouble[] {
  const isFolder = kind === 'folder-unreadable';
  const shown = paths.slice(0, MOST_PATHS).map(({ path, code }): Trouble => ({
    kind,
    severity: code === 'DATABASE_BUSY' ? 'notice' : 'error',
    message:
      DATABASE_MESSAGES[code] ??
      inEnglish(
        isFolder
          ? 'A folder with usage cannot be read ({code}).'
          : 'A file with usage cannot be read ({code}).',
        { code },
      ),
    path,
    count: null,
  }));
  const rest = paths.length - shown.length;
  if (rest <= 0) return shown;
  const message = moreWords(rest, isFolder);
  return [...shown, { kind, severity: 'error', message, path: null, count: rest }];
}

function moreWords(count: number, isFolder: boolean): string {
  if (count === 1) {
    return inEnglish(isFolder ? '1 more folder cannot be read.' : '1 more file cannot be read.');
  }
  return inEnglish(
    isFolder ? '{count} more folders cannot be read.' : '{count} more files cannot be read.',
    { count },
  );
}

/** Lines that could not be counted; shown as a number, because old files keep them for ever. */
export function refusedTrouble(refusedLines: number): Trouble[] {
  if (refusedLines === 0) return [];
  return [
    {
      kind: 'lines-refused',
      severity: 'notice',
      message:
        refusedLines === 1
          ? inEnglish('1 line of session files could not be read and is not counted.')
          : inEnglish('{count} lines of session files could not be read and are not counted.', {
              count: refusedLines,
            }),
      path: null,
      count: refusedLines,
    },
  ];
}

/** Models whose use has no price; their tokens count, their cost is unknown. */
export function unpricedTrouble(models: readonly string[]): Trouble[] {
  if (models.length === 0) return [];
  const named = models.slice(0, 3).join(', ');
  const more = models.length - 3;
  return [
    {
      kind: 'models-unpriced',
      severity: 'notice',
      message:
        more > 0
          ? inEnglish(
              'No price is known for {models} and {more} more; cost figures leave this use out.',
              { models: named, more },
            )
          : inEnglish('No price is known for {models}; cost figures leave this use out.', {
              models: named,
            }),
      path: null,
      count: models.length,
    },
  ];
}

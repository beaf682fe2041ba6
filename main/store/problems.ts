/** Failures of the database that a user can do something about, as values. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { ProblemKind } from '../../preload/contract/snapshot.ts';

export type StoreFailure = {
  readonly kind: Extract<
    ProblemKind,
    | 'database-busy'
    | 'disk-full'
    | 'disk-read-only'
    | 'disk-failed'
    | 'database-damaged'
    | 'database-newer'
    | 'database-failed'
  >;
  readonly message: string;
};

/** Thrown by the store for an expected failure; `failure` is what to show. */
export class StoreError extends Error {
  readonly failure: StoreFailure;
  constructor(failure: StoreFailure, options?: ErrorOptions) {
    super(failure.message, options);
    this.failure = failure;
  }
}

/** SQLite's and the system's codes, by the beginning of their names. */
const KINDS: readonly (readonly [string, StoreFailure['kind'], string])[] = [
  ['SQLITE_BUSY', 'database-busy', inEnglish('Another program is using Tollgate’s database.')],
  ['SQLITE_LOCKED', 'database-busy', inEnglish('Another program is using Tollgate’s database.')],
  ['SQLITE_FULL', 'disk-full', inEnglish('The disk is full, so new usage cannot be saved.')],
  [
    'SQLITE_IOERR_SHMSIZE',
    'disk-full',
    inEnglish('The disk is full, so new usage cannot be saved.'),
  ],
  ['ENOSPC', 'disk-full', inEnglish('The disk is full, so new usage cannot be saved.')],
  ['EDQUOT', 'disk-full', inEnglish('The disk quota is used up, so new usage cannot be saved.')],
  [
    'SQLITE_IOERR',
    'disk-failed',
    inEnglish('The disk reports errors, so new usage cannot be saved.'),
  ],
  ['EIO', 'disk-failed', inEnglish('The disk reports errors, so new usage cannot be saved.')],
  ['SQLITE_READONLY', 'disk-read-only', inEnglish('Tollgate’s data folder cannot be written.')],
  [
    'SQLITE_CANTOPEN',
    'disk-read-only',
    inEnglish('Tollgate’s database cannot be opened for writing.'),
  ],
  ['SQLITE_PERM', 'disk-read-only', inEnglish('Tollgate’s database cannot be opened for writing.')],
  ['EROFS', 'disk-read-only', inEnglish('Tollgate’s data folder is on a read-only disk.')],
  ['EACCES', 'disk-read-only', inEnglish('Tollgate’s data folder cannot be written.')],
  ['EPERM', 'disk-read-only', inEnglish('Tollgate’s data folder cannot be written.')],
  [
    'SQLITE_CORRUPT',
    'database-damaged',
    inEnglish('Tollgate’s database is damaged. “tollgate restore” brings back the latest copy.'),
  ],
  [
    'SQLITE_NOTADB',
    'database-damaged',
    inEnglish(
      'The database file is not Tollgate’s, or is damaged. “tollgate restore” brings back the latest copy.',
    ),
  ],
];

/** What to show for an error of SQLite or of the file system. */
export function storeFailureOf(error: unknown): StoreFailure {
  if (error instanceof StoreError) return error.failure;
  const code = (error as { code?: unknown } | null)?.code;
  const known = KINDS.find(([prefix]) => typeof code === 'string' && code.startsWith(prefix));
  if (known) return { kind: known[1], message: known[2] };
  const text = error instanceof Error ? error.message : String(error);
  return { kind: 'database-failed', message: inEnglish('The database failed: {text}.', { text }) };
}

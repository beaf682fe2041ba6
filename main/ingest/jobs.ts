/**
 * Which files have news, and the jobs of reading them. A history may have a hundred thousand files: a job is made
 * when its turn comes, and a list crosses to the second thread as a few blocks.
 */
import path from 'node:path';
import type { FileCursor, KnownFile } from '../store/records.ts';
import { pathOf, type FoundFile, type LogFolder } from './discover.ts';
import type { TailJob } from './tailFile.ts';

export function knownOf({ agent, identity, size, modifiedAtMs, readOffset }: KnownFile): KnownFile {
  return { agent, identity, size, modifiedAtMs, readOffset };
}

/** Knows how far each file has been read; the engine keeps it in step with the database. */
export type CursorBook = {
  byPath: Map<string, KnownFile>;
  /** The whole cursor, from the database; null where none is saved. */
  cursorOf: (path: string) => FileCursor | null;
};

export type JobList = {
  readonly length: number;
  /** null beyond the end. Made anew each time it is asked for. */
  at(index: number): TailJob | null;
};

export type PlannedJobs = JobList & {
  /** The same list for another thread. */
  share(): SharedJobs;
};

/** Jobs on their way between threads. */
export type SharedJobs = {
  readonly folders: readonly LogFolder[];
  /** For each job the index of its folder, and where its name ends in `names`. */
  readonly folderOf: Uint32Array;
  readonly nameEnds: Uint32Array;
  readonly names: string;
  /** What is not read from the start, by the job's index. */
  readonly resumed: ReadonlyMap<number, Resumed>;
};

type Resumed = Pick<TailJob, 'cursor' | 'movedFrom'>;

const FROM_THE_START: Resumed = { cursor: null, movedFrom: null };

export type Plan = {
  readonly files: PlannedJobs;
  /** Read in pages, by one thread. */
  readonly databases: JobList;
  /** How much is to be read, as far as sizes tell. */
  readonly bytes: number;
};

/**
 * Files that have something new, the latest first, so that the present is known early.
 * @param isBegun files that are being read already; they count among the bytes and need no job
 */
export function planJobs(
  files: readonly FoundFile[],
  book: CursorBook,
  isWholeListing: boolean,
  isBegun: (file: FoundFile) => boolean = () => false,
): Plan {
  const news = newsAmong(files, book).sort((a, b) => b.modifiedAtMs - a.modifiedAtMs);
  const mayHaveMoved = isWholeListing && news.some((file) => !book.byPath.has(pathOf(file)));
  const moved = mayHaveMoved ? cursorsWithoutFile(files, book) : new Map<string, string>();
  let bytes = 0;
  for (const file of news) {
    const known = book.byPath.get(pathOf(file)) ?? book.byPath.get(moved.get(file.identity) ?? '');
    bytes += Math.max(0, file.size - (known?.readOffset ?? 0));
  }
  const resumedOf = (file: FoundFile): Resumed => {
    const here = pathOf(file);
    if (book.byPath.has(here)) return { cursor: book.cursorOf(here), movedFrom: null };
    const before = moved.get(file.identity);
    if (before === undefined) return FROM_THE_START;
    return { cursor: book.cursorOf(before), movedFrom: before };
  };
  return {
    files: plannedJobs(
      news.filter((file) => !file.hasLog && !isBegun(file)),
      resumedOf,
    ),
    databases: plannedJobs(
      news.filter(({ hasLog }) => hasLog),
      resumedOf,
    ),
    bytes,
  };
}

/** Paths of read files that are no longer where they were, by the file's identity. */
function cursorsWithoutFile(
  files: readonly FoundFile[],
  book: CursorBook,
): ReadonlyMap<string, string> {
  if (book.byPath.size === 0) return new Map();
  const paths = new Set(files.map(pathOf));
  const moved = new Map<string, string>();
  for (const [known, { identity }] of book.byPath) {
    if (!paths.has(known)) moved.set(identity, known);
  }
  return moved;
}

function newsAmong(files: readonly FoundFile[], book: CursorBook): FoundFile[] {
  // Making a hundred thousand paths only to find none of them is felt.
  if (book.byPath.size === 0) return [...files];
  return files.filter((file) => isNews(file, book.byPath.get(pathOf(file))));
}

function isNews(file: FoundFile, known: KnownFile | undefined): boolean {
  return (
    !known ||
    known.size !== file.size ||
    known.modifiedAtMs !== file.modifiedAtMs ||
    known.identity !== file.identity
  );
}

/** Jobs of files nothing of which was ever read. */
export function jobsFromStart(files: readonly FoundFile[]): PlannedJobs {
  return plannedJobs(files, () => FROM_THE_START);
}

function plannedJobs(
  files: readonly FoundFile[],
  resumedOf: (file: FoundFile) => Resumed,
): PlannedJobs {
  return {
    length: files.length,
    at(index) {
      const file = files[index];
      return file ? jobOf(file.folder, file.name, resumedOf(file)) : null;
    },
    share: () => shareJobs(files, resumedOf),
  };
}

function jobOf(folder: LogFolder, name: string, resumed: Resumed): TailJob {
  return {
    agent: folder.agent,
    path: `${folder.path}${path.sep}${name}`,
    account: folder.account,
    stem: stemOf(name),
    folders: folder.names,
    ...resumed,
  };
}

/** A name without its extension; as `path.parse` says it, which takes ten times as long. */
function stemOf(name: string): string {
  const point = name.lastIndexOf('.');
  return point > 0 ? name.slice(0, point) : name;
}

function shareJobs(
  files: readonly FoundFile[],
  resumedOf: (file: FoundFile) => Resumed,
): SharedJobs {
  const indexes = new Map<LogFolder, number>();
  const folderOf = new Uint32Array(files.length);
  const nameEnds = new Uint32Array(files.length);
  const resumed = new Map<number, Resumed>();
  let end = 0;
  files.forEach((file, index) => {
    const known = indexes.get(file.folder);
    folderOf[index] = known ?? indexes.size;
    if (known === undefined) indexes.set(file.folder, indexes.size);
    end += file.name.length;
    nameEnds[index] = end;
    const from = resumedOf(file);
    if (from !== FROM_THE_START) resumed.set(index, from);
  });
  const names = files.map(({ name }) => name).join('');
  return { folders: [...indexes.keys()], folderOf, nameEnds, names, resumed };
}

/** The list as it was before it crossed. */
export function jobsOf({ folders, folderOf, nameEnds, names, resumed }: SharedJobs): JobList {
  return {
    length: folderOf.length,
    at(index) {
      const folder = folders[folderOf[index] ?? -1];
      if (folder === undefined) return null;
      const name = names.slice(nameEnds[index - 1] ?? 0, nameEnds[index]);
      return jobOf(folder, name, resumed.get(index) ?? FROM_THE_START);
    },
  };
}

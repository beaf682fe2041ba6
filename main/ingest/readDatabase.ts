/**
 * Reading an agent's database from where it was left. A page of rows and how far it reaches are saved
 * together, so an import that is interrupted goes on behind the last page.
 */
import fs from 'node:fs';
import type { DatabaseFormat, DatabaseTable } from '../agents/agent.ts';
import { asObject } from '../agents/fields.ts';
import { readForeignPages, type ForeignPage, type ForeignPlace } from '../store/foreign.ts';
import type { FileCursor } from '../store/records.ts';
import { collectFacts, createRefusals } from './collectFacts.ts';
import { stateOf, type FileState } from './fileState.ts';
import { contextOf, identityOf, type TailJob, type TailResult } from './tailFile.ts';

const ROWS_PER_PAGE = 5000;
/** A row from a clock that was ahead must not hide the rows that come until that time. */
const CLOCK_MARGIN_MS = 24 * 60 * 60_000;
/** While all rows are gone through, one that was passed already may change: reading goes on from before that. */
const PASS_MARGIN_MS = 60_000;
/** A file of which not everything was read yet: no file has this size, so it is news at the next look. */
const UNFINISHED: FileState = { size: -1, modifiedAtMs: 0 };

/** Values of the change columns by table; where reading begins the next time. */
type Reached = Readonly<Record<string, number>>;

/**
 * Reads what has changed, page by page.
 * @throws ForeignError, or the file system's error
 */
export function* readDatabase(
  job: TailJob,
  format: DatabaseFormat,
  rowsPerPage = ROWS_PER_PAGE,
): Generator<TailResult> {
  const stats = fs.statSync(job.path);
  // Taken before the first read: whatever is written from now on is news.
  const state = stateOf(job.path, stats, true);
  const cursor = job.cursor?.identity === identityOf(stats) ? job.cursor : null;
  const progress = createProgress(reachedOf(cursor), state.modifiedAtMs);
  const { counts: refused, refuse } = createRefusals(cursor?.refused);
  const context = contextOf(job);
  let tables = format.tables;
  do {
    const pages = readForeignPages(job.path, tables, progress.places, rowsPerPage);
    const collected = collectFacts();
    const sink = { ...collected.sink, refuse };
    for (const table of tables) {
      const page = pages.get(table.name);
      if (!page) continue;
      for (const row of page.rows) table.row(row, context, sink);
      progress.note(table, page);
    }
    tables = tables.filter(({ name }) => pages.get(name)?.next);
    const isPart = tables.length > 0;
    yield {
      cursor: {
        agent: job.agent,
        path: job.path,
        identity: identityOf(stats),
        ...(isPart ? UNFINISHED : state),
        readOffset: stats.size,
        contentHash: '',
        parserState: JSON.stringify(progress.reached()),
        refused: { ...refused },
        hasPartialLine: false,
      },
      account: job.account,
      movedFrom: job.movedFrom,
      facts: collected.facts(),
      limits: collected.limits,
      credits: collected.credits,
      bytesRead: isPart ? 0 : stats.size,
      ...(isPart ? { isPart } : {}),
    };
  } while (tables.length > 0);
}

function reachedOf(cursor: FileCursor | null): Reached {
  const saved = cursor?.parserState ? asObject(JSON.parse(cursor.parserState)) : null;
  return Object.fromEntries(
    Object.entries(saved ?? {}).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    ),
  );
}

/** How far each table has been read, and where its next page begins. */
function createProgress(before: Reached, modifiedAtMs: number) {
  const reached: Record<string, number> = { ...before };
  const places = new Map<string, ForeignPlace>(
    Object.entries(before).map(([table, value]) => [table, { value, rowId: null }]),
  );
  /** The latest change seen in a table that is gone through for the first time. */
  const latest = new Map<string, number>();

  return {
    places,
    reached: (): Reached => reached,
    note({ name, changeUnitMs }: DatabaseTable, { changes, next }: ForeignPage): void {
      const isFirstPass = before[name] === undefined;
      const marginMs = isFirstPass ? -PASS_MARGIN_MS : CLOCK_MARGIN_MS;
      const most = changeUnitMs === null ? Infinity : (modifiedAtMs + marginMs) / changeUnitMs;
      const seen = changes.filter((value) => value <= most);
      const value = seen.reduce((max, one) => Math.max(max, one), latest.get(name) ?? -Infinity);
      latest.set(name, value);
      // A first pass is in no order of time: until it is done it has reached nothing.
      if (Number.isFinite(value) && !(isFirstPass && next)) reached[name] = value;
      if (next) places.set(name, next);
    },
  };
}

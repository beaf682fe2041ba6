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
import { contextOf, identityOf, type TailJob, type ReadResult } from './tailFile.ts';

const ROWS_PER_PAGE = 5000;
/** A row from a clock that was ahead must not hide the rows that come until that time. */
const CLOCK_MARGIN_MS = 24 * 60 * 60_000;
/** While all rows are gone through, one that was passed already may change: reading goes on from before that. */
const PASS_MARGIN_MS = 60_000;
/** A file of which not everything was read yet: no file has this size, so it is news at the next look. */
const UNFINISHED: FileState = { size: -1, modifiedAtMs: 0 };

/** How far a table has been read. */
type Reached = {
  /** The latest value of its change column; reading goes on with it. */
  readonly value: number;
  /** The last row that there was. */
  readonly row: number;
  /** When all its rows were last asked for changes. */
  readonly sweptAtMs: number;
};
type ReachedByTable = Readonly<Record<string, Reached>>;

/**
 * Changes come to the latest rows; asking all rows of a long history for them costs a pass over the whole file,
 * and is done this often while the file changes.
 */
const SWEEP_EVERY_MS = 10 * 60_000;
const LATEST_ROWS = 2000;

/**
 * Reads what has changed, page by page.
 * @throws ForeignError, or the file system's error
 */
export function* readDatabase(
  job: TailJob,
  format: DatabaseFormat,
  rowsPerPage = ROWS_PER_PAGE,
): Generator<ReadResult> {
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
    tables = tables.filter((table) => {
      const page = pages.get(table.name);
      for (const row of page?.rows ?? []) table.row(row, context, sink);
      return page !== undefined && progress.note(table, page) === 'more';
    });
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
      notes: collected.notes(),
      bytesRead: isPart ? 0 : stats.size,
      ...(isPart ? { isPart } : {}),
    };
  } while (tables.length > 0);
}

function reachedOf(cursor: FileCursor | null): ReachedByTable {
  const saved = cursor?.parserState ? asObject(JSON.parse(cursor.parserState)) : null;
  return (saved ?? {}) as ReachedByTable;
}

/** How far each table has been read, and where its next page begins. */
function createProgress(before: ReachedByTable, modifiedAtMs: number) {
  const reached: Record<string, Reached> = { ...before };
  const places = new Map<string, ForeignPlace>();
  const swept = new Set<string>();
  /** The latest believed change seen so far. */
  const latest = new Map<string, number>();

  function sweep(table: string, value: number): void {
    swept.add(table);
    places.set(table, { value, rowId: null, afterRow: null });
  }

  for (const [table, { value, row, sweptAtMs }] of Object.entries(before)) {
    const afterRow = row - LATEST_ROWS;
    if (Math.abs(modifiedAtMs - sweptAtMs) > SWEEP_EVERY_MS) sweep(table, value);
    else places.set(table, { value, rowId: null, afterRow });
  }

  /** The latest value that can be believed: a first pass is in no order, and clocks have been ahead. */
  function mostOf(name: string, changeUnitMs: number | null): number {
    if (changeUnitMs === null) return Infinity;
    const marginMs = before[name] === undefined ? -PASS_MARGIN_MS : CLOCK_MARGIN_MS;
    return (modifiedAtMs + marginMs) / changeUnitMs;
  }

  return {
    places,
    reached: (): ReachedByTable => reached,
    /** Takes note of a page; `more`: the table has another one. */
    note({ name, changeUnitMs }: DatabaseTable, page: ForeignPage): 'more' | 'done' {
      const most = mostOf(name, changeUnitMs);
      const value = page.changes
        .filter((one) => one <= most)
        .reduce(
          (max, one) => Math.max(max, one),
          latest.get(name) ?? before[name]?.value ?? -Infinity,
        );
      latest.set(name, value);
      if (page.next) {
        places.set(name, page.next);
        return 'more';
      }
      const row = page.lastRow ?? 0;
      const known = before[name];
      // A database that was made compact has numbered its rows anew.
      if (known && row < known.row && !swept.has(name)) {
        sweep(name, known.value);
        return 'more';
      }
      const isSwept = known === undefined || swept.has(name);
      const sweptAtMs = isSwept ? modifiedAtMs : known.sweptAtMs;
      if (Number.isFinite(value)) reached[name] = { value, row, sweptAtMs };
      return 'done';
    },
  };
}

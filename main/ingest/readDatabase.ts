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

const ROWS_PER_PAGE = 20_000;
/** A row from a clock that was ahead must not hide the rows that come until that time. */
const CLOCK_MARGIN_MS = 24 * 60 * 60_000;
/** A file of which not everything was read yet: no file has this size, so it is news at the next look. */
const UNFINISHED: FileState = { size: -1, modifiedAtMs: 0 };

/** Values of the change columns by table; where reading begins the next time. */
type Reached = Record<string, number | string>;

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
  const identity = identityOf(stats);
  // Taken before the first read: whatever is written from now on is news.
  const state = stateOf(job.path, stats, true);
  const cursor = job.cursor?.identity === identity ? job.cursor : null;
  const reached = reachedOf(cursor);
  const places = new Map<string, ForeignPlace>(
    Object.entries(reached).map(([table, value]) => [table, { value, rowId: null }]),
  );
  const { counts: refused, refuse } = createRefusals(cursor?.refused);
  const context = contextOf(job);
  let tables = format.tables;
  do {
    const pages = readForeignPages(job.path, tables, places, rowsPerPage);
    const collected = collectFacts();
    const sink = { ...collected.sink, refuse };
    for (const table of tables) {
      const page = pages.get(table.name);
      if (!page) continue;
      for (const row of page.rows) table.row(row, context, sink);
      const value = reachedBy(page, table, state.modifiedAtMs);
      if (value !== null) reached[table.name] = value;
      if (page.next) places.set(table.name, page.next);
    }
    tables = tables.filter(({ name }) => pages.get(name)?.next);
    yield {
      cursor: {
        agent: job.agent,
        path: job.path,
        identity,
        ...(tables.length > 0 ? UNFINISHED : state),
        readOffset: stats.size,
        contentHash: '',
        parserState: JSON.stringify(reached),
        refused: { ...refused },
        hasPartialLine: false,
      },
      account: job.account,
      movedFrom: job.movedFrom,
      facts: collected.facts(),
      limits: collected.limits,
      credits: collected.credits,
      bytesRead: tables.length > 0 ? 0 : stats.size,
      ...(tables.length > 0 ? { isPart: true } : {}),
    };
  } while (tables.length > 0);
}

function reachedOf(cursor: FileCursor | null): Reached {
  const saved = cursor?.parserState ? asObject(JSON.parse(cursor.parserState)) : null;
  const reached: Reached = {};
  for (const [table, value] of Object.entries(saved ?? {})) {
    if (typeof value === 'number') reached[table] = value;
  }
  return reached;
}

/** The last value of a page, unless it lies in the future. */
function reachedBy(
  { rows }: ForeignPage,
  { changeColumn, changeUnitMs }: DatabaseTable,
  modifiedAtMs: number,
): number | null {
  const latest = changeUnitMs === null ? Infinity : (modifiedAtMs + CLOCK_MARGIN_MS) / changeUnitMs;
  const last = rows.findLast((row) => Number(row[changeColumn]) <= latest);
  return last ? Number(last[changeColumn]) : null;
}

/**
 * An events file, put into a database of its own line by line. What the file says is joined from there like another
 * database's, so that nothing of it touches the user's own before it was read to its end.
 */
import fs from 'node:fs';
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { RefusedLines } from '../../preload/contract/dataCare.ts';
import {
  readHead,
  readLine,
  type EventFileLine,
  type RefusalReason,
} from '../domain/eventFile/readLine.ts';
import {
  EVENT_FILE_VERSION,
  type EventLine,
  type StatementLine,
} from '../domain/eventFile/shapes.ts';
import type { RecordKind, ServiceMode } from '../domain/usage.ts';
import { columnOf, fieldsOf, tableOf } from './eventFileRows.ts';
import { createGroupResolution } from './groups.ts';
import { createLedgerWriter } from './ledger.ts';
import { createNames } from './names.ts';
import type { Connection } from './open.ts';
import { StoreError } from './problems.ts';
import { sha256 } from './sha256.ts';
import { createEventUpsert } from './upsertEvent.ts';

/** Much longer than any line that is written; beyond it a line is passed over, not gathered. */
const LONGEST_LINE_BYTES = 1 << 20;
const CHUNK_BYTES = 1 << 18;
const NEWLINE = 10;

/** What was found in a file beside what can be taken. */
export type FileFaults = {
  readonly refused: readonly RefusedLines[];
  /** Lines that the head names and that are not there: the file was cut short. */
  readonly missingLines: number;
};

/**
 * Reads an events file into an empty database, a piece at a time: in between, others get a turn.
 * @returns what was refused
 * @throws StoreError for a file of another kind or of a newer form; the file system's error
 */
export async function stageEventFile(file: string, staging: Connection): Promise<FileFaults> {
  const save = createLineSaver(staging);
  const refused = new Map<RefusalReason, { lines: number; firstLine: number }>();
  let number = 0;
  let expected: number | null = null;

  const refuse = (reason: RefusalReason) => {
    const known = refused.get(reason);
    if (known) known.lines += 1;
    else refused.set(reason, { lines: 1, firstLine: number });
  };
  const take = (line: string | null) => {
    number += 1;
    if (number === 1) {
      expected = linesNamedBy(line);
      return;
    }
    const outcome = line === null ? NOT_JSON : readLine(line, sha256);
    if (!outcome.ok) refuse(outcome.reason);
    else if (!save(outcome.line)) refuse('bad-field');
  };

  staging.exec('BEGIN');
  await eachLine(file, take);
  if (number === 0) throw notOurs();
  const names = createNames(staging);
  createGroupResolution(staging, names.isKnownSession).all(false);
  staging.exec('COMMIT');
  return {
    refused: [...refused].map(([reason, where]) => ({ reason, ...where })),
    missingLines: expected === null ? 0 : Math.max(0, expected - (number - 1)),
  };
}

const NOT_JSON = { ok: false, reason: 'not-json' } as const;

/** @param line null: too long to be a head */
function linesNamedBy(line: string | null): number | null {
  const outcome = readHead(line ?? '');
  if (outcome.ok) return outcome.head.lines;
  if (outcome.why === 'no-event-file') throw notOurs();
  throw new StoreError({
    kind: 'database-newer',
    message: inEnglish(
      'This file was written by a newer Tollgate (form {theirs}; this one reads {ours}). Nothing was taken from it.',
      { theirs: outcome.version, ours: EVENT_FILE_VERSION },
    ),
  });
}

export function notOurs(): StoreError {
  return new StoreError({
    kind: 'database-damaged',
    message: inEnglish(
      'This file is neither a copy of a Tollgate database nor its exported events.',
    ),
  });
}

/** Splits on bytes, so that a character cut by a piece's end stays whole. Null: a line beyond all measure. */
async function eachLine(file: string, take: (line: string | null) => void): Promise<void> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  const finish = (end: Buffer) => {
    const bytes = restBytes + end.length;
    const whole = rest.length === 0 ? end : Buffer.concat([...rest, end]);
    rest = [];
    restBytes = 0;
    if (bytes > LONGEST_LINE_BYTES) take(null);
    else if (bytes > 0) take(whole.toString('utf8'));
  };
  const stream = fs.createReadStream(file, { highWaterMark: CHUNK_BYTES });
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      finish(chunk.subarray(from, at));
      from = at + 1;
    }
    restBytes += chunk.length - from;
    // What is too long already is only measured from here on.
    if (restBytes <= LONGEST_LINE_BYTES) rest.push(chunk.subarray(from));
  }
  finish(Buffer.alloc(0));
}

/** @returns the way to save a line; false: the database does not take it */
function createLineSaver(staging: Connection): (line: EventFileLine) => boolean {
  const names = createNames(staging);
  const upsertEvent = createEventUpsert(staging);
  const ledger = createLedgerWriter(staging);
  const saveAccount = staging.prepare('UPDATE account SET host = ?, is_taken_in = ? WHERE id = ?');
  const statements = new Map<string, (line: StatementLine) => void>();

  function saveStatement(line: StatementLine): void {
    let saver = statements.get(line.type);
    if (!saver) statements.set(line.type, (saver = createStatementSaver(staging, line.type)));
    saver(line);
  }

  function saveUse(line: EventLine): void {
    const { agent, account, session, project, model } = line;
    const sessionId = names.sessionId(agent, session, null);
    upsertEvent({
      agentId: names.agentId(agent),
      accountId: account === null ? null : names.accountId(agent, account),
      sessionId,
      modelId: names.nameId(model),
      projectId: project === null ? null : names.nameId(project),
      fact: {
        ...line,
        groupKey: line.group,
        requestId: line.request,
        kind: line.kind as RecordKind,
        mode: line.mode as ServiceMode,
      },
      costMicros: line.costMicros,
    });
  }

  return (line) => {
    try {
      if (line.type === 'event') saveUse(line);
      else if (line.type === 'entry') ledger.append([line.stored.entry], line.stored.recordedAtMs);
      else if (line.type === 'session') {
        names.sessionId(line.agent, line.session, line.parentSession);
      } else if (line.type === 'account') {
        const id = names.accountId(line.agent, line.folder);
        saveAccount.run(line.host, Number(line.isTakenIn), id);
      } else saveStatement(line);
      return true;
    } catch (error) {
      // Two fields that do not go together; what was done of it is undone by SQLite.
      if ((error as { code?: string }).code?.startsWith('SQLITE_CONSTRAINT') === true) return false;
      throw error;
    }
  };
}

function createStatementSaver(
  staging: Connection,
  type: StatementLine['type'],
): (line: StatementLine) => void {
  const fields = fieldsOf(type);
  const insert = staging.prepare(`
    INSERT INTO ${tableOf(type)} (${fields.map(columnOf).join(', ')})
    VALUES (${fields.map(() => '?').join(', ')}) ON CONFLICT DO NOTHING`);
  return (line) => {
    const values = fields.map((field) => line[field] ?? null);
    insert.run(values.map((value) => (typeof value === 'boolean' ? Number(value) : value)));
  };
}

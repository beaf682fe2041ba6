/**
 * Taking in a copy of history: its events, each once. Another computer's stand under its name, and its ledger and
 * readings stay there; one's own (no name) come whole, ledger and readings as well.
 */
import path from 'node:path';
import type { TakeInView, TakenIn } from '../../preload/contract/dataCare.ts';
import { createChangeMark } from './changeMark.ts';
import { createGroupResolution, type GroupName } from './groups.ts';
import type { Incoming } from './incoming.ts';
import { createNames } from './names.ts';
import type { Connection } from './open.ts';
import { createKeptFromReader, defineGroupNumber } from './retention.ts';
import { widen, type SavedSpan } from './span.ts';
import { createUndecidedMark } from './undecided.ts';
import { takeStatements } from './takeInStatements.ts';
import { onSameRecord } from './upsertEvent.ts';

/** @property host what the user calls the computer; null: this one's own history */
export type TakeInSource = { readonly file: string; readonly host: string | null };

const NAMES = `
INSERT OR IGNORE INTO main.name (text) SELECT text FROM incoming.name WHERE id IN (
  SELECT model_id FROM incoming.usage_event UNION SELECT project_id FROM incoming.usage_event);
INSERT OR IGNORE INTO main.agent (key) SELECT key FROM incoming.agent;
INSERT INTO main.session (agent, session_key, parent_key)
  SELECT agent, session_key, parent_key FROM incoming.session WHERE true
  ON CONFLICT DO UPDATE SET parent_key = excluded.parent_key WHERE parent_key IS NULL;`;

/**
 * A folder there is no folder here: the computer's name before it keeps the two apart. It has one already where it
 * was itself taken in there..
 */
const FOLDER = `CASE WHEN @host IS NULL OR theirs.is_taken_in = 1 THEN theirs.folder
  ELSE coalesce(theirs.host, @host) || ':' || coalesce(theirs.folder, 'unknown') END`;
const OWN = '';
const ACCOUNTS = `
INSERT OR IGNORE INTO main.account (agent_id, folder, host, is_taken_in)
SELECT DISTINCT ours.id, ${FOLDER}, coalesce(theirs.host, @host), @host IS NOT NULL OR theirs.is_taken_in
FROM incoming.usage_event AS event JOIN incoming.agent AS agent ON agent.id = event.agent_id
  JOIN main.agent AS ours ON ours.key = agent.key
  LEFT JOIN incoming.account AS theirs ON theirs.id = event.account_id
WHERE ${FOLDER} IS NOT NULL`;

/** Folders that no record names any more are known here as well. */
const OWN_ACCOUNTS = `
INSERT OR IGNORE INTO main.account (agent_id, folder, host, is_taken_in)
SELECT ours.id, theirs.folder, theirs.host, theirs.is_taken_in
FROM incoming.account AS theirs JOIN incoming.agent AS agent ON agent.id = theirs.agent_id
  JOIN main.agent AS ours ON ours.key = agent.key ORDER BY theirs.id`;

/** What stands in a folder of this computer stays there, also where another's record of it is larger. */
const KEPT_ACCOUNT = `CASE WHEN account_id IS NOT NULL
    AND (SELECT host FROM main.account WHERE id = usage_event.account_id) IS NULL
    AND (SELECT host FROM main.account WHERE id = excluded.account_id) IS NOT NULL
  THEN account_id ELSE excluded.account_id END`;
const COLUMNS = `group_key, request_id, kind, is_replay_suspect, at_ms, started_at_ms, input_tokens,
  output_tokens, cache_write_5m_tokens, cache_write_1h_tokens, cache_read_tokens, web_searches, mode,
  is_us_only, cost_micros`;
const IS_KEPT = `(@keptFromMs = 0 OR (event.at_ms >= @keptFromMs AND removed_group_number(agent.key,
  event.group_key) NOT IN (SELECT id FROM main.removed_group)))`;
const EVENTS = `
INSERT INTO main.usage_event (agent_id, account_id, session_id, loose_session_id, model_id,
  project_id, ${COLUMNS})
SELECT ours.id, account.id, session.id, CASE WHEN event.loose_session_id = 0 THEN 0 ELSE session.id END,
  model.id, project.id, ${COLUMNS.replaceAll(/(\w+)/g, 'event.$1')}
FROM incoming.usage_event AS event JOIN incoming.agent AS agent ON agent.id = event.agent_id
  JOIN main.agent AS ours ON ours.key = agent.key
  LEFT JOIN incoming.account AS theirs ON theirs.id = event.account_id
  LEFT JOIN main.account AS account ON account.agent_id = ours.id AND account.folder = ${FOLDER}
  JOIN incoming.session AS their_session ON their_session.id = event.session_id
  JOIN main.session AS session ON session.agent = their_session.agent
    AND session.session_key = their_session.session_key
  JOIN incoming.name AS their_model ON their_model.id = event.model_id
  JOIN main.name AS model ON model.text = their_model.text
  LEFT JOIN incoming.name AS their_project ON their_project.id = event.project_id
  LEFT JOIN main.name AS project ON project.text = their_project.text
WHERE ${IS_KEPT} ORDER BY event.id ${onSameRecord(KEPT_ACCOUNT)} RETURNING id, at_ms`;

type Counts = Pick<TakeInView, 'answers' | 'olderAnswers' | 'firstAtMs' | 'lastAtMs'>;

/** Thrown to roll a preview back. */
class NotMeant extends Error {
  readonly view: TakeInView;
  constructor(view: TakeInView) {
    super('only a preview');
    this.view = view;
  }
}

/** For the program that holds the writer's lock. */
export function createTakeIn(connection: Connection) {
  defineGroupNumber(connection);
  const changes = createChangeMark(connection);
  const keptFrom = createKeptFromReader(connection);
  const names = createNames(connection);
  const undecided = createUndecidedMark(connection);
  const resolve = createGroupResolution(connection, names.isKnownSession);
  const everything = connection.prepare<[], NonNullable<SavedSpan>>(
    'SELECT min(at_ms) AS fromMs, max(at_ms) AS untilMs FROM usage_event HAVING count(*) > 0',
  );
  const newest = connection
    .prepare<[], number>('SELECT coalesce(max(id), 0) FROM usage_event')
    .pluck();

  /** Runs with the copy attached; a transaction cannot attach. */
  function withIncoming<T>(incoming: Incoming, work: () => T): T {
    connection.prepare('ATTACH ? AS incoming').run(incoming.path);
    try {
      return work();
    } finally {
      connection.exec('DETACH incoming');
    }
  }

  function take(source: TakeInSource, { faults }: Incoming, nowMs: number | null): TakeInView {
    const { file, host } = source;
    const about = { host, keptFromMs: keptFrom() };
    const counts = connection
      .prepare<[object], Counts>(
        `SELECT count(*) AS answers, count(*) FILTER (WHERE NOT ${IS_KEPT}) AS olderAnswers,
           min(at_ms) AS firstAtMs, max(at_ms) AS lastAtMs
         FROM incoming.usage_event AS event JOIN incoming.agent AS agent ON agent.id = event.agent_id
         WHERE is_counted = 1`,
      )
      .get(about) as Counts;
    const before = newest.get() as number;
    connection.exec(NAMES);
    if (host === null) connection.exec(OWN_ACCOUNTS);
    connection.prepare(ACCOUNTS).run({ host });
    const largerRecords = takeEvents(about, before);
    const statements = host === null ? takeStatements(connection) : null;
    // Other readings may judge anew who paid, from the first event on.
    if (statements !== null && statements.newReadings > 0) changes.note(everything.get() ?? null);
    const { newAnswers } = connection
      .prepare<[number], { newAnswers: number }>(
        'SELECT count(*) AS newAnswers FROM usage_event WHERE id > ? AND is_counted = 1',
      )
      .get(before) as { newAnswers: number };
    const knownAnswers = Math.max(0, counts.answers - counts.olderAnswers - newAnswers);
    const { refused, missingLines } = faults ?? { refused: [], missingLines: 0 };
    const found = { newAnswers, knownAnswers, largerRecords, statements, refused, missingLines };
    const view = { file, host, ...counts, ...found };
    if (nowMs === null) throw new NotMeant(view);
    const { lastInsertRowid } = connection
      .prepare('INSERT INTO take_in (host, file, taken_at_ms, answers) VALUES (?, ?, ?, ?)')
      .run(host ?? OWN, path.basename(file), nowMs, newAnswers);
    connection
      .prepare('INSERT INTO taken_event SELECT id, ? FROM usage_event WHERE id > ?')
      .run(lastInsertRowid, before);
    return view;
  }

  /**
   * Which copies count is decided anew for all that came, and for what their sessions may settle.
   * @returns how many records took the place of smaller ones
   */
  function takeEvents(about: object, before: number): number {
    let span: SavedSpan = null;
    let larger = 0;
    undecided.endFirst();
    const came = connection.prepare<[object], { id: number; at_ms: number }>(EVENTS);
    for (const { id, at_ms } of came.iterate(about)) {
      span = widen(span, at_ms);
      if (id <= before) larger += 1;
    }
    // Also where no record is new: a session learned of just now may settle what its continuations keep.
    changes.note(widen(span, resolve.all(false)));
    return larger;
  }

  function decide(events: readonly (GroupName & { readonly atMs: number })[]): void {
    let span = widen(resolve.some(events), resolve.suspected());
    for (const { atMs } of events) span = widen(span, atMs);
    changes.note(span);
  }

  const run = connection.transaction(take);
  const hostOf = connection
    .prepare<[number], string>('SELECT host FROM take_in WHERE id = ?')
    .pluck();

  const undo = connection.transaction((id: number): Undone => {
    const isOwn = hostOf.get(id) === OWN;
    const gone = connection
      .prepare<[{ id: number }], GroupName & { id: number; atMs: number }>(
        // What was found in a file here since is this computer's own.
        `SELECT usage_event.id AS id, usage_event.agent_id AS agentId, group_key AS groupKey, at_ms AS atMs
         FROM taken_event JOIN usage_event ON usage_event.id = event_id
           LEFT JOIN account ON account.id = usage_event.account_id
         WHERE take_in_id = @id AND (account.is_taken_in = 1
           OR (SELECT host FROM take_in WHERE id = @id) = '${OWN}')`,
      )
      .all({ id });
    const drop = connection.prepare<[number]>('DELETE FROM usage_event WHERE id = ?');
    for (const event of gone) drop.run(event.id);
    connection.prepare<[number]>('DELETE FROM taken_event WHERE take_in_id = ?').run(id);
    connection.prepare<[number]>('DELETE FROM take_in WHERE id = ?').run(id);
    decide(gone);
    // What this computer's files say of it as well is found by reading them again.
    if (isOwn) connection.exec('DELETE FROM log_file');
    return { records: gone.length, isOwn };
  });

  return {
    /** What taking a copy in would bring, exactly: it is done and rolled back. */
    preview: (source: TakeInSource, incoming: Incoming): TakeInView =>
      withIncoming(incoming, () => {
        try {
          return run.immediate(source, incoming, null);
        } catch (error) {
          if (error instanceof NotMeant) return error.view;
          throw error;
        }
      }),
    /** Takes a copy in, in one transaction. @throws SQLite's error; nothing is taken then */
    take: (source: TakeInSource, incoming: Incoming, nowMs: number): TakeInView =>
      withIncoming(incoming, () => run.immediate(source, incoming, nowMs)),
    /** Takes out the records that came with a copy; larger forms, entries and readings stay. */
    undo: (id: number): Undone => undo.immediate(id),
    /** What was taken in, the latest first. */
    list: (): TakenIn[] =>
      connection
        .prepare<[], TakenIn>(
          `SELECT id, nullif(host, '${OWN}') AS host, file, taken_at_ms AS takenAtMs, answers
           FROM take_in ORDER BY id DESC`,
        )
        .all(),
  };
}

/** How many records went; of one's own history the log files are to be read again. */
type Undone = { readonly records: number; readonly isOwn: boolean };

export type TakeIn = ReturnType<typeof createTakeIn>;

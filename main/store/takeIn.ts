/**
 * Taking in a copy of another computer's database: its events, each once, under that computer's name. What is
 * here already stays as it is; ledger, settings and readings of the copy are not taken.
 */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { TakeInView, TakenIn } from '../../preload/contract/dataCare.ts';
import { createChangeMark } from './changeMark.ts';
import { createGroupResolution, type GroupName } from './groups.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createNames } from './names.ts';
import { DATABASE_NAME, type Connection } from './open.ts';
import { requireSound } from './backup.ts';
import { createKeptFromReader, defineGroupNumber } from './retention.ts';
import { StoreError } from './problems.ts';
import { widen } from './span.ts';

/** A copy that is read from: beside the database, of this version, and gone after use. */
const INCOMING_NAME = `${DATABASE_NAME}.incoming`;

export type TakeInSource = { readonly file: string; readonly host: string };

const NAMES = `
INSERT OR IGNORE INTO main.name (text) SELECT text FROM incoming.name WHERE id IN (
  SELECT model_id FROM incoming.usage_event UNION SELECT project_id FROM incoming.usage_event);
INSERT OR IGNORE INTO main.agent (key) SELECT key FROM incoming.agent;
INSERT OR IGNORE INTO main.session (agent, session_key, parent_key)
  SELECT agent, session_key, parent_key FROM incoming.session
  WHERE id IN (SELECT session_id FROM incoming.usage_event);`;

/** A folder there is no folder here: the computer's name before it keeps the two apart. */
const FOLDER = `coalesce(theirs.host, @host) || ':' || coalesce(theirs.folder, 'unknown')`;
const ACCOUNTS = `
INSERT OR IGNORE INTO main.account (agent_id, folder, host, is_taken_in)
SELECT DISTINCT ours.id, ${FOLDER}, coalesce(theirs.host, @host), 1
FROM incoming.usage_event AS event JOIN incoming.agent AS agent ON agent.id = event.agent_id
  JOIN main.agent AS ours ON ours.key = agent.key
  LEFT JOIN incoming.account AS theirs ON theirs.id = event.account_id`;

const COLUMNS = `group_key, request_id, kind, is_replay_suspect, at_ms, started_at_ms, input_tokens,
  output_tokens, cache_write_5m_tokens, cache_write_1h_tokens, cache_read_tokens, web_searches, mode,
  is_us_only, cost_micros`;
const IS_KEPT = `(@keptFromMs = 0 OR (event.at_ms >= @keptFromMs AND removed_group_number(agent.key,
  event.group_key) NOT IN (SELECT id FROM main.removed_group)))`;
const EVENTS = `
INSERT OR IGNORE INTO main.usage_event (agent_id, account_id, session_id, loose_session_id, model_id,
  project_id, ${COLUMNS})
SELECT ours.id, account.id, session.id, CASE WHEN event.loose_session_id = 0 THEN 0 ELSE session.id END,
  model.id, project.id, ${COLUMNS.replaceAll(/(\w+)/g, 'event.$1')}
FROM incoming.usage_event AS event JOIN incoming.agent AS agent ON agent.id = event.agent_id
  JOIN main.agent AS ours ON ours.key = agent.key
  LEFT JOIN incoming.account AS theirs ON theirs.id = event.account_id
  JOIN main.account AS account ON account.agent_id = ours.id AND account.folder = ${FOLDER}
  JOIN incoming.session AS their_session ON their_session.id = event.session_id
  JOIN main.session AS session ON session.agent = their_session.agent
    AND session.session_key = their_session.session_key
  JOIN incoming.name AS their_model ON their_model.id = event.model_id
  JOIN main.name AS model ON model.text = their_model.text
  LEFT JOIN incoming.name AS their_project ON their_project.id = event.project_id
  LEFT JOIN main.name AS project ON project.text = their_project.text
WHERE ${IS_KEPT} ORDER BY event.id`;

type Counts = Pick<TakeInView, 'answers' | 'olderAnswers' | 'firstAtMs' | 'lastAtMs'>;

/** Thrown to roll a preview back. */
class NotMeant extends Error {
  readonly view: TakeInView;
  constructor(view: TakeInView) {
    super('only a preview');
    this.view = view;
  }
}

/** For the program that holds the writer's lock. @param dataFolder where the database is */
export function createTakeIn(connection: Connection, dataFolder: string) {
  defineGroupNumber(connection);
  const changes = createChangeMark(connection);
  const keptFrom = createKeptFromReader(connection);
  const names = createNames(connection);
  const resolve = createGroupResolution(connection, names.isKnownSession);
  const newest = connection
    .prepare<[], number>('SELECT coalesce(max(id), 0) FROM usage_event')
    .pluck();

  /** Runs with the copy attached; a transaction cannot attach. */
  function withIncoming<T>(file: string, work: () => T): T {
    const incoming = path.join(dataFolder, INCOMING_NAME);
    prepareIncoming(file, incoming);
    try {
      connection.prepare('ATTACH ? AS incoming').run(incoming);
      try {
        return work();
      } finally {
        connection.exec('DETACH incoming');
      }
    } finally {
      fs.rmSync(incoming, { force: true });
    }
  }

  function take({ file, host }: TakeInSource, nowMs: number | null): TakeInView {
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
    connection.prepare(ACCOUNTS).run({ host });
    connection.prepare(EVENTS).run(about);
    decideAfter(before);
    const { newAnswers } = connection
      .prepare<[number], { newAnswers: number }>(
        'SELECT count(*) AS newAnswers FROM usage_event WHERE id > ? AND is_counted = 1',
      )
      .get(before) as { newAnswers: number };
    const knownAnswers = Math.max(0, counts.answers - counts.olderAnswers - newAnswers);
    const view = { file, host, ...counts, newAnswers, knownAnswers };
    if (nowMs === null) throw new NotMeant(view);
    const { lastInsertRowid } = connection
      .prepare('INSERT INTO take_in (host, file, taken_at_ms, answers) VALUES (?, ?, ?, ?)')
      .run(host, path.basename(file), nowMs, newAnswers);
    connection
      .prepare('INSERT INTO taken_event SELECT id, ? FROM usage_event WHERE id > ?')
      .run(lastInsertRowid, before);
    return view;
  }

  /** Which copies count is decided anew for all that came, and for what their sessions may settle. */
  function decideAfter(before: number): void {
    const came = connection
      .prepare<[number], GroupName & { atMs: number }>(
        'SELECT agent_id AS agentId, group_key AS groupKey, at_ms AS atMs FROM usage_event WHERE id > ?',
      )
      .all(before);
    decide(came);
  }

  function decide(events: readonly (GroupName & { readonly atMs: number })[]): void {
    let span = widen(resolve.some(events), resolve.suspected());
    for (const { atMs } of events) span = widen(span, atMs);
    changes.note(span);
  }

  const run = connection.transaction(take);

  const undo = connection.transaction((id: number): number => {
    const gone = connection
      .prepare<[number], GroupName & { id: number; atMs: number }>(
        // What was found in a file here since is this computer's own.
        `SELECT usage_event.id AS id, usage_event.agent_id AS agentId, group_key AS groupKey, at_ms AS atMs
         FROM taken_event JOIN usage_event ON usage_event.id = event_id
           JOIN account ON account.id = usage_event.account_id
         WHERE take_in_id = ? AND account.is_taken_in = 1`,
      )
      .all(id);
    const drop = connection.prepare<[number]>('DELETE FROM usage_event WHERE id = ?');
    for (const event of gone) drop.run(event.id);
    connection.prepare<[number]>('DELETE FROM taken_event WHERE take_in_id = ?').run(id);
    connection.prepare<[number]>('DELETE FROM take_in WHERE id = ?').run(id);
    decide(gone);
    return gone.length;
  });

  return {
    /**
     * What taking a copy in would bring, exactly: it is done and rolled back.
     * @throws StoreError when the file is no sound database of this Tollgate or an older one
     */
    preview: (source: TakeInSource): TakeInView =>
      withIncoming(source.file, () => {
        try {
          return run.immediate(source, null);
        } catch (error) {
          if (error instanceof NotMeant) return error.view;
          throw error;
        }
      }),
    /** Takes a copy in, in one transaction. @throws as `preview`; nothing is taken then */
    take: (source: TakeInSource, nowMs: number): TakeInView =>
      withIncoming(source.file, () => run.immediate(source, nowMs)),
    /** Takes out what came with a copy. @returns how many records went */
    undo: (id: number): number => undo.immediate(id),
    /** What was taken in, the latest first. */
    list: (): TakenIn[] =>
      connection
        .prepare<[], TakenIn>(
          'SELECT id, host, file, taken_at_ms AS takenAtMs, answers FROM take_in ORDER BY id DESC',
        )
        .all(),
  };
}

export type TakeIn = ReturnType<typeof createTakeIn>;

/** A copy of the copy, so that nothing of the user's is changed; brought to this version's form. */
function prepareIncoming(file: string, incoming: string): void {
  fs.rmSync(incoming, { force: true });
  fs.copyFileSync(file, incoming);
  fs.chmodSync(incoming, 0o600);
  try {
    const connection = new Database(incoming);
    try {
      connection.pragma('journal_mode = DELETE');
      requireSound(connection);
      migrate(connection, incoming, MIGRATIONS, false);
    } finally {
      connection.close();
    }
  } catch (error) {
    fs.rmSync(incoming, { force: true });
    const code = (error as { code?: string }).code;
    if (code !== 'SQLITE_NOTADB') throw error;
    throw new StoreError({
      kind: 'database-damaged',
      message: inEnglish('This file is no copy of a Tollgate database.'),
    });
  }
}

/** Texts that repeat in every row are stored once and remembered here. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { Connection } from './open.ts';

/** More are not remembered at once: files come one after the other, and each names few. */
const MOST_REMEMBERED = 10_000;

/** Ids of agents, accounts, names and sessions. Entries made in a transaction that is rolled back must be forgotten: `forget`. */
export function createNames(connection: Connection) {
  const findName = connection.prepare<[string]>('SELECT id FROM name WHERE text = ?').pluck();
  const addName = connection.prepare<[string]>('INSERT INTO name (text) VALUES (?)');
  const findSession = connection
    .prepare<[string, string]>('SELECT id FROM session WHERE agent = ? AND session_key = ?')
    .pluck();
  const addSession = connection.prepare<[string, string, string | null]>(
    'INSERT INTO session (agent, session_key, parent_key) VALUES (?, ?, ?)',
  );
  const setParent = connection.prepare<[string, number]>(
    'UPDATE session SET parent_key = ? WHERE id = ? AND parent_key IS NULL',
  );
  const findAgent = connection.prepare<[string]>('SELECT id FROM agent WHERE key = ?').pluck();
  const addAgent = connection.prepare<[string]>('INSERT INTO agent (key) VALUES (?)');
  const findAccount = connection
    .prepare<[number, string]>('SELECT id FROM account WHERE agent_id = ? AND folder = ?')
    .pluck();
  const addAccount = connection.prepare<[number, string]>(
    'INSERT INTO account (agent_id, folder) VALUES (?, ?)',
  );
  const agents = new Map<string, number>();
  const accounts = new Map<string, number>();
  const names = new Map<string, number>();
  const sessions = new Map<string, { agent: AgentId; id: number; parentKey: string | null }>();
  let hasNewSessions = false;
  /** Sessions whose parent was learned only after records of theirs had been saved. */
  const lateParents = new Set<number>();

  function nameId(text: string): number {
    const known = names.get(text);
    if (known !== undefined) return known;
    const found = findName.get(text) as number | undefined;
    const id = found ?? Number(addName.run(text).lastInsertRowid);
    remember(names, text, id);
    return id;
  }

  function agentId(agent: AgentId): number {
    const known = agents.get(agent);
    if (known !== undefined) return known;
    const found = findAgent.get(agent) as number | undefined;
    const id = found ?? Number(addAgent.run(agent).lastInsertRowid);
    agents.set(agent, id);
    return id;
  }

  function accountId(agent: AgentId, folder: string): number {
    const key = `${agent}|${folder}`;
    const known =
      accounts.get(key) ?? (findAccount.get(agentId(agent), folder) as number | undefined);
    const id = known ?? Number(addAccount.run(agentId(agent), folder).lastInsertRowid);
    accounts.set(key, id);
    return id;
  }

  function sessionId(agent: AgentId, key: string, parentKey: string | null): number {
    const cached = sessions.get(key);
    const isKnown =
      cached?.agent === agent && (parentKey === null || cached.parentKey === parentKey);
    if (cached && isKnown) return cached.id;
    const found = findSession.get(agent, key) as number | undefined;
    const id = found ?? Number(addSession.run(agent, key, parentKey).lastInsertRowid);
    if (found === undefined) hasNewSessions = true;
    else if (parentKey !== null && setParent.run(parentKey, id).changes > 0) lateParents.add(id);
    remember(sessions, key, { agent, id, parentKey });
    return id;
  }

  return {
    agentId,
    accountId,
    nameId,
    sessionId,
    isKnownSession: (agent: AgentId, key: string) => findSession.get(agent, key) !== undefined,
    /** Whether a session was new since the last call. */
    takeHasNewSessions(): boolean {
      const had = hasNewSessions;
      hasNewSessions = false;
      return had;
    },
    /** Which sessions got a parent although they were there before, since the last call. */
    takeLateParents(): number[] {
      const ids = [...lateParents];
      lateParents.clear();
      return ids;
    },
    forget() {
      lateParents.clear();
      agents.clear();
      accounts.clear();
      names.clear();
      sessions.clear();
      hasNewSessions = false;
    },
  };
}

function remember<T>(known: Map<string, T>, key: string, value: T): void {
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(key, value);
}

/** Sessions out of sums by session and model: sub-agents folded in, ordered, searched. Pure. */
import type { AgentId } from '../../../preload/contract/snapshot.ts';
import type {
  ModelShare,
  SessionOrder,
  SessionRow,
  SessionSums,
} from '../../../preload/contract/review/sessions.ts';
import { futureFromMs } from '../calendar.ts';
import { projectNames } from '../sessions.ts';

/** Sums of one session's answers by one model, as the store adds them up. */
export type SessionModelSums = SessionSums & {
  readonly agent: AgentId;
  readonly sessionId: string;
  /** The session that started this one as a helper; null: the user did. */
  readonly parentId: string | null;
  readonly account: string | null;
  readonly project: string | null;
  readonly model: string;
  readonly startedAtMs: number;
  readonly lastAtMs: number;
};

/** Title and branch are read from the transcript, later and only where they are wanted; the host beside them. */
export type BareSession = Omit<SessionRow, 'title' | 'branch' | 'host'> & {
  readonly byModel: readonly ModelShare[];
};

const NOTHING: SessionSums = {
  answers: 0,
  unpricedAnswers: 0,
  tokens: { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 },
  costMicros: null,
  creditMicros: 0,
  creditAnswers: 0,
  unclearAnswers: 0,
};

/** Sums of two sets of answers together. */
export function addSessionSums(one: SessionSums, other: SessionSums): SessionSums {
  const cost =
    one.costMicros === null && other.costMicros === null
      ? null
      : (one.costMicros ?? 0) + (other.costMicros ?? 0);
  return {
    answers: one.answers + other.answers,
    unpricedAnswers: one.unpricedAnswers + other.unpricedAnswers,
    tokens: {
      input: one.tokens.input + other.tokens.input,
      output: one.tokens.output + other.tokens.output,
      cacheWrite: one.tokens.cacheWrite + other.tokens.cacheWrite,
      cacheRead: one.tokens.cacheRead + other.tokens.cacheRead,
    },
    costMicros: cost,
    creditMicros: one.creditMicros + other.creditMicros,
    creditAnswers: one.creditAnswers + other.creditAnswers,
    unclearAnswers: one.unclearAnswers + other.unclearAnswers,
  };
}

/** The sums of a list, of which only the sums are taken. */
export function sumSessions(parts: readonly SessionSums[]): SessionSums {
  return parts.reduce(addSessionSums, NOTHING);
}

/**
 * One row a session that the user started, its helpers in it.
 * @param sums one an agent, session and model; in any order
 * @param liveWithinMs time since the last answer within which a session is live; one of the future is not
 */
export function foldSessions(
  sums: readonly SessionModelSums[],
  nowMs: number,
  liveWithinMs: number,
): BareSession[] {
  const parents = new Map(sums.map((one) => [keyOf(one), one.parentId]));
  const bySession = new Map<string, SessionModelSums[]>();
  for (const one of sums) {
    const root = rootOf(one, parents);
    const known = bySession.get(root);
    if (known) known.push(one);
    else bySession.set(root, [one]);
  }
  const isLiveAt = (atMs: number) => atMs >= nowMs - liveWithinMs && atMs < futureFromMs(nowMs);
  const sessions = [...bySession.values()].map((parts) => sessionOf(parts, isLiveAt));
  const names = projectNames(sessions.map(({ project }) => project));
  return sessions.map((session, index) => ({ ...session, projectName: names[index] ?? '' }));
}

function keyOf({ agent, sessionId }: Pick<SessionModelSums, 'agent' | 'sessionId'>): string {
  return `${agent}|${sessionId}`;
}

/** A parent without answers of its own in the span still names the family. */
function rootOf(one: SessionModelSums, parents: ReadonlyMap<string, string | null>): string {
  let key = keyOf(one);
  let parentId = one.parentId;
  const seen = new Set([key]);
  while (parentId !== null) {
    key = `${one.agent}|${parentId}`;
    if (seen.has(key)) break;
    seen.add(key);
    parentId = parents.get(key) ?? null;
  }
  return key;
}

function sessionOf(
  parts: readonly SessionModelSums[],
  isLiveAt: (lastAtMs: number) => boolean,
): BareSession {
  const [first] = parts as [SessionModelSums];
  const root = parts.find(({ parentId }) => parentId === null) ?? first;
  const ids = new Set(parts.map(({ sessionId }) => sessionId));
  const byModel = modelShares(parts);
  const lastAtMs = Math.max(...parts.map((part) => part.lastAtMs));
  return {
    agent: root.agent,
    account: root.account,
    sessionId: root.parentId ?? root.sessionId,
    project: root.project ?? parts.find(({ project }) => project !== null)?.project ?? null,
    projectName: '',
    startedAtMs: Math.min(...parts.map((part) => part.startedAtMs)),
    lastAtMs,
    models: byModel.map(({ model }) => model),
    byModel,
    subAgents: ids.size - (root.parentId === null ? 1 : 0),
    isLive: isLiveAt(lastAtMs),
    ...sumSessions(parts),
  };
}

/** By model, the dearest first. */
function modelShares(parts: readonly SessionModelSums[]): ModelShare[] {
  const byModel = new Map<string, SessionSums>();
  for (const part of parts) {
    byModel.set(part.model, addSessionSums(byModel.get(part.model) ?? NOTHING, part));
  }
  return [...byModel]
    .map(([model, sums]) => ({ model, ...sums }))
    .sort((a, b) => (b.costMicros ?? 0) - (a.costMicros ?? 0) || b.answers - a.answers);
}

const ORDERS: Readonly<Record<SessionOrder, (row: BareSession) => number>> = {
  latest: ({ lastAtMs }) => lastAtMs,
  cost: ({ costMicros }) => costMicros ?? -1,
  credits: ({ creditMicros }) => creditMicros,
  longest: ({ answers }) => answers,
};

/** The largest first; alike ones by their time, the latest first. */
export function orderSessions<S extends BareSession>(sessions: readonly S[], order: SessionOrder) {
  const figure = ORDERS[order];
  return sessions.toSorted((a, b) => figure(b) - figure(a) || b.lastAtMs - a.lastAtMs);
}

/** Whether every word of a search occurs in one of the texts; case does not matter. */
export function isFound(search: string, texts: readonly (string | null)[]): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const all = texts
    .filter((text) => text !== null)
    .join('\n')
    .toLowerCase();
  return words.every((word) => all.includes(word));
}

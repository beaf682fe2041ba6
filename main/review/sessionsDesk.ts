/** Answers the list of the Sessions page. */
import fs from 'node:fs';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type {
  SessionKey,
  SessionRow,
  SessionSpan,
  SessionsQuestion,
  SessionsView,
} from '../../preload/contract/review/sessions.ts';
import { DAY_MS, MINUTE_MS } from '../domain/calendar.ts';
import {
  foldSessions,
  isFound,
  orderSessions,
  type BareSession,
} from '../domain/review/sessionRows.ts';
import { accountText } from '../domain/figures.ts';
import { createHostReader } from '../store/hosts.ts';
import { createSessionsReader } from '../store/sessions.ts';
import type { ReviewContext } from './reviewContext.ts';

const SPAN_DAYS: Readonly<Record<SessionSpan, number>> = {
  '7-days': 7,
  '30-days': 30,
  '1-year': 365,
  all: Infinity,
};
/** Of a session that is taken up again later than this, the span shows what was done since. */
const LONGEST_SESSION_MS = 90 * DAY_MS;
/** Nobody scrolls further; the search and the orders find the rest. */
const MOST_ROWS = 2000;

/** Sessions of a span, in the order wanted. Titles are read only for what is shown, or searched. */
export function answerSessions(question: SessionsQuestion, context: ReviewContext): SessionsView {
  const nowMs = context.clock();
  const days = SPAN_DAYS[question.span];
  const reader = createSessionsReader(context.database.connection);
  const fromMs = Number.isFinite(days) ? nowMs - days * DAY_MS : 0;
  // Whole sessions: one that began before the span is not listed with a part of what it cost.
  const sums = reader.sumsSince(Math.max(0, fromMs - LONGEST_SESSION_MS));
  const all = orderSessions(
    foldSessions(sums, nowMs, liveWithinMs(context)),
    question.order,
  ).filter(
    ({ agent, lastAtMs }) =>
      lastAtMs >= fromMs && (question.agent === null || agent === question.agent),
  );
  const describe = createDescriber(context);
  const wanted = question.search.trim() === '' ? all.slice(0, MOST_ROWS) : all;
  const rows = wanted
    .map((session) => describe(session))
    .filter((row) =>
      isFound(question.search, [
        row.title,
        row.project,
        row.branch,
        row.sessionId,
        row.account,
        row.host,
        ...row.models,
      ]),
    )
    .slice(0, MOST_ROWS);
  return { rows, total: all.length, takenAtMs: nowMs };
}

/** As the glance has it: the user's own time since the last activity. */
export function liveWithinMs({ settings }: ReviewContext): number {
  return settings.thresholds.liveMinutes * MINUTE_MS;
}

/** Path of a session's log that was read and is still there; null: none. */
export function transcriptOf(
  { agent, sessionId }: SessionKey,
  context: ReviewContext,
  pathOf = createPathFinder(context),
): string | null {
  const path = pathOf(agent, sessionId);
  return path !== null && fs.existsSync(path) ? path : null;
}

/** Adds what the session's log says about itself. */
export function createDescriber(context: ReviewContext, pathOf = createPathFinder(context)) {
  const hosts = createHostReader(context.database.connection)();
  return ({ byModel: _models, ...session }: BareSession): SessionRow => {
    const { agent, account } = session;
    const host = account === null ? null : (hosts.get(accountText({ agent, account })) ?? null);
    const path = pathOf(session.agent, session.sessionId);
    const about =
      path === null ? { title: null, branch: null } : context.heads.aboutFile(session.agent, path);
    return { ...session, host, ...about };
  };
}

/** A session's log is named after it, alone or after a date. */
export function createPathFinder({ database }: ReviewContext) {
  const reader = createSessionsReader(database.connection);
  const byAgent = new Map<AgentId, Map<string, string>>();
  const index = (agent: AgentId) => {
    const paths = new Map<string, string>();
    for (const path of reader.logPaths(agent)) {
      const stem = (path.split(/[/\\]/).at(-1) ?? '').replace(/\.[a-z]+$/, '');
      const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.exec(stem)?.[0] ?? stem;
      if (!paths.has(id)) paths.set(id, path);
    }
    return paths;
  };
  return (agent: AgentId, sessionId: string): string | null => {
    const paths = byAgent.get(agent) ?? index(agent);
    byAgent.set(agent, paths);
    return paths.get(sessionId) ?? null;
  };
}

/** Answers what the Sessions page shows of one session. */
import type {
  ContextPoint,
  SessionDetail,
  SessionQuestion,
  SessionSums,
} from '../../preload/contract/review/sessions.ts';
import { HOUR_MS } from '../domain/calendar.ts';
import { carriedContexts } from '../domain/review/carried.ts';
import {
  activeTime,
  cacheHitBasisPoints,
  countCacheMisses,
  PAUSE_MS,
  thinPoints,
} from '../domain/review/conversation.ts';
import { restartAdvice } from '../domain/review/restart.ts';
import { foldSessions, sumSessions } from '../domain/review/sessionRows.ts';
import { createSessionNoteReader } from '../store/sessionNotes.ts';
import { createSessionsReader, type SessionAnswer } from '../store/sessions.ts';
import type { ReviewContext } from './reviewContext.ts';
import { pricesOf } from './ownPrices.ts';
import { createDescriber, createPathFinder, liveWithinMs, transcriptOf } from './sessionsDesk.ts';

/** Everything about one session; null where nothing of it is counted in the span. */
export function answerSession(
  question: SessionQuestion,
  context: ReviewContext,
): SessionDetail | null {
  const nowMs = context.clock();
  const reader = createSessionsReader(context.database.connection);
  const answers = reader.answersOf(question);
  if (answers.length === 0) return null;
  const sums = reader.sumsSince(question.fromMs).filter(({ agent }) => agent === question.agent);
  const session = foldSessions(sums, nowMs, liveWithinMs(context)).find(
    ({ sessionId }) => sessionId === question.sessionId,
  );
  if (!session) return null;
  const main = answers.filter(
    ({ isMain, sessionId }) => isMain && sessionId === question.sessionId,
  );
  const points = main.map(pointOf);
  const activeMs = activeTime(answers);
  const pathOf = createPathFinder(context);
  return {
    row: createDescriber(context, pathOf)(session),
    byModel: session.byModel,
    activeMs,
    costPerActiveHourMicros: perHour(session.costMicros, activeMs),
    points: thinPoints(points),
    pointsTotal: points.length,
    cacheHitBasisPoints: cacheHitBasisPoints(answers.map(pointOf)),
    cacheMisses: countCacheMisses(points),
    subAgents: helpersOf(answers, question.sessionId),
    restart: restartAdvice(carriedContexts(main, pricesOf(context.settings))),
    limitHitsMs:
      session.account === null
        ? []
        : reader.limitHits(
            question.agent,
            session.account,
            session.startedAtMs,
            session.lastAtMs + PAUSE_MS,
          ),
    agentCost: createSessionNoteReader(context.database.connection).sessionCost(
      question.agent,
      question.sessionId,
    ),
    transcriptPath: transcriptOf(question, context, pathOf),
  };
}

/** Less than a few minutes of work say nothing about an hour. */
function perHour(costMicros: number | null, activeMs: number): number | null {
  if (costMicros === null || activeMs < PAUSE_MS) return null;
  return Math.round((costMicros * HOUR_MS) / activeMs);
}

function pointOf(answer: SessionAnswer): ContextPoint {
  const { atMs, cacheReadTokens, costMicros, isPaid } = answer;
  const written = answer.cacheWrite5mTokens + answer.cacheWrite1hTokens;
  const contextTokens = answer.inputTokens + written + cacheReadTokens;
  return { atMs, contextTokens, cacheReadTokens, costMicros, isPaid };
}

/** Sums of each helper session, the dearest first. */
function helpersOf(answers: readonly SessionAnswer[], sessionId: string) {
  const byId = new Map<string, SessionSums[]>();
  for (const answer of answers) {
    const isHelper = answer.sessionId !== sessionId || !answer.isMain;
    if (!isHelper) continue;
    const id = answer.sessionId;
    byId.set(id, [...(byId.get(id) ?? []), sumsOf(answer)]);
  }
  return [...byId]
    .map(([id, parts]) => ({ sessionId: id, ...sumSessions(parts) }))
    .sort((a, b) => (b.costMicros ?? 0) - (a.costMicros ?? 0));
}

function sumsOf(answer: SessionAnswer): SessionSums {
  return {
    answers: 1,
    unpricedAnswers: answer.costMicros === null ? 1 : 0,
    tokens: {
      input: answer.inputTokens,
      output: answer.outputTokens,
      cacheWrite: answer.cacheWrite5mTokens + answer.cacheWrite1hTokens,
      cacheRead: answer.cacheReadTokens,
    },
    costMicros: answer.costMicros,
    creditMicros: answer.isPaid ? (answer.costMicros ?? 0) : 0,
    creditAnswers: answer.isPaid ? 1 : 0,
    unclearAnswers: 0,
  };
}

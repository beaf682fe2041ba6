/** Answers what the Sessions page shows of one session. */
import type {
  ContextPoint,
  SessionDetail,
  SessionQuestion,
  SessionSums,
} from '../../preload/contract/review/sessions.ts';
import { HOUR_MS } from '../domain/calendar.ts';
import { costOf } from '../domain/pricing.ts';
import {
  activeTime,
  cacheHitBasisPoints,
  countCacheMisses,
  PAUSE_MS,
  thinPoints,
} from '../domain/review/conversation.ts';
import { restartAdvice, type CarriedContext } from '../domain/review/restart.ts';
import { foldSessions, sumSessions } from '../domain/review/sessionRows.ts';
import { createPricing } from '../prices/pricing.ts';
import { createSessionsReader, type SessionAnswer } from '../store/sessions.ts';
import type { ReviewContext } from './reviewContext.ts';
import { createDescriber, transcriptOf } from './sessionsDesk.ts';

const MILLION = 1_000_000;

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
  const session = foldSessions(sums, nowMs).find(
    ({ sessionId }) => sessionId === question.sessionId,
  );
  if (!session) return null;
  const main = answers.filter(
    ({ isMain, sessionId }) => isMain && sessionId === question.sessionId,
  );
  const points = main.map(pointOf);
  const activeMs = activeTime(answers);
  return {
    row: createDescriber(context)(session),
    byModel: session.byModel,
    activeMs,
    costPerActiveHourMicros: perHour(session.costMicros, activeMs),
    points: thinPoints(points),
    pointsTotal: points.length,
    cacheHitBasisPoints: cacheHitBasisPoints(answers.map(pointOf)),
    cacheMisses: countCacheMisses(points),
    subAgents: helpersOf(answers, question.sessionId),
    restart: restartAdvice(carriedContexts(main)),
    limitHitsMs:
      session.account === null
        ? []
        : reader.limitHits(
            question.agent,
            session.account,
            session.startedAtMs,
            session.lastAtMs + PAUSE_MS,
          ),
    transcriptPath: transcriptOf(question, context),
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

/** What a million tokens of an answer's context cost to read from and to write to the cache, at its own time. */
function carriedContexts(answers: readonly SessionAnswer[]): CarriedContext[] {
  const { price } = createPricing();
  const priceOf = (answer: SessionAnswer, kind: 'cacheReadTokens' | 'cacheWrite5mTokens') =>
    costOf(
      price({
        ...answer,
        inputTokens: 0,
        outputTokens: 0,
        cacheWrite5mTokens: 0,
        cacheWrite1hTokens: 0,
        cacheReadTokens: 0,
        webSearches: 0,
        [kind]: MILLION,
      }),
    );
  const known = new Map<string, { read: number | null; write: number | null }>();
  const contexts: CarriedContext[] = [];
  for (const answer of answers) {
    const key = `${answer.model} ${answer.mode}`;
    const prices = known.get(key) ?? {
      read: priceOf(answer, 'cacheReadTokens'),
      write: priceOf(answer, 'cacheWrite5mTokens'),
    };
    known.set(key, prices);
    // A model without a price would make the sum a guess: nothing is said then.
    if (prices.read === null || prices.write === null) return [];
    contexts.push({
      atMs: answer.atMs,
      contextTokens: pointOf(answer).contextTokens,
      cacheReadPrice: prices.read,
      cacheWritePrice: prices.write,
    });
  }
  return contexts;
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

/** Where one possible request stands, and what the gate says to it. The rules in their order. */
import { effectiveCeiling, isExhausted, type EffectiveCeiling } from '../credits/ceiling.ts';
import { concernsModel, isModelOf } from '../models.ts';
import { answerEndMs, answerFor } from './answers.ts';
import { isPayingNow, wasAgreedTo } from './paidUse.ts';
import type {
  AccountState,
  Answer,
  BoundaryInput,
  BoundaryReason,
  GateDecision,
  GateReason,
  RequestContext,
  Standing,
} from './types.ts';
import { decisiveLevel, windowLevel, type Level, type WindowLevel } from './windowLevel.ts';

/** What the rules look at, gathered once. */
type Facts = {
  readonly input: BoundaryInput;
  readonly levels: readonly WindowLevel[];
  readonly decisive: WindowLevel | null;
  readonly level: Level;
  readonly reason: BoundaryReason;
  readonly isPaying: boolean;
  /** What is being paid was agreed to while it was paid. */
  readonly wasAgreed: boolean;
  readonly ceiling: EffectiveCeiling;
  readonly answer: Answer | null;
};

/** Where a request of this context stands now. */
export function standingOf(input: BoundaryInput, request: RequestContext, nowMs: number): Standing {
  const facts = factsOf(input, request, nowMs);
  const { answer } = facts;
  if (answer?.kind === 'stop' && !isStopAhead(facts)) {
    const isBroken = facts.isPaying && (input.paidUse?.asOfMs ?? 0) > answer.givenAtMs;
    const reason = isBroken ? 'paid-use-seen' : 'stopped-by-user';
    return standing(facts, 'stopped', reason, closed(facts, 'stopped-by-user'));
  }
  if (input.draw === 'api-key' || input.draw === 'other') return withoutPlan(facts);
  if (!facts.isPaying && !isOver(facts)) return withPlanLeft(facts);
  if (input.credits.enabled?.value === false && !facts.isPaying) return withCreditsOff(facts);
  return paidNext(facts);
}

/** The gate's percent is reached. */
function isOver({ level }: Facts): boolean {
  return level === 'used-up' || level === 'gate';
}

/** The plan is known to be left, and the user only said what shall happen at its end. */
function isStopAhead({ answer, level, isPaying }: Facts): boolean {
  const isPlanLeft = level !== 'unknown' && level !== 'gate' && level !== 'used-up';
  return answer?.isAhead === true && isPlanLeft && !isPaying;
}

function factsOf(input: BoundaryInput, request: RequestContext, nowMs: number): Facts {
  const { windows, credits, rates, draw } = input;
  const levels = windows
    .filter(({ modelName }) => concernsModel(modelName, request.model))
    .map((window) => windowLevel(window, input, nowMs));
  const decisive = decisiveLevel(levels);
  const isPlan = draw === 'plan-then-credits';
  const isAlwaysPaid = draw === 'credits' || (isPlan && isAlwaysPaidModel(input, request.model));
  const isPaying =
    draw !== 'api-key' && draw !== 'other' && isPayingNow(input, request.model, nowMs);
  return {
    input,
    levels,
    decisive,
    level: isAlwaysPaid ? 'used-up' : (decisive?.level ?? 'unknown'),
    reason: isAlwaysPaid ? 'always-paid' : (decisive?.reason ?? 'not-reported'),
    isPaying,
    wasAgreed: isPaying && wasAgreedTo(input, request),
    // A sign of paid use proves that credits are on, whatever was said before.
    ceiling: effectiveCeiling(
      isPaying ? { ...credits, enabled: null } : credits,
      request,
      rates,
      nowMs,
    ),
    answer: answerFor(input.answers, windows, request, nowMs),
  };
}

function isAlwaysPaidModel({ alwaysPaidModels }: BoundaryInput, model: string | null): boolean {
  return model !== null && alwaysPaidModels.some((name) => isModelOf(name, model));
}

/** Billed elsewhere: nothing is known of a boundary, but the user's own budgets hold. */
function withoutPlan(facts: Facts): Standing {
  const isBudgetSpent = facts.ceiling.parts.some(
    ({ kind, remainingMicros }) =>
      kind === 'budget' && remainingMicros !== null && remainingMicros <= 0,
  );
  return isBudgetSpent
    ? standing(facts, 'blocked-by-ceiling', 'ceiling-reached', ceilingGate(facts))
    : standing(facts, 'unknown', 'no-plan', open('no-plan', null, null));
}

function withPlanLeft(facts: Facts): Standing {
  if (facts.level === 'unknown') {
    const { answer } = facts;
    // Who may pay anyway need not know whether the plan is used up.
    if (answer?.kind === 'continue' && !isExhausted(facts.ceiling)) {
      const gate = open('consented', answerEndMs(answer), answer.id);
      return standing(facts, 'unknown', facts.reason, gate);
    }
    const gate = facts.input.settings.isStrict ? 'closed' : 'unknown';
    const decision: GateDecision = { gate, reason: 'unknown', untilMs: null, answerId: null };
    return standing(facts, 'unknown', facts.reason, decision);
  }
  const state = facts.level === 'near' ? 'near' : 'on-plan';
  return standing(facts, state, facts.reason, open('plan-left', null, null));
}

/** Nothing can be paid: the provider refuses by itself, so holding requests back would only cost plan. */
function withCreditsOff(facts: Facts): Standing {
  const gate = open('credits-off', planBackMs(facts), null);
  return facts.level === 'used-up'
    ? standing(facts, 'blocked-by-ceiling', 'credits-off', gate)
    : standing(facts, 'near', facts.reason, gate);
}

/** The next request may be paid, or the last one was. */
function paidNext(facts: Facts): Standing {
  const { answer, isPaying, wasAgreed } = facts;
  const isUnasked = isPaying && answer === null && !wasAgreed;
  const isJustOver = answer === null && wasAgreed && isOver(facts);
  const reason = isPaying && !isJustOver ? 'paid-use-seen' : facts.reason;
  if (isUnasked) {
    // Money is being spent unasked: that comes before what a ceiling says should be possible.
    return standing(facts, 'on-credits-without-consent', reason, closed(facts, 'unanswered'));
  }
  if (isExhausted(facts.ceiling)) {
    return standing(facts, 'blocked-by-ceiling', 'ceiling-reached', ceilingGate(facts));
  }
  if (answer !== null) {
    const isOnCredits = isPaying || facts.level === 'used-up';
    const gate = open('consented', answerEndMs(answer), answer.id);
    return standing(facts, isOnCredits ? 'on-credits-with-consent' : 'near', reason, gate);
  }
  return standing(facts, 'at-boundary', reason, closed(facts, 'unanswered'));
}

function ceilingGate(facts: Facts): GateDecision {
  const renewsAtMs = facts.ceiling.binding?.renewsAtMs ?? null;
  const backMs = facts.input.draw === 'plan-then-credits' ? planBackMs(facts) : null;
  const ends = [renewsAtMs, backMs].filter((atMs) => atMs !== null);
  const untilMs = ends.length === 0 ? null : Math.min(...ends);
  return { gate: 'closed', reason: 'ceiling-reached', untilMs, answerId: null };
}

function closed(facts: Facts, reason: GateReason): GateDecision {
  const { answer } = facts;
  const untilMs = answer === null ? planBackMs(facts) : answerEndMs(answer);
  return { gate: 'closed', reason, untilMs, answerId: answer?.id ?? null };
}

function open(reason: GateReason, untilMs: number | null, answerId: string | null): GateDecision {
  return { gate: 'open', reason, untilMs, answerId };
}

/** When every window that stands at the gate has reset; null: none does, or one does not say. */
function planBackMs({ levels, reason }: Facts): number | null {
  if (reason === 'always-paid') return null;
  const over = levels.filter(({ level }) => level === 'gate' || level === 'used-up');
  const resets = over.map(({ window }) => window.resetsAtMs);
  if (resets.length === 0) return null;
  return resets.reduce<number | null>(
    (latest, atMs) => (latest === null || atMs === null ? null : Math.max(latest, atMs)),
    -Infinity,
  );
}

function standing(
  facts: Facts,
  state: AccountState,
  reason: BoundaryReason,
  gate: GateDecision,
): Standing {
  const { decisive, ceiling, answer } = facts;
  return {
    state,
    reason,
    window: decisive?.window ?? null,
    isStale: decisive?.isStale ?? false,
    ceiling,
    answerId: answer?.id ?? null,
    gate,
  };
}

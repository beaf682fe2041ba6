/** The question at the boundary: when it is asked, and all that its window shows. Pure. */
import type { AlertQuestion } from '../../preload/contract/alerts.ts';
import type { EffectiveCeiling } from '../../preload/contract/credits.ts';
import type { FormatContext } from '../../preload/contract/formatting.ts';
import type { CeilingPart, PromptScope, PromptView } from '../../preload/contract/prompt.ts';
import type { SessionView, WindowView } from '../../preload/contract/snapshot.ts';
import type { AccountStanding } from './accounts.ts';
import type { GateDecision, ScopedGate } from './boundary/types.ts';
import { addDays, HOUR_MS, MINUTE_MS, zoneOf } from './calendar.ts';
import { questionId, type ConsentQuestion } from './consents.ts';
import { isSameReset } from './limits.ts';
import type { RecordedConsent } from './consentLedger.ts';

/** A question that is open, with what its window shows now. */
export type OpenQuestion = {
  readonly question: ConsentQuestion;
  readonly view: PromptView;
};

export type QuestionInput = {
  readonly standing: AccountStanding;
  readonly windows: readonly WindowView[];
  readonly sessions: readonly SessionView[];
  readonly recorded: readonly RecordedConsent[];
  /** The question that is open for this account; kept while it is about the same window and unanswered. */
  readonly open: ConsentQuestion | null;
  /** Where the agent has several accounts, the name of this one. */
  readonly accountName: string | null;
  readonly context: FormatContext;
  readonly nowMs: number;
};

/** A cap to begin with where nobody knows what an hour costs. */
const MODEST_CAP_MICROS = 5_000_000;
const CENT_MICROS = 10_000;

/**
 * Who wants the question although the picture asks nothing: the user, also ahead of the boundary where nothing was
 * answered yet, or a hook that waits at the closed gate.
 */
export type QuestionCall = 'nobody' | 'user' | 'hook';

/** The question for one account; null when there is nothing to ask. */
export function questionOf(
  input: QuestionInput,
  call: QuestionCall = 'nobody',
): OpenQuestion | null {
  const { decision, facts } = input.standing;
  const { prompt } = decision.effects;
  const unanswered = unansweredGates(decision);
  const isUnanswered = unanswered.length > 0;
  const restingWindow = restingWindowId(unanswered);
  const isHeldAnywhere = isUnanswered && restingWindow === undefined;
  const isNew = decision.why.answerId === null;
  const isAtBoundary =
    prompt !== null ||
    (call === 'user' && (decision.state === 'at-boundary' || (isHeldAnywhere && isNew))) ||
    (call === 'hook' && isUnanswered);
  const isAhead = !isAtBoundary && call === 'user' && isNew;
  // Nobody works any more, but the agents are held all the same: the question stays under the user's hand.
  const isLeft = input.open !== null && isUnanswered;
  if (!isAtBoundary && !isAhead && !isLeft) return null;
  const held = isAhead ? undefined : restingWindow;
  const decisive = prompt?.windowId ?? held ?? decision.why.window?.id ?? null;
  // What is paid from the first request on has no reset: none would end it.
  const wanted = facts.draw === 'credits' ? null : decisive;
  const window = wanted === null ? null : input.windows.find(({ id }) => id === wanted);
  // Without a window nothing lies ahead.
  if (window === undefined || (window === null && isAhead)) return null;
  if (window && (window.agent !== facts.key.agent || window.account !== facts.key.account)) {
    return null;
  }
  const about = subjectOf(input, window);
  const isKept = isStillAbout(input, about);
  if (!isKept && !isAtBoundary && !isAhead) return null;
  const kept = isKept && input.open ? input.open : newQuestion(input, about);
  const question = kept.isAhead === isAhead ? kept : { ...kept, isAhead };
  return { question, view: viewOf(input, question, window, !isAhead) };
}

/** What a question is about, and what the next window's is not. */
type Subject = Omit<ConsentQuestion, 'id' | 'askedAtMs' | 'isAhead'>;

/** Where no window counts, the name is an order's: it knows no reset either. */
function subjectOf({ standing }: QuestionInput, window: WindowView | null): Subject {
  const { agent, account } = standing.facts.key;
  if (window === null) {
    return { agent, account, windowKind: 'session', modelName: null, resetsAtMs: null };
  }
  const { kind: windowKind, modelName, resetsAtMs } = window;
  return { agent, account, windowKind, modelName, resetsAtMs };
}

/** The gates of the account that are closed because nobody has said yet what shall become of what they hold. */
function unansweredGates({
  effects,
}: AccountStanding['decision']): readonly (GateDecision | ScopedGate)[] {
  return [effects.gate, ...effects.scopedGates].filter(
    ({ gate, reason }) => gate === 'closed' && reason === 'unanswered',
  );
}

/** The window by which sessions that rest are held, where they alone are. Undefined: others are as well, or none. */
function restingWindowId(
  unanswered: readonly (GateDecision | ScopedGate)[],
): string | null | undefined {
  const resting = unanswered.flatMap((one) => ('isResting' in one ? [one] : []));
  return resting.length === unanswered.length ? resting[0]?.windowId : undefined;
}

function isStillAbout({ open, recorded }: QuestionInput, about: Subject): boolean {
  return (
    open !== null &&
    !recorded.some(({ consent }) => consent.id === open.id) &&
    open.agent === about.agent &&
    open.account === about.account &&
    open.windowKind === about.windowKind &&
    open.modelName === about.modelName &&
    isSameEnd(open.resetsAtMs, about.resetsAtMs)
  );
}

/** Whether a question, or its answer, is about the window of a notification; unknown resets are taken for the same. */
export function isAbout(
  question: Pick<ConsentQuestion, 'agent' | 'account' | 'windowKind' | 'modelName' | 'resetsAtMs'>,
  about: AlertQuestion,
): boolean {
  return (
    question.agent === about.agent &&
    question.account === about.account &&
    question.windowKind === about.windowKind &&
    question.modelName === about.modelName &&
    (about.resetsAtMs === null || isSameEnd(question.resetsAtMs, about.resetsAtMs))
  );
}

function isSameEnd(one: number | null, other: number | null): boolean {
  return one === null || other === null ? one === other : isSameReset(one, other);
}

/** The round is how often this window was answered before: "ask again" asks anew. */
function newQuestion({ recorded, nowMs }: QuestionInput, of: Subject): ConsentQuestion {
  const round = recorded.filter(
    ({ consent }) =>
      consent.agent === of.agent &&
      consent.account === of.account &&
      consent.windowKind === of.windowKind &&
      consent.modelName === of.modelName &&
      isSameEnd(consent.resetsAtMs, of.resetsAtMs),
  ).length;
  return { ...of, id: questionId(of, round), askedAtMs: nowMs };
}

function viewOf(
  input: QuestionInput,
  question: ConsentQuestion,
  window: WindowView | null,
  isAtBoundary: boolean,
): PromptView {
  const { standing, nowMs, context } = input;
  const { outlook } = standing.facts;
  const cost = outlook && { leastMicros: outlook.lowMicros, mostMicros: outlook.highMicros };
  const ceiling = ceilingOf(standing.decision.why.ceiling);
  const resetsAtMs = window?.resetsAtMs ?? null;
  const ends = [nowMs + 30 * MINUTE_MS, nowMs + HOUR_MS];
  if (window === null) ends.push(midnightAfter(nowMs, context));
  return {
    question: question.id,
    takenAtMs: nowMs,
    timeZone: context.timeZone,
    locale: context.locale,
    agent: question.agent,
    accountName: input.accountName,
    moment: isAtBoundary ? 'at-boundary' : 'ahead',
    window: window && windowOf(window),
    endsAtMs: isAtBoundary ? null : (window?.pace?.endsAtMs ?? null),
    cost,
    hitRatePercent: (isAtBoundary ? outlook?.hitPercent : window?.forecast?.hitPercent) ?? null,
    ceiling,
    suggestedCapMicros: suggestedCap(cost?.mostMicros ?? null, ceiling?.micros ?? null),
    scopes: scopesOf(input),
    endChoicesMs: before(resetsAtMs, ends),
    askAgainChoicesMs: isAtBoundary
      ? before(resetsAtMs, [nowMs + 15 * MINUTE_MS, nowMs + HOUR_MS])
      : [],
    breach: standing.facts.breach,
    waitingSessions: standing.decision.effects.prompt?.sessionIds.length ?? 0,
  };
}

function windowOf(window: WindowView): PromptView['window'] {
  const { kind, modelName, usedPercent, resetsAtMs, source, basis, asOfMs } = window;
  return { kind, modelName, usedPercent, resetsAtMs, source, basis, asOfMs };
}

/** When the user's next day begins. */
function midnightAfter(nowMs: number, { timeZone }: FormatContext): number {
  const zone = zoneOf(timeZone);
  return zone.startOfDay(addDays(zone.dayOf(nowMs), 1));
}

const CEILING_PARTS: Readonly<Record<string, CeilingPart>> = {
  balance: 'balance',
  'spend-limit': 'spend-limit',
  'member-limit': 'member-limit',
  'daily-redemption': 'daily-redemption-limit',
  budget: 'budget',
};

function ceilingOf(ceiling: EffectiveCeiling): PromptView['ceiling'] {
  const { binding, remainingMicros } = ceiling;
  const binds = binding && CEILING_PARTS[binding.kind];
  if (!binding || !binds || remainingMicros === null) return null;
  return {
    micros: remainingMicros,
    binds,
    isComplete: ceiling.certainty === 'exact',
    basis: binding.basis,
    asOfMs: binding.asOfMs,
  };
}

/** What the forecast needs at most, to the full dollar above, but never more than the ceiling. */
function suggestedCap(mostMicros: number | null, ceilingMicros: number | null): number {
  const wanted =
    mostMicros === null
      ? MODEST_CAP_MICROS
      : Math.max(1, Math.ceil(mostMicros / 1_000_000)) * 1_000_000;
  if (ceilingMicros === null) return wanted;
  const allowed = Math.floor(ceilingMicros / CENT_MICROS) * CENT_MICROS;
  return Math.max(CENT_MICROS, Math.min(wanted, allowed));
}

/** Everything first; then each live project and session of this account. */
function scopesOf({ sessions, standing }: QuestionInput): PromptView['scopes'] {
  const { key } = standing.facts;
  const own = sessions.filter(
    ({ agent, account }) => agent === key.agent && account === key.account,
  );
  const projects = new Map<string, PromptScope>();
  for (const { project, projectName } of own) {
    if (project !== null) {
      projects.set(project, { scope: { kind: 'project', project }, name: projectName });
    }
  }
  const bySession = own.map(({ id, projectName }): PromptScope => ({
    scope: { kind: 'session', sessionId: id },
    name: projectName,
  }));
  return [{ scope: { kind: 'everything' }, name: null }, ...projects.values(), ...bySession];
}

/** Instants before the reset, on the minute, so that they can be said as clock times; each once, ascending. */
function before(resetsAtMs: number | null, choicesMs: readonly number[]): number[] {
  const onMinute = new Set(choicesMs.map((atMs) => Math.ceil(atMs / MINUTE_MS) * MINUTE_MS));
  const ascending = [...onMinute].sort((one, other) => one - other);
  return ascending.filter((atMs) => resetsAtMs === null || atMs < resetsAtMs);
}

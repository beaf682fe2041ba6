/** The question at the boundary: when it is asked, and all that its window shows. Pure. */
import type { AlertQuestion } from '../../preload/contract/alerts.ts';
import type { EffectiveCeiling } from '../../preload/contract/credits.ts';
import type { FormatContext } from '../../preload/contract/formatting.ts';
import type { CeilingPart, PromptScope, PromptView } from '../../preload/contract/prompt.ts';
import type { SessionView, WindowView } from '../../preload/contract/snapshot.ts';
import type { AccountStanding } from './accounts.ts';
import { HOUR_MS, MINUTE_MS } from './calendar.ts';
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
  /** The question that is open for this account; kept while it is about the same window. */
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
 * The question for one account; null when there is nothing to ask.
 * @param isCalledFor the user wants to answer although nobody works, or ahead of the boundary, where nothing
 *   was answered yet
 */
export function questionOf(input: QuestionInput, isCalledFor = false): OpenQuestion | null {
  const { decision, facts } = input.standing;
  const isAtBoundary =
    decision.effects.prompt !== null || (isCalledFor && decision.state === 'at-boundary');
  if (!isAtBoundary && (!isCalledFor || decision.why.answerId !== null)) return null;
  const wanted = decision.effects.prompt?.windowId ?? decision.why.window?.id ?? null;
  const window = input.windows.find(({ id }) => id === wanted);
  if (!window || window.agent !== facts.key.agent || window.account !== facts.key.account) {
    return null;
  }
  const kept = isStillAbout(input.open, window) ? input.open : newQuestion(input, window);
  const isAhead = !isAtBoundary;
  const question = kept.isAhead === isAhead ? kept : { ...kept, isAhead };
  return { question, view: viewOf(input, question, window, isAtBoundary) };
}

function isStillAbout(open: ConsentQuestion | null, window: WindowView): open is ConsentQuestion {
  return (
    open !== null &&
    open.agent === window.agent &&
    open.account === window.account &&
    open.windowKind === window.kind &&
    open.modelName === window.modelName &&
    isSameEnd(open.resetsAtMs, window.resetsAtMs)
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
function newQuestion({ recorded, nowMs }: QuestionInput, window: WindowView): ConsentQuestion {
  const of = {
    agent: window.agent,
    account: window.account,
    windowKind: window.kind,
    modelName: window.modelName,
    resetsAtMs: window.resetsAtMs,
  };
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
  window: WindowView,
  isAtBoundary: boolean,
): PromptView {
  const { standing, nowMs, context } = input;
  const { outlook } = standing.facts;
  const cost = outlook && { leastMicros: outlook.lowMicros, mostMicros: outlook.highMicros };
  const ceiling = ceilingOf(standing.decision.why.ceiling);
  const { usedPercent, resetsAtMs, kind, modelName, source, basis, asOfMs } = window;
  return {
    question: question.id,
    takenAtMs: nowMs,
    timeZone: context.timeZone,
    locale: context.locale,
    agent: window.agent,
    accountName: input.accountName,
    moment: isAtBoundary ? 'at-boundary' : 'ahead',
    window: { kind, modelName, usedPercent, resetsAtMs, source, basis, asOfMs },
    endsAtMs: isAtBoundary ? null : (window.pace?.endsAtMs ?? null),
    cost,
    hitRatePercent: (isAtBoundary ? outlook?.hitPercent : window.forecast?.hitPercent) ?? null,
    ceiling,
    suggestedCapMicros: suggestedCap(cost?.mostMicros ?? null, ceiling?.micros ?? null),
    scopes: scopesOf(input),
    endChoicesMs: before(resetsAtMs, [nowMs + 30 * MINUTE_MS, nowMs + HOUR_MS]),
    askAgainChoicesMs: isAtBoundary
      ? before(resetsAtMs, [nowMs + 15 * MINUTE_MS, nowMs + HOUR_MS])
      : [],
    breach: standing.facts.breach,
    waitingSessions: standing.decision.effects.prompt?.sessionIds.length ?? 0,
  };
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

/** Instants before the reset, on the minute, so that they can be said as clock times. */
function before(resetsAtMs: number | null, choicesMs: readonly number[]): number[] {
  const onMinute = choicesMs.map((atMs) => Math.ceil(atMs / MINUTE_MS) * MINUTE_MS);
  return onMinute.filter((atMs) => resetsAtMs === null || atMs < resetsAtMs);
}

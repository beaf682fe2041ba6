/**
 * The rules of consent: what an answer at the boundary means, which answer counts, when a consent ends, and
 * what was spent against it. Pure; the ledger keeps what comes out of here.
 */
import type {
  ConsentScope,
  PromptChoice,
  PromptReceipt,
  PromptRefusal,
} from '../../preload/contract/prompt.ts';
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { AgentId, WindowKind } from '../../preload/contract/snapshot.ts';
import { coversRequest } from './credits/types.ts';
import { SESSION_WINDOW_MS } from './limits.ts';
import { concernsModel } from './models.ts';

/** The question that was asked: one account, one window, and the how-manieth time. */
export type ConsentQuestion = {
  readonly id: string;
  readonly agent: AgentId;
  readonly account: string;
  readonly windowKind: WindowKind;
  readonly modelName: string | null;
  /** The window's reset as known when asking; null when nobody said. */
  readonly resetsAtMs: number | null;
  readonly askedAtMs: number;
  /** Asked before the boundary: a stop means from there on. Absent: at the boundary. */
  readonly isAhead?: boolean;
};

export type Consent = Omit<ConsentQuestion, 'askedAtMs'> & {
  readonly kind: 'continue' | 'stop';
  /** Only of `continue`: what may be spent; null when only the ceiling bounds it. */
  readonly capMicros: number | null;
  readonly scope: ConsentScope;
  /** The reset, or an earlier time the user chose; null when neither is known. */
  readonly endsAtMs: number | null;
  /** Only of `stop`: when to ask again; null until the reset. */
  readonly askAgainAtMs: number | null;
  readonly shownText: string;
  readonly atMs: number;
};

export type AnswerInput = {
  readonly question: ConsentQuestion;
  readonly choice: PromptChoice;
  readonly shownText: string;
  /** Every consent recorded so far, in any order. */
  readonly recorded: readonly Consent[];
  readonly nowMs: number;
};

export type AnswerResult =
  | { readonly kind: 'recorded'; readonly consent: Consent }
  | { readonly kind: 'already-answered'; readonly by: Consent }
  /** The window ended before the answer came; `sinceMs` is its reset. */
  | { readonly kind: 'too-late'; readonly sinceMs: number };

/** Name of a question: the same for every face that asks it, another after "ask again". */
export function questionId(
  question: Omit<ConsentQuestion, 'id' | 'askedAtMs'>,
  round: number,
): string {
  const { agent, account, windowKind, modelName, resetsAtMs } = question;
  return JSON.stringify([agent, account, windowKind, modelName, resetsAtMs, round]);
}

/**
 * Takes an answer. The first one to a question counts, whatever the second says and wherever it comes from;
 * an answer after the reset is about a window that is gone.
 */
export function answerQuestion(input: AnswerInput): AnswerResult {
  const { question, choice, recorded, nowMs } = input;
  const by = recorded.find(({ id }) => id === question.id);
  if (by) return { kind: 'already-answered', by };
  if (question.resetsAtMs !== null && nowMs >= question.resetsAtMs) {
    return { kind: 'too-late', sinceMs: question.resetsAtMs };
  }
  return { kind: 'recorded', consent: consentOf(input, choice) };
}

function consentOf({ question, shownText, nowMs }: AnswerInput, choice: PromptChoice): Consent {
  const { id, agent, account, windowKind, modelName, resetsAtMs } = question;
  const ahead = question.isAhead === true ? { isAhead: true } : {};
  const of = {
    ...{ id, agent, account, windowKind, modelName, resetsAtMs, shownText },
    ...ahead,
    atMs: nowMs,
  };
  if (choice.kind === 'stop') {
    const askAgainAtMs = earlier(choice.askAgainAtMs, resetsAtMs);
    const isAsked = choice.askAgainAtMs !== null && askAgainAtMs === choice.askAgainAtMs;
    return {
      ...of,
      kind: 'stop',
      capMicros: null,
      scope: { kind: 'everything' },
      endsAtMs: askAgainAtMs,
      askAgainAtMs: isAsked ? askAgainAtMs : null,
    };
  }
  const chosenMs = choice.end.kind === 'time' ? choice.end.atMs : null;
  return {
    ...of,
    kind: 'continue',
    capMicros: choice.capMicros,
    scope: choice.scope,
    endsAtMs: earlier(chosenMs, resetsAtMs),
    askAgainAtMs: null,
  };
}

/** The earlier of two instants, where unknown never comes first. */
function earlier(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.min(one, other);
}

export type ConsentEndReason = 'revoked' | 'cap' | 'reset' | 'time';

export type ConsentStanding =
  | { readonly state: 'active' }
  | {
      readonly state: 'ended';
      readonly reason: ConsentEndReason;
      /** null for a cap whose spending carries no time. */
      readonly atMs: number | null;
    };

/** Credit spend that the ledger attributes, estimated or reported: what, where, when. */
export type CreditSpend = {
  /** The ledger's own key. */
  readonly key: string;
  readonly agent: AgentId;
  readonly account: string;
  readonly project: string | null;
  readonly sessionId: string | null;
  readonly model: string | null;
  /** null: no price is known. */
  readonly micros: number | null;
  /** When the request began: it cannot be recalled after that. */
  readonly startedAtMs: number;
  readonly atMs: number;
};

export type ConsentFacts = {
  /** null while nobody took it back. */
  readonly revokedAtMs: number | null;
  readonly spends: readonly CreditSpend[];
  readonly nowMs: number;
};

/** When an answer ends by the clock: where nobody could say when the window resets, after the longest it may last. */
export function consentEndMs({ endsAtMs, atMs }: Pick<Consent, 'endsAtMs' | 'atMs'>): number {
  return endsAtMs ?? atMs + SESSION_WINDOW_MS;
}

/** Whether a consent still holds, and if not, what ended it first. */
export function consentStanding(consent: Consent, facts: ConsentFacts): ConsentStanding {
  const ends: { reason: ConsentEndReason; atMs: number }[] = [];
  const { revokedAtMs, nowMs } = facts;
  if (revokedAtMs !== null) ends.push({ reason: 'revoked', atMs: revokedAtMs });
  const capAtMs = capReachedAtMs(consent, facts.spends);
  if (capAtMs !== null) ends.push({ reason: 'cap', atMs: capAtMs });
  const endMs = consentEndMs(consent);
  if (nowMs >= endMs) {
    const isReset = consent.endsAtMs !== null && consent.endsAtMs === consent.resetsAtMs;
    ends.push({ reason: isReset ? 'reset' : 'time', atMs: endMs });
  }
  ends.sort((one, other) => one.atMs - other.atMs);
  const [first] = ends;
  return first ? { state: 'ended', ...first } : { state: 'active' };
}

/** Whether a spend falls under a consent: same account, within the scope, of its model, not before the answer. */
export function isCovered(consent: Consent, spend: CreditSpend): boolean {
  const { scope } = consent;
  if (spend.agent !== consent.agent || spend.account !== consent.account) return false;
  if (spend.atMs < consent.atMs) return false;
  return coversRequest(scope, spend) && concernsModel(consent.modelName, spend.model);
}

/** What was spent under a consent before an instant, micro-dollars. */
export function spentUnder(
  consent: Consent,
  spends: readonly CreditSpend[],
  beforeMs: number,
): number {
  return spends
    .filter((spend) => isCovered(consent, spend) && spend.atMs < beforeMs)
    .reduce((sum, { micros }) => sum + (micros ?? 0), 0);
}

/** The instant of the spend that reached the cap; null while it is not reached. */
export function capReachedAtMs(consent: Consent, spends: readonly CreditSpend[]): number | null {
  if (consent.kind !== 'continue' || consent.capMicros === null) return null;
  let sum = 0;
  for (const spend of inOrder(spends.filter((candidate) => isCovered(consent, candidate)))) {
    if (spend.atMs >= consentEndMs(consent)) return null;
    sum += spend.micros ?? 0;
    if (sum >= consent.capMicros) return spend.atMs;
  }
  return null;
}

/** By time, then by key. */
export function inOrder(spends: readonly CreditSpend[]): CreditSpend[] {
  return spends.toSorted((one, other) => one.atMs - other.atMs || (one.key < other.key ? -1 : 1));
}

/** What the prompt is told; `words` names an instant for people. */
export function receiptOf(result: AnswerResult, words: (atMs: number) => string): PromptReceipt {
  return result.kind === 'recorded' ? { kind: 'recorded' } : refusalOf(result, words);
}

/** Why an answer does not count; `words` names an instant for people. */
export function refusalOf(
  result: Exclude<AnswerResult, { readonly kind: 'recorded' }>,
  words: (atMs: number) => string,
): PromptRefusal {
  switch (result.kind) {
    case 'already-answered': {
      const { by } = result;
      const time = words(by.atMs);
      const what = inEnglish(by.kind === 'stop' ? 'stop' : 'continue on credits');
      const message =
        by.endsAtMs === null
          ? inEnglish('Answered already at {time}: {what}. That answer counts.', { time, what })
          : inEnglish('Answered already at {time}: {what} until {end}. That answer counts.', {
              time,
              what,
              end: words(by.endsAtMs),
            });
      return { kind: 'already-answered', message };
    }
    case 'too-late':
      return {
        kind: 'too-late',
        message: inEnglish(
          'The plan was reset at {time}, so there is nothing to answer any more.',
          { time: words(result.sinceMs) },
        ),
      };
    default:
      return result satisfies never;
  }
}

/** Advice out of the last 30 days: what would have cost less, and how that was computed. Money is estimated. */
import type { AgentId } from '../snapshot.ts';
import type { SessionKey } from './sessions.ts';

/** How far back advice looks. */
export const ADVICE_DAYS = 30;

/** What one piece of advice would have saved, in micro-dollars at API prices. */
type Saving = {
  readonly savingMicros: number;
  /** The part of it that was paid with credits; null: not computed for this kind. */
  readonly creditSavingMicros: number | null;
};

/** Long conversations that would have been cheaper begun anew. */
export type RestartSavings = Saving & {
  readonly kind: 'restart';
  readonly sessions: number;
  /** The one that would have saved most. */
  readonly largest: SessionKey & {
    readonly startedAtMs: number;
    readonly lastAtMs: number;
    readonly projectName: string;
    readonly savingMicros: number;
  };
};

/** The user's own answers of one model at another's prices; nothing is said of how good its answers are. */
export type ModelSavings = Saving & {
  readonly kind: 'cheaper-model';
  readonly model: string;
  readonly otherModel: string;
  /** The other one is a later version of the same model. */
  readonly isSuccessor: boolean;
  readonly answers: number;
  readonly costMicros: number;
  readonly otherMicros: number;
};

/** An app that drew on credits while a plan for the same maker's models had room. */
export type CreditAppSavings = Saving & {
  readonly kind: 'credit-app';
  readonly agent: AgentId;
  readonly answers: number;
  readonly creditMicros: number;
};

/** An earlier first message, so that the reset comes before the window is used up. */
export type WindowStartSavings = Saving & {
  readonly kind: 'window-start';
  readonly accountLabel: string;
  /** Minutes of the local day: when these windows began, and when they better had. */
  readonly usualMinute: number;
  readonly betterMinute: number;
  readonly windows: number;
};

export type Advice = RestartSavings | ModelSavings | CreditAppSavings | WindowStartSavings;

export type AdviceView = {
  readonly fromMs: number;
  readonly takenAtMs: number;
  /** What changes no answer comes first, then other models; within each the largest saving first. */
  readonly advice: readonly Advice[];
};

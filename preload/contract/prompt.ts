/** The question at the boundary, and its answer. What the prompt draws is all that it knows. */
import type { CostRange } from './formatting.ts';
import type { AgentId, Basis, BreachView, Provenance, WindowKind } from './snapshot.ts';

/** What the consent covers. `everything` is everything on this account. */
export type ConsentScope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'project'; readonly project: string }
  | { readonly kind: 'session'; readonly sessionId: string };

/** Until when; at the reset at the latest, and whenever the cap is spent. `amount`: no earlier time. */
export type ConsentEnd =
  | { readonly kind: 'reset' }
  | { readonly kind: 'time'; readonly atMs: number }
  | { readonly kind: 'amount' };

/** The part of the effective ceiling that is smallest. */
export type CeilingPart =
  'spend-limit' | 'member-limit' | 'balance' | 'daily-redemption-limit' | 'budget';

export type PromptScope = {
  readonly scope: ConsentScope;
  /** Name of the project or session; null for everything. */
  readonly name: string | null;
};

/** The part of the plan that a question is about. */
export type PromptWindow = Provenance & {
  readonly kind: WindowKind;
  readonly modelName: string | null;
  readonly usedPercent: number | null;
  readonly resetsAtMs: number | null;
};

/** One question, about one account and window, as it stands at `takenAtMs`. */
export type PromptView = {
  /** Comes back with the answer. */
  readonly question: string;
  readonly takenAtMs: number;
  readonly timeZone: string;
  readonly locale: string;
  readonly agent: AgentId;
  /** Where the agent has several accounts; null otherwise. */
  readonly accountName: string | null;
  /** `ahead`: the plan's end is forecast. `at-boundary`: the next request may be paid. */
  readonly moment: 'ahead' | 'at-boundary';
  /** null: no part of a plan is known to count, as where all is paid with credits; then each end is a time. */
  readonly window: PromptWindow | null;
  /** Forecast end of the plan; null at the boundary, or where no forecast is good enough. */
  readonly endsAtMs: number | null;
  /** What continuing until the reset would cost, estimated; null when unknown. */
  readonly cost: CostRange | null;
  /** Share of past windows in which this forecast was right, 0 to 100; null before it was measured. */
  readonly hitRatePercent: number | null;
  /** The effective ceiling; null when no part of it is known. */
  readonly ceiling: {
    readonly micros: number;
    readonly binds: CeilingPart;
    /** False: some part is unknown, so that it may be lower. */
    readonly isComplete: boolean;
    readonly basis: Basis;
    readonly asOfMs: number;
  } | null;
  /** What the cap field says at first. */
  readonly suggestedCapMicros: number;
  /** The first is chosen at first. */
  readonly scopes: readonly [PromptScope, ...PromptScope[]];
  /** Earlier ends to choose from, ascending, all before the reset; without a window at least one. */
  readonly endChoicesMs: readonly number[];
  /** When to ask again, ascending; empty where the reset is too near. */
  readonly askAgainChoicesMs: readonly number[];
  readonly waitingSessions: number;
  /** What was paid beyond the answer before this question; null: nothing. */
  readonly breach: BreachView | null;
};

export type PromptChoice =
  | {
      readonly kind: 'stop';
      /** null: stopped until the reset, or for five hours where none is known. */
      readonly askAgainAtMs: number | null;
    }
  | {
      readonly kind: 'continue';
      /** null: only the ceiling bounds it. */
      readonly capMicros: number | null;
      readonly scope: ConsentScope;
      readonly end: ConsentEnd;
    };

export type PromptAnswer = {
  readonly question: string;
  readonly choice: PromptChoice;
  /** What the user saw when answering; kept with the answer. */
  readonly shownText: string;
};

/** Why an answer does not count. */
export type PromptRefusal = {
  /** `not-saved-yet`: it counts as soon as it is saved, and nobody knows when that is. */
  readonly kind: 'already-answered' | 'too-late' | 'unknown-question' | 'not-saved-yet';
  readonly message: string;
};

/** What became of an answer. Only the first one counts. */
export type PromptReceipt = { readonly kind: 'recorded' } | PromptRefusal;

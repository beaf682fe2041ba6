/** What the boundary engine is told, and what it answers. Plain data; times are epoch milliseconds. */
import {
  BOUNDARY_STATES,
  type BoundaryReason,
  type BoundaryState,
  type SourceId,
  type WindowKind,
} from '../../../preload/contract/snapshot.ts';
import type { EffectiveCeiling } from '../credits/ceiling.ts';
import type { CreditsAccount, Draw, RequestScope, SpendScope } from '../credits/types.ts';
import type { AccountKey, FigureSource } from '../figures.ts';
import type { CurrencyRate } from '../money.ts';

export type { BoundaryReason };

/** Where an account stands before the toll road, from least to most pressing. */
export const ACCOUNT_STATES = BOUNDARY_STATES;
export type AccountState = BoundaryState;

/** One window as last read, whether or not its reset has passed since. */
export type BoundaryWindow = {
  readonly id: string;
  readonly kind: WindowKind;
  /** Only for `weekly-model`: the model as the provider names it. */
  readonly modelName: string | null;
  /** null: not reported. */
  readonly usedPercent: number | null;
  /** null: not said, which is not a reset. */
  readonly resetsAtMs: number | null;
  /** Forecast end of the plan; null: it lasts, or no forecast may be shown. */
  readonly forecastEndsAtMs: number | null;
  readonly source: SourceId;
  readonly asOfMs: number;
};

/** A sign that requests are being paid with credits now. */
export type PaidUse = {
  readonly source: FigureSource;
  readonly asOfMs: number;
  /**
   * The windows that were used up when the request was sent, which is why it was paid: the sign ends with them and
   * says nothing of models that they do not count. Absent or empty: it was paid for another reason.
   */
  readonly usedUp?: readonly UsedUpWindow[];
  /** The request that was paid: nobody else may be at work by now, or with another model. Absent: not known. */
  readonly request?: RequestContext;
};

export type UsedUpWindow = {
  readonly kind: WindowKind;
  readonly modelName: string | null;
  readonly resetsAtMs: number;
};

/** An answer of the user that was recorded. */
export type Answer = {
  readonly id: string;
  readonly kind: 'continue' | 'stop';
  readonly scope: SpendScope;
  /** Only for `continue`: most that may be spent under it, in micro-dollars; null: no cap of its own. */
  readonly capMicros: number | null;
  /** Spent under it so far; null: not known, which leaves the cap unbroken. */
  readonly spentMicros: number | null;
  readonly givenAtMs: number;
  /** Its place in the ledger, which no clock moves. Absent: not known. */
  readonly sequence?: number;
  /** Its own expiry. */
  readonly endsAtMs: number;
  /** The window it was given for, by its reset then (null: not said); null: none. */
  readonly window: {
    readonly kind: WindowKind;
    /** The answer is about requests of this model alone; null: about all. */
    readonly modelName: string | null;
    readonly resetsAtMs: number | null;
  } | null;
  readonly isRevoked: boolean;
  /** When it was written down that it had ended, for whatever reason. Absent: it was not. */
  readonly endedAtMs?: number;
  /** Said in the tray or in the terminal, without being asked. Absent: the answer to a question. */
  readonly isOrder?: boolean;
  /** A stop that was said before the boundary, and holds from there on. Absent: at once. */
  readonly isAhead?: boolean;
};

/** A session with activity; only a live one counts for the state, one that rests for the gate of its model. */
export type ActiveSession = {
  readonly sessionId: string;
  readonly project: string | null;
  readonly model: string | null;
  readonly lastActivityAtMs: number;
};

/** The adjustable limits of PRODUCT.md. */
export type BoundarySettings = {
  readonly closesAtPercent: number;
  readonly nearPercent: number;
  readonly nearForecastMs: number;
  readonly staleAfterMs: number;
  readonly liveWithinMs: number;
  /** Not knowing closes the gate. */
  readonly isStrict: boolean;
};

export const DEFAULT_BOUNDARY_SETTINGS: BoundarySettings = {
  closesAtPercent: 97,
  nearPercent: 90,
  nearForecastMs: 15 * 60_000,
  staleAfterMs: 15 * 60_000,
  liveWithinMs: 5 * 60_000,
  isStrict: false,
};

/** All adjustable limits that a picture depends on. */
export type PictureSettings = BoundarySettings & {
  /** Span over which dollars an hour are worked out. */
  readonly rateSpanMs: number;
  /** Share of a window, 0 to 1, that must have passed before a pace is shown. */
  readonly paceFromShare: number;
};

export const DEFAULT_PICTURE_SETTINGS: PictureSettings = {
  ...DEFAULT_BOUNDARY_SETTINGS,
  rateSpanMs: 60 * 60_000,
  paceFromShare: 0.03,
};

/** Everything that is known about one account. */
export type BoundaryInput = {
  readonly key: AccountKey;
  readonly draw: Draw;
  readonly windows: readonly BoundaryWindow[];
  readonly credits: CreditsAccount;
  readonly rates: readonly CurrencyRate[];
  /** Newest sign of paid use; null: none. */
  readonly paidUse: PaidUse | null;
  readonly answers: readonly Answer[];
  readonly sessions: readonly ActiveSession[];
  /** Last use on this machine, live or not; null: none known. */
  readonly lastActivityAtMs: number | null;
  /** Models that are paid from the first request on, as limits name them. */
  readonly alwaysPaidModels: readonly string[];
  readonly settings: BoundarySettings;
};

/** A request that may come: where from and with which model, as far as it is known. */
export type RequestContext = RequestScope & { readonly model: string | null };

/** The window that decides, as it was read. */
export type DecisiveWindow = Pick<
  BoundaryWindow,
  'id' | 'kind' | 'modelName' | 'source' | 'asOfMs' | 'resetsAtMs'
> & {
  /** 0 to 100; null: unknown. After its reset 0. */
  readonly usedPercent: number | null;
};

export type GateReason =
  | 'plan-left'
  | 'consented'
  | 'credits-off'
  | 'no-plan'
  | 'unanswered'
  | 'stopped-by-user'
  | 'ceiling-reached'
  | 'unknown';

/** What hooks are told. `unknown` is open with a message; strict settings have closed it already. */
export type GateDecision = {
  readonly gate: 'open' | 'closed' | 'unknown';
  readonly reason: GateReason;
  /** When it changes by itself at the latest; null: not by itself, or not known. */
  readonly untilMs: number | null;
  readonly answerId: string | null;
};

/** Where one possible request stands. */
export type Standing = {
  readonly state: AccountState;
  readonly reason: BoundaryReason;
  readonly window: DecisiveWindow | null;
  readonly isStale: boolean;
  readonly ceiling: EffectiveCeiling;
  readonly answerId: string | null;
  readonly gate: GateDecision;
};

/** A session whose answer differs from the account's. */
export type ScopedGate = GateDecision & {
  readonly scope: SpendScope;
  /** A session that is not live: nobody is asked for it until its hook waits. */
  readonly isResting?: true;
  /** Only for a resting session: the window of its model's own limit. */
  readonly windowId?: string | null;
};

/** A model whose own window, or price, closes the gate for it alone. */
export type ModelGate = GateDecision & { readonly modelName: string };

export type BoundaryAlert =
  | 'plan-ends-soon'
  | 'plan-nearly-used'
  | 'at-boundary'
  | 'paid-without-consent'
  | 'ceiling-reached';

/** A question to put to the user; silence is always stop. */
export type PromptWish = {
  readonly kind: 'at-boundary' | 'paid-without-consent';
  readonly default: 'stop';
  readonly windowId: string | null;
  /** What a plain stop would last until; null: nobody knows the reset, the user must name a time. */
  readonly stopUntilMs: number | null;
  /** Live sessions without an answer. */
  readonly sessionIds: readonly string[];
};

export type BoundaryEffects = {
  readonly alerts: readonly BoundaryAlert[];
  readonly prompt: PromptWish | null;
  /** For any request that no entry below names. */
  readonly gate: GateDecision;
  readonly scopedGates: readonly ScopedGate[];
  readonly modelGates: readonly ModelGate[];
};

export type BoundaryDecision = {
  readonly key: AccountKey;
  readonly state: AccountState;
  readonly why: Omit<Standing, 'state' | 'gate'> & {
    /** null: not known whether credits are on. */
    readonly creditsEnabled: boolean | null;
  };
  readonly effects: BoundaryEffects;
  /** The next instant at which anything above changes with nothing new being known; null: never. */
  readonly nextChangeAtMs: number | null;
};

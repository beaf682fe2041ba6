/**
 * What a warning says, as data. `alertWording.ts` turns it into words when it is shown, so that an alert
 * that waited is written for the moment in which it appears.
 */
import type { CostRange } from './formatting.ts';
import type { Origin } from './figures.ts';
import type { PromptRefusal, PromptView } from './prompt.ts';
import type { AgentId, ReportedMoney, WindowKind } from './snapshot.ts';

/** What a detector may have seen; each is told once by its own key. */
export type AlertEventKind =
  | 'paid-while-plan-left'
  | 'credits-switched-on'
  | 'limit-raised'
  | 'limit-removed'
  | 'auto-reload'
  | 'balance-fell'
  | 'spent-elsewhere'
  | 'spend-limit-exceeded'
  | 'prices-too-old'
  | 'cache-lifetime-fell';

type PlanWindow = {
  readonly windowKind: WindowKind;
  /** Only for `weekly-model`. */
  readonly modelName: string | null;
  readonly resetsAtMs: number | null;
};

export type AlertContent =
  | (PlanWindow &
      Origin & {
        readonly kind: 'plan-level';
        readonly levelPercent: number;
        readonly usedPercent: number;
        /** The gate's level, from a fresh reading, where credits are on or not known to be off. */
        readonly isPaidNext: boolean;
        readonly isStale: boolean;
      })
  | (PlanWindow &
      Origin & {
        readonly kind: 'forecast';
        readonly usedPercent: number;
        readonly endsAtMs: number;
        /** False where the provider said that there is nothing to pay with. */
        readonly mayBePaid: boolean;
        readonly cost: CostRange | null;
      })
  | (Origin & {
      readonly kind: 'spend-level' | 'budget-level';
      /** The user's words for a budget, the member whose limit it is; null for the account's own spend limit. */
      readonly budgetName: string | null;
      readonly levelPercent: number;
      readonly usedPercent: number;
      readonly spent: ReportedMoney | null;
      readonly limit: ReportedMoney | null;
    })
  | (Origin & {
      readonly kind: 'low-balance';
      readonly levelMicros: number;
      readonly balance: ReportedMoney;
    })
  | (PlanWindow & { readonly kind: 'plan-back' })
  | (Origin & {
      readonly kind: 'event';
      readonly event: AlertEventKind;
      readonly modelName: string | null;
      readonly before: ReportedMoney | null;
      readonly after: ReportedMoney | null;
    })
  | {
      readonly kind: 'quiet-summary';
      /** What quiet hours held back, oldest first; of one window only the highest level. */
      readonly missed: readonly Alert[];
    };

export type Alert = {
  /** Never given twice: account, limit, window, level (and round, where the use had fallen back). */
  readonly key: string;
  /** Alerts of one group replace each other: account, limit, window. */
  readonly group: string;
  /** null only for a summary over several accounts. */
  readonly agent: AgentId | null;
  readonly account: string | null;
  readonly dueAtMs: number;
  /** From then on nobody needs to hear it; null: never. */
  readonly expiresAtMs: number | null;
  readonly content: AlertContent;
};

/** What a notification's button or click asks for. */
export type AlertAction = 'stop' | 'open';

export type AlertButton = { readonly action: AlertAction; readonly label: string };

/** An alert as the system is asked to show it. */
export type NotificationRequest = {
  /** The alert's key; comes back with the answer. */
  readonly key: string;
  /** The alert's group: account, limit, window. */
  readonly group: string;
  /** What was said of this group before is over, and leaves the screen. */
  readonly endsGroup: boolean;
  readonly title: string;
  readonly body: string;
  /** Stays on screen where the system allows it. */
  readonly isUrgent: boolean;
  readonly buttons: readonly AlertButton[];
  /** Which question its click and its buttons are about; null: about none. */
  readonly about: AlertQuestion | null;
};

/** What a notification asks about: one window of one account, as it stood when it was shown. */
export type AlertQuestion = {
  readonly agent: AgentId;
  readonly account: string;
  readonly windowKind: WindowKind;
  readonly modelName: string | null;
  readonly resetsAtMs: number | null;
};

/** What has become of a notification's question meanwhile. */
export type AskedAbout =
  | {
      readonly kind: 'open';
      readonly view: PromptView;
      /** False: by now another window of the account is asked about, so that its answer would mean something else. */
      readonly isSameWindow: boolean;
    }
  | PromptRefusal;

/** Account pictures, one after the other, and what comparing them can show. */
import type { ReportedMoney, SourceId, WindowKind } from '../../../preload/contract/snapshot.ts';
import type { SpendBetween } from '../ledger/spend.ts';
import type { PaidUse } from '../boundary/types.ts';
import type { CreditsAccount, Draw } from '../credits/types.ts';
import type { AccountKey, FigureSource } from '../figures.ts';

export type PictureWindow = {
  /** Stable while the window lasts. */
  readonly id: string;
  readonly kind: WindowKind;
  readonly modelName: string | null;
  readonly usedPercent: number | null;
  readonly resetsAtMs: number | null;
  readonly source: SourceId;
  readonly asOfMs: number;
};

/** The newest change of how long an agent asks its provider to keep cached prompts; null: none lately. */
export type CacheLifetime = {
  readonly lifetime: '1h' | '5m';
  readonly sessionId: string;
  readonly source: SourceId;
  readonly asOfMs: number;
};

/**
 * What this machine and the ledger know of an account between two instants. Asked for when pictures are compared,
 * not kept with them: events are put on other sides later.
 */
export type Explained = {
  readonly spentBetween: SpendBetween;
  /** Whether anything was used at all; any use may have been paid. */
  readonly hasUseBetween: (fromMs: number, untilMs: number) => boolean;
  /** Purchases, reloads and grants, less what was taken back. */
  readonly addedBetween: (fromMs: number, untilMs: number) => Added;
};

export type Added = {
  readonly micros: number;
  /** Something was added in another currency than dollars. */
  readonly hasOther: boolean;
};

/** One account at one moment. Unknown parts are null or `unknown`. */
export type AccountPicture = {
  readonly key: AccountKey;
  readonly draw: Draw;
  readonly windows: readonly PictureWindow[];
  readonly credits: Pick<
    CreditsAccount,
    'enabled' | 'balance' | 'spentThisMonth' | 'monthEndsAtMs' | 'spendLimit' | 'autoReload'
  >;
  readonly paidUse: PaidUse | null;
  readonly cacheLifetime: CacheLifetime | null;
  readonly nowMs: number;
};

type Event<Kind extends string, Seen> = {
  readonly kind: Kind;
  /** The same finding gives the same key, however often it is found. */
  readonly key: string;
  readonly account: AccountKey;
  readonly atMs: number;
  readonly source: FigureSource;
  readonly before: Seen;
  readonly after: Seen;
};

export type DetectedEvent =
  | Event<'paid-use-while-plan-left', number | null>
  | Event<'credits-switched-on', boolean>
  | Event<'spend-limit-raised', ReportedMoney>
  | Event<'spend-limit-removed', ReportedMoney | null>
  | (Event<'auto-reload-happened', ReportedMoney> & {
      /** null: in a currency without a rate. */
      readonly amountMicros: number | null;
      /** `possible`: the balance rose without a recorded purchase, but not by the amount set. */
      readonly certainty: 'matches-setting' | 'possible';
    })
  | (Event<'spent-elsewhere', ReportedMoney> & {
      /** Which figure moved more than local logs explain: the balance fell, or the month's spend rose. */
      readonly figure: 'balance' | 'spent-this-month';
      /** null: in a currency without a rate. */
      readonly amountMicros: number | null;
    })
  | Event<'spend-limit-exceeded', ReportedMoney>
  | Event<'cache-lifetime-shortened', '1h' | '5m'>;

export type DetectorSettings = {
  /** Differences below this are rounding or late lines, in micro-dollars. */
  readonly smallestDifferenceMicros: number;
  /** Below this percent the plan counts as left. */
  readonly closesAtPercent: number;
};

export const DEFAULT_DETECTOR_SETTINGS: DetectorSettings = {
  smallestDifferenceMicros: 500_000,
  closesAtPercent: 97,
};

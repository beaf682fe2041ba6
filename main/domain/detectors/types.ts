/** Account pictures, one after the other, and what comparing them can show. */
import type { ReportedMoney, SourceId, WindowKind } from '../../../preload/contract/snapshot.ts';
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

/** How long an agent asked its provider to keep cached prompts, as its newest log line says. */
export type CacheLifetime = {
  readonly lifetime: '1h' | '5m';
  readonly sessionId: string;
  readonly source: SourceId;
  readonly asOfMs: number;
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
  /** Credit spend that this machine's logs explain, in micro-dollars since a fixed start; null: unknown. */
  readonly localSpendMicros: number | null;
  /** Purchases and reloads that the ledger knows, in micro-dollars since the same start. */
  readonly purchasedMicros: number;
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
      readonly amountMicros: number;
      /** `possible`: the balance rose without a recorded purchase, but not by the amount set. */
      readonly certainty: 'matches-setting' | 'possible';
    })
  | (Event<'spent-elsewhere', ReportedMoney> & {
      /** Which figure moved more than local logs explain: the balance fell, or the month's spend rose. */
      readonly figure: 'balance' | 'spent-this-month';
      readonly amountMicros: number;
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

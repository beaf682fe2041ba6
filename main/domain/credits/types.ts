/** What is known about one account's paid credits. Unknown parts are null or `unknown`, never zero. */
import type { ReportedMoney } from '../../../preload/contract/snapshot.ts';
import type {
  AutoReload,
  CreditsOffReason,
  MemberLimit,
  SpendLimit,
} from '../../../preload/contract/credits.ts';
import type { Figure, Origin } from '../figures.ts';
import { isInFolder } from '../projectFolder.ts';

export type {
  AutoReload,
  CreditsOffReason,
  Draw,
  MemberLimit,
  SpendLimit,
} from '../../../preload/contract/credits.ts';

/** What a budget or a consent is about. `everything` means everything on this account. */
export type SpendScope =
  | { readonly kind: 'everything' }
  /** A folder with everything below it. */
  | { readonly kind: 'project'; readonly project: string }
  | { readonly kind: 'session'; readonly sessionId: string };

/** The user's own limit on credits, with what was spent of it so far. */
export type Budget = {
  readonly id: string;
  readonly scope: SpendScope;
  readonly period: 'day' | 'month' | 'window' | 'whole';
  readonly limitMicros: number;
  /** Estimated credit spend in the present period; null when it is not known. */
  readonly spentMicros: number | null;
  readonly asOfMs: number;
  /** End of the present period; null: it does not end by itself. */
  readonly endsAtMs: number | null;
};

/** Credits of one account. Amounts of the provider stay in its own currency. */
export type CreditsAccount = {
  /** Whether the provider lets this account pay with credits; null: not known. */
  readonly enabled: Figure<boolean> | null;
  /** Only where `enabled` is false. */
  readonly whyOff: CreditsOffReason | null;
  /** May be negative: a request in flight at zero still completes. */
  readonly balance: Figure<ReportedMoney> | null;
  /** Whether credits are bought before use. False for accounts billed by the month: no balance exists. */
  readonly isPrepaid: boolean;
  readonly spentThisMonth: Figure<ReportedMoney> | null;
  /** End of the provider's billing month; null: not known. */
  readonly monthEndsAtMs: number | null;
  readonly spendLimit: SpendLimit;
  /** Of the organisation's member that this account is; none where it is tied to nobody. */
  readonly memberLimits: readonly MemberLimit[];
  readonly autoReload: AutoReload;
  readonly daily: DailyRedemption | null;
  readonly budgets: readonly Budget[];
};

/** The provider's own limit on credits used a day. */
export type DailyRedemption = Origin & {
  readonly limitMicros: number;
  /** Used so far today; null when it is not known. */
  readonly redeemedTodayMicros: number | null;
  readonly dayEndsAtMs: number | null;
};

/** An account of which nothing is known but that it may have credits. */
export const UNKNOWN_CREDITS: CreditsAccount = {
  enabled: null,
  whyOff: null,
  balance: null,
  isPrepaid: true,
  spentThisMonth: null,
  monthEndsAtMs: null,
  spendLimit: { kind: 'unknown' },
  memberLimits: [],
  autoReload: { kind: 'unknown' },
  daily: null,
  budgets: [],
};

/** Whether a scope covers a request; a request of unknown project or session is covered only by everything. */
export function coversRequest(scope: SpendScope, request: RequestScope): boolean {
  switch (scope.kind) {
    case 'everything':
      return true;
    case 'project':
      return request.project !== null && isInFolder(scope.project, request.project);
    case 'session':
      return request.sessionId === scope.sessionId;
    default:
      return scope satisfies never;
  }
}

/** Where a request comes from, as far as it is known. */
export type RequestScope = {
  readonly sessionId: string | null;
  readonly project: string | null;
};

/** The Credits page: what it asks, and what it draws. Accounts are never added up; unknown is null. */
import type { Amount } from '../amount.ts';
import type { PlanId } from '../credits.ts';
import type { AgentId, Basis, ReportedMoney } from '../snapshot.ts';

export type CreditsQuestion = {
  /** How many lines of each ledger, the newest first. */
  readonly lines: number;
};

export type LedgerLineKind =
  | 'anchor'
  | 'purchase'
  | 'reload'
  | 'grant'
  | 'refund'
  | 'expiry'
  | 'credit-spend'
  | 'reported-balance'
  | 'reported-spend'
  | 'correction'
  | 'consent'
  | 'consent-ended'
  | 'breach'
  /** A day's local requests that credits paid for: derived, not an entry. */
  | 'day-spend';

export type LedgerLine = {
  readonly id: string;
  readonly kind: LedgerLineKind;
  readonly atMs: number;
  /** What it moves or states; signed as it acts on the balance where it acts on it. Null: no amount. */
  readonly amount: ReportedMoney | null;
  /** Whether the amount moves the balance; reported figures and consents do not. */
  readonly moves: boolean;
  /** The balance right after; null: none is known, or the line says nothing about it. */
  readonly balanceAfter: ReportedMoney | null;
  readonly source: string;
  readonly basis: Basis;
  /** `stop` or `continue` with what it holds for, which projects were paid for (a line each, the dearest first), why a consent ended. */
  readonly detail: string | null;
  /** The user's own latest statement: the one that “undo” takes back. */
  readonly canUndo: boolean;
  /** It takes another line back. */
  readonly isReversal: boolean;
};

/** One part of a month's paid use. */
export type SpendShare = {
  /** Null: the log names none. */
  readonly name: string | null;
  /** Null: none of its paid answers has a price. */
  readonly creditMicros: number | null;
  /** Answers that were paid with credits, at least one. */
  readonly answers: number;
  /** Of those, answers that `creditMicros` leaves out. */
  readonly unpricedAnswers: number;
};

/** Use of which nobody knows whether it was paid; null where none of it has a price. */
export type UnclearUse = { readonly answers: number; readonly micros: number | null };

export type MonthView = {
  readonly fromMs: number;
  readonly untilMs: number;
  /** By local requests, at least. */
  readonly paidMicros: number;
  readonly isAtLeast: boolean;
  /** By the end of the month at the pace so far, and at that of the last seven days; null: too early to say. */
  readonly projection: { readonly leastMicros: number; readonly mostMicros: number } | null;
  readonly byProject: readonly SpendShare[];
  readonly byModel: readonly SpendShare[];
  readonly bySession: readonly SpendShare[];
  /** Beside the shares, in none of them; null: there is none. */
  readonly unclear: UnclearUse | null;
  /** Reported, less what local requests explain: spent elsewhere. Null: nothing is reported. */
  readonly elsewhere: ReportedMoney | null;
};

export type ReconciliationView = {
  readonly currency: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly estimatedMicros: number;
  readonly isAtLeast: boolean;
  readonly reported: ReportedMoney | null;
  readonly reportedAtMs: number | null;
  readonly reportedBy: string | null;
  readonly drift: ReportedMoney | null;
  readonly driftBasisPoints: number | null;
  /** A visible entry could close the drift. */
  readonly canClose: boolean;
};

export type BuysView = {
  readonly model: string;
  readonly isGeneric: boolean;
  readonly answers: { readonly low: number; readonly high: number };
  readonly sessions: { readonly low: number; readonly high: number } | null;
  readonly hours: { readonly low: number; readonly high: number } | null;
};

export type CreditsAccountPage = {
  readonly agent: AgentId;
  readonly account: string;
  /** The user's own name for it. */
  readonly name: string | null;
  readonly plan: PlanId | null;
  readonly month: MonthView;
  readonly ledger: readonly LedgerLine[];
  readonly hasMore: boolean;
  readonly reconciliations: readonly ReconciliationView[];
  /** What ten dollars buy. */
  readonly buys: readonly BuysView[];
};

export type CreditsPageView = {
  readonly accounts: readonly CreditsAccountPage[];
  readonly takenAtMs: number;
};

export type MoneyAccount = { readonly agent: AgentId; readonly account: string };

/** Something that the user states about one account's money: “the balance is now …”, “I bought …”. */
export type MoneyStatement = MoneyAccount & {
  readonly kind: 'anchor' | 'purchase';
  /** As it was typed and understood. */
  readonly amount: Amount;
  /** What a purchase cost where that is not its amount (bundles); null: the same. */
  readonly paidMicros: number | null;
};

/** The user's own budgets as the settings name them, with what was spent of each so far. */
import { profileNameOf } from '../../../preload/contract/profiles.ts';
import type { Settings } from '../../../preload/contract/settings.ts';
import type { Budget as BudgetSetting } from '../../../preload/contract/settingsOfAccounts.ts';
import { accountText, type AccountKey } from '../figures.ts';
import { addSums, leastSpent, NOTHING_SPENT, type SpendSums } from '../ledger/spend.ts';
import type { Span } from './periods.ts';
import type { Budget, SpendScope } from './types.ts';

export type BudgetContext = {
  /** The account whose budgets are wanted, and all accounts there are. */
  readonly key: AccountKey;
  readonly everyAccount: readonly AccountKey[];
  readonly day: Span;
  readonly month: Span;
  /** The account's open session window; null: not known. */
  readonly window: Span | null;
  readonly spentOn: (account: AccountKey, scope: SpendScope, span: Span) => SpendSums;
  readonly nowMs: number;
};

/**
 * The budgets that limit an account. One over everything, a project or a session is shared by all accounts;
 * one over an account stands at that account alone.
 */
export function budgetsOf(
  settings: { readonly [id: string]: BudgetSetting },
  context: BudgetContext,
): Budget[] {
  return Object.entries(settings).flatMap(([id, setting]) => {
    const { scope } = setting;
    if (scope.kind !== 'account') {
      return [budgetOf(id, setting, scope, context.everyAccount, context)];
    }
    const isOwn = scope.account === accountText(context.key);
    return isOwn ? [budgetOf(id, setting, { kind: 'everything' }, [context.key], context)] : [];
  });
}

/** The monthly budget of the account's profile, over all accounts that follow it. */
export function profileBudget(settings: Settings, context: BudgetContext): Budget[] {
  const name = profileNameOf(settings, accountText(context.key));
  const limitMicros = name === null ? null : (settings.profiles[name]?.monthlyBudgetMicros ?? null);
  if (name === null || limitMicros === null) return [];
  const everything = { kind: 'everything' } as const;
  const accounts = context.everyAccount.filter(
    (key) => profileNameOf(settings, accountText(key)) === name,
  );
  // No budget that the user names can hold a blank, so that the two are never taken for one.
  const setting: BudgetSetting = { scope: everything, period: 'month', limitMicros };
  return [budgetOf(`profile ${name}`, setting, everything, accounts, context)];
}

function budgetOf(
  id: string,
  { period, limitMicros }: BudgetSetting,
  scope: SpendScope,
  accounts: readonly AccountKey[],
  context: BudgetContext,
): Budget {
  const span = context[period];
  const base = { id, scope, period, limitMicros, asOfMs: context.nowMs };
  if (span === null) return { ...base, spentMicros: null, endsAtMs: null };
  const sums = accounts
    .map((account) => context.spentOn(account, scope, span))
    .reduce(addSums, NOTHING_SPENT);
  return { ...base, spentMicros: leastSpent(sums), endsAtMs: span.untilMs };
}

/**
 * The money of all accounts: keeps what was paid in step with what is known, and answers what is left. Where
 * another program writes, it only reads what that one stored.
 */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { accountSettings } from '../../preload/contract/settingsTree.ts';
import { AGENTS } from '../agents/registry.ts';
import type { CreditUseReading, PlanReading } from '../domain/accountReadings.ts';
import type { PaidUse } from '../domain/boundary/types.ts';
import { MINUTE_MS, type Zone } from '../domain/calendar.ts';
import { assembleCredits } from '../domain/credits/assemble.ts';
import { budgetsOf, profileBudget, type BudgetContext } from '../domain/credits/budgets.ts';
import { dayOf, monthOf, type Span } from '../domain/credits/periods.ts';
import { planOf, type PlanId } from '../domain/credits/plans.ts';
import type { CreditsAccount, Draw, SpendScope } from '../domain/credits/types.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import { DOLLAR } from '../domain/ledger/amount.ts';
import { balanceAt, type Balance } from '../domain/ledger/balance.ts';
import type { ChainVerdict } from '../domain/ledger/chain.ts';
import { standingEntries, type LedgerEntry, type PlacedEntry } from '../domain/ledger/entries.ts';
import { isSoundReading } from '../domain/ledger/paidState.ts';
import { addEvent, leastSpent, NOTHING_SPENT, type SpendSums } from '../domain/ledger/spend.ts';
import { consentEndMs, type Consent } from '../domain/consents.ts';
import { concernsModel } from '../domain/models.ts';
import { reportedWindows, SESSION_WINDOW_MS, type CreditsReading } from '../domain/limits.ts';
import { memberLimitsOf, type HeardLimit } from '../domain/providers/member.ts';
import type { MoneyTables } from '../store/money.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import { ratesOf } from './accountFacts.ts';
import { coversRequest } from '../domain/credits/types.ts';
import { keyOfText } from './accountKeys.ts';
import { ruleOf, STEP_EVENTS, stepMoney } from './moneySteps.ts';
import { createPaidUses } from './paidUses.ts';
import type { Trouble } from './problemBook.ts';

export type MoneyDeskOptions = {
  readonly getZone: () => Zone;
  readonly settings: () => Settings;
  readonly priceVersion: () => string;
  /** The agent's own first folder: events of unknown account are put down to it. */
  readonly firstFolderOf: (agent: AgentId) => string;
};

/** What sources beside the logs said; null: nothing yet. */
export type AccountReadings = {
  readonly credits: CreditsReading | null;
  readonly creditUse: CreditUseReading | null;
  readonly plan: PlanReading | null;
  /** Of every member of the user's organisation. */
  readonly memberLimits: readonly HeardLimit[];
};

export type AccountMoney = {
  readonly key: AccountKey;
  readonly plan: PlanId | null;
  readonly draw: Draw;
  readonly alwaysPaidModels: readonly string[];
  readonly credits: CreditsAccount;
  /** By the ledger, with what it is made of; says whether it is "at most". */
  readonly balance: Balance;
  readonly month: Span;
  /** Paid by local events in the month; "at least" where sides or prices are unknown. */
  readonly paidThisMonth: SpendSums;
  readonly entries: readonly PlacedEntry[];
  /** The agent's events of unknown account are put down to this one. */
  readonly hasOrphans: boolean;
  /** Newest request that credits paid for in the plan's place; null: none. */
  readonly paidUse: PaidUse | null;
  /** Micro-dollars paid with credits since an instant; null: not known. */
  readonly spentSince: (fromMs: number, scope: SpendScope) => number | null;
  /** The same of one model, under a consent that is about it alone. */
  readonly spentOfModel: (consent: Consent) => number | null;
};

const NO_READINGS: AccountReadings = {
  credits: null,
  creditUse: null,
  plan: null,
  memberLimits: [],
};
const EVER = Number.MAX_SAFE_INTEGER;

export function createMoneyDesk(options: MoneyDeskOptions) {
  let failure: StoreFailure | null = null;
  let verdict: ChainVerdict | null = null;
  /** Nothing is known to be derived before the first step. */
  let isBehind = true;
  const paidUses = createPaidUses();

  /** @returns whether something changed */
  function step(tables: MoneyTables, nowMs: number): boolean {
    const { priceVersion, firstFolderOf } = options;
    try {
      const outcome = stepMoney(tables, {
        settings: options.settings(),
        priceVersion: priceVersion(),
        firstFolderOf,
        stepEvents: STEP_EVENTS,
        nowMs,
      });
      ({ isBehind } = outcome);
      failure = null;
      if (outcome.isNew) paidUses.forget();
      return outcome.isNew;
    } catch (error) {
      failure = storeFailureOf(error);
      isBehind = false;
      return false;
    }
  }

  /** Every account with events, with entries, with settings, or of which a source spoke. */
  function keysOf(tables: MoneyTables, named: readonly AccountKey[]): AccountKey[] {
    const keys = new Map<string, AccountKey>();
    for (const { agent, account } of [
      ...tables.facts.accountsWithEvents(options.firstFolderOf),
      ...tables.ledger.accounts(),
      ...named,
      ...Object.keys(options.settings().accounts).flatMap((text) => keyOfText(text) ?? []),
    ]) {
      const key = { agent, account };
      if (Object.hasOwn(AGENTS, agent)) keys.set(accountText(key), key);
    }
    return [...keys.values()];
  }

  function moneyOf(
    key: AccountKey,
    everyAccount: readonly AccountKey[],
    tables: MoneyTables,
    readings: AccountReadings,
    nowMs: number,
  ): AccountMoney {
    const settings = options.settings();
    const own = accountSettings(settings, accountText(key));
    const followsPlanTable = AGENTS[key.agent].followsPlanTable === true;
    const plan = planOf(own.plan, readings.plan, followsPlanTable);
    const zone = options.getZone();
    const [day, month] = [dayOf(nowMs, zone), monthOf(nowMs, zone)];
    const entries = tables.ledger.entriesOf(key);
    const spent = (fromMs: number, untilMs: number) =>
      tables.paid.spentBetween(key, fromMs, untilMs);
    const balance = balanceAt(
      { ...key, currency: currencyOf(entries, nowMs) },
      entries,
      spent,
      nowMs,
      ratesOf(settings),
    );
    const paidThisMonth = spent(month.fromMs, month.untilMs);
    const { draw, alwaysPaidModels } = ruleOf(key, settings);
    const budgetContext: BudgetContext = {
      key,
      everyAccount,
      day,
      month,
      window: openSessionWindow(key, tables, nowMs),
      spentOn: (account, scope, span) => tables.paid.spentOn(account, scope, span),
      nowMs,
    };
    return {
      key,
      plan,
      draw,
      alwaysPaidModels,
      balance,
      month,
      paidThisMonth,
      entries,
      hasOrphans:
        key.account === options.firstFolderOf(key.agent) &&
        tables.facts.orphanAgents().includes(key.agent),
      credits: assembleCredits({
        settings: own,
        plan,
        followsPlanTable,
        switched: tables.paidState().accounts[accountText(key)]?.switches.at(-1) ?? null,
        entries,
        balance,
        creditsReading: readings.credits,
        creditUse: readings.creditUse,
        day,
        month,
        paidToday: spent(day.fromMs, day.untilMs),
        paidThisMonth,
        budgets: [
          ...budgetsOf(settings.budgets, budgetContext),
          ...profileBudget(settings, budgetContext),
        ],
        memberLimits:
          AGENTS[key.agent].hasMemberLimits === true
            ? memberLimitsOf(readings.memberLimits, {
                said: own.member,
                reading: readings.plan,
                plan,
              })
            : [],
        nowMs,
      }),
      paidUse: paidUses.of(key, tables, nowMs),
      spentSince: (fromMs, scope) =>
        leastSpent(tables.paid.spentOn(key, scope, { fromMs, untilMs: EVER })),
      spentOfModel(consent) {
        let sums = NOTHING_SPENT;
        for (const event of tables.paid.paidBetween(key, consent.atMs, consentEndMs(consent))) {
          const isOfModel = concernsModel(consent.modelName, event.model);
          if (isOfModel && coversRequest(consent.scope, event)) sums = addEvent(sums, event);
        }
        return leastSpent(sums);
      },
    };
  }

  return {
    /** Takes in what changed since the last call; one bounded step. @returns whether figures may have changed */
    update: step,
    /** Steps until nothing is left; for commands, not for a thread that others wait for. */
    catchUp(tables: MoneyTables, nowMs: number): void {
      do step(tables, nowMs);
      while (isBehind);
    },
    /** Older stretches are still to be derived: sums over them are those of before. */
    isBehind: (): boolean => isBehind,
    /**
     * Follows the ledger's chain, once: a hundred thousand rows take half a second.
     * @returns whether it was found broken now
     */
    verifyOnce(tables: MoneyTables): boolean {
      if (verdict !== null) return false;
      try {
        verdict = tables.ledger.verify();
        return !verdict.isWhole;
      } catch (error) {
        failure = storeFailureOf(error);
        return true;
      }
    },
    failure: (): StoreFailure | null => failure,
    troubles: (): Trouble[] => (verdict === null ? [] : brokenLedger(verdict)),
    /**
     * All accounts as they stand at an instant.
     * @param named accounts of which a source spoke
     * @throws SQLite's error
     */
    accounts(
      tables: MoneyTables,
      nowMs: number,
      readingsOf: (key: AccountKey) => AccountReadings = () => NO_READINGS,
      named: readonly AccountKey[] = [],
    ): AccountMoney[] {
      const keys = keysOf(tables, named);
      return keys.map((key) => moneyOf(key, keys, tables, readingsOf(key), nowMs));
    },
  };
}

/** The currency that the newest stated balance is in; dollars until one was stated. */
function currencyOf(entries: readonly LedgerEntry[], nowMs: number): string {
  const anchor = standingEntries(entries).findLast(
    ({ kind, atMs }) => kind === 'anchor' && atMs <= nowMs,
  );
  return anchor?.amount?.currency ?? DOLLAR;
}

/** The five-hour window that a provider reported and that is open; null where none is known. */
function openSessionWindow(key: AccountKey, { facts }: MoneyTables, nowMs: number): Span | null {
  const span = { fromMs: nowMs - SESSION_WINDOW_MS - MINUTE_MS, untilMs: nowMs + 1 };
  const readings = facts
    .limitReadings(key, span)
    .filter((one) => one.kind === 'session' && one.modelName === null && isSoundReading(one));
  const open = reportedWindows(readings).findLast(
    ({ startsAtMs, resetsAtMs }) =>
      startsAtMs !== null && resetsAtMs !== null && startsAtMs <= nowMs && nowMs < resetsAtMs,
  );
  const { startsAtMs = null, resetsAtMs = null } = open ?? {};
  return startsAtMs === null || resetsAtMs === null
    ? null
    : { fromMs: startsAtMs, untilMs: resetsAtMs };
}

function brokenLedger(verdict: ChainVerdict): Trouble[] {
  if (verdict.isWhole) return [];
  return [
    {
      kind: 'ledger-broken',
      severity: 'error',
      message: inEnglish(
        'The money ledger cannot be believed from entry {entry} on ({why}); balances may be wrong.',
        { entry: verdict.brokenSequence, why: BREAKS[verdict.reason] },
      ),
      path: null,
      count: verdict.brokenSequence,
    },
  ];
}

/** How a chain can be broken, in words. */
export const BREAKS: Readonly<Record<(ChainVerdict & { isWhole: false })['reason'], string>> = {
  altered: inEnglish('it was altered'),
  'not-linked': inEnglish('it does not follow the entry before it'),
  missing: inEnglish('it is missing'),
  unreadable: inEnglish('it cannot be read'),
  'cut-off': inEnglish('entries at the end are missing'),
};

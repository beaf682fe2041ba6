/** Every account's place before the toll road: what is known of it put together, decided, and shown. */
import type { CreditsView } from '../../preload/contract/credits.ts';
import type {
  BoundaryView,
  BreachView,
  Outlook,
  SessionView,
  Snapshot,
  WindowView,
} from '../../preload/contract/snapshot.ts';
import { boundaryWindow } from './boundary.ts';
import { decideBoundary, severityOf } from './boundary/decide.ts';
import type {
  ActiveSession,
  Answer,
  BoundaryDecision,
  BoundaryInput,
  BoundarySettings,
  PaidUse,
} from './boundary/types.ts';
import { UNKNOWN_CREDITS, type CreditsAccount, type Draw } from './credits/types.ts';
import { accountText, type AccountKey } from './figures.ts';
import type { CurrencyRate } from './money.ts';
import { knownModel, type SessionUse } from './sessions.ts';

/** What is known of one account beside its windows. */
export type AccountFacts = {
  readonly key: AccountKey;
  readonly draw: Draw;
  readonly credits: CreditsAccount;
  /** The provider lets it use credits without a limit; null: not said. */
  readonly isUnlimited: boolean | null;
  readonly paidUse: PaidUse | null;
  readonly answers: readonly Answer[];
  readonly alwaysPaidModels: readonly string[];
  readonly lastActivityAtMs: number | null;
  readonly outlook: Outlook | null;
  /** What was paid lately against an answer; null: nothing. */
  readonly breach: BreachView | null;
  /** Where its gate closes by its own profile; null: as everywhere. */
  readonly closesAtPercent: number | null;
};

/** An account with what was decided about it. */
export type AccountStanding = {
  readonly facts: AccountFacts;
  readonly decision: BoundaryDecision;
};

/** An account of which only a window is known. */
export function unknownAccount(key: AccountKey): AccountFacts {
  return {
    key,
    draw: 'plan-then-credits',
    credits: UNKNOWN_CREDITS,
    isUnlimited: null,
    paidUse: null,
    answers: [],
    alwaysPaidModels: [],
    lastActivityAtMs: null,
    outlook: null,
    breach: null,
    closesAtPercent: null,
  };
}

export type StandingsInput = {
  readonly accounts: readonly AccountFacts[];
  readonly windows: readonly WindowView[];
  readonly sessions: readonly SessionView[];
  /** Sessions that worked within the last day, the live ones among them. Absent: not known. */
  readonly daySessions?: readonly SessionUse[];
  readonly rates: readonly CurrencyRate[];
  readonly settings: BoundarySettings;
};

/** Decides for every account that has facts or a window; the most pressing first, of equals by name. */
export function accountStandings(input: StandingsInput, nowMs: number): AccountStanding[] {
  const known = new Map(input.accounts.map((facts) => [accountText(facts.key), facts]));
  for (const { agent, account } of input.windows) {
    const key = { agent, account };
    if (!known.has(accountText(key))) known.set(accountText(key), unknownAccount(key));
  }
  return [...known.values()]
    .map((facts) => ({ facts, decision: decideBoundary(boundaryInput(facts, input), nowMs) }))
    .sort(
      (a, b) =>
        severityOf(b.decision.state) - severityOf(a.decision.state) ||
        (accountText(a.facts.key) < accountText(b.facts.key) ? -1 : 1),
    );
}

function boundaryInput(facts: AccountFacts, input: StandingsInput): BoundaryInput {
  const { key } = facts;
  const isOwn = (one: { agent: string; account: string }) =>
    one.agent === key.agent && one.account === key.account;
  return {
    key,
    draw: facts.draw,
    windows: input.windows.filter(isOwn).map(boundaryWindow),
    credits: facts.credits,
    rates: input.rates,
    paidUse: facts.paidUse,
    answers: facts.answers,
    sessions: sessionsOf(key, input),
    lastActivityAtMs: facts.lastActivityAtMs,
    alwaysPaidModels: facts.alwaysPaidModels,
    settings:
      facts.closesAtPercent === null
        ? input.settings
        : { ...input.settings, closesAtPercent: facts.closesAtPercent },
  };
}

/** The live sessions, then those that rest. */
function sessionsOf(
  key: AccountKey,
  { sessions, daySessions = [] }: StandingsInput,
): ActiveSession[] {
  const live = sessions
    .filter((session) => accountText(session) === accountText(key))
    .map(({ id, project, model, lastActivityMs }) => ({
      sessionId: id,
      project,
      model,
      lastActivityAtMs: lastActivityMs,
    }));
  const liveIds = new Set(live.map(({ sessionId }) => sessionId));
  const resting = daySessions
    .filter((one) => accountText(one) === accountText(key) && !liveIds.has(one.sessionId))
    .map(({ sessionId, project, model, atMs }) => ({
      sessionId,
      project,
      model: knownModel(model),
      lastActivityAtMs: atMs,
    }));
  return [...live, ...resting];
}

/** What every face shows of a standing. */
export function boundaryView({ facts, decision }: AccountStanding): BoundaryView {
  const { why, state, effects, nextChangeAtMs } = decision;
  return {
    state,
    agent: facts.key.agent,
    account: facts.key.account,
    reason: why.reason,
    windowId: why.window?.id ?? null,
    source: why.window?.source ?? null,
    asOfMs: why.window?.asOfMs ?? null,
    isStale: why.isStale,
    creditsEnabled: why.creditsEnabled,
    answerId: why.answerId,
    modelStops: effects.modelGates.flatMap(({ reason, answerId, modelName, untilMs }) =>
      reason === 'stopped-by-user' && answerId !== null ? [{ answerId, modelName, untilMs }] : [],
    ),
    gate: effects.gate.gate,
    nextChangeAtMs,
    outlook: facts.outlook,
    breach: facts.breach,
    gatePercent: facts.closesAtPercent,
  };
}

const NOTHING_KNOWN: BoundaryView = {
  state: 'unknown',
  agent: null,
  account: null,
  reason: 'not-reported',
  windowId: null,
  source: null,
  asOfMs: null,
  isStale: false,
  creditsEnabled: null,
  answerId: null,
  modelStops: [],
  gate: 'unknown',
  nextChangeAtMs: null,
  outlook: null,
  breach: null,
  gatePercent: null,
};

/** The snapshot's boundaries: all accounts, the most pressing also by itself. */
export function boundaryViews(
  standings: readonly AccountStanding[],
): Pick<Snapshot, 'boundary' | 'boundaries'> {
  const boundaries = standings.map(boundaryView);
  return { boundary: boundaries[0] ?? NOTHING_KNOWN, boundaries };
}

/** Credits of all accounts of which something is known; null when there is none. */
export function creditsViews(standings: readonly AccountStanding[]): Snapshot['credits'] {
  const accounts = standings.filter(({ facts }) => isAnythingKnown(facts)).map(creditsView);
  return accounts.length === 0 ? null : { accounts };
}

function isAnythingKnown({ credits, isUnlimited }: AccountFacts): boolean {
  return (
    isUnlimited !== null ||
    credits.enabled !== null ||
    credits.balance !== null ||
    credits.spentThisMonth !== null ||
    credits.spendLimit.kind !== 'unknown' ||
    credits.memberLimits.length > 0 ||
    credits.autoReload.kind !== 'unknown' ||
    credits.budgets.length > 0
  );
}

function creditsView({ facts, decision }: AccountStanding): CreditsView {
  const { key, draw, credits, isUnlimited } = facts;
  const { enabled, whyOff, balance, spentThisMonth, spendLimit, memberLimits, autoReload } =
    credits;
  return {
    ...key,
    draw,
    enabled,
    whyOff,
    isUnlimited,
    balance,
    spentThisMonth,
    spendLimit,
    memberLimits,
    autoReload,
    ceiling: decision.why.ceiling,
  };
}

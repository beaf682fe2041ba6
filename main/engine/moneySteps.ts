/** Keeping `paid_event` in step with events, readings and settings, a bounded step at a time. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { accountSettings } from '../../preload/contract/settingsTree.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { AGENTS } from '../agents/registry.ts';
import { drawOf, PLANS } from '../domain/credits/plans.ts';
import type { Draw } from '../domain/credits/types.ts';
import { DAY_MS } from '../domain/calendar.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import {
  earlier,
  enabledEvidence,
  isSoundReading,
  noteSwitch,
  readingReach,
  readingsTouchFromMs,
  type AccountState,
  type PaidState,
} from '../domain/ledger/paidState.ts';
import { isPaidEvent } from '../domain/ledger/spend.ts';
import { CONTEXT_MS, countsAgainst, splitEvents, type SplitEvent } from '../domain/ledger/split.ts';
import type { LimitReading } from '../domain/limits.ts';
import type { DerivedStretch, MoneyTables } from '../store/money.ts';
import type { AccountEvents } from '../store/moneyFacts.ts';
import { keyOfText } from './accountKeys.ts';

/** Raise it when the rule that puts events on their sides changes: everything is then derived again. */
const SIDES_VERSION = 1;
/** Events a step looks at: some tenths of a second at worst. */
export const STEP_EVENTS = 20_000;
const EVER = Number.MAX_SAFE_INTEGER;

/** What decides about all of an account's time. */
export type AccountRule = {
  readonly draw: Draw;
  /** Models that are paid from the first request on, as limits name them. */
  readonly alwaysPaidModels: readonly string[];
  readonly creditsEnabled: boolean | null;
};

/** The rule of an account by its settings. */
export function ruleOf(key: AccountKey, settings: Settings): AccountRule {
  const { draw, plan, creditsEnabled } = accountSettings(settings, accountText(key));
  return {
    draw: drawOf(draw, plan, AGENTS[key.agent].draw.byDefault),
    alwaysPaidModels: plan === null ? [] : PLANS[plan].alwaysPaidModels,
    creditsEnabled,
  };
}

export type StepInput = {
  readonly settings: Settings;
  readonly priceVersion: string | null;
  /** The agent's own first folder: events of unknown account are put down to it. */
  readonly firstFolderOf: (agent: AgentId) => string;
  /** Events that one step derives at most, of each account. */
  readonly stepEvents: number;
  readonly nowMs: number;
};

/**
 * Takes in what has changed and derives the next stretch of each account, oldest first.
 * @returns whether anything was saved, and whether more is left to do
 * @throws SQLite's error; nothing of the step is saved then
 */
export function stepMoney(tables: MoneyTables, input: StepInput): StepOutcome {
  if (!tables.writing) return { isNew: false, isBehind: false };
  const before = tables.paidState();
  const soundReadings = createSoundReadings(tables);
  const hasMark = tables.changedFromMs() !== null;
  const accounts = accountsToStep(before, tables, input);
  let state = takenIn(before, accounts, { tables, input, soundReadings });
  const stretches: DerivedStretch[] = [];
  for (const account of accounts) {
    const known = stateOf(state, account);
    if (known.dirtyFromMs === null) continue;
    const stretch = derive(account, known, { tables, input, soundReadings });
    const { untilMs } = stretch.span;
    stretches.push(stretch);
    state = withAccount(state, account, { dirtyFromMs: untilMs === EVER ? null : untilMs });
  }
  const isNew = stretches.length > 0 || hasMark || JSON.stringify(state) !== JSON.stringify(before);
  if (isNew) tables.writing.advance(state, stretches);
  return { isNew, isBehind: accounts.some((one) => stateOf(state, one).dirtyFromMs !== null) };
}

type SoundReadings = (
  account: AccountKey,
  span: { readonly fromMs: number; readonly untilMs: number },
) => readonly LimitReading[];

/** What the parts of one step share. */
type Step = {
  readonly tables: MoneyTables;
  readonly input: StepInput;
  readonly soundReadings: SoundReadings;
};

/**
 * Readings of one step, in which nothing is saved: what a new one touches and what that stretch is derived from lie weeks
 * around nearly the same instant, so both are read at once.
 */
function createSoundReadings({ facts }: MoneyTables): SoundReadings {
  let known = { text: '', fromMs: Infinity, untilMs: -Infinity, readings: [] as LimitReading[] };
  return (account, { fromMs, untilMs }) => {
    const text = accountText(account);
    if (text !== known.text || fromMs < known.fromMs || untilMs > known.untilMs) {
      const wider = { fromMs: fromMs - DAY_MS, untilMs: untilMs + DAY_MS };
      const readings = facts.limitReadings(account, wider).filter(isSoundReading);
      known = { text, ...wider, readings };
    }
    return known.readings.filter(
      ({ observedAtMs }) => observedAtMs >= fromMs && observedAtMs < untilMs,
    );
  };
}

/** One that has lost its events to another account must be derived once more, so that nothing of it stays. */
function accountsToStep(before: PaidState, tables: MoneyTables, input: StepInput): AccountEvents[] {
  const accounts = tables.facts.accountsWithEvents(input.firstFolderOf);
  const present = new Set(accounts.map(accountText));
  const gone = Object.keys(before.accounts)
    .filter((text) => !present.has(text))
    .flatMap((text) => keyOfText(text) ?? []);
  return [...accounts, ...gone.map((key) => ({ ...key, hasOrphans: false }))];
}

type StepOutcome = { readonly isNew: boolean; readonly isBehind: boolean };

function stateOf(state: PaidState, key: AccountEvents): AccountState {
  return state.accounts[accountText(key)] ?? { basis: '', dirtyFromMs: 0, switches: [] };
}

function withAccount(
  state: PaidState,
  key: AccountEvents,
  changes: Partial<AccountState>,
): PaidState {
  const account = { ...stateOf(state, key), ...changes };
  return { ...state, accounts: { ...state.accounts, [accountText(key)]: account } };
}

/** The state with everything in it that happened since it was saved. */
function takenIn(
  before: PaidState,
  accounts: readonly AccountEvents[],
  { tables, input, soundReadings }: Step,
): PaidState {
  const changedFromMs = tables.changedFromMs();
  const newest = tables.facts.newestReadingIds();
  const touched = readingTouches(before, newest, tables, soundReadings);
  let state: PaidState = {
    ...before,
    limitReadingId: newest.limits,
    creditsReadingId: newest.credits,
  };
  for (const account of accounts) {
    const { basis: basisBefore, dirtyFromMs, switches } = stateOf(state, account);
    const rule = ruleOf(account, input.settings);
    const basis = basisOf(rule, account, input.priceVersion);
    const isOther = basis !== basisBefore;
    state = withAccount(state, account, {
      basis,
      switches: noteSwitch(switches, rule.creditsEnabled, input.nowMs),
      dirtyFromMs: isOther
        ? 0
        : earlier(dirtyFromMs, earlier(changedFromMs, touched.get(accountText(account)) ?? null)),
    });
  }
  return state;
}

function basisOf(
  rule: AccountRule,
  { hasOrphans }: AccountEvents,
  priceVersion: string | null,
): string {
  return JSON.stringify([
    SIDES_VERSION,
    rule.draw,
    rule.alwaysPaidModels,
    hasOrphans,
    priceVersion,
  ]);
}

/** By account the earliest instant that new readings touch. */
function readingTouches(
  before: PaidState,
  newest: { readonly limits: number; readonly credits: number },
  { facts }: MoneyTables,
  soundReadings: SoundReadings,
): Map<string, number> {
  const touched = new Map<string, number>();
  const touch = (key: string, fromMs: number | null) => {
    const known = earlier(touched.get(key) ?? null, fromMs);
    if (known !== null) touched.set(key, known);
  };
  if (newest.limits !== before.limitReadingId) {
    for (const [key, readings] of byAccount(facts.limitReadingsAfter(before.limitReadingId))) {
      const times = readings.map(({ observedAtMs }) => observedAtMs);
      const reach = () =>
        readingReach(
          times.reduce((a, b) => Math.min(a, b)),
          times.reduce((a, b) => Math.max(a, b)),
        );
      const account = readings[0] as LimitReading;
      touch(
        key,
        readingsTouchFromMs(readings, () => soundReadings(account, reach())),
      );
    }
  }
  if (newest.credits !== before.creditsReadingId) {
    for (const reading of facts.creditsReadingsAfter(before.creditsReadingId)) {
      const key = accountText(reading);
      if (reading.hasCredits === null || reading.observedAtMs >= (touched.get(key) ?? Infinity))
        continue;
      const span = { fromMs: reading.observedAtMs, untilMs: reading.observedAtMs };
      touch(key, facts.creditsReadings(reading, span)[0]?.observedAtMs ?? reading.observedAtMs);
    }
  }
  return touched;
}

function byAccount(readings: readonly LimitReading[]): Map<string, LimitReading[]> {
  const groups = new Map<string, LimitReading[]>();
  for (const reading of readings) {
    const known = groups.get(accountText(reading));
    if (known) known.push(reading);
    else groups.set(accountText(reading), [reading]);
  }
  return groups;
}

function derive(
  account: AccountEvents,
  { dirtyFromMs, switches }: AccountState,
  { tables, input, soundReadings }: Step,
): DerivedStretch {
  const { facts } = tables;
  const { settings, stepEvents } = input;
  const fromMs = dirtyFromMs ?? 0;
  const nthMs = facts.nthEventAtMs(account.agent, fromMs, stepEvents);
  const untilMs = nthMs === null ? EVER : Math.max(nthMs, fromMs + 1);
  const contextMs = fromMs - CONTEXT_MS;
  const { draw, alwaysPaidModels } = ruleOf(account, settings);
  const events = facts
    .events(account, { fromMs: contextMs, untilMs })
    .map(({ isFast, ...event }): SplitEvent => ({
      ...event,
      isAlwaysPaid: isFast || alwaysPaidModels.some((name) => countsAgainst(event.model, name)),
    }));
  const newestMs = events.reduce((newest, { atMs }) => Math.max(newest, atMs), fromMs);
  const readings = soundReadings(account, readingReach(contextMs, newestMs));
  const credits = facts.creditsReadings(account, { fromMs: contextMs, untilMs: newestMs + 1 });
  const enabled = enabledEvidence(switches, credits);
  const drawn = splitEvents(events, { draw, readings, enabled, signals: [] });
  const paid = drawn.filter(isPaidEvent).filter(({ atMs }) => atMs >= fromMs);
  return { account, span: { fromMs, untilMs }, events: paid };
}

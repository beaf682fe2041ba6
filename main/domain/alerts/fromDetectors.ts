/** What the detectors see between two pictures of the accounts, as events that can be told. */
import type { AlertEventKind } from '../../../preload/contract/alerts.ts';
import type { WindowView } from '../../../preload/contract/snapshot.ts';
import type { AccountFacts, AccountStanding } from '../accounts.ts';
import { boundaryWindow } from '../boundary.ts';
import { detect, nextBaseline } from '../detectors/detect.ts';
import {
  DEFAULT_DETECTOR_SETTINGS,
  type AccountPicture,
  type CacheLifetime,
  type DetectedEvent,
  type Explained,
} from '../detectors/types.ts';
import { outdatedPrices, type ModelInUse } from '../detectors/prices.ts';
import { accountText, type AccountKey } from '../figures.ts';
import type { CurrencyRate } from '../money.ts';
import { planWindowsOf } from './fromPicture.ts';
import type { AlertEvent } from './types.ts';

/** What each account is compared with, by `accountText`. */
export type Baselines = Readonly<Record<string, AccountPicture>>;

export type Watched = {
  /** What comparing showed, by `accountText`. */
  readonly events: ReadonlyMap<string, readonly AlertEvent[]>;
  /** To be compared with next; accounts that are missing now stay as they were. */
  readonly baselines: Baselines;
};

/** What detectors look at beside the picture. */
export type DetectorInput = {
  /** Below it an account's plan counts as left. */
  readonly closesAtPercent: (key: AccountKey) => number;
  readonly rates: readonly CurrencyRate[];
  /** What is known of an account's money. */
  readonly explained: (key: AccountKey) => Explained;
  /** The newest change of the cache lifetime of its sessions; null: none lately. */
  readonly cacheLifetime: (key: AccountKey) => CacheLifetime | null;
};

/** Compares every account with what it was; one that is new only gives its baseline. */
export function watchAccounts(
  before: Baselines,
  standings: readonly AccountStanding[],
  windows: readonly WindowView[],
  { closesAtPercent, rates, explained, cacheLifetime }: DetectorInput,
): Watched {
  const events = new Map<string, readonly AlertEvent[]>();
  const baselines: Record<string, AccountPicture> = { ...before };
  for (const { facts } of standings) {
    const name = accountText(facts.key);
    const settings = {
      ...DEFAULT_DETECTOR_SETTINGS,
      closesAtPercent: closesAtPercent(facts.key),
    };
    const picture = { ...pictureOf(facts, windows), cacheLifetime: cacheLifetime(facts.key) };
    const known = baselines[name] ?? null;
    events.set(
      name,
      detect(known, picture, explained(facts.key), rates, settings).flatMap(alertEvents),
    );
    baselines[name] = nextBaseline(known, picture);
  }
  return { events, baselines };
}

function pictureOf(
  facts: AccountFacts,
  windows: readonly WindowView[],
): Omit<AccountPicture, 'cacheLifetime'> {
  const { enabled, balance, spentThisMonth, monthEndsAtMs, spendLimit, autoReload } = facts.credits;
  return {
    key: facts.key,
    draw: facts.draw,
    windows: planWindowsOf(facts, windows).map((view) => {
      const { id, kind, modelName, usedPercent, resetsAtMs, source, asOfMs } = boundaryWindow(view);
      return { id, kind, modelName, usedPercent, resetsAtMs, source, asOfMs };
    }),
    credits: { enabled, balance, spentThisMonth, monthEndsAtMs, spendLimit, autoReload },
    paidUse: facts.paidUse,
    // No detector asks for it, and a picture that is the same should be saved once.
    nowMs: 0,
  };
}

const KINDS: Readonly<Record<Exclude<DetectedEvent['kind'], 'spent-elsewhere'>, AlertEventKind>> = {
  'paid-use-while-plan-left': 'paid-while-plan-left',
  'credits-switched-on': 'credits-switched-on',
  'spend-limit-raised': 'limit-raised',
  'spend-limit-removed': 'limit-removed',
  'auto-reload-happened': 'auto-reload',
  'spend-limit-exceeded': 'spend-limit-exceeded',
  'cache-lifetime-shortened': 'cache-lifetime-fell',
};

/** Nothing for what the user entered: it is no news to them. */
function alertEvents(event: DetectedEvent): AlertEvent[] {
  const { key, atMs, source } = event;
  if (source === 'user') return [];
  const basis = source === 'ledger' || source === 'default' ? 'estimated' : 'reported';
  const { before, after } = moneyOf(event);
  return [
    {
      key,
      kind: kindOf(event),
      atMs,
      modelName: null,
      before,
      after,
      source,
      // A cache's lifetime is a hint that was read from logs, not a statement about credits.
      basis: event.kind === 'cache-lifetime-shortened' ? 'estimated' : basis,
      asOfMs: atMs,
    },
  ];
}

function kindOf(event: DetectedEvent): AlertEventKind {
  if (event.kind !== 'spent-elsewhere') return KINDS[event.kind];
  return event.figure === 'balance' ? 'balance-fell' : 'spent-elsewhere';
}

function moneyOf(event: DetectedEvent): Pick<AlertEvent, 'before' | 'after'> {
  switch (event.kind) {
    case 'paid-use-while-plan-left':
    case 'credits-switched-on':
    case 'cache-lifetime-shortened':
      return { before: null, after: null };
    default:
      return { before: event.before, after: event.after };
  }
}

/** What the price table is too old for, as events that can be told. */
export function priceEvents(
  models: readonly ModelInUse[],
  table: { readonly version: string; readonly asOfMs: number },
): AlertEvent[] {
  return outdatedPrices(models, table.version, table.asOfMs).map(({ key, model, atMs }) => ({
    key,
    kind: 'prices-too-old',
    atMs,
    modelName: model,
    before: null,
    after: null,
    source: 'transcripts',
    basis: 'estimated',
    asOfMs: atMs,
  }));
}

/** The saved text of baselines. */
export function writeBaselines(accounts: Baselines): string {
  return JSON.stringify({ version: 1, accounts });
}

/** Baselines from their text; none when there are none or they cannot be used: then everything is primed anew. */
export function readBaselines(text: string | null): Baselines {
  try {
    const saved = JSON.parse(text ?? 'null') as { version?: unknown; accounts?: unknown } | null;
    if (saved?.version !== 1) return {};
    return (saved.accounts ?? {}) as Baselines;
  } catch {
    return {};
  }
}

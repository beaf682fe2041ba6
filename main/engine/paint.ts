/** From what was gathered to the picture: windows first, then what each account's place depends on. */
import { settingsFor } from '../../preload/contract/profiles.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { AgentView, Preferences } from '../../preload/contract/snapshot.ts';
import { AGENTS } from '../agents/registry.ts';
import { unknownAccount, type AccountFacts } from '../domain/accounts.ts';
import { DEFAULT_PICTURE_SETTINGS } from '../domain/boundary/types.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import type { CreditsReading } from '../domain/limits.ts';
import type { PriceableFact, Pricing } from '../domain/pricing.ts';
import {
  pictureWindows,
  takePicture,
  type Picture,
  type SnapshotInput,
} from '../domain/snapshot.ts';
import type { Hosts } from '../store/hosts.ts';
import type { BilledEvent } from '../store/read.ts';
import { outlookOf, pictureSettingsOf, ratesOf } from './accountFacts.ts';
import type { ForecastDesk } from './forecastDesk.ts';
import { withUserReadings } from './userReadings.ts';

const DEFAULT_PREFERENCES: Preferences = { resetDisplay: 'countdown' };

export type PaintInput = Omit<
  SnapshotInput,
  'windows' | 'accounts' | 'rates' | 'settings' | 'preferences'
> & {
  readonly creditsReadings: readonly CreditsReading[];
  /** Counted events of the last hour, by time. */
  readonly billed: readonly BilledEvent[];
  /** Accounts of other computers: their money is their own, and no place at the boundary is decided here. */
  readonly hosts: Hosts;
  /** Accounts whose money is known; none before the first look at it. */
  readonly known: readonly KnownAccount[];
  /** null: not read yet. */
  readonly settings: Settings | null;
  readonly price: (fact: PriceableFact) => Pricing;
  /** How often forecasts were right; null: before they were tried. */
  readonly forecasts: Pick<ForecastDesk, 'trustOf' | 'costTrustOf'> | null;
};

export function paint(input: PaintInput): Picture {
  const { nowMs, forecasts } = input;
  const settings = input.settings ? pictureSettingsOf(input.settings) : DEFAULT_PICTURE_SETTINGS;
  const rates = input.settings ? ratesOf(input.settings) : [];
  const limitReadings = withUserReadings(input.limitReadings, input.settings, nowMs);
  const windows = pictureWindows({ ...input, limitReadings, settings }, forecasts?.trustOf);
  const accounts = accountsOf(input, windows).map((facts) => {
    const outlook = outlookOf(facts.key, windows, input.billed, input.price, nowMs);
    const hitPercent = forecasts?.costTrustOf(facts.key)?.hitPercent ?? null;
    return { ...facts, outlook: outlook && { ...outlook, hitPercent } };
  });
  const preferences = input.settings
    ? { resetDisplay: input.settings.appearance.resetDisplay }
    : DEFAULT_PREFERENCES;
  return takePicture({ ...input, windows, accounts, rates, settings, preferences });
}

/** An account as far as its money is known. */
export type KnownAccount = Pick<
  AccountFacts,
  'key' | 'draw' | 'credits' | 'paidUse' | 'alwaysPaidModels' | 'answers' | 'breach'
>;

/** Every account that has a window, said something about credits, or has logs. */
function accountsOf(input: PaintInput, windows: readonly AccountKey[]): AccountFacts[] {
  const keys = new Map<string, AccountKey>();
  for (const { agent, account } of [
    ...windows,
    ...input.known.map(({ key }) => key).filter((key) => !input.hosts.has(accountText(key))),
    ...foldersWithLogs(input.agents),
  ]) {
    keys.set(accountText({ agent, account }), { agent, account });
  }
  return [...keys.values()].map((key) => factsOf(key, input));
}

function foldersWithLogs(agents: readonly AgentView[]): AccountKey[] {
  return agents.flatMap(({ id, folders }) =>
    folders
      .filter(({ logFiles }) => logFiles > 0)
      .map(({ path }) => ({ agent: id, account: path })),
  );
}

function factsOf(key: AccountKey, input: PaintInput): AccountFacts {
  const isOwn = (one: AccountKey) => accountText(one) === accountText(key);
  const known = input.known.find((one) => isOwn(one.key));
  return {
    ...unknownAccount(key),
    draw: AGENTS[key.agent].draw.byDefault,
    ...known,
    isUnlimited: input.creditsReadings.find(isOwn)?.isUnlimited ?? null,
    closesAtPercent: ownGatePercent(key, input.settings),
    lastActivityAtMs: input.activities.find(isOwn)?.lastEventAtMs ?? null,
  };
}

/** null: General holds. */
function ownGatePercent(key: AccountKey, settings: Settings | null): number | null {
  if (settings === null) return null;
  const own = settingsFor(settings, accountText(key));
  return own === settings ? null : own.gate.closesAtPercent;
}

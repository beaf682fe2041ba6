/** From what was gathered to the picture: windows first, then what each account's place depends on. */
import type { Settings } from '../../preload/contract/settings.ts';
import type { AgentView } from '../../preload/contract/snapshot.ts';
import { AGENTS } from '../agents/registry.ts';
import { unknownAccount, type AccountFacts } from '../domain/accounts.ts';
import { DEFAULT_BOUNDARY_SETTINGS } from '../domain/boundary/types.ts';
import { drawOf } from '../domain/credits/plans.ts';
import { UNKNOWN_CREDITS } from '../domain/credits/types.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import type { CreditsReading } from '../domain/limits.ts';
import type { PriceableFact, Pricing } from '../domain/pricing.ts';
import {
  creditsMoney,
  pictureWindows,
  takePicture,
  type Picture,
  type SnapshotInput,
} from '../domain/snapshot.ts';
import type { BilledEvent } from '../store/read.ts';
import { boundarySettingsOf, outlookOf } from './accountFacts.ts';

export type PaintInput = Omit<
  SnapshotInput,
  'windows' | 'accounts' | 'rates' | 'boundarySettings'
> & {
  readonly creditsReadings: readonly CreditsReading[];
  /** Counted events of the last hour, by time. */
  readonly billed: readonly BilledEvent[];
  /** null: not read yet. */
  readonly settings: Settings | null;
  readonly price: (fact: PriceableFact) => Pricing;
};

export function paint(input: PaintInput): Picture {
  const { settings, nowMs } = input;
  const windows = pictureWindows(input);
  const accounts = accountsOf(input, windows).map((facts) => ({
    ...facts,
    outlook: outlookOf(facts.key, windows, input.billed, input.price, nowMs),
  }));
  return takePicture({
    ...input,
    windows,
    accounts,
    rates: [],
    boundarySettings: settings ? boundarySettingsOf(settings) : DEFAULT_BOUNDARY_SETTINGS,
  });
}

/** Every account that has a window, said something about credits, or has logs. */
function accountsOf(input: PaintInput, windows: readonly AccountKey[]): AccountFacts[] {
  const keys = new Map<string, AccountKey>();
  for (const { agent, account } of [
    ...windows,
    ...input.creditsReadings,
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
  const chosen = input.settings?.accounts[accountText(key)];
  const isOwn = (one: AccountKey) => accountText(one) === accountText(key);
  const reading = input.creditsReadings.find(isOwn);
  const activity = input.activities.find(isOwn);
  const facts = unknownAccount(key);
  const draw = drawOf(chosen?.draw ?? null, chosen?.plan ?? null, AGENTS[key.agent].draw.byDefault);
  return {
    ...facts,
    draw,
    isUnlimited: reading?.isUnlimited ?? null,
    credits: reading ? creditsOfReading(reading) : facts.credits,
    lastActivityAtMs: activity?.lastEventAtMs ?? null,
  };
}

function creditsOfReading(reading: CreditsReading): AccountFacts['credits'] {
  const origin = {
    source: reading.source,
    basis: 'reported',
    asOfMs: reading.observedAtMs,
  } as const;
  const money = reading.balance === null ? null : creditsMoney(reading.balance);
  const isEnabled = reading.isUnlimited === true ? true : reading.hasCredits;
  return {
    ...UNKNOWN_CREDITS,
    enabled: isEnabled === null ? null : { ...origin, value: isEnabled },
    whyOff: isEnabled === false ? 'out-of-credits' : null,
    balance: money && { ...origin, value: money },
  };
}

/** A provider's money and days in words. */
import {
  formatAge,
  formatInstant,
  formatReportedMoney,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import { PROVIDERS } from '../../preload/contract/keys.ts';
import type {
  ProviderFigures,
  ProviderMoney,
  ProviderView,
} from '../../preload/contract/providers.ts';
import { providerMessages } from '../settings/providerMessages.ts';
import type { Speech } from '../store/display.ts';
import { words } from './words.ts';

/** Accounts that have something to say: figures, or a switch that is on. */
export function shownAccounts(views: readonly ProviderView[] | null): readonly ProviderView[] {
  return (views ?? []).filter(({ figures, contact }) => figures !== null || contact.isSwitchedOn);
}

/** The organisation by its own name, with whose account it is. */
export function accountName({ provider, organisation }: ProviderView, { say }: Speech): string {
  const name = say(PROVIDERS[provider].name);
  return organisation?.name
    ? say(words.accountOf, { organisation: organisation.name, name })
    : name;
}

/** Currencies side by side; none at all is nothing reported, not zero. */
export function moneyWords(
  amounts: readonly ProviderMoney[],
  context: FormatContext,
  { say }: Speech,
): string {
  if (amounts.length === 0) return say(words.nothing);
  return amounts.map((one) => oneAmount(one, context)).join(' + ');
}

export function oneAmount({ currency, micros }: ProviderMoney, context: FormatContext): string {
  return formatReportedMoney({ currency, minorUnits: micros, exponent: 6 }, context);
}

/** `Anthropic’s Admin API, reported, 12 min ago (today 14:02)` */
export function sourceWords(
  { source, asOfMs }: Pick<ProviderFigures, 'source' | 'asOfMs'>,
  nowMs: number,
  context: FormatContext,
  { say }: Speech,
): string {
  return say(words.reported, {
    source: say(providerMessages.sources[source]),
    age: formatAge(asOfMs, nowMs, context),
    instant: formatInstant(asOfMs, nowMs, context),
  });
}

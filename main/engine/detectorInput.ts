/** What the detectors need beside the picture, from ledger, paid events and logs. */
import { settingsFor } from '../../preload/contract/profiles.ts';
import { DAY_MS } from '../domain/calendar.ts';
import { priceEvents, type DetectorInput } from '../domain/alerts/fromDetectors.ts';
import type { AlertEvent } from '../domain/alerts/types.ts';
import { modelsInUse } from '../domain/detectors/modelsInUse.ts';
import type { Explained } from '../domain/detectors/types.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import { addedBetween } from '../domain/ledger/added.ts';
import { ratesOf } from './accountFacts.ts';
import type { Followed } from './follow.ts';

/** A hint in logs older than this is no news any more. */
const HINT_WITHIN_MS = DAY_MS;

/** Asks the tables only for accounts and times that a detector wants to know of. */
export function detectorInput({ tables, settings, nowMs }: Followed): DetectorInput {
  return {
    closesAtPercent: (key) => settingsFor(settings, accountText(key)).gate.closesAtPercent,
    rates: ratesOf(settings),
    explained: (key) => explainedOf(key, tables),
    cacheLifetime: (key) => {
      const change = tables.notes.newestLifetimeChange(key, nowMs - HINT_WITHIN_MS);
      if (change === null) return null;
      const { lifetime, sessionId, atMs: asOfMs } = change;
      return { lifetime, sessionId, source: 'transcripts', asOfMs };
    },
  };
}

function explainedOf(key: AccountKey, { money, pastUse }: Followed['tables']): Explained {
  return {
    spentBetween: (fromMs, untilMs) => money.paid.spentBetween(key, fromMs, untilMs),
    // Events of unknown owners may be this account's, so they count as use.
    hasUseBetween: (fromMs, untilMs) =>
      pastUse.lastUseBetween({ ...key, hasOrphans: true }, { fromMs, untilMs: untilMs + 1 }) !==
      null,
    addedBetween: (fromMs, untilMs) => addedBetween(money.ledger.entriesOf(key), fromMs, untilMs),
  };
}

/** The events of each account with what the price table is too old for. */
export function withPriceEvents(
  events: ReadonlyMap<string, readonly AlertEvent[]>,
  { snapshot, standings, prices }: Followed,
): ReadonlyMap<string, readonly AlertEvent[]> {
  return new Map(
    standings.map(({ facts: { key } }) => {
      const name = accountText(key);
      const own = snapshot.sessions.filter((session) => accountText(session) === name);
      const table = { version: prices.version(), asOfMs: prices.asOfMs };
      const found = priceEvents(modelsInUse(own, prices.isInTable), table);
      return [name, [...(events.get(name) ?? []), ...found]];
    }),
  );
}

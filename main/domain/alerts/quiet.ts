/** Quiet hours: what they hold back, and the one notification that says afterwards what was missed. */
import type { Alert, AlertContent, AlertEventKind } from '../../../preload/contract/alerts.ts';
import { DAY_MS, MINUTE_MS, zoneOf, type Zone } from '../calendar.ts';
import type { AlertSettings, QuietHours } from './types.ts';

/** More is not read in the morning; the oldest go first. */
const MOST_HELD = 50;

const PAID_USE: Readonly<Record<AlertEventKind, boolean>> = {
  'paid-while-plan-left': true,
  'credits-switched-on': true,
  'limit-raised': true,
  'limit-removed': true,
  'auto-reload': true,
  'balance-fell': true,
  'spent-elsewhere': true,
  'spend-limit-exceeded': true,
  'prices-too-old': false,
  'cache-lifetime-fell': false,
};

/** Building a zone is slow, and this is asked at every step. */
const zones = new Map<string, Zone>();

function cachedZone(name: string): Zone {
  const known = zones.get(name) ?? zoneOf(name);
  zones.set(name, known);
  return known;
}

/** Whether local clocks stand within the quiet hours, the first minute included, the last not. */
export function isQuietAt(hours: QuietHours | null, atMs: number, timeZone: string): boolean {
  if (hours === null || hours.fromMinute === hours.untilMinute) return false;
  const localMs = atMs + cachedZone(timeZone).offsetAtMs(atMs);
  const minute = Math.floor((((localMs % DAY_MS) + DAY_MS) % DAY_MS) / MINUTE_MS);
  const { fromMinute, untilMinute } = hours;
  return fromMinute < untilMinute
    ? minute >= fromMinute && minute < untilMinute
    : minute >= fromMinute || minute < untilMinute;
}

/** Whether an alert is about money that is being, or is about to be, spent. */
export function isAboutPaidUse(content: AlertContent): boolean {
  if (content.kind === 'event') return PAID_USE[content.event];
  if (content.kind === 'forecast') return content.mayBePaid;
  return content.kind === 'plan-level' && content.isPaidNext;
}

export type Parted = { readonly due: readonly Alert[]; readonly held: readonly Alert[] };

/**
 * Parts new alerts into what is shown now and what waits. Of one window only the highest waiting level is
 * kept. When the quiet hours of its account are over, what waited is told in one notification, also what has
 * ended since: the user asked for silence, not for ignorance.
 *
 * @param settingsOf what holds for the account that an alert is about
 */
export function partByQuiet(
  fresh: readonly Alert[],
  held: readonly Alert[],
  settingsOf: (alert: Alert) => AlertSettings,
  nowMs: number,
  timeZone: string,
): Parted {
  const isQuiet = (alert: Alert) => isQuietAt(settingsOf(alert).quietHours, nowMs, timeZone);
  const waits = (alert: Alert): boolean =>
    isQuiet(alert) && !(settingsOf(alert).doesPaidUseBreakQuiet && isAboutPaidUse(alert.content));
  const over = held.filter((alert) => !isQuiet(alert));
  const kept = over.length === 0 ? held : held.filter(isQuiet);
  const waiting = fresh.filter(waits);
  return {
    due: [...afterwards(over, nowMs), ...fresh.filter((alert) => !waits(alert))],
    held: waiting.length === 0 ? kept : waiting.reduce<readonly Alert[]>(hold, kept),
  };
}

/** Levels of one window replace each other; everything else stands beside it. */
function hold(held: readonly Alert[], alert: Alert): readonly Alert[] {
  const others = held.filter(
    (known) => known.group !== alert.group || known.content.kind !== alert.content.kind,
  );
  return [...others, alert].slice(-MOST_HELD);
}

/** A single alert that still matters is told as itself. */
function afterwards(held: readonly Alert[], nowMs: number): readonly Alert[] {
  const [first] = held;
  if (!first) return [];
  if (held.length === 1 && (first.expiresAtMs === null || first.expiresAtMs > nowMs))
    return [first];
  const hasOneAccount = held.every(
    ({ agent, account }) => agent === first.agent && account === first.account,
  );
  return [
    {
      key: `quiet|${first.key}`,
      group: 'quiet',
      agent: hasOneAccount ? first.agent : null,
      account: hasOneAccount ? first.account : null,
      dueAtMs: nowMs,
      expiresAtMs: null,
      content: { kind: 'quiet-summary', missed: held },
    },
  ];
}

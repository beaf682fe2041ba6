/** Claude Code's limit messages as readings: the window is used up, and when it resets. */
import type { WindowKind } from '../../../preload/contract/snapshot.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, utcMs, zoneOf, type Zone } from '../../domain/calendar.ts';
import { RESET_TOLERANCE_MS, SESSION_WINDOW_MS, type LimitReading } from '../../domain/limits.ts';
import type { FileContext } from '../agent.ts';
import { asInstantMs, asObject, asText, type JsonObject } from '../fields.ts';

type Limit = Pick<LimitReading, 'kind' | 'modelName' | 'resetsAtMs'>;

/** Reading of a limit message; null for any other notice of the program (overload, sign-in, no credits). */
export function limitReadingOf(
  line: JsonObject,
  message: JsonObject,
  atMs: number,
  context: FileContext,
): LimitReading | null {
  const limit = structuredLimit(line) ?? limitOfText(textOf(message), atMs, context.timeZone);
  if (!limit) return null;
  return {
    agent: 'claude-code',
    account: context.account,
    ...limit,
    usedPercent: 100,
    source: 'limit-error',
    observedAtMs: atMs,
  };
}

/** A map, since any word may be asked for, `constructor` too. */
const KINDS: ReadonlyMap<string, Pick<Limit, 'kind' | 'modelName'>> = new Map([
  ['five_hour', { kind: 'session', modelName: null }],
  ['seven_day', { kind: 'weekly', modelName: null }],
  ['seven_day_opus', { kind: 'weekly-model', modelName: 'Opus' }],
  ['seven_day_sonnet', { kind: 'weekly-model', modelName: 'Sonnet' }],
]);

/** Newer versions keep the server's answer beside the text. */
function structuredLimit(line: JsonObject): Limit | null {
  const info = asObject(asObject(line['apiErrorParams'])?.['rate_limit_info']);
  const kind = KINDS.get(asText(info?.['rateLimitType']) ?? '');
  if (!info || !kind || info['status'] !== 'rejected') return null;
  return { ...kind, resetsAtMs: asInstantMs(info['resetsAt']) };
}

function textOf(message: JsonObject): string {
  const content = message['content'];
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((block) => asText(asObject(block)?.['text']) ?? '').join(' ');
}

const OLD_LIMIT = /usage limit reached\|(\d{9,13})/i;
/** The words before "limit" name the window; `Your limit will reset at` names none. */
const LIMITS = [
  /you[’']ve (?:hit|reached) your ([\w -]{0,40}?)limit/i,
  /^\s*([\w -]{0,40}?)limit reached\b/i,
];

/**
 * Reads the texts of all versions: `... usage limit reached|<unix seconds>`, `You've hit your limit · resets
 * 3:30am (Asia/Calcutta)`, `You've hit your session limit · resets ...`, `... weekly limit · resets Nov 24, 9am`,
 * `5-hour limit reached ∙ resets 9pm`, `Claude usage limit reached. Your limit will reset at 3pm (...)`.
 */
export function limitOfText(text: string, atMs: number, timeZone: () => string): Limit | null {
  const old = OLD_LIMIT.exec(text);
  if (old?.[1]) {
    const value = Number(old[1]);
    return {
      kind: 'session',
      modelName: null,
      resetsAtMs: value > 1e11 ? value : value * 1000,
    };
  }
  const limit = LIMITS.map((pattern) => pattern.exec(text)).find((match) => match !== null);
  if (!limit) return null;
  const reset = resetOfText(text, atMs, timeZone);
  const named = kindOfWords(limit[1] ?? '');
  const isLonger =
    reset?.isDated === true && reset.atMs - atMs > SESSION_WINDOW_MS + RESET_TOLERANCE_MS;
  const unnamed = isLonger ? 'weekly' : 'session';
  return {
    kind: named.kind ?? unnamed,
    modelName: named.modelName,
    resetsAtMs: reset?.atMs ?? null,
  };
}

/** What the words before "limit" name; null: no window, which only its reset can tell then. */
function kindOfWords(words: string): { kind: WindowKind | null; modelName: string | null } {
  const model = /opus|sonnet|haiku|fable/i.exec(words)?.[0];
  if (model) {
    const name = `${model[0]?.toUpperCase() ?? ''}${model.slice(1).toLowerCase()}`;
    return { kind: 'weekly-model', modelName: name };
  }
  if (/week|7-day|seven/i.test(words)) return { kind: 'weekly', modelName: null };
  return { kind: /session|hour/i.test(words) ? 'session' : null, modelName: null };
}

const RESET =
  /resets? (?:(?:at|on) )?(?:([A-Z][a-z]{2})[a-z]* (\d{1,2})(?:st|nd|rd|th)?,? (?:at )?)?(\d{1,2})(?::(\d\d))? ?(am|pm)?(?: ?\(([^)]+)\))?/i;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A clock time alone is at most a day away whatever it means; a date is meant as it stands. */
type Reset = { readonly atMs: number; readonly isDated: boolean };

function resetOfText(text: string, atMs: number, fallbackZone: () => string): Reset | null {
  const match = RESET.exec(text);
  if (!match) return null;
  const [, monthName, day, hourText, minuteText, half, zoneName] = match;
  // A bare number may be anything: "resets 2 days from now".
  if (half === undefined && minuteText === undefined) return null;
  const zone = namedZone(zoneName) ?? namedZone(fallbackZone());
  if (!zone) return null;
  const hour = half
    ? (Number(hourText) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
    : Number(hourText);
  const minute = Number(minuteText ?? '0');
  if (hour > 23 || minute > 59) return null;
  const ofDayMs = hour * HOUR_MS + minute * MINUTE_MS;
  const month = monthName ? MONTHS.indexOf(monthName.toLowerCase()) + 1 : 0;
  return month > 0
    ? { atMs: nextDate(month, Number(day), ofDayMs, atMs, zone), isDated: true }
    : { atMs: nextClock(ofDayMs, atMs, zone), isDated: false };
}

function namedZone(name: string | undefined): Zone | null {
  if (!name) return null;
  try {
    return zoneOf(name);
  } catch {
    return null;
  }
}

/** The first instant at or after `atMs` (to the minute) at which the zone's clocks show that time. */
function nextClock(ofDayMs: number, atMs: number, zone: Zone): number {
  const localMs = atMs + zone.offsetAtMs(atMs);
  const today = Math.floor(localMs / DAY_MS) * DAY_MS + ofDayMs;
  const local = today + MINUTE_MS > localMs ? today : today + DAY_MS;
  return instantOfLocal(local, zone);
}

function nextDate(month: number, day: number, ofDayMs: number, atMs: number, zone: Zone): number {
  const year = Number(zone.dayOf(atMs).slice(0, 4));
  const thisYear = instantOfLocal(utcMs(year, month, day) + ofDayMs, zone);
  return thisYear > atMs - DAY_MS
    ? thisYear
    : instantOfLocal(utcMs(year + 1, month, day) + ofDayMs, zone);
}

/** The instant at which a zone's clocks show a local time; the second guess settles clock changes. */
function instantOfLocal(localMs: number, zone: Zone): number {
  const guess = localMs - zone.offsetAtMs(localMs);
  return localMs - zone.offsetAtMs(guess);
}

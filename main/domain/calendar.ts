/**
 * Instants, ISO texts and local days, as arithmetic on epoch milliseconds.
 *
 * Nothing in this room may read a clock, so `Date` is out of bounds here; time zones come from Intl, whose
 * formatters take plain numbers.
 */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/**
 * From this instant on a date lies in the future: a wrong clock wrote it. The clocks of one machine's programs differ by
 * less.
 */
export function futureFromMs(nowMs: number): number {
  return nowMs + MINUTE_MS + 1;
}

/** Days since 1970-01-01 of a proleptic Gregorian date. Source: the civil-day algorithm of Howard Hinnant. */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Epoch milliseconds of a UTC date and time of day. */
export function utcMs(year: number, month: number, day: number, hour = 0, minute = 0): number {
  return daysFromCivil(year, month, day) * DAY_MS + hour * HOUR_MS + minute * MINUTE_MS;
}

const ISO_INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(?:([Zz])|([+-])(\d\d):?(\d\d)?)?$/;

/** Number in a text's digits; NaN when one is none. */
function digits(text: string, from: number, until: number): number {
  let value = 0;
  for (let index = from; index < until; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** `2026-11-22T13:11:53.201Z`, the form that nearly every log line has; null for any other. */
function parseCommonInstant(text: string): number | null {
  if (text.length !== 24 || text[10] !== 'T' || text[19] !== '.' || text[23] !== 'Z') return null;
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return null;
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  const inRange =
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= 31 &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59;
  if (!inRange) return null;
  const midnight = utcMs(digits(text, 0, 4), month, day);
  if (!isDayOfMonth(midnight, day)) return null;
  const atMs =
    midnight + hour * HOUR_MS + minute * MINUTE_MS + second * 1000 + digits(text, 20, 23);
  return Number.isNaN(atMs) ? null : atMs;
}

/** Whether the month has such a day: the 31st of a short month is the first of the next. */
function isDayOfMonth(midnightMs: number, day: number): boolean {
  return day <= 28 || civilFromMs(midnightMs).day === day;
}

/**
 * Reads an ISO 8601 instant, with any number of fraction digits and any offset; a text without an offset
 * is UTC. Returns null for anything else.
 */
export function parseInstant(text: string): number | null {
  const common = parseCommonInstant(text);
  if (common !== null) return common;
  const match = ISO_INSTANT.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, fraction, , sign, offsetHour, offsetMinute] =
    match.map((part) => part ?? '');
  const fields = [month, day, hour, minute, second || '0'].map((field) => Number(field));
  const [monthNumber = 0, dayNumber = 0, hourNumber = 0, minuteNumber = 0, secondNumber = 0] =
    fields;
  const inRange =
    monthNumber >= 1 &&
    monthNumber <= 12 &&
    dayNumber >= 1 &&
    dayNumber <= 31 &&
    (hourNumber <= 23 || (hourNumber === 24 && minuteNumber + secondNumber === 0)) &&
    minuteNumber <= 59 &&
    secondNumber <= 60;
  if (!inRange) return null;
  const midnight = utcMs(Number(year), monthNumber, dayNumber);
  if (!isDayOfMonth(midnight, dayNumber)) return null;
  const milliseconds = Number((fraction || '0').padEnd(3, '0').slice(0, 3));
  const offset = sign
    ? (sign === '-' ? -1 : 1) *
      (Number(offsetHour) * HOUR_MS + Number(offsetMinute || '0') * MINUTE_MS)
    : 0;
  return (
    midnight +
    hourNumber * HOUR_MS +
    minuteNumber * MINUTE_MS +
    secondNumber * 1000 +
    milliseconds -
    offset
  );
}

/** `YYYY-MM-DDTHH:MM:SSZ` of an instant; milliseconds only when there are any. */
export function formatIsoInstant(atMs: number): string {
  const { year, month, day } = civilFromMs(atMs);
  const ofDay = ((atMs % DAY_MS) + DAY_MS) % DAY_MS;
  const pad = (value: number, width = 2) => String(value).padStart(width, '0');
  const seconds = Math.floor(ofDay / 1000);
  const fraction = ofDay % 1000 === 0 ? '' : `.${pad(ofDay % 1000, 3)}`;
  const time = `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${time}${fraction}Z`;
}

/** Year, month and day in UTC of an instant. Inverse of `daysFromCivil`. */
export function civilFromMs(atMs: number): { year: number; month: number; day: number } {
  const days = Math.floor(atMs / DAY_MS) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1,
  };
}

/** `YYYY-MM-DD` of the UTC date of an instant. */
export function isoDay(atMs: number): string {
  return formatIsoInstant(atMs).slice(0, 10);
}

/** What the clocks of a zone say, and when days begin there. */
export type Zone = {
  readonly name: string;
  /** Offset from UTC at an instant, in milliseconds, positive to the east. */
  offsetAtMs(atMs: number): number;
  /** `YYYY-MM-DD` of the local day of an instant. */
  dayOf(atMs: number): string;
  /** The instant at which a local day begins (where a clock change skips midnight: the first instant of it). */
  startOfDay(day: string): number;
};

/** No zone changes its offset more often than at quarter hours, so offsets are remembered in that grain. */
const OFFSET_GRAIN_MS = 15 * MINUTE_MS;

/** A zone's offsets as Intl tells them, remembered. */
function offsetsOf(name: string): Zone['offsetAtMs'] {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsets = new Map<number, number>();
  return (atMs) => {
    const grain = Math.floor(atMs / OFFSET_GRAIN_MS);
    const known = offsets.get(grain);
    if (known !== undefined) return known;
    const grainStartMs = grain * OFFSET_GRAIN_MS;
    const parts: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(grainStartMs)) parts[type] = Number(value);
    const local =
      utcMs(
        parts['year'] ?? 0,
        parts['month'] ?? 1,
        parts['day'] ?? 1,
        parts['hour'] ?? 0,
        parts['minute'] ?? 0,
      ) +
      (parts['second'] ?? 0) * 1000;
    const offset = local - grainStartMs;
    offsets.set(grain, offset);
    return offset;
  };
}

/** The offsets of a zone that somebody knows without Intl. */
export type KnownOffsets = Pick<Zone, 'name' | 'offsetAtMs'>;

const UTC: KnownOffsets = { name: 'UTC', offsetAtMs: () => 0 };

/**
 * Builds a zone from its IANA name.
 * @param known offsets that serve if they are of this zone: the first question to Intl costs a program 10 ms
 * @throws RangeError when Intl does not know the name.
 */
export function zoneOf(name: string, known: KnownOffsets = UTC): Zone {
  const found = [UTC, known].find((one) => one.name === name);
  const offsetAtMs = found?.offsetAtMs ?? offsetsOf(name);
  const days = new Map<number, string>();

  function dayOf(atMs: number): string {
    const localDayNumber = Math.floor((atMs + offsetAtMs(atMs)) / DAY_MS);
    const known = days.get(localDayNumber);
    if (known !== undefined) return known;
    const text = isoDay(localDayNumber * DAY_MS);
    days.set(localDayNumber, text);
    return text;
  }

  function startOfDay(day: string): number {
    const nominal = parseInstant(`${day}T00:00:00Z`);
    if (nominal === null) throw new RangeError(`Not a day: ${day}`);
    // The day begins at the first instant whose local day is this one; offsets lie within 15 hours of UTC.
    let before = nominal - 16 * HOUR_MS;
    let after = nominal + 16 * HOUR_MS;
    // No zone changes its offset and back within so short a time.
    const offset = offsetAtMs(before);
    if (offsetAtMs(after) === offset) return nominal - offset;
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (dayOf(middle) < day) before = middle;
      else after = middle;
    }
    return after;
  }

  return { name, offsetAtMs, dayOf, startOfDay };
}

/** The local day `count` days after (or before) a day; pure calendar arithmetic. */
export function addDays(day: string, count: number): string {
  const atMs = parseInstant(`${day}T00:00:00Z`);
  if (atMs === null) throw new RangeError(`Not a day: ${day}`);
  return isoDay(atMs + count * DAY_MS);
}

/** Whether a text is a real calendar day in `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const atMs = /^\d{4}-\d\d-\d\d$/.test(text) ? parseInstant(`${text}T00:00:00Z`) : null;
  return atMs !== null && isoDay(atMs) === text;
}

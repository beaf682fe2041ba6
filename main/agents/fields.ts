/** Reading fields out of JSON whose shape nobody promised. */

export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object, or null for anything else. */
export function asObject(value: unknown): JsonObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : null;
}

/** The value as a text with content, or null. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** The value as a finite number, or null. */
export function asNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/**
 * The largest count that is believed, far above any session's whole use. A damaged line could otherwise take
 * sums out of the range of exact integers, for good: with this, millions of such lines still add up.
 */
export const LARGEST_COUNT = 100_000_000_000;

/**
 * A token count: absent and null are 0, a float is cut to its whole part.
 * @returns null for what cannot be a count: a text, an object, a negative number, one above `LARGEST_COUNT`
 */
export function asTokenCount(value: unknown): number | null {
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return null;
  const count = Math.trunc(value);
  return count <= LARGEST_COUNT ? count : null;
}

/** The last instant of the calendar, in milliseconds since 1970. */
const LAST_INSTANT_MS = 8.64e15;

/** Epoch seconds, whole or not, as whole milliseconds; null for what is no instant of the calendar. */
export function asInstantMs(seconds: unknown): number | null {
  const atMs = Math.round((asNumber(seconds) ?? NaN) * 1000);
  return Math.abs(atMs) <= LAST_INSTANT_MS ? atMs : null;
}

/** Entries of a comma-separated list of folders, `~` expanded. */
export function folderList(
  text: string,
  homeFolder: string,
  join: (...parts: string[]) => string,
): string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => (/^~(?=$|[/\\])/.test(entry) ? join(homeFolder, entry.slice(1)) : entry));
}

/** A text as a JSON object; null for anything else. */
export function parseObject(text: string): JsonObject | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Epoch milliseconds, whole or not, as whole ones; null for what is no instant of the calendar. */
export function asEpochMs(value: unknown): number | null {
  const atMs = Math.round(asNumber(value) ?? NaN);
  return Math.abs(atMs) <= LAST_INSTANT_MS ? atMs : null;
}

/** A text parsed as JSON; undefined when it is none. */
export function parsedJson(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

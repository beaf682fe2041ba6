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
 * A token count: absent and null are 0, a float is cut to its whole part.
 * @returns null for what cannot be a count: a text, an object, a negative or unsafe number
 */
export function asTokenCount(value: unknown): number | null {
  if (value === undefined || value === null) return 0;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) return null;
  const count = Math.trunc(value);
  return Number.isSafeInteger(count) ? count : null;
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

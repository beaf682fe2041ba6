/** The first lines of a log, read for what they say beside usage. */
import { asObject, type JsonObject } from './fields.ts';

/** Lines that are objects; all others are passed over, for nothing is counted here. */
export function readJsonLines(lines: readonly string[]): JsonObject[] {
  return lines.flatMap((line): JsonObject[] => {
    try {
      const row = asObject(JSON.parse(line));
      return row === null ? [] : [row];
    } catch {
      return [];
    }
  });
}

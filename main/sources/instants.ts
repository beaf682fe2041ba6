/** Times of resets in all the forms in which programs report them. */
import { parseInstant } from '../domain/calendar.ts';

/** 2100-01-01 in seconds: a larger number can only be milliseconds. */
const LATEST_SECONDS = 4_102_444_800;
const EARLIEST_SECONDS = 1_000_000_000;

/** Epoch milliseconds of epoch seconds, epoch milliseconds, or ISO 8601; null for anything else. */
export function readInstant(value: unknown): number | null {
  if (typeof value === 'string') return parseInstant(value);
  if (typeof value !== 'number' || !(value >= EARLIEST_SECONDS)) return null;
  if (value < LATEST_SECONDS) return Math.round(value * 1000);
  return value < LATEST_SECONDS * 1000 ? Math.round(value) : null;
}

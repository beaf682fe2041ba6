/** Times as people type them in a terminal. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { DAY_MS, isDay, parseInstant, utcMs, type Zone } from '../domain/calendar.ts';

type Moment =
  { readonly ok: true; readonly atMs: number } | { readonly ok: false; readonly message: string };

const HAS_OFFSET = /\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/i;
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:[ T](\d{2}):(\d{2}))?$/;

/**
 * Reads `2026-11-22`, `2026-11-22 14:30` (both local) or an instant with its offset. A day is its beginning;
 * a time that clocks show twice is the first of the two. The future is refused.
 */
export function readMoment(typed: string, zone: Zone, nowMs: number): Moment {
  const text = typed.trim();
  const atMs = HAS_OFFSET.test(text) ? parseInstant(text) : localMs(text, zone);
  if (atMs === null) {
    return {
      ok: false,
      message: inEnglish('“{typed}” is not a time like "2026-11-22 14:30".', { typed }),
    };
  }
  return atMs > nowMs
    ? { ok: false, message: inEnglish('“{typed}” has not come yet.', { typed }) }
    : { ok: true, atMs };
}

function localMs(typed: string, zone: Zone): number | null {
  const found = LOCAL.exec(typed);
  if (!found) return null;
  const [year, month, day, hour = 0, minute = 0] = found
    .slice(1)
    .map((part) => (part === undefined ? undefined : Number(part))) as [number, number, number];
  const typedDay = found[0].slice(0, 10);
  if (!isDay(typedDay) || hour > 23 || minute > 59) return null;
  if (found[4] === undefined) return zone.startOfDay(typedDay);
  const clockMs = utcMs(year, month, day, hour, minute);
  // Clocks change by at most some hours, so the offsets of the days around are all there can be.
  const offsets = [clockMs - DAY_MS, clockMs + DAY_MS].map((atMs) => zone.offsetAtMs(atMs));
  const fitting = offsets
    .map((offsetMs) => clockMs - offsetMs)
    .filter((atMs) => atMs + zone.offsetAtMs(atMs) === clockMs);
  return fitting.length > 0 ? Math.min(...fitting) : null;
}

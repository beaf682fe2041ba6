/** What the user says about limits, as readings: the provider has stopped them, until the window's reset. */
import type { Settings } from '../../preload/contract/settings.ts';
import { isSoundReading, readingReach, readingsTouchFromMs } from '../domain/ledger/paidState.ts';
import { limitKey, type LimitReading } from '../domain/limits.ts';
import type { Tables } from './database.ts';
import { keyOfText } from './accountKeys.ts';

/** One reading for each account whose user says, or said, that a window is used up. */
function statedReadings({ accounts }: Settings): LimitReading[] {
  return Object.entries(accounts).flatMap(([text, { limitReached }]) => {
    const key = keyOfText(text);
    if (key === null || limitReached === null) return [];
    const { window: kind, saidAtMs: observedAtMs, untilMs: resetsAtMs } = limitReached;
    const limit = { ...key, kind, modelName: null, usedPercent: 100 };
    return [{ ...limit, resetsAtMs, source: 'user', observedAtMs }];
  });
}

const holds = ({ resetsAtMs }: LimitReading, nowMs: number): boolean =>
  resetsAtMs !== null && resetsAtMs > nowMs;

/**
 * The readings with the user's word as it stands now: until a reset the settings alone say whether it holds, so
 * that taking it back counts at once, in every program.
 */
export function withUserReadings(
  readings: readonly LimitReading[],
  settings: Settings | null,
  nowMs: number,
): LimitReading[] {
  const past = readings.filter((one) => one.source !== 'user' || !holds(one, nowMs));
  const own = settings === null ? [] : statedReadings(settings).filter((one) => holds(one, nowMs));
  return [...past, ...own];
}

/**
 * Stores what the user said, for the sides of requests and for later; and forgets it where it was taken back
 * before its reset. Does nothing in a program that only reads.
 * @returns whether something changed
 * @throws SQLite's error
 */
export function keepUserReadings(tables: Tables, settings: Settings, nowMs: number): boolean {
  if (!tables.writing) return false;
  const { writer } = tables.writing;
  const { facts } = tables.money;
  const stated = statedReadings(settings);
  const stored = facts.userLimitReadings(nowMs);
  const isAmong = (list: readonly LimitReading[], one: LimitReading) =>
    list.some((other) => isSame(other, one));
  const added = stated.filter((one) => holds(one, nowMs) && !isAmong(stored, one));
  const takenBack = stored.filter((one) => !isAmong(stated, one));
  writer.saveLimits(added);
  for (const one of takenBack) {
    const reach = readingReach(one.observedAtMs, one.observedAtMs);
    const known = () => facts.limitReadings(one, reach).filter(isSoundReading);
    writer.dropLimits([one], readingsTouchFromMs([one], known) ?? one.observedAtMs);
  }
  return added.length + takenBack.length > 0;
}

function isSame(one: LimitReading, other: LimitReading): boolean {
  return (
    limitKey(one) === limitKey(other) &&
    one.observedAtMs === other.observedAtMs &&
    one.resetsAtMs === other.resetsAtMs
  );
}

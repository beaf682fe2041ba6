/** What the user says about limits, as readings: the provider has stopped them, until the window's reset. */
import type { Settings } from '../../preload/contract/settings.ts';
import type { LimitReading } from '../domain/limits.ts';
import { keyOfText } from './accountKeys.ts';

/** One reading for each account whose user says that a window is used up and whose reset is still to come. */
export function userReadings({ accounts }: Settings, nowMs: number): LimitReading[] {
  return Object.entries(accounts).flatMap(([text, { limitReached }]) => {
    const key = keyOfText(text);
    if (key === null || limitReached === null || limitReached.untilMs <= nowMs) return [];
    const { window: kind, saidAtMs: observedAtMs, untilMs: resetsAtMs } = limitReached;
    const limit = { ...key, kind, modelName: null, usedPercent: 100 };
    return [{ ...limit, resetsAtMs, source: 'user', observedAtMs }];
  });
}

/** What was remembered, back from its text. */
import type { AlertState } from './types.ts';

/**
 * Reads a state that was written as JSON.
 * @returns null when there is none or it cannot be used: then everything is primed anew, which stays silent
 */
export function parseAlertState(text: string | null): AlertState | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<AlertState> | null;
    const isUsable =
      value?.version === 1 &&
      typeof value.meters === 'object' &&
      Array.isArray(value.toldEvents) &&
      Array.isArray(value.held);
    return isUsable ? (value as AlertState) : null;
  } catch {
    return null;
  }
}

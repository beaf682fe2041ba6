/** Five-hour windows as far as local logs can tell them, where nobody reported any. */
import { SESSION_WINDOW_MS } from './limits.ts';

/** A stretch of use; `isReported` says whether a provider named its reset. */
export type UsageWindow = {
  readonly startsAtMs: number;
  readonly resetsAtMs: number;
  readonly isReported: boolean;
};

/** From when to when. */
export type WindowSpan = Pick<UsageWindow, 'startsAtMs' | 'resetsAtMs'>;

/**
 * Lays five-hour windows over a stream of messages. A reported window is taken as it is; elsewhere a window
 * begins with the first message after the one before has ended (not at a full hour: providers count from
 * the message), and is cut short where a reported one begins.
 *
 * @param messageStartsMs when messages were sent, ascending
 * @param reported reported session windows, any order
 * @returns windows that hold at least one message, ascending
 */
export function usageWindows(
  messageStartsMs: Iterable<number>,
  reported: readonly WindowSpan[],
): UsageWindow[] {
  const known = [...reported].sort((a, b) => a.startsAtMs - b.startsAtMs);
  const windows: UsageWindow[] = [];
  let current: UsageWindow | null = null;
  let nextKnown = 0;
  for (const atMs of messageStartsMs) {
    if (current && atMs < current.resetsAtMs) continue;
    while (nextKnown < known.length && (known[nextKnown] as WindowSpan).resetsAtMs <= atMs)
      nextKnown += 1;
    const candidate = known[nextKnown];
    current =
      candidate && candidate.startsAtMs <= atMs
        ? { startsAtMs: candidate.startsAtMs, resetsAtMs: candidate.resetsAtMs, isReported: true }
        : {
            startsAtMs: atMs,
            resetsAtMs: Math.min(atMs + SESSION_WINDOW_MS, candidate?.startsAtMs ?? Infinity),
            isReported: false,
          };
    windows.push(current);
  }
  return windows;
}

/** The window of a stream of messages that is open now; null: none is. */
export function openWindow(
  messageStartsMs: Iterable<number>,
  reported: readonly WindowSpan[],
  nowMs: number,
): UsageWindow | null {
  const latest = usageWindows(messageStartsMs, reported).findLast(
    ({ startsAtMs }) => startsAtMs <= nowMs,
  );
  return latest && latest.resetsAtMs > nowMs ? latest : null;
}

/** The window that holds an instant, by binary search; undefined when none does. */
export function windowAt(windows: readonly UsageWindow[], atMs: number): UsageWindow | undefined {
  let low = 0;
  let high = windows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const window = windows[middle] as UsageWindow;
    if (atMs < window.startsAtMs) high = middle - 1;
    else if (atMs >= window.resetsAtMs) low = middle + 1;
    else return window;
  }
  return undefined;
}

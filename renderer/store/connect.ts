/** Ties the store to main and to the clock. */
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { messages } from '../messages.ts';
import { speakAs, speech } from './display.ts';
import { useGlance } from './glanceStore.ts';
import { tollgate } from './tollgateApi.ts';

const TICK_MS = 1000;

/**
 * Follows main's snapshots for as long as the page lives; the pushed one wins over an answer that was under way.
 * @returns resolves, and never rejects, when there is something to draw: figures, or why there are none
 */
export async function followSnapshots(): Promise<void> {
  tollgate().onSnapshot(take);
  try {
    const snapshot = await tollgate().request('snapshot:get');
    if (useGlance.getState().snapshot === null) take(snapshot);
  } catch {
    useGlance.setState({ failure: speech().say(messages.noAnswer) });
  }
}

/** Main says the same once more whenever it shows the window; that must not cost a second drawing. */
function take(snapshot: Snapshot): void {
  if (isSame(snapshot, useGlance.getState().snapshot)) return;
  speakAs(snapshot);
  useGlance.setState({ snapshot, nowMs: Date.now() });
}

function isSame(one: Snapshot, other: Snapshot | null): boolean {
  return one.takenAtMs === other?.takenAtMs && JSON.stringify(one) === JSON.stringify(other);
}

/** Ticks each second while somebody can see it, and not at all otherwise. */
export function followClock(): () => void {
  let timer: ReturnType<typeof setInterval> | null = null;
  const tick = () => {
    useGlance.setState({ nowMs: Date.now() });
  };
  const halt = () => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  const adjust = () => {
    halt();
    if (document.visibilityState !== 'visible') return;
    tick();
    timer = setInterval(tick, TICK_MS);
  };
  document.addEventListener('visibilitychange', adjust);
  adjust();
  return () => {
    document.removeEventListener('visibilitychange', adjust);
    halt();
  };
}

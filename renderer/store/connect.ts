/** Ties the store to main and to the clock. */
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { messages } from '../messages.ts';
import { speakAs, speech } from './display.ts';
import { useGlance } from './glanceStore.ts';
import { tollgate } from './tollgateApi.ts';

const TICK_MS = 1000;

/** Follows main's snapshots; the pushed one wins over an answer that was under way. */
export function followSnapshots(): () => void {
  const take = (snapshot: Snapshot) => {
    speakAs(snapshot);
    useGlance.setState({ snapshot, nowMs: Date.now() });
  };
  const stop = tollgate().onSnapshot(take);
  tollgate()
    .request('snapshot:get')
    .then((snapshot) => {
      if (useGlance.getState().snapshot === null) take(snapshot);
    })
    .catch(() => {
      useGlance.setState({ failure: speech().say(messages.noAnswer) });
    });
  return stop;
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

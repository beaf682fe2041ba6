/**
 * When the engine looks: at what was written lately every two seconds while an agent works, every five while none
 * does, at everything each minute.
 */
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import type { Engine } from './engine.ts';

export const HOT_LOOK_MS = 2000;
/** Nobody works: the first answer of a new session is seen this much later, and an idle day costs half as much. */
export const RESTING_LOOK_MS = 5000;
export const FULL_LOOK_MS = 60_000;
/** Whoever has just started the program is about to try it out. */
const AWAKE_MS = 60_000;

/** How long to wait after a look. */
export function pauseAfter(
  { phase, sessions }: Pick<Snapshot, 'phase' | 'sessions'>,
  runningMs: number,
): number {
  const isResting = phase === 'ready' && sessions.length === 0 && runningMs >= AWAKE_MS;
  return isResting ? RESTING_LOOK_MS : HOT_LOOK_MS;
}

export type Heartbeat = {
  /** Looks at everything now, because the user asked or the machine woke up. */
  refresh(): Promise<void>;
  stop(): void;
};

/** Starts looking. A look that takes long delays the next one; looks never pile up. */
export function startHeartbeat(engine: Pick<Engine, 'look'>): Heartbeat {
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  let fullLookDueAt = 0;
  const startedAt = performance.now();

  async function beat(): Promise<void> {
    const isFull = performance.now() >= fullLookDueAt;
    if (isFull) fullLookDueAt = performance.now() + FULL_LOOK_MS;
    const snapshot = await engine.look(isFull ? 'full' : 'hot');
    if (isStopped) return;
    const pauseMs = pauseAfter(snapshot, performance.now() - startedAt);
    timer = setTimeout(() => void beat(), pauseMs);
  }

  void beat();
  return {
    async refresh() {
      fullLookDueAt = performance.now() + FULL_LOOK_MS;
      await engine.look('full');
    },
    stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}

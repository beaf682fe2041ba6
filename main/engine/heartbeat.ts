/** When the engine looks: at what was written lately every two seconds, at everything each minute. */
import type { Engine } from './engine.ts';

export const HOT_LOOK_MS = 2000;
export const FULL_LOOK_MS = 60_000;

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

  async function beat(): Promise<void> {
    const isFull = performance.now() >= fullLookDueAt;
    if (isFull) fullLookDueAt = performance.now() + FULL_LOOK_MS;
    await engine.look(isFull ? 'full' : 'hot');
    if (!isStopped) timer = setTimeout(() => void beat(), HOT_LOOK_MS);
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

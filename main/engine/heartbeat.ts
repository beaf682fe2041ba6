/** Looks again and again, at the pace that the machine and the agents ask for (`pace.ts`). */
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import type { Engine } from './engine.ts';
import { AWAKE, paceOf, type Surroundings } from './pace.ts';

export type Heartbeat = {
  /** Looks at everything now, because the user asked or the machine woke up. */
  refresh(): Promise<void>;
  /** Looks at what was written lately now, because somebody is about to read the figures. */
  glimpse(): void;
  /** Follows what the machine does; whatever asks for a quicker pace is looked at now. */
  adapt(surroundings: Surroundings): void;
  stop(): void;
};

/**
 * Starts looking. A look that takes long delays the next one; looks never pile up.
 * @param onLooked after each look
 */
export function startHeartbeat(
  engine: Pick<Engine, 'look'>,
  onLooked: () => void = () => undefined,
): Heartbeat {
  let timer: NodeJS.Timeout | null = null;
  let isLooking = false;
  let isStopped = false;
  let surroundings = AWAKE;
  let latest: Snapshot | null = null;
  let listedAtMs = -Infinity;
  const startedAtMs = performance.now();
  const pace = () => paceOf(latest, performance.now() - startedAtMs, surroundings);

  async function beat(): Promise<void> {
    isLooking = true;
    const isFull = performance.now() - listedAtMs >= pace().fullMs;
    if (isFull) listedAtMs = performance.now();
    latest = await engine.look(isFull ? 'full' : 'hot', pace().paintMs);
    isLooking = false;
    onLooked();
    if (!isStopped) timer = setTimeout(() => void beat(), pace().hotMs);
  }

  function glimpse(): void {
    if (isLooking || isStopped) return;
    if (timer) clearTimeout(timer);
    void beat();
  }

  void beat();
  return {
    async refresh() {
      listedAtMs = performance.now();
      latest = await engine.look('full');
    },
    glimpse,
    adapt(next) {
      const before = pace();
      surroundings = next;
      if (pace().hotMs < before.hotMs) glimpse();
    },
    stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
    },
  };
}

/**
 * Keeping a thread's heap in proportion to what it holds while a long history is read. Left alone, V8 lets the part for
 * young objects grow to 134 MB and collects old ones late, because a program that allocates much usually keeps much;
 * here nearly everything is gone once it is saved.
 */
import { v8Module, vmModule } from './lateModules.ts';

/** Larger nurseries made reading no quicker. */
const LARGEST_NURSERY_BYTES = 16_000_000;
/** Growth after which collecting is worth its tens of milliseconds. */
const GROWTH_BYTES = 25_000_000;

type Collect = (options: object) => void;

let isNurserySettled = false;
let collect: Collect | null = null;

/** Lets the part for young objects grow no further once it is large. Cheap enough to be asked often. */
export function settleNursery(): void {
  if (isNurserySettled) return;
  const nursery = v8Module()
    .getHeapSpaceStatistics()
    .find((space) => space.space_name === 'new_space');
  if (!nursery || nursery.space_size < LARGEST_NURSERY_BYTES) return;
  isNurserySettled = true;
  v8Module().setFlagsFromString('--semi-space-growth-factor=1');
}

/** For one long reading: `look` is called when something has been let go. */
export function createHeapCare() {
  const v8 = v8Module();
  let keptBytes = v8.getHeapStatistics().used_heap_size;
  return {
    look(): void {
      settleNursery();
      if (v8.getHeapStatistics().used_heap_size - keptBytes < GROWTH_BYTES) return;
      collectGarbage('regular');
      keptBytes = v8.getHeapStatistics().used_heap_size;
    },
  };
}

/**
 * Collects all garbage. Nothing happens where V8 does not offer it.
 * @param flavor the last resort also gives back to the system what is kept for growing again
 */
export function collectGarbage(flavor: 'regular' | 'last-resort'): void {
  const v8 = v8Module();
  v8.setFlagsFromString('--expose-gc');
  try {
    collect ??= (vmModule().runInNewContext('globalThis.gc') as Collect | undefined) ?? null;
    collect?.({ type: 'major', execution: 'sync', flavor });
  } finally {
    v8.setFlagsFromString('--no-expose-gc');
  }
}

/**
 * How often the engine looks. Whoever works or watches gets figures within seconds; a machine that rests, runs on
 * its battery or is locked pays less.
 */
import type { Snapshot } from '../../preload/contract/snapshot.ts';

/** What the machine is doing, as far as the system tells; false where it does not. */
export type Surroundings = {
  readonly isAsleep: boolean;
  readonly isLocked: boolean;
  readonly isOnBattery: boolean;
};

/** Nothing is known that would be a reason to look less often. */
export const AWAKE: Surroundings = { isAsleep: false, isLocked: false, isOnBattery: false };

/** Pauses in milliseconds: between looks at the latest files, and between listings of everything. */
export type Pace = { readonly hotMs: number; readonly fullMs: number };

type Paces = { readonly working: Pace; readonly resting: Pace };

/**
 * While an agent works a plan may end at any moment, so that this pause stays short even where nobody watches: what
 * is held or said then depends on it. While none does, a session's first answer is seen that much later.
 */
const PACES: Readonly<Record<'plugged' | 'battery' | 'locked' | 'asleep', Paces>> = {
  plugged: {
    working: { hotMs: 2000, fullMs: 60_000 },
    resting: { hotMs: 5000, fullMs: 60_000 },
  },
  battery: {
    working: { hotMs: 3000, fullMs: 120_000 },
    resting: { hotMs: 8000, fullMs: 120_000 },
  },
  locked: {
    working: { hotMs: 5000, fullMs: 120_000 },
    resting: { hotMs: 15_000, fullMs: 300_000 },
  },
  // A machine that sleeps runs no timers. Were it to wake without saying so, this is how long nobody would look.
  asleep: {
    working: { hotMs: 30_000, fullMs: 300_000 },
    resting: { hotMs: 30_000, fullMs: 300_000 },
  },
};

/** Whoever has just started the program is about to try it out. */
const FRESH_MS = 60_000;

/**
 * @param snapshot the last look's; null before the first
 * @param runningMs since the engine was started
 */
export function paceOf(
  snapshot: Pick<Snapshot, 'phase' | 'sessions'> | null,
  runningMs: number,
  surroundings: Surroundings,
): Pace {
  const isKnown = snapshot?.phase === 'ready' && runningMs >= FRESH_MS;
  const paces = PACES[placeOf(surroundings)];
  return isKnown && snapshot.sessions.length === 0 ? paces.resting : paces.working;
}

function placeOf({ isAsleep, isLocked, isOnBattery }: Surroundings): keyof typeof PACES {
  if (isAsleep) return 'asleep';
  if (isLocked) return 'locked';
  return isOnBattery ? 'battery' : 'plugged';
}

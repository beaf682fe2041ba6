/**
 * How often the engine looks. Whoever watches, or works near the end of a plan, gets figures within seconds; a
 * machine on which nobody watches, that rests, runs on its battery or is locked pays less.
 */
import type { Snapshot } from '../../preload/contract/snapshot.ts';

/** What the machine and its user are doing, as far as the system tells; false where it does not. */
export type Surroundings = {
  readonly isAsleep: boolean;
  readonly isLocked: boolean;
  readonly isOnBattery: boolean;
  /** A window of ours is on screen. */
  readonly isWatched: boolean;
};

/** A machine in use of which nothing else is known. */
export const AWAKE: Surroundings = {
  isAsleep: false,
  isLocked: false,
  isOnBattery: false,
  isWatched: false,
};

export type Pace = {
  /** Milliseconds between looks at the latest files. */
  readonly hotMs: number;
  /** Milliseconds between looks at everything. */
  readonly fullMs: number;
  /** Without news the snapshot is made again when it is so old: a reset or an ageing reading may change it. */
  readonly paintMs: number;
};

/** Pressing: somebody watches, or an agent works whose plan may end before long. */
type Need = 'pressing' | 'calm';

const PACES: Readonly<Record<'plugged' | 'battery' | 'locked' | 'asleep', Record<Need, Pace>>> = {
  plugged: {
    pressing: { hotMs: 2000, fullMs: 60_000, paintMs: 10_000 },
    calm: { hotMs: 5000, fullMs: 60_000, paintMs: 30_000 },
  },
  battery: {
    pressing: { hotMs: 3000, fullMs: 120_000, paintMs: 10_000 },
    calm: { hotMs: 10_000, fullMs: 120_000, paintMs: 30_000 },
  },
  // Nobody watches, but what is held still depends on it.
  locked: {
    pressing: { hotMs: 5000, fullMs: 120_000, paintMs: 10_000 },
    calm: { hotMs: 15_000, fullMs: 300_000, paintMs: 60_000 },
  },
  // A machine that sleeps runs no timers. Were it to wake without saying so, this is how long nobody would look.
  asleep: {
    pressing: { hotMs: 30_000, fullMs: 300_000, paintMs: 60_000 },
    calm: { hotMs: 30_000, fullMs: 300_000, paintMs: 60_000 },
  },
};

/** Whoever has just started the program is about to try it out. */
const FRESH_MS = 60_000;
/** Well before any level at which something is said or held: an hour's work of several agents is not this much. */
const PRESSING_PERCENT = 75;

type Seen = Pick<Snapshot, 'phase' | 'sessions' | 'windows' | 'boundary'>;

/**
 * @param seen the last look's; null before the first
 * @param runningMs since the engine was started
 */
export function paceOf(seen: Seen | null, runningMs: number, surroundings: Surroundings): Pace {
  return PACES[placeOf(surroundings)][needOf(seen, runningMs, surroundings)];
}

function placeOf({ isAsleep, isLocked, isOnBattery }: Surroundings): keyof typeof PACES {
  if (isAsleep) return 'asleep';
  if (isLocked) return 'locked';
  return isOnBattery ? 'battery' : 'plugged';
}

function needOf(seen: Seen | null, runningMs: number, { isWatched }: Surroundings): Need {
  if (isWatched || seen?.phase !== 'ready' || runningMs < FRESH_MS) return 'pressing';
  return seen.sessions.length > 0 && mayEndSoon(seen) ? 'pressing' : 'calm';
}

/** A plan is at its end, or may be before long. */
function mayEndSoon({ boundary, windows }: Seen): boolean {
  const isCalm = boundary.state === 'on-plan' || boundary.state === 'unknown';
  return !isCalm || windows.some(({ usedPercent }) => (usedPercent ?? 0) >= PRESSING_PERCENT);
}

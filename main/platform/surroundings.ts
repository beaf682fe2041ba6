/**
 * What the machine is doing: asleep, locked, on its battery; and whether a window of ours is on screen. Some systems
 * tell when it changes (Electron's powerMonitor: sleep on all of them, lock and battery on macOS and Windows); the
 * rest is asked now and then.
 */
import { AWAKE, type Surroundings } from '../engine/pace.ts';

/** The part of Electron's powerMonitor that is used. */
export type PowerSource = {
  on(event: PowerEvent, listener: () => void): unknown;
  off(event: PowerEvent, listener: () => void): unknown;
  getSystemIdleState(idleSeconds: number): 'active' | 'idle' | 'locked' | 'unknown';
  isOnBatteryPower(): boolean;
};

/** A window, as far as it tells whether it can be seen. */
export type SeenWindow = {
  on(event: WindowEvent, listener: () => void): unknown;
  isDestroyed(): boolean;
  isVisible(): boolean;
  isMinimized(): boolean;
};

type WindowEvent = 'show' | 'hide' | 'minimize' | 'restore' | 'closed';

const WINDOW_EVENTS: readonly WindowEvent[] = ['show', 'hide', 'minimize', 'restore', 'closed'];

/** All windows of the program, whoever makes them. */
export type WindowSource = {
  all(): readonly SeenWindow[];
  /** Calls for each window that is made from now on. */
  onCreated(listener: (window: SeenWindow) => void): void;
};

type PowerEvent = 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen' | 'on-battery' | 'on-ac';

export type SurroundingsPorts = {
  /** Called when something has changed. */
  readonly follow: (surroundings: Surroundings) => void;
  /** Called when the machine woke up or was unlocked: whatever is shown may be old. */
  readonly wake: () => void;
};

const ASK_EVERY_MS = 60_000;
/** Only `locked` is of interest, for which the length of idleness makes no difference. */
const IDLE_SECONDS = 60;

/** Watches until the function it returns is called. */
export function watchSurroundings(
  power: PowerSource,
  windows: WindowSource,
  { follow, wake }: SurroundingsPorts,
): () => void {
  let known = AWAKE;
  let isEnded = false;

  function take(change: Partial<Surroundings>): void {
    const next = { ...known, ...change };
    const isSame = (Object.keys(next) as (keyof Surroundings)[]).every(
      (key) => next[key] === known[key],
    );
    if (isSame) return;
    const isBack = (known.isAsleep && !next.isAsleep) || (known.isLocked && !next.isLocked);
    known = next;
    follow(known);
    if (isBack) wake();
  }

  function lookAtWindows(): void {
    const isOnScreen = (window: SeenWindow) =>
      !window.isDestroyed() && window.isVisible() && !window.isMinimized();
    if (!isEnded) take({ isWatched: windows.all().some(isOnScreen) });
  }

  /** Whoever can be asked is running: the machine is not asleep, whether or not it said that it woke. */
  function ask(): void {
    const isLocked = power.getSystemIdleState(IDLE_SECONDS) === 'locked';
    take({ isAsleep: false, isLocked, isOnBattery: power.isOnBatteryPower() });
  }

  const listeners: Readonly<Record<PowerEvent, () => void>> = {
    suspend: () => take({ isAsleep: true }),
    // Always worth a look: a nap may be told of at its end only.
    resume: () => (known.isAsleep ? take({ isAsleep: false }) : wake()),
    'lock-screen': () => take({ isLocked: true }),
    'unlock-screen': () => (known.isLocked ? take({ isLocked: false }) : wake()),
    'on-battery': () => take({ isOnBattery: true }),
    'on-ac': () => take({ isOnBattery: false }),
  };
  const events = Object.entries(listeners) as [PowerEvent, () => void][];
  for (const [event, listener] of events) power.on(event, listener);
  windows.onCreated((window) => {
    for (const event of WINDOW_EVENTS) window.on(event, lookAtWindows);
  });
  const timer = setInterval(ask, ASK_EVERY_MS);
  ask();
  return () => {
    isEnded = true;
    clearInterval(timer);
    for (const [event, listener] of events) power.off(event, listener);
  };
}

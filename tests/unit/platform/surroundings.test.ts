import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AWAKE, type Surroundings } from '../../../main/engine/pace.ts';
import {
  watchSurroundings,
  type PowerSource,
  type SeenWindow,
  type WindowSource,
} from '../../../main/platform/surroundings.ts';

/** A machine whose sleep, lock and battery are the test's: none of them can be had here. */
class Machine extends EventEmitter implements PowerSource {
  idleState: 'active' | 'idle' | 'locked' | 'unknown' = 'active';
  isOnBattery = false;
  getSystemIdleState() {
    return this.idleState;
  }
  isOnBatteryPower() {
    return this.isOnBattery;
  }
}

class Window extends EventEmitter implements SeenWindow {
  isOnScreen = false;
  isDestroyed() {
    return false;
  }
  isVisible() {
    return this.isOnScreen;
  }
  isMinimized() {
    return false;
  }
}

let machine: Machine;
let windows: Window[] = [];
let make: () => Window;
let followed: Surroundings[] = [];
let wakes = 0;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  machine = new Machine();
  [followed, wakes, windows] = [[], 0, []];
  const source: WindowSource = {
    all: () => windows,
    onCreated(listener) {
      make = () => {
        const made = new Window();
        windows.push(made);
        listener(made);
        return made;
      };
    },
  };
  stop = watchSurroundings(machine, source, {
    follow: (surroundings) => followed.push(surroundings),
    wake: () => (wakes += 1),
  });
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

it('says nothing while nothing happens', () => {
  vi.advanceTimersByTime(10 * 60_000);
  expect(followed).toEqual([]);
  expect(wakes).toBe(0);
});

it('follows sleep, lock and battery where the system tells of them', () => {
  for (const event of ['on-battery', 'lock-screen', 'suspend', 'resume', 'unlock-screen', 'on-ac'])
    machine.emit(event);
  expect(followed).toEqual([
    { ...AWAKE, isOnBattery: true },
    { ...AWAKE, isLocked: true, isOnBattery: true },
    { ...AWAKE, isAsleep: true, isLocked: true, isOnBattery: true },
    { ...AWAKE, isLocked: true, isOnBattery: true },
    { ...AWAKE, isOnBattery: true },
    AWAKE,
  ]);
  expect(wakes).toBe(2);
});

it('asks each minute where the system does not tell', () => {
  [machine.idleState, machine.isOnBattery] = ['locked', true];
  vi.advanceTimersByTime(60_000);
  expect(followed).toEqual([{ ...AWAKE, isLocked: true, isOnBattery: true }]);
  [machine.idleState, machine.isOnBattery] = ['active', false];
  vi.advanceTimersByTime(60_000);
  expect(followed.at(-1)).toEqual(AWAKE);
  expect(wakes).toBe(1);
});

it('tells of a waking that nobody announced, each time', () => {
  machine.emit('resume');
  machine.emit('unlock-screen');
  expect(wakes).toBe(2);
  expect(followed).toEqual([]);
});

it('takes a machine that runs on for awake, also when it never said that it woke', () => {
  machine.emit('suspend');
  vi.advanceTimersByTime(60_000);
  expect(followed.at(-1)).toEqual(AWAKE);
  expect(wakes).toBe(1);
});

it('knows whether any window is on screen', () => {
  const [one, other] = [make(), make()];
  const turn = (window: Window, isOnScreen: boolean) => {
    window.isOnScreen = isOnScreen;
    window.emit(isOnScreen ? 'show' : 'hide');
    return followed.at(-1)?.isWatched;
  };
  expect(turn(one, true)).toBe(true);
  expect(turn(other, true)).toBe(true);
  expect(turn(one, false)).toBe(true);
  expect(turn(other, false)).toBe(false);
  expect(followed).toHaveLength(2);
  expect(wakes).toBe(0);
});

it('leaves nothing behind', () => {
  stop();
  machine.emit('suspend');
  machine.idleState = 'locked';
  vi.advanceTimersByTime(10 * 60_000);
  expect(followed).toEqual([]);
  expect(machine.eventNames().filter((name) => machine.listenerCount(name) > 0)).toEqual([]);
});

import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AWAKE, type Surroundings } from '../../../main/engine/pace.ts';
import { watchSurroundings, type PowerSource } from '../../../main/platform/surroundings.ts';

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

let machine: Machine;
let followed: Surroundings[] = [];
let wakes = 0;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  machine = new Machine();
  [followed, wakes] = [[], 0];
  stop = watchSurroundings(machine, {
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
    { isAsleep: false, isLocked: false, isOnBattery: true },
    { isAsleep: false, isLocked: true, isOnBattery: true },
    { isAsleep: true, isLocked: true, isOnBattery: true },
    { isAsleep: false, isLocked: true, isOnBattery: true },
    { isAsleep: false, isLocked: false, isOnBattery: true },
    AWAKE,
  ]);
  expect(wakes).toBe(2);
});

it('asks each minute where the system does not tell', () => {
  [machine.idleState, machine.isOnBattery] = ['locked', true];
  vi.advanceTimersByTime(60_000);
  expect(followed).toEqual([{ isAsleep: false, isLocked: true, isOnBattery: true }]);
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

it('leaves nothing behind', () => {
  stop();
  machine.emit('suspend');
  machine.idleState = 'locked';
  vi.advanceTimersByTime(10 * 60_000);
  expect(followed).toEqual([]);
  expect(machine.eventNames().filter((name) => machine.listenerCount(name) > 0)).toEqual([]);
});

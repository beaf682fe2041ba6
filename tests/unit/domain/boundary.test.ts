import { describe, expect, it } from 'vitest';
import { boundaryOf, windowBoundaryState } from '../../../main/domain/boundary.ts';
import { endingAt, HOUR, MINUTE, NOW, windowView } from './windowView.ts';

describe('windowBoundaryState', () => {
  it.each([
    [null, 'unknown'],
    [0, 'on-plan'],
    [89.9, 'on-plan'],
    [90, 'near'],
    [96.9, 'near'],
    [97, 'at-boundary'],
    [100, 'at-boundary'],
  ])('%s percent used is %s', (usedPercent, state) => {
    expect(windowBoundaryState(windowView({ usedPercent }), NOW)).toBe(state);
  });

  it.each([
    [15 * MINUTE, 'near'],
    [15 * MINUTE + 1, 'on-plan'],
    [-MINUTE, 'near'],
  ])('a forecast end in %d ms is %s', (inMs, state) => {
    const view = windowView({ pace: endingAt(NOW + inMs) });
    expect(windowBoundaryState(view, NOW)).toBe(state);
  });

  it('a pace that lasts until the reset is no reason to worry', () => {
    expect(windowBoundaryState(windowView({ pace: endingAt(null) }), NOW)).toBe('on-plan');
  });
});

describe('boundaryOf', () => {
  it('is unknown without windows, and says nothing else', () => {
    expect(boundaryOf([], NOW)).toEqual({
      state: 'unknown',
      windowId: null,
      source: null,
      asOfMs: null,
      nextChangeAtMs: null,
    });
  });

  it('a window without a percent does not decide', () => {
    expect(boundaryOf([windowView({ usedPercent: null })], NOW).state).toBe('unknown');
  });

  it('the most severe window decides, whatever its kind', () => {
    const weekly = windowView({
      id: 'weekly',
      kind: 'weekly',
      usedPercent: 98,
      resetsAtMs: NOW + 50 * HOUR,
    });
    expect(boundaryOf([windowView({ usedPercent: 91 }), weekly], NOW)).toEqual({
      state: 'at-boundary',
      windowId: 'weekly',
      source: 'status-line',
      asOfMs: NOW - MINUTE,
      nextChangeAtMs: NOW + 50 * HOUR,
    });
  });

  it('of equally severe windows the first decides', () => {
    const windows = [windowView({ id: 'one' }), windowView({ id: 'other' })];
    expect(boundaryOf(windows, NOW).windowId).toBe('one');
  });

  it('a reset that was not said is not a change to come', () => {
    expect(boundaryOf([windowView({ resetsAtMs: null })], NOW).nextChangeAtMs).toBeNull();
  });
});

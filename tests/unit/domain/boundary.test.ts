import { describe, expect, it } from 'vitest';
import { windowBoundaryState } from '../../../main/domain/boundary.ts';
import { DEFAULT_BOUNDARY_SETTINGS } from '../../../main/domain/boundary/types.ts';
import { endingAt, MINUTE, NOW, windowView } from './windowView.ts';

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
    expect(windowBoundaryState(windowView({ usedPercent }), DEFAULT_BOUNDARY_SETTINGS, NOW)).toBe(
      state,
    );
  });

  it.each([
    [15 * MINUTE, 'near'],
    [15 * MINUTE + 1, 'on-plan'],
    [-MINUTE, 'near'],
  ])('a forecast end in %d ms is %s', (inMs, state) => {
    const view = windowView({ pace: endingAt(NOW + inMs) });
    expect(windowBoundaryState(view, DEFAULT_BOUNDARY_SETTINGS, NOW)).toBe(state);
  });

  it('the limits are the user’s own', () => {
    const own = { ...DEFAULT_BOUNDARY_SETTINGS, nearPercent: 50, closesAtPercent: 60 };
    const state = (usedPercent: number) =>
      windowBoundaryState(windowView({ usedPercent }), own, NOW);
    expect([49, 50, 60].map(state)).toEqual(['on-plan', 'near', 'at-boundary']);
  });

  it('a pace that lasts until the reset is no reason to worry', () => {
    const view = windowView({ pace: endingAt(null) });
    expect(windowBoundaryState(view, DEFAULT_BOUNDARY_SETTINGS, NOW)).toBe('on-plan');
  });
});

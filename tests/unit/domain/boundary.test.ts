import { describe, expect, it } from 'vitest';
import { windowBoundaryState } from '../../../main/domain/boundary.ts';
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

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  extent,
  placeRoadLabels,
  placeUseLabel,
  touches,
  type LabelInput,
  type PlacedLabel,
} from '../../../renderer/glance/roadLabels.ts';

/** Six pixels a character, as a stand-in for a font. */
const measure = (text: string) => text.length * 6;

function input(changes: Partial<LabelInput> = {}): LabelInput {
  return {
    widthPx: 336,
    nowX: 150,
    postX: 220,
    startText: '12:00',
    nowText: 'now 14:19',
    endText: '15:20',
    resetWidthPx: measure('resets 17:00'),
    measure,
    ...changes,
  };
}

describe('labels of the road', () => {
  test('stand under their instants where there is room', () => {
    const { start, now, end } = placeRoadLabels(input());
    expect(start).toEqual({ text: '12:00', x: 0, anchor: 'start' });
    expect(now).toMatchObject({ x: 150, anchor: 'middle', row: 'axis' });
    expect(end).toMatchObject({ x: 227, anchor: 'start' });
  });

  test('early in the window, the start gives way to now', () => {
    const { start, now } = placeRoadLabels(input({ nowX: 8 }));
    expect(start).toBeNull();
    expect(now).toMatchObject({ x: 0, anchor: 'start', row: 'axis' });
  });

  test('late in the window, now stands above the road', () => {
    const { now, start } = placeRoadLabels(input({ nowX: 290, postX: null, endText: null }));
    expect(now.row).toBe('top');
    expect(start).not.toBeNull();
  });

  test('now leans away from a post beside it', () => {
    const { now } = placeRoadLabels(input({ nowX: 296, postX: 301, endText: null }));
    expect(now).toMatchObject({ row: 'top', anchor: 'end', x: 294 });
  });

  test('the end is left out before it touches now', () => {
    const { end } = placeRoadLabels(input({ nowX: 296, postX: 301 }));
    expect(end).toBeNull();
  });

  test('the start gives way to a reset that fills a narrow axis', () => {
    const { start } = placeRoadLabels(
      input({ widthPx: 100, nowX: 50, postX: null, endText: null }),
    );
    expect(start).toBeNull();
  });

  test('never touch each other, whatever the times and the width', () => {
    fc.assert(
      fc.property(
        fc.record({
          widthPx: fc.integer({ min: 150, max: 700 }),
          now: fc.float({ min: 0, max: 1, noNaN: true }),
        }),
        fc.option(fc.float({ min: 0, max: 1, noNaN: true })),
        ({ widthPx, now: share }, post) => {
          const given = input({
            widthPx,
            nowX: share * widthPx,
            postX: post === null ? null : post * widthPx,
            endText: post === null ? null : '15:20',
          });
          const { start, now, end } = placeRoadLabels(given);
          const reset: PlacedLabel = { text: 'resets 17:00', x: widthPx, anchor: 'end' };
          const axis = [start, reset, now.row === 'axis' ? now : null];
          const top = [end, now.row === 'top' ? now : null];
          return isClear(axis) && isClear(top);
        },
      ),
    );
  });
});

function isClear(labels: readonly (PlacedLabel | null)[]): boolean {
  const placed = labels.filter((label) => label !== null);
  return placed.every((one, index) =>
    placed
      .slice(index + 1)
      .every((other) => !touches(extent(one, measure), extent(other, measure))),
  );
}

describe('percent beside the reading', () => {
  test.each([
    [
      { x: 150, y: 40 },
      { anchor: 'end', y: 32, isUnderLine: false },
    ],
    [
      { x: 150, y: 4 },
      { anchor: 'end', y: 32, isUnderLine: true },
    ],
    [
      { x: 5, y: 80 },
      { anchor: 'start', y: 72, isUnderLine: false },
    ],
  ])('at %j', (reading, expected) => {
    expect(placeUseLabel(reading, 30)).toMatchObject(expected);
  });
});

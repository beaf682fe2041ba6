/** Bars of History: whose use is which piece, and which labels the axis has room for. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistorySums } from '../../../preload/contract/review/history.ts';
import { barGeometry, ticksThatFit, type Bar } from '../../../renderer/history/barGeometry.ts';

const NOTHING: HistorySums = {
  events: 0,
  unpricedEvents: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheWriteTokens: 0,
  cacheReadTokens: 0,
  planMicros: 0,
  creditMicros: 0,
  unclearMicros: 0,
  apiKeyMicros: 0,
};
const bar = (values: Partial<Bar>): Bar => {
  return { id: '', name: '', tick: null, sums: NOTHING, parts: [], ...values };
};

describe('the pieces of a bar', () => {
  it('tell API-key use of several apart, each in its own colour, and add up to the bar', () => {
    const parts = [
      { ...NOTHING, planMicros: 4_000_000, apiKeyMicros: 1_000_000 },
      { ...NOTHING, apiKeyMicros: 3_000_000 },
    ];
    const sums = { ...NOTHING, planMicros: 4_000_000, apiKeyMicros: 4_000_000 };
    const one = bar({ sums, parts });
    const geometry = barGeometry([one], 300);
    const pieces = geometry.piecesOf(one);
    expect(pieces.map(({ fill }) => fill)).toEqual([
      { series: 0 },
      { series: 0, isApiKey: true },
      { series: 1, isApiKey: true },
    ]);
    const height = pieces.reduce((sum, piece) => sum + piece.height, 0);
    expect(height).toBeCloseTo(geometry.yOf(0) - geometry.yOf(8_000_000), 5);
  });
});

describe('the labels of the axis', () => {
  const labels = fc.array(fc.option(fc.string({ minLength: 1, maxLength: 12 })), { maxLength: 80 });

  it('lie within the drawing and never over one another', () => {
    fc.assert(
      fc.property(labels, fc.integer({ min: 120, max: 1200 }), (texts, widthPx) => {
        const bars = texts.map((tick) => bar({ tick }));
        const widthOf = (text: string) => text.length * 7;
        const ticks = ticksThatFit(bars, barGeometry(bars, widthPx), widthPx, widthOf);
        let end = 0;
        for (const { x, text } of ticks) {
          expect(x - widthOf(text) / 2).toBeGreaterThanOrEqual(end - 1e-9);
          end = x + widthOf(text) / 2;
        }
        expect(end).toBeLessThanOrEqual(widthPx + 1e-9);
        if (texts.some((text) => text !== null)) expect(ticks.length).toBeGreaterThan(0);
      }),
    );
  });
});

/** However long nobody paused, the window that is open now is the one that all messages make. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chainedStarts,
  USUAL_LOOK_BACK_MS,
  type ChainPast,
} from '../../../main/domain/windowChain.ts';
import { usageWindows, type WindowSpan } from '../../../main/domain/windows.ts';
import { DAY, HOUR, MINUTE, NOW } from './windowView.ts';

/** Every message and reported window there is; `asked` remembers how far back somebody looked. */
function pastOf(allMs: readonly number[], reported: readonly WindowSpan[] = []) {
  const asked: number[] = [];
  const past: ChainPast = {
    startsBetween(fromMs, untilMs) {
      asked.push(Math.round((NOW - fromMs) / DAY));
      return allMs.filter((atMs) => atMs >= fromMs && atMs < untilMs);
    },
    reportedSince: (fromMs) => reported.filter(({ resetsAtMs }) => resetsAtMs > fromMs),
  };
  return { past, asked };
}

function chained(allMs: readonly number[], past: ChainPast, knownMs: number | null = null) {
  const fromMs = NOW - USUAL_LOOK_BACK_MS;
  const recentMs = allMs.filter((atMs) => atMs >= fromMs);
  return chainedStarts({ recentMs, fromMs, untilMs: NOW }, past, knownMs);
}

const every = (minutes: number, days: number) =>
  Array.from({ length: Math.floor((days * DAY) / (minutes * MINUTE)) }, (_, index) => {
    return NOW - days * DAY + index * minutes * MINUTE;
  });

const lastWindow = (startsMs: readonly number[], reported: readonly WindowSpan[] = []) =>
  usageWindows(startsMs, reported).at(-1);

describe('the messages that decide about the open window', () => {
  it('are those of the last days where they hold a pause, and nothing else is asked for', () => {
    const { past, asked } = pastOf([]);
    const withPause = every(17, 20).filter(
      (atMs) => atMs < NOW - 30 * HOUR || atMs > NOW - 24 * HOUR,
    );
    expect(chained(withPause, past)).toEqual(withPause.filter((atMs) => atMs >= NOW - 3 * DAY));
    expect(chained([], past)).toEqual([]);
    expect(chained([NOW - 60 * HOUR], past)).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  it('are those since a window that a provider reported in the last days', () => {
    const reported = [{ startsAtMs: NOW - 40 * HOUR, resetsAtMs: NOW - 35 * HOUR }];
    const { past, asked } = pastOf(every(17, 20), reported);
    chained(every(17, 20), past);
    expect(asked).toEqual([]);
  });

  it('go back twice as far until there was a pause, without one no further than 64 days', () => {
    const eight = pastOf(every(17, 8));
    expect(lastWindow(chained(every(17, 8), eight.past))).toEqual(lastWindow(every(17, 8)));
    expect(eight.asked).toEqual([6, 12]);
    const endless = pastOf(every(97, 200));
    chained(every(97, 200), endless.past);
    expect(endless.asked).toEqual([6, 12, 24, 48, 64]);
  });

  it('follow from a window that is known, without going back beyond it', () => {
    const all = every(17, 20);
    const windows = usageWindows(all, []);
    const known = windows.findLast(({ startsAtMs }) => startsAtMs < NOW - 4 * DAY);
    const { past, asked } = pastOf(all);
    const startsMs = chained(all, past, known?.startsAtMs ?? null);
    expect(lastWindow(startsMs)).toEqual(windows.at(-1));
    expect(asked).toEqual([4]);
    // The next look goes on from a later one.
    expect(NOW - (startsMs[0] as number)).toBeLessThan(USUAL_LOOK_BACK_MS + 6 * HOUR);
  });

  it('make the same window as all there are, whoever paused or reported when', () => {
    const gaps = fc.array(
      fc.oneof(
        { weight: 60, arbitrary: fc.integer({ min: 1, max: 299 }) },
        { weight: 1, arbitrary: fc.integer({ min: 300, max: 900 }) },
      ),
      { minLength: 1, maxLength: 400, size: 'max' },
    );
    const resets = fc.array(fc.integer({ min: 0, max: 40 * 24 * 60 }), { maxLength: 2 });
    fc.assert(
      fc.property(gaps, resets, (minutes, ends) => {
        let atMs = NOW + MINUTE;
        const all = minutes.map((gap) => (atMs -= gap * MINUTE)).reverse();
        const reported = ends
          .map((end) => NOW - end * MINUTE)
          .sort((a, b) => a - b)
          .filter((end, index, sorted) => index === 0 || end - (sorted[index - 1] ?? 0) >= 5 * HOUR)
          .map((resetsAtMs) => ({ startsAtMs: resetsAtMs - 5 * HOUR, resetsAtMs }));
        const { past } = pastOf(all, reported);
        const wanted = lastWindow(all, reported);
        // One that has ended decides about nothing, and need not be found.
        fc.pre(wanted !== undefined && wanted.resetsAtMs > NOW);
        const startsMs = chained(all, past);
        expect(lastWindow(startsMs, reported)).toEqual(wanted);
      }),
      { numRuns: 500 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LimitReading } from '../../../main/domain/limits.ts';
import {
  AGREEMENT_PERCENT,
  chooseReading,
  chooseReadings,
  readingConflicts,
  SAME_MOMENT_MS,
} from '../../../main/domain/readings.ts';
import type { SourceId } from '../../../preload/contract/snapshot.ts';
import { SOURCE_RANKS } from '../../../preload/contract/sources.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 22, 14, 0);
const RESET = NOW + 60 * MINUTE;

function reading(change: Partial<LimitReading>): LimitReading {
  return {
    agent: 'claude-code',
    account: '/home/u/.claude',
    kind: 'session',
    modelName: null,
    usedPercent: 60,
    resetsAtMs: RESET,
    source: 'status-line',
    observedAtMs: NOW,
    ...change,
  };
}

describe('the reading that is believed', () => {
  it('is the newest where they are minutes apart', () => {
    const asked = reading({ source: 'claude-usage', usedPercent: 70 });
    const old = reading({ observedAtMs: NOW - SAME_MOMENT_MS - 1 });
    expect(chooseReading([asked, old], NOW)?.reading).toBe(asked);
  });

  it('is the user’s own word until its reset, however new another is', () => {
    const said = reading({ source: 'user', usedPercent: 100, observedAtMs: NOW - 30 * MINUTE });
    const measured = reading({ usedPercent: 62 });
    expect(chooseReading([measured, said], NOW)?.reading).toBe(said);
    expect(chooseReading([said, measured], RESET)?.reading).toBe(measured);
  });

  it('is that of the better source at the same moment', () => {
    const asked = reading({ source: 'claude-usage', usedPercent: 70 });
    const rendered = reading({ observedAtMs: NOW - SAME_MOMENT_MS });
    expect(chooseReading([asked, rendered], NOW)?.reading).toBe(rendered);
  });

  it('is a refusal rather than the percent shown with the response before it', () => {
    const refusal = reading({ source: 'limit-error', usedPercent: 100, observedAtMs: NOW - 5_000 });
    const rendered = reading({ usedPercent: 98 });
    expect(chooseReading([rendered, refusal], NOW)?.reading).toBe(refusal);
  });

  it('is not one whose window had ended by then', () => {
    const refusal = reading({
      source: 'limit-error',
      usedPercent: 100,
      resetsAtMs: NOW - 30_000,
      observedAtMs: NOW - 60_000,
    });
    const fresh = reading({ usedPercent: 2, resetsAtMs: NOW + 5 * 60 * MINUTE });
    expect(chooseReading([refusal, fresh], NOW)).toMatchObject({ reading: fresh, usedPercent: 2 });
  });

  it('has a percent wherever one was stated', () => {
    const silent = reading({ source: 'limit-error', usedPercent: null });
    const old = reading({ source: 'claude-usage', observedAtMs: NOW - 20 * MINUTE });
    expect(chooseReading([silent, old], NOW)?.reading).toBe(old);
    expect(chooseReading([silent], NOW)).toMatchObject({ reading: silent, usedPercent: null });
  });

  it('means zero after its reset and stays within 0 to 100', () => {
    expect(chooseReading([reading({})], RESET)).toMatchObject({
      usedPercent: 0,
      resetsAtMs: null,
      hasReset: true,
    });
    expect(chooseReading([reading({})], RESET - 1)).toMatchObject({ usedPercent: 60 });
    expect(chooseReading([reading({ usedPercent: 102 })], NOW)?.usedPercent).toBe(100);
    expect(chooseReading([reading({ resetsAtMs: null })], RESET)?.usedPercent).toBe(60);
  });

  it('does not come from the future where there is another', () => {
    const future = reading({ usedPercent: 5, observedAtMs: NOW + 60 * MINUTE });
    const past = reading({ observedAtMs: NOW - 30 * MINUTE });
    expect(chooseReading([future, past], NOW)?.reading).toBe(past);
    expect(chooseReading([future], NOW)?.reading).toBe(future);
  });

  it('is chosen for each limit of each account', () => {
    const chosen = chooseReadings(
      [
        reading({}),
        reading({ kind: 'weekly', usedPercent: 20 }),
        reading({ account: '/srv/.claude', usedPercent: 1 }),
        reading({ kind: 'weekly-model', modelName: 'Opus', usedPercent: 2 }),
      ],
      NOW,
    );
    expect(chosen.map(({ usedPercent }) => usedPercent)).toEqual([60, 20, 1, 2]);
  });
});

/** All but the user's own word, which holds until its reset whatever others say. */
const sources = fc.constantFrom(
  ...(Object.keys(SOURCE_RANKS) as SourceId[]).filter((source) => source !== 'user'),
);
const readings = fc.array(
  fc.record({
    source: sources,
    usedPercent: fc.option(fc.double({ min: -20, max: 150, noNaN: true })),
    resetsAtMs: fc.option(fc.integer({ min: NOW - 600 * MINUTE, max: NOW + 600 * MINUTE })),
    observedAtMs: fc.integer({ min: NOW - 30 * MINUTE, max: NOW + 30 * MINUTE }),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('the rule', () => {
  it('gives the same answer in any order', () => {
    fc.assert(
      fc.property(readings, fc.infiniteStream(fc.nat()), (list, chance) => {
        const whole = list.map(reading);
        const keys = new Map(whole.map((one) => [one, chance.next().value as number]));
        const shuffled = [...whole].sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
        expect(chooseReading(shuffled, NOW)).toEqual(chooseReading(whole, NOW));
      }),
    );
  });

  it('never believes a worse source of the same moment, nor one that is older by more', () => {
    fc.assert(
      fc.property(readings, (list) => {
        const whole = list.map(reading);
        const chosen = chooseReading(whole, NOW);
        const { observedAtMs, source } = chosen!.reading;
        const usable = whole.filter(
          (one) =>
            one.usedPercent !== null &&
            one.observedAtMs <= NOW + SAME_MOMENT_MS &&
            (one.resetsAtMs ?? Infinity) > NOW + SAME_MOMENT_MS,
        );
        const better = usable.filter(
          (one) =>
            one.observedAtMs - observedAtMs > SAME_MOMENT_MS ||
            (one.observedAtMs >= observedAtMs && SOURCE_RANKS[one.source] < SOURCE_RANKS[source]),
        );
        expect(better).toEqual([]);
        expect(chosen!.usedPercent ?? 0).toBeGreaterThanOrEqual(0);
        expect(chosen!.usedPercent ?? 0).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('finds no conflict where all say the same', () => {
    fc.assert(
      fc.property(fc.array(sources), (list) => {
        const whole = list.map((source, index) =>
          reading({ source, observedAtMs: NOW - index * MINUTE }),
        );
        expect(readingConflicts(whole, NOW)).toEqual([]);
      }),
    );
  });
});

describe('a conflict', () => {
  const about = (believed: Partial<LimitReading>, other: Partial<LimitReading>) =>
    readingConflicts([reading(believed), reading({ source: 'claude-usage', ...other })], NOW).map(
      (conflict) => [conflict.about, conflict.believed.source, conflict.other.source],
    );

  it('is another percent at the same moment', () => {
    const limit = 60 + AGREEMENT_PERCENT;
    expect(about({}, { usedPercent: limit + 1 })).toEqual([['use', 'status-line', 'claude-usage']]);
    expect(about({}, { usedPercent: limit })).toEqual([]);
  });

  it('is use that fell within a window, not use that grew', () => {
    const earlier = { observedAtMs: NOW - 10 * MINUTE };
    expect(about({}, { ...earlier, usedPercent: 80 })).toEqual([
      ['fell', 'status-line', 'claude-usage'],
    ]);
    expect(about({}, { ...earlier, usedPercent: 10 })).toEqual([]);
  });

  it('is another end of the window, beyond jitter', () => {
    expect(about({}, { resetsAtMs: RESET + 20 * MINUTE })).toEqual([
      ['reset', 'status-line', 'claude-usage'],
    ]);
    expect(about({}, { resetsAtMs: RESET + 5 * MINUTE })).toEqual([]);
  });

  it('is not a window that had ended, nor what was not stated', () => {
    const ended = { observedAtMs: NOW - 10 * MINUTE, resetsAtMs: NOW - MINUTE, usedPercent: 99 };
    expect(about({}, ended)).toEqual([]);
    expect(about({}, { usedPercent: null, resetsAtMs: null })).toEqual([]);
  });
});

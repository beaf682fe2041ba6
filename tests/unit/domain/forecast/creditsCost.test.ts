import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onCredits } from '../../../../main/domain/forecast/cacheLifetime.ts';
import {
  creditRate,
  creditsCostUntilReset,
  waitOrPay,
  type CreditRate,
} from '../../../../main/domain/forecast/creditsCost.ts';
import { totalTokens, type UsageFact } from '../../../../main/domain/usage.ts';
import { event, HOUR, MINUTE, price } from './events.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 30);
const RESET = NOW + 2 * HOUR;
const MILLION = 1_000_000;

describe('what an event would have been on credits', () => {
  it('one-hour writes become five-minute writes', () => {
    const [one] = onCredits([event(NOW, { cacheWrite1hTokens: 7, cacheWrite5mTokens: 2 })]);
    expect(one?.hits).toMatchObject({ cacheWrite1hTokens: 0, cacheWrite5mTokens: 9 });
  });

  it.each([
    [5 * MINUTE, 0, 50],
    [5 * MINUTE + 1, 50, 0],
  ])('%d ms after the request before: %d written again, %d read', (gapMs, written, read) => {
    const events = [event(NOW), event(NOW + gapMs, { cacheReadTokens: 50 })];
    const misses = onCredits(events)[1]?.misses;
    expect(misses).toMatchObject({ cacheWrite5mTokens: written, cacheReadTokens: read });
    expect(onCredits(events)[1]?.hits.cacheReadTokens).toBe(50);
  });

  it('a session’s first event keeps its reads, and other sessions do not warm its cache', () => {
    const events = [
      event(NOW, { cacheReadTokens: 5 }),
      event(NOW + 4 * MINUTE, { sessionId: 'two', cacheReadTokens: 5 }),
      event(NOW + 6 * MINUTE, { cacheReadTokens: 5 }),
    ];
    expect(onCredits(events).map(({ misses }) => misses.cacheReadTokens)).toEqual([5, 5, 0]);
  });

  it('tokens are moved between classes, never made or lost', () => {
    const tokens = fc.nat(1000);
    const any = fc.record({
      atMs: fc.nat(3600).map((second) => NOW + second * 1000),
      sessionId: fc.constantFrom('one', 'two'),
      cacheWrite5mTokens: tokens,
      cacheWrite1hTokens: tokens,
      cacheReadTokens: tokens,
      inputTokens: tokens,
    });
    const sum = (events: readonly object[]) =>
      events.reduce((total, one) => total + totalTokens(one as UsageFact), 0);
    fc.assert(
      fc.property(fc.array(any), (changes) => {
        const events = changes.map((one) => event(one.atMs, one));
        const found = onCredits(events);
        expect(sum(found.map(({ hits }) => hits))).toBe(sum(events));
        expect(sum(found.map(({ misses }) => misses))).toBe(sum(events));
        const cost = (kind: 'hits' | 'misses') =>
          found.reduce((total, one) => {
            const pricing = price(one[kind]);
            return total + ('costMicros' in pricing ? pricing.costMicros : NaN);
          }, 0);
        expect(cost('misses')).toBeGreaterThanOrEqual(cost('hits'));
      }),
    );
  });
});

describe('creditRate', () => {
  it('is the last hour at credit prices, low over the hour, high over the busy part with misses', () => {
    const events = [
      event(NOW - 30 * MINUTE, { outputTokens: MILLION }),
      event(NOW - 10 * MINUTE, { cacheReadTokens: 4 * MILLION }),
    ];
    // Low: $5.00 + $0.40. High: ($5.00 + $5.00 written again) in half an hour.
    expect(creditRate(events, price, NOW)).toEqual({
      lowMicros: 5_400_000,
      centralMicros: 12_700_000,
      highMicros: 20_000_000,
      events: 2,
      unpricedEvents: 0,
    });
  });

  it('a burst of a minute is not taken for a rate', () => {
    const rate = creditRate([event(NOW - MINUTE, { outputTokens: MILLION })], price, NOW);
    expect(rate).toMatchObject({ lowMicros: 5_000_000, highMicros: 20_000_000 });
  });

  it('what is older than an hour only tells whether the cache was warm', () => {
    const before = event(NOW - 62 * MINUTE, { outputTokens: MILLION });
    const read = event(NOW - 59 * MINUTE, { cacheReadTokens: 10 * MILLION });
    expect(creditRate([before, read], price, NOW)).toMatchObject({ events: 1, lowMicros: MILLION });
    expect(creditRate([before, read], price, NOW)!.highMicros).toBeLessThan(1_100_000);
    expect(creditRate([before], price, NOW)).toBeNull();
  });

  it('later events are not known yet', () => {
    expect(creditRate([event(NOW + 1, { outputTokens: 5 })], price, NOW)).toBeNull();
  });

  it('without any price there is no rate, with some it is at least', () => {
    const unknown = event(NOW - MINUTE, { model: 'unknown' });
    expect(creditRate([unknown], price, NOW)).toBeNull();
    const known = event(NOW - 60 * MINUTE + 1, { outputTokens: MILLION });
    expect(creditRate([unknown, known], price, NOW)).toMatchObject({
      unpricedEvents: 1,
      lowMicros: 5_000_000,
    });
  });
});

const RATE: CreditRate = {
  lowMicros: 1_000_000,
  centralMicros: 2_000_000,
  highMicros: 3_000_000,
  events: 9,
  unpricedEvents: 0,
};

describe('creditsCostUntilReset', () => {
  it('from now on, when the plan is used up', () => {
    expect(creditsCostUntilReset(RATE, 'used-up', RESET, NOW)).toEqual({
      lowMicros: 2_000_000,
      centralMicros: 4_000_000,
      highMicros: 6_000_000,
      fromMs: NOW,
      untilMs: RESET,
      isAtLeast: false,
    });
  });

  it('from the end of the plan: early and fast is dear, late and slow is cheap', () => {
    const plan = {
      endsEarliestMs: NOW + HOUR,
      endsAtMs: NOW + 1.5 * HOUR,
      endsLatestMs: null,
    };
    expect(creditsCostUntilReset(RATE, plan, RESET, NOW)).toMatchObject({
      lowMicros: 0,
      centralMicros: 1_000_000,
      highMicros: 3_000_000,
      fromMs: NOW + 1.5 * HOUR,
    });
  });

  it('nothing, where the plan lasts or the reset has passed', () => {
    const lasting = { endsEarliestMs: null, endsAtMs: null, endsLatestMs: null };
    const nothing = { lowMicros: 0, centralMicros: 0, highMicros: 0, fromMs: null };
    expect(creditsCostUntilReset(RATE, lasting, RESET, NOW)).toMatchObject(nothing);
    expect(creditsCostUntilReset(RATE, 'used-up', RESET, RESET)).toMatchObject(nothing);
  });

  it('is at least that, with unpriced events in the rate', () => {
    const rate = { ...RATE, unpricedEvents: 1 };
    expect(creditsCostUntilReset(rate, 'used-up', RESET, NOW).isAtLeast).toBe(true);
  });

  it('is ordered, and falls as time passes', () => {
    const later = fc.nat(3 * HOUR);
    fc.assert(
      fc.property(later, later, (one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)];
        const at = (ms: number) => creditsCostUntilReset(RATE, 'used-up', RESET, NOW + ms);
        expect(at(early).lowMicros).toBeLessThanOrEqual(at(early).centralMicros);
        expect(at(early).centralMicros).toBeLessThanOrEqual(at(early).highMicros);
        expect(at(late).highMicros).toBeLessThanOrEqual(at(early).highMicros);
      }),
    );
  });
});

describe('waitOrPay', () => {
  it('wait two hours or pay about $4; the ceiling may end before', () => {
    expect(waitOrPay(RATE, 'used-up', RESET, null, NOW)).toMatchObject({
      waitMs: 2 * HOUR,
      untilMs: RESET,
      cost: { centralMicros: 4_000_000 },
      ceilingEndsAtMs: null,
    });
    expect(waitOrPay(RATE, 'used-up', RESET, 1_000_000, NOW)?.ceilingEndsAtMs).toBe(
      NOW + 30 * MINUTE,
    );
    expect(waitOrPay(RATE, 'used-up', RESET, 4_000_000, NOW)?.ceilingEndsAtMs).toBeNull();
  });

  it('is no choice after the reset', () => {
    expect(waitOrPay(RATE, 'used-up', RESET, null, RESET)).toBeNull();
  });
});

describe('a model without a price for writing its cache', () => {
  const withoutWrites = (fact: Parameters<typeof price>[0]): ReturnType<typeof price> =>
    fact.cacheWrite5mTokens + fact.cacheWrite1hTokens > 0
      ? { unpricedBecause: 'no price for cache writes' }
      : price(fact);

  it('has a rate all the same: what the cache does not hold is sent as plain input', () => {
    const events = [
      event(NOW - 40 * MINUTE, { inputTokens: 10 }),
      event(NOW - 20 * MINUTE, { inputTokens: 10, cacheReadTokens: 50 * MILLION }),
    ];
    const rate = creditRate(events, withoutWrites, NOW);
    const plain = { ...event(NOW), inputTokens: 10 + 50 * MILLION, cacheReadTokens: 0 };
    const dear = price(plain);
    expect(rate?.unpricedEvents).toBe(0);
    expect('costMicros' in dear && (rate?.highMicros ?? 0) >= dear.costMicros).toBe(true);
  });
});

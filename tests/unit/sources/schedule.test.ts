import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterAsking,
  beforeAsking,
  LONGEST_BACK_OFF_MS,
  mayAsk,
  NEVER_ASKED,
  parseAskState,
  type AskCircumstances,
  type AskState,
} from '../../../main/sources/schedule.ts';

const MINUTE_MS = 60_000;
const FLOOR_MS = 5 * MINUTE_MS;
const NOW_MS = 1_795_372_700_000;

const ACTIVE: AskCircumstances = {
  isSwitchedOn: true,
  isFirstImportComplete: true,
  lastActivityAtMs: NOW_MS,
  lastReadingAtMs: null,
  isRequested: false,
  floorMs: FLOOR_MS,
  liveWithinMs: 5 * MINUTE_MS,
};

const because = (state: AskState, change: Partial<AskCircumstances>, nowMs = NOW_MS) => {
  const decision = mayAsk(state, { ...ACTIVE, ...change }, nowMs);
  return decision.mayAsk ? 'asks' : decision.because;
};

describe('a source', () => {
  it.each([
    [{}, 'asks'],
    [{ isSwitchedOn: false }, 'switched-off'],
    [{ isSwitchedOn: false, isRequested: true }, 'switched-off'],
    [{ isFirstImportComplete: false, isRequested: true }, 'importing'],
    [{ lastActivityAtMs: null }, 'not-active'],
    [{ lastActivityAtMs: NOW_MS - 5 * MINUTE_MS - 1 }, 'not-active'],
    [{ lastActivityAtMs: NOW_MS - 5 * MINUTE_MS }, 'asks'],
    [{ lastActivityAtMs: null, isRequested: true }, 'asks'],
    [{ lastReadingAtMs: NOW_MS - FLOOR_MS + 1 }, 'reading-is-fresh'],
    [{ lastReadingAtMs: NOW_MS - FLOOR_MS }, 'asks'],
    [{ lastReadingAtMs: NOW_MS - 1, isRequested: true }, 'asks'],
    // Both from before the clock was set back.
    [{ lastActivityAtMs: NOW_MS + 86_400_000 }, 'asks'],
    [{ lastReadingAtMs: NOW_MS + 86_400_000 }, 'asks'],
  ] as const)('that was never asked, with %j: %s', (change, expected) => {
    expect(because(NEVER_ASKED, change)).toBe(expected);
  });

  it('is not asked twice within its floor, not even on request', () => {
    const state = afterAsking(beforeAsking(NEVER_ASKED, NOW_MS), 'answered', FLOOR_MS, NOW_MS);
    expect(because(state, { isRequested: true }, NOW_MS + FLOOR_MS - 1)).toBe('floor');
    expect(because(state, {}, NOW_MS + FLOOR_MS)).toBe('asks');
  });

  it('rests longer after each failure, an hour at most, and forgets them at an answer', () => {
    let state = NEVER_ASKED;
    const pauses = Array.from({ length: 6 }, () => {
      state = afterAsking(beforeAsking(state, NOW_MS), 'failed', FLOOR_MS, NOW_MS);
      return (state.notBeforeMs - NOW_MS) / MINUTE_MS;
    });
    expect(pauses).toEqual([5, 10, 20, 40, 60, 60]);
    expect(because(state, {}, NOW_MS + 30 * MINUTE_MS)).toBe('backing-off');
    expect(afterAsking(state, 'answered', FLOOR_MS, NOW_MS)).toMatchObject({
      failures: 0,
      notBeforeMs: 0,
    });
    expect(afterAsking(NEVER_ASKED, 'unavailable', FLOOR_MS, NOW_MS).notBeforeMs).toBe(
      NOW_MS + LONGEST_BACK_OFF_MS,
    );
  });

  it('says when time alone will allow it', () => {
    const state = afterAsking(beforeAsking(NEVER_ASKED, NOW_MS), 'failed', FLOOR_MS, NOW_MS);
    const twice = afterAsking(beforeAsking(state, NOW_MS), 'failed', FLOOR_MS, NOW_MS);
    expect(mayAsk(twice, ACTIVE, NOW_MS)).toEqual({
      mayAsk: false,
      because: 'backing-off',
      notBeforeMs: NOW_MS + 2 * FLOOR_MS,
    });
  });
});

const outcomes = fc.constantFrom('answered', 'failed', 'unavailable', 'killed' as const);
/** Steps of time, and sometimes a clock that is set. */
const steps = fc.array(
  fc.record({
    passesMs: fc.integer({ min: 1_000, max: 20 * MINUTE_MS }),
    outcome: outcomes,
    restarts: fc.boolean(),
  }),
  { maxLength: 60 },
);

describe('over any course of things', () => {
  it('no two questions are closer than the floor, across restarts and kills', () => {
    fc.assert(
      fc.property(steps, (course) => {
        let state = NEVER_ASKED;
        let nowMs = NOW_MS;
        const asked: number[] = [];
        for (const { passesMs, outcome, restarts } of course) {
          nowMs += passesMs;
          const circumstances = { ...ACTIVE, lastActivityAtMs: nowMs, isRequested: restarts };
          if (mayAsk(state, circumstances, nowMs).mayAsk) {
            asked.push(nowMs);
            state = beforeAsking(state, nowMs);
            if (outcome !== 'killed') state = afterAsking(state, outcome, FLOOR_MS, nowMs);
          }
          if (restarts) state = parseAskState(JSON.parse(JSON.stringify(state)));
        }
        const gaps = asked.slice(1).map((atMs, index) => atMs - (asked[index] ?? 0));
        expect(gaps.every((gap) => gap >= FLOOR_MS)).toBe(true);
      }),
    );
  });

  it('an active source is asked within an hour at any state and any setting of the clock', () => {
    const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
    const states = fc.oneof(
      fc.record({ lastAskedAtMs: fc.option(time), failures: fc.nat(), notBeforeMs: time }),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(states, time, (saved, nowMs) => {
        const state = parseAskState(saved);
        const decision = mayAsk(state, { ...ACTIVE, lastActivityAtMs: nowMs }, nowMs);
        const waitMs = decision.mayAsk ? 0 : (decision.notBeforeMs ?? Infinity) - nowMs;
        expect(waitMs).toBeLessThanOrEqual(LONGEST_BACK_OFF_MS);
        const thenMs = nowMs + waitMs;
        expect(mayAsk(state, { ...ACTIVE, lastActivityAtMs: thenMs }, thenMs).mayAsk).toBe(true);
      }),
    );
  });

  it('the moment named is the first at which it may be asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(3_600_000), (failures, laterMs) => {
        let state = beforeAsking(NEVER_ASKED, NOW_MS);
        for (let count = 0; count < failures; count += 1) {
          state = afterAsking(state, 'failed', FLOOR_MS, NOW_MS);
        }
        const at = (nowMs: number) => mayAsk(state, { ...ACTIVE, lastActivityAtMs: nowMs }, nowMs);
        const decision = at(NOW_MS + laterMs);
        if (decision.mayAsk) return;
        expect(at((decision.notBeforeMs ?? 0) - 1).mayAsk).toBe(false);
        expect(at(decision.notBeforeMs ?? 0).mayAsk).toBe(true);
      }),
    );
  });
});

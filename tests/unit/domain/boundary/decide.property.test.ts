/** What holds for every account, sensible or not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerEndMs } from '../../../../main/domain/boundary/answers.ts';
import { decideBoundary, severityOf } from '../../../../main/domain/boundary/decide.ts';
import type { BoundaryDecision, BoundaryInput } from '../../../../main/domain/boundary/types.ts';
import { HOUR, NOW, randomInput } from './inputs.ts';

const RUNS = { numRuns: 1000 };

const withoutNext = ({ nextChangeAtMs: _, ...rest }: BoundaryDecision) => JSON.stringify(rest);
const decided = (input: BoundaryInput, atMs: number) => withoutNext(decideBoundary(input, atMs));

/** Every gate that a decision states, general and scoped. */
const gatesOf = ({ effects }: BoundaryDecision) => [
  effects.gate,
  ...effects.scopedGates,
  ...effects.modelGates,
];

describe('the boundary engine', { timeout: 60_000 }, () => {
  it('is deterministic, and leaves what it was given untouched', () => {
    fc.assert(
      fc.property(randomInput, (input) => {
        const before = JSON.stringify(input);
        const [one, other] = [decideBoundary(input, NOW), decideBoundary(input, NOW)];
        expect(JSON.stringify(one)).toBe(JSON.stringify(other));
        expect(JSON.stringify(input)).toBe(before);
      }),
      RUNS,
    );
  });

  it('does not depend on the order of answers, sessions and windows', () => {
    const state = (input: BoundaryInput) => {
      const { state: found, effects } = decideBoundary(input, NOW);
      return JSON.stringify([found, effects.gate, effects.scopedGates, effects.modelGates]);
    };
    const distinct = randomInput.filter(
      ({ sessions, answers }) =>
        new Set(sessions.map(({ sessionId }) => sessionId)).size === sessions.length &&
        new Set(answers.map(({ id }) => id)).size === answers.length,
    );
    fc.assert(
      fc.property(distinct, (input) => {
        const turned = {
          ...input,
          answers: input.answers.toReversed(),
          sessions: input.sessions.toReversed(),
          windows: input.windows.toReversed(),
        };
        expect(state(turned)).toBe(state(input));
      }),
      RUNS,
    );
  });

  it('is monotonic: more use of an open window never gives a milder state', () => {
    fc.assert(
      fc.property(
        randomInput,
        fc.nat(),
        fc.double({ min: 0, max: 60, noNaN: true }),
        (input, pick, more) => {
          const open = input.windows.filter(
            ({ usedPercent, resetsAtMs }) =>
              usedPercent !== null && (resetsAtMs === null || resetsAtMs > NOW),
          );
          const chosen = open[pick % Math.max(1, open.length)];
          if (!chosen) return;
          const windows = input.windows.map((window) =>
            window === chosen ? { ...window, usedPercent: chosen.usedPercent! + more } : window,
          );
          const before = severityOf(decideBoundary(input, NOW).state);
          expect(
            severityOf(decideBoundary({ ...input, windows }, NOW).state),
          ).toBeGreaterThanOrEqual(before);
        },
      ),
      { numRuns: 2500 },
    );
  });

  it('no consent outlives its end, its reset, its cap or its revocation', () => {
    fc.assert(
      fc.property(randomInput, (input) => {
        for (const gate of gatesOf(decideBoundary(input, NOW))) {
          if (gate.reason !== 'consented') continue;
          const given = input.answers.filter(
            ({ id, kind }) => id === gate.answerId && kind === 'continue',
          );
          const holding = given.filter(
            (one) =>
              !one.isRevoked &&
              one.endsAtMs > NOW &&
              (one.window?.resetsAtMs ?? Infinity) > NOW &&
              !(
                one.capMicros !== null &&
                one.spentMicros !== null &&
                one.spentMicros >= one.capMicros
              ),
          );
          expect(holding.length).toBeGreaterThan(0);
          expect(holding.map(answerEndMs)).toContain(gate.untilMs);
        }
      }),
      { numRuns: 2500 },
    );
  });

  it('not knowing closes no gate, except in strict mode, where it closes every such gate', () => {
    fc.assert(
      fc.property(randomInput, (input) => {
        const unknown = gatesOf(decideBoundary(input, NOW)).filter(
          ({ reason }) => reason === 'unknown',
        );
        const expected = input.settings.isStrict ? 'closed' : 'unknown';
        expect(unknown.every(({ gate }) => gate === expected)).toBe(true);
      }),
      RUNS,
    );
  });

  it('closes only for a reason: a stop, the ceiling, or 97 percent where credits are not known to be off', () => {
    fc.assert(
      fc.property(randomInput, (input) => {
        const { effects } = decideBoundary(input, NOW);
        if (effects.gate.gate !== 'closed' || input.settings.isStrict) return;
        const isStopped = input.answers.some(
          ({ kind, isRevoked, endsAtMs }) => kind === 'stop' && !isRevoked && endsAtMs > NOW,
        );
        const isUsed = input.windows.some(({ usedPercent }) => (usedPercent ?? 0) >= 97);
        const isPaid = input.draw === 'credits' || input.paidUse !== null;
        const isElsewhere = input.draw === 'api-key' || input.draw === 'other';
        const isOff = input.credits.enabled?.value === false && input.paidUse === null;
        expect(isStopped || isElsewhere || ((isUsed || isPaid) && !isOff)).toBe(true);
      }),
      RUNS,
    );
  });

  it('the next change is the next change: nothing before it, and something at it', () => {
    const at = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
      minLength: 6,
      maxLength: 6,
    });
    fc.assert(
      fc.property(randomInput, at, (input, shares) => {
        const first = decideBoundary(input, NOW);
        const now = withoutNext(first);
        const next = first.nextChangeAtMs;
        const span = next === null ? 40 * HOUR : next - NOW;
        const samples = shares.map((share) => NOW + Math.floor(share * span));
        for (const atMs of [...samples, ...(next === null ? [] : [next - 1])]) {
          expect(decided(input, atMs)).toBe(now);
        }
        if (next === null) return;
        expect(next).toBeGreaterThan(NOW);
        expect(decided(input, next)).not.toBe(now);
      }),
      { numRuns: 1500 },
    );
  });

  it('a clock that jumps a day and comes back changes nothing', () => {
    fc.assert(
      fc.property(randomInput, fc.constantFrom(-24 * HOUR, 24 * HOUR), (input, jump) => {
        const before = decided(input, NOW);
        expect(decided(input, NOW + jump)).toMatch(/^\{"key"/);
        expect(decided(input, NOW)).toBe(before);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerQuestion,
  consentStanding,
  isCovered,
  questionId,
  receiptOf,
  spentUnder,
  type Consent,
  type ConsentQuestion,
  type CreditSpend,
} from '../../../main/domain/consents.ts';
import { findBreaches } from '../../../main/domain/breaches.ts';
import type { PromptChoice } from '../../../preload/contract/prompt.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 22, 13, 0);
const RESET = NOW + 2 * HOUR;

const ABOUT = {
  agent: 'claude-code',
  account: '/home/u/.claude',
  windowKind: 'session',
  modelName: null,
  resetsAtMs: RESET,
} as const;
const QUESTION: ConsentQuestion = { ...ABOUT, id: questionId(ABOUT, 1), askedAtMs: NOW - 1000 };

const STOP: PromptChoice = { kind: 'stop', askAgainAtMs: null };
const GO_ON: PromptChoice = {
  kind: 'continue',
  capMicros: 10_000_000,
  scope: { kind: 'everything' },
  end: { kind: 'reset' },
};

function answer(choice: PromptChoice, nowMs = NOW, recorded: readonly Consent[] = []) {
  return answerQuestion({ question: QUESTION, choice, shownText: 'shown', recorded, nowMs });
}

function consentFor(choice: PromptChoice): Consent {
  const result = answer(choice);
  if (result.kind !== 'recorded') throw new Error(result.kind);
  return result.consent;
}

const spend = (changes: Partial<CreditSpend>): CreditSpend => ({
  key: 'a',
  agent: 'claude-code',
  account: '/home/u/.claude',
  project: '/p',
  sessionId: 's',
  model: 'claude-sonnet-5-5',
  micros: 1_000_000,
  startedAtMs: NOW + 1000,
  atMs: NOW + 2000,
  ...changes,
});

describe('an answer', () => {
  it('is kept with what was asked, chosen and shown', () => {
    expect(consentFor(GO_ON)).toEqual({
      ...ABOUT,
      id: QUESTION.id,
      kind: 'continue',
      capMicros: 10_000_000,
      scope: { kind: 'everything' },
      endsAtMs: RESET,
      askAgainAtMs: null,
      shownText: 'shown',
      atMs: NOW,
    });
  });

  it('to stop ends at the reset, or when the question comes back', () => {
    expect(consentFor(STOP)).toMatchObject({ kind: 'stop', endsAtMs: RESET, askAgainAtMs: null });
    const later = consentFor({ kind: 'stop', askAgainAtMs: NOW + HOUR });
    expect(later).toMatchObject({ endsAtMs: NOW + HOUR, askAgainAtMs: NOW + HOUR });
    const never = consentFor({ kind: 'stop', askAgainAtMs: RESET + HOUR });
    expect(never).toMatchObject({ endsAtMs: RESET, askAgainAtMs: null });
  });

  it('counts once: the second is told what the first said', () => {
    const first = consentFor(STOP);
    const second = answer(GO_ON, NOW + 500, [first]);
    expect(second).toEqual({ kind: 'already-answered', by: first });
    expect(receiptOf(second, (atMs) => `T${(atMs - NOW) / HOUR}`)).toEqual({
      kind: 'already-answered',
      message: 'Answered already at T0: stop until T2. That answer counts.',
    });
  });

  it('after the reset is told so, to the millisecond', () => {
    expect(answer(GO_ON, RESET - 1).kind).toBe('recorded');
    expect(answer(GO_ON, RESET)).toEqual({ kind: 'too-late', sinceMs: RESET });
  });

  it('of another round is another question', () => {
    expect(questionId(ABOUT, 2)).not.toBe(questionId(ABOUT, 1));
    expect(questionId({ ...ABOUT, account: 'other' }, 1)).not.toBe(questionId(ABOUT, 1));
  });

  it('from several places at once leaves exactly one consent, the first', () => {
    const choices = fc.constantFrom(STOP, GO_ON, {
      kind: 'stop',
      askAgainAtMs: NOW + HOUR,
    } as const);
    const answers = fc.array(fc.tuple(choices, fc.integer({ min: NOW, max: RESET + HOUR })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(answers, (given) => {
        const recorded: Consent[] = [];
        for (const [choice, atMs] of given) {
          const result = answer(choice, atMs, recorded);
          if (result.kind === 'recorded') recorded.push(result.consent);
        }
        const first = given.find(([, atMs]) => atMs < RESET);
        expect(recorded.map(({ atMs }) => atMs)).toEqual(first ? [first[1]] : []);
      }),
    );
  });
});

const anyChoice: fc.Arbitrary<PromptChoice> = fc.oneof(
  fc.record({
    kind: fc.constant('stop' as const),
    askAgainAtMs: fc.option(fc.integer({ min: NOW, max: NOW + 9 * HOUR })),
  }),
  fc.record({
    kind: fc.constant('continue' as const),
    capMicros: fc.option(fc.integer({ min: 0, max: 20_000_000 })),
    scope: fc.constantFrom(
      { kind: 'everything' as const },
      { kind: 'project' as const, project: '/p' },
      { kind: 'session' as const, sessionId: 's' },
    ),
    end: fc.oneof(
      fc.constant({ kind: 'reset' as const }),
      fc.constant({ kind: 'amount' as const }),
      fc.record({
        kind: fc.constant('time' as const),
        atMs: fc.integer({ min: NOW, max: NOW + 9 * HOUR }),
      }),
    ),
  }),
);

const anySpends = fc
  .array(
    fc.record({
      project: fc.constantFrom('/p', '/q', null),
      sessionId: fc.constantFrom('s', 't', null),
      account: fc.constantFrom('/home/u/.claude', '/other'),
      micros: fc.integer({ min: 0, max: 6_000_000 }),
      atMs: fc.integer({ min: NOW - HOUR, max: RESET + HOUR }),
      lasted: fc.integer({ min: 0, max: HOUR }),
    }),
    { maxLength: 12 },
  )
  .map((list) =>
    list.map(({ lasted, ...rest }, index) =>
      spend({ ...rest, key: `k${index}`, startedAtMs: rest.atMs - lasted }),
    ),
  );

describe('the end of a consent', () => {
  it.each([
    ['the reset', { nowMs: RESET }, { reason: 'reset', atMs: RESET }],
    ['revocation', { revokedAtMs: NOW + 5000 }, { reason: 'revoked', atMs: NOW + 5000 }],
    [
      'the cap',
      {
        spends: [
          spend({ micros: 6_000_000 }),
          spend({ key: 'b', micros: 4_000_000, atMs: NOW + 9 }),
        ],
      },
      { reason: 'cap', atMs: NOW + 2000 },
    ],
  ] as const)('comes by %s', (_, facts, end) => {
    const nothing = { revokedAtMs: null, spends: [], nowMs: NOW + 10_000 };
    expect(consentStanding(consentFor(GO_ON), { ...nothing, ...facts })).toEqual({
      state: 'ended',
      ...end,
    });
  });

  it('comes after five hours where nobody could say when the window resets', () => {
    const blind = { ...consentFor(GO_ON), endsAtMs: null, resetsAtMs: null };
    const endMs = blind.atMs + 5 * 60 * 60_000;
    const facts = { revokedAtMs: null, spends: [] };
    expect(consentStanding(blind, { ...facts, nowMs: endMs - 1 })).toEqual({ state: 'active' });
    expect(consentStanding(blind, { ...facts, nowMs: endMs })).toEqual({
      state: 'ended',
      reason: 'time',
      atMs: endMs,
    });
    const stop = { ...blind, kind: 'stop', capMicros: null } as const;
    const late = [spend({ atMs: endMs, startedAtMs: endMs - 1 })];
    expect(findBreaches(stop, { revokedAtMs: null, spends: late })).toEqual([]);
  });

  it('does not come a micro-dollar before the cap, nor by spend elsewhere', () => {
    const facts = { revokedAtMs: null, nowMs: NOW + 10_000 };
    const near = [
      spend({ micros: 9_999_999 }),
      spend({ key: 'b', account: 'other', micros: 5_000_000 }),
    ];
    expect(consentStanding(consentFor(GO_ON), { ...facts, spends: near })).toEqual({
      state: 'active',
    });
  });

  it('never outlives reset, time, cap or revocation, and does not depend on the order of spends', () => {
    fc.assert(
      fc.property(
        anyChoice,
        anySpends,
        fc.option(fc.integer({ min: NOW, max: RESET })),
        fc.integer({ min: NOW, max: RESET + HOUR }),
        (choice, spends, revokedAtMs, nowMs) => {
          const consent = consentFor(choice);
          const standing = consentStanding(consent, { spends, revokedAtMs, nowMs });
          const reversed = consentStanding(consent, {
            spends: spends.toReversed(),
            revokedAtMs,
            nowMs,
          });
          expect(reversed).toEqual(standing);
          expect(consent.endsAtMs).toBeLessThanOrEqual(RESET);
          if (standing.state === 'ended') return;
          expect(nowMs).toBeLessThan(consent.endsAtMs ?? Infinity);
          expect(revokedAtMs).toBeNull();
          if (consent.kind === 'continue' && consent.capMicros !== null) {
            const spent = spentUnder(consent, spends, consent.endsAtMs ?? Infinity);
            expect(spent === 0 || spent < consent.capMicros).toBe(true);
          }
        },
      ),
    );
  });
});

describe('breaches', () => {
  it('a request that was under way when the user said stop is told as that', () => {
    const spends = [
      spend({ key: 'flying', startedAtMs: NOW - 1000 }),
      spend({ key: 'later', startedAtMs: NOW + 1500 }),
    ];
    const found = findBreaches(consentFor(STOP), { spends, revokedAtMs: null });
    expect(found.map(({ spendKey, wasInFlight }) => [spendKey, wasInFlight])).toEqual([
      ['flying', true],
      ['later', false],
    ]);
  });

  it('only the part beyond the cap was not agreed to', () => {
    const spends = [
      spend({ key: 'a', micros: 8_000_000, atMs: NOW + 1 }),
      spend({ key: 'b', micros: 5_000_000, atMs: NOW + 2 }),
      spend({ key: 'c', micros: 1_000_000, atMs: NOW + 9, startedAtMs: NOW + 5 }),
    ];
    const found = findBreaches(consentFor(GO_ON), { spends, revokedAtMs: null });
    expect(
      found.map(({ spendKey, overMicros, wasInFlight }) => [spendKey, overMicros, wasInFlight]),
    ).toEqual([
      ['b', 3_000_000, true],
      ['c', 1_000_000, false],
    ]);
  });

  it('sum up to what was covered and exceeds the cap, in any order, each once', () => {
    fc.assert(
      fc.property(anyChoice, anySpends, (choice, spends) => {
        const consent = consentFor(choice);
        const facts = { revokedAtMs: null };
        const found = findBreaches(consent, { ...facts, spends });
        const covered = spends.filter(
          (one) => isCovered(consent, one) && one.atMs < (consent.endsAtMs ?? Infinity),
        );
        const total = covered.reduce((sum, { micros }) => sum + (micros ?? 0), 0);
        const cap = consent.kind === 'stop' ? 0 : (consent.capMicros ?? Infinity);
        expect(found.reduce((sum, { overMicros }) => sum + (overMicros ?? 0), 0)).toBe(
          Math.max(0, total - cap),
        );
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
        expect(findBreaches(consent, { ...facts, spends: spends.toReversed() })).toEqual(found);
      }),
    );
  });
});

/** Answers to the question about one model's own limit. */
import { describe, expect, it } from 'vitest';
import { boundaryView, unknownAccount } from '../../../../main/domain/accounts.ts';
import { decideBoundary, gateFor } from '../../../../main/domain/boundary/decide.ts';
import type { Answer, BoundaryInput } from '../../../../main/domain/boundary/types.ts';
import { evaluateGate, type GateQuestion } from '../../../../main/domain/gate.ts';
import { gateRulesOf } from '../../../../main/domain/gateRules.ts';
import { answer, boundaryWindow, HOUR, input, MINUTE, NOW, RESET, session } from './inputs.ts';

const WEEK_END = NOW + 96 * HOUR;
const ABOUT_OPUS = { kind: 'weekly-model', modelName: 'Opus', resetsAtMs: WEEK_END } as const;
const OPUS_USED_UP = boundaryWindow({ ...ABOUT_OPUS, id: 'opus', usedPercent: 100 });
const OPUS = session('opus', '/home/u/shop', 'claude-opus-5-5-20261101');
const SONNET = session('sonnet', '/home/u/blog', 'claude-sonnet-5-5');

const stop = (changes: Partial<Answer> = {}) =>
  answer({ id: 'stop', kind: 'stop', endsAtMs: WEEK_END, window: ABOUT_OPUS, ...changes });

function stopped(changes: Partial<BoundaryInput> = {}): BoundaryInput {
  return input({
    windows: [boundaryWindow(), OPUS_USED_UP],
    sessions: [SONNET],
    answers: [stop()],
    ...changes,
  });
}

const gateOf = (given: BoundaryInput, model: string | null, nowMs = NOW) => {
  const { gate, reason } = gateFor(given, { sessionId: null, project: null, model }, nowMs);
  return [gate, reason];
};
const HELD = ['closed', 'stopped-by-user'];
const FREE = ['open', 'plan-left'];

describe('going on at the limit of one model', () => {
  it('is no word about others: those are asked for when their own plan ends', () => {
    const goesOn = answer({ window: ABOUT_OPUS, endsAtMs: WEEK_END });
    const windows = [boundaryWindow({ usedPercent: 100 }), OPUS_USED_UP];
    const given = stopped({ windows, answers: [goesOn] });
    expect(gateOf(given, 'claude-opus-5')).toEqual(['open', 'consented']);
    expect(gateOf(given, 'claude-sonnet-5-5')).toEqual(['closed', 'unanswered']);
    expect(gateOf(given, null)).toEqual(['closed', 'unanswered']);
    expect(decideBoundary(given, NOW)).toMatchObject({
      state: 'at-boundary',
      effects: { prompt: { windowId: 'session', sessionIds: ['sonnet'] } },
    });
    const paid = { paidUse: { source: 'ledger', asOfMs: NOW - MINUTE } as const };
    expect(decideBoundary({ ...given, ...paid }, NOW).state).toBe('on-credits-without-consent');
  });
});

describe('going on with one model', () => {
  it('is not ended by going on at another limit, but by a stop or an order for everything', () => {
    const goesOn = answer({
      id: 'opus',
      window: ABOUT_OPUS,
      endsAtMs: WEEK_END,
      givenAtMs: NOW - 3 * HOUR,
    });
    const session = { kind: 'session', modelName: null, resetsAtMs: NOW - MINUTE } as const;
    const over = answer({
      givenAtMs: NOW - 2 * HOUR,
      endsAtMs: NOW - MINUTE,
      window: session,
    });
    const of = (later: Answer) => gateOf(stopped({ answers: [goesOn, later] }), 'claude-opus-5');
    expect(of(over)).toEqual(['open', 'consented']);
    expect(of({ ...over, isOrder: true })).toEqual(['closed', 'unanswered']);
    expect(of({ ...over, kind: 'stop' })).toEqual(['closed', 'unanswered']);
  });
});

describe('a stop at the limit of one model', () => {
  it('stops that model, and leaves the plan of the others to them', () => {
    const decision = decideBoundary(stopped(), NOW);
    expect(decision).toMatchObject({
      state: 'on-plan',
      why: { answerId: null },
      effects: {
        gate: { gate: 'open' },
        scopedGates: [],
        modelGates: [{ modelName: 'Opus', gate: 'closed', reason: 'stopped-by-user' }],
      },
    });
    expect(gateOf(stopped(), 'claude-opus-5')).toEqual(HELD);
    expect(gateOf(stopped(), 'claude-sonnet-5-5')).toEqual(FREE);
    expect(gateOf(stopped(), null)).toEqual(FREE);
  });

  it('also where nobody said when the limit resets, and after its window was forgotten', () => {
    const unknownReset = stopped({
      answers: [stop({ endsAtMs: NOW + HOUR, window: { ...ABOUT_OPUS, resetsAtMs: null } })],
    });
    expect(gateOf(unknownReset, 'claude-opus-5')).toEqual(HELD);
    expect(gateOf(unknownReset, 'claude-sonnet-5-5')).toEqual(FREE);
    const forgotten = stopped({ windows: [boundaryWindow()] });
    expect(gateOf(forgotten, 'claude-sonnet-5-5')).toEqual(FREE);
    expect(decideBoundary(forgotten, NOW).effects.modelGates).toMatchObject([
      { modelName: 'Opus', reason: 'stopped-by-user' },
    ]);
  });

  it('leaves the question about the session window to be asked', () => {
    const windows = [boundaryWindow({ usedPercent: 98 }), OPUS_USED_UP];
    expect(decideBoundary(stopped({ windows }), NOW)).toMatchObject({
      state: 'at-boundary',
      effects: { prompt: { windowId: 'session', sessionIds: ['sonnet'] } },
    });
  });

  it('is not lifted by going on at another limit, but by an order, or by going on with that model', () => {
    const windows = [boundaryWindow({ usedPercent: 98 }), OPUS_USED_UP];
    const after = (changes: Partial<Answer>) =>
      stopped({ windows, answers: [stop(), answer({ givenAtMs: NOW, ...changes })] });
    expect(gateOf(after({}), 'claude-sonnet-5-5')).toEqual(['open', 'consented']);
    expect(gateOf(after({}), 'claude-opus-5')).toEqual(HELD);
    expect(gateOf(after({ isOrder: true }), 'claude-opus-5')).toEqual(['open', 'consented']);
    const ofOpus = after({ window: ABOUT_OPUS, endsAtMs: WEEK_END });
    expect(gateOf(ofOpus, 'claude-opus-5')).toEqual(['open', 'consented']);
  });

  it('ends an earlier consent for that model, and for no other', () => {
    const consent = answer({ givenAtMs: NOW - HOUR, endsAtMs: WEEK_END, window: null });
    const brief = stop({ endsAtMs: NOW + HOUR });
    const windows = [boundaryWindow({ usedPercent: 98 }), OPUS_USED_UP];
    const given = stopped({ windows, answers: [consent, brief] });
    expect(gateOf(given, 'claude-sonnet-5-5')).toEqual(['open', 'consented']);
    expect(gateOf(given, 'claude-opus-5')).toEqual(HELD);
    expect(gateOf(given, 'claude-opus-5', NOW + HOUR)).toEqual(['closed', 'unanswered']);
  });

  it('an order to stop still stops every model', () => {
    const order = answer({ kind: 'stop', isOrder: true });
    expect(gateOf(stopped({ answers: [order] }), 'claude-sonnet-5-5')).toEqual(HELD);
    expect(decideBoundary(stopped({ answers: [order] }), NOW).state).toBe('stopped');
  });
});

describe('the hooks', () => {
  function heard(given: BoundaryInput, question: Partial<GateQuestion>) {
    const modelsNamed = (name: string) => [`claude-${name.toLowerCase()}-5`];
    const wish = { mode: 'closed', askSeconds: 25, isStrict: false, modelsNamed } as const;
    const rules = gateRulesOf(decideBoundary(given, NOW), wish);
    const asked = {
      accountId: 'a',
      event: 'prompt',
      isStrict: false,
      sessionId: null,
      projectFolder: '/home/u/shop',
      model: null,
      ...question,
    } as const;
    const file = { renewedAtMs: NOW, accounts: [{ id: 'a', isStrict: false, rules }] };
    const verdict = evaluateGate(file, asked, NOW);
    return verdict.kind === 'rule' ? [verdict.rule.state, verdict.rule.reason] : [verdict.kind];
  }

  it('hold the sessions of that model and a switch to it, by a rule that says which', () => {
    const given = stopped({ sessions: [OPUS, SONNET] });
    const held = ['closed', 'You stopped Opus until 2026-11-26T12:30:00Z.'];
    expect(heard(given, { sessionId: 'opus' })).toEqual(held);
    expect(heard(given, { sessionId: 'opus', event: 'batch' })).toEqual(held);
    expect(heard(given, { event: 'model-switch', model: 'claude-opus-5-5' })).toEqual(held);
    expect(heard(given, { sessionId: 'sonnet' })).toEqual(['free']);
    expect(heard(given, { event: 'model-switch', model: 'claude-sonnet-5-5' })).toEqual(['free']);
  });
});

describe('what is shown', () => {
  const viewOf = (given: BoundaryInput) =>
    boundaryView({ facts: unknownAccount(given.key), decision: decideBoundary(given, NOW) });

  it('names the stop of one model with its end, whether or not that model is at work', () => {
    const modelStops = [{ answerId: 'stop', modelName: 'Opus', untilMs: WEEK_END }];
    expect(viewOf(stopped())).toMatchObject({ state: 'on-plan', answerId: null, modelStops });
    const atWork = viewOf(stopped({ sessions: [OPUS] }));
    expect(atWork).toMatchObject({ state: 'stopped', answerId: 'stop', gate: 'open', modelStops });
  });

  it('has none where everything is stopped', () => {
    const order = answer({ kind: 'stop', endsAtMs: RESET + MINUTE });
    const view = viewOf(stopped({ answers: [order] }));
    expect(view).toMatchObject({ state: 'stopped', modelStops: [] });
  });
});

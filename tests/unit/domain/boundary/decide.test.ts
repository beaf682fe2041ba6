import { describe, expect, it } from 'vitest';
import { decideBoundary, gateFor, mostSevere } from '../../../../main/domain/boundary/decide.ts';
import type { BoundaryInput } from '../../../../main/domain/boundary/types.ts';
import { DEFAULT_BOUNDARY_SETTINGS } from '../../../../main/domain/boundary/types.ts';
import {
  answer,
  balanceOf,
  boundaryWindow,
  credits,
  enabled,
  HOUR,
  input,
  MINUTE,
  NOW,
  RESET,
  session,
} from './inputs.ts';

const decide = (changes: Partial<BoundaryInput> = {}, nowMs = NOW) =>
  decideBoundary(input(changes), nowMs);
const used = (usedPercent: number | null) => ({ windows: [boundaryWindow({ usedPercent })] });
const on = (value: boolean | null) => ({
  credits: credits({ enabled: value === null ? null : enabled(value) }),
});
const SIGN = { source: 'status-line', asOfMs: NOW - MINUTE } as const;
const PAID = { paidUse: SIGN };

describe('state and gate by percent, and whether credits are on', () => {
  it.each([
    [40, true, 'on-plan', 'open'],
    [40, null, 'on-plan', 'open'],
    [40, false, 'on-plan', 'open'],
    [90, true, 'near', 'open'],
    [96.99, true, 'near', 'open'],
    [97, true, 'at-boundary', 'closed'],
    [97, null, 'at-boundary', 'closed'],
    [97, false, 'near', 'open'],
    [100, true, 'at-boundary', 'closed'],
    [140, null, 'at-boundary', 'closed'],
    [100, false, 'blocked-by-ceiling', 'open'],
    [null, true, 'unknown', 'unknown'],
    [NaN, true, 'unknown', 'unknown'],
  ] as const)('%s percent, credits %s: %s, %s', (percent, isOn, state, gate) => {
    const decision = decide({ ...used(percent), ...on(isOn) });
    expect([decision.state, decision.effects.gate.gate]).toEqual([state, gate]);
    expect(decision.why.creditsEnabled).toBe(isOn);
  });

  it('the percent at which the gate closes is adjustable', () => {
    const settings = { ...DEFAULT_BOUNDARY_SETTINGS, closesAtPercent: 92 };
    expect(decide({ ...used(92), settings }).state).toBe('at-boundary');
    expect(decide({ ...used(91.9), settings }).state).toBe('near');
  });

  it('the reason, the window and the way to the end are named', () => {
    const decision = decide(used(98));
    expect(decision.why).toMatchObject({
      reason: 'gate-percent-reached',
      window: { id: 'session', usedPercent: 98, source: 'status-line', resetsAtMs: RESET },
    });
    expect(decision.effects.gate).toEqual({
      gate: 'closed',
      reason: 'unanswered',
      untilMs: RESET,
      answerId: null,
    });
    expect(decision.effects.prompt).toEqual({
      kind: 'at-boundary',
      default: 'stop',
      windowId: 'session',
      stopUntilMs: RESET,
      sessionIds: ['one'],
    });
  });

  it('a forecast end within 15 minutes is near, and changes at the minute it comes within', () => {
    const windows = [boundaryWindow({ forecastEndsAtMs: NOW + 20 * MINUTE })];
    expect(decide({ windows })).toMatchObject({ state: 'on-plan' });
    const sessions = [{ ...session(), lastActivityAtMs: NOW - HOUR }];
    const idle = { windows, sessions, lastActivityAtMs: NOW - HOUR };
    expect(decide(idle).nextChangeAtMs).toBe(NOW + 5 * MINUTE);
    expect(decide(idle, NOW + 5 * MINUTE)).toMatchObject({
      state: 'near',
      why: { reason: 'plan-ends-soon' },
      effects: { alerts: ['plan-ends-soon'], gate: { gate: 'open' } },
    });
  });
});

describe('readings', () => {
  const live = { lastActivityAtMs: NOW - MINUTE };
  const old = { asOfMs: NOW - 15 * MINUTE - 1 };

  it('an old one no longer proves that plan is left while work goes on', () => {
    const windows = [boundaryWindow(old)];
    expect(decide({ windows, ...live })).toMatchObject({
      state: 'unknown',
      why: { reason: 'reading-stale', isStale: true },
      effects: { gate: { gate: 'unknown' } },
    });
    const sessions = [{ ...session(), lastActivityAtMs: NOW - HOUR }];
    expect(decide({ windows, sessions, lastActivityAtMs: NOW - HOUR }).state).toBe('on-plan');
  });

  it('an old one still proves that little is left, but does not ask or alert by itself', () => {
    const windows = [boundaryWindow({ ...old, usedPercent: 98 })];
    expect(decide({ windows, ...live })).toMatchObject({
      state: 'at-boundary',
      effects: { gate: { gate: 'closed' }, alerts: [], prompt: null },
    });
  });

  it('a reset that has passed means nothing is used, until work goes on unread', () => {
    const windows = [boundaryWindow({ usedPercent: 99, resetsAtMs: NOW })];
    expect(decide({ windows, lastActivityAtMs: NOW - 1 })).toMatchObject({
      state: 'on-plan',
      why: { window: { usedPercent: 0 } },
    });
    expect(decide({ windows, lastActivityAtMs: NOW })).toMatchObject({
      state: 'unknown',
      why: { reason: 'used-since-reset', window: { usedPercent: null } },
    });
  });

  it('a reset that was not said is no reset', () => {
    const windows = [boundaryWindow({ usedPercent: 99, resetsAtMs: null })];
    expect(decide({ windows }, NOW + 1000 * HOUR).state).toBe('at-boundary');
    expect(decide({ windows }).effects.gate.untilMs).toBeNull();
  });

  it('one window with plenty left does not speak for one that nobody reports', () => {
    const windows = [
      boundaryWindow({ id: 'weekly', kind: 'weekly', usedPercent: 10 }),
      boundaryWindow({ usedPercent: null }),
    ];
    expect(decide({ windows })).toMatchObject({
      state: 'unknown',
      why: { window: { id: 'session' } },
    });
    const near = [boundaryWindow({ usedPercent: 92 }), windows[1]!];
    expect(decide({ windows: near }).state).toBe('near');
  });

  it('not knowing closes the gate in strict mode only', () => {
    const settings = { ...DEFAULT_BOUNDARY_SETTINGS, isStrict: true };
    expect(decide({ ...used(null), settings }).effects.gate.gate).toBe('closed');
    expect(decide({ windows: [], settings }).effects.gate.gate).toBe('closed');
    expect(decide({ windows: [] }).effects.gate.gate).toBe('unknown');
    expect(decide({ ...used(null), settings, answers: [answer()] })).toMatchObject({
      state: 'unknown',
      effects: { gate: { gate: 'open', reason: 'consented' } },
    });
  });
});

describe('answers', () => {
  const atGate = used(98);
  const usedUp = used(100);

  it('a consent opens the gate until the reset, and it is on credits once the plan is used up', () => {
    expect(decide({ ...atGate, answers: [answer()] })).toMatchObject({
      state: 'near',
      effects: {
        gate: { gate: 'open', reason: 'consented', untilMs: RESET, answerId: 'answer' },
        prompt: null,
      },
    });
    expect(decide({ ...usedUp, answers: [answer()] }).state).toBe('on-credits-with-consent');
  });

  it.each([
    ['revoked', answer({ isRevoked: true })],
    ['over by its own end', answer({ endsAtMs: NOW })],
    ['over by its reset', answer({ window: { ...answer().window!, resetsAtMs: NOW } })],
    ['with its cap spent', answer({ capMicros: 5, spentMicros: 5 })],
    ['from the future, after the clock was set back', answer({ givenAtMs: NOW + 16 * MINUTE })],
    [
      'for the window before this one',
      answer({ window: { ...answer().window!, resetsAtMs: RESET - 16 * MINUTE } }),
    ],
    ['for another project', answer({ scope: { kind: 'project', project: '/other' } })],
  ])('one that is %s does not', (_, given) => {
    expect(decide({ ...usedUp, answers: [given] })).toMatchObject({
      state: 'at-boundary',
      effects: { gate: { gate: 'closed' } },
    });
  });

  it('an unknown spend leaves the cap unbroken', () => {
    const answers = [answer({ capMicros: 5, spentMicros: null })];
    expect(decide({ ...usedUp, answers }).state).toBe('on-credits-with-consent');
  });

  it('a stop holds until its own end, past the reset and with plan left', () => {
    const stop = answer({ kind: 'stop', endsAtMs: RESET + HOUR, givenAtMs: NOW + 20 * HOUR });
    const changes = { ...used(3), answers: [stop] };
    for (const atMs of [NOW, RESET, RESET + HOUR - 1]) {
      expect(decide(changes, atMs)).toMatchObject({
        state: 'stopped',
        effects: { gate: { gate: 'closed', reason: 'stopped-by-user', untilMs: RESET + HOUR } },
      });
    }
    expect(decide(changes, RESET + HOUR).state).not.toBe('stopped');
  });

  it('of several the newest that covers the request holds; a spent one gives way to the one before', () => {
    const stop = answer({ id: 'stop', kind: 'stop', givenAtMs: NOW - HOUR });
    const go = answer({ id: 'go', capMicros: 9, spentMicros: 0 });
    expect(decide({ ...usedUp, answers: [stop, go] }).why.answerId).toBe('go');
    expect(decide({ ...usedUp, answers: [go, stop] }).why.answerId).toBe('go');
    const spent = { ...go, spentMicros: 9 };
    expect(decide({ ...usedUp, answers: [stop, spent] }).state).toBe('stopped');
    const sameTime = { ...stop, givenAtMs: go.givenAtMs };
    expect(decide({ ...usedUp, answers: [go, sameTime] }).state).toBe('stopped');
  });

  it('one for a session opens for that session alone; the account still asks for the other', () => {
    const answers = [answer({ scope: { kind: 'session', sessionId: 'one' } })];
    const sessions = [session('one'), session('two', '/home/u/blog')];
    expect(decide({ ...usedUp, answers, sessions })).toMatchObject({
      state: 'at-boundary',
      effects: {
        gate: { gate: 'closed' },
        scopedGates: [{ scope: { kind: 'session', sessionId: 'one' }, gate: 'open' }],
        prompt: { sessionIds: ['two'] },
      },
    });
    expect(decide({ ...usedUp, answers }).state).toBe('on-credits-with-consent');
  });

  it('one for a project covers its sessions and is written down for new ones', () => {
    const answers = [answer({ scope: { kind: 'project', project: '/home/u/shop' } })];
    const { effects } = decide({ ...usedUp, answers });
    expect(effects.scopedGates.map(({ scope, gate }) => [scope.kind, gate])).toEqual([
      ['project', 'open'],
      ['session', 'open'],
    ]);
    expect(effects.gate.gate).toBe('closed');
  });
});

describe('paid use', () => {
  it('without consent is the most serious state, asks and alerts', () => {
    expect(decide({ ...used(100), ...PAID })).toMatchObject({
      state: 'on-credits-without-consent',
      why: { reason: 'paid-use-seen' },
      effects: {
        gate: { gate: 'closed' },
        alerts: ['paid-without-consent'],
        prompt: { kind: 'paid-without-consent' },
      },
    });
  });

  it('is believed although credits were said to be off, and although plan is left', () => {
    expect(decide({ ...used(100), ...on(false), ...PAID }).state).toBe(
      'on-credits-without-consent',
    );
    expect(decide({ ...used(40), ...PAID }).state).toBe('on-credits-without-consent');
  });

  it('with consent is on credits', () => {
    expect(decide({ ...used(100), ...PAID, answers: [answer()] }).state).toBe(
      'on-credits-with-consent',
    );
  });

  it('after a stop is told, and the stop stays', () => {
    const stop = answer({ kind: 'stop', givenAtMs: NOW - 2 * MINUTE });
    expect(decide({ ...used(100), ...PAID, answers: [stop] })).toMatchObject({
      state: 'stopped',
      effects: { alerts: ['paid-without-consent'] },
    });
    const later = { ...stop, givenAtMs: NOW - MINUTE };
    expect(decide({ ...used(100), ...PAID, answers: [later] }).effects.alerts).toEqual([]);
  });

  it('ends with the windows that were used up then, also when the picture has new ones already', () => {
    const usedUp = [{ kind: 'session', modelName: null, resetsAtMs: RESET }] as const;
    const paidUse = { ...SIGN, usedUp };
    const after = (window: Parameters<typeof boundaryWindow>[0], atMs: number) =>
      decide({ paidUse, windows: [boundaryWindow(window)] }, atMs).state;
    const unread = { usedPercent: 0, resetsAtMs: null };
    expect(after(unread, RESET - 1)).toBe('on-credits-without-consent');
    expect(after({ ...unread, asOfMs: RESET }, RESET)).toBe('on-plan');
    const next = { usedPercent: 1, resetsAtMs: RESET + 5 * HOUR, asOfMs: RESET };
    expect(after(next, RESET + MINUTE)).toBe('on-plan');
    // The provider has reset the limit ahead of its time.
    expect(after({ ...next, asOfMs: NOW }, NOW)).toBe('on-plan');
    // It was sent before a reset and answered after it.
    const late = { ...paidUse, asOfMs: RESET + MINUTE };
    expect(decide({ paidUse: late, windows: [boundaryWindow(next)] }, RESET + MINUTE).state).toBe(
      'on-plan',
    );
  });

  it('of one model says nothing about others', () => {
    const usedUp = [{ kind: 'weekly-model', modelName: 'Opus', resetsAtMs: RESET + HOUR }] as const;
    const weekly = { id: 'w', kind: 'weekly-model', modelName: 'Opus', usedPercent: 100 } as const;
    const windows = [
      boundaryWindow({ usedPercent: 5 }),
      boundaryWindow({ ...weekly, resetsAtMs: RESET + HOUR }),
    ];
    const of = (model: string) => {
      const facts = input({ paidUse: { ...SIGN, usedUp }, windows });
      return gateFor(facts, { model, sessionId: null, project: null }, NOW).gate;
    };
    expect(of('claude-sonnet-5-5')).toBe('open');
    expect(of('claude-opus-5-5')).toBe('closed');
  });

  it('is told although its session rests or goes on with another model', () => {
    const usedUp = [{ kind: 'weekly-model', modelName: 'Opus', resetsAtMs: RESET + HOUR }] as const;
    const opus = { id: 'w', kind: 'weekly-model', modelName: 'Opus', usedPercent: 100 } as const;
    const windows = [boundaryWindow(), boundaryWindow({ ...opus, resetsAtMs: RESET + HOUR })];
    const request = { sessionId: 'one', project: null, model: 'claude-opus-5-5' };
    const paidUse = { ...SIGN, usedUp, request };
    const helper = session('one', '/p', 'claude-haiku-5');
    for (const sessions of [[], [helper]]) {
      expect(decide({ windows, paidUse, sessions })).toMatchObject({
        state: 'on-credits-without-consent',
        effects: { gate: { gate: 'open' }, alerts: ['paid-without-consent'] },
      });
    }
    // The plan of the others is theirs again once that has been said for a while.
    const later = SIGN.asOfMs + 15 * MINUTE;
    expect(decide({ windows, paidUse, sessions: [] }, later).state).toBe('on-plan');
    const about = { kind: 'weekly-model', modelName: 'Opus', resetsAtMs: RESET + HOUR } as const;
    const answers = [answer({ window: about, givenAtMs: NOW - HOUR })];
    expect(decide({ windows, paidUse, sessions: [helper], answers }).state).toBe('on-plan');
  });

  it('of a window whose reset nobody names goes on, whatever else is used up', () => {
    const opus = { id: 'w', kind: 'weekly-model', modelName: 'Opus', usedPercent: 100 } as const;
    const windows = [
      boundaryWindow({ usedPercent: 100, resetsAtMs: null }),
      boundaryWindow({ ...opus, resetsAtMs: RESET }),
    ];
    const usedUp = [{ kind: 'weekly-model', modelName: 'Opus', resetsAtMs: RESET }] as const;
    const paidUse = { ...SIGN, usedUp };
    const sonnet = [session('one', '/p', 'claude-sonnet-5-5')];
    for (const credits of [on(true), on(false)]) {
      expect(decide({ windows, paidUse, sessions: sonnet, ...credits })).toMatchObject({
        state: 'on-credits-without-consent',
        effects: { gate: { gate: 'closed' } },
      });
    }
  });

  it('ends when the same window is said to have plan left again', () => {
    const week = { id: 'w', kind: 'weekly', resetsAtMs: RESET + HOUR } as const;
    const usedUp = [{ kind: 'weekly', modelName: null, resetsAtMs: RESET + HOUR }] as const;
    const paidUse = { ...SIGN, usedUp };
    const state = (usedPercent: number, asOfMs: number) =>
      decide({ windows: [boundaryWindow({ ...week, usedPercent, asOfMs })], paidUse }).state;
    expect(state(100, NOW)).toBe('on-credits-without-consent');
    expect(state(20, NOW)).toBe('on-plan');
    expect(state(99, SIGN.asOfMs)).toBe('on-credits-without-consent');
  });

  it('that was agreed to is no theft: once the answer is over the next request is asked for', () => {
    const cap = answer({ capMicros: 5, spentMicros: 6, givenAtMs: NOW - HOUR });
    const state = (given: Parameters<typeof answer>[0]) =>
      decide({ ...used(100), ...PAID, answers: [{ ...cap, ...given }] });
    expect(state({})).toMatchObject({
      state: 'at-boundary',
      effects: {
        gate: { gate: 'closed' },
        alerts: ['at-boundary'],
        prompt: { kind: 'at-boundary' },
      },
    });
    const open = { capMicros: null, spentMicros: null };
    expect(state({ ...open, endsAtMs: NOW - 1000 }).state).toBe('at-boundary');
    expect(state({ ...open, isRevoked: true, endedAtMs: NOW - 1000 }).state).toBe('at-boundary');
    // Paid after the cap was found spent, after the end, after it was taken back, before it was given.
    for (const over of [
      { endedAtMs: NOW - 2 * MINUTE },
      { ...open, endsAtMs: NOW - 2 * MINUTE },
      { ...open, isRevoked: true, endedAtMs: NOW - 2 * MINUTE },
      { ...open, isRevoked: true },
    ]) {
      expect(state(over).state).toBe('on-credits-without-consent');
    }
    const stop = answer({ id: 'stop', kind: 'stop', givenAtMs: NOW - 5 * MINUTE, endsAtMs: NOW });
    expect(decide({ ...used(100), ...PAID, answers: [cap, stop] }).state).toBe(
      'on-credits-without-consent',
    );
  });

  it('unasked comes before a ceiling that says nothing could be paid', () => {
    const empty = credits({ enabled: enabled(true), balance: balanceOf(0) });
    expect(decide({ ...used(100), ...PAID, credits: empty }).state).toBe(
      'on-credits-without-consent',
    );
  });

  it('ends with the reset of the window that was used up, else after 15 minutes', () => {
    const idle = { sessions: [], lastActivityAtMs: null };
    const state = (percent: number, atMs: number) =>
      decide({ ...used(percent), ...PAID, ...idle }, atMs).state;
    expect(state(100, RESET - 1)).toBe('on-credits-without-consent');
    expect(state(100, RESET)).toBe('on-plan');
    expect(state(40, NOW + 14 * MINUTE - 1)).toBe('on-credits-without-consent');
    expect(state(40, NOW + 14 * MINUTE)).toBe('on-plan');
    // Of two used-up windows the plan is back only when both have reset.
    const weekly = boundaryWindow({ id: 'weekly', kind: 'weekly', resetsAtMs: RESET + HOUR });
    const both = [boundaryWindow({ usedPercent: 100 }), { ...weekly, usedPercent: 100 }];
    expect(decide({ ...PAID, ...idle, windows: both }, RESET).state).toBe(
      'on-credits-without-consent',
    );
  });
});

describe('the ceiling', () => {
  const spent = { credits: credits({ enabled: enabled(true), balance: balanceOf(-20_000) }) };

  it('blocks at the boundary, consented or not, and not before it', () => {
    expect(decide({ ...used(96), ...spent }).state).toBe('near');
    expect(decide({ ...used(97), ...spent, answers: [answer()] })).toMatchObject({
      state: 'blocked-by-ceiling',
      why: {
        ceiling: { remainingMicros: 0, binding: { kind: 'balance', remainingMicros: -20_000 } },
      },
      effects: { gate: { gate: 'closed', reason: 'ceiling-reached', untilMs: RESET } },
    });
  });

  it('a budget of one project blocks that project', () => {
    const budget = {
      id: 'shop',
      scope: { kind: 'project', project: '/home/u/shop' },
      period: 'day',
      limitMicros: 5,
      spentMicros: 5,
      asOfMs: NOW,
      endsAtMs: NOW + HOUR,
    } as const;
    const changes = {
      ...used(100),
      credits: credits({ enabled: enabled(true), budgets: [budget] }),
      answers: [answer()],
      sessions: [session('one'), session('two', '/home/u/blog')],
    };
    const { effects } = decide(changes);
    expect(effects.gate.gate).toBe('open');
    expect(effects.scopedGates).toMatchObject([
      {
        scope: { kind: 'project' },
        gate: 'closed',
        reason: 'ceiling-reached',
        untilMs: NOW + HOUR,
      },
      { scope: { kind: 'session', sessionId: 'one' }, gate: 'closed' },
    ]);
    expect(decide(changes, NOW + HOUR).effects.gate.gate).toBe('open');
  });
});

describe('what requests draw on', () => {
  it('credits only: every request is paid, so each account is asked once', () => {
    const decision = decide({ draw: 'credits' });
    expect(decision).toMatchObject({ state: 'at-boundary', why: { reason: 'always-paid' } });
    expect(decide({ draw: 'credits', answers: [answer()] }).state).toBe('on-credits-with-consent');
  });

  it.each(['api-key', 'other'] as const)('%s: no boundary, but budgets hold', (draw) => {
    expect(decide({ ...used(100), draw })).toMatchObject({
      state: 'unknown',
      why: { reason: 'no-plan' },
      effects: { gate: { gate: 'open', reason: 'no-plan' } },
    });
    const budget = { id: 'day', scope: { kind: 'everything' }, period: 'day' } as const;
    const budgets = [{ ...budget, limitMicros: 5, spentMicros: 6, asOfMs: NOW, endsAtMs: null }];
    expect(decide({ draw, credits: credits({ budgets }) })).toMatchObject({
      state: 'blocked-by-ceiling',
      effects: { gate: { gate: 'closed' } },
    });
  });

  it('a weekly window of one model counts for that model only', () => {
    const opus = boundaryWindow({
      id: 'opus',
      kind: 'weekly-model',
      modelName: 'Opus',
      usedPercent: 99,
    });
    const windows = [boundaryWindow(), opus];
    const sonnet = decide({ windows });
    expect(sonnet.state).toBe('on-plan');
    expect(sonnet.effects.modelGates).toMatchObject([{ modelName: 'Opus', gate: 'closed' }]);
    const sessions = [session('one', '/home/u/shop', 'claude-opus-5-5-20261101')];
    expect(decide({ windows, sessions })).toMatchObject({
      state: 'at-boundary',
      why: { window: { id: 'opus' } },
      effects: { gate: { gate: 'open' }, scopedGates: [{ gate: 'closed' }] },
    });
    const request = { sessionId: null, project: null, model: 'opus' };
    expect(gateFor(input({ windows }), request, NOW).gate).toBe('closed');
  });

  it('a model that always bills credits needs consent with plan left', () => {
    const sessions = [session('one', '/home/u/shop', 'claude-fable-5-2')];
    expect(decide({ sessions, alwaysPaidModels: ['Fable'] }).state).toBe('at-boundary');
    expect(decide({ alwaysPaidModels: ['Fable'] })).toMatchObject({
      state: 'on-plan',
      effects: { modelGates: [{ modelName: 'Fable', gate: 'closed' }] },
    });
  });
});

describe('several accounts', () => {
  it('the most severe stands in the tray; of equals the first', () => {
    const calm = decide();
    const unknown = decide(used(null));
    const asking = decide(used(99));
    expect(mostSevere([unknown, calm, asking, calm])).toBe(asking);
    expect(mostSevere([unknown, calm])).toBe(calm);
    const twin = decide();
    expect(mostSevere([calm, twin])).toBe(calm);
    expect(mostSevere([])).toBeNull();
  });
});

describe('the prompt', () => {
  it('is wanted only while somebody works', () => {
    expect(decide({ ...used(99), sessions: [] })).toMatchObject({
      state: 'at-boundary',
      effects: { prompt: null, gate: { gate: 'closed' } },
    });
  });
});

describe('an answer given ahead of the boundary', () => {
  const stopAhead = answer({ kind: 'stop', isAhead: true });

  it.each([
    [40, 'on-plan', 'open'],
    [92, 'near', 'open'],
    [97, 'stopped', 'closed'],
    [100, 'stopped', 'closed'],
    // Nobody knows whether the boundary was reached: the stop counts.
    [null, 'stopped', 'closed'],
  ] as const)('a stop at %s percent: %s, %s', (percent, state, gate) => {
    const decision = decide({ ...used(percent), answers: [stopAhead] });
    expect([decision.state, decision.effects.gate.gate]).toEqual([state, gate]);
    expect(decision.effects.prompt).toBeNull();
  });

  it('a stop holds as soon as something is paid, whatever the plan says', () => {
    const paidUse = { source: 'ledger', asOfMs: NOW - 1000 } as const;
    expect(decide({ ...used(40), answers: [stopAhead], paidUse }).state).toBe('stopped');
  });
});

it('a folder within a folder has a rule of its own where both are not the account’s', () => {
  const project = (folder: string) => ({ kind: 'project', project: folder }) as const;
  const answers = [
    answer({ id: 'wide', scope: project('/home/u') }),
    answer({ id: 'deep', kind: 'stop', scope: project('/home/u/shop'), givenAtMs: NOW - 1 }),
  ];
  const { effects } = decide({
    ...used(98),
    answers,
    sessions: [session('one', '/home/u/shop/web')],
  });
  const said = effects.scopedGates.map(({ scope, gate }) => [scope, gate]);
  expect(effects.gate.gate).toBe('closed');
  expect(said).toEqual([
    [project('/home/u'), 'open'],
    [project('/home/u/shop'), 'closed'],
    [{ kind: 'session', sessionId: 'one' }, 'closed'],
  ]);
});

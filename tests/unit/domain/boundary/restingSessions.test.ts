/** Sessions that pause while the limit of their model is used up. */
import { describe, expect, it } from 'vitest';
import { accountStandings } from '../../../../main/domain/accounts.ts';
import { decideBoundary } from '../../../../main/domain/boundary/decide.ts';
import {
  DEFAULT_BOUNDARY_SETTINGS,
  type BoundaryDecision,
  type BoundaryInput,
} from '../../../../main/domain/boundary/types.ts';
import { evaluateGate } from '../../../../main/domain/gate.ts';
import { gateRulesOf } from '../../../../main/domain/gateRules.ts';
import { questionOf } from '../../../../main/domain/questions.ts';
import { ACCOUNT, windowView } from '../windowView.ts';
import { answer, boundaryWindow, HOUR, input, MINUTE, NOW, RESET, session } from './inputs.ts';

const OPUS_USED_UP = boundaryWindow({
  id: 'opus',
  kind: 'weekly-model',
  modelName: 'Opus',
  usedPercent: 100,
  resetsAtMs: NOW + 48 * HOUR,
});
const OPUS = session('opus', '/home/u/shop', 'claude-opus-5-5-20261101');
const SONNET = session('sonnet', '/home/u/blog', 'claude-sonnet-5-5');
const paused = <T extends object>(one: T, forMs = HOUR) => ({
  ...one,
  lastActivityAtMs: NOW - forMs,
});
const given = (changes: Partial<BoundaryInput> = {}) =>
  input({
    windows: [boundaryWindow(), OPUS_USED_UP],
    sessions: [paused(OPUS), SONNET],
    ...changes,
  });

function heard(decision: BoundaryDecision, sessionId: string, mode: 'ask' | 'closed' = 'closed') {
  const wish = { mode, askSeconds: 25, isStrict: false, modelsNamed: () => [] } as const;
  const rules = gateRulesOf(decision, wish);
  const file = { renewedAtMs: NOW, accounts: [{ id: 'a', isStrict: false, rules }] };
  const asked = {
    accountId: 'a',
    event: 'prompt',
    isStrict: false,
    sessionId,
    projectFolder: '/home/u/shop',
    model: null,
  } as const;
  const verdict = evaluateGate(file, asked, NOW);
  return verdict.kind === 'rule' ? verdict.rule.state : verdict.kind;
}

describe('a session that pauses while the limit of its model is used up', () => {
  it('is held when it goes on, and no other session is', () => {
    for (const forMs of [0, 5 * MINUTE, 5 * MINUTE + 1, 23 * HOUR]) {
      const decision = decideBoundary(given({ sessions: [paused(OPUS, forMs), SONNET] }), NOW);
      expect([heard(decision, 'opus'), heard(decision, 'sonnet')]).toEqual(['closed', 'free']);
    }
  });

  it('is nobody’s question until its hook waits, and does not change where the account stands', () => {
    const decision = decideBoundary(given(), NOW);
    expect(decision).toMatchObject({
      state: 'on-plan',
      effects: { prompt: null, gate: { gate: 'open' }, scopedGates: [{ isResting: true }] },
    });
    // Whoever comes back is asked: the hook that waits brings the question.
    expect(heard(decision, 'opus', 'ask')).toBe('ask');
    const live = decideBoundary(given({ sessions: [OPUS] }), NOW);
    expect(heard(live, 'opus', 'ask')).toBe('ask');
    expect(live.effects.prompt?.sessionIds).toEqual(['opus']);
    const both = decideBoundary(
      given({ sessions: [OPUS, paused({ ...OPUS, sessionId: 'x' })] }),
      NOW,
    );
    expect(both.effects.prompt?.sessionIds).toEqual(['opus']);
    expect([heard(both, 'opus', 'ask'), heard(both, 'x', 'ask')]).toEqual(['ask', 'ask']);
  });

  it('goes on where the user agreed, for everything or for it', () => {
    const scope = { kind: 'session', sessionId: 'opus' } as const;
    for (const answers of [[answer()], [answer({ scope })]]) {
      expect(heard(decideBoundary(given({ answers }), NOW), 'opus')).not.toBe('closed');
    }
  });

  it('goes on when its limit has plan left, and no rule is written where nothing is closed', () => {
    const windows = [boundaryWindow(), { ...OPUS_USED_UP, usedPercent: 50 }];
    expect(decideBoundary(given({ windows }), NOW).effects.scopedGates).toEqual([]);
    const sessions = [paused(SONNET)];
    expect(decideBoundary(given({ sessions }), NOW).effects.scopedGates).toEqual([]);
  });

  it('of very many the latest hundred are held: each hook reads every rule', () => {
    const sessions = Array.from({ length: 150 }, (_, index) =>
      paused({ ...OPUS, sessionId: `s${index}` }, HOUR + index),
    );
    const decision = decideBoundary(given({ sessions }), NOW);
    expect(decision.effects.scopedGates).toHaveLength(100);
    expect([heard(decision, 's0'), heard(decision, 's99')]).toEqual(['closed', 'closed']);
  });
});

describe('in the picture', () => {
  const use = { agent: 'claude-code', account: ACCOUNT, project: '/p', atMs: NOW - HOUR } as const;
  const ofModel = { kind: 'weekly-model', modelName: 'Opus', usedPercent: 100 } as const;

  it('sessions of the last day count for their own account', () => {
    const [standing] = accountStandings(
      {
        accounts: [],
        windows: [windowView(), windowView({ ...ofModel, id: 'opus', resetsAtMs: RESET })],
        sessions: [],
        daySessions: [
          { ...use, sessionId: 'own', model: 'claude-opus-5' },
          { ...use, sessionId: 'nameless', model: 'unknown' },
          { ...use, sessionId: 'other', model: 'claude-opus-5', account: '/home/u/.claude-work' },
        ],
        rates: [],
        settings: DEFAULT_BOUNDARY_SETTINGS,
      },
      NOW,
    );
    expect(standing?.decision.effects.scopedGates).toMatchObject([
      { gate: 'closed', scope: { kind: 'session', sessionId: 'own' } },
    ]);
  });

  it('whoever comes back is asked about that model’s limit; who answers ahead, about the plan', () => {
    const windows = [
      windowView({ usedPercent: 92, resetsAtMs: RESET }),
      windowView({ ...ofModel, id: 'opus', resetsAtMs: RESET + HOUR }),
    ];
    const rest = { windows, sessions: [], rates: [], settings: DEFAULT_BOUNDARY_SETTINGS };
    const daySessions = [{ ...use, sessionId: 'own', model: 'claude-opus-5' }];
    const [standing] = accountStandings({ ...rest, accounts: [], daySessions }, NOW);
    if (!standing) throw new Error('one account');
    const context = { locale: 'en', timeZone: 'UTC' };
    const about = { standing, ...rest, recorded: [], accountName: null, context, nowMs: NOW };
    const asked = questionOf({ ...about, open: null }, 'hook');
    expect(asked?.view).toMatchObject({ moment: 'at-boundary', window: { modelName: 'Opus' } });
    expect(questionOf({ ...about, open: null })).toBeNull();
    expect(questionOf({ ...about, open: asked?.question ?? null })?.question.id).toBe(
      asked?.question.id,
    );
    const ahead = questionOf({ ...about, open: null }, 'user');
    expect(ahead?.view).toMatchObject({ moment: 'ahead', window: { modelName: null } });
    expect(ahead?.question.isAhead).toBe(true);
  });
});

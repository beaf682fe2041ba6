import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type {
  BoundaryDecision,
  GateDecision,
  GateReason,
} from '../../../main/domain/boundary/types.ts';
import { evaluateGate, type GateFile, type GateQuestion } from '../../../main/domain/gate.ts';
import { formatGateFile, parseGateFile } from '../../../main/domain/gateFile.ts';
import { CARRIED_RECORD, gateRulesOf, type GateWish } from '../../../main/domain/gateRules.ts';
import { renewedGate } from '../../../main/gate/gateStore.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 13);
const HOUR_MS = 3_600_000;
const ID = '0123456789ab';
const KEY = { agent: 'claude-code', account: '/home/ada/.claude' } as const;

const WISH: GateWish = {
  mode: 'closed',
  askSeconds: 40,
  isStrict: false,
  modelsNamed: (name) => [`claude-${name}`, 'no good name'],
};

const gate = (changes: Partial<GateDecision> = {}): GateDecision => ({
  gate: 'open',
  reason: 'plan-left',
  untilMs: null,
  answerId: null,
  ...changes,
});

function decided(
  effects: Partial<BoundaryDecision['effects']>,
  why: Partial<BoundaryDecision['why']> = {},
): BoundaryDecision {
  return {
    key: KEY,
    state: 'at-boundary',
    why: { reason: 'plan-used-up', window: null, ...why } as BoundaryDecision['why'],
    effects: {
      alerts: [],
      prompt: null,
      gate: gate(),
      scopedGates: [],
      modelGates: [],
      ...effects,
    },
    nextChangeAtMs: null,
  };
}

/** What a hook gets to hear, through the very text of the file. */
function heard(rules: ReturnType<typeof gateRulesOf>, question: Partial<GateQuestion> = {}) {
  const file: GateFile = {
    renewedAtMs: NOW_MS,
    accounts: [{ id: ID, isStrict: false, rules }],
  };
  const read = parseGateFile(formatGateFile(file));
  expect(read).not.toBeNull();
  const asked: GateQuestion = {
    accountId: ID,
    event: 'prompt',
    isStrict: false,
    sessionId: null,
    projectFolder: null,
    model: null,
    ...question,
  };
  const verdict = evaluateGate(read!, asked, NOW_MS);
  return verdict.kind === 'rule' ? verdict.rule.state : verdict.kind;
}

const CLOSED = gate({ gate: 'closed', reason: 'unanswered', untilMs: NOW_MS + HOUR_MS });

const reasons: readonly GateReason[] = [
  'plan-left',
  'consented',
  'credits-off',
  'no-plan',
  'unanswered',
  'stopped-by-user',
  'ceiling-reached',
  'unknown',
];
const anyGate: fc.Arbitrary<GateDecision> = fc.record({
  gate: fc.constantFrom('open', 'closed', 'unknown'),
  reason: fc.constantFrom(...reasons),
  // Not only whole seconds.
  untilMs: fc.option(fc.integer({ min: NOW_MS + 1000, max: NOW_MS + 9 * HOUR_MS })),
  answerId: fc.option(fc.constantFrom('a1', 'b 2', 'c"\n3')),
});
const FOLDERS = ['/w', '/w/a', '/w/a/b', '/v/'];
const SESSIONS = ['s1', 's2'];
const anyScope = fc.oneof(
  fc.constantFrom(...FOLDERS).map((project) => ({ kind: 'project' as const, project })),
  fc.constantFrom(...SESSIONS).map((sessionId) => ({ kind: 'session' as const, sessionId })),
);
const anyEffects = fc.record({
  gate: anyGate,
  scopedGates: fc.uniqueArray(
    fc.tuple(anyGate, anyScope).map(([one, scope]) => ({ ...one, scope })),
    { selector: ({ scope }) => JSON.stringify(scope) },
  ),
  modelGates: fc.uniqueArray(
    fc
      .tuple(anyGate, fc.constantFrom('opus', 'fable', '“”'))
      .map(([one, modelName]) => ({ ...one, modelName })),
    { selector: ({ modelName }) => modelName },
  ),
});
const anyWish = fc.record({
  mode: fc.constantFrom<GateWish['mode'][]>('ask', 'closed'),
  askSeconds: fc.integer({ min: 5, max: 300 }),
  isStrict: fc.boolean(),
  modelsNamed: fc.constant(WISH.modelsNamed),
});

/** What the decision says about a request, by its own words. */
function decidedFor(
  { gate: general, scopedGates }: Pick<BoundaryDecision['effects'], 'gate' | 'scopedGates'>,
  sessionId: string | null,
  folder: string | null,
): GateDecision {
  const own = scopedGates.find(
    ({ scope }) => scope.kind === 'session' && scope.sessionId === sessionId,
  );
  const above = scopedGates
    .flatMap((one) => (one.scope.kind === 'project' ? [{ one, at: one.scope.project }] : []))
    .filter(({ at }) => folder !== null && `${folder}/`.startsWith(`${at.replace(/\/$/, '')}/`))
    .sort((a, b) => b.at.length - a.at.length);
  return own ?? above[0]?.one ?? general;
}

describe('rules of the gate', () => {
  it('say to every request what was decided, and never open what is closed', () => {
    const places = fc.constantFrom(null, '/w', '/w/a', '/w/a/b', '/w/a/b/c', '/wa', '/v', '/x');
    fc.assert(
      fc.property(
        anyEffects,
        anyWish,
        fc.constantFrom(null, ...SESSIONS, 's3'),
        places,
        (effects, wish, sessionId, projectFolder) => {
          const said = heard(gateRulesOf(decided(effects), wish), { sessionId, projectFolder });
          const wanted = decidedFor(effects, sessionId, projectFolder);
          const isAsked = wish.mode === 'ask' && wanted.reason === 'unanswered';
          if (wanted.gate === 'closed') expect(said).toBe(isAsked ? 'ask' : 'closed');
          else expect(['open', 'free']).toContain(said);
        },
      ),
    );
  });

  it('refuse the models that are decided closed, and only those', () => {
    fc.assert(
      fc.property(
        anyEffects,
        anyWish,
        fc.constantFrom('opus', 'fable', 'haiku'),
        (effects, wish, name) => {
          const model = `claude-${name}-5`;
          const said = heard(gateRulesOf(decided(effects), wish), { event: 'model-switch', model });
          const own = effects.modelGates.find(({ modelName }) => modelName === name);
          if (own?.gate === 'closed') expect(['closed', 'ask']).toContain(said);
          else expect(said).toBe('free');
        },
      ),
    );
  });

  it('end no later than was decided', () => {
    fc.assert(
      fc.property(anyEffects, anyWish, (effects, wish) => {
        const ends = [effects.gate, ...effects.scopedGates, ...effects.modelGates].map(
          ({ untilMs }) => untilMs,
        );
        for (const { expiresAtMs } of gateRulesOf(decided(effects), wish)) {
          if (expiresAtMs === null) expect(ends).toContain(null);
          else
            expect(ends.map((end) => end && Math.floor(end / 1000) * 1000)).toContain(expiresAtMs);
          expect((expiresAtMs ?? 0) % 1000).toBe(0);
        }
      }),
    );
  });

  it('ask only where nobody has answered yet', () => {
    const wish = { ...WISH, mode: 'ask' } as const;
    expect(gateRulesOf(decided({ gate: CLOSED }), wish)).toMatchObject([
      { state: 'ask', askSeconds: 40 },
    ]);
    const ceiling = gate({ gate: 'closed', reason: 'ceiling-reached' });
    expect(gateRulesOf(decided({ gate: ceiling }), wish)).toMatchObject([{ state: 'closed' }]);
  });

  it('name the account in the way out, which opens no other one', () => {
    const [rule] = gateRulesOf(decided({ gate: CLOSED }), WISH);
    expect(rule?.wayOut).toContain(`tollgate gate open --account ${KEY.account}`);
  });

  it('close what nothing is known of in strict mode only', () => {
    expect(gateRulesOf(null, WISH)).toEqual([]);
    expect(gateRulesOf(null, { ...WISH, isStrict: true })).toMatchObject([{ state: 'closed' }]);
  });

  it('say what the plan says', () => {
    const window = { usedPercent: 98.6 } as BoundaryDecision['why']['window'];
    const rules = gateRulesOf(
      decided({ gate: CLOSED }, { reason: 'gate-percent-reached', window }),
      WISH,
    );
    expect(rules[0]?.reason).toBe('98 % of the plan is used: the next requests may be paid.');
  });

  it('let a recorded stop count without the app, and a consent not', () => {
    const until = { untilMs: NOW_MS + HOUR_MS, answerId: 'entry 7' };
    const stop = gate({ gate: 'closed', reason: 'stopped-by-user', ...until });
    const yes = gate({ reason: 'consented', ...until });
    const scope = { kind: 'session', sessionId: 's1' } as const;
    const rules = gateRulesOf(decided({ gate: stop, scopedGates: [{ ...yes, scope }] }), WISH);
    expect(rules.map(({ recordId }) => recordId)).toEqual([null, `${CARRIED_RECORD}entry-7`]);
  });
});

describe('a renewal', () => {
  const stop = gate({
    gate: 'closed',
    reason: 'stopped-by-user',
    untilMs: NOW_MS + HOUR_MS,
    answerId: '7',
  });
  const renew = (file: GateFile, one: GateDecision) =>
    renewedGate(
      file,
      [{ id: ID, isStrict: false, rules: gateRulesOf(decided({ gate: one }), WISH) }],
      NOW_MS,
    );

  it('writes a stop of the ledger once, and takes it out when it is revoked', () => {
    let file = renew({ renewedAtMs: 0, accounts: [] }, stop);
    for (let again = 0; again < 3; again += 1) file = renew(file, stop);
    expect(file.accounts[0]?.rules).toHaveLength(1);
    expect(renew(file, gate()).accounts[0]?.rules).toEqual([]);
  });

  it('keeps what was said at the terminal or in the tray', () => {
    const [said] = gateRulesOf(decided({ gate: stop }), WISH);
    const rules = [{ ...said!, recordId: 'tray-1' }];
    const file = { renewedAtMs: 0, accounts: [{ id: ID, isStrict: false, rules }] };
    expect(renew(file, gate()).accounts[0]?.rules).toEqual(rules);
  });
});

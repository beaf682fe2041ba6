import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateGate, type GateFile, type GateRule } from '../../../main/domain/gate.ts';
import { gateAnswer } from '../../../main/domain/gateAnswer.ts';
import { formatGateFile, parseGateFile, plainText } from '../../../main/domain/gateFile.ts';
import { accountWord, wayOut, withOrder } from '../../../main/domain/gateOrders.ts';
import { gateStanding } from '../../../main/domain/gateState.ts';
import { renewedGate } from '../../../main/gate/gateStore.ts';
import { GATE_NOW_MS as NOW, gateText } from '../../fixtures/gateTexts.ts';

const RULE: GateRule = {
  state: 'closed',
  scope: { kind: 'everything' },
  reason: 'Stop.',
  wayOut: null,
  expiresAtMs: null,
  recordId: null,
  models: [],
  askSeconds: 25,
};
const fileOf = (rules: readonly GateRule[], ageSeconds = 0, isStrict = false): GateFile => ({
  renewedAtMs: NOW - ageSeconds * 1000,
  accounts: [{ id: 'ab', isStrict, rules }],
});
const QUESTION = {
  accountId: 'ab',
  event: 'prompt',
  isStrict: false,
  sessionId: 's',
  projectFolder: '/p/q',
  model: null,
} as const;
const ask = (file: GateFile, change: object = {}, nowMs = NOW) => {
  const verdict = evaluateGate(file, { ...QUESTION, ...change }, nowMs);
  if (verdict.kind === 'rule') return verdict.rule.state;
  return verdict.kind === 'free' ? 'free' : `${verdict.doubt}${verdict.isStrict ? ' strict' : ''}`;
};

describe('the decision', () => {
  it('the first rule that applies decides', () => {
    const open: GateRule = { ...RULE, state: 'open', scope: { kind: 'project', folder: '/p' } };
    expect(ask(fileOf([open, RULE]))).toBe('open');
    expect(ask(fileOf([RULE, open]))).toBe('closed');
    expect(ask(fileOf([open, RULE]), { projectFolder: '/pq' })).toBe('closed');
  });

  it('a project rule counts where the session began and where it has gone, and a stop before a consent', () => {
    const of = (state: 'open' | 'closed', folder: string): GateRule => ({
      ...RULE,
      state,
      scope: { kind: 'project', folder },
    });
    const at = (rules: readonly GateRule[], projectFolder: string, workingFolder: string) =>
      ask(fileOf(rules), { projectFolder, workingFolder });
    const web = [of('open', '/p/web'), RULE];
    expect(at(web, '/p', '/p/web/src')).toBe('open');
    expect(at(web, '/p/web', '/elsewhere')).toBe('open');
    expect(at(web, '/p', '/p')).toBe('closed');
    expect(at(web, '/p', '/p/website')).toBe('closed');
    // A session of another project that has only come by.
    expect(at(web, '/q', '/p/web')).toBe('closed');

    expect(at([of('closed', '/p/web')], '/p', '/p/web')).toBe('closed');
    expect(at([of('closed', '/p/web')], '/q', '/p/web')).toBe('closed');
    expect(at([of('closed', '/p/web')], '/p/web', '/q')).toBe('closed');
    expect(at([of('closed', '/p/web')], '/p', '/p')).toBe('free');

    // The deepest comes first in a file, and of two folders neither may hide the other one’s stop.
    expect(at([of('open', '/longer/name'), of('closed', '/q')], '/longer/name', '/q')).toBe(
      'closed',
    );
    expect(at([of('open', '/p/web'), of('closed', '/p')], '/p', '/p/web')).toBe('closed');
    expect(at([of('open', '/p/web'), of('closed', '/p')], '/p/web', '/p/web')).toBe('open');
    expect(at([of('open', '/h/p'), of('closed', '/h')], '/h/p/a', '/h/p/b')).toBe('open');
  });

  it('a file that was not renewed for more than 90 seconds, or from the future, is unknown', () => {
    expect(ask(fileOf([RULE], 90))).toBe('closed');
    expect(ask(fileOf([RULE], 91))).toBe('stale');
    expect(ask(fileOf([RULE], -91))).toBe('stale');
    expect(ask(fileOf([RULE], 91, true))).toBe('stale strict');
    expect(ask(fileOf([RULE], 91), { isStrict: true })).toBe('stale strict');
    expect(ask(fileOf([RULE]), { accountId: 'cd' })).toBe('unlisted');
  });

  it('a recorded stop holds until its own end without the app; a recorded consent does not', () => {
    const recorded = { ...RULE, recordId: 'r', expiresAtMs: NOW + 1000 };
    expect(ask(fileOf([recorded], 9_999))).toBe('closed');
    expect(ask(fileOf([recorded], 9_999), {}, NOW + 1000)).toBe('stale');
    expect(ask(fileOf([recorded]), {}, NOW + 1000)).toBe('free');
    expect(ask(fileOf([{ ...recorded, state: 'open' }], 9_999))).toBe('stale');
    expect(ask(fileOf([{ ...RULE, expiresAtMs: NOW + 1000 }], 9_999))).toBe('stale');
  });

  it('a rule about models holds a switch to them, and nothing else', () => {
    const paid = { ...RULE, models: ['claude-fable'] };
    expect(ask(fileOf([paid]))).toBe('free');
    const toModel = (model: string | null) => ask(fileOf([paid]), { event: 'model-switch', model });
    expect([toModel('claude-fable-5'), toModel('claude-opus'), toModel(null)]).toEqual([
      'closed',
      'free',
      'free',
    ]);
  });

  it('says the doubt at a prompt only, and closes in strict mode', () => {
    const stale = evaluateGate(fileOf([], 999), QUESTION, NOW);
    expect(gateAnswer(stale, 'prompt')).toContain('systemMessage');
    expect(gateAnswer(stale, 'batch')).toBe('');
    const strict = evaluateGate('missing', { ...QUESTION, isStrict: true }, NOW);
    expect(gateAnswer(strict, 'batch')).toContain('"continue":false');
  });
});

describe('the file', () => {
  const rule: fc.Arbitrary<GateRule> = fc.record({
    state: fc.constantFrom('open', 'closed', 'ask'),
    scope: fc.oneof(
      fc.constant({ kind: 'everything' } as const),
      fc.record({
        kind: fc.constant('project' as const),
        folder: fc.constantFrom('/a b', '/ü"\\'),
      }),
      fc.record({ kind: fc.constant('session' as const), sessionId: fc.uuid() }),
    ),
    reason: fc.option(fc.string({ unit: 'binary', maxLength: 600 })),
    wayOut: fc.option(fc.string()),
    expiresAtMs: fc.option(fc.nat(9_999_999_999).map((seconds) => seconds * 1000)),
    recordId: fc.option(fc.uuid()),
    models: fc.array(fc.constantFrom('opus', 'claude-fable-5'), { maxLength: 2 }),
    askSeconds: fc.integer({ min: 1, max: 300 }),
  });

  it('is read back as it was meant, and its texts need no escaping', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 4 }), fc.boolean(), (rules, isStrict) => {
        const text = formatGateFile(fileOf(rules, 0, isStrict));
        const read = parseGateFile(text);
        const worded = (words: string | null) => (words === null ? null : plainText(words) || null);
        const meant = rules.map((one) => ({
          ...one,
          reason: worded(one.reason),
          wayOut: worded(one.wayOut),
          askSeconds: one.state === 'ask' ? one.askSeconds : 25,
        }));
        expect(read).toEqual(fileOf(meant, 0, isStrict));
        for (const { reason } of read?.accounts[0]?.rules ?? []) {
          expect(JSON.parse(`"${reason ?? ''}"`)).toBe(reason ?? '');
        }
      }),
    );
  });

  it('a scope that cannot be written down becomes no rule at all, never one for everything', () => {
    const text = formatGateFile(fileOf([{ ...RULE, scope: { kind: 'project', folder: '/a\nb' } }]));
    expect(parseGateFile(text)?.accounts[0]?.rules).toEqual([]);
  });

  it('every part of a file is unreadable', () => {
    fc.assert(
      fc.property(gateText, fc.nat(), (text, length) => {
        fc.pre(text.indexOf('end\n') === text.length - 4);
        expect(parseGateFile(text.slice(0, length % text.length))).toBeNull();
      }),
    );
  });
});

describe('orders of the user', () => {
  const order = {
    state: 'closed',
    scope: { kind: 'everything' },
    expiresAtMs: NOW + 60_000,
    recordId: 'x',
    reason: 'You stopped it.',
  } as const;

  it('the last word counts, also against what Tollgate has worked out', () => {
    const stopped = withOrder(fileOf([{ ...RULE, state: 'open' }]), 'ab', order);
    expect(ask(stopped)).toBe('closed');
    const opened = withOrder(stopped, 'ab', { ...order, state: 'open', recordId: 'y' });
    expect(ask(opened)).toBe('open');
    expect(opened.accounts[0]?.rules).toHaveLength(2);
    expect(ask(withOrder({ renewedAtMs: 0, accounts: [] }, 'ab', order))).toBe('closed');
  });

  it('its way out is for its own account, and can be typed as it stands', () => {
    expect(withOrder(fileOf([]), 'ab', order).accounts[0]?.rules[0]?.wayOut).toBe(
      'To go on: tollgate gate allow-once --account ab, or: tollgate gate open --account ab',
    );
    expect(accountWord('/home/ada/.claude-work')).toBe('/home/ada/.claude-work');
    expect(accountWord('/home/ada/My $HOME/.claude')).toBe("'/home/ada/My $HOME/.claude'");
    expect(accountWord(String.raw`C:\Users\ada\.claude`)).toBe('C:/Users/ada/.claude');
    for (const folder of ["/it's", '/a"b', '/a\\b', '/a`b', '/a\nb', '/a\u202eb', '/a  b', '-a']) {
      expect([folder, accountWord(folder)]).toEqual([folder, null]);
      expect(wayOut(folder)).toBe(wayOut(null));
    }
    const longest = wayOut(`/${' a'.repeat(74)}`);
    expect(longest).toContain('--account');
    expect(plainText(longest)).toBe(longest);
  });

  it('a renewal keeps answers until they end, and nothing else', () => {
    const file = withOrder(fileOf([RULE]), 'ab', order);
    const renewed = renewedGate(file, [{ id: 'ab', isStrict: false, rules: [] }], NOW + 1000);
    expect(renewed.accounts[0]?.rules.map(({ recordId }) => recordId)).toEqual(['x']);
    const later = renewedGate(renewed, [{ id: 'ab', isStrict: true, rules: [] }], NOW + 60_000);
    expect(later.accounts).toEqual([{ id: 'ab', isStrict: true, rules: [] }]);
  });

  it('a renewal keeps what was said about an account that it does not know, until it ends', () => {
    const file = withOrder(fileOf([RULE], 0, true), 'ab', order);
    const computed = [{ id: 'cd', isStrict: false, rules: [] }];
    const renewed = renewedGate(file, computed, NOW + 1000);
    expect(renewed.accounts.map(({ id }) => id)).toEqual(['cd', 'ab']);
    // Strict: what the stop is not about stays unknown, and closed.
    expect(renewed.accounts[1]?.rules.map(({ recordId }) => recordId)).toEqual(['x', null]);
    expect(ask(renewed, {}, NOW + 1000)).toBe('closed');
    const ofProject = { ...order, scope: { kind: 'project', folder: '/home/u/other' } } as const;
    const strict = renewedGate(withOrder(fileOf([], 0, true), 'ab', ofProject), computed, NOW);
    expect(ask(strict, {}, NOW)).toBe('closed');
    const lenient = renewedGate(withOrder(fileOf([], 0, false), 'ab', ofProject), computed, NOW);
    expect(ask(lenient, {}, NOW)).toBe('free');
    // Nobody works out anything for it, so it must not look open.
    const later = renewedGate(renewed, computed, NOW + 60_000);
    expect(ask(later, {}, NOW + 60_000)).toBe('unlisted');
  });
});

it('how a gate stands', () => {
  const minute = 60_000;
  const standing = (change: Partial<Parameters<typeof gateStanding>[0]>) =>
    gateStanding({
      installation: 'installed',
      installedAtMs: NOW,
      needsTrust: false,
      lastRunAtMs: NOW + minute,
      lastActivityAtMs: NOW + 2 * minute,
      ...change,
    });
  expect(standing({})).toBe('active');
  expect(standing({ installation: null })).toBe('cannot-be-held');
  expect(standing({ installation: 'replaced' })).toBe('replaced');
  expect(standing({ lastRunAtMs: null })).toBe('bypassed');
  expect(standing({ lastRunAtMs: null, lastActivityAtMs: NOW + minute })).toBe('not-tried');
  expect(standing({ lastRunAtMs: NOW - minute, needsTrust: true })).toBe('not-trusted');
  expect(standing({ lastActivityAtMs: NOW + 31 * minute })).toBe('active');
  expect(standing({ lastActivityAtMs: NOW + 31 * minute + 1 })).toBe('bypassed');
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  breachEntry,
  breachesOf,
  breachSum,
  latestBreach,
  permissionsOf,
} from '../../../main/domain/breaches.ts';
import {
  consentEntry,
  recordedConsents,
  type RecordedConsent,
} from '../../../main/domain/consentLedger.ts';
import { questionId, type Consent, type CreditSpend } from '../../../main/domain/consents.ts';
import { entryProblem } from '../../../main/domain/ledger/entries.ts';
import { orderEntry } from '../../../main/domain/orders.ts';
import { breachWords } from '../../../preload/contract/boundaryWording.ts';
import { ASKED_ABOUT, consentOf } from './consentParts.ts';
import { HOUR, NOW, RESET } from './windowView.ts';

const KEY = { agent: 'claude-code', account: '/home/u/.claude' } as const;
const CONTEXT = { timeZone: 'UTC', locale: 'en-US' };
const MINUTE = 60_000;

function recorded(round: number, atMs: number, changes: Partial<Consent> = {}) {
  const consent = consentOf({ kind: 'stop', atMs, ...changes }, round);
  const [one] = recordedConsents([consentEntry(consent)]);
  if (!one) throw new Error('not recorded');
  return one;
}

function spend(key: string, atMs: number, changes: Partial<CreditSpend> = {}): CreditSpend {
  return {
    key,
    ...KEY,
    project: '/home/u/shop',
    sessionId: 's',
    model: 'claude-sonnet-5-5',
    micros: 420_000,
    startedAtMs: atMs - 20_000,
    atMs,
    ...changes,
  };
}

const STOP = recorded(0, NOW);

describe('what was paid against an answer', () => {
  it('the request in flight becomes an entry that says so, also in words', () => {
    const spends = [spend('a', NOW + 5000), spend('b', NOW + HOUR)];
    const found = breachesOf({ recorded: [STOP], permissions: [], spends });
    expect(found.map(({ spendKey, wasInFlight }) => [spendKey, wasInFlight])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    const entries = found.map((one) => breachEntry(one, STOP));
    expect(entries.map(entryProblem)).toEqual([null, null]);
    const sum = breachSum(entries, STOP.key);
    expect(sum).toEqual({
      requests: 2,
      micros: 840_000,
      isAtLeast: false,
      wereInFlight: false,
      lastAtMs: NOW + HOUR,
    });
    expect(breachSum(entries, 'another')).toBeNull();
    const [first] = entries;
    const one = first && breachSum([first], STOP.key);
    expect(one && breachWords(one, CONTEXT)).toBe(
      '1 request of about $0.42 was paid beyond your answer: it was under way already',
    );
    expect(latestBreach(entries, NOW + 2 * HOUR)).toEqual(sum);
    expect(latestBreach(entries, NOW + 30 * HOUR)).toBeNull();
  });

  it('a request without a price is still a breach, of unknown amount', () => {
    const spends = [spend('a', NOW + HOUR, { micros: null })];
    const [found] = breachesOf({ recorded: [STOP], permissions: [], spends });
    expect(found?.overMicros).toBeNull();
    expect(breachEntry(found!, STOP)).toMatchObject({ amount: null });
    const cap = recorded(0, NOW, { kind: 'continue', capMicros: 5_000_000 });
    expect(breachesOf({ recorded: [cap], permissions: [], spends })).toEqual([]);
  });

  it('a later word takes over, and one that was taken back does not', () => {
    const later = recorded(1, NOW + MINUTE, { kind: 'continue' });
    const spends = [spend('a', NOW + HOUR)];
    expect(breachesOf({ recorded: [STOP, later], permissions: [], spends })).toEqual([]);
    const takenBack = { ...later, revokedAtMs: NOW + 2 * MINUTE };
    expect(breachesOf({ recorded: [STOP, takenBack], permissions: [], spends })).toHaveLength(1);
    const elsewhere = recorded(1, NOW + MINUTE, {
      kind: 'continue',
      scope: { kind: 'project', project: '/home/u/other' },
    });
    expect(breachesOf({ recorded: [STOP, elsewhere], permissions: [], spends })).toHaveLength(1);
  });

  it('what a permission may have let through is nobody’s breach', () => {
    const permission = orderEntry({
      ...KEY,
      kind: 'allow-once',
      recordId: 'tray-1',
      givenAtMs: NOW + MINUTE,
      expiresAtMs: NOW + HOUR,
      resetsAtMs: null,
      shownText: 'Allow one prompt',
    });
    const permissions = permissionsOf([permission]);
    const spends = [spend('a', NOW + 2 * MINUTE), spend('b', NOW + HOUR)];
    const found = breachesOf({ recorded: [STOP], permissions, spends });
    expect(found.map(({ spendKey }) => spendKey)).toEqual(['b']);
  });

  it('a stop of one model is broken by that model alone, also after going on at another limit', () => {
    const stop = recorded(0, NOW, {
      id: questionId({ ...ASKED_ABOUT, windowKind: 'weekly-model', modelName: 'Opus' }, 0),
    });
    const goneOn = recorded(1, NOW + MINUTE, { kind: 'continue', capMicros: 100_000 });
    const opus = spend('opus', NOW + HOUR, { model: 'claude-opus-5' });
    const sonnet = spend('sonnet', NOW + HOUR);
    const found = (answers: RecordedConsent[]) =>
      breachesOf({ recorded: answers, permissions: [], spends: [opus, sonnet] }).map(
        ({ consentId, spendKey }) => [spendKey, consentId === stop.consent.id ? 'stop' : 'cap'],
      );
    expect(found([stop])).toEqual([['opus', 'stop']]);
    expect(found([stop, goneOn])).toEqual([
      ['opus', 'stop'],
      ['sonnet', 'cap'],
    ]);
  });

  it('no spend breaches two answers, and the order of anything changes nothing', () => {
    const anyAnswer = fc.record({
      atMs: fc.integer({ min: NOW, max: RESET }),
      isStop: fc.boolean(),
      capMicros: fc.option(fc.integer({ min: 0, max: 900_000 })),
    });
    const anySpend = fc.record({
      atMs: fc.integer({ min: NOW, max: RESET + HOUR }),
      micros: fc.option(fc.integer({ min: 1, max: 500_000 })),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(anyAnswer, { maxLength: 4, selector: ({ atMs }) => atMs }),
        fc.array(anySpend, { maxLength: 8 }),
        (answers, paid) => {
          const all = answers.map(({ atMs, isStop, capMicros }, round) =>
            recorded(round, atMs, isStop ? {} : { kind: 'continue', capMicros }),
          );
          const spends = paid.map((one, index) => spend(`k${index}`, one.atMs, one));
          const found = breachesOf({ recorded: all, permissions: [], spends });
          expect(new Set(found.map(({ spendKey }) => spendKey)).size).toBe(found.length);
          const turned = breachesOf({
            recorded: all.toReversed(),
            permissions: [],
            spends: spends.toReversed(),
          });
          const sorted = (list: typeof found) => list.toSorted((a, b) => (a.key < b.key ? -1 : 1));
          expect(sorted(turned)).toEqual(sorted(found));
        },
      ),
    );
  });
});

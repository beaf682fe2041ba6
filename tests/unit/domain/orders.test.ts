import { describe, expect, it } from 'vitest';
import { boundaryWindow } from '../../../main/domain/boundary.ts';
import { answerFor } from '../../../main/domain/boundary/answers.ts';
import {
  boundaryAnswers,
  consentEntry,
  recordedConsents,
} from '../../../main/domain/consentLedger.ts';
import type { Consent } from '../../../main/domain/consents.ts';
import { entryProblem, type LedgerEntry } from '../../../main/domain/ledger/entries.ts';
import {
  orderEntry,
  orderRecordId,
  overruledOrders,
  type OrderRecord,
} from '../../../main/domain/orders.ts';
import { consentOf } from './consentParts.ts';
import { HOUR, MINUTE, NOW, RESET, windowView } from './windowView.ts';

const KEY = { agent: 'claude-code', account: '/home/u/.claude' } as const;
const ANYWHERE = { sessionId: null, project: null, model: null };

function order(changes: Partial<OrderRecord> = {}): OrderRecord {
  return {
    ...KEY,
    kind: 'stop',
    recordId: 'tray-1',
    givenAtMs: NOW,
    expiresAtMs: RESET,
    resetsAtMs: RESET,
    shownText: 'Stop now',
    ...changes,
  };
}

const consent = (atMs: number, changes: Partial<Consent> = {}) => consentOf({ atMs, ...changes });

const answersOf = (entries: Parameters<typeof recordedConsents>[0]) =>
  boundaryAnswers(recordedConsents(entries), () => 0);
const holding = (entries: Parameters<typeof recordedConsents>[0], nowMs: number) =>
  answerFor(answersOf(entries), [], ANYWHERE, nowMs)?.kind ?? null;

describe('orders are answers', () => {
  it('that may stand in the ledger, and come back with the name of their rule', () => {
    for (const kind of ['stop', 'open', 'allow-once'] as const) {
      expect(entryProblem(orderEntry(order({ kind })))).toBeNull();
    }
    const [stop] = recordedConsents([orderEntry(order())]);
    expect(stop?.consent).toMatchObject({ kind: 'stop', endsAtMs: RESET, resetsAtMs: RESET });
    expect(stop?.consent.askAgainAtMs).toBeNull();
    expect(orderRecordId(stop?.consent.id ?? '')).toBe('tray-1');
    expect(orderRecordId(consent(NOW).id)).toBeNull();
  });

  it('a permission for one prompt answers nothing', () => {
    expect(recordedConsents([orderEntry(order({ kind: 'allow-once' }))])).toEqual([]);
  });

  it('one that outlives its window does not end with it', () => {
    const late = order({ kind: 'open', expiresAtMs: RESET + HOUR });
    expect(recordedConsents([orderEntry(late)])[0]?.consent.resetsAtMs).toBeNull();
    expect(holding([orderEntry(late)], RESET + 1)).toBe('continue');
    expect(holding([orderEntry(order({ kind: 'open' }))], RESET + 1)).toBeNull();
  });

  it.each([
    ['stop in the prompt after “open” in the tray', 'open', 'stop', 'stop'],
    ['“go on” in the prompt after “stop” in the tray', 'stop', 'continue', 'continue'],
  ] as const)('the latest word counts: %s', (_, kind, choice, expected) => {
    const entries = [orderEntry(order({ kind })), consentEntry(consent(NOW + 1, { kind: choice }))];
    expect(holding(entries, NOW + 2)).toBe(expected);
    expect(overruledOrders(answersOf(entries), [], NOW)).toEqual(['tray-1']);
    const reversed = [
      consentEntry(consent(NOW - 1, { kind: choice })),
      orderEntry(order({ kind })),
    ];
    expect(holding(reversed, NOW + 2)).toBe(kind === 'open' ? 'continue' : 'stop');
    expect(overruledOrders(answersOf(reversed), [], NOW)).toEqual([]);
  });

  it('an order that was taken back leads no more; a later word that was taken back changes nothing', () => {
    const [first] = answersOf([orderEntry(order())]);
    const [later] = answersOf([consentEntry(consent(NOW + 1))]);
    if (!first || !later) throw new Error('no answers');
    expect(overruledOrders([{ ...first, isRevoked: true }], [], NOW)).toEqual(['tray-1']);
    expect(overruledOrders([first, { ...later, isRevoked: true }], [], NOW)).toEqual([]);
  });

  describe('where the clock was put back between two words', () => {
    const placed = (...entries: LedgerEntry[]) =>
      entries.map((entry, index) => ({ ...entry, sequence: index + 1 }));
    const goOn = (atMs: number) => consentEntry(consent(atMs));
    const say = (kind: OrderRecord['kind'], atMs: number) =>
      orderEntry(order({ kind, givenAtMs: atMs }));

    it.each([
      ['a stop after a consent', placed(goOn(NOW), say('stop', NOW - 9 * MINUTE)), []],
      ['a consent after a stop', placed(say('stop', NOW), goOn(NOW - 9 * MINUTE)), []],
      [
        'a stop after an opening',
        placed(say('open', NOW), consentEntry(consent(NOW - 9 * MINUTE, { kind: 'stop' }))),
        ['tray-1'],
      ],
      [
        'an old consent that a copy brings after a stop',
        placed(say('stop', NOW), goOn(NOW - HOUR)),
        [],
      ],
    ] as const)('the stop counts: %s', (_, entries, overruled) => {
      for (const nowMs of [NOW - 9 * MINUTE, NOW, NOW + HOUR]) {
        expect(holding(entries, nowMs)).toBe('stop');
        expect(overruledOrders(answersOf(entries), [], nowMs)).toEqual(overruled);
      }
    });

    it('the later word counts where clock and ledger agree', () => {
      expect(holding(placed(goOn(NOW), say('stop', NOW + 1)), NOW + 2)).toBe('stop');
      expect(holding(placed(say('stop', NOW), goOn(NOW + 1)), NOW + 2)).toBe('continue');
    });
  });

  it('an opening until the reset is over with an early reset, and a stop is not', () => {
    const session = boundaryWindow(windowView({ resetsAtMs: RESET }));
    const next = { ...session, resetsAtMs: NOW + 5 * HOUR };
    const named = (kind: OrderRecord['kind'], window: typeof session) =>
      overruledOrders(answersOf([orderEntry(order({ kind }))]), [window], NOW);
    expect(named('open', session)).toEqual([]);
    expect(named('open', next)).toEqual(['tray-1']);
    expect(named('stop', next)).toEqual([]);
  });

  it('a consent does not come back when a later stop for everything has ended', () => {
    const entries = [
      consentEntry(consent(NOW)),
      orderEntry(order({ givenAtMs: NOW + 1, expiresAtMs: NOW + HOUR })),
    ];
    expect(holding(entries, NOW + HOUR - 1)).toBe('stop');
    expect(holding(entries, NOW + HOUR)).toBeNull();
  });
});

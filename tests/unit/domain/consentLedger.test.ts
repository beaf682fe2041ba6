import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boundaryAnswers,
  consentEndEntry,
  consentEntry,
  endsToWrite,
  recordedConsents,
  type RecordedConsent,
} from '../../../main/domain/consentLedger.ts';
import { questionId, type Consent, type CreditSpend } from '../../../main/domain/consents.ts';
import { entryProblem } from '../../../main/domain/ledger/entries.ts';
import { HOUR, MINUTE, NOW } from './windowView.ts';

const RESET = NOW + 2 * HOUR;
const OF = {
  agent: 'claude-code',
  account: '/home/u/.claude',
  windowKind: 'session',
  modelName: null,
  resetsAtMs: RESET,
} as const;

function consent(changes: Partial<Consent> = {}): Consent {
  return {
    ...OF,
    id: questionId(OF, 0),
    kind: 'continue',
    capMicros: 5_000_000,
    scope: { kind: 'everything' },
    endsAtMs: RESET,
    askAgainAtMs: null,
    shownText: 'Go on with credits?',
    atMs: NOW,
    ...changes,
  };
}

const spend = (micros: number, atMs = NOW + MINUTE): CreditSpend => ({
  key: `spend-${atMs}-${micros}`,
  agent: OF.agent,
  account: OF.account,
  project: '/p',
  sessionId: 's',
  micros,
  startedAtMs: atMs,
  atMs,
});

const recordedOf = (...consents: Consent[]): RecordedConsent[] =>
  recordedConsents(consents.map(consentEntry));

describe('a consent in the ledger', () => {
  it('comes back as it was given', () => {
    const scope = fc.oneof(
      fc.constant({ kind: 'everything' } as const),
      fc.record({ kind: fc.constant('project' as const), project: fc.string({ minLength: 1 }) }),
      fc.record({ kind: fc.constant('session' as const), sessionId: fc.string({ minLength: 1 }) }),
    );
    const any = fc
      .record({
        modelName: fc.option(fc.string()),
        windowKind: fc.constantFrom('session', 'weekly', 'weekly-model'),
        resetsAtMs: fc.option(fc.integer({ min: NOW, max: NOW + 99 * HOUR })),
        capMicros: fc.option(fc.integer({ min: 1, max: 1e12 })),
        scope,
        shownText: fc.string(),
        atMs: fc.integer({ min: 0, max: NOW }),
        round: fc.nat(9),
      })
      .map(({ round, ...rest }) => {
        const id = questionId({ ...OF, ...rest }, round);
        return consent({ ...rest, id, endsAtMs: rest.resetsAtMs });
      });
    fc.assert(
      fc.property(any, (given) => {
        const entry = consentEntry(given);
        expect(entryProblem(entry)).toBeNull();
        expect(recordedConsents([entry])).toEqual([
          { consent: given, key: entry.key, revokedAtMs: null, isEndWritten: false },
        ]);
      }),
    );
  });

  it('a stop that asks again keeps when', () => {
    const stop = consent({
      kind: 'stop',
      capMicros: null,
      endsAtMs: NOW + HOUR,
      askAgainAtMs: NOW + HOUR,
    });
    expect(recordedOf(stop)[0]?.consent).toEqual(stop);
  });

  it('is revoked by its end entry, and by no other end', () => {
    const [one] = recordedOf(consent());
    if (!one) throw new Error('recorded');
    const entries = (reason: 'revoked' | 'reset') => [
      consentEntry(one.consent),
      consentEndEntry(one, reason, NOW + HOUR),
    ];
    expect(recordedConsents(entries('revoked'))).toMatchObject([
      { revokedAtMs: NOW + HOUR, isEndWritten: true },
    ]);
    expect(recordedConsents(entries('reset'))).toMatchObject([
      { revokedAtMs: null, isEndWritten: true },
    ]);
  });
});

describe('its end', () => {
  it.each([
    ['the reset', [], RESET, 'reset', RESET],
    [
      'the cap',
      [spend(4_000_000), spend(1_000_000, NOW + 2 * MINUTE)],
      NOW + HOUR,
      'cap',
      NOW + 2 * MINUTE,
    ],
  ] as const)('is written once, by %s', (_, spends, nowMs, reason, atMs) => {
    const recorded = recordedOf(consent());
    expect(endsToWrite(recorded, spends, NOW)).toEqual(reason === 'cap' ? [expect.anything()] : []);
    const [end] = endsToWrite(recorded, spends, nowMs);
    expect(end).toMatchObject({ kind: 'consent-ended', atMs, details: { reason } });
    if (!end) throw new Error('an end');
    const written = recordedConsents([consentEntry(consent()), end]);
    expect(endsToWrite(written, spends, nowMs + HOUR)).toEqual([]);
  });

  it('a chosen time is said as expiry', () => {
    const recorded = recordedOf(consent({ endsAtMs: NOW + HOUR }));
    expect(endsToWrite(recorded, [], NOW + HOUR)).toMatchObject([
      { details: { reason: 'expired' } },
    ]);
  });
});

describe('for the boundary engine', () => {
  it('carries what was spent under a cap, within its scope and after it was given', () => {
    const spends = [spend(2_000_000), spend(9_000_000, NOW - HOUR)];
    const everywhere = recordedOf(consent());
    const elsewhere = recordedOf(consent({ scope: { kind: 'project', project: '/other' } }));
    expect(boundaryAnswers(everywhere, spends)).toMatchObject([
      { spentMicros: 2_000_000, endsAtMs: RESET, isRevoked: false, window: { kind: 'session' } },
    ]);
    expect(boundaryAnswers(elsewhere, spends)).toMatchObject([{ spentMicros: 0 }]);
  });

  it('without a known end holds for one window', () => {
    const endless = recordedOf(
      consent({ endsAtMs: null, resetsAtMs: null, id: questionId({ ...OF, resetsAtMs: null }, 0) }),
    );
    expect(boundaryAnswers(endless, [])).toMatchObject([
      { endsAtMs: NOW + 5 * HOUR, window: null },
    ]);
  });
});

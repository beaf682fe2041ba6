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
import { questionId, type Consent } from '../../../main/domain/consents.ts';
import { entryProblem } from '../../../main/domain/ledger/entries.ts';
import { ASKED_ABOUT, consentOf } from './consentParts.ts';
import { HOUR, NOW, RESET } from './windowView.ts';

const consent = (changes: Partial<Consent> = {}) => consentOf({ capMicros: 5_000_000, ...changes });

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
        const id = questionId({ ...ASKED_ABOUT, ...rest }, round);
        return consent({ ...rest, id, endsAtMs: rest.resetsAtMs });
      });
    fc.assert(
      fc.property(any, (given) => {
        const entry = consentEntry(given);
        expect(entryProblem(entry)).toBeNull();
        expect(recordedConsents([entry])).toEqual([
          {
            consent: given,
            key: entry.key,
            revokedAtMs: null,
            isEndWritten: false,
            endedAtMs: null,
          },
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
  const spent = (micros: number | null) => () => micros;

  it.each([
    ['the reset', 0, RESET, 'reset', RESET],
    ['the cap', 5_000_000, NOW + HOUR, 'cap', NOW + HOUR],
  ] as const)('is written once, by %s', (_, micros, nowMs, reason, atMs) => {
    const recorded = recordedOf(consent());
    expect(endsToWrite(recorded, spent(4_999_999), NOW)).toEqual([]);
    const [end] = endsToWrite(recorded, spent(micros), nowMs);
    expect(end).toMatchObject({ kind: 'consent-ended', atMs, details: { reason } });
    if (!end) throw new Error('an end');
    const written = recordedConsents([consentEntry(consent()), end]);
    expect(endsToWrite(written, spent(micros), nowMs + HOUR)).toEqual([]);
  });

  it('unknown spending ends nothing', () => {
    expect(endsToWrite(recordedOf(consent()), spent(null), NOW)).toEqual([]);
  });

  it('a chosen time is said as expiry', () => {
    const recorded = recordedOf(consent({ endsAtMs: NOW + HOUR }));
    expect(endsToWrite(recorded, spent(0), NOW + HOUR)).toMatchObject([
      { details: { reason: 'expired' } },
    ]);
  });
});

describe('for the boundary engine', () => {
  it('carries what was spent under a cap, and only there', () => {
    expect(boundaryAnswers(recordedOf(consent()), () => 7)).toMatchObject([
      { spentMicros: 7, endsAtMs: RESET, isRevoked: false, window: { kind: 'session' } },
    ]);
    expect(boundaryAnswers(recordedOf(consent({ capMicros: null })), () => 7)).toMatchObject([
      { spentMicros: null },
    ]);
  });

  it('without a known end holds for one window', () => {
    const endless = recordedOf(
      consent({
        endsAtMs: null,
        resetsAtMs: null,
        id: questionId({ ...ASKED_ABOUT, resetsAtMs: null }, 0),
      }),
    );
    expect(boundaryAnswers(endless, () => 0)).toMatchObject([
      { endsAtMs: NOW + 5 * HOUR, window: null },
    ]);
  });
});

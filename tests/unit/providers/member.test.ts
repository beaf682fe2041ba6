/** Which member of an organisation an account is, and when nobody may say so. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  memberLimitsOf,
  type AccountOwner,
  type HeardLimit,
} from '../../../main/domain/providers/member.ts';

const HEARD = Date.UTC(2026, 10, 23, 4);

const row = (changes: Partial<HeardLimit> = {}): HeardLimit => ({
  memberId: 'user_ada',
  member: 'Ada Lovelace',
  email: 'Ada@Example.com',
  currency: 'USD',
  limitMicros: 500_000_000,
  spentMicros: 120_000_000,
  period: 'monthly',
  source: 'seat_tier',
  observedAtMs: HEARD,
  ...changes,
});
const GRACE = row({ memberId: 'user_grace', member: 'Grace', email: 'grace@example.com' });

const seat = (email: string | null, changes: object = {}): AccountOwner => ({
  said: null,
  reading: { isSignedIn: true, billing: 'subscription', plan: 'enterprise', email, ...changes },
  plan: null,
});

describe('the member that an account is', () => {
  it('has the limit, its spend, its age and the end of its month in UTC', () => {
    expect(memberLimitsOf([GRACE, row()], seat('ada@example.com'))).toEqual([
      {
        source: 'anthropic-enterprise-api',
        basis: 'reported',
        asOfMs: HEARD,
        member: 'Ada Lovelace',
        limit: { currency: 'USD', minorUnits: 500_000_000, exponent: 6 },
        spent: { currency: 'USD', minorUnits: 120_000_000, exponent: 6 },
        periodEndsAtMs: Date.UTC(2026, 11, 1),
      },
    ]);
  });

  it.each([
    ['is signed out', seat('ada@example.com', { isSignedIn: false })],
    ['does not say whether it is signed in', seat('ada@example.com', { isSignedIn: null })],
    ['pays by key', seat('ada@example.com', { billing: 'api-key' })],
    ['has a plan of its own with the same address', seat('ada@example.com', { plan: 'max' })],
    ['does not name its plan', seat('ada@example.com', { plan: null })],
    ['has another address', seat('alan@example.com')],
    ['has no address', seat(null)],
    ['was never asked', { said: null, reading: null, plan: 'enterprise-seat' as const }],
    ['is nobody’s by the user’s word', { ...seat('ada@example.com'), said: 'nobody' }],
    ['is another’s by the user’s word', { ...seat('ada@example.com'), said: 'alan@example.com' }],
  ])('is nobody where the account %s', (_why, owner) => {
    expect(memberLimitsOf([row(), GRACE], owner)).toEqual([]);
  });

  it('is whom the user names, by address or id, whatever a program said', () => {
    for (const said of ['grace@example.com', 'GRACE@example.com', 'user_grace']) {
      const found = memberLimitsOf([row(), GRACE], { ...seat('ada@example.com'), said });
      expect(found.map(({ member }) => member)).toEqual(['Grace']);
    }
    const stated = { said: 'user_ada', reading: null, plan: null };
    expect(memberLimitsOf([row()], stated)).toHaveLength(1);
  });

  it('is nobody where two members have the address', () => {
    const twin = row({ memberId: 'user_twin' });
    expect(memberLimitsOf([row(), twin], seat('ada@example.com'))).toEqual([]);
  });

  it('the plan that the user chose makes it a seat as well', () => {
    const owner = seat('ada@example.com', { plan: null });
    expect(memberLimitsOf([row()], { ...owner, plan: 'enterprise-usage' })).toHaveLength(1);
    expect(memberLimitsOf([row()], { ...owner, plan: 'max-5x' })).toEqual([]);
  });

  it('without an address of the member, nothing is the same', () => {
    expect(memberLimitsOf([row({ email: null })], seat(null))).toEqual([]);
    expect(memberLimitsOf([row({ email: ' ' })], seat(' '))).toEqual([]);
  });

  it('a spend of 0 is what the provider also says for not knowing, and no limit is said outright', () => {
    const [found] = memberLimitsOf(
      [row({ spentMicros: 0, limitMicros: null, period: 'weekly' })],
      seat('ada@example.com'),
    );
    expect(found).toMatchObject({ spent: null, limit: null, periodEndsAtMs: null });
  });

  it('never takes a limit from a member of another address', () => {
    const address = fc.constantFrom('a@x.de', 'b@x.de', 'c@x.de', null);
    const rows = fc.array(
      fc
        .tuple(address, fc.integer({ min: 0, max: 3 }))
        .map(([email, id]) => row({ email, memberId: `user_${id}`, member: email })),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(rows, address, (all, email) => {
        for (const { member } of memberLimitsOf(all, seat(email))) expect(member).toBe(email);
      }),
    );
  });
});

/**
 * Which member of an organisation a local account is, and what limit that leaves it. Pure. Two things tie the
 * two: the user's own word, or the same e-mail address where the account is known to belong to an organisation.
 * Anything less ties nothing: a limit of somebody else, or of another subscription, would be a lie.
 */
import type { MemberLimit } from '../../../preload/contract/credits.ts';
import type { ReportedMoney } from '../../../preload/contract/snapshot.ts';
import { NOBODY } from '../../../preload/contract/settingsOfAccounts.ts';
import type { PlanReading } from '../accountReadings.ts';
import { zoneOf } from '../calendar.ts';
import { monthOf } from '../credits/periods.ts';
import type { PlanId } from '../credits/plans.ts';
import type { SpendLimitRow } from './reports.ts';

/** A member's limit with the time at which it was heard. */
export type HeardLimit = SpendLimitRow & { readonly observedAtMs: number };

/** What is known of who uses a local account. */
export type AccountOwner = {
  /** The user's word: an e-mail address, a member's id, or nobody; null: none. */
  readonly said: string | null;
  /** What the agent's own program said; null: it was not asked. */
  readonly reading: Pick<PlanReading, 'isSignedIn' | 'billing' | 'plan' | 'email'> | null;
  readonly plan: PlanId | null;
};

const UTC = zoneOf('UTC');

/** Plans of organisations, as the provider names them and as the plan table does. */
const ORGANISATION_PLANS: ReadonlySet<string> = new Set([
  'enterprise',
  'team',
  'enterprise-seat',
  'enterprise-usage',
]);

/** The limits that hold for an account; none where it cannot be tied to exactly one member. */
export function memberLimitsOf(
  limits: readonly HeardLimit[],
  owner: AccountOwner,
): readonly MemberLimit[] {
  const own = limits.filter((row) => isOwner(row, owner));
  const members = new Set(own.map(({ memberId }) => memberId));
  return members.size === 1 ? own.map(memberLimit) : [];
}

function isOwner(row: HeardLimit, { said, reading, plan }: AccountOwner): boolean {
  if (said === NOBODY) return false;
  if (said !== null) return row.memberId === said || isSameAddress(row.email, said);
  if (reading === null || reading.isSignedIn !== true) return false;
  if (reading.billing !== 'subscription') return false;
  // One address may have a plan of its own beside the seat: that plan has no such limit.
  const isSeat = ORGANISATION_PLANS.has(reading.plan ?? '') || ORGANISATION_PLANS.has(plan ?? '');
  return isSeat && isSameAddress(row.email, reading.email);
}

/** Addresses are compared as people mean them; none is no address, and equals nothing. */
function isSameAddress(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  return one.trim().toLowerCase() === other.trim().toLowerCase() && one.trim() !== '';
}

function memberLimit(row: HeardLimit): MemberLimit {
  const { currency, limitMicros, spentMicros, observedAtMs: asOfMs } = row;
  return {
    source: 'anthropic-enterprise-api',
    basis: 'reported',
    asOfMs,
    member: row.member ?? row.email ?? row.memberId,
    limit: limitMicros === null ? null : money(currency, limitMicros),
    // The provider also says 0 where it does not know for a while.
    spent: spentMicros === null || spentMicros === 0 ? null : money(currency, spentMicros),
    periodEndsAtMs: row.period === 'monthly' ? monthOf(asOfMs, UTC).untilMs : null,
  };
}

function money(currency: string, micros: number): ReportedMoney {
  return { currency, minorUnits: micros, exponent: 6 };
}

/** Why credits cannot be used: providers' words in the product's own. */
import type { CreditsOffReason } from './types.ts';

/**
 * Words of the agent's own protocol (`overageDisabledReason` in the schemas that its software development kit
 * publishes). A word that is not here stays untold: a guess would send people to the wrong switch.
 */
const REASONS: Readonly<Record<string, CreditsOffReason>> = {
  overage_not_provisioned: 'not-provisioned',
  org_level_disabled: 'organisation-off',
  org_level_disabled_until: 'organisation-off',
  org_service_level_disabled: 'organisation-off',
  out_of_credits: 'out-of-credits',
  seat_tier_level_disabled: 'seat-off',
  member_level_disabled: 'member-off',
  seat_tier_zero_credit_limit: 'zero-limit',
  group_zero_credit_limit: 'zero-limit',
  member_zero_credit_limit: 'zero-limit',
  no_limits_configured: 'no-limit-configured',
};

/** The reason behind a provider's word; null stands for no word at all. */
export function offReasonOf(word: string | null): CreditsOffReason {
  return word !== null && Object.hasOwn(REASONS, word)
    ? (REASONS[word] as CreditsOffReason)
    : 'not-told';
}

/** Reads what `claude auth status` prints: how requests are paid, the plan, and whose account it is. */
import { z } from 'zod';
import type { PlanReading } from '../../domain/accountReadings.ts';

export type AuthAnswer = Pick<
  PlanReading,
  'isSignedIn' | 'billing' | 'plan' | 'tier' | 'email' | 'organisation'
>;

const text = z.string().min(1).nullish().catch(null);

/** What else is printed (paths, ids) is not read. */
const status = z.object({
  loggedIn: z.boolean(),
  authMethod: text,
  apiProvider: text,
  subscriptionType: text,
  planTier: text,
  email: text,
  orgName: text,
});

/** null when the output is not of a known form. */
export function readAuthStatus(output: string): AuthAnswer | null {
  const found = status.safeParse(jsonOf(output)).data;
  if (!found) return null;
  return {
    isSignedIn: found.loggedIn,
    billing: billingOf(found),
    plan: found.subscriptionType ?? null,
    tier: found.planTier ?? null,
    email: found.email ?? null,
    organisation: found.orgName ?? null,
  };
}

/** `oauth_token` is a set-up token of a subscription; newer methods stay unknown. */
const BILLING: Readonly<Record<string, PlanReading['billing']>> = {
  'claude.ai': 'subscription',
  oauth_token: 'subscription',
  api_key: 'api-key',
};

function billingOf({ loggedIn, authMethod, apiProvider }: z.infer<typeof status>) {
  if (!loggedIn) return null;
  if (apiProvider && apiProvider !== 'firstParty') return 'other-provider';
  return BILLING[authMethod ?? ''] ?? null;
}

function jsonOf(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return null;
  }
}

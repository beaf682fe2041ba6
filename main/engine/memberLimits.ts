/** Limits of an organisation's members, as far as the user has switched that report on. */
import type { Settings } from '../../preload/contract/settings.ts';
import type { HeardLimit } from '../domain/providers/member.ts';
import type { Tables } from './database.ts';
import { UNNAMED } from './providersPlan.ts';

/**
 * The members' limits that were last heard; none while the report is switched off.
 * @throws SQLite's error
 */
export function heardLimits(
  { providers }: Pick<Tables, 'providers'>,
  { providers: switches }: Settings,
): readonly HeardLimit[] {
  if (!switches.anthropicEnterprise) return [];
  const page = providers.contacts().find(({ provider }) => provider === 'anthropic-enterprise');
  return page === undefined
    ? []
    : providers.spendLimits(page.provider, page.organisation?.id ?? UNNAMED.id);
}

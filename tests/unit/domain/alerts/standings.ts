/** A standing of given facts, decided as the product decides. */
import {
  accountStandings,
  type AccountFacts,
  type AccountStanding,
} from '../../../../main/domain/accounts.ts';
import { DEFAULT_BOUNDARY_SETTINGS } from '../../../../main/domain/boundary/types.ts';
import { NOW } from '../windowView.ts';

export function standing(facts: AccountFacts): AccountStanding {
  const input = { windows: [], sessions: [], rates: [], settings: DEFAULT_BOUNDARY_SETTINGS };
  const [found] = accountStandings({ ...input, accounts: [facts] }, NOW);
  return found!;
}

/** Which accounts there are. Apart from the settings' library, which an import never needs. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { AGENTS } from '../agents/registry.ts';
import type { AccountKey } from '../domain/figures.ts';
import type { MoneyTables } from '../store/money.ts';
import type { AccountEvents } from '../store/moneyFacts.ts';

/** Every account with events. */
export function accountsWithEvents(
  { facts }: MoneyTables,
  firstFolderOf: (agent: AgentId) => string,
): AccountEvents[] {
  const accounts = facts.accounts();
  const orphanAgents = new Set(facts.orphanAgents());
  for (const agent of orphanAgents) {
    const account = firstFolderOf(agent);
    const isKnown = accounts.some((one) => one.agent === agent && one.account === account);
    if (!isKnown) accounts.push({ agent, account });
  }
  return accounts.map((one) => ({
    ...one,
    hasOrphans: orphanAgents.has(one.agent) && one.account === firstFolderOf(one.agent),
  }));
}

/** The account that a text names; null where it names none of a known agent. */
export function keyOfText(text: string): AccountKey | null {
  const cut = text.indexOf('|');
  const agent = text.slice(0, cut);
  return Object.hasOwn(AGENTS, agent)
    ? { agent: agent as AgentId, account: text.slice(cut + 1) }
    : null;
}

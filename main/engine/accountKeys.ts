/** What the text of an account means. Apart from the settings' library, which an import never needs. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { AGENTS } from '../agents/registry.ts';
import type { AccountKey } from '../domain/figures.ts';

/** The account that a text names; null where it names none of a known agent. */
export function keyOfText(text: string): AccountKey | null {
  const cut = text.indexOf('|');
  const agent = text.slice(0, cut);
  return Object.hasOwn(AGENTS, agent)
    ? { agent: agent as AgentId, account: text.slice(cut + 1) }
    : null;
}

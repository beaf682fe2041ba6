/** Accounts, and the figures of the contract for those who decide about them. */
import type { AgentId } from '../../preload/contract/snapshot.ts';

export type { Figure, FigureSource, Origin } from '../../preload/contract/figures.ts';

/** One account as far as local files can tell it: an agent and the folder it is configured in. */
export type AccountKey = { readonly agent: AgentId; readonly account: string };

/** Text that names an account in keys; the agent's id never holds a bar. */
export function accountText({ agent, account }: AccountKey): string {
  return `${agent}|${account}`;
}

import type { Snapshot, WindowView } from '../../preload/contract/snapshot.ts';

/** Use of the plan at which the gate of a window's account closes. */
export function gatePercentOf(
  { boundaries, gatePercent }: Pick<Snapshot, 'boundaries' | 'gatePercent'>,
  { agent, account }: Pick<WindowView, 'agent' | 'account'>,
): number {
  const own = boundaries.find((one) => one.agent === agent && one.account === account);
  return own?.gatePercent ?? gatePercent;
}

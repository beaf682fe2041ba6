/** Carries out what the user tells the gate: from the tray and from the terminal alike. */
import { formatIsoInstant, HOUR_MS } from '../domain/calendar.ts';
import { orderRecordId } from '../domain/orders.ts';
import { withoutRecords, withOrder, type GateOrder } from '../domain/gateOrders.ts';
import { carriedRecord } from '../domain/gateRules.ts';
import { ALLOWANCE_MS, allowOnce, revokeAllowances } from './gateAllowance.ts';
import type { GatePaths } from './gatePaths.ts';
import { updateGate } from './gateStore.ts';

/** No five-hour window lasts longer, so a stop whose reset is not known ends here. */
export const LONGEST_WINDOW_MS = 5 * HOUR_MS;

/**
 * Lets the next prompt through.
 * @returns when the permission ends
 */
export async function givePermission(
  paths: GatePaths,
  accountId: string,
  nowMs: number,
): Promise<number> {
  const expiresAtMs = nowMs + ALLOWANCE_MS;
  await allowOnce(paths, accountId, expiresAtMs);
  return expiresAtMs;
}

/** Writes a stop or an opening of the whole account; a stop also takes back what was allowed before. */
export async function giveOrder(
  paths: GatePaths,
  accountId: string,
  order: Pick<GateOrder, 'state' | 'expiresAtMs' | 'recordId'>,
): Promise<void> {
  const isStop = order.state === 'closed';
  const end = formatIsoInstant(Math.floor(order.expiresAtMs / 1000) * 1000);
  const reason = isStop ? `You stopped it until ${end}.` : `You opened it until ${end}.`;
  const scope = { kind: 'everything' } as const;
  await updateGate(paths, (file) => withOrder(file, accountId, { ...order, scope, reason }));
  if (isStop) await revokeAllowances(paths, accountId);
}

/** Takes an answer's rules out of the gate file, also where no app is running that would do so. */
export async function withdrawAnswer(
  paths: GatePaths,
  accountId: string,
  answerId: string,
): Promise<void> {
  const names = [carriedRecord(answerId), orderRecordId(answerId)].filter((name) => name !== null);
  await updateGate(paths, (file) => withoutRecords(file, accountId, names));
}

/** Which models are in use now, and whether their prices come from the dated table. */
import type { SessionView } from '../../../preload/contract/snapshot.ts';
import type { ModelInUse } from './prices.ts';

/**
 * The models of an account's live sessions, each once with its latest use.
 * @param isInTable whether the dated price table names a model
 */
export function modelsInUse(
  sessions: readonly SessionView[],
  isInTable: (model: string) => boolean,
): ModelInUse[] {
  const models = new Map<string, ModelInUse>();
  for (const { model, lastActivityMs, costPerHourMicros } of sessions) {
    if (model === null) continue;
    const outside = costPerHourMicros === null ? 'none' : 'fallback';
    const lastUsedAtMs = Math.max(lastActivityMs, models.get(model)?.lastUsedAtMs ?? -Infinity);
    models.set(model, { model, lastUsedAtMs, pricedBy: isInTable(model) ? 'table' : outside });
  }
  return [...models.values()];
}

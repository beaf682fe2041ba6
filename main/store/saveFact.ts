/** Saving what a log file says was used: its names are found or made, its row is upserted. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import type { createNames } from './names.ts';
import type { Connection } from './open.ts';
import type { PricedFact } from './records.ts';
import { createEventUpsert } from './upsertEvent.ts';

/** Events of an older version do not say whose they are until their files are read again. */
const ADOPT_EVENT = `
UPDATE usage_event SET account_id = ? WHERE group_key = ? AND account_id IS NULL AND agent_id = ?`;

/** Whose facts are saved. */
export type FactOwner = {
  readonly agentId: number;
  readonly accountId: number;
  readonly agent: AgentId;
};

/**
 * @returns saves an event, and tells whether the database is another than before; `isUncounted`: when it is new, it does
 *   not count until its group is decided
 */
export function createFactSaver(
  connection: Connection,
  names: Pick<ReturnType<typeof createNames>, 'nameId' | 'sessionId'>,
): (owner: FactOwner, priced: PricedFact, isUncounted: boolean) => boolean {
  const upsert = createEventUpsert(connection);
  const adoptEvent = connection.prepare(ADOPT_EVENT);
  const hasOrphans =
    connection.prepare('SELECT 1 FROM usage_event WHERE account_id IS NULL LIMIT 1').get() !==
    undefined;
  return ({ agentId, accountId, agent }, { fact, costMicros }, isUncounted) => {
    if (hasOrphans) adoptEvent.run(accountId, fact.groupKey, agentId);
    const event = {
      agentId,
      accountId,
      sessionId: names.sessionId(agent, fact.sessionId, fact.parentSessionId),
      modelId: names.nameId(fact.model),
      projectId: fact.project === null ? null : names.nameId(fact.project),
      fact,
      costMicros,
    };
    return upsert(event, isUncounted);
  };
}

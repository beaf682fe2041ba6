/** What the status line bridges stored, taken into the database. */
import type { AgentView } from '../../preload/contract/snapshot.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import type { Bridges } from './bridges.ts';
import type { WritingTables } from './database.ts';
import type { Trouble } from './problemBook.ts';

export function createStatusLineDesk(loadBridges: () => Promise<Bridges>) {
  let troubles: readonly Trouble[] = [];
  let failure: StoreFailure | null = null;
  return {
    /** @returns whether there was something new */
    async read(
      { writer }: WritingTables,
      agents: readonly AgentView[],
      nowMs: number,
    ): Promise<boolean> {
      const bridges = await loadBridges();
      const found = await bridges.readStatusLines(agents, nowMs);
      const hadTroubles = troubles.length > 0 || failure !== null;
      troubles = found.troubles;
      try {
        writer.saveLimits(found.readings);
        failure = null;
      } catch (error) {
        failure = storeFailureOf(error);
        bridges.forgetStatusLines();
      }
      return found.readings.length > 0 || found.troubles.length > 0 || hadTroubles;
    },
    troubles: (): readonly Trouble[] => troubles,
    failure: (): StoreFailure | null => failure,
  };
}

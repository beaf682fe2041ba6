/**
 * The main window's questions, answered beside the engine so that a long one holds up neither the tray nor the
 * next look. Only reads.
 */
import type { Clock, Machine } from '../ports.ts';
import { openDatabase, type OpenDatabase } from '../store/open.ts';
import { createHistoryDesk } from './historyDesk.ts';
import type { ReviewCalls } from './reviewCalls.ts';
import type { ReviewContext } from './reviewContext.ts';

export type ReviewOptions = {
  readonly dataFolder: string;
  readonly machine: Machine;
  readonly clock: Clock;
};

/** Opens the database with the first question; a database that cannot be opened is tried again with the next. */
export function createReviewDesk({ dataFolder, machine, clock }: ReviewOptions) {
  let database: OpenDatabase | null = null;

  function context(): ReviewContext {
    database ??= openDatabase(dataFolder, 'read');
    const { timeZone, locale } = machine;
    return { database, machine, timeZone, locale, clock };
  }

  let historyDesk: ReturnType<typeof createHistoryDesk> | null = null;
  const history = () => (historyDesk ??= createHistoryDesk(context()));

  const calls: ReviewCalls = {
    history: (question) => history().history(question),
    historyOverview: (question) => history().overview(question),
    historyWindows: (question) => history().windows(question),
  };

  return {
    calls,
    close(): void {
      historyDesk = null;
      database?.close();
      database = null;
    },
  };
}

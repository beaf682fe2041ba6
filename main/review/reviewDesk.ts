/**
 * The main window's questions, answered beside the engine so that a long one holds up neither the tray nor the
 * next look. Only reads.
 */
import { displayContext } from '../../preload/contract/displayContext.ts';
import { parseSettings } from '../../preload/contract/settingsTree.ts';
import { readDocument } from '../domain/settingsJournal.ts';
import type { Clock, Machine } from '../ports.ts';
import { createSettingsReader } from '../store/settings.ts';
import { openDatabase, type OpenDatabase } from '../store/open.ts';
import { writeExport } from './exportFile.ts';
import { createHistoryDesk } from './historyDesk.ts';
import type { ReviewCalls } from './reviewCalls.ts';
import type { ReviewContext } from './reviewContext.ts';
import { answerSession } from './sessionDesk.ts';
import { answerSessions, transcriptOf } from './sessionsDesk.ts';
import { createTranscriptHeads } from './transcriptHeads.ts';

export type ReviewOptions = {
  readonly dataFolder: string;
  readonly machine: Machine;
  readonly clock: Clock;
};

/** Opens the database with the first question; a database that cannot be opened is tried again with the next. */
export function createReviewDesk({ dataFolder, machine, clock }: ReviewOptions) {
  let database: OpenDatabase | null = null;
  const heads = createTranscriptHeads();

  function context(): ReviewContext {
    database ??= openDatabase(dataFolder, 'read');
    // As the user wants figures and times written now; a change shows with the next answer.
    const saved = createSettingsReader(database.connection)();
    const { settings } = parseSettings(readDocument(saved).document);
    const { timeZone, locale } = displayContext(settings.appearance, machine);
    return { database, machine, settings, timeZone, locale, clock, heads };
  }

  let historyDesk: ReturnType<typeof createHistoryDesk> | null = null;
  let historyKey = '';
  /** It keeps sums by the zone's days: another zone or way of writing begins anew. */
  function history() {
    const now = context();
    const key = `${now.timeZone} ${now.locale}`;
    if (historyDesk === null || key !== historyKey) historyDesk = createHistoryDesk(now);
    historyKey = key;
    return historyDesk;
  }

  const calls: ReviewCalls = {
    history: (question) => history().history(question),
    historyOverview: (question) => history().overview(question),
    historyWindows: (question) => history().windows(question),
    advice: () => history().advice(),
    sessions: (question) => answerSessions(question, context()),
    session: (question) => answerSession(question, context()),
    export: (request, file) => writeExport(request, file, context()),
    transcript: (key) => transcriptOf(key, context()),
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

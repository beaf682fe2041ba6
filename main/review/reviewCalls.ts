/** What the main window may ask of the database, by name. One line a page; the desks say how it is answered. */
import type { AdviceView } from '../../preload/contract/review/advice.ts';
import type { ExportRequest } from '../../preload/contract/review/exports.ts';
import type {
  HistoryOverview,
  HistoryQuestion,
  HistoryView,
  OverviewQuestion,
  WindowsQuestion,
  WindowsView,
} from '../../preload/contract/review/history.ts';
import type {
  SessionDetail,
  SessionKey,
  SessionQuestion,
  SessionsQuestion,
  SessionsView,
} from '../../preload/contract/review/sessions.ts';

export type ReviewCalls = {
  history: (question: HistoryQuestion) => HistoryView;
  historyOverview: (question: OverviewQuestion) => HistoryOverview;
  historyWindows: (question: WindowsQuestion) => WindowsView;
  advice: () => AdviceView;
  sessions: (question: SessionsQuestion) => SessionsView;
  /** Null: no such session. */
  session: (question: SessionQuestion) => SessionDetail | null;
  /** Writes an export to a file; the value is how many rows it has. */
  export: (request: ExportRequest, file: string) => number;
  /** Path of a session's log that was read and is still there; null: none. */
  transcript: (key: SessionKey) => string | null;
};

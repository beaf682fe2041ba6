/** What the main window may ask of the database, by name. One line a page; the desks say how it is answered. */
import type {
  HistoryOverview,
  HistoryQuestion,
  HistoryView,
  OverviewQuestion,
  WindowsQuestion,
  WindowsView,
} from '../../preload/contract/review/history.ts';

export type ReviewCalls = {
  history: (question: HistoryQuestion) => HistoryView;
  historyOverview: (question: OverviewQuestion) => HistoryOverview;
  historyWindows: (question: WindowsQuestion) => WindowsView;
};

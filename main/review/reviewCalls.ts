/** What the main window may ask of the database, by name. One line a page; the desks say how it is answered. */
import type { HistoryQuestion, HistoryView } from '../../preload/contract/review/history.ts';

export type ReviewCalls = {
  history: (question: HistoryQuestion) => HistoryView;
};

/** Answers the History page. */
import type { HistoryQuestion, HistoryView } from '../../preload/contract/review/history.ts';
import type { ReviewContext } from './reviewContext.ts';

export function answerHistoryPage(_question: HistoryQuestion, context: ReviewContext): HistoryView {
  return {
    timeZone: context.timeZone,
    locale: context.locale,
    takenAtMs: context.clock(),
  };
}

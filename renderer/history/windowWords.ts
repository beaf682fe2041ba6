/** Past windows in words. */
import {
  formatClock,
  formatDollars,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import type { HistoryWindow, WindowStep } from '../../preload/contract/review/history.ts';
import { historyMessages as words } from './historyMessages.ts';

/** `Fri 20 Nov, 09:00 to 14:00`. */
export function spanWords(
  { startsAtMs, resetsAtMs }: HistoryWindow,
  context: FormatContext,
): string {
  const day = new Intl.DateTimeFormat(context.locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: context.timeZone,
  }).format(startsAtMs);
  return `${day}, ${formatClock(startsAtMs, context)} to ${formatClock(resetsAtMs, context)}`;
}

/** At most two projects by name, the others by number. */
export function projectWords({ projects }: HistoryWindow): string {
  if (projects.length === 0) return words.unknownProject;
  const named = projects.slice(0, 2).join(', ');
  return projects.length > 2 ? `${named} and ${projects.length - 2} more` : named;
}

/** What happened at the boundary, in one line: `Continued at 12:40, at most $5; cap reached at 13:20, $0.30 over`. */
export function boundaryWords(window: HistoryWindow, context: FormatContext): string {
  const told = window.steps.map((step) => stepWords(step, context));
  const answered = window.steps.some(({ kind }) => kind === 'continued' || kind === 'stopped');
  if (!answered && window.sums.creditMicros > 0) told.push('paid without an answer here');
  const text = told.join('; ');
  return text === '' ? '' : (text[0]?.toUpperCase() ?? '') + text.slice(1);
}

function stepWords(step: WindowStep, context: FormatContext): string {
  const at = formatClock(step.atMs, context);
  switch (step.kind) {
    case 'reached':
      return `limit reached at ${at}`;
    case 'continued':
      return step.capMicros === null
        ? `continued at ${at}, no cap`
        : `continued at ${at}, at most ${formatDollars(step.capMicros, context)}`;
    case 'stopped':
      return step.untilMs === null
        ? `stopped at ${at}`
        : `stopped at ${at} until ${formatClock(step.untilMs, context)}`;
    case 'cap-reached':
      return step.overMicros === null || step.overMicros === 0
        ? `cap reached at ${at}`
        : `cap reached at ${at}, ${formatDollars(step.overMicros, context)} over by the request in flight`;
    case 'revoked':
      return `taken back at ${at}`;
    default:
      return step satisfies never;
  }
}

/** Past windows in words. */
import {
  formatClock,
  formatDollars,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import { say, sayCount } from '../../preload/contract/languages/say.ts';
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
  const [from, until] = [formatClock(startsAtMs, context), formatClock(resetsAtMs, context)];
  return say(context, words.windowSpan, { day, from, until });
}

/** At most two projects by name, the others by number. */
export function projectWords({ projects }: HistoryWindow, context: FormatContext): string {
  if (projects.length === 0) return say(context, words.unknownProject);
  const names = projects.slice(0, 2).join(', ');
  const others = projects.length - 2;
  return others > 0 ? sayCount(context, others, words.projects, { names }) : names;
}

/** What happened at the boundary, in one line: `Continued at 12:40, at most $5; cap reached at 13:20, $0.30 over`. */
export function boundaryWords(window: HistoryWindow, context: FormatContext): string {
  const told = window.steps.map((step) => stepWords(step, context));
  const answered = window.steps.some(({ kind }) => kind === 'continued' || kind === 'stopped');
  if (!answered && window.sums.creditMicros > 0) told.push(say(context, words.paidUnasked));
  const text = told.join('; ');
  return text === '' ? '' : (text[0]?.toUpperCase() ?? '') + text.slice(1);
}

function stepWords(step: WindowStep, context: FormatContext): string {
  const time = formatClock(step.atMs, context);
  switch (step.kind) {
    case 'reached':
      return say(context, 'limit reached at {time}', { time });
    case 'continued':
      return step.capMicros === null
        ? say(context, 'continued at {time}, no cap', { time })
        : say(context, 'continued at {time}, at most {cap}', {
            time,
            cap: formatDollars(step.capMicros, context),
          });
    case 'stopped':
      return step.untilMs === null
        ? say(context, 'stopped at {time}', { time })
        : say(context, 'stopped at {time} until {until}', {
            time,
            until: formatClock(step.untilMs, context),
          });
    case 'cap-reached':
      return step.overMicros === null || step.overMicros === 0
        ? say(context, 'cap reached at {time}', { time })
        : say(context, 'cap reached at {time}, {over} over by the request in flight', {
            time,
            over: formatDollars(step.overMicros, context),
          });
    case 'revoked':
      return say(context, 'taken back at {time}', { time });
    default:
      return step satisfies never;
  }
}

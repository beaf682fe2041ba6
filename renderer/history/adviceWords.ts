/** Advice in words: what to change, what that would have saved, and how it was computed. Never a demand. */
import { projectWords } from '../../preload/contract/projectWording.ts';
import {
  formatClock,
  formatDollars,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import { say, sayCount } from '../../preload/contract/languages/say.ts';
import type { Advice } from '../../preload/contract/review/advice.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';

const MINUTE_MS = 60_000;

export const adviceMessages = {
  cheapest: 'Cheapest change',
  heading: 'What would have cost less',
  note: {
    one: 'last {count} day, estimated at API prices',
    other: 'last {count} days, estimated at API prices',
  },
  computing: '…',
  nothing: 'none found',
  nothingNote: { one: 'in the last {count} day', other: 'in the last {count} days' },
  showSession: 'Show the conversation',
} as const;

const RESTART = {
  one: 'restart one long conversation earlier',
  other: 'restart {count} long conversations earlier',
} as const;
const RESTART_HOW =
  'What this carried on and read again with every answer, less what a new beginning would have written. It was in {project}. What would have had to be explained again is not counted.';
const RESTARTS_HOW =
  'What these carried on and read again with every answer, less what a new beginning would have written. The most, {amount}, in {project}. What would have had to be explained again is not counted.';
const CHEAPER_HOW = {
  one: 'The same tokens of {count} answer at its prices: {other} rather than {cost}. Whether it would have answered as well, or at the same length, is not in it.',
  other:
    'The same tokens of {count} answers at its prices: {other} rather than {cost}. Whether it would have answered as well, or at the same length, is not in it.',
} as const;
const CREDIT_APP_HOW = {
  one: 'It paid {amount} with credits for {count} answer; this part fell into windows of a plan that were never near their limit. How much of the plan it would have taken is not known.',
  other:
    'It paid {amount} with credits for {count} answers; this part fell into windows of a plan that were never near their limit. How much of the plan it would have taken is not known.',
} as const;
const WINDOW_START_HOW = {
  one: '{count} window that began about {time} filled up before the reset. Begun earlier, the reset would have come before these paid answers, and what followed would have been no more than such a window held.',
  other:
    '{count} windows that began about {time} filled up before the reset. Begun earlier, the reset would have come before these paid answers, and what followed would have been no more than such a window held.',
} as const;

/** Short enough for a headline: `restart 9 long conversations earlier`. */
export function changeWords(advice: Advice, context: FormatContext): string {
  switch (advice.kind) {
    case 'restart':
      return sayCount(context, advice.sessions, RESTART);
    case 'cheaper-model':
      return say(context, '{other} in the place of {model}', {
        other: advice.otherModel,
        model: advice.model,
      });
    case 'credit-app':
      return say(context, '{agent} while the plan has room', { agent: AGENT_NAMES[advice.agent] });
    case 'window-start':
      return say(context, 'first message about {time}, {account}', {
        time: minuteWords(advice.betterMinute, context),
        account: advice.accountLabel,
      });
    default:
      return advice satisfies never;
  }
}

/** The same as the beginning of a line; a model's name is written as it is. */
export function changeTitle(advice: Advice, context: FormatContext): string {
  const words = changeWords(advice, context);
  return advice.kind === 'cheaper-model' ? words : words.charAt(0).toUpperCase() + words.slice(1);
}

/** How the saving was computed, and what is not in it. */
export function howWords(advice: Advice, context: FormatContext): string {
  const money = (micros: number) => formatDollars(micros, context);
  switch (advice.kind) {
    case 'restart': {
      const { largest, sessions } = advice;
      const project = projectWords(largest.projectName, context);
      if (sessions === 1) return say(context, RESTART_HOW, { project });
      return say(context, RESTARTS_HOW, { amount: money(largest.savingMicros), project });
    }
    case 'cheaper-model': {
      const { answers, otherMicros, costMicros } = advice;
      const values = { other: money(otherMicros), cost: money(costMicros) };
      return sayCount(context, answers, CHEAPER_HOW, values);
    }
    case 'credit-app': {
      const { answers, creditMicros } = advice;
      return sayCount(context, answers, CREDIT_APP_HOW, { amount: money(creditMicros) });
    }
    case 'window-start':
      return sayCount(context, advice.windows, WINDOW_START_HOW, {
        time: minuteWords(advice.usualMinute, context),
      });
    default:
      return advice satisfies never;
  }
}

/** `$0.40 of it paid with credits`; null where that is nothing, or not known. */
export function creditWords(
  { creditSavingMicros, savingMicros }: Advice,
  context: FormatContext,
): string | null {
  if (creditSavingMicros === null || creditSavingMicros === 0) return null;
  if (creditSavingMicros === savingMicros) return say(context, 'all of it paid with credits');
  return say(context, '{amount} of it paid with credits', {
    amount: formatDollars(creditSavingMicros, context),
  });
}

/** A minute of the local day as a clock time. */
function minuteWords(minute: number, { locale }: FormatContext): string {
  return formatClock(minute * MINUTE_MS, { locale, timeZone: 'UTC' });
}

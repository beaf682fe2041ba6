/** Advice in words: what to change, what that would have saved, and how it was computed. Never a demand. */
import {
  formatClock,
  formatCount,
  formatDollars,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import { ADVICE_DAYS, type Advice } from '../../preload/contract/review/advice.ts';
import { AGENT_NAMES } from '../../preload/contract/wording.ts';

const MINUTE_MS = 60_000;

export const adviceMessages = {
  cheapest: 'Cheapest change',
  heading: 'What would have cost less',
  note: `last ${ADVICE_DAYS} days, estimated at API prices`,
  computing: '…',
  nothing: 'none found',
  nothingNote: `in the last ${ADVICE_DAYS} days`,
  showSession: 'Show the conversation',
} as const;

/** Short enough for a headline: `restart 9 long conversations earlier`. */
export function changeWords(advice: Advice, context: FormatContext): string {
  switch (advice.kind) {
    case 'restart':
      return advice.sessions === 1
        ? 'restart one long conversation earlier'
        : `restart ${formatCount(advice.sessions, context)} long conversations earlier`;
    case 'cheaper-model':
      return `${advice.otherModel} in the place of ${advice.model}`;
    case 'credit-app':
      return `${AGENT_NAMES[advice.agent]} while the plan has room`;
    case 'window-start':
      return `first message about ${minuteWords(advice.betterMinute, context)}, ${advice.accountLabel}`;
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
  const count = (value: number, one: string, many: string) =>
    `${formatCount(value, context)} ${value === 1 ? one : many}`;
  switch (advice.kind) {
    case 'restart': {
      const { largest, sessions } = advice;
      const most =
        sessions === 1
          ? `It was in ${largest.projectName}.`
          : `The most, ${money(largest.savingMicros)}, in ${largest.projectName}.`;
      return `What these carried on and read again with every answer, less what a new beginning would have written. ${most} What would have had to be explained again is not counted.`;
    }
    case 'cheaper-model': {
      const { answers, otherMicros, costMicros } = advice;
      return `The same tokens of ${count(answers, 'answer', 'answers')} at its prices: ${money(otherMicros)} rather than ${money(costMicros)}. Whether it would have answered as well, or at the same length, is not in it.`;
    }
    case 'credit-app': {
      const { answers, creditMicros } = advice;
      return `It paid ${money(creditMicros)} with credits for ${count(answers, 'answer', 'answers')}; this part fell into windows of a plan that were never near their limit. How much of the plan it would have taken is not known.`;
    }
    case 'window-start':
      return `${count(advice.windows, 'window', 'windows')} that began about ${minuteWords(advice.usualMinute, context)} filled up before the reset. Begun earlier, the reset would have come before these paid answers, and what followed would have been no more than such a window held.`;
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
  if (creditSavingMicros === savingMicros) return 'all of it paid with credits';
  return `${formatDollars(creditSavingMicros, context)} of it paid with credits`;
}

/** A minute of the local day as a clock time. */
function minuteWords(minute: number, { locale }: FormatContext): string {
  return formatClock(minute * MINUTE_MS, { locale, timeZone: 'UTC' });
}

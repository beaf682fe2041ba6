/**
 * Alerts in words. Clock times, never time left: a notification may lie on screen for hours. Title and body
 * are made from the same fields, so that they cannot disagree.
 */
import type {
  Alert,
  AlertButton,
  AlertContent,
  AlertEventKind,
  NotificationRequest,
} from './alerts.ts';
import {
  costRangeWords,
  formatDollars,
  formatInstant,
  formatPercent,
  formatReportedMoney,
  isolateText,
  type FormatContext,
} from './formatting.ts';
import { say, sayCount } from './languages/say.ts';
import type { ReportedMoney } from './snapshot.ts';
import { AGENT_NAMES, sentences, windowNameInside } from './wording.ts';

/** `nowMs` only decides whether a clock time needs its day beside it. */
export type AlertContext = FormatContext & {
  readonly nowMs: number;
  /** The user's name of an account, where an agent has more than one; null otherwise. */
  readonly accountName: string | null;
};

export type AlertWords = { readonly title: string; readonly body: string };

/** Lines that a notification of a summary has room for. */
const MOST_LINES = 5;

type Content<K extends AlertContent['kind']> = Extract<AlertContent, { kind: K }>;

/** Title and body of a notification. */
export function alertWords(alert: Alert, context: AlertContext): AlertWords {
  const { content } = alert;
  const whose = whoseWords(alert, context);
  switch (content.kind) {
    case 'plan-level':
      return planLevelWords(content, whose, context);
    case 'forecast':
      return forecastWords(content, whose, context);
    case 'spend-level':
    case 'budget-level':
      return spendWords(content, whose, context);
    case 'low-balance':
      return {
        title: say(context, 'Balance is low: {balance}', {
          balance: formatReportedMoney(content.balance, context),
        }),
        body: sentences([
          say(context, '{whose}: below {amount}', {
            whose,
            amount: formatDollars(content.levelMicros, context),
          }),
          asOfWords(content, context),
        ]),
      };
    case 'plan-back':
      return {
        title: say(context, 'The plan is back'),
        body: sentences([
          `${whose}, ${windowWords(content, context)}`,
          content.resetsAtMs === null
            ? null
            : say(context, 'Reset at {time}', { time: instant(content.resetsAtMs, context) }),
          say(context, 'Consent to credits has ended with it'),
        ]),
      };
    case 'event':
      return eventWords(content, whose, context);
    case 'quiet-summary':
      return summaryWords(content, context);
    default:
      return content satisfies never;
  }
}

/**
 * Buttons of an alert, where the platform gives any. Paying is never one click on a notification: its cap
 * has to be seen first, so that the second button opens the prompt.
 */
export function alertButtons(alert: Alert, context: AlertContext): readonly AlertButton[] {
  const { content } = alert;
  const isQuestion =
    (content.kind === 'forecast' && content.mayBePaid) ||
    (content.kind === 'plan-level' && content.isPaidNext);
  if (!isQuestion) return [];
  const stop =
    content.resetsAtMs === null
      ? say(context, 'Stop')
      : say(context, 'Stop until {time}', { time: instant(content.resetsAtMs, context) });
  return [
    { action: 'stop', label: stop },
    { action: 'open', label: say(context, 'Choose…') },
  ];
}

/** A button's answer that does not count is told where it was given. @param message why, as a sentence */
export function refusedNotice(message: string): NotificationRequest {
  const title = 'Your answer came too late';
  const plain = { group: 'refused', endsGroup: false, isUrgent: false, buttons: [], about: null };
  return { key: 'refused', title, body: message, ...plain };
}

function whoseWords(alert: Alert, context: AlertContext): string {
  if (alert.agent === null) return say(context, 'All agents');
  const name = AGENT_NAMES[alert.agent];
  return context.accountName === null ? name : `${name}, ${isolateText(context.accountName)}`;
}

/** `five-hour window`, `this week`, `this week, Opus`: inside a sentence. */
function windowWords(
  { windowKind, modelName }: Pick<Content<'plan-back'>, 'windowKind' | 'modelName'>,
  context: AlertContext,
): string {
  return windowNameInside({ kind: windowKind, modelName }, context);
}

function planLevelWords(
  content: Content<'plan-level'>,
  whose: string,
  context: AlertContext,
): AlertWords {
  const used = formatPercent(content.usedPercent, context);
  const where = `${whose}, ${windowWords(content, context)}`;
  const reset = resetWords(content.resetsAtMs, context);
  if (content.isPaidNext) {
    return {
      title: say(context, 'The next request may be paid'),
      body: sentences([
        say(context, '{where}: {percent} of the plan is used', { where, percent: used }),
        reset,
      ]),
    };
  }
  return {
    title: say(context, '{percent} of the plan is used', { percent: used }),
    body: sentences([where, reset, content.isStale ? asOfWords(content, context) : null]),
  };
}

function forecastWords(
  content: Content<'forecast'>,
  whose: string,
  context: AlertContext,
): AlertWords {
  const used = formatPercent(content.usedPercent, context);
  return {
    title: say(context, 'Plan ends about {time}', { time: instant(content.endsAtMs, context) }),
    body: sentences([
      say(context, '{whose}, {window}: {percent} used', {
        whose,
        window: windowWords(content, context),
        percent: used,
      }),
      content.mayBePaid
        ? paidAfterwards(content, context)
        : say(context, 'After that, nothing is paid'),
      content.mayBePaid && content.cost !== null ? null : resetWords(content.resetsAtMs, context),
    ]),
  };
}

function paidAfterwards({ cost, resetsAtMs }: Content<'forecast'>, context: AlertContext): string {
  if (cost === null) return say(context, 'After that, requests may be paid');
  const amount = costRangeWords(cost, context);
  return resetsAtMs === null
    ? say(context, 'After that, requests are paid: about {amount}, estimated', { amount })
    : say(
        context,
        'After that, requests are paid: about {amount} until the {time} reset, estimated',
        { amount, time: instant(resetsAtMs, context) },
      );
}

function spendWords(
  content: Content<'spend-level' | 'budget-level'>,
  whose: string,
  context: AlertContext,
): AlertWords {
  const used = formatPercent(content.usedPercent, context);
  const name = content.budgetName === null ? '' : `, ${isolateText(content.budgetName)}`;
  const money =
    content.spent === null || content.limit === null
      ? null
      : say(context, '{part} of {whole}', {
          part: formatReportedMoney(content.spent, context),
          whole: formatReportedMoney(content.limit, context),
        });
  return {
    title:
      content.kind === 'spend-level'
        ? say(context, '{percent} of the spend limit is used', { percent: used })
        : say(context, '{percent} of your budget is used', { percent: used }),
    body: sentences([
      money === null ? `${whose}${name}` : `${whose}${name}: ${money}`,
      asOfWords(content, context),
    ]),
  };
}

const EVENT_TITLES: Readonly<Record<AlertEventKind, string>> = {
  'paid-while-plan-left': 'Paid while plan is left',
  'credits-switched-on': 'Usage credits were switched on',
  'limit-raised': 'The spend limit was raised',
  'limit-removed': 'The spend limit was removed',
  'auto-reload': 'Credits were reloaded automatically',
  'balance-fell': 'The balance fell without use on this computer',
  'spent-elsewhere': 'Credits were spent without use on this computer',
  'spend-limit-exceeded': 'The spend limit is exceeded',
  'prices-too-old': 'The price table is too old for a model in use',
  'cache-lifetime-fell': 'Requests may be drawing on credits',
};

function eventWords(content: Content<'event'>, whose: string, context: AlertContext): AlertWords {
  const model = content.modelName === null ? '' : `, ${isolateText(content.modelName)}`;
  const change = changeWords(content.before, content.after, context);
  return {
    title: say(context, EVENT_TITLES[content.event]),
    body: sentences([
      change === null ? `${whose}${model}` : `${whose}${model}: ${change}`,
      asOfWords(content, context),
    ]),
  };
}

function changeWords(
  before: ReportedMoney | null,
  after: ReportedMoney | null,
  context: AlertContext,
): string | null {
  if (after === null) {
    return before === null
      ? null
      : say(context, 'it was {amount}', { amount: formatReportedMoney(before, context) });
  }
  const now = formatReportedMoney(after, context);
  return before === null
    ? now
    : say(context, 'from {before} to {after}', {
        before: formatReportedMoney(before, context),
        after: now,
      });
}

/** What quiet hours held back: a line each, the newest last, and how many more there were. */
function summaryWords({ missed }: Content<'quiet-summary'>, context: AlertContext): AlertWords {
  const shown = missed.slice(-MOST_LINES);
  const lines = shown.map((alert) => {
    const { title } = alertWords(alert, context);
    const isOver = alert.expiresAtMs !== null && alert.expiresAtMs <= context.nowMs;
    const line = `${instant(alert.dueAtMs, context)} ${whoseWords(alert, context)}: ${title}`;
    return isOver ? say(context, '{alert} (over since)', { alert: line }) : line;
  });
  const more = missed.length - shown.length;
  return {
    title: sayCount(context, missed.length, {
      one: 'During quiet hours: {count} alert',
      other: 'During quiet hours: {count} alerts',
    }),
    body: [
      ...(more > 0
        ? [sayCount(context, more, { one: '{count} earlier', other: '{count} earlier' })]
        : []),
      ...lines,
    ].join('\n'),
  };
}

function resetWords(resetsAtMs: number | null, context: AlertContext): string {
  return resetsAtMs === null
    ? say(context, 'Reset time not reported')
    : say(context, 'Resets at {time}', { time: instant(resetsAtMs, context) });
}

/** `Reported, as of 14:02`: every figure says whose it is and how old. */
function asOfWords(
  { basis, asOfMs }: { readonly basis: 'reported' | 'estimated'; readonly asOfMs: number },
  context: AlertContext,
): string {
  const time = instant(asOfMs, context);
  return basis === 'reported'
    ? say(context, 'Reported, as of {time}', { time })
    : say(context, 'Estimated, as of {time}', { time });
}

function instant(atMs: number, context: AlertContext): string {
  return formatInstant(atMs, context.nowMs, context);
}

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
import type { ReportedMoney } from './snapshot.ts';
import { AGENT_NAMES, windowName } from './wording.ts';

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
        title: `Balance is low: ${formatReportedMoney(content.balance, context)}`,
        body: sentences([
          `${whose}: below ${formatDollars(content.levelMicros, context)}`,
          asOfWords(content, context),
        ]),
      };
    case 'plan-back':
      return {
        title: 'The plan is back',
        body: sentences([
          `${whose}, ${windowWords(content)}`,
          content.resetsAtMs === null ? null : `Reset at ${instant(content.resetsAtMs, context)}`,
          'Consent to credits has ended with it',
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
  const until = content.resetsAtMs === null ? '' : ` until ${instant(content.resetsAtMs, context)}`;
  return [
    { action: 'stop', label: `Stop${until}` },
    { action: 'open', label: 'Choose…' },
  ];
}

/** A button's answer that does not count is told where it was given. @param message why, as a sentence */
export function refusedNotice(message: string): NotificationRequest {
  const title = 'Your answer came too late';
  const plain = { group: 'refused', endsGroup: false, isUrgent: false, buttons: [], about: null };
  return { key: 'refused', title, body: message, ...plain };
}

function whoseWords(alert: Alert, context: AlertContext): string {
  if (alert.agent === null) return 'All agents';
  const name = AGENT_NAMES[alert.agent];
  return context.accountName === null ? name : `${name}, ${isolateText(context.accountName)}`;
}

/** `five-hour window`, `this week`, `this week, Opus`: inside a sentence. */
function windowWords(window: Pick<Content<'plan-back'>, 'windowKind' | 'modelName'>): string {
  const name = windowName({ kind: window.windowKind, modelName: window.modelName });
  return `${name[0]?.toLowerCase() ?? ''}${name.slice(1)}`;
}

function planLevelWords(
  content: Content<'plan-level'>,
  whose: string,
  context: AlertContext,
): AlertWords {
  const used = formatPercent(content.usedPercent, context);
  const where = `${whose}, ${windowWords(content)}`;
  const reset = resetWords(content.resetsAtMs, context);
  if (content.isPaidNext) {
    return {
      title: 'The next request may be paid',
      body: sentences([`${where}: ${used} of the plan is used`, reset]),
    };
  }
  return {
    title: `${used} of the plan is used`,
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
    title: `Plan ends about ${instant(content.endsAtMs, context)}`,
    body: sentences([
      `${whose}, ${windowWords(content)}: ${used} used`,
      content.mayBePaid ? paidAfterwards(content, context) : 'After that, nothing is paid',
      content.mayBePaid && content.cost !== null ? null : resetWords(content.resetsAtMs, context),
    ]),
  };
}

function paidAfterwards({ cost, resetsAtMs }: Content<'forecast'>, context: AlertContext): string {
  if (cost === null) return 'After that, requests may be paid';
  const until = resetsAtMs === null ? '' : ` until the ${instant(resetsAtMs, context)} reset`;
  return `After that, requests are paid: about ${costRangeWords(cost, context)}${until}, estimated`;
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
      : `${formatReportedMoney(content.spent, context)} of ${formatReportedMoney(content.limit, context)}`;
  return {
    title:
      content.kind === 'spend-level'
        ? `${used} of the spend limit is used`
        : `${used} of your budget is used`,
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
    title: EVENT_TITLES[content.event],
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
    return before === null ? null : `it was ${formatReportedMoney(before, context)}`;
  }
  const now = formatReportedMoney(after, context);
  return before === null ? now : `from ${formatReportedMoney(before, context)} to ${now}`;
}

/** What quiet hours held back: a line each, the newest last, and how many more there were. */
function summaryWords({ missed }: Content<'quiet-summary'>, context: AlertContext): AlertWords {
  const shown = missed.slice(-MOST_LINES);
  const lines = shown.map((alert) => {
    const { title } = alertWords(alert, context);
    const isOver = alert.expiresAtMs !== null && alert.expiresAtMs <= context.nowMs;
    const ended = isOver ? ' (over since)' : '';
    return `${instant(alert.dueAtMs, context)} ${whoseWords(alert, context)}: ${title}${ended}`;
  });
  const more = missed.length - shown.length;
  return {
    title: `During quiet hours: ${missed.length === 1 ? '1 alert' : `${missed.length} alerts`}`,
    body: [...(more > 0 ? [`${more} earlier`] : []), ...lines].join('\n'),
  };
}

function resetWords(resetsAtMs: number | null, context: AlertContext): string {
  return resetsAtMs === null
    ? 'Reset time not reported'
    : `Resets at ${instant(resetsAtMs, context)}`;
}

/** `Reported, as of 14:02`: every figure says whose it is and how old. */
function asOfWords(
  { basis, asOfMs }: { readonly basis: 'reported' | 'estimated'; readonly asOfMs: number },
  context: AlertContext,
): string {
  const word = basis === 'reported' ? 'Reported' : 'Estimated';
  return `${word}, as of ${instant(asOfMs, context)}`;
}

function instant(atMs: number, context: AlertContext): string {
  return formatInstant(atMs, context.nowMs, context);
}

function sentences(parts: readonly (string | null)[]): string {
  return parts
    .filter((part) => part !== null)
    .map((part) => `${part}.`)
    .join(' ');
}

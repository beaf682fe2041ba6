/** The question at the boundary in words, and the amount that a person types back into micro-dollars. */
import { projectWords } from './projectWording.ts';
import { parseDollars } from './amount.ts';
import {
  costRangeWords,
  formatDollars,
  formatInstant,
  formatPercent,
  isolateText,
  type FormatContext,
} from './formatting.ts';
import { say, sayCount, type SayContext } from './languages/say.ts';
import type { CeilingPart, ConsentEnd, PromptScope, PromptView } from './prompt.ts';
import { breachWords } from './boundaryWording.ts';
import { AGENT_NAMES, windowNameInside } from './wording.ts';

export type PromptWords = {
  readonly headline: string;
  /** Supporting sentences in pieces that join to a text; `isPaid` marks what continuing would cost. */
  readonly details: readonly { readonly text: string; readonly isPaid: boolean }[];
};

/** The question and what supports it. */
export function promptWords(view: PromptView): PromptWords {
  const rate =
    view.hitRatePercent === null
      ? null
      : say(view, 'This estimate was right in {percent} of your windows.', {
          percent: formatPercent(view.hitRatePercent, view),
        });
  return {
    headline: headlineWords(view),
    details: [
      { text: `${standingWords(view)} `, isPaid: false },
      ...costPieces(view),
      ...(rate === null ? [] : [{ text: ` ${rate}`, isPaid: false }]),
      ...(view.breach ? [{ text: ` ${breachWords(view.breach, view)}.`, isPaid: false }] : []),
    ],
  };
}

function headlineWords(view: PromptView): string {
  if (view.moment === 'ahead' && view.endsAtMs !== null) {
    return say(view, 'Plan ends about {time} at this pace. Go on with credits then?', {
      time: instant(view.endsAtMs, view),
    });
  }
  if (view.moment === 'ahead') return say(view, 'The plan ends soon. Go on with credits then?');
  return (view.window?.usedPercent ?? 0) >= 100
    ? say(view, 'The plan is used up. Go on with credits?')
    : say(view, 'The next request may be paid. Go on with credits?');
}

/** Whose plan, how much of it, until when, and who said so when. */
function standingWords(view: PromptView): string {
  const { window } = view;
  const whose =
    view.accountName === null
      ? AGENT_NAMES[view.agent]
      : `${AGENT_NAMES[view.agent]}, ${isolateText(view.accountName)}`;
  if (window === null)
    return `${whose}: ${say(view, 'as far as known, no window of a plan counts here.')}`;
  const name = windowNameInside(window, view);
  const used =
    window.usedPercent === null
      ? say(view, 'use not reported')
      : say(
          view,
          window.basis === 'reported'
            ? '{percent} used, reported {time}'
            : '{percent} used, estimated {time}',
          { percent: formatPercent(window.usedPercent, view), time: instant(window.asOfMs, view) },
        );
  const reset =
    window.resetsAtMs === null
      ? say(view, 'The reset time is not reported.')
      : say(view, 'It resets at {time}.', { time: instant(window.resetsAtMs, view) });
  return `${whose}, ${name}: ${used}. ${reset}`;
}

/** The amount stands apart in the sentence, wherever the language puts it. */
function costPieces(view: PromptView): PromptWords['details'] {
  const resetsAtMs = view.window?.resetsAtMs ?? null;
  const time = resetsAtMs === null ? null : instant(resetsAtMs, view);
  if (view.cost === null) {
    const text =
      time === null
        ? say(view, 'What going on would cost is not known.')
        : say(view, 'What going on until {time} would cost is not known.', { time });
    return [{ text, isPaid: false }];
  }
  const [before = '', after = ''] = costSentence(view, time).split(AMOUNT_PLACE);
  return [
    { text: before, isPaid: false },
    { text: costRangeWords(view.cost, view), isPaid: true },
    { text: after, isPaid: false },
  ];
}

/** No value of a sentence can hold this. */
const AMOUNT_PLACE = '\u0000';

function costSentence(view: PromptView, time: string | null): string {
  const amount = AMOUNT_PLACE;
  if (view.moment === 'ahead') {
    return time === null
      ? say(view, 'After that, requests are paid: about {amount}, estimated.', { amount })
      : say(
          view,
          'After that, requests are paid: about {amount} until the {time} reset, estimated.',
          { amount, time },
        );
  }
  return time === null
    ? say(view, 'At this pace, going on costs about {amount}, estimated.', { amount })
    : say(view, 'At this pace, going on until {time} costs about {amount}, estimated.', {
        amount,
        time,
      });
}

/** `Stop until 15:00`, or what is honest when nobody said when that would be. */
export function stopWords(view: PromptView): string {
  if (view.window === null) return say(view, 'Stop for five hours');
  const { resetsAtMs } = view.window;
  const isAhead = view.moment === 'ahead';
  if (resetsAtMs === null) {
    return isAhead ? say(view, 'Stop then, until the reset') : say(view, 'Stop until the reset');
  }
  const time = instant(resetsAtMs, view);
  return isAhead
    ? say(view, 'Stop then, until {time}', { time })
    : say(view, 'Stop until {time}', { time });
}

const CEILING_PARTS: Readonly<Record<CeilingPart, string>> = {
  'spend-limit': 'spend limit binds',
  'member-limit': 'your organisation’s limit binds',
  balance: 'balance binds',
  'daily-redemption-limit': 'daily redemption limit binds',
  budget: 'your budget binds',
};

/** `$23.41 can be spent: balance binds, estimated 14:02.` */
export function ceilingWords(view: PromptView): string {
  if (view.ceiling === null) return say(view, 'What can be spent is not known.');
  const { micros, binds, isComplete, basis, asOfMs } = view.ceiling;
  const amount = formatDollars(micros, view);
  const most = isComplete
    ? say(view, '{amount} can be spent', { amount })
    : say(view, 'At most {amount} can be spent as far as known', { amount });
  const time = instant(asOfMs, view);
  const said =
    basis === 'reported'
      ? say(view, 'reported {time}', { time })
      : say(view, 'estimated {time}', { time });
  return `${most}: ${say(view, CEILING_PARTS[binds])}, ${said}.`;
}

/** Name of a scope in the list. Going on at one model's limit is about that model, wherever it is used. */
export function scopeWords(
  { scope, name }: PromptScope,
  context: SayContext & { readonly window?: PromptView['window'] },
): string {
  if (scope.kind === 'everything') {
    const model = context.window?.modelName ?? null;
    return model === null
      ? say(context, 'everything on this account')
      : say(context, 'every {model} request on this account', { model });
  }
  const isProject = scope.kind === 'project';
  if (name === null) {
    return isProject ? say(context, 'this project') : say(context, 'this session');
  }
  const isolated = isolateText(projectWords(name, context));
  return isProject
    ? say(context, 'project {name}', { name: isolated })
    : say(context, 'session {name}', { name: isolated });
}

/** Name of an end in the list. */
export function endWords(end: ConsentEnd, view: PromptView): string {
  const resetsAtMs = view.window?.resetsAtMs ?? null;
  if (end.kind === 'time') return instant(end.atMs, view);
  if (end.kind === 'amount') return say(view, 'the amount is spent');
  return resetsAtMs === null
    ? say(view, 'the reset')
    : say(view, 'the {time} reset', { time: instant(resetsAtMs, view) });
}

/** `2 sessions are waiting`; null when none is. */
export function waitingWords(view: PromptView): string | null {
  return view.waitingSessions === 0
    ? null
    : sayCount(view, view.waitingSessions, {
        one: '{count} session is waiting',
        other: '{count} sessions are waiting',
      });
}

/** Clock time of an instant, with its day where that is not today. */
export function instant(atMs: number, view: PromptView): string {
  return formatInstant(atMs, view.takenAtMs, view);
}

/** Everything the user saw when answering, as it is kept with the answer. */
export function shownText(view: PromptView): string {
  const { headline, details } = promptWords(view);
  const detail = details.map(({ text }) => text).join('');
  return [headline, detail.trim(), ceilingWords(view)].join(' ');
}

const MOST_CAP_DOLLARS = 1_000_000;
const MICROS_A_CENT = 10_000;

/**
 * Reads a cap as people type it: `10`, `10.50`, `10,50`, `$1,250.00`; three digits after a lone sign could be
 * thousands or a slip of the finger, and a cap a thousand times too high costs money.
 * @returns micro-dollars; null for anything that is not plainly one amount of dollars and cents above zero
 */
export function parseCap(text: string): number | null {
  const read = parseDollars(text);
  if (!read.ok || read.micros <= 0 || read.micros % MICROS_A_CENT !== 0) return null;
  return read.micros < MOST_CAP_DOLLARS * 1_000_000 ? read.micros : null;
}

/** An amount for the cap field, without the sign that stands before it: `10.00`. */
export function capText(micros: number, { locale }: Pick<FormatContext, 'locale'>): string {
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    useGrouping: false,
    numberingSystem: 'latn',
  });
  return format.format(micros / 1_000_000);
}

/** The question at the boundary in words, and the amount that a person types back into micro-dollars. */
import { parseDollars } from './amount.ts';
import {
  costRangeWords,
  formatDollars,
  formatInstant,
  formatPercent,
  isolateText,
  type FormatContext,
} from './formatting.ts';
import type { CeilingPart, ConsentEnd, PromptScope, PromptView } from './prompt.ts';
import { breachWords } from './boundaryWording.ts';
import { AGENT_NAMES, windowName } from './wording.ts';

export type PromptWords = {
  readonly headline: string;
  /** Supporting sentences in pieces that join to a text; `isPaid` marks what continuing would cost. */
  readonly details: readonly { readonly text: string; readonly isPaid: boolean }[];
};

/** The question and what supports it. */
export function promptWords(view: PromptView): PromptWords {
  const rate =
    view.hitRatePercent === null
      ? ''
      : ` This estimate was right in ${formatPercent(view.hitRatePercent, view)} of your windows.`;
  return {
    headline: headlineWords(view),
    details: [
      { text: `${standingWords(view)} `, isPaid: false },
      ...costPieces(view),
      ...(rate === '' ? [] : [{ text: rate, isPaid: false }]),
      ...(view.breach ? [{ text: ` ${breachWords(view.breach, view)}.`, isPaid: false }] : []),
    ],
  };
}

function headlineWords(view: PromptView): string {
  if (view.moment === 'ahead' && view.endsAtMs !== null) {
    return `Plan ends about ${instant(view.endsAtMs, view)} at this pace. Go on with credits then?`;
  }
  if (view.moment === 'ahead') return 'The plan ends soon. Go on with credits then?';
  return view.window.usedPercent !== null && view.window.usedPercent >= 100
    ? 'The plan is used up. Go on with credits?'
    : 'The next request may be paid. Go on with credits?';
}

/** Whose plan, how much of it, until when, and who said so when. */
function standingWords(view: PromptView): string {
  const { window } = view;
  const whose =
    view.accountName === null
      ? AGENT_NAMES[view.agent]
      : `${AGENT_NAMES[view.agent]}, ${isolateText(view.accountName)}`;
  const name = windowName(window);
  const used =
    window.usedPercent === null
      ? 'use not reported'
      : `${formatPercent(window.usedPercent, view)} used, ${window.basis} ${instant(window.asOfMs, view)}`;
  const reset =
    window.resetsAtMs === null
      ? 'The reset time is not reported.'
      : `It resets at ${instant(window.resetsAtMs, view)}.`;
  return `${whose}, ${name[0]?.toLowerCase() ?? ''}${name.slice(1)}: ${used}. ${reset}`;
}

function costPieces(view: PromptView): PromptWords['details'] {
  const { resetsAtMs } = view.window;
  const until = resetsAtMs === null ? '' : ` until ${instant(resetsAtMs, view)}`;
  if (view.cost === null) {
    return [{ text: `What going on${until} would cost is not known.`, isPaid: false }];
  }
  if (view.moment === 'ahead') {
    const end = resetsAtMs === null ? '' : ` until the ${instant(resetsAtMs, view)} reset`;
    return [
      { text: 'After that, requests are paid: about ', isPaid: false },
      { text: costRangeWords(view.cost, view), isPaid: true },
      { text: `${end}, estimated.`, isPaid: false },
    ];
  }
  return [
    { text: `At this pace, going on${until} costs about `, isPaid: false },
    { text: costRangeWords(view.cost, view), isPaid: true },
    { text: ', estimated.', isPaid: false },
  ];
}

/** `Stop until 15:00`, or what is honest when nobody said when that would be. */
export function stopWords(view: PromptView): string {
  const { resetsAtMs } = view.window;
  const until = resetsAtMs === null ? 'until the reset' : `until ${instant(resetsAtMs, view)}`;
  return view.moment === 'ahead' ? `Stop then, ${until}` : `Stop ${until}`;
}

const CEILING_PARTS: Readonly<Record<CeilingPart, string>> = {
  'spend-limit': 'spend limit',
  balance: 'balance',
  'daily-redemption-limit': 'daily redemption limit',
  budget: 'your budget',
};

/** `$23.41 can be spent, balance binds, estimated 14:02`. */
export function ceilingWords(view: PromptView): string {
  if (view.ceiling === null) return 'What can be spent is not known.';
  const { micros, binds, isComplete, basis, asOfMs } = view.ceiling;
  const most = isComplete ? '' : 'At most ';
  const known = isComplete ? '' : ' as far as known';
  return `${most}${formatDollars(micros, view)} can be spent${known}: ${CEILING_PARTS[binds]} binds, ${basis} ${instant(asOfMs, view)}.`;
}

/** Name of a scope in the list. */
export function scopeWords({ scope, name }: PromptScope): string {
  if (scope.kind === 'everything') return 'everything on this account';
  const word = scope.kind === 'project' ? 'project' : 'session';
  return name === null ? `this ${word}` : `${word} ${isolateText(name)}`;
}

/** Name of an end in the list. */
export function endWords(end: ConsentEnd, view: PromptView): string {
  const { resetsAtMs } = view.window;
  if (end.kind === 'time') return instant(end.atMs, view);
  if (end.kind === 'amount') return 'the amount is spent';
  return resetsAtMs === null ? 'the reset' : `the ${instant(resetsAtMs, view)} reset`;
}

/** `2 sessions are waiting`; null when none is. */
export function waitingWords({ waitingSessions }: PromptView): string | null {
  if (waitingSessions === 0) return null;
  return waitingSessions === 1 ? '1 session is waiting' : `${waitingSessions} sessions are waiting`;
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

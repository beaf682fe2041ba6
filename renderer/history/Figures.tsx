import {
  formatCount,
  formatDollars,
  formatInstant,
  formatPercent,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import type { AdviceView } from '../../preload/contract/review/advice.ts';
import type { HistoryView } from '../../preload/contract/review/history.ts';
import { Headline, Headlines } from '../components/Headlines.tsx';
import { CheapestChange } from './AdviceSection.tsx';
import { rangeWords } from './days.ts';
import { unpricedWords, worthOf } from './figures.ts';
import { historyMessages as words } from './historyMessages.ts';

const MOST_SHARE_PERCENT = 200;

/** The period in four figures, each with what it stands on. */
export function Figures({
  view,
  advice,
}: {
  readonly view: HistoryView;
  readonly advice: AdviceView | null;
}) {
  const { totals } = view;
  const hasData = totals.events > 0;
  const isUnpriced = hasData && totals.events === totals.unpricedEvents;
  const money = (micros: number) => formatDollars(micros, view);
  const worth = !hasData ? words.noData : isUnpriced ? words.notPriced : money(worthOf(totals));
  const paid = !hasData ? words.noData : money(totals.creditMicros);
  return (
    <Headlines>
      <Headline
        label={words.worth}
        value={worth}
        notes={[...worthNotes(view), ...beforeNotes(view, worthOf)]}
        isMuted={!hasData}
      />
      <Headline
        label={words.paid}
        value={paid}
        notes={[...paidNotes(view), ...beforeNotes(view, ({ creditMicros }) => creditMicros)]}
        isPaid={totals.creditMicros > 0}
        isMuted={!hasData}
      />
      <Windows view={view} />
      <CheapestChange view={advice} />
    </Headlines>
  );
}

/** The worth beside what the plans cost, where their price is known: the whole in one line, else an account a line. */
function worthNotes(view: HistoryView): string[] {
  if (view.totals.events === 0) return [];
  const unpriced = present(unpricedWords(view.totals, view));
  const priced = view.plans.filter(({ monthlyMicros }) => monthlyMicros !== null);
  const price = (micros: number) => formatDollars(micros, view).replace(/[.,]00(?=\D|$)/, '');
  if (priced.length === view.plans.length && priced.length > 0) {
    const sum = priced.reduce((total, { monthlyMicros }) => total + (monthlyMicros ?? 0), 0);
    const plan = priced.length > 1 ? 'plans' : 'a plan';
    return [`on ${plan} of ${price(sum)} a month, ${words.estimated}`, ...unpriced];
  }
  const parts = priced.map(
    ({ label, worthMicros, monthlyMicros }) =>
      `${formatDollars(worthMicros, view)} of it on ${label}, ${price(monthlyMicros ?? 0)} a month`,
  );
  return [words.estimated, ...parts, ...unpriced];
}

function paidNotes(view: HistoryView): string[] {
  const { totals, reportedSpend } = view;
  const unclear =
    totals.unclearMicros === 0
      ? null
      : `${formatDollars(totals.unclearMicros, view)} more ${words.unclearWho}`;
  const reported =
    reportedSpend &&
    `reported ${formatDollars(reportedSpend.reportedMicros, view)} on ${formatInstant(reportedSpend.asOfMs, view.takenAtMs, view)}, ${driftWords(reportedSpend.driftMicros, view)}`;
  const basis = totals.creditMicros > 0 && !reported ? words.estimated : null;
  return [...present(basis), ...present(reported), ...present(unclear)];
}

function driftWords(driftMicros: number, context: FormatContext): string {
  if (driftMicros === 0) return 'no drift';
  return `drift ${formatDollars(driftMicros, context)}`;
}

function present<T>(value: T | null): T[] {
  return value === null ? [] : [value];
}

function Windows({ view }: { readonly view: HistoryView }) {
  const { reported, hitLimit, wentOn, stopped } = view.windows;
  if (reported === 0) {
    return (
      <Headline label={words.hits} value={words.noWindows} notes={[words.useNotReported]} isMuted />
    );
  }
  const count = (value: number) => formatCount(value, view);
  const answers = [
    ...(wentOn > 0 ? [`${count(wentOn)} went on with consent`] : []),
    ...(stopped > 0 ? [`${count(stopped)} stopped`] : []),
  ];
  return (
    <Headline
      label={words.hits}
      value={`${count(hitLimit)} of ${count(reported)}`}
      notes={answers.length > 0 ? [answers.join(', ')] : []}
    />
  );
}

/** What the same figure was in the period before; nothing where nothing is known of that time. */
function beforeNotes(
  view: HistoryView,
  figure: (totals: HistoryView['totals']) => number,
): string[] {
  const { before, totals } = view;
  if (before === null || before.totals.events === 0) return [];
  const then = figure(before.totals);
  const range = rangeWords(before, view.locale);
  // Without data now there is nothing to compare; that is not a fall to nothing.
  if (totals.events === 0 || then === 0) return [`${range}: ${formatDollars(then, view)}`];
  const share = ((figure(totals) - then) / then) * 100;
  // Beside next to nothing, a percentage says nothing but “more”.
  if (share > MOST_SHARE_PERCENT) return [`${range}: ${formatDollars(then, view)}`];
  const sign = share > 0 ? '+' : share < 0 ? '−' : '';
  const change = `${sign}${formatPercent(Math.abs(share), view)}`;
  return [`${change} beside ${range}: ${formatDollars(then, view)}`];
}

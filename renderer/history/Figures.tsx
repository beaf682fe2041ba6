import {
  formatCount,
  formatDollars,
  formatInstant,
  formatPercent,
} from '../../preload/contract/formatting.ts';
import { say } from '../../preload/contract/languages/say.ts';
import type { AdviceView } from '../../preload/contract/review/advice.ts';
import type { HistoryView } from '../../preload/contract/review/history.ts';
import { Headline, Headlines } from '../components/Headlines.tsx';
import { useSay } from '../store/display.ts';
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
  const { say } = useSay();
  const { totals } = view;
  const hasData = totals.events > 0;
  const isUnpriced = hasData && totals.events === totals.unpricedEvents;
  const money = (micros: number) => formatDollars(micros, view);
  const worth = !hasData
    ? say(words.noData)
    : isUnpriced
      ? say(words.notPriced)
      : money(worthOf(totals));
  const paid = !hasData ? say(words.noData) : money(totals.creditMicros);
  return (
    <Headlines>
      <Headline
        label={say(words.worth)}
        value={worth}
        notes={[...worthNotes(view), ...beforeNotes(view, worthOf)]}
        isMuted={!hasData}
      />
      <Headline
        label={say(words.paid)}
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
    const text = priced.length > 1 ? words.onPlansPrice : words.onPlanPrice;
    return [say(view, text, { price: price(sum) }), ...unpriced];
  }
  const parts = priced.map(({ label, worthMicros, monthlyMicros }) =>
    say(view, words.worthOnPlan, {
      amount: formatDollars(worthMicros, view),
      plan: label,
      price: price(monthlyMicros ?? 0),
    }),
  );
  return [say(view, words.estimated), ...parts, ...unpriced];
}

function paidNotes(view: HistoryView): string[] {
  const { totals, reportedSpend } = view;
  const unclear =
    totals.unclearMicros === 0
      ? null
      : say(view, words.moreUnclear, { amount: formatDollars(totals.unclearMicros, view) });
  const reported = reportedSpend && reportedWords(reportedSpend, view);
  const basis = totals.creditMicros > 0 && !reported ? say(view, words.estimated) : null;
  return [...present(basis), ...present(reported), ...present(unclear)];
}

function reportedWords(
  { reportedMicros, asOfMs, driftMicros }: NonNullable<HistoryView['reportedSpend']>,
  view: HistoryView,
): string {
  return say(view, driftMicros === 0 ? words.reportedOnSame : words.reportedOn, {
    amount: formatDollars(reportedMicros, view),
    instant: formatInstant(asOfMs, view.takenAtMs, view),
    drift: formatDollars(driftMicros, view),
  });
}

function present<T>(value: T | null): T[] {
  return value === null ? [] : [value];
}

function Windows({ view }: { readonly view: HistoryView }) {
  const { say, sayCount } = useSay();
  const { reported, hitLimit, wentOn, stopped } = view.windows;
  if (reported === 0) {
    return (
      <Headline
        label={say(words.hits)}
        value={say(words.noWindows)}
        notes={[say(words.useNotReported)]}
        isMuted
      />
    );
  }
  const count = (value: number) => formatCount(value, view);
  const answers = [
    ...(wentOn > 0 ? [sayCount(wentOn, words.wentOn)] : []),
    ...(stopped > 0 ? [sayCount(stopped, words.stopped)] : []),
  ];
  return (
    <Headline
      label={say(words.hits)}
      value={say(words.hitsOf, { hits: count(hitLimit), windows: count(reported) })}
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
  const amount = formatDollars(then, view);
  // Without data now there is nothing to compare; that is not a fall to nothing.
  if (totals.events === 0 || then === 0) return [say(view, words.then, { range, amount })];
  // Rounded before the sign is chosen: there is no “−0%”.
  const share = Math.round(((figure(totals) - then) / then) * 100);
  // Beside next to nothing, a percentage says nothing but “more”.
  if (share > MOST_SHARE_PERCENT) return [say(view, words.then, { range, amount })];
  const sign = share > 0 ? '+' : share < 0 ? '−' : '';
  const change = `${sign}${formatPercent(Math.abs(share), view)}`;
  return [say(view, words.beside, { change, range, amount })];
}

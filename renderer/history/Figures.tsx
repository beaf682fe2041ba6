import {
  formatCount,
  formatDollars,
  formatInstant,
  formatPercent,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import type { HistoryView } from '../../preload/contract/review/history.ts';
import { rangeWords } from './days.ts';
import { unpricedWords, worthOf } from './figures.ts';
import { historyMessages as words } from './historyMessages.ts';

/** The period in four figures, each with what it stands on. */
export function Figures({ view }: { readonly view: HistoryView }) {
  const { totals } = view;
  const hasData = totals.events > 0;
  const isUnpriced = hasData && totals.events === totals.unpricedEvents;
  const money = (micros: number) => formatDollars(micros, view);
  const worth = !hasData ? words.noData : isUnpriced ? words.notPriced : money(worthOf(totals));
  const paid = !hasData ? words.noData : money(totals.creditMicros);
  return (
    <dl className="headline-figures">
      <Headline label={words.worth} value={worth} notes={worthNotes(view)} isMuted={!hasData} />
      <Headline
        label={words.paid}
        value={paid}
        notes={paidNotes(view)}
        isPaid={totals.creditMicros > 0}
        isMuted={!hasData}
      />
      <Windows view={view} />
      <Before view={view} />
    </dl>
  );
}

function Headline({
  label,
  value,
  notes,
  isPaid = false,
  isMuted = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly notes: readonly string[];
  readonly isPaid?: boolean;
  readonly isMuted?: boolean;
}) {
  const tone = isPaid ? ' paid-text' : isMuted ? ' headline-muted' : '';
  return (
    <div className="headline">
      <dt className="headline-label">
        {isPaid && <span className="swatch swatch-paid" aria-hidden="true" />}
        {label}
      </dt>
      <dd className={`headline-value${tone}`}>{value}</dd>
      {notes.map((note) => (
        <dd key={note} className="headline-note">
          {note}
        </dd>
      ))}
    </div>
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

function Before({ view }: { readonly view: HistoryView }) {
  const { before, totals } = view;
  if (before === null || before.totals.events === 0) {
    return (
      <Headline label={words.before} value={words.noData} notes={[words.nothingBefore]} isMuted />
    );
  }
  const then = worthOf(before.totals);
  const now = worthOf(totals);
  // Without data now there is nothing to compare; that is not a fall to nothing.
  const share = then === 0 || totals.events === 0 ? null : ((now - then) / then) * 100;
  const value =
    share === null
      ? formatDollars(then, view)
      : `${share > 0 ? '+' : share < 0 ? '−' : ''}${formatPercent(Math.abs(share), view)}`;
  const range = rangeWords(before, view.locale);
  return (
    <Headline
      label={words.before}
      value={value}
      notes={[
        `${range}: ${formatDollars(then, view)}`,
        ...(before.totals.creditMicros > 0
          ? [`${formatDollars(before.totals.creditMicros, view)} of it ${words.paidWithCredits}`]
          : []),
      ]}
    />
  );
}

import type { CreditsView } from '../../preload/contract/credits.ts';
import type { CreditsRow } from '../../preload/contract/creditsWording.ts';
import { formatPercent, formatReportedMoney } from '../../preload/contract/formatting.ts';
import type { ReportedMoney, Snapshot } from '../../preload/contract/snapshot.ts';
import { listed } from '../../preload/contract/wording.ts';
import { Bar } from '../components/Bar.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';

type SpendOfLimitProps = {
  readonly credits: CreditsView;
  readonly rows: readonly CreditsRow[];
  readonly context: Snapshot;
};

/** What was spent this month and how far that is from the limit: one row and its bar; nothing unless both are known. */
export function SpendOfLimit({ credits, rows, context }: SpendOfLimitProps) {
  const { say } = useSay();
  const both = spendAndLimit(credits);
  const row = rows.find(({ name }) => name === 'Spent this month');
  const limitRow = rows.find(({ name }) => name === 'Spend limit');
  if (both === null || row === undefined) return null;
  const name = say(row.name);
  const ofLimit = say(messages.ofLimit, { limit: formatReportedMoney(both.limit, context) });
  const origins = [row.origin, limitRow && `${say(limitRow.name)}: ${limitRow.origin ?? ''}`];
  return (
    <div className="meter" title={origins.filter(Boolean).join('\n')}>
      <p className="row row-part">
        <span className="aside">{listed([name, row.note, ofLimit])}</span>
        <span>{row.figure}</span>
      </p>
      <div
        role="meter"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.min(100, Math.round(both.percent))}
        aria-valuetext={listed([
          row.figure,
          ofLimit,
          row.asOf,
          formatPercent(both.percent, context),
        ])}
      >
        <Bar percent={both.percent} tone="spent" />
      </div>
    </div>
  );
}

/** The rows that stay beside it. */
export function withoutSpend(
  rows: readonly CreditsRow[],
  credits: CreditsView,
): readonly CreditsRow[] {
  if (spendAndLimit(credits) === null) return rows;
  return rows.filter(({ name }) => name !== 'Spent this month' && name !== 'Spend limit');
}

/** Both in one currency, and how much of the limit is spent, in percent, for a bar. */
function spendAndLimit({ spentThisMonth, spendLimit }: CreditsView) {
  if (spentThisMonth === null || spendLimit.kind !== 'limit') return null;
  const { limit } = spendLimit;
  const spent = spentThisMonth.value;
  if (spent.currency !== limit.currency || limit.minorUnits <= 0) return null;
  return { limit, percent: (100 * units(spent)) / units(limit) };
}

function units({ minorUnits, exponent }: ReportedMoney): number {
  return minorUnits / 10 ** exponent;
}

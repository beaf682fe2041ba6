import { useId, useState } from 'react';
import type {
  CreditsAccountPage,
  MonthView,
  SpendShare,
} from '../../preload/contract/review/credits.ts';
import {
  costRangeWords,
  formatCount,
  formatDollars,
  formatReportedMoney,
} from '../../preload/contract/formatting.ts';
import { Segmented } from '../components/Segmented.tsx';
import { ColumnHead, TableHead } from '../components/TableHead.tsx';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { words } from './words.ts';

/** The month so far against its limit, where it leads, and what was paid for. */
export function Month({ page }: { readonly page: CreditsAccountPage }) {
  const { say } = useSay();
  const id = useId();
  const { month } = page;
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id} className="part-heading">
        {say(words.thisMonth)}
      </h2>
      <MonthBar page={page} />
      <Projection month={month} />
      {(month.byModel.length > 0 || month.unclear !== null) && <Shares month={month} />}
    </section>
  );
}

function useLimitMicros(page: CreditsAccountPage): number | null {
  return useReview((state) => {
    const limit = state.snapshot?.credits?.accounts.find(
      ({ agent, account }) => agent === page.agent && account === page.account,
    )?.spendLimit;
    if (limit?.kind !== 'limit' || limit.limit.currency !== 'USD') return null;
    return limit.limit.minorUnits * 10 ** (6 - limit.limit.exponent);
  });
}

/** Spend so far, hatched; the projection as a lighter stretch; the limit as the end of the road. */
function MonthBar({ page }: { readonly page: CreditsAccountPage }) {
  const { paidMicros, projection } = page.month;
  const limitMicros = useLimitMicros(page);
  const whole = Math.max(limitMicros ?? 0, projection?.mostMicros ?? 0, paidMicros);
  if (whole === 0) return null;
  const percent = (micros: number) => `${(micros / whole) * 100}%`;
  return (
    <div className="month-bar" aria-hidden="true">
      {projection && (
        <span className="month-range" style={{ width: percent(projection.mostMicros) }} />
      )}
      <span className="month-paid" style={{ width: percent(paidMicros) }} />
      {limitMicros !== null && limitMicros < whole && (
        <span className="month-limit" style={{ insetInlineStart: percent(limitMicros) }} />
      )}
    </div>
  );
}

function Projection({ month }: { readonly month: MonthView }) {
  const { say } = useSay();
  const format = useFormat();
  if (month.paidMicros === 0 && month.byModel.length === 0) {
    return <p className="page-note">{say(words.nothingPaid)}</p>;
  }
  return (
    <p className="page-note">
      {month.projection === null
        ? say(words.tooEarly)
        : say(words.projection, { amount: costRangeWords(month.projection, format) })}
    </p>
  );
}

const KINDS = ['byProject', 'byModel', 'bySession'] as const;

function Shares({ month }: { readonly month: MonthView }) {
  const { say } = useSay();
  const [kind, setKind] = useState<(typeof KINDS)[number]>('byProject');
  const format = useFormat();
  const id = useId();
  const { elsewhere, unclear } = month;
  const shareMoney = ({ creditMicros, unpricedAnswers }: SpendShare) => {
    if (creditMicros === null) return say(words.notPriced);
    const amount = formatDollars(creditMicros, format);
    return unpricedAnswers > 0 ? say(words.atLeast, { amount }) : amount;
  };
  return (
    <>
      <div className="part-top shares-top">
        <h3 id={id} className="part-heading">
          {say(words.shares)}
        </h3>
        <Segmented
          label={say(words.shares)}
          value={kind}
          onChange={setKind}
          options={KINDS.map((value) => ({ id: value, label: say(words.shareKinds[value]) }))}
        />
      </div>
      <table className="table" aria-labelledby={id}>
        <TableHead>
          <ColumnHead>{say(words.shareKinds[kind])}</ColumnHead>
          <ColumnHead isFigure>{say(words.answers)}</ColumnHead>
          <ColumnHead isFigure>{say(words.credits)}</ColumnHead>
        </TableHead>
        <tbody>
          {month[kind].slice(0, 12).map((share) => (
            <tr key={share.name ?? ''}>
              <th scope="row" title={share.name ?? undefined}>
                <bdi>{shareName(share, kind) ?? say(words.noProject)}</bdi>
              </th>
              <td className="number">{formatCount(share.answers, format)}</td>
              <td className="number paid-figure">{shareMoney(share)}</td>
            </tr>
          ))}
          {unclear !== null && (
            <tr>
              <th scope="row">{say(words.unclear)}</th>
              <td className="number">{formatCount(unclear.answers, format)}</td>
              <td className="number aside">
                {unclear.micros === null
                  ? say(words.notPriced)
                  : formatDollars(unclear.micros, format)}
              </td>
            </tr>
          )}
          {elsewhere !== null && elsewhere.minorUnits > 0 && (
            <tr>
              <th scope="row">{say(words.elsewhere)}</th>
              <td className="number" />
              <td className="number paid-figure">{formatReportedMoney(elsewhere, format)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </>
  );
}

function shareName({ name }: SpendShare, kind: (typeof KINDS)[number]): string | null {
  if (name === null) return null;
  if (kind === 'byProject') return name.split(/[/\\]/).findLast((part) => part !== '') ?? name;
  return kind === 'bySession' ? name.slice(0, 8) : name;
}

import { useId } from 'react';
import type {
  CreditsAccountPage,
  ReconciliationView,
} from '../../preload/contract/review/credits.ts';
import {
  formatAge,
  formatDollars,
  formatReportedMoney,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import { ColumnHead, TableHead } from '../components/TableHead.tsx';
import { useSay, type Speech } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { useFormat } from '../store/useFormat.ts';
import { useLedgerChange } from './useLedgerChange.ts';
import { sourceWords, words } from './words.ts';

/** What was estimated here beside what the provider says; a difference is closed only in sight. */
export function Reconciliations({ page }: { readonly page: CreditsAccountPage }) {
  const { say, sayAgain } = useSay();
  const id = useId();
  const { agent, account } = page;
  const { failure, change: close } = useLedgerChange(() =>
    tollgate().request('money:close-drift', { agent, account }),
  );
  const rows = page.reconciliations.filter(
    ({ reported, estimatedMicros }) => reported !== null || estimatedMicros > 0,
  );
  if (rows.length === 0) return null;
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id} className="part-heading">
        {say(words.reconcile)}
      </h2>
      <table className="table" aria-labelledby={id}>
        <TableHead>
          <ColumnHead>{say(words.reportedThere)}</ColumnHead>
          <ColumnHead isFigure>{say(words.estimatedHere)}</ColumnHead>
          <ColumnHead isFigure>{say(words.drift)}</ColumnHead>
        </TableHead>
        <tbody>
          {rows.map((row) => (
            <Row key={`${row.currency} ${row.fromMs}`} row={row} />
          ))}
        </tbody>
      </table>
      {rows.some(({ canClose }) => canClose) && (
        <div className="actions">
          <button type="button" className="button" onClick={close}>
            {say(words.close)}
          </button>
          <p className="page-note">{say(words.closeNote)}</p>
        </div>
      )}
      {failure && (
        <p className="page-failure" role="alert">
          {sayAgain(failure)}
        </p>
      )}
    </section>
  );
}

function Row({ row }: { readonly row: ReconciliationView }) {
  const { say } = useSay();
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const share = row.driftBasisPoints === null ? null : formatShare(row.driftBasisPoints, format);
  return (
    <tr>
      <th scope="row">
        {row.reported === null ? say(words.noReport) : formatReportedMoney(row.reported, format)}
        {row.reportedAtMs !== null && (
          <span className="page-note">
            {` ${sourceWords(row.reportedBy ?? '', format)}, ${formatAge(row.reportedAtMs, nowMs, format)}`}
          </span>
        )}
      </th>
      <td className="number">
        {row.isAtLeast
          ? say(words.atLeast, { amount: formatDollars(row.estimatedMicros, format) })
          : formatDollars(row.estimatedMicros, format)}
      </td>
      <td className="number">
        {row.drift === null
          ? '–'
          : row.drift.minorUnits === 0
            ? say(words.noDrift)
            : driftWords(formatReportedMoney(row.drift, format), share, say)}
      </td>
    </tr>
  );
}

function driftWords(amount: string, share: string | null, say: Speech['say']): string {
  return share === null ? amount : say(words.driftShare, { amount, share });
}

function formatShare(basisPoints: number, { locale }: FormatContext): string {
  const options = { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, options).format(basisPoints / 10_000);
}

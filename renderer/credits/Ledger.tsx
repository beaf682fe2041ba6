import { useId } from 'react';
import type { CreditsAccountPage, LedgerLine } from '../../preload/contract/review/credits.ts';
import { formatInstant, formatReportedMoney } from '../../preload/contract/formatting.ts';
import { ColumnHead, TableHead } from '../components/TableHead.tsx';
import { FIRST_LINES, useCredits } from '../store/creditsStore.ts';
import { useSay, type Speech } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { tollgate } from '../store/tollgateApi.ts';
import { useFormat } from '../store/useFormat.ts';
import { useLedgerChange } from './useLedgerChange.ts';
import { lineWords, words } from './words.ts';

/** Everything that happened to an account's credits, the newest first, with the balance after each. */
export function Ledger({ page }: { readonly page: CreditsAccountPage }) {
  const { say, sayAgain } = useSay();
  const id = useId();
  const { agent, account } = page;
  const { failure, change: undo } = useLedgerChange(() =>
    tollgate().request('money:undo', { agent, account }),
  );
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id} className="part-heading">
        {say(words.ledger)}
      </h2>
      {failure && (
        <p className="page-failure" role="alert">
          {sayAgain(failure)}
        </p>
      )}
      {page.ledger.length === 0 ? (
        <p className="page-note">{say(words.ledgerEmpty)}</p>
      ) : (
        <table className="table ledger" aria-labelledby={id}>
          <TableHead>
            <ColumnHead>{say(words.when)}</ColumnHead>
            <ColumnHead>{say(words.what)}</ColumnHead>
            <ColumnHead isFigure>{say(words.amount)}</ColumnHead>
            <ColumnHead isFigure>{say(words.balanceAfter)}</ColumnHead>
          </TableHead>
          <tbody>
            {page.ledger.map((line) => (
              <Line key={line.id} line={line} onUndo={undo} />
            ))}
          </tbody>
        </table>
      )}
      {page.hasMore && (
        <button
          type="button"
          className="quiet-button"
          onClick={() => useCredits.setState(({ lines }) => ({ lines: lines + 4 * FIRST_LINES }))}
        >
          {say(words.older)}
        </button>
      )}
    </section>
  );
}

function Line({ line, onUndo }: { readonly line: LedgerLine; readonly onUndo: () => void }) {
  const { say } = useSay();
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const [title, detail] = lineWords(line, say, format);
  const isPaid = line.kind === 'day-spend' || line.kind === 'breach';
  return (
    <tr className={line.moves ? undefined : 'ledger-aside'}>
      <td className="ledger-when">{formatInstant(line.atMs, nowMs, format)}</td>
      <th scope="row">
        {title}
        {line.isReversal && ` ${say(words.takenBack)}`}
        {line.canUndo && (
          <button type="button" className="quiet-button ledger-undo" onClick={onUndo}>
            {say(words.undo)}
          </button>
        )}
        <span className="ledger-detail">{detail}</span>
      </th>
      <td className={isPaid ? 'number paid-figure' : 'number'}>
        {line.amount === null
          ? ''
          : signedWords(line, formatReportedMoney(line.amount, format), say)}
      </td>
      <td className="number">
        {line.balanceAfter === null ? '' : formatReportedMoney(line.balanceAfter, format)}
      </td>
    </tr>
  );
}

/** What is added says so; a stated balance is no movement. */
function signedWords(
  { kind, moves, amount }: LedgerLine,
  text: string,
  say: Speech['say'],
): string {
  if (kind === 'consent') return say(words.upTo, { amount: text });
  const isAdded = moves && kind !== 'anchor' && (amount?.minorUnits ?? 0) > 0;
  return isAdded ? `+${text}` : text;
}

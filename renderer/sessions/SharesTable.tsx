import { useId } from 'react';
import type { SessionSums } from '../../preload/contract/review/sessions.ts';
import { formatCount, formatDollars, formatTokens } from '../../preload/contract/formatting.ts';
import { ColumnHead, TableHead } from '../components/TableHead.tsx';
import { useSay } from '../store/display.ts';
import { useFormat } from '../store/useFormat.ts';
import { words } from './words.ts';

type SharesTableProps = {
  readonly heading: string;
  /** Name of the first column. */
  readonly first: string;
  readonly rows: readonly (SessionSums & { readonly name: string })[];
};

/** What a session is made of, a part a row. */
export function SharesTable({ heading, first, rows }: SharesTableProps) {
  const { say } = useSay();
  const format = useFormat();
  const id = useId();
  return (
    <section className="part" aria-labelledby={id}>
      <h3 id={id} className="part-heading">
        {heading}
      </h3>
      <table className="table" aria-labelledby={id}>
        <TableHead>
          <ColumnHead>{first}</ColumnHead>
          <ColumnHead isFigure>{say(words.answers)}</ColumnHead>
          <ColumnHead isFigure>{say(words.tokens)}</ColumnHead>
          <ColumnHead isFigure>{say(words.cost)}</ColumnHead>
          <ColumnHead isFigure>{say(words.credits)}</ColumnHead>
        </TableHead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">
                <bdi>{row.name}</bdi>
              </th>
              <td className="number">{formatCount(row.answers, format)}</td>
              <td className="number">
                {formatTokens(
                  row.tokens.input +
                    row.tokens.output +
                    row.tokens.cacheRead +
                    row.tokens.cacheWrite,
                  format,
                )}
              </td>
              <td className="number">
                {row.costMicros === null
                  ? say(words.noPrice)
                  : formatDollars(row.costMicros, format)}
              </td>
              <td className={row.creditAnswers > 0 ? 'number paid-figure' : 'number quiet'}>
                {row.creditAnswers > 0 ? formatDollars(row.creditMicros, format) : say(words.none)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

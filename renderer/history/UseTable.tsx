import {
  formatCount,
  formatTokens,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import { ChartTable } from '../components/ChartTable.tsx';
import { ColumnHead, TableHead } from '../components/TableHead.tsx';
import { useSay } from '../store/display.ts';
import type { Bar } from './barGeometry.ts';
import { moneyCell, tokensOf, worthOf } from './figures.ts';
import { historyMessages as words } from './historyMessages.ts';

/** The chart's figures in rows: what was on the plan by series, what was paid, what is not known. */
export function UseTable({
  label,
  bars,
  seriesLabels,
  context,
}: {
  readonly label: string;
  readonly bars: readonly Bar[];
  readonly seriesLabels: readonly string[];
  readonly context: FormatContext;
}) {
  const { say } = useSay();
  const rows = bars.filter(({ sums }) => sums.events > 0);
  const hasUnclear = rows.some(({ sums }) => sums.unclearMicros !== 0);
  const hasApi = rows.some(({ sums }) => sums.apiKeyMicros !== 0);
  const hasUnpriced = rows.some(({ sums }) => sums.unpricedEvents > 0);
  return (
    <ChartTable label={label}>
      <TableHead>
        <ColumnHead>{say(words.when)}</ColumnHead>
        {seriesLabels.map((series) => (
          <ColumnHead key={series} isFigure>
            {series}
          </ColumnHead>
        ))}
        {hasUnclear && <ColumnHead isFigure>{say(words.unclear)}</ColumnHead>}
        {hasApi && <ColumnHead isFigure>{say(words.apiKey)}</ColumnHead>}
        <ColumnHead isFigure>{say(words.onCredits)}</ColumnHead>
        <ColumnHead isFigure>{say(words.total)}</ColumnHead>
        {hasUnpriced && <ColumnHead isFigure>{say(words.notPriced)}</ColumnHead>}
        <ColumnHead isFigure>{say(words.answers)}</ColumnHead>
        <ColumnHead isFigure>{say(words.tokens)}</ColumnHead>
      </TableHead>
      <tbody>
        {rows.map(({ id, name, sums, parts }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            {seriesLabels.map((series, index) => {
              const part = parts[index];
              return (
                <td key={series} className="number">
                  {part ? moneyCell(part.planMicros, part, context) : ''}
                </td>
              );
            })}
            {hasUnclear && (
              <td className="number">{moneyCell(sums.unclearMicros, sums, context)}</td>
            )}
            {hasApi && <td className="number">{moneyCell(sums.apiKeyMicros, sums, context)}</td>}
            <td className={sums.creditMicros > 0 ? 'number paid-figure' : 'number'}>
              {sums.creditMicros > 0 && <span aria-hidden="true">▨ </span>}
              {moneyCell(sums.creditMicros, sums, context)}
            </td>
            <td className="number">{moneyCell(worthOf(sums), sums, context)}</td>
            {hasUnpriced && (
              <td className="number">
                {sums.unpricedEvents > 0 ? formatCount(sums.unpricedEvents, context) : ''}
              </td>
            )}
            <td className="number">{formatCount(sums.events, context)}</td>
            <td className="number">{formatTokens(tokensOf(sums), context)}</td>
          </tr>
        ))}
      </tbody>
    </ChartTable>
  );
}

import type { FormatContext } from '../../preload/contract/formatting.ts';
import { ChartTable } from '../components/ChartTable.tsx';
import { ColumnHead, TableHead } from '../components/TableHead.tsx';
import { dayWords, rangeWords } from '../history/days.ts';
import { useSay } from '../store/display.ts';
import type { CostBar } from './costBars.ts';
import { oneAmount } from './money.ts';
import { words } from './words.ts';

export type CostDrawing = {
  readonly label: string;
  readonly bars: readonly CostBar[];
  readonly currency: string;
  readonly parts: readonly (string | null)[];
  readonly hidden: ReadonlySet<number>;
  readonly context: FormatContext;
};

/** The chart's figures in rows; where nothing was reported a cell is empty, not zero. */
export function CostTable({ label, bars, currency, parts, hidden, context }: CostDrawing) {
  const { say } = useSay();
  const shown = parts.flatMap((name, part) => (hidden.has(part) ? [] : [{ name, part }]));
  const money = (micros: number | null) =>
    micros === null ? '' : oneAmount({ currency, micros }, context);
  return (
    <ChartTable label={label}>
      <TableHead>
        <ColumnHead>{say(words.when)}</ColumnHead>
        {shown.map(({ name, part }) => (
          <ColumnHead key={part} isFigure>
            {name ?? say(words.everythingElse)}
          </ColumnHead>
        ))}
        <ColumnHead isFigure>{say(words.total)}</ColumnHead>
      </TableHead>
      <tbody>
        {bars
          .filter(({ micros }) => micros !== null)
          .map((bar) => (
            <tr key={bar.sinceDay}>
              <th scope="row">{barName(bar, context.locale)}</th>
              {shown.map(({ part }) => (
                <td key={part} className="number">
                  {money(bar.parts[part] ?? null)}
                </td>
              ))}
              <td className="number">{money(bar.micros)}</td>
            </tr>
          ))}
      </tbody>
    </ChartTable>
  );
}

/** A day, or the days of a week or month. */
export function barName(bar: CostBar, locale: string): string {
  return bar.sinceDay === bar.untilDay ? dayWords(bar.sinceDay, locale) : rangeWords(bar, locale);
}

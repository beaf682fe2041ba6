import type { FormatContext } from '../../preload/contract/formatting.ts';
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
    <div className="table-frame" role="group" aria-label={label} tabIndex={0}>
      <table className="table">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{say(words.when)}</th>
            {shown.map(({ name, part }) => (
              <th key={part} scope="col" className="number">
                {name ?? say(words.everythingElse)}
              </th>
            ))}
            <th scope="col" className="number">
              {say(words.total)}
            </th>
          </tr>
        </thead>
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
      </table>
    </div>
  );
}

/** A day, or the days of a week or month. */
export function barName(bar: CostBar, locale: string): string {
  return bar.sinceDay === bar.untilDay ? dayWords(bar.sinceDay, locale) : rangeWords(bar, locale);
}

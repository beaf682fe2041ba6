import {
  formatCount,
  formatTokens,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
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
    <div className="table-frame" role="group" aria-label={label} tabIndex={0}>
      <table className="table">
        <caption className="visually-hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{say(words.when)}</th>
            {seriesLabels.map((series) => (
              <th key={series} scope="col" className="number">
                {series}
              </th>
            ))}
            {hasUnclear && (
              <th scope="col" className="number">
                {say(words.unclear)}
              </th>
            )}
            {hasApi && (
              <th scope="col" className="number">
                {say(words.apiKey)}
              </th>
            )}
            <th scope="col" className="number">
              {say(words.onCredits)}
            </th>
            <th scope="col" className="number">
              {say(words.total)}
            </th>
            {hasUnpriced && (
              <th scope="col" className="number">
                {say(words.notPriced)}
              </th>
            )}
            <th scope="col" className="number">
              {say(words.answers)}
            </th>
            <th scope="col" className="number">
              {say(words.tokens)}
            </th>
          </tr>
        </thead>
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
      </table>
    </div>
  );
}

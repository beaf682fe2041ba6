import { formatAge, formatCount } from '../../preload/contract/formatting.ts';
import { writeDollars } from '../../preload/contract/amount.ts';
import type { PriceBook, PriceView } from '../../preload/contract/settingsFacts.ts';
import { ColumnHead, TableHead } from '../components/TableHead.tsx';
import { messages } from '../messages.ts';
import { useSay, type Speech } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { useSettings } from '../store/settingsStore.ts';
import { useFormat } from '../store/useFormat.ts';

/** The dated table with its sources and age: what the user works with first, the rest on demand. */
export function PriceTable() {
  const { say, sayCount } = useSay();
  const prices = useSettings((state) => state.facts?.prices ?? null);
  const nowMs = useReview((state) => state.nowMs);
  const format = useFormat();
  if (prices === null) return null;
  const mine = prices.rows.filter((row) => isInUse(row, prices));
  const others = prices.rows.filter((row) => !isInUse(row, prices));
  return (
    <div className="settings-group">
      <h3 className="settings-subheading">{say(messages.priceTable)}</h3>
      <p className="settings-note">
        {say(messages.priceTableOf, {
          day: prices.tableDay,
          age: formatAge(prices.tableAtMs, nowMs, format),
        })}{' '}
        {say(messages.priceUnit)}
      </p>
      <ul className="settings-sources">
        {prices.sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
      {prices.modelsUnpriced.length > 0 && (
        <p className="settings-note settings-note-plain">
          {say(messages.modelsUnpriced, { models: prices.modelsUnpriced.join(', ') })}
        </p>
      )}
      {mine.length > 0 && <Rows rows={mine} label={say(messages.pricesInUse)} />}
      <details className="settings-more">
        <summary>{sayCount(others.length, messages.pricesOthers)}</summary>
        <Rows rows={others} label={say(messages.priceTable)} />
      </details>
    </div>
  );
}

/** Own rows are always of interest. */
function isInUse(row: PriceView, { modelsInUse }: PriceBook): boolean {
  return (
    row.origin === 'own' ||
    modelsInUse.some((model) => model === row.model || model.startsWith(`${row.model}-2`))
  );
}

function Rows({ rows, label }: { readonly rows: readonly PriceView[]; readonly label: string }) {
  const { say } = useSay();
  const format = useFormat();
  return (
    <div className="table-frame" tabIndex={0} role="region" aria-label={label}>
      <table className="table table-figures">
        <TableHead>
          <ColumnHead>{say(messages.priceModel)}</ColumnHead>
          <ColumnHead>{say(messages.priceFrom)}</ColumnHead>
          {messages.priceClasses.map((name) => (
            <ColumnHead key={name} isFigure>
              {say(name)}
            </ColumnHead>
          ))}
        </TableHead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              <th scope="row">
                {row.model}
                {row.mode === 'standard' ? '' : `, ${row.mode}`}
                {row.upToPromptTokens !== null &&
                  `, ${say(messages.priceUpTo, { tokens: formatCount(row.upToPromptTokens, format) })}`}
                {row.origin === 'own' && <span className="aside"> {say(messages.priceOwn)}</span>}
              </th>
              <td>{span(row, say)}</td>
              {[row.input, row.output, row.cacheWrite5m, row.cacheWrite1h, row.cacheRead].map(
                (micros, index) => (
                  <td key={index} className="number">
                    {writeDollars(micros)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function keyOf({ model, mode, fromDay, untilDay, upToPromptTokens, origin }: PriceView): string {
  return [model, mode, fromDay, untilDay, upToPromptTokens, origin].join(' ');
}

function span({ fromDay, untilDay }: PriceView, say: Speech['say']): string {
  if (fromDay === null && untilDay === null) return say(messages.priceAlways);
  return untilDay === null ? (fromDay ?? '') : `${fromDay ?? ''} – ${untilDay}`;
}

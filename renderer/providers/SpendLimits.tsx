import { UNKNOWN } from '../../preload/contract/formatting.ts';
import type { ProviderSpendLimit } from '../../preload/contract/providers.ts';
import { ColumnHead, TableHead } from '../components/TableHead.tsx';
import { useFormat } from '../store/useFormat.ts';
import { useSay } from '../store/display.ts';
import { oneAmount } from './money.ts';
import { words } from './words.ts';

type LimitsProps = { readonly name: string; readonly limits: readonly ProviderSpendLimit[] };

/**
 * Each member's limit as the provider states it. It holds for them; only that of the member who uses an account of
 * this computer is part of a ceiling here, where that is known.
 */
export function SpendLimits({ name, limits }: LimitsProps) {
  const { say } = useSay();
  const format = useFormat();
  const amount = (micros: number, currency: string) => oneAmount({ micros, currency }, format);
  const label = say(words.limits, { name });
  return (
    <div className="table-frame provider-lines" role="region" aria-label={label} tabIndex={0}>
      <table className="table">
        <TableHead>
          <ColumnHead>{say(words.member)}</ColumnHead>
          <ColumnHead isFigure>{say(words.spent)}</ColumnHead>
          <ColumnHead isFigure>{say(words.limit)}</ColumnHead>
          <ColumnHead>{say(words.period)}</ColumnHead>
          <ColumnHead>{say(words.limitFrom)}</ColumnHead>
        </TableHead>
        <tbody>
          {limits.map(
            ({ memberId, member, currency, limitMicros, spentMicros, period, source }) => (
              <tr key={`${memberId} ${period}`}>
                <th scope="row">
                  <bdi>{member}</bdi>
                </th>
                <td className="number">
                  {spentMicros === null ? UNKNOWN : amount(spentMicros, currency)}
                </td>
                <td className="number">
                  {limitMicros === null ? say(words.noLimit) : amount(limitMicros, currency)}
                </td>
                <td>{isKnown(words.periods, period) ? say(words.periods[period]) : period}</td>
                <td>
                  {source === null
                    ? UNKNOWN
                    : isKnown(words.limitSources, source)
                      ? say(words.limitSources[source])
                      : source}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** Others may come; they are shown as the provider names them. */
function isKnown<T extends object>(table: T, word: string): word is string & keyof T {
  return Object.hasOwn(table, word);
}

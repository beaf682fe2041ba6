import { UNKNOWN } from '../../preload/contract/formatting.ts';
import type { ProviderSpendLimit } from '../../preload/contract/providers.ts';
import { useFormat } from '../store/useFormat.ts';
import { oneAmount } from './money.ts';
import { words } from './words.ts';

type LimitsProps = { readonly name: string; readonly limits: readonly ProviderSpendLimit[] };

/** Each member's limit as the provider states it. It holds for them, and is part of no ceiling here. */
export function SpendLimits({ name, limits }: LimitsProps) {
  const format = useFormat();
  const amount = (micros: number, currency: string) => oneAmount({ micros, currency }, format);
  const label = words.limits(name);
  return (
    <div className="table-frame provider-lines" role="region" aria-label={label} tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.member}</th>
            <th scope="col" className="number">
              {words.spent}
            </th>
            <th scope="col" className="number">
              {words.limit}
            </th>
            <th scope="col">{words.period}</th>
            <th scope="col">{words.limitFrom}</th>
          </tr>
        </thead>
        <tbody>
          {limits.map(({ member, currency, limitMicros, spentMicros, period, source }) => (
            <tr key={`${member} ${period}`}>
              <th scope="row">
                <bdi>{member}</bdi>
              </th>
              <td className="number">
                {spentMicros === null ? UNKNOWN : amount(spentMicros, currency)}
              </td>
              <td className="number">
                {limitMicros === null ? words.noLimit : amount(limitMicros, currency)}
              </td>
              <td>{period}</td>
              <td>{source === null ? UNKNOWN : (words.limitSources[source] ?? source)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

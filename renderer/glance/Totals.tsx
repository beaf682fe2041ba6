import {
  formatCount,
  formatDollars,
  formatTokens,
  totalTokens,
} from '../../preload/contract/formatting.ts';
import type { Snapshot, UsageTotal } from '../../preload/contract/snapshot.ts';
import { Section } from '../components/Section.tsx';
import { messages } from '../messages.ts';

/** What the use would have cost at API prices; a measure of worth, not a bill. */
export function Totals({ snapshot }: { readonly snapshot: Snapshot }) {
  const { totals } = snapshot;
  if (totals === null) return null;
  return (
    <Section heading={messages.worth}>
      <table className="totals">
        <thead className="visually-hidden">
          <tr>
            <td />
            <th scope="col">{messages.tokens}</th>
            <th scope="col">{messages.cost}</th>
          </tr>
        </thead>
        <tbody>
          <TotalRow name={messages.today} total={totals.today} snapshot={snapshot} />
          <TotalRow name={messages.last30Days} total={totals.last30Days} snapshot={snapshot} />
        </tbody>
      </table>
      <p className="note">{messages.worthNote}</p>
    </Section>
  );
}

type TotalRowProps = {
  readonly name: string;
  readonly total: UsageTotal;
  readonly snapshot: Snapshot;
};

function TotalRow({ name, total, snapshot }: TotalRowProps) {
  const { costMicros, unpricedEvents } = total;
  return (
    <tr>
      <th scope="row">
        {name}
        {unpricedEvents > 0 && (
          <span className="aside unpriced">
            {formatCount(unpricedEvents, snapshot)}{' '}
            {unpricedEvents === 1 ? messages.unpricedAnswer : messages.unpricedAnswers}
          </span>
        )}
      </th>
      <td className="aside">
        {formatTokens(totalTokens(total), snapshot)} {messages.tokens}
      </td>
      {costMicros === null ? (
        <td className="aside">{messages.notPriced}</td>
      ) : (
        <td className="figure">{formatDollars(costMicros, snapshot)}</td>
      )}
    </tr>
  );
}

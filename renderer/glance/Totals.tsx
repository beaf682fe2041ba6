import { formatDollars, formatTokens, totalTokens } from '../../preload/contract/formatting.ts';
import type { Snapshot, UsageTotal } from '../../preload/contract/snapshot.ts';
import { Section } from '../components/Section.tsx';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';

/** What the use would have cost at API prices; a measure of worth, not a bill. */
export function Totals({ snapshot }: { readonly snapshot: Snapshot }) {
  const { say } = useSay();
  const { totals } = snapshot;
  if (totals === null) return null;
  return (
    <Section heading={say(messages.worth)}>
      <table className="totals">
        <thead className="visually-hidden">
          <tr>
            <td />
            <th scope="col">{say(messages.tokens)}</th>
            <th scope="col">{say(messages.cost)}</th>
          </tr>
        </thead>
        <tbody>
          <TotalRow name={say(messages.today)} total={totals.today} snapshot={snapshot} />
          <TotalRow name={say(messages.last30Days)} total={totals.last30Days} snapshot={snapshot} />
        </tbody>
      </table>
      <p className="note">{say(messages.worthNote)}</p>
    </Section>
  );
}

type TotalRowProps = {
  readonly name: string;
  readonly total: UsageTotal;
  readonly snapshot: Snapshot;
};

function TotalRow({ name, total, snapshot }: TotalRowProps) {
  const { say, sayCount } = useSay();
  const { costMicros, unpricedEvents } = total;
  return (
    <tr>
      <th scope="row">
        {name}
        {unpricedEvents > 0 && (
          <span className="aside unpriced">
            {sayCount(unpricedEvents, messages.unpricedAnswers)}
          </span>
        )}
      </th>
      <td className="aside">
        {say(messages.tokenCount, { tokens: formatTokens(totalTokens(total), snapshot) })}
      </td>
      {costMicros === null ? (
        <td className="aside">{say(messages.notPriced)}</td>
      ) : (
        <td className="figure">{formatDollars(costMicros, snapshot)}</td>
      )}
    </tr>
  );
}

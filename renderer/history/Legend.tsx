import type { HistorySums } from '../../preload/contract/review/history.ts';
import { useSay } from '../store/display.ts';
import { historyMessages as words } from './historyMessages.ts';

/** What the colours and patterns mean; only those that are there. */
export function Legend({
  seriesLabels,
  totals,
}: {
  readonly seriesLabels: readonly string[];
  readonly totals: Pick<HistorySums, 'unclearMicros' | 'apiKeyMicros' | 'creditMicros'>;
}) {
  const { say } = useSay();
  return (
    <ul className="legend">
      {seriesLabels.map((label, index) => (
        <li key={label} className="legend-entry">
          <span className={`swatch series-${index + 1}`} aria-hidden="true" />
          {label}
        </li>
      ))}
      {totals.unclearMicros !== 0 && (
        <li className="legend-entry">
          <span className="swatch swatch-unclear" aria-hidden="true" />
          {say(words.unclearWho)}
        </li>
      )}
      {totals.apiKeyMicros !== 0 && (
        <li className="legend-entry">
          <span className="swatch swatch-api" aria-hidden="true" />
          {say(words.toApiKey)}
        </li>
      )}
      {totals.creditMicros !== 0 && (
        <li className="legend-entry">
          <span className="swatch swatch-paid" aria-hidden="true" />
          {say(words.paidWithCredits)}
        </li>
      )}
    </ul>
  );
}

import type { HistorySums } from '../../preload/contract/review/history.ts';
import { historyMessages as words } from './historyMessages.ts';

/** What the colours and patterns mean; only those that are there. */
export function Legend({
  seriesLabels,
  totals,
}: {
  readonly seriesLabels: readonly string[];
  readonly totals: Pick<HistorySums, 'unclearMicros' | 'apiKeyMicros' | 'creditMicros'>;
}) {
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
          {words.unclearWho}
        </li>
      )}
      {totals.apiKeyMicros !== 0 && (
        <li className="legend-entry">
          <span className="swatch swatch-api" aria-hidden="true" />
          {words.toApiKey}
        </li>
      )}
      {totals.creditMicros !== 0 && (
        <li className="legend-entry">
          <span className="swatch swatch-paid" aria-hidden="true" />
          {words.paidWithCredits}
        </li>
      )}
    </ul>
  );
}

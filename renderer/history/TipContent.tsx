import { formatDollars, type FormatContext } from '../../preload/contract/formatting.ts';
import type { HistorySums } from '../../preload/contract/review/history.ts';
import { useSay } from '../store/display.ts';
import { tokensWords, unpricedWords, worthOf } from './figures.ts';
import { historyMessages as words } from './historyMessages.ts';

/** The parts of one bar, largest use first as in the legend, paid apart from plan. */
export function TipContent({
  name,
  sums,
  parts,
  seriesLabels,
  context,
}: {
  readonly name: string;
  readonly sums: HistorySums;
  readonly parts: readonly (HistorySums | null)[];
  readonly seriesLabels: readonly string[];
  readonly context: FormatContext;
}) {
  const { say } = useSay();
  const money = (micros: number) => formatDollars(micros, context);
  if (sums.events === 0) {
    return (
      <>
        <p className="tip-name">{name}</p>
        <p className="tip-note">{say(words.noData)}</p>
      </>
    );
  }
  const unpriced = unpricedWords(sums, context);
  return (
    <>
      <p className="tip-name">{name}</p>
      {parts.map(
        (part, index) =>
          part &&
          part.planMicros > 0 && (
            <TipRow
              key={index}
              swatch={`series-${index + 1}`}
              label={seriesLabels[index] ?? ''}
              value={money(part.planMicros)}
            />
          ),
      )}
      {sums.unclearMicros > 0 && (
        <TipRow
          swatch="swatch-unclear"
          label={say(words.unclearWho)}
          value={money(sums.unclearMicros)}
        />
      )}
      {sums.apiKeyMicros > 0 && (
        <TipRow swatch="swatch-api" label={say(words.toApiKey)} value={money(sums.apiKeyMicros)} />
      )}
      {sums.creditMicros > 0 && (
        <TipRow
          swatch="swatch-paid"
          label={say(words.paidWithCredits)}
          value={money(sums.creditMicros)}
          isPaid
        />
      )}
      <TipRow swatch={null} label={say(words.total)} value={money(worthOf(sums))} />
      <p className="tip-note">{tokensWords(sums, context)}</p>
      {unpriced !== null && <p className="tip-note">{unpriced}</p>}
    </>
  );
}

function TipRow({
  swatch,
  label,
  value,
  isPaid = false,
}: {
  readonly swatch: string | null;
  readonly label: string;
  readonly value: string;
  readonly isPaid?: boolean;
}) {
  return (
    <p className={isPaid ? 'tip-row paid-figure' : 'tip-row'}>
      <span className={swatch === null ? 'swatch swatch-none' : `swatch ${swatch}`} />
      <span className="tip-label">{label}</span>
      <span className="number">{value}</span>
    </p>
  );
}

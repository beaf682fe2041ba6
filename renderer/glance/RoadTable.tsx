import {
  formatInstant,
  formatPercent,
  UNKNOWN,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import type { WindowView } from '../../preload/contract/snapshot.ts';
import { ColumnHead, TableHead } from '../components/TableHead.tsx';
import { messages } from '../messages.ts';
import { useSay, type Speech } from '../store/display.ts';

const MAXIMUM_ROWS = 24;

type RoadTableProps = {
  readonly window: WindowView;
  readonly nowMs: number;
  readonly context: FormatContext;
};

type TableRow = { readonly time: string; readonly use: string };

/** The picture's points for those who do not see it. */
export function RoadTable({ window, nowMs, context }: RoadTableProps) {
  const { say } = useSay();
  return (
    <div className="visually-hidden">
      <table>
        <caption>{say(messages.roadTable)}</caption>
        <TableHead>
          <ColumnHead>{say(messages.roadTableTime)}</ColumnHead>
          <ColumnHead>{say(messages.roadTableUse)}</ColumnHead>
        </TableHead>
        <tbody>
          {tableRows(window, nowMs, context, say).map(({ time, use }, index) => (
            <tr key={index}>
              <th scope="row">{time}</th>
              <td>{use}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function tableRows(
  window: WindowView,
  nowMs: number,
  context: FormatContext,
  say: Speech['say'],
): TableRow[] {
  const row = (label: string | null, atMs: number, percent: number | null): TableRow => {
    const time = formatInstant(atMs, nowMs, context);
    return {
      time: label === null ? time : `${label}, ${time}`,
      use: percent === null ? UNKNOWN : formatPercent(percent, context),
    };
  };
  const { pace, resetsAtMs } = window;
  const points = evenlyChosen(window.road, MAXIMUM_ROWS);
  const rows = points.map(({ atMs, usedPercent }) => row(null, atMs, usedPercent));
  if (window.evenPacePercent !== null) {
    rows.push(row(say(messages.roadEven), nowMs, window.evenPacePercent));
  }
  const forecastAtMs = pace?.endsAtMs ?? resetsAtMs;
  if (pace !== null && forecastAtMs !== null) {
    rows.push(row(say(messages.roadForecast), forecastAtMs, pace.percentAtReset));
  }
  return rows;
}

/** At most so many, the last one always among them. */
function evenlyChosen<T>(items: readonly T[], maximum: number): T[] {
  const step = Math.ceil(items.length / maximum);
  return items.filter((_, index) => (items.length - 1 - index) % step === 0);
}

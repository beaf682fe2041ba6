import { useId } from 'react';
import type { BuysView, CreditsAccountPage } from '../../preload/contract/review/credits.ts';
import { say } from '../../preload/contract/languages/say.ts';
import { formatCount, formatRatio, type FormatContext } from '../../preload/contract/formatting.ts';
import { ColumnHead, TableHead } from '../components/TableHead.tsx';
import { useSay } from '../store/display.ts';
import { useFormat } from '../store/useFormat.ts';
import { words } from './words.ts';

type Range = { readonly low: number; readonly high: number };

/** Ten dollars in the user's own answers, sessions and hours. */
export function Buys({ page: { buys } }: { readonly page: CreditsAccountPage }) {
  const { say } = useSay();
  const format = useFormat();
  const id = useId();
  if (buys.length === 0) return null;
  const isGeneric = buys.every((one) => one.isGeneric);
  const hasHours = buys.some(({ hours }) => hours !== null);
  const hasSessions = buys.some(({ sessions }) => sessions !== null);
  return (
    <section className="part" aria-labelledby={id}>
      <h2 id={id} className="part-heading">
        {say(words.buys)}
        <span className="part-note">{isGeneric ? say(words.buysGeneric) : say(words.buysOwn)}</span>
      </h2>
      <table className="table" aria-labelledby={id}>
        <TableHead>
          <ColumnHead>{say(words.model)}</ColumnHead>
          <ColumnHead isFigure>{say(words.answers)}</ColumnHead>
          {hasSessions && <ColumnHead isFigure>{say(words.sessions)}</ColumnHead>}
          {hasHours && <ColumnHead isFigure>{say(words.hours)}</ColumnHead>}
        </TableHead>
        <tbody>
          {buys.map((one) => (
            <tr key={one.model}>
              <th scope="row">{one.model}</th>
              <td className="number">{rangeWords(one.answers, format, formatCount)}</td>
              {hasSessions && <Cell range={one.sessions} write={formatCount} />}
              {hasHours && <Cell range={one.hours} write={formatRatio} />}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

type Write = (value: number, format: FormatContext) => string;

function Cell({ range, write }: { readonly range: BuysView['sessions']; readonly write: Write }) {
  const format = useFormat();
  return <td className="number">{range === null ? '–' : rangeWords(range, format, write)}</td>;
}

function rangeWords({ low, high }: Range, format: FormatContext, write: Write): string {
  return low === high
    ? write(low, format)
    : say(format, words.range, { low: write(low, format), high: write(high, format) });
}

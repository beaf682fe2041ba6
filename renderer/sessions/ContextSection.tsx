import { useId, useRef, useState } from 'react';
import type { RestartAdvice, SessionDetail } from '../../preload/contract/review/sessions.ts';
import { formatDollars, formatInstant, formatTokens } from '../../preload/contract/formatting.ts';
import { Segmented } from '../components/Segmented.tsx';
import { SavePicture } from '../components/SavePicture.tsx';
import { ColumnHead, TableHead } from '../components/TableHead.tsx';
import { useSay } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { ContextChart } from './ContextChart.tsx';
import { counts, words } from './words.ts';

/** How the context grew, and where a new conversation would have been cheaper. */
export function ContextSection({ detail }: { readonly detail: SessionDetail }) {
  const { say } = useSay();
  const [face, setFace] = useState<'chart' | 'table'>('chart');
  const picture = useRef<HTMLElement>(null);
  const id = useId();
  if (detail.points.length < 2) return null;
  return (
    <section ref={picture} className="part" aria-labelledby={id}>
      <div className="part-top">
        <h3 id={id} className="part-heading">
          {say(words.context)}
        </h3>
        {face === 'chart' && <SavePicture of={picture} />}
        <Segmented
          label={say(words.context)}
          value={face}
          onChange={setFace}
          options={[
            { id: 'chart', label: say(words.showChart) },
            { id: 'table', label: say(words.showTable) },
          ]}
        />
      </div>
      {detail.restart && <Restart advice={detail.restart} />}
      {face === 'chart' ? <ContextChart detail={detail} /> : <PointsTable detail={detail} />}
    </section>
  );
}

function Restart({ advice }: { readonly advice: RestartAdvice }) {
  const { say, sayCount } = useSay();
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const saving = formatDollars(advice.savingMicros, format);
  const at = formatInstant(advice.atMs, nowMs, format);
  return (
    <p className="advice">
      <strong>{say(words.restartSaves, { instant: at, amount: saving })}</strong>{' '}
      {sayCount(advice.answersAfter, counts.restart, {
        carried: formatTokens(advice.contextTokens, format),
        fresh: formatTokens(advice.freshTokens, format),
      })}
    </p>
  );
}

function PointsTable({ detail }: { readonly detail: SessionDetail }) {
  const { say } = useSay();
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  return (
    <div className="points-frame" tabIndex={0} role="group" aria-label={say(words.contextTable)}>
      <table className="table" aria-label={say(words.contextTable)}>
        <TableHead>
          <ColumnHead>{say(words.time)}</ColumnHead>
          <ColumnHead isFigure>{say(words.context)}</ColumnHead>
          <ColumnHead isFigure>{say(words.tokenKinds.cacheRead)}</ColumnHead>
          <ColumnHead isFigure>{say(words.cost)}</ColumnHead>
        </TableHead>
        <tbody>
          {detail.points.map((point, index) => (
            <tr key={index}>
              <th scope="row">{formatInstant(point.atMs, nowMs, format)}</th>
              <td className="number">{formatTokens(point.contextTokens, format)}</td>
              <td className="number">{formatTokens(point.cacheReadTokens, format)}</td>
              <td className={point.isPaid ? 'number paid-figure' : 'number'}>
                {point.costMicros === null
                  ? say(words.noPrice)
                  : formatDollars(point.costMicros, format)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

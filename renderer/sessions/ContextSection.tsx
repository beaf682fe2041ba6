import { useId, useRef, useState } from 'react';
import type { RestartAdvice, SessionDetail } from '../../preload/contract/review/sessions.ts';
import {
  formatCount,
  formatDollars,
  formatInstant,
  formatTokens,
} from '../../preload/contract/formatting.ts';
import { Segmented } from '../components/Segmented.tsx';
import { SavePicture } from '../components/SavePicture.tsx';
import { useReview } from '../store/reviewStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { ContextChart } from './ContextChart.tsx';
import { words } from './words.ts';

/** How the context grew, and where a new conversation would have been cheaper. */
export function ContextSection({ detail }: { readonly detail: SessionDetail }) {
  const [face, setFace] = useState<'chart' | 'table'>('chart');
  const picture = useRef<HTMLElement>(null);
  const id = useId();
  if (detail.points.length < 2) return null;
  return (
    <section ref={picture} className="part" aria-labelledby={id}>
      <div className="part-top">
        <h3 id={id} className="part-heading">
          {words.context}
        </h3>
        {face === 'chart' && <SavePicture of={picture} />}
        <Segmented
          label={words.context}
          value={face}
          onChange={setFace}
          options={[
            { id: 'chart', label: words.showChart },
            { id: 'table', label: words.showTable },
          ]}
        />
      </div>
      {detail.restart && <Restart advice={detail.restart} />}
      {face === 'chart' ? <ContextChart detail={detail} /> : <PointsTable detail={detail} />}
    </section>
  );
}

function Restart({ advice }: { readonly advice: RestartAdvice }) {
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  const saving = formatDollars(advice.savingMicros, format);
  const at = formatInstant(advice.atMs, nowMs, format);
  return (
    <p className="advice">
      <strong>{`A new conversation at ${at} would have saved about ${saving}.`}</strong>{' '}
      {`The ${formatCount(advice.answersAfter, format)} answers after it carried ${formatTokens(
        advice.contextTokens,
        format,
      )} tokens; a new one begins with ${formatTokens(advice.freshTokens, format)}. What would have had to be explained again is not counted.`}
    </p>
  );
}

function PointsTable({ detail }: { readonly detail: SessionDetail }) {
  const format = useFormat();
  const nowMs = useReview((state) => state.nowMs);
  return (
    <div className="points-frame" tabIndex={0} role="group" aria-label={words.contextTable}>
      <table className="table" aria-label={words.contextTable}>
        <thead>
          <tr>
            <th scope="col">{words.time}</th>
            <th scope="col" className="number">
              {words.context}
            </th>
            <th scope="col" className="number">
              {words.tokenKinds.cacheRead}
            </th>
            <th scope="col" className="number">
              {words.cost}
            </th>
          </tr>
        </thead>
        <tbody>
          {detail.points.map((point, index) => (
            <tr key={index}>
              <th scope="row">{formatInstant(point.atMs, nowMs, format)}</th>
              <td className="number">{formatTokens(point.contextTokens, format)}</td>
              <td className="number">{formatTokens(point.cacheReadTokens, format)}</td>
              <td className={point.isPaid ? 'number paid-figure' : 'number'}>
                {point.costMicros === null
                  ? words.noPrice
                  : formatDollars(point.costMicros, format)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

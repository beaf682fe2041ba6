import { useEffect } from 'react';
import type { HistoryRange } from '../../preload/contract/review/history.ts';
import { Segmented } from '../components/Segmented.tsx';
import { useSay } from '../store/display.ts';
import { rangeWords, type Scale } from './days.ts';
import { historyMessages as words } from './historyMessages.ts';
import { chooseDay, chooseScale, move, useHistory } from './historyStore.ts';

const SCALES: readonly Scale[] = ['day', 'week', 'month', 'windows'];

/** Which stretch of time is shown, and the way to the ones beside it. */
export function PeriodBar({
  range,
  today,
  locale,
}: {
  readonly range: HistoryRange;
  readonly today: string;
  readonly locale: string;
}) {
  const { say } = useSay();
  const scale = useHistory((state) => state.scale);
  const isLast = range.untilDay >= today;
  const isToday = range.sinceDay <= today && isLast;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === 'ArrowLeft') move(range, -1);
      else if (event.key === 'ArrowRight' && !isLast) move(range, 1);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [range, isLast]);
  return (
    <div className="period-bar">
      <Segmented
        label={say(words.scale)}
        options={SCALES.map((id) => ({ id, label: say(words.scales[id]) }))}
        value={scale}
        onChange={chooseScale}
      />
      <div className="period-steps">
        <button
          type="button"
          className="step-button"
          aria-label={say(words.earlier)}
          title={say(words.earlier)}
          onClick={() => move(range, -1)}
        >
          <Arrow points="10,3 5,8 10,13" />
        </button>
        <strong className="period-name" aria-live="polite">
          {rangeWords(range, locale)}
        </strong>
        <button
          type="button"
          className="step-button"
          aria-label={say(words.later)}
          title={say(words.later)}
          aria-disabled={isLast}
          onClick={() => {
            if (!isLast) move(range, 1);
          }}
        >
          <Arrow points="6,3 11,8 6,13" />
        </button>
      </div>
      {!isToday && (
        <button type="button" className="quiet-button" onClick={() => chooseDay(null)}>
          {say(words.today)}
        </button>
      )}
    </div>
  );
}

function Arrow({ points }: { readonly points: string }) {
  return (
    <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden="true">
      <polyline className="arrow" points={points} />
    </svg>
  );
}

import type { ReactNode } from 'react';
import { roadWords } from '../../preload/contract/roadWording.ts';
import type { Snapshot, WindowView } from '../../preload/contract/snapshot.ts';
import { ResetButton } from './ResetButton.tsx';

export type RoadProps = {
  readonly window: WindowView;
  readonly snapshot: Snapshot;
  readonly nowMs: number;
  readonly widthPx: number;
};

type RoadFrameProps = RoadProps & {
  /** Room above the road's own zero, and all of it. */
  readonly topPx: number;
  readonly heightPx: number;
  readonly resetWords: string;
  readonly children: ReactNode;
};

/** The picture of a window's road, which readers hear as a sentence, and its reset beside it. */
export function RoadFrame(props: RoadFrameProps) {
  const { window, snapshot, nowMs, widthPx, topPx, heightPx, resetWords, children } = props;
  return (
    <>
      <svg
        className="road-picture"
        role="img"
        aria-label={roadWords(window, nowMs, snapshot)}
        viewBox={`0 ${-topPx} ${widthPx} ${heightPx}`}
        width={widthPx}
        height={heightPx}
      >
        {children}
      </svg>
      <ResetButton words={resetWords} />
    </>
  );
}

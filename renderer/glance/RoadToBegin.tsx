import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { RoadText } from './RoadText.tsx';

const HEIGHT_PX = 44;
const LABEL_ROW_PX = 20;

/** The next five hours before their first message: only even pace, from nothing to nothing. */
export function RoadToBegin({ widthPx }: { readonly widthPx: number }) {
  const { say } = useSay();
  return (
    <svg
      className="road-picture"
      aria-hidden="true"
      viewBox={`0 0 ${widthPx} ${HEIGHT_PX + LABEL_ROW_PX}`}
      width={widthPx}
      height={HEIGHT_PX + LABEL_ROW_PX}
    >
      <rect className="road-plot" width={widthPx} height={HEIGHT_PX} />
      <line className="road-axis" x1={0} x2={widthPx} y1={HEIGHT_PX} y2={HEIGHT_PX} />
      <line className="road-even" x1={0} x2={widthPx} y1={HEIGHT_PX} y2={0} />
      <circle className="road-dot road-dot-stale" cx={0} cy={HEIGHT_PX} r={4} />
      <RoadText
        label={{ text: say(messages.nextMessage), x: 0, anchor: 'start' }}
        y={HEIGHT_PX + 15}
      />
      <RoadText
        label={{ text: say(messages.fiveHoursLater), x: widthPx, anchor: 'end' }}
        y={HEIGHT_PX + 15}
      />
    </svg>
  );
}

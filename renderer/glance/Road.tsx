import { useRef } from 'react';
import type { Snapshot, WindowView } from '../../preload/contract/snapshot.ts';
import {
  comparisonWords,
  resetWords,
  windowNameWithAgent,
} from '../../preload/contract/wording.ts';
import { Section } from '../components/Section.tsx';
import { useElementWidth } from '../components/useElementWidth.ts';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { useGlance } from '../store/glanceStore.ts';
import { ResetButton } from './ResetButton.tsx';
import { RoadPicture } from './RoadPicture.tsx';
import { RoadTable } from './RoadTable.tsx';
import { RoadToBegin } from './RoadToBegin.tsx';
import { TimeRoad } from './TimeRoad.tsx';

const INITIAL_WIDTH_PX = 336;

export type RoadProps = { readonly window: WindowView; readonly snapshot: Snapshot };

/** The five-hour road of the leading window. */
export function Road({ window, snapshot }: RoadProps) {
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = useElementWidth(frame, INITIAL_WIDTH_PX);
  const nowMs = useGlance((state) => state.nowMs);
  const isDrawable = window.startsAtMs !== null && window.resetsAtMs !== null;
  return (
    <Section
      heading={windowNameWithAgent(window, snapshot)}
      isHeadingHidden
      className="section-joined"
    >
      {window.usedPercent === null && <NotReported window={window} snapshot={snapshot} />}
      <div ref={frame} className="road">
        {isDrawable && (
          <DrawnRoad window={window} snapshot={snapshot} nowMs={nowMs} widthPx={widthPx} />
        )}
        {window.phase === 'not-started' && <RoadToBegin widthPx={widthPx} />}
        {!isDrawable && window.phase === 'open' && (
          <ResetButton
            words={resetWords(window.resetsAtMs, nowMs, snapshot.preferences, snapshot)}
          />
        )}
      </div>
      {isDrawable && <RoadTable window={window} nowMs={nowMs} context={snapshot} />}
    </Section>
  );
}

type DrawnRoadProps = RoadProps & { readonly nowMs: number; readonly widthPx: number };

/** With use as a line where it is reported, else with time alone. */
function DrawnRoad(props: DrawnRoadProps) {
  return props.window.usedPercent === null ? <TimeRoad {...props} /> : <RoadPicture {...props} />;
}

function NotReported({ window, snapshot }: RoadProps) {
  const { say } = useSay();
  const comparison = comparisonWords(window, snapshot);
  return (
    <p className="road-unreported">
      {say(messages.useNotReported)}
      {comparison !== null && <span className="aside">{comparison}</span>}
    </p>
  );
}

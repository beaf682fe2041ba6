import { formatClock } from '../../preload/contract/formatting.ts';
import type { Snapshot, WindowView } from '../../preload/contract/snapshot.ts';
import { resetWords } from '../../preload/contract/wording.ts';
import { measureText } from '../components/measureText.ts';
import { messages } from '../messages.ts';
import { placeRoadLabels, type RoadLabels } from './roadLabels.ts';

export const LABEL_FONT_SIZE_PX = 11.5;

const measure = (text: string) => measureText(text, LABEL_FONT_SIZE_PX);

type Places = {
  readonly window: WindowView;
  readonly snapshot: Snapshot;
  readonly nowMs: number;
  readonly widthPx: number;
  readonly nowX: number;
  readonly postX: number | null;
  /** The plan is not yet used up, so that its end can be forecast. */
  readonly isEndAhead: boolean;
};

/** The road's labels in the user's clock, placed by their real widths. */
export function roadLabels(places: Places): RoadLabels & { readonly resetText: string } {
  const { window, snapshot, nowMs, widthPx, nowX, postX, isEndAhead } = places;
  const { preferences } = snapshot;
  const resetText = resetWords(window.resetsAtMs, nowMs, preferences, snapshot, window.basis);
  const endsAtMs = isEndAhead ? (window.pace?.endsAtMs ?? null) : null;
  const labels = placeRoadLabels({
    widthPx,
    nowX,
    postX,
    startText: window.startsAtMs === null ? '' : formatClock(window.startsAtMs, snapshot),
    nowText: `${messages.now} ${formatClock(nowMs, snapshot)}`,
    endText: endsAtMs === null ? null : formatClock(endsAtMs, snapshot),
    resetWidthPx: measure(resetText),
    measure,
  });
  return { ...labels, resetText };
}

/** What the paid stretch has room to say. */
export function paidLabel(widthPx: number): string | null {
  const roomPx = widthPx - 12;
  return (
    [messages.paidRegion, messages.paidRegionShort].find((text) => measure(text) <= roomPx) ?? null
  );
}

export function labelWidth(text: string): number {
  return measure(text);
}

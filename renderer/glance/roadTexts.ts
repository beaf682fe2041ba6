import { formatClock } from '../../preload/contract/formatting.ts';
import { say } from '../../preload/contract/languages/say.ts';
import type { Ahead } from '../../preload/contract/roadAhead.ts';
import type { Snapshot, WindowView } from '../../preload/contract/snapshot.ts';
import { resetWords } from '../../preload/contract/wording.ts';
import { measureText } from '../components/measureText.ts';
import { messages } from '../messages.ts';
import type { Speech } from '../store/display.ts';
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
    nowText: say(snapshot, messages.nowAt, { time: formatClock(nowMs, snapshot) }),
    endText: endsAtMs === null ? null : formatClock(endsAtMs, snapshot),
    resetWidthPx: measure(resetText),
    measure,
  });
  return { ...labels, resetText };
}

/**
 * The lines that the stretch ahead has room for; none where there is none. An amount stands above what becomes of it,
 * or alone.
 */
export function aheadLabel(
  widthPx: number,
  ahead: Ahead,
  amount: string | null,
  sayHere: Speech['say'],
): readonly string[] {
  const roomPx = widthPx - 12;
  const said = AHEAD_LABELS[ahead].map((text) => [sayHere(text)]);
  const choices = amount === null ? said : [[amount, ...(said[0] ?? [])], [amount], ...said];
  return choices.find((lines) => lines.every((line) => measure(line) <= roomPx)) ?? [];
}

const AHEAD_LABELS = {
  'would-be-paid': [messages.paidRegion, messages.paidRegionShort],
  'is-paid': [messages.paidRegionNow, messages.paidRegionShort],
  held: [messages.heldRegion],
  unpaid: [messages.unpaidRegion],
} as const satisfies Readonly<Record<Ahead, readonly string[]>>;

export function labelWidth(text: string): number {
  return measure(text);
}

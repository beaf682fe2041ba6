import { formatClock } from '../../preload/contract/formatting.ts';
import { say } from '../../preload/contract/languages/say.ts';
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

/** What the paid stretch has room to say. */
export function aheadLabel(widthPx: number, ahead: Ahead, sayHere: Speech['say']): string | null {
  const roomPx = widthPx - 12;
  const said = AHEAD_LABELS[ahead].map((text) => sayHere(text));
  return said.find((text) => measure(text) <= roomPx) ?? null;
}

/** What becomes of requests behind the end of the plan. */
export type Ahead = 'would-be-paid' | 'is-paid' | 'held' | 'unpaid';

const AHEAD_LABELS = {
  'would-be-paid': [messages.paidRegion, messages.paidRegionShort],
  'is-paid': [messages.paidRegionNow, messages.paidRegionShort],
  held: [messages.heldRegion],
  unpaid: [messages.unpaidRegion],
} as const satisfies Readonly<Record<Ahead, readonly string[]>>;

/** As the window's account stands; where nobody knows whether credits are on, requests may be paid. */
export function aheadOf(window: WindowView, { boundaries }: Snapshot): Ahead {
  const boundary = boundaries.find(
    ({ agent, account }) => agent === window.agent && account === window.account,
  );
  switch (boundary?.state) {
    case 'on-credits-with-consent':
    case 'on-credits-without-consent':
      return 'is-paid';
    case 'stopped':
      return 'held';
    case 'blocked-by-ceiling':
      return 'unpaid';
    default:
      return boundary?.creditsEnabled === false ? 'unpaid' : 'would-be-paid';
  }
}

export function labelWidth(text: string): number {
  return measure(text);
}

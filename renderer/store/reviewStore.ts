/** What every page of the main window shares: which page, the last snapshot, the ticking clock. */
import { create } from 'zustand';
import type { PageId } from '../../preload/contract/review/pages.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { messages } from '../messages.ts';
import { speakAs, speech } from './display.ts';
import { tollgate } from './tollgateApi.ts';

const TICK_MS = 1000;

export type ReviewState = {
  /** Null until main has said which page was asked for. */
  readonly page: PageId | null;
  readonly snapshot: Snapshot | null;
  /** Ticks while the window is visible; ages are drawn from it. */
  readonly nowMs: number;
  /** The tour lies over the pages: on a first run, and when it is asked for. */
  readonly isTourOpen: boolean;
  /** Main does not answer: a sentence. */
  readonly failure: string | null;
};

export const useReview = create<ReviewState>()(() => ({
  page: null,
  snapshot: null,
  nowMs: Date.now(),
  isTourOpen: false,
  failure: null,
}));

export function showPage(page: PageId): void {
  useReview.setState({ page });
}

export function openTour(): void {
  useReview.setState({ isTourOpen: true });
}

export function closeTour(page: PageId): void {
  useReview.setState({ isTourOpen: false, page });
}

/** Follows main: the page it wants, and its snapshots. Returns the way to stop. */
export function followMain(): () => void {
  const stops = [
    tollgate().onPage(showPage),
    tollgate().onSnapshot((snapshot) => {
      speakAs(snapshot);
      useReview.setState({ snapshot, nowMs: Date.now() });
    }),
  ];
  const ask = async () => {
    const [page, snapshot] = await Promise.all([
      tollgate().request('page:get'),
      tollgate().request('snapshot:get'),
    ]);
    const { page: shown, snapshot: pushed } = useReview.getState();
    const known = pushed ?? snapshot;
    speakAs(known);
    useReview.setState({
      page: shown ?? page,
      snapshot: known,
      isTourOpen: known.phase === 'first-run',
    });
  };
  ask().catch(() => {
    useReview.setState({ page: 'history', failure: speech().say(messages.noAnswer) });
  });
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') useReview.setState({ nowMs: Date.now() });
  }, TICK_MS);
  return () => {
    clearInterval(timer);
    for (const stop of stops) stop();
  };
}

/** Which of the icon's states a snapshot is in, and which two windows its bars show. */
import type {
  BoundaryState,
  Problem,
  Snapshot,
  WindowView,
} from '../../preload/contract/snapshot.ts';
import { shownPercent } from '../../preload/contract/formatting.ts';
import { figuresStoppedBy } from '../../preload/contract/stoppedFigures.ts';
import type { TrayIconDescription, TrayIconState } from './iconDescription.ts';

/** States in which a wrong look costs money, and their icons; null: the plan is not at its end. */
const BOUNDARY_ICONS: Readonly<Record<BoundaryState, TrayIconState | null>> = {
  unknown: null,
  'on-plan': null,
  near: 'near',
  'at-boundary': 'at-boundary',
  'on-credits-with-consent': 'on-credits',
  'on-credits-without-consent': 'on-credits',
  stopped: 'stopped',
  'blocked-by-ceiling': 'stopped',
};

/** The windows behind the two bars: the leading session window, and the account's fullest week. */
export type TrayWindows = {
  readonly session: WindowView | null;
  readonly weekly: WindowView | null;
};

export function trayWindows(snapshot: Snapshot): TrayWindows {
  const { windows } = snapshot;
  const session = windows.find(({ kind }) => kind === 'session') ?? null;
  const leading = session ?? windows[0];
  const weeks = windows.filter(
    ({ kind, agent, account }) =>
      kind !== 'session' && agent === leading?.agent && account === leading.account,
  );
  return { session, weekly: fullest(weeks) };
}

/** The window with the highest reported use: of several weekly limits, the one that ends first. */
function fullest(windows: readonly WindowView[]): WindowView | null {
  return windows.reduce<WindowView | null>(
    (best, window) =>
      best === null || (window.usedPercent ?? -1) > (best.usedPercent ?? -1) ? window : best,
    null,
  );
}

/** The fault that the icon's "!" stands for; null when the icon shows none. */
export function shownFault(snapshot: Snapshot): Problem | null {
  const stopped = figuresStoppedBy(snapshot.problems);
  if (stopped) return stopped;
  const errors = snapshot.problems.filter(({ severity }) => severity === 'error');
  return BOUNDARY_ICONS[snapshot.boundary.state] === null ? (errors[0] ?? null) : null;
}

/**
 * One state out of several that may hold at once; the first in this order wins:
 *
 * 1. a fault that stops all figures: every other state would be drawn from figures that no longer
 *    move, and an icon that looks calm while it is blind is the worst it can do;
 * 2. at the boundary, then near it: here a wrong look costs money. A partial fault (one folder that
 *    cannot be read) and a stale reading come after these, because use only grows until the reset:
 *    what was near is at least near now;
 * 3. any other error: some figures may be missing from a calm picture;
 * 4. stale: the figure was right once; then not reported: there is none;
 * 5. on plan, which is only said when nothing above holds.
 *
 * Before the first figures (starting, importing) only a fault is worth more than saying so. In the
 * first run nothing is read and nothing is under way, so the icon is `not-reported`, not `starting`.
 * What was answered comes with the boundary: on credits, or stopped, whether by the user or by a ceiling.
 */
export function trayIconState(snapshot: Snapshot): TrayIconState {
  if (shownFault(snapshot) !== null) return 'problem';
  if (snapshot.phase === 'first-run') return 'not-reported';
  if (snapshot.phase !== 'ready') return 'starting';
  const { state } = snapshot.boundary;
  const pressing = BOUNDARY_ICONS[state];
  if (pressing !== null) return pressing;
  const { session, weekly } = trayWindows(snapshot);
  if (session?.isStale || weekly?.isStale) return 'stale';
  const isReported = [session, weekly].some((window) => (window?.usedPercent ?? null) !== null);
  return state === 'on-plan' && isReported ? 'on-plan' : 'not-reported';
}

/** Whole percents, 100 only when it is reached. */
function digitsOf(percent: number): string {
  return String(percent < 100 ? Math.min(99, Math.round(percent)) : 100);
}

export function trayIcon(snapshot: Snapshot): TrayIconDescription {
  const { session, weekly } = trayWindows(snapshot);
  const shown = (window: WindowView | null) => {
    const used = window?.usedPercent ?? null;
    return used === null ? null : shownPercent(used, snapshot);
  };
  const sessionPercent = shown(session);
  return {
    state: trayIconState(snapshot),
    sessionPercent,
    weeklyPercent: shown(weekly),
    ...(snapshot.shell?.trayDigits && sessionPercent !== null
      ? { digits: digitsOf(sessionPercent) }
      : {}),
  };
}

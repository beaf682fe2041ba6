/** The one sentence of the glance, as data, and which window stands first. */
import type {
  BoundaryView,
  Snapshot,
  Verdict,
  WindowView,
} from '../../preload/contract/snapshot.ts';
import { windowBoundaryState } from './boundary.ts';
import type { BoundarySettings } from './boundary/types.ts';

const BOUNDARY_ORDER = { 'at-boundary': 0, near: 1, 'on-plan': 2, unknown: 3 } as const;
const KIND_ORDER = { session: 0, weekly: 1, 'weekly-model': 2, monthly: 3 } as const;

/** Session windows first, the most pressing and then the most recently used leading. */
export function orderWindows(
  windows: readonly WindowView[],
  lastEventAtMs: (window: WindowView) => number,
  settings: BoundarySettings,
  nowMs: number,
): WindowView[] {
  const order = (window: WindowView) =>
    BOUNDARY_ORDER[windowBoundaryState(window, settings, nowMs)];
  return [...windows].sort(
    (a, b) =>
      KIND_ORDER[a.kind] - KIND_ORDER[b.kind] ||
      Number(a.phase === 'not-started') - Number(b.phase === 'not-started') ||
      order(a) - order(b) ||
      lastEventAtMs(b) - lastEventAtMs(a) ||
      (a.id < b.id ? -1 : 1),
  );
}

export type VerdictInput = Pick<
  Snapshot,
  'phase' | 'importProgress' | 'windows' | 'boundary' | 'agents'
> & {
  /** What was saved could be read. */
  readonly isAvailable: boolean;
  readonly hasEvents: boolean;
  readonly settings: BoundarySettings;
  readonly nowMs: number;
};

/** The verdict over ordered windows. */
export function verdictOf(input: VerdictInput): Verdict {
  if (input.phase === 'first-run') return { kind: 'first-run' };
  if (input.phase === 'starting') return { kind: 'starting' };
  if (input.phase === 'importing') return { kind: 'importing', donePercent: donePercent(input) };
  if (!input.isAvailable) return { kind: 'unavailable' };
  return pressing(input) ?? leading(input) ?? withoutWindow(input);
}

function donePercent({ importProgress }: VerdictInput): number {
  if (!importProgress || importProgress.bytesTotal === 0) return 0;
  return Math.min(100, (importProgress.bytesDone / importProgress.bytesTotal) * 100);
}

/**
 * What the most pressing account says, where that is more than its plan. A weekly limit overrides the
 * five-hour window only when it is about to stop work itself.
 */
function pressing({ windows, boundary, settings, nowMs }: VerdictInput): Verdict | null {
  const { windowId } = boundary;
  switch (boundary.state) {
    case 'on-credits-without-consent':
    case 'on-credits-with-consent':
      return { kind: 'on-credits', windowId, isConsented: boundary.answerId !== null };
    case 'at-boundary':
      return { kind: 'at-boundary', windowId };
    case 'blocked-by-ceiling':
      return { kind: 'blocked', windowId, isOff: boundary.reason === 'credits-off' };
    case 'stopped':
      return stoppedVerdict(boundary);
    case 'near':
    case 'on-plan':
    case 'unknown':
      return nearWeek(windows, settings, nowMs);
    default:
      return boundary.state satisfies never;
  }
}

function stoppedVerdict({ windowId, answerId, modelStops, nextChangeAtMs }: BoundaryView): Verdict {
  const own = modelStops.find((stop) => stop.answerId === answerId);
  return own
    ? { kind: 'stopped', windowId, modelName: own.modelName, untilMs: own.untilMs }
    : { kind: 'stopped', windowId, modelName: null, untilMs: nextChangeAtMs };
}

function nearWeek(
  windows: readonly WindowView[],
  settings: BoundarySettings,
  nowMs: number,
): Verdict | null {
  const near = windows.find(
    (window) =>
      window.kind !== 'session' && windowBoundaryState(window, settings, nowMs) === 'near',
  );
  const endsAtMs = near?.pace?.endsAtMs ?? null;
  return near && endsAtMs !== null
    ? { kind: 'ends-before-reset', windowId: near.id, endsAtMs }
    : null;
}

function leading({ windows, settings, nowMs }: VerdictInput): Verdict | null {
  const [window] = windows.filter(({ kind }) => kind === 'session');
  if (!window) return null;
  const windowId = window.id;
  if (window.phase === 'not-started') return { kind: 'not-started', windowId };
  if (window.usedPercent === null) return { kind: 'not-reported', windowId };
  if (window.pace === null) {
    const isNear = windowBoundaryState(window, settings, nowMs) !== 'on-plan';
    if (isNear) return { kind: 'nearly-used', windowId };
    return { kind: isWithheld(window) ? 'no-forecast' : 'too-early', windowId };
  }
  const { endsAtMs } = window.pace;
  return endsAtMs === null
    ? { kind: 'lasts-until-reset', windowId }
    : { kind: 'ends-before-reset', windowId, endsAtMs };
}

/** Forecasts of this limit were wrong too often for a time to be named. */
function isWithheld({ forecast }: WindowView): boolean {
  return forecast !== null && !forecast.isShown;
}

function withoutWindow({ agents, hasEvents }: VerdictInput): Verdict {
  if (hasEvents) return { kind: 'idle' };
  const isAnyThere = agents.some(({ folders }) => folders.some(({ exists }) => exists));
  return { kind: isAnyThere ? 'no-sessions' : 'no-agent' };
}

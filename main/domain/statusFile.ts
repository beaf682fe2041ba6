/** The picture as other programs read it: few fields, stable names, documented in docs/status-file.md. */
import {
  formatClock,
  formatDuration,
  formatPercent,
  shownPercent,
} from '../../preload/contract/formatting.ts';
import type { AgentId, Basis, Snapshot, WindowView } from '../../preload/contract/snapshot.ts';
import { tooltipWords } from '../../preload/contract/wording.ts';

/** Fields may be added under the same version; one that changes its meaning makes a new version. */
export const STATUS_FILE_VERSION = 1;
/** The file is written at least this often while Tollgate runs; an older one is left over. */
export const RENEW_STATUS_MS = 60_000;

export type StatusWindow = {
  readonly agent: AgentId;
  readonly account: string;
  readonly kind: WindowView['kind'];
  readonly model: string | null;
  readonly usedPercent: number | null;
  readonly resetsAtMs: number | null;
  readonly isStale: boolean;
  readonly source: string;
  readonly basis: Basis;
  readonly asOfMs: number;
};

export type StatusFile = {
  readonly version: typeof STATUS_FILE_VERSION;
  readonly writtenAtMs: number;
  /** After this time the writer has ended: show nothing, or that it is old. */
  readonly goodUntilMs: number;
  /** For bars that take these four as they are, such as Waybar. */
  readonly text: string;
  readonly tooltip: string;
  readonly class: string;
  readonly percentage: number | null;
  readonly boundary: Snapshot['boundary']['state'];
  readonly gate: Snapshot['boundary']['gate'];
  readonly creditsEnabled: boolean | null;
  readonly windows: readonly StatusWindow[];
  readonly liveSessions: number;
  /** Worth of today's use at API prices in micro-dollars, estimated; null: not known. */
  readonly todayCostMicros: number | null;
  readonly problems: number;
};

export function statusFileOf(snapshot: Snapshot, nowMs: number): StatusFile {
  const { boundary } = snapshot;
  const session = snapshot.windows.find(({ kind }) => kind === 'session') ?? null;
  const used = session?.usedPercent ?? null;
  const isStale = session?.isStale ?? false;
  return {
    version: STATUS_FILE_VERSION,
    writtenAtMs: nowMs,
    goodUntilMs: nowMs + 2 * RENEW_STATUS_MS,
    text: shortText(session, snapshot, nowMs),
    tooltip: tooltipWords(snapshot),
    class: boundary.state === 'on-plan' && isStale ? 'stale' : boundary.state,
    percentage: used === null ? null : Math.round(shownPercent(used, snapshot)),
    boundary: boundary.state,
    gate: boundary.gate,
    creditsEnabled: boundary.creditsEnabled,
    windows: snapshot.windows.map(windowOf),
    liveSessions: snapshot.sessions.length,
    todayCostMicros: snapshot.totals?.today.costMicros ?? null,
    problems: snapshot.problems.length,
  };
}

function windowOf(window: WindowView): StatusWindow {
  const { agent, account, kind, modelName, usedPercent, resetsAtMs } = window;
  const { isStale, source, basis, asOfMs } = window;
  const model = modelName;
  return { agent, account, kind, model, usedPercent, resetsAtMs, isStale, source, basis, asOfMs };
}

/** `62% · 1 h 42 min`, or what of it is known; a dash where nothing is. */
function shortText(window: WindowView | null, snapshot: Snapshot, nowMs: number): string {
  if (window === null) return '–';
  const { usedPercent, resetsAtMs } = window;
  const use =
    usedPercent === null ? '–' : formatPercent(shownPercent(usedPercent, snapshot), snapshot);
  if (resetsAtMs === null) return use;
  const isClock = snapshot.preferences.resetDisplay === 'clock';
  const reset = isClock
    ? formatClock(resetsAtMs, snapshot)
    : formatDuration(resetsAtMs - nowMs, snapshot).replaceAll('\u00a0', ' ');
  return `${use} · ${reset}`;
}

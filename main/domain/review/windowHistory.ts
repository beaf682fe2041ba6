/** Past five-hour windows: how full they became, what they held, and what happened at their boundary. */
import type {
  HistoryFilters,
  HistoryWindow,
  WindowCounts,
  WindowStep,
} from '../../../preload/contract/review/history.ts';
import type { AgentId } from '../../../preload/contract/snapshot.ts';
import type { RecordedConsent } from '../consentLedger.ts';
import { accountText, type AccountKey } from '../figures.ts';
import type { LedgerEntry } from '../ledger/entries.ts';
import {
  clampPercent,
  isSameReset,
  reportedWindows,
  SESSION_WINDOW_MS,
  type LimitReading,
} from '../limits.ts';
import { usageWindows, windowAt } from '../windows.ts';
import { addCell, emptySums, keeper, movePaid, type Cell, type PaidPart } from './sums.ts';

const FULL_PERCENT = 100;
/** More points than this do not show on a road in a list. */
const MOST_ROAD_POINTS = 120;

export type WindowPeak = AccountKey & {
  readonly resetsAtMs: number;
  readonly peakPercent: number;
};

/** Peaks of windows, resets within tolerance taken together. @param named by account and reset */
export function mergePeaks(named: readonly WindowPeak[]): WindowPeak[] {
  const merged: WindowPeak[] = [];
  for (const peak of named) {
    const last = merged.at(-1);
    const isSame =
      last !== undefined &&
      accountText(last) === accountText(peak) &&
      isSameReset(last.resetsAtMs, peak.resetsAtMs);
    if (!isSame) merged.push(peak);
    else {
      const peakPercent = Math.max(last.peakPercent, peak.peakPercent);
      merged[merged.length - 1] = { ...last, peakPercent };
    }
  }
  return merged;
}

/** How many windows there were and how many were full; of those, where the user went on and where not. */
export function windowCounts(
  peaks: readonly WindowPeak[],
  consents: readonly RecordedConsent[],
): WindowCounts {
  const byAccount = new Map<string, RecordedConsent[]>();
  for (const one of consents) {
    const text = accountText(one.consent);
    byAccount.set(text, [...(byAccount.get(text) ?? []), one]);
  }
  const answered = peaks.map((peak) => {
    const own = byAccount.get(accountText(peak)) ?? [];
    return consentsOf(peak, own).at(-1)?.consent.kind ?? null;
  });
  return {
    reported: peaks.length,
    hitLimit: peaks.filter(({ peakPercent }) => peakPercent >= FULL_PERCENT).length,
    wentOn: answered.filter((kind) => kind === 'continue').length,
    stopped: answered.filter((kind) => kind === 'stop').length,
  };
}

type WindowName = AccountKey & { readonly resetsAtMs: number };

function consentsOf(
  window: WindowName,
  consents: readonly RecordedConsent[],
): readonly RecordedConsent[] {
  return consents.filter(
    ({ consent }) =>
      consent.windowKind === 'session' &&
      consent.account === window.account &&
      consent.agent === window.agent &&
      consent.resetsAtMs !== null &&
      isSameReset(consent.resetsAtMs, window.resetsAtMs),
  );
}

/** An answer on its way into a window. */
export type WindowUse = {
  readonly startedAtMs: number;
  readonly cell: Cell;
  readonly paid: PaidPart | null;
};

export type WindowFacts = {
  readonly agent: AgentId;
  readonly account: string;
  readonly accountLabel: string;
  /** By the moment of the message, reaching back over a pause of five hours. */
  readonly uses: readonly WindowUse[];
  /** Of the account, any kind. */
  readonly readings: readonly LimitReading[];
  readonly consents: readonly RecordedConsent[];
  readonly entries: readonly LedgerEntry[];
};

type Span = { readonly fromMs: number; readonly untilMs: number };

/** The windows of one account that began in a span, newest first; those that the filters leave empty are left out. */
export function windowsOfAccount(
  facts: WindowFacts,
  { fromMs, untilMs }: Span,
  filters: HistoryFilters,
): HistoryWindow[] {
  const reported = reportedWindows(
    facts.readings.filter(({ kind, modelName }) => kind === 'session' && modelName === null),
  ).flatMap((window) => {
    const { startsAtMs, resetsAtMs } = window;
    return startsAtMs === null || resetsAtMs === null
      ? []
      : [{ ...window, startsAtMs, resetsAtMs }];
  });
  const windows = usageWindows(
    facts.uses.map(({ startedAtMs }) => startedAtMs),
    reported,
  );
  const isKept = keeper(filters);
  const held = new Map(
    windows.map((window) => [window, { sums: emptySums(), projects: new Map<string, number>() }]),
  );
  for (const { startedAtMs, cell, paid } of facts.uses) {
    const window = isKept(cell) ? windowAt(windows, startedAtMs) : undefined;
    const found = window && held.get(window);
    if (!found) continue;
    addCell(found.sums, cell);
    if (paid) movePaid(found.sums, paid);
    if (cell.project !== null) {
      found.projects.set(cell.project, (found.projects.get(cell.project) ?? 0) + 1);
    }
  }
  return windows
    .flatMap((window) => {
      const found = held.get(window);
      const isInside = window.startsAtMs >= fromMs && window.startsAtMs < untilMs;
      if (!found || !isInside || found.sums.events === 0) return [];
      const said = reported.find(({ startsAtMs }) => startsAtMs === window.startsAtMs);
      const road = roadOf(window.isReported ? (said?.readings ?? []) : []);
      const name = { agent: facts.agent, account: facts.account, resetsAtMs: window.resetsAtMs };
      return {
        ...name,
        accountLabel: facts.accountLabel,
        startsAtMs: window.startsAtMs,
        isReported: window.isReported,
        peakPercent: road.reduce<number | null>(
          (peak, { usedPercent }) => Math.max(peak ?? 0, usedPercent),
          null,
        ),
        road: thinned(road),
        sums: found.sums,
        projects: [...found.projects].sort((a, b) => b[1] - a[1]).map(([project]) => project),
        steps: stepsOf(name, road, facts),
      };
    })
    .reverse();
}

type RoadPoint = HistoryWindow['road'][number];

/** Use only grows within a window: a lower reading is an older answer that came late. */
function roadOf(readings: readonly LimitReading[]): RoadPoint[] {
  const road: RoadPoint[] = [];
  for (const { observedAtMs, usedPercent } of readings) {
    if (usedPercent === null) continue;
    const percent = Math.max(clampPercent(usedPercent), road.at(-1)?.usedPercent ?? 0);
    road.push({ atMs: observedAtMs, usedPercent: percent });
  }
  return road;
}

function thinned(road: readonly RoadPoint[]): readonly RoadPoint[] {
  if (road.length <= MOST_ROAD_POINTS) return road;
  const every = Math.ceil(road.length / MOST_ROAD_POINTS);
  return road.filter((_, index) => index % every === 0 || index === road.length - 1);
}

function stepsOf(
  window: WindowName,
  road: readonly RoadPoint[],
  { consents, entries }: WindowFacts,
): WindowStep[] {
  const steps: WindowStep[] = [];
  const reached = road.find(({ usedPercent }) => usedPercent >= FULL_PERCENT);
  if (reached) steps.push({ kind: 'reached', atMs: reached.atMs });
  for (const { consent, key, revokedAtMs } of consentsOf(window, consents)) {
    const { kind, atMs, capMicros, endsAtMs } = consent;
    steps.push(
      kind === 'continue'
        ? { kind: 'continued', atMs, capMicros }
        : { kind: 'stopped', atMs, untilMs: endsAtMs },
    );
    const over = entries.find((one) => one.kind === 'breach' && one.details.consentKey === key);
    const cap = entries.find(
      (one) =>
        one.kind === 'consent-ended' &&
        one.details.consentKey === key &&
        one.details.reason === 'cap',
    );
    if (cap) {
      const overMicros = over?.amount?.units ?? null;
      steps.push({ kind: 'cap-reached', atMs: cap.atMs, overMicros });
    }
    if (revokedAtMs !== null) steps.push({ kind: 'revoked', atMs: revokedAtMs });
  }
  return steps.sort((a, b) => a.atMs - b.atMs);
}

/** Events so far before a span may belong to a window that reaches into it. */
export const WINDOW_REACH_MS = SESSION_WINDOW_MS;

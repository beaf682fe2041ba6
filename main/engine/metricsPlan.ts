/** How the export of metrics stands, and what a sending changes in it. Pure: no clock, no disk. */
import { createHash } from 'node:crypto';
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { collectorOf, type MetricsExportView } from '../../preload/contract/metricsExport.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { WindowView } from '../../preload/contract/snapshot.ts';
import { MINUTE_MS } from '../domain/calendar.ts';
import { accountText } from '../domain/figures.ts';
import { nextCounters, type CounterBook } from '../domain/metrics/counters.ts';
import { metricsRequest } from '../domain/metrics/otlp.ts';
import {
  counterPoints,
  seriesKey,
  windowPoints,
  type MetricCell,
  type Point,
} from '../domain/metrics/series.ts';
import {
  afterPoll,
  mayPoll,
  NEVER_POLLED,
  type PollDecision,
} from '../domain/providers/schedule.ts';
import type { HttpAnswer } from '../sources/providers/http.ts';
import type { SendProblem } from '../sources/openTelemetry/collector.ts';
import type { ExportPage } from '../store/metricExport.ts';

export const EMPTY_PAGE: ExportPage = {
  ...NEVER_POLLED,
  counters: null,
  sentAtMs: null,
  problem: null,
  lastContactAtMs: null,
  requests: 0,
  bytesSent: 0,
  bytesReceived: 0,
};

export type Prepared = {
  readonly page: ExportPage;
  readonly body: string;
};

export type PrepareInput = {
  readonly page: ExportPage;
  readonly settings: Settings;
  readonly windows: readonly WindowView[];
  /** Sums of `[startMs, nowMs)`. */
  readonly sumsSince: (startMs: number) => readonly MetricCell[];
  readonly version: string;
  readonly dataFolder: string;
  readonly nowMs: number;
};

/** What is sent now, and the page that is saved right before: it holds however the sending ends. */
export function prepared(input: PrepareInput): Prepared {
  const { page, settings, nowMs } = input;
  const choice = settings.metricsExport;
  const address = choice.address ?? '';
  const book: CounterBook =
    page.counters?.address === address
      ? page.counters
      : { startedAtMs: nowMs, triedAtMs: null, values: {} };
  let points: readonly Point[] = [];
  const { startedAtMs, values } = nextCounters(book, (startMs) => {
    points = counterPoints(input.sumsSince(startMs), choice);
    return Object.fromEntries(points.map((point) => [seriesKey(point), point.value]));
  });
  const body = metricsRequest({
    counters: points,
    gauges: choice.windows ? windowPoints(input.windows, accountNamer(settings), nowMs) : [],
    startedAtMs,
    nowMs,
    version: input.version,
    instanceId: shortHash(input.dataFolder),
  });
  const counters = { address, startedAtMs, triedAtMs: nowMs, values };
  return { page: { ...page, counters, lastPolledAtMs: nowMs, notBeforeMs: 0 }, body };
}

/** The user's name for an account; else a mark that says nothing of its folder. */
function accountNamer(settings: Settings) {
  return (key: Pick<WindowView, 'agent' | 'account'>): string => {
    const text = accountText(key);
    return settings.accounts[text]?.name ?? `account-${shortHash(text)}`;
  };
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** The page after an answer. */
export function pageAfterSending(
  page: ExportPage,
  answer: HttpAnswer,
  problem: SendProblem | null,
  nowMs: number,
): ExportPage {
  const heard = {
    ...page,
    requests: page.requests + 1,
    bytesSent: page.bytesSent + answer.bytesSent,
    bytesReceived: page.bytesReceived + answer.bytesReceived,
    lastContactAtMs: answer.bytesReceived > 0 ? nowMs : page.lastContactAtMs,
  };
  if (problem === null) {
    return { ...heard, ...afterPoll(heard, null, nowMs), sentAtMs: nowMs, problem: null };
  }
  const { kind, message } = problem;
  // Values that a collector leaves out are not sent again: the next sending states them anew anyway.
  const pause = kind === 'partly-taken' ? null : problem;
  return { ...heard, ...afterPoll(heard, pause, nowMs), problem: { kind, message, atMs: nowMs } };
}

/** The page when the keychain did not give the headers: nobody was contacted. */
export function pageWithoutHeaders(page: ExportPage, message: string, nowMs: number): ExportPage {
  return {
    ...page,
    ...afterPoll(page, { askedPauseMs: null, isLasting: true }, nowMs),
    problem: { kind: 'keychain', message, atMs: nowMs },
  };
}

/** Whether the user's interval, the floor and the pauses allow a sending. */
export function maySend(page: ExportPage, settings: Settings, nowMs: number): PollDecision {
  const decision = mayPoll(page, nowMs);
  const { lastPolledAtMs } = page;
  if (!decision.mayPoll || lastPolledAtMs === null || lastPolledAtMs > nowMs) return decision;
  const dueMs = lastPolledAtMs + settings.metricsExport.everyMinutes * MINUTE_MS;
  return dueMs > nowMs ? { mayPoll: false, because: 'floor', notBeforeMs: dueMs } : decision;
}

const WAYS_OUT: Readonly<Record<string, string>> = {
  refused: inEnglish('Save the headers that your collector asks for.'),
  'not-taken': inEnglish('Check the address: /v1/metrics is added by itself.'),
  keychain: inEnglish(
    'When the keychain answers again, send once by hand, or save the headers again.',
  ),
  busy: inEnglish('Nothing is to be done: Tollgate waits as long as the collector asks.'),
  'not-reached': inEnglish(
    'Check address and connection; Tollgate tries again by itself, less and less often.',
  ),
  'collector-failed': inEnglish(
    'Tollgate tries again by itself; no use is lost, because totals are sent.',
  ),
  'partly-taken': inEnglish('Your collector’s log says why.'),
};

export function problemOf({ problem }: ExportPage): MetricsExportView['problem'] {
  return problem && { ...problem, wayOut: WAYS_OUT[problem.kind] ?? null };
}

export function viewOf(
  page: ExportPage,
  settings: Settings,
  isSending: boolean,
  nowMs: number,
): Omit<MetricsExportView, 'key'> {
  const { enabled, address } = settings.metricsExport;
  const decision = mayPoll(page, nowMs);
  return {
    contact: {
      host: hostOf(address),
      isSwitchedOn: enabled,
      lastContactAtMs: page.lastContactAtMs,
      requests: page.requests,
      bytesSent: page.bytesSent,
      bytesReceived: page.bytesReceived,
    },
    sentAtMs: page.sentAtMs,
    startedAtMs: page.counters?.startedAtMs ?? null,
    series: Object.keys(page.counters?.values ?? {}).length,
    nextAllowedAtMs: decision.mayPoll ? null : decision.notBeforeMs,
    isSending,
    problem: problemOf(page),
  };
}

/** `collector.example:4318`, for people. */
export function hostOf(address: string | null): string {
  const collector = address === null ? null : collectorOf(address);
  return collector === null ? 'none' : `${collector.host}:${collector.port}`;
}

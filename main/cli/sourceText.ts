/** Sources as lines for people: how each stands, where they disagree, what telemetry told. */
import {
  formatAge,
  formatDollars,
  formatPercent,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import { sourceName, windowName } from '../../preload/contract/wording.ts';
import type { SourceStatus } from '../engine/askedPlan.ts';
import type { SourcesReport } from '../engine/sourcesDesk.ts';

type Context = FormatContext & { readonly takenAtMs: number };

/** The part of `doctor` about sources that are switched on by the user. */
export function sourceLines(
  report: Omit<SourcesReport, 'telemetry'> & {
    readonly telemetry: SourcesReport['telemetry'] | null;
  },
  context: Context,
): string[] {
  return [
    ...report.sources.flatMap((status) => statusLines(status, context)),
    ...(report.telemetry ? telemetryLines(report.telemetry, context) : []),
    ...report.conflicts.map((conflict) => conflictLine(conflict, context)),
  ];
}

function statusLines(status: SourceStatus, context: Context): string[] {
  const { takenAtMs } = context;
  const { lastAskedAtMs, nextAllowedAtMs, problem } = status;
  const facts = [
    status.isSwitchedOn ? `on, every ${status.everyMinutes} min at most` : 'off',
    lastAskedAtMs === null
      ? 'never asked'
      : `asked ${formatAge(lastAskedAtMs, takenAtMs, context)}`,
    ...(nextAllowedAtMs === null ? [] : [`next in ${waitWords(nextAllowedAtMs - takenAtMs)}`]),
  ];
  const first = `${status.source.padEnd(18)}${status.account}: ${facts.join(', ')}`;
  const failed = problem
    ? [
        `  ! no answer ${formatAge(problem.atMs, takenAtMs, context)} [${problem.kind}] ${problem.message} (${status.failures} in a row)`,
      ]
    : [];
  const unknown =
    status.unknownKinds.length > 0
      ? [`  - limits of a kind that is not known: ${status.unknownKinds.join(', ')}`]
      : [];
  return [first, ...failed, ...unknown];
}

/** Whole minutes, at least one: a pause that is not over must not read as none. */
export function waitWords(waitMs: number): string {
  return `${Math.max(1, Math.ceil(waitMs / 60_000))} min`;
}

function telemetryLines(telemetry: SourcesReport['telemetry'], context: Context): string[] {
  const { isSwitchedOn, settingsFile, hasOtherExporter, sums } = telemetry;
  const state = isSwitchedOn ? `on, variables for the agent in ${settingsFile}` : 'off';
  const heard =
    sums.newestAtMs === null
      ? 'nothing received'
      : `${sums.requests} requests received, the latest ${formatAge(sums.newestAtMs, context.takenAtMs, context)}`;
  const cost =
    sums.onlyHereCostMicros === null
      ? 'no cost given'
      : `${formatDollars(sums.onlyHereCostMicros, context)} by the agent’s own estimate`;
  return [
    `${'open-telemetry'.padEnd(18)}${state}, ${heard}`,
    ...(hasOtherExporter ? ['  - the environment already sends telemetry elsewhere'] : []),
    ...(sums.refused > 0 ? [`  - ${sums.refused} records could not be read`] : []),
    ...(sums.onlyHereRequests > 0
      ? [
          `  - ${sums.onlyHereRequests} requests of ${sums.onlyHereSessions} sessions without a transcript, ${cost}; they are in no total`,
        ]
      : []),
  ];
}

const ABOUT = {
  use: 'state different use at the same moment',
  fell: 'state use that fell within one window',
  reset: 'name different resets',
} as const;

function conflictLine(
  { believed, other, about }: SourcesReport['conflicts'][number],
  context: Context,
): string {
  const said = (reading: typeof believed) =>
    `${sourceName(reading.source, context)} ${reading.usedPercent === null ? 'no percent' : formatPercent(reading.usedPercent, context)}, ${formatAge(reading.observedAtMs, context.takenAtMs, context)}`;
  return `! ${windowName(believed, context)}, ${believed.account}: sources ${ABOUT[about]}; believed: ${said(believed)}; not: ${said(other)}`;
}

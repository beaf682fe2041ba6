/** Sources as lines for people: how each stands, where they disagree, what telemetry told. */
import { sayAgain } from '../../preload/contract/languages/sayAgain.ts';
import { say, sayCount } from '../../preload/contract/languages/say.ts';
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
    status.isSwitchedOn
      ? say(context, 'on, every {count} min at most', { count: `${status.everyMinutes}` })
      : say(context, 'off'),
    lastAskedAtMs === null
      ? say(context, 'never asked')
      : say(context, 'asked {age}', { age: formatAge(lastAskedAtMs, takenAtMs, context) }),
    ...(nextAllowedAtMs === null
      ? []
      : [say(context, 'next in {time}', { time: waitWords(nextAllowedAtMs - takenAtMs) })]),
  ];
  const first = `${status.source.padEnd(18)}${status.account}: ${facts.join(', ')}`;
  const failed = problem
    ? [
        `  ! ${say(context, 'no answer {age} [{kind}] {message} ({count} in a row)', { age: formatAge(problem.atMs, takenAtMs, context), kind: problem.kind, message: sayAgain(context, problem.message), count: `${status.failures}` })}`,
      ]
    : [];
  const unknown =
    status.unknownKinds.length > 0
      ? [
          `  - ${say(context, 'limits of a kind that is not known: {kinds}', { kinds: status.unknownKinds.join(', ') })}`,
        ]
      : [];
  return [first, ...failed, ...unknown];
}

/** Whole minutes, at least one: a pause that is not over must not read as none. */
export function waitWords(waitMs: number): string {
  return `${Math.max(1, Math.ceil(waitMs / 60_000))} min`;
}

function telemetryLines(telemetry: SourcesReport['telemetry'], context: Context): string[] {
  const { isSwitchedOn, settingsFile, hasOtherExporter, sums } = telemetry;
  const state = isSwitchedOn
    ? say(context, 'on, variables for the agent in {file}', { file: settingsFile })
    : say(context, 'off');
  const heard =
    sums.newestAtMs === null
      ? say(context, 'nothing received')
      : sayCount(
          context,
          sums.requests,
          {
            one: '{count} request received, the latest {age}',
            other: '{count} requests received, the latest {age}',
          },
          { age: formatAge(sums.newestAtMs, context.takenAtMs, context) },
        );
  const cost =
    sums.onlyHereCostMicros === null
      ? say(context, 'no cost given')
      : say(context, '{amount} by the agent’s own estimate', {
          amount: formatDollars(sums.onlyHereCostMicros, context),
        });
  return [
    `${'open-telemetry'.padEnd(18)}${state}, ${heard}`,
    ...(hasOtherExporter
      ? [`  - ${say(context, 'the environment already sends telemetry elsewhere')}`]
      : []),
    ...(sums.refused > 0
      ? [
          `  - ${sayCount(context, sums.refused, { one: '{count} record could not be read', other: '{count} records could not be read' })}`,
        ]
      : []),
    ...(sums.onlyHereRequests > 0
      ? [
          `  - ${say(context, '{requests} of {sessions} without a transcript, {cost}; in no total', { requests: sayCount(context, sums.onlyHereRequests, { one: '{count} request', other: '{count} requests' }), sessions: sayCount(context, sums.onlyHereSessions, { one: '{count} session', other: '{count} sessions' }), cost })}`,
        ]
      : []),
  ];
}

const ABOUT = {
  use: 'sources state different use at the same moment',
  fell: 'sources state use that fell within one window',
  reset: 'sources name different resets',
} as const;

function conflictLine(
  { believed, other, about }: SourcesReport['conflicts'][number],
  context: Context,
): string {
  const said = (reading: typeof believed) =>
    `${sourceName(reading.source, context)} ${reading.usedPercent === null ? say(context, 'no percent') : formatPercent(reading.usedPercent, context)}, ${formatAge(reading.observedAtMs, context.takenAtMs, context)}`;
  return `! ${windowName(believed, context)}, ${believed.account}: ${say(context, ABOUT[about])}; ${say(context, 'believed: {first}; not: {second}', { first: said(believed), second: said(other) })}`;
}

/** `tollgate doctor`: where everything is and what is wrong, ready to paste into a report. */
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { isFound, KEEPS_NO_USAGE, silentAgentNote } from '../../preload/contract/agentWording.ts';
import type { SourcesReport } from '../engine/sourcesDesk.ts';
import { sourceLines } from './sourceText.ts';
import { provenanceWords, usedWords, windowName } from '../../preload/contract/wording.ts';

export type DoctorReport = {
  readonly version: string;
  readonly dataFolder: string;
  readonly canWrite: boolean | null;
  readonly sqliteVersion: string | null;
  readonly node: string;
  readonly platform: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly readingAllowedAtMs: number | null;
  readonly agents: Snapshot['agents'];
  readonly windows: Snapshot['windows'];
  readonly problems: Snapshot['problems'];
  readonly sources: SourcesReport['sources'];
  readonly conflicts: SourcesReport['conflicts'];
  readonly telemetry: SourcesReport['telemetry'] | null;
};

/** The report as lines for people. */
export function doctorLines(report: DoctorReport, snapshot: Snapshot): string[] {
  const writing =
    report.canWrite === null
      ? 'cannot be opened'
      : report.canWrite
        ? 'open for writing'
        : 'open for reading; another Tollgate writes it';
  return [
    `Tollgate ${report.version}, Node ${report.node}, SQLite ${report.sqliteVersion ?? 'unknown'}, ${report.platform}`,
    `Data folder  ${report.dataFolder} (${writing})`,
    `Time zone    ${report.timeZone}, locale ${report.locale}`,
    '',
    ...report.agents.flatMap(agentLines),
    '',
    ...(report.windows.length === 0 ? ['No window is known.'] : []),
    ...report.windows.map(
      (window) =>
        `${windowName(window)}, ${window.agent}, ${window.account}: ${usedWords(window, snapshot)}; ${provenanceWords(window, snapshot.takenAtMs)}`,
    ),
    '',
    ...sourceLines(report, snapshot),
    '',
    ...(report.problems.length === 0 ? ['No problems.'] : []),
    ...report.problems.map(
      ({ kind, severity, message, path }) =>
        `${severity === 'error' ? '!' : '-'} [${kind}] ${message}${path === null ? '' : ` ${path}`}`,
    ),
  ];
}

function agentLines(agent: Snapshot['agents'][number]): string[] {
  const { name, folders } = agent;
  const lines = folders.map(({ path, exists, logFiles, bridge }) => {
    const state = exists ? `${logFiles} session file${logFiles === 1 ? '' : 's'}` : 'not there';
    const bridged = bridge === null ? '' : `, status line bridge ${bridge}`;
    return `${name.padEnd(12)} ${path} (${state}${bridged})`;
  });
  if (agent.keepsNoUsage === null || !isFound(agent)) return lines;
  return [...lines, `${' '.repeat(13)}${KEEPS_NO_USAGE}. ${silentAgentNote(agent)}`];
}

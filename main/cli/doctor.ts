/** `tollgate doctor`: where everything is and what is wrong, ready to paste into a report. */
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import {
  HOST_FOLDER_WORDS,
  isFound,
  KEEPS_NO_USAGE,
  silentAgentNote,
} from '../../preload/contract/agentWording.ts';
import type { SourcesReport } from '../engine/sourcesDesk.ts';
import { sourceLines } from './sourceText.ts';
import { formatAge, formatDollars } from '../../preload/contract/formatting.ts';
import {
  AGENT_NAMES,
  provenanceWords,
  usedWords,
  windowName,
} from '../../preload/contract/wording.ts';
import { basisPoints } from '../domain/ledger/amount.ts';
import type { SessionCost } from '../store/sessionNotes.ts';

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
  /** Sessions of the last 30 days whose agent keeps a cost of its own. */
  readonly sessionCosts: readonly SessionCost[];
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
    ...costLines(report.sessionCosts, snapshot),
    '',
    ...(report.problems.length === 0 ? ['No problems.'] : []),
    ...report.problems.map(
      ({ kind, severity, message, path }) =>
        `${severity === 'error' ? '!' : '-'} [${kind}] ${message}${path === null ? '' : ` ${path}`}`,
    ),
  ];
}

/** The agents' own estimates beside ours; only sessions in which every answer has a price can be compared. */
function costLines(sessions: readonly SessionCost[], snapshot: Snapshot): string[] {
  const priced = sessions.filter(({ unpricedEvents }) => unpricedEvents === 0);
  return [...new Set(priced.map(({ agent }) => agent))].map((agent) => {
    const own = priced.filter((one) => one.agent === agent);
    const ours = own.reduce((sum, { ourCostMicros }) => sum + (ourCostMicros ?? 0), 0);
    const theirs = own.reduce((sum, { agentCostMicros }) => sum + agentCostMicros, 0);
    const points = basisPoints(BigInt(theirs - ours), BigInt(theirs));
    const drift = points === null ? '' : `, drift ${(points / 100).toFixed(2)} %`;
    const asOfMs = Math.max(...own.map((one) => one.asOfMs));
    const when = formatAge(asOfMs, snapshot.takenAtMs);
    return `Cost by ${AGENT_NAMES[agent]} itself  ${formatDollars(theirs, snapshot)}, by Tollgate ${formatDollars(ours, snapshot)}${drift}  (${own.length} sessions in 30 days, both estimated, ${when})`;
  });
}

function agentLines(agent: Snapshot['agents'][number]): string[] {
  const { name, folders, hostFolders } = agent;
  const own = folders.map(({ path, exists, logFiles, bridge }) => {
    const state = exists ? `${logFiles} session file${logFiles === 1 ? '' : 's'}` : 'not there';
    const bridged = bridge === null ? '' : `, status line bridge ${bridge}`;
    return `${name.padEnd(12)} ${path} (${state}${bridged})`;
  });
  const lines = [
    ...own,
    ...hostFolders.map(
      ({ path, host, state, logFiles }) =>
        `${name.padEnd(12)} ${path} (${host}: ${HOST_FOLDER_WORDS[state](logFiles)})`,
    ),
  ];
  if (agent.keepsNoUsage === null || !isFound(agent)) return lines;
  return [...lines, `${' '.repeat(13)}${KEEPS_NO_USAGE}. ${silentAgentNote(agent)}`];
}

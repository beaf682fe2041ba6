/** `tollgate doctor`: where everything is and what is wrong, ready to paste into a report. */
import { sayAgain } from '../../preload/contract/languages/sayAgain.ts';
import { say, sayCount } from '../../preload/contract/languages/say.ts';
import type { BridgeState, Snapshot } from '../../preload/contract/snapshot.ts';
import {
  hostFolderState,
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
      ? say(snapshot, 'cannot be opened')
      : report.canWrite
        ? say(snapshot, 'open for writing')
        : say(snapshot, 'open for reading; another Tollgate writes it');
  return [
    `Tollgate ${report.version}, Node ${report.node}, SQLite ${report.sqliteVersion ?? say(snapshot, 'unknown')}, ${report.platform}`,
    `${say(snapshot, 'Data folder').padEnd(13)}${report.dataFolder} (${writing})`,
    `${say(snapshot, 'Time zone').padEnd(13)}${report.timeZone}, ${say(snapshot, 'locale {locale}', { locale: report.locale })}`,
    '',
    ...report.agents.flatMap((agent) => agentLines(agent, snapshot)),
    '',
    ...(report.windows.length === 0 ? [say(snapshot, 'No window is known.')] : []),
    ...report.windows.map(
      (window) =>
        `${windowName(window, snapshot)}, ${window.agent}, ${window.account}: ${usedWords(window, snapshot)}; ${provenanceWords(window, snapshot.takenAtMs, snapshot)}`,
    ),
    '',
    ...sourceLines(report, snapshot),
    '',
    ...costLines(report.sessionCosts, snapshot),
    '',
    ...(report.problems.length === 0 ? [say(snapshot, 'No problems.')] : []),
    ...report.problems.map(
      ({ kind, severity, message, path }) =>
        `${severity === 'error' ? '!' : '-'} [${kind}] ${sayAgain(snapshot, message)}${path === null ? '' : ` ${path}`}`,
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
    const drift =
      points === null
        ? ''
        : `, ${say(snapshot, 'drift {percent}', { percent: `${(points / 100).toFixed(2)} %` })}`;
    const asOfMs = Math.max(...own.map((one) => one.asOfMs));
    const when = formatAge(asOfMs, snapshot.takenAtMs, snapshot);
    const sums = say(snapshot, 'Cost by {agent} itself  {theirs}, by Tollgate {ours}', {
      agent: AGENT_NAMES[agent],
      theirs: formatDollars(theirs, snapshot),
      ours: formatDollars(ours, snapshot),
    });
    const over = sayCount(
      snapshot,
      own.length,
      {
        one: '{count} session of 30 days, estimated by both, {age}',
        other: '{count} sessions of 30 days, estimated by both, {age}',
      },
      { age: when },
    );
    return `${sums}${drift}  (${over})`;
  });
}

const BRIDGE_WORDS: Readonly<Record<BridgeState, string>> = {
  'not-installed': 'status line bridge not installed',
  installed: 'status line bridge installed',
  replaced: 'status line bridge replaced',
  unreadable: 'status line bridge unreadable',
};

function agentLines(agent: Snapshot['agents'][number], snapshot: Snapshot): string[] {
  const { name, folders, hostFolders } = agent;
  const own = folders.map(({ path, exists, logFiles, bridge }) => {
    const state = exists
      ? sayCount(snapshot, logFiles, {
          one: '{count} session file',
          other: '{count} session files',
        })
      : say(snapshot, 'not there');
    const bridged = bridge === null ? '' : `, ${say(snapshot, BRIDGE_WORDS[bridge])}`;
    return `${name.padEnd(12)} ${path} (${state}${bridged})`;
  });
  const lines = [
    ...own,
    ...hostFolders.map(
      ({ path, host, state, logFiles }) =>
        `${name.padEnd(12)} ${path} (${host}: ${hostFolderState({ state, logFiles }, snapshot)})`,
    ),
  ];
  if (agent.keepsNoUsage === null || !isFound(agent)) return lines;
  return [
    ...lines,
    `${' '.repeat(13)}${say(snapshot, KEEPS_NO_USAGE)}. ${silentAgentNote(agent, snapshot)}`,
  ];
}

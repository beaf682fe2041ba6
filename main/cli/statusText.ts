/** The snapshot as text for a terminal: the same facts and words as the glance. */
import {
  isFound,
  KEEPS_NO_USAGE,
  silentAgentNote,
  silentAgents,
} from '../../preload/contract/agentWording.ts';
import { creditsRows } from '../../preload/contract/creditsWording.ts';
import {
  formatAge,
  formatDollars,
  formatInstant,
  formatPercent,
  shownPercent,
  formatTokens,
} from '../../preload/contract/formatting.ts';
import type { Snapshot, UsageTotal, WindowView } from '../../preload/contract/snapshot.ts';
import {
  AGENT_NAMES,
  provenanceWords,
  resetWords,
  usedWords,
  verdictWords,
  windowName,
} from '../../preload/contract/wording.ts';
import type { Ink } from './ink.ts';

const METER_CELLS = 24;

/** Lines to print; `ink` colours them or leaves them plain. */
export function statusLines(snapshot: Snapshot, ink: Ink): string[] {
  const verdict = verdictWords(snapshot);
  const blocks = [
    [ink.strong(verdict.headline), ...(verdict.detail ? [verdict.detail] : [])],
    snapshot.phase === 'first-run' ? folderLines(snapshot) : [],
    snapshot.windows.flatMap((window) => windowLines(window, snapshot, ink)),
    creditLines(snapshot),
    stoppedLines(snapshot),
    sessionLines(snapshot),
    totalLines(snapshot),
    silentLines(snapshot),
    problemLines(snapshot, ink),
  ];
  return blocks
    .filter((block) => block.length > 0)
    .flatMap((block, index) => (index === 0 ? block : ['', ...block]));
}

function folderLines(snapshot: Snapshot): string[] {
  const missing = snapshot.agents.filter((agent) => !isFound(agent));
  return [
    ...snapshot.agents
      .filter(isFound)
      .flatMap(({ name, folders }) =>
        folders.map(({ path, exists }) => `  ${name}  ${path}${exists ? '' : '  (not there)'}`),
      ),
    ...(missing.length === 0 ? [] : [`  Not here: ${missing.map(({ name }) => name).join(', ')}`]),
  ];
}

function windowLines(window: WindowView, snapshot: Snapshot, ink: Ink): string[] {
  const { takenAtMs } = snapshot;
  const title = `${windowName(window, snapshot)}, ${AGENT_NAMES[window.agent]}`;
  const reset =
    window.phase === 'not-started'
      ? 'not started'
      : resetWords(window.resetsAtMs, takenAtMs, snapshot.preferences, snapshot);
  const estimated =
    window.basis === 'estimated' && window.resetsAtMs !== null ? ' (estimated)' : '';
  const stale = window.isStale ? ink.warn(' stale') : '';
  return [
    `${title.padEnd(36)} ${usedWords(window, snapshot).padStart(17)}  ${reset}${estimated}${stale}`,
    `  ${meter(window, ink, snapshot)}  ${provenanceWords(window, takenAtMs, snapshot)}`,
  ];
}

function meter(window: WindowView, ink: Ink, context: Snapshot): string {
  if (window.usedPercent === null) return ink.quiet('·'.repeat(METER_CELLS));
  const filled = Math.round((shownPercent(window.usedPercent, context) / 100) * METER_CELLS);
  const cells = [...'█'.repeat(filled), ...'░'.repeat(METER_CELLS - filled)];
  const even = window.evenPacePercent;
  if (even !== null) {
    cells[
      Math.min(METER_CELLS - 1, Math.floor((shownPercent(even, context) / 100) * METER_CELLS))
    ] = '│';
  }
  return ink.plan(cells.join(''));
}

function creditLines(snapshot: Snapshot): string[] {
  const { takenAtMs } = snapshot;
  return (snapshot.credits?.accounts ?? []).flatMap((account) => [
    `Credits, ${AGENT_NAMES[account.agent]}`,
    ...creditsRows(account, takenAtMs, snapshot).map(
      ({ name, note, figure, origin }) =>
        `  ${`${name}${note ? ` ${note}` : ''}`.padEnd(30)}${figure}${origin ? `  ${origin}` : ''}`,
    ),
  ]);
}

/** Who was held, each with the line that takes it up again. */
export function stoppedLines(snapshot: Snapshot): string[] {
  const { stoppedSessions, takenAtMs } = snapshot;
  if (stoppedSessions.length === 0) return [];
  const canAllGoOn = stoppedSessions.every(({ canGoOn }) => canGoOn);
  const rows = stoppedSessions.flatMap(({ projectName, agent, stoppedAtMs, command }) => [
    `  ${projectName.slice(0, 32).padEnd(33)}${AGENT_NAMES[agent]}, stopped ${formatInstant(stoppedAtMs, takenAtMs, snapshot)}`,
    `    ${command ?? 'It never answered, so there is nothing to take up.'}`,
  ]);
  return [`Stopped by the gate, ${canAllGoOn ? 'ready to go on' : 'held now'}`, ...rows];
}

function sessionLines(snapshot: Snapshot): string[] {
  if (snapshot.sessions.length === 0) return [];
  const rows = snapshot.sessions.map((session) => {
    const rate =
      session.costPerHourMicros === null
        ? 'not priced'
        : `${formatDollars(session.costPerHourMicros, snapshot)}/h`;
    const context =
      session.contextTokens === null
        ? ''
        : `${formatTokens(session.contextTokens, snapshot)} context`;
    return `  ${session.projectName.slice(0, 32).padEnd(33)}${AGENT_NAMES[session.agent]}, ${session.model ?? 'unknown model'}  ${context}  ${rate}`;
  });
  return ['Working now (estimated)', ...rows];
}

function totalLines(snapshot: Snapshot): string[] {
  const isEmpty = snapshot.verdict.kind === 'no-agent' || snapshot.verdict.kind === 'no-sessions';
  if (!snapshot.totals || isEmpty) return [];
  const { today, last30Days } = snapshot.totals;
  return [
    `Today         ${totalWords(today, snapshot)}`,
    `Last 30 days  ${totalWords(last30Days, snapshot)}`,
    `  Worth at API prices. ${provenanceWords(today, snapshot.takenAtMs, snapshot)}; may differ from your bill.`,
  ];
}

/** Agents that are here and leave nothing to count are said, so that nobody takes them for counted. */
function silentLines(snapshot: Snapshot): string[] {
  if (snapshot.phase !== 'ready') return [];
  return silentAgents(snapshot).flatMap((agent) => [
    `${agent.name} ${KEEPS_NO_USAGE}.`,
    `  ${silentAgentNote(agent, snapshot)}`,
  ]);
}

function totalWords(total: UsageTotal, snapshot: Snapshot): string {
  const tokens =
    total.inputTokens + total.outputTokens + total.cacheWriteTokens + total.cacheReadTokens;
  const cost = total.costMicros === null ? 'not priced' : formatDollars(total.costMicros, snapshot);
  const unpriced =
    total.unpricedEvents > 0 && total.costMicros !== null
      ? `, ${total.unpricedEvents} of ${total.events} answers not priced`
      : '';
  return `${cost.padStart(11)}  ${formatTokens(tokens, snapshot)} tokens${unpriced}`;
}

function problemLines(snapshot: Snapshot, ink: Ink): string[] {
  return snapshot.problems.map((problem) => {
    const mark = problem.severity === 'error' ? ink.error('!') : '-';
    return `${mark} ${problem.message}${problem.path === null ? '' : ` ${problem.path}`}`;
  });
}

/** Last line under `--watch`. */
export function watchFooter(snapshot: Snapshot, nowMs: number): string {
  const percent = snapshot.importProgress
    ? ` ${formatPercent((snapshot.importProgress.bytesDone / Math.max(1, snapshot.importProgress.bytesTotal)) * 100, snapshot)}`
    : '';
  return `Updated ${formatAge(snapshot.takenAtMs, nowMs, snapshot)}${percent}. Ctrl+C ends.`;
}

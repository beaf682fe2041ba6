/** The snapshot as text for a terminal: the same facts and words as the glance. */
import { projectWords } from '../../preload/contract/projectWording.ts';
import { sayAgain } from '../../preload/contract/languages/sayAgain.ts';
import { say, sayCount } from '../../preload/contract/languages/say.ts';
import {
  isFound,
  KEEPS_NO_USAGE,
  silentAgentNote,
  silentAgents,
} from '../../preload/contract/agentWording.ts';
import { creditsRows } from '../../preload/contract/creditsWording.ts';
import {
  formatAge,
  formatCount,
  formatDollars,
  formatInstant,
  formatPercent,
  shownPercent,
  formatTokens,
} from '../../preload/contract/formatting.ts';
import { aheadWords } from '../../preload/contract/roadWording.ts';
import type { Snapshot, UsageTotal, WindowView } from '../../preload/contract/snapshot.ts';
import {
  AGENT_NAMES,
  listed,
  provenanceWords,
  resetWords,
  sentences,
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
    [
      ink.strong(verdict.headline),
      ...(verdict.detail ? [verdict.detail] : []),
      ...afterPlanLines(snapshot),
    ],
    snapshot.phase === 'first-run' ? folderLines(snapshot) : [],
    windowsLines(snapshot, ink),
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
        folders.map(
          ({ path, exists }) =>
            `  ${name}  ${path}${exists ? '' : `  (${say(snapshot, 'not there')})`}`,
        ),
      ),
    ...(missing.length === 0
      ? []
      : [
          `  ${say(snapshot, 'Not here: {agents}', { agents: missing.map(({ name }) => name).join(', ') })}`,
        ]),
  ];
}

/** Between what times the plan ends and what that brings, where the verdict names an end. */
function afterPlanLines(snapshot: Snapshot): string[] {
  const { verdict } = snapshot;
  if (verdict.kind !== 'ends-before-reset') return [];
  const window = snapshot.windows.find(({ id }) => id === verdict.windowId);
  return window ? [sentences(aheadWords(window, snapshot.takenAtMs, snapshot))] : [];
}

/** Columns of all windows stand below each other, however long a language's words are. */
function windowsLines(snapshot: Snapshot, ink: Ink): string[] {
  const rows = snapshot.windows.map((window) => ({
    window,
    title: `${windowName(window, snapshot)}, ${AGENT_NAMES[window.agent]}`,
    used: usedWords(window, snapshot),
  }));
  const titles = Math.max(36, ...rows.map(({ title }) => title.length));
  const uses = Math.max(17, ...rows.map(({ used }) => used.length));
  return rows.flatMap(({ window, title, used }) =>
    windowLines(window, `${title.padEnd(titles)} ${used.padStart(uses)}`, snapshot, ink),
  );
}

function windowLines(
  window: WindowView,
  titleAndUse: string,
  snapshot: Snapshot,
  ink: Ink,
): string[] {
  const { takenAtMs } = snapshot;
  const reset =
    window.phase === 'not-started'
      ? say(snapshot, 'not started')
      : resetWords(window.resetsAtMs, takenAtMs, snapshot.preferences, snapshot);
  const estimated =
    window.basis === 'estimated' && window.resetsAtMs !== null
      ? ` (${say(snapshot, 'estimated')})`
      : '';
  const stale = window.isStale ? ink.warn(` ${say(snapshot, 'stale')}`) : '';
  return [
    `${titleAndUse}  ${reset}${estimated}${stale}`,
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
  return (snapshot.credits?.accounts ?? []).flatMap((account) => {
    const rows = creditsRows(account, takenAtMs, snapshot).map(({ name, note, ...row }) => ({
      ...row,
      words: listed([say(snapshot, name), note]),
    }));
    const width = Math.max(30, ...rows.map(({ words }) => words.length + 2));
    return [
      say(snapshot, 'Credits, {agent}', { agent: AGENT_NAMES[account.agent] }),
      ...rows.map(
        ({ words, figure, origin }) =>
          `  ${words.padEnd(width)}${figure}${origin ? `  ${origin}` : ''}`,
      ),
    ];
  });
}

/** Who was held, each with the line that takes it up again. */
export function stoppedLines(snapshot: Snapshot): string[] {
  const { stoppedSessions, takenAtMs } = snapshot;
  if (stoppedSessions.length === 0) return [];
  const canAllGoOn = stoppedSessions.every(({ canGoOn }) => canGoOn);
  const rows = stoppedSessions.flatMap(({ projectName, agent, stoppedAtMs, command }) => [
    `  ${projectWords(projectName, snapshot).slice(0, 32).padEnd(33)}${say(snapshot, '{agent}, stopped {time}', { agent: AGENT_NAMES[agent], time: formatInstant(stoppedAtMs, takenAtMs, snapshot) })}`,
    `    ${command ?? say(snapshot, 'It never answered, so there is nothing to take up.')}`,
  ]);
  return [
    say(
      snapshot,
      canAllGoOn ? 'Stopped by the gate, ready to go on' : 'Stopped by the gate, held now',
    ),
    ...rows,
  ];
}

function sessionLines(snapshot: Snapshot): string[] {
  if (snapshot.sessions.length === 0) return [];
  const rows = snapshot.sessions.map((session) => {
    const rate =
      session.costPerHourMicros === null
        ? say(snapshot, 'not priced')
        : `${formatDollars(session.costPerHourMicros, snapshot)}/h`;
    const context =
      session.contextTokens === null
        ? ''
        : say(snapshot, '{tokens} context', {
            tokens: formatTokens(session.contextTokens, snapshot),
          });
    return `  ${projectWords(session.projectName, snapshot).slice(0, 32).padEnd(33)}${AGENT_NAMES[session.agent]}, ${session.model ?? say(snapshot, 'unknown model')}  ${context}  ${rate}`;
  });
  return [say(snapshot, 'Working now (estimated)'), ...rows];
}

function totalLines(snapshot: Snapshot): string[] {
  const isEmpty = snapshot.verdict.kind === 'no-agent' || snapshot.verdict.kind === 'no-sessions';
  if (!snapshot.totals || isEmpty) return [];
  const { today, last30Days } = snapshot.totals;
  return [
    `${say(snapshot, 'Today').padEnd(14)}${totalWords(today, snapshot)}`,
    `${say(snapshot, 'Last 30 days').padEnd(14)}${totalWords(last30Days, snapshot)}`,
    `  ${say(snapshot, 'Worth at API prices. {source}; may differ from your bill.', { source: provenanceWords(today, snapshot.takenAtMs, snapshot) })}`,
  ];
}

/** Agents that are here and leave nothing to count are said, so that nobody takes them for counted. */
function silentLines(snapshot: Snapshot): string[] {
  if (snapshot.phase !== 'ready') return [];
  return silentAgents(snapshot).flatMap((agent) => [
    `${agent.name} ${say(snapshot, KEEPS_NO_USAGE)}.`,
    `  ${silentAgentNote(agent, snapshot)}`,
  ]);
}

function totalWords(total: UsageTotal, snapshot: Snapshot): string {
  const tokens =
    total.inputTokens + total.outputTokens + total.cacheWriteTokens + total.cacheReadTokens;
  const cost =
    total.costMicros === null
      ? say(snapshot, 'not priced')
      : formatDollars(total.costMicros, snapshot);
  const unpriced =
    total.unpricedEvents > 0 && total.costMicros !== null
      ? `, ${sayCount(snapshot, total.events, { one: '{part} of {count} answer not priced', other: '{part} of {count} answers not priced' }, { part: formatCount(total.unpricedEvents, snapshot) })}`
      : '';
  const tokenWords = say(snapshot, '{count} tokens', { count: formatTokens(tokens, snapshot) });
  return `${cost.padStart(11)}  ${tokenWords}${unpriced}`;
}

function problemLines(snapshot: Snapshot, ink: Ink): string[] {
  return snapshot.problems.map((problem) => {
    const mark = problem.severity === 'error' ? ink.error('!') : '-';
    return `${mark} ${sayAgain(snapshot, problem.message)}${problem.path === null ? '' : ` ${problem.path}`}`;
  });
}

/** Last line under `--watch`. */
export function watchFooter(snapshot: Snapshot, nowMs: number): string {
  const percent = snapshot.importProgress
    ? ` ${formatPercent((snapshot.importProgress.bytesDone / Math.max(1, snapshot.importProgress.bytesTotal)) * 100, snapshot)}`
    : '';
  const age = `${formatAge(snapshot.takenAtMs, nowMs, snapshot)}${percent}`;
  return say(snapshot, 'Updated {age}. Ctrl+C ends.', { age });
}

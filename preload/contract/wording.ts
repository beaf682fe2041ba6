/** The sentences that tray, glance and terminal share, so that one fact is never said in two ways. */
import { boundaryDetails, boundaryHeadline } from './boundaryWording.ts';
import {
  formatAge,
  formatClock,
  formatDuration,
  formatInstant,
  formatPercent,
  formatRatio,
  usageWords,
  type FormatContext,
} from './formatting.ts';
import type {
  AgentId,
  Basis,
  ForecastTrust,
  Preferences,
  Provenance,
  Snapshot,
  SourceId,
  WindowView,
} from './snapshot.ts';

export const AGENT_NAMES: Readonly<Record<AgentId, string>> = {
  'claude-code': 'Claude Code',
  codex: 'Codex',
  'gemini-cli': 'Gemini CLI',
  opencode: 'OpenCode',
  'copilot-cli': 'Copilot CLI',
  amp: 'Amp',
  cline: 'Cline',
  'roo-code': 'Roo Code',
  'kilo-code': 'Kilo Code',
  goose: 'Goose',
  droid: 'Droid',
  'qwen-code': 'Qwen Code',
  kimi: 'Kimi',
  pi: 'pi',
  openclaw: 'OpenClaw',
  cursor: 'Cursor',
  windsurf: 'Windsurf',
  fazm: 'Fazm',
};

const SOURCE_NAMES: Readonly<Record<SourceId, string>> = {
  'status-line': 'Status line',
  'codex-rollout': 'Codex session file',
  'codex-app-server': 'Codex, asked',
  'claude-usage': 'Claude Code, asked',
  'claude-auth': 'Claude Code sign-in',
  'limit-error': 'Limit message',
  user: 'You',
  'open-telemetry': 'OpenTelemetry',
  transcripts: 'Local transcripts',
};

export function sourceName(source: SourceId): string {
  return SOURCE_NAMES[source];
}

/** `Status line, 40 s ago` or `Local transcripts, estimated, 2 min ago`. */
export function provenanceWords(figure: Provenance, nowMs: number): string {
  const estimated = figure.basis === 'estimated' ? ', estimated' : '';
  return `${sourceName(figure.source)}${estimated}, ${formatAge(figure.asOfMs, nowMs)}`;
}

/** Name of a window: `Five-hour window`, `This week`, `This week, Opus`, `These 30 days`. */
export function windowName(window: Pick<WindowView, 'kind' | 'modelName'>): string {
  if (window.kind === 'session') return 'Five-hour window';
  if (window.kind === 'monthly') return 'These 30 days';
  return window.kind === 'weekly' ? 'This week' : `This week, ${window.modelName ?? 'one model'}`;
}

/** The same name inside a row that has to say whose window it is: `Codex, this week`. */
export function windowNameWithAgent(
  window: Pick<WindowView, 'agent' | 'kind' | 'modelName'>,
): string {
  const name = windowName(window);
  return `${AGENT_NAMES[window.agent]}, ${name[0]?.toLowerCase() ?? ''}${name.slice(1)}`;
}

/** `resets in 1 h 38 min` or `resets 16:00`, as the user prefers; an estimated time says `about`. */
export function resetWords(
  resetsAtMs: number | null,
  nowMs: number,
  preferences: Preferences,
  context: FormatContext,
  basis: Basis = 'reported',
): string {
  if (resetsAtMs === null) return 'reset time not reported';
  const about = basis === 'estimated' ? 'about ' : '';
  return preferences.resetDisplay === 'countdown'
    ? `resets in ${about}${formatDuration(resetsAtMs - nowMs)}`
    : `resets ${about}${formatInstant(resetsAtMs, nowMs, context)}`;
}

/** Model names without the release date that some providers append. */
export function modelWords(model: string): string {
  return model.replace(/-\d{8}$/, '');
}

export type VerdictWords = {
  /** The answer, one short sentence without a full stop. */
  readonly headline: string;
  /** What supports it; null when the headline says all. */
  readonly detail: string | null;
};

/** The verdict line and its supporting sentence. */
export function verdictWords(snapshot: Snapshot): VerdictWords {
  const { verdict } = snapshot;
  switch (verdict.kind) {
    case 'first-run':
      return {
        headline: 'May Tollgate read your agents’ session files?',
        detail: 'Nothing has been read yet, and nothing leaves this computer.',
      };
    case 'starting':
      return { headline: 'Starting', detail: null };
    case 'importing':
      return {
        headline: 'Reading your history for the first time',
        detail: `${formatPercent(verdict.donePercent, snapshot)} done. Figures appear when it is complete.`,
      };
    case 'unavailable':
      return { headline: 'No figures at the moment', detail: null };
    case 'no-agent':
      return {
        headline: 'No coding agent found',
        detail: 'Tollgate looked for the agents it knows in their usual folders.',
      };
    case 'no-sessions':
      return {
        headline: 'No sessions yet',
        detail: 'Figures appear after the first answer of an agent.',
      };
    case 'idle':
      return {
        headline: 'No window is open',
        detail: 'The next message to an agent starts one.',
      };
    case 'at-boundary':
    case 'on-credits':
    case 'blocked':
    case 'stopped': {
      const window = snapshot.windows.find(({ id }) => id === verdict.windowId) ?? null;
      const details = boundaryDetails(verdict, window, AGENT_NAMES, snapshot);
      return { headline: boundaryHeadline(verdict, snapshot), detail: sentences(details) || null };
    }
    case 'ends-before-reset':
    case 'lasts-until-reset':
    case 'nearly-used':
    case 'too-early':
    case 'no-forecast':
    case 'not-started':
    case 'not-reported': {
      const window = snapshot.windows.find(({ id }) => id === verdict.windowId);
      return window
        ? windowVerdictWords(window, verdict, snapshot)
        : { headline: 'Plan use not reported', detail: null };
    }
    default:
      return verdict satisfies never;
  }
}

type WindowVerdict = Extract<
  Snapshot['verdict'],
  {
    kind:
      | 'ends-before-reset'
      | 'lasts-until-reset'
      | 'nearly-used'
      | 'too-early'
      | 'no-forecast'
      | 'not-started'
      | 'not-reported';
  }
>;

function windowVerdictWords(
  window: WindowView,
  verdict: WindowVerdict,
  snapshot: Snapshot,
): VerdictWords {
  const agent = AGENT_NAMES[window.agent];
  const used = window.usedPercent === null ? null : usageWords(window.usedPercent, snapshot);
  const reset = window.resetsAtMs;
  switch (verdict.kind) {
    case 'nearly-used':
      return {
        headline: 'The plan is nearly used up',
        detail: sentences([
          `${agent}: ${used ?? 'limit reached'}`,
          snapshot.boundary.creditsEnabled === false ? 'Credits are off, so nothing is paid' : null,
          reset === null ? null : `The plan is back ${atTime(reset, snapshot)}`,
        ]),
      };
    case 'ends-before-reset':
      return {
        headline: `Plan ends about ${formatInstant(verdict.endsAtMs, snapshot.takenAtMs, snapshot)}`,
        detail: sentences([
          reset === null ? null : `${formatDuration(reset - verdict.endsAtMs)} before the reset`,
          `${agent}: ${listed([used, paceWords(window, snapshot)])}`,
          hitRateWords(window.forecast, snapshot),
        ]),
      };
    case 'lasts-until-reset':
      return {
        headline: 'Plan lasts until the reset',
        detail: sentences([
          `${agent}: ${listed([used, paceWords(window, snapshot), atResetWords(window, snapshot)])}`,
          hitRateWords(window.forecast, snapshot),
        ]),
      };
    case 'too-early':
      return {
        headline: 'Plan is fresh',
        detail: sentences([`${agent}: ${listed([used, 'too early for a forecast'])}`]),
      };
    case 'no-forecast':
      return {
        headline: `${formatPercent(window.usedPercent ?? 0, snapshot)} of the plan used`,
        detail: sentences([
          `${agent}: ${listed([evenWords(window, snapshot), 'no end is named'])}`,
          hitRateWords(window.forecast, snapshot),
        ]),
      };
    case 'not-started':
      return {
        headline: 'Plan is fresh',
        detail: `${agent}: the next message starts the five hours.`,
      };
    case 'not-reported':
      return {
        headline:
          reset === null
            ? 'Plan use not reported'
            : `Resets about ${formatInstant(reset, snapshot.takenAtMs, snapshot)}`,
        detail: sentences([
          `${agent} has not reported its plan use`,
          reset === null || window.basis === 'reported'
            ? null
            : 'The time is estimated from your transcripts',
        ]),
      };
    default:
      return verdict satisfies never;
  }
}

/** How far a forecast is to be believed: `Right in 84% of 31 past windows`; null where none was tried out. */
function hitRateWords(forecast: ForecastTrust | null, context: FormatContext): string | null {
  if (forecast === null) return null;
  const { hitPercent, windowsCompared, isShown } = forecast;
  if (hitPercent === null) return 'How often this is right is not measured yet';
  const rate = `${formatPercent(hitPercent, context)} of ${windowsCompared} past windows`;
  return isShown ? `Right in ${rate}` : `Forecasts were right in only ${rate}`;
}

function isWithheld({ usedPercent, forecast }: WindowView): boolean {
  return usedPercent !== null && forecast !== null && !forecast.isShown;
}

function evenWords(window: WindowView, context: FormatContext): string | null {
  const { evenPacePercent } = window;
  return evenPacePercent === null
    ? null
    : `even pace would be ${formatPercent(evenPacePercent, context)}`;
}

function paceWords(window: WindowView, context: FormatContext): string | null {
  if (window.pace === null) return null;
  const times = Math.round(window.pace.timesEven * 10) / 10;
  return times === 1 ? 'even pace' : `pace ${formatRatio(times, context)} times even`;
}

/** Where a lasting plan will stand at its reset. */
function atResetWords(window: WindowView, context: FormatContext): string | null {
  if (window.pace === null) return null;
  return `about ${formatPercent(window.pace.percentAtReset, context)} at the reset`;
}

function atTime(atMs: number, snapshot: Snapshot): string {
  return `at ${formatInstant(atMs, snapshot.takenAtMs, snapshot)}`;
}

/** What is known, parted by commas. */
function listed(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(', ');
}

/** Each known part becomes a sentence of its own. */
function sentences(parts: readonly (string | null)[]): string {
  return parts
    .filter((part) => part !== null)
    .map((part) => `${part}.`)
    .join(' ');
}

/** Use of a window in words: `62% used`, `38% left` or `use not reported`. */
export function usedWords(window: WindowView, context: FormatContext): string {
  return window.usedPercent === null ? 'use not reported' : usageWords(window.usedPercent, context);
}

/** The user's own measure where the provider gives none: `busier than 80% of your windows`. */
export function comparisonWords(window: WindowView, context: FormatContext): string | null {
  const { comparison } = window;
  if (comparison === null) return null;
  const share = formatPercent(comparison.busierThanPercent, context);
  return `busier than ${share} of your windows`;
}

/** The warning under a figure that work has overtaken. */
export function staleWords(window: WindowView, nowMs: number, context: FormatContext): string {
  return `As of ${formatInstant(window.asOfMs, nowMs, context)}. Work went on since, so more may be used by now.`;
}

/** The five-hour road in words, for those who hear it and for the terminal. */
export function roadWords(window: WindowView, nowMs: number, context: FormatContext): string {
  const clock = (atMs: number) => formatInstant(atMs, nowMs, context);
  const { startsAtMs, resetsAtMs, pace } = window;
  const span =
    startsAtMs === null || resetsAtMs === null
      ? null
      : ` from ${clock(startsAtMs)} to ${clock(resetsAtMs)}, now ${clock(nowMs)}`;
  const even = window.usedPercent === null ? null : evenWords(window, context);
  const facts = listed([usedWords(window, context), comparisonWords(window, context), even]);
  return sentences([
    `${AGENT_NAMES[window.agent]}, five-hour window${span ?? ''}: ${facts}`,
    pace === null ? null : forecastWords(pace, clock, context),
    pace !== null || isWithheld(window) ? hitRateWords(window.forecast, context) : null,
  ]);
}

function forecastWords(
  pace: NonNullable<WindowView['pace']>,
  clock: (atMs: number) => string,
  context: FormatContext,
): string {
  if (pace.endsAtMs === null) {
    return `At this pace the plan lasts until the reset, with about ${formatPercent(pace.percentAtReset, context)} used`;
  }
  const earliest = pace.endsEarliestMs ?? pace.endsAtMs;
  const range =
    pace.endsLatestMs === null
      ? `at the earliest ${clock(earliest)}, or not before the reset`
      : `between ${clock(earliest)} and ${clock(pace.endsLatestMs)}`;
  return `At this pace the plan ends about ${clock(pace.endsAtMs)}, ${range}; after that, requests may be paid`;
}

/** The tooltip: one sentence with the facts the icon draws. */
export function tooltipWords(snapshot: Snapshot): string {
  const { headline } = verdictWords(snapshot);
  const window = snapshot.windows.find(({ kind }) => kind === 'session');
  if (!window || snapshot.phase !== 'ready') return `Tollgate: ${headline}`;
  const facts = [
    headline,
    window.usedPercent === null ? null : usedWords(window, snapshot),
    window.resetsAtMs === null || snapshot.verdict.kind === 'not-reported'
      ? null
      : `reset ${formatClock(window.resetsAtMs, snapshot)}`,
    window.isStale ? `as of ${formatClock(window.asOfMs, snapshot)}` : null,
  ];
  return facts.filter((fact) => fact !== null).join(', ');
}

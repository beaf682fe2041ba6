/** The sentences that tray, glance and terminal share, so that one fact is never said in two ways. */
import { backWords, boundaryDetails, boundaryHeadline } from './boundaryWording.ts';
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
import { say, sayCount, type SayContext } from './languages/say.ts';
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

export function sourceName(source: SourceId, context: SayContext): string {
  return say(context, SOURCE_NAMES[source]);
}

/** `Status line, 40 s ago` or `Local transcripts, estimated, 2 min ago`. */
export function provenanceWords(figure: Provenance, nowMs: number, context: SayContext): string {
  return listed([
    sourceName(figure.source, context),
    figure.basis === 'estimated' ? say(context, 'estimated') : null,
    formatAge(figure.asOfMs, nowMs, context),
  ]);
}

/** Name of a window: `Five-hour window`, `This week`, `This week, Opus`. */
export function windowName(
  window: Pick<WindowView, 'kind' | 'modelName'>,
  context: SayContext,
): string {
  if (window.kind === 'session') return say(context, 'Five-hour window');
  if (window.kind === 'monthly') return say(context, 'These 30 days');
  return listed([say(context, 'This week'), weekOf(window, context)]);
}

/** The same inside a sentence: `five-hour window`, `this week, Opus`. */
export function windowNameInside(
  window: Pick<WindowView, 'kind' | 'modelName'>,
  context: SayContext,
): string {
  if (window.kind === 'session') return say(context, 'five-hour window');
  if (window.kind === 'monthly') return say(context, 'these 30 days');
  return listed([say(context, 'this week'), weekOf(window, context)]);
}

function weekOf(
  { kind, modelName }: Pick<WindowView, 'kind' | 'modelName'>,
  context: SayContext,
): string | null {
  return kind === 'weekly' ? null : (modelName ?? say(context, 'one model'));
}

/** The same name inside a row that has to say whose window it is: `Codex, this week`. */
export function windowNameWithAgent(
  window: Pick<WindowView, 'agent' | 'kind' | 'modelName'>,
  context: SayContext,
): string {
  return `${AGENT_NAMES[window.agent]}, ${windowNameInside(window, context)}`;
}

/** `resets in 1 h 38 min` or `resets 16:00`, as the user prefers; an estimated time says `about`. */
export function resetWords(
  resetsAtMs: number | null,
  nowMs: number,
  preferences: Preferences,
  context: FormatContext,
  basis: Basis = 'reported',
): string {
  if (resetsAtMs === null) return say(context, 'reset time not reported');
  const isEstimated = basis === 'estimated';
  if (preferences.resetDisplay === 'countdown') {
    const time = formatDuration(resetsAtMs - nowMs, context);
    return isEstimated
      ? say(context, 'resets in about {time}', { time })
      : say(context, 'resets in {time}', { time });
  }
  const time = formatInstant(resetsAtMs, nowMs, context);
  return isEstimated
    ? say(context, 'resets about {time}', { time })
    : say(context, 'resets {time}', { time });
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
        headline: say(snapshot, 'May Tollgate read your agents’ session files?'),
        detail: say(snapshot, 'Nothing has been read yet, and nothing leaves this computer.'),
      };
    case 'starting':
      return { headline: say(snapshot, 'Starting'), detail: null };
    case 'importing':
      return {
        headline: say(snapshot, 'Reading your history for the first time'),
        detail: say(snapshot, '{percent} done. Figures appear when it is complete.', {
          percent: formatPercent(verdict.donePercent, snapshot),
        }),
      };
    case 'unavailable':
      return { headline: say(snapshot, 'No figures at the moment'), detail: null };
    case 'no-agent':
      return {
        headline: say(snapshot, 'No coding agent found'),
        detail: say(snapshot, 'Tollgate looked for the agents it knows in their usual folders.'),
      };
    case 'no-sessions':
      return {
        headline: say(snapshot, 'No sessions yet'),
        detail: say(snapshot, 'Figures appear after the first answer of an agent.'),
      };
    case 'idle':
      return {
        headline: say(snapshot, 'No window is open'),
        detail: say(snapshot, 'The next message to an agent starts one.'),
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
        : { headline: say(snapshot, 'Plan use not reported'), detail: null };
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
        headline: say(snapshot, 'The plan is nearly used up'),
        detail: sentences([
          `${agent}: ${used ?? say(snapshot, 'limit reached')}`,
          snapshot.boundary.creditsEnabled === false
            ? say(snapshot, 'Credits are off, so nothing is paid')
            : null,
          reset === null ? null : backWords(reset, snapshot),
        ]),
      };
    case 'ends-before-reset':
      return {
        headline: say(snapshot, 'Plan ends about {time}', {
          time: formatInstant(verdict.endsAtMs, snapshot.takenAtMs, snapshot),
        }),
        detail: sentences([
          reset === null
            ? null
            : say(snapshot, '{time} before the reset', {
                time: formatDuration(reset - verdict.endsAtMs, snapshot),
              }),
          `${agent}: ${listed([used, paceWords(window, snapshot)])}`,
          hitRateWords(window.forecast, snapshot) ?? notMeasuredWords(snapshot),
        ]),
      };
    case 'lasts-until-reset':
      return {
        headline: say(snapshot, 'Plan lasts until the reset'),
        detail: sentences([
          `${agent}: ${listed([used, paceWords(window, snapshot), atResetWords(window, snapshot)])}`,
          hitRateWords(window.forecast, snapshot),
        ]),
      };
    case 'too-early':
      return {
        headline: say(snapshot, 'Plan is fresh'),
        detail: sentences([
          `${agent}: ${listed([used, say(snapshot, 'too early for a forecast')])}`,
        ]),
      };
    case 'no-forecast':
      return {
        headline: say(snapshot, '{percent} of the plan used', {
          percent: formatPercent(window.usedPercent ?? 0, snapshot),
        }),
        detail: sentences([
          `${agent}: ${listed([evenWords(window, snapshot), say(snapshot, 'no end is named')])}`,
          hitRateWords(window.forecast, snapshot),
        ]),
      };
    case 'not-started':
      return {
        headline: say(snapshot, 'Plan is fresh'),
        detail: say(snapshot, '{agent}: the next message starts the five hours.', { agent }),
      };
    case 'not-reported':
      return {
        headline:
          reset === null
            ? say(snapshot, 'Plan use not reported')
            : say(snapshot, 'Resets about {time}', {
                time: formatInstant(reset, snapshot.takenAtMs, snapshot),
              }),
        detail: sentences([
          say(snapshot, '{agent} has not reported its plan use', { agent }),
          reset === null || window.basis === 'reported'
            ? null
            : say(snapshot, 'The time is estimated from your transcripts'),
        ]),
      };
    default:
      return verdict satisfies never;
  }
}

/** How far a forecast is to be believed: `Right in 84% of 31 past windows`; null where none was tried out. */
export function hitRateWords(
  forecast: ForecastTrust | null,
  context: FormatContext,
): string | null {
  if (forecast === null) return null;
  const { hitPercent, windowsCompared, isShown } = forecast;
  if (hitPercent === null) return notMeasuredWords(context);
  const percent = formatPercent(hitPercent, context);
  return isShown
    ? sayCount(
        context,
        windowsCompared,
        {
          one: 'Right in {percent} of {count} past window',
          other: 'Right in {percent} of {count} past windows',
        },
        { percent },
      )
    : sayCount(
        context,
        windowsCompared,
        {
          one: 'Forecasts were right in only {percent} of {count} past window',
          other: 'Forecasts were right in only {percent} of {count} past windows',
        },
        { percent },
      );
}

/** Whoever names an end says what it is worth, also where nothing was tried out yet. */
function notMeasuredWords(context: SayContext): string {
  return say(context, 'How often this is right is not measured yet');
}

export function evenWords(window: WindowView, context: FormatContext): string | null {
  const { evenPacePercent } = window;
  return evenPacePercent === null
    ? null
    : say(context, 'even pace would be {percent}', {
        percent: formatPercent(evenPacePercent, context),
      });
}

function paceWords(window: WindowView, context: FormatContext): string | null {
  if (window.pace === null) return null;
  const times = Math.round(window.pace.timesEven * 10) / 10;
  return times === 1
    ? say(context, 'even pace')
    : say(context, 'pace {ratio} times even', { ratio: formatRatio(times, context) });
}

/** Where a lasting plan will stand at its reset. */
function atResetWords(window: WindowView, context: FormatContext): string | null {
  if (window.pace === null) return null;
  return say(context, 'about {percent} at the reset', {
    percent: formatPercent(window.pace.percentAtReset, context),
  });
}

/** What is known, parted by commas. */
export function listed(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(', ');
}

/** Each known part becomes a sentence of its own. */
export function sentences(parts: readonly (string | null)[]): string {
  return parts
    .filter((part) => part !== null)
    .map((part) => `${part}.`)
    .join(' ');
}

/** Use of a window in words: `62% used`, `38% left` or `use not reported`. */
export function usedWords(window: WindowView, context: FormatContext): string {
  return window.usedPercent === null
    ? say(context, 'use not reported')
    : usageWords(window.usedPercent, context);
}

/** The user's own measure where the provider gives none: `busier than 80% of your windows`. */
export function comparisonWords(window: WindowView, context: FormatContext): string | null {
  const { comparison } = window;
  if (comparison === null) return null;
  const share = formatPercent(comparison.busierThanPercent, context);
  return say(context, 'busier than {share} of your windows', { share });
}

/** The warning under a figure that work has overtaken. */
export function staleWords(window: WindowView, nowMs: number, context: FormatContext): string {
  return say(context, 'As of {time}. Work went on since, so more may be used by now.', {
    time: formatInstant(window.asOfMs, nowMs, context),
  });
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
      : say(snapshot, 'reset {time}', { time: formatClock(window.resetsAtMs, snapshot) }),
    window.isStale
      ? say(snapshot, 'as of {time}', { time: formatClock(window.asOfMs, snapshot) })
      : null,
  ];
  return facts.filter((fact) => fact !== null).join(', ');
}

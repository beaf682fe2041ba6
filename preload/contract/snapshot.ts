/**
 * The one picture of the world that every face draws: tray, glance, terminal.
 *
 * Times are epoch milliseconds UTC, money is integer micro-dollars, tokens are integers, percents are
 * 0 to 100 and may be fractional. `null` always means "not known", never zero.
 */

import type { CreditsView, Draw } from './credits.ts';
import type { FigureSource } from './figures.ts';

export const SNAPSHOT_SCHEMA_VERSION = 2;

/** Agents that Tollgate knows, in the order in which they are shown; the registry in main has a folder for each. */
export const AGENT_IDS = [
  'claude-code',
  'codex',
  'gemini-cli',
  'opencode',
  'copilot-cli',
  'amp',
  'cline',
  'roo-code',
  'kilo-code',
  'goose',
  'droid',
  'qwen-code',
  'kimi',
  'pi',
  'openclaw',
  'cursor',
  'windsurf',
  'fazm',
] as const;
export type AgentId = (typeof AGENT_IDS)[number];

/** Where a figure was read. */
export type SourceId =
  | 'status-line'
  | 'codex-rollout'
  | 'codex-app-server'
  | 'claude-usage'
  | 'claude-auth'
  | 'limit-error'
  /** The user's own word. */
  | 'user'
  | 'open-telemetry'
  | 'transcripts';

/** Stated by the provider, or computed here from local files. */
export type Basis = 'reported' | 'estimated';

/** What every figure carries: where it came from and how old it is. */
export type Provenance = {
  readonly source: SourceId;
  readonly basis: Basis;
  readonly asOfMs: number;
};

/** `monthly` are thirty days, which some plans of Codex count in. */
export type WindowKind = 'session' | 'weekly' | 'weekly-model' | 'monthly';

/** One measured point of a window's road. */
export type RoadPoint = { readonly atMs: number; readonly usedPercent: number };

/** Where the present pace leads. Only for windows whose use is reported. */
export type Pace = {
  /** Use divided by the share of the window that has passed: 1 is even pace. */
  readonly timesEven: number;
  /** Central estimate of the instant at which the plan is used up; null when it lasts until the reset. */
  readonly endsAtMs: number | null;
  /** Earliest end that the measured rates allow; null when even the fastest rate lasts until the reset. */
  readonly endsEarliestMs: number | null;
  /** Latest end; null when the slowest measured rate lasts until the reset. */
  readonly endsLatestMs: number | null;
  /** Percent expected at the reset at the central rate, capped at 100. */
  readonly percentAtReset: number;
};

/** How often earlier forecasts of one limit were right, tried again on the recorded history. */
export type ForecastTrust = {
  /** Share of past windows in which the forecast was right, 0 to 100, rounded down; null: not measured yet. */
  readonly hitPercent: number | null;
  readonly windowsCompared: number;
  /** False: right too seldom. No end is named then, and `pace` is null. */
  readonly isShown: boolean;
  /** When it was measured. */
  readonly asOfMs: number;
};

/** How this window compares with the user's own earlier ones; shown when no percent is reported. */
export type OwnHistoryComparison = {
  /** Share of the user's earlier windows that had fewer tokens so far, 0 to 100. */
  readonly busierThanPercent: number;
  readonly windowsCompared: number;
};

export type WindowView = Provenance & {
  /** Stable while the window lasts: agent, account, kind and start. */
  readonly id: string;
  readonly agent: AgentId;
  readonly account: string;
  readonly kind: WindowKind;
  /** Only for `weekly-model`: the model as the provider names it. */
  readonly modelName: string | null;
  /** `not-started`: the last reset has passed and nothing was used since. */
  readonly phase: 'open' | 'not-started';
  readonly startsAtMs: number | null;
  readonly resetsAtMs: number | null;
  /** Use of the plan in percent; null when nobody reported it. */
  readonly usedPercent: number | null;
  /** The reading is older than the stale limit while a session is live. */
  readonly isStale: boolean;
  /** Percent that even use would have reached by now; null without start or reset. */
  readonly evenPacePercent: number | null;
  readonly pace: Pace | null;
  /** null: not tried out yet, or nothing to try it on. */
  readonly forecast: ForecastTrust | null;
  /** Reported points in this window, oldest first. */
  readonly road: readonly RoadPoint[];
  readonly comparison: OwnHistoryComparison | null;
};

/** Money as a provider states it: `minorUnits` divided by 10 to the `exponent`. */
export type ReportedMoney = {
  readonly currency: string;
  readonly minorUnits: number;
  readonly exponent: number;
};

/** Where the account stands before the toll road, from least to most pressing. */
export const BOUNDARY_STATES = [
  'unknown',
  'on-plan',
  'near',
  'stopped',
  'blocked-by-ceiling',
  'on-credits-with-consent',
  'at-boundary',
  'on-credits-without-consent',
] as const;
export type BoundaryState = (typeof BOUNDARY_STATES)[number];

/** Why the state is what it is, for machines; `wording.ts` makes sentences of it. */
export type BoundaryReason =
  | 'plan-left'
  | 'plan-nearly-used'
  | 'plan-ends-soon'
  | 'plan-used-up'
  | 'gate-percent-reached'
  | 'always-paid'
  | 'paid-use-seen'
  | 'credits-off'
  | 'ceiling-reached'
  | 'stopped-by-user'
  | 'not-reported'
  | 'reading-stale'
  | 'used-since-reset'
  | 'no-plan';

/** What continuing would cost until the reset, estimated at the account's own rate of the last hour. */
export type Outlook = {
  readonly lowMicros: number;
  readonly highMicros: number;
  /** When it is paid from, at the central forecast; null: the plan lasts, only a faster pace would pay. */
  readonly fromMs: number | null;
  readonly untilMs: number;
  /** Some answers had no price: say “at least”. */
  readonly isAtLeast: boolean;
  /** Share of past windows in which such an estimate was right, 0 to 100; null: not measured yet. */
  readonly hitPercent: number | null;
};

/** What was paid in spite of the latest answer, as the ledger has it. */
export type BreachView = {
  readonly requests: number;
  /** Micro-dollars, estimated; null where none of them has a price. */
  readonly micros: number | null;
  /** Some had no price: say “at least”. */
  readonly isAtLeast: boolean;
  /** All of them were under way already when the stop came. */
  readonly wereInFlight: boolean;
  readonly lastAtMs: number;
};

export type BoundaryView = {
  readonly state: BoundaryState;
  /** null: no account is known. */
  readonly agent: AgentId | null;
  readonly account: string | null;
  readonly reason: BoundaryReason;
  /** The window that decides; null when no window is reported. */
  readonly windowId: string | null;
  readonly source: FigureSource | null;
  readonly asOfMs: number | null;
  /** The reading behind it is older than the stale limit while a session is live. */
  readonly isStale: boolean;
  /** null: not known whether credits are on. */
  readonly creditsEnabled: boolean | null;
  /** The recorded answer that applies; null: none. */
  readonly answerId: string | null;
  /** Stops that hold for one model each, while others may go on; whether or not one of them applies now. */
  readonly modelStops: readonly ModelStopView[];
  /** What hooks are told, whether or not they are installed. */
  readonly gate: 'open' | 'closed' | 'unknown';
  /** The next instant at which this state changes by itself; null when none is known. */
  readonly nextChangeAtMs: number | null;
  readonly outlook: Outlook | null;
  /** null: nothing was paid against an answer within the last day. */
  readonly breach: BreachView | null;
  /** Where this account's gate closes by its own profile; null: at the snapshot's `gatePercent`. */
  readonly gatePercent: number | null;
};

export type ModelStopView = {
  readonly answerId: string;
  /** As the provider's limit names it. */
  readonly modelName: string;
  readonly untilMs: number | null;
};

export type SessionView = Provenance & {
  readonly id: string;
  readonly agent: AgentId;
  /** The configuration folder the session's log was found in. */
  readonly account: string;
  /** Absolute folder the agent works in; null when the log does not say. */
  readonly project: string | null;
  /** Last part of `project`, made unique among the sessions shown. */
  readonly projectName: string;
  readonly model: string | null;
  readonly lastActivityMs: number;
  /** Estimated at API prices over the last 60 minutes; null when nothing in it is priced. */
  readonly costPerHourMicros: number | null;
  /** Tokens the last request carried: input and cache together. */
  readonly contextTokens: number | null;
};

/** A session that the gate has held and that has not gone on since. */
export type StoppedSessionView = {
  readonly id: string;
  readonly agent: AgentId;
  readonly account: string;
  /** null: not known. */
  readonly project: string | null;
  readonly projectName: string;
  readonly stoppedAtMs: number;
  /** For the terminal, ready to paste; null: the session never answered, so there is nothing to take up. */
  readonly command: string | null;
  /** Nothing holds it any more. */
  readonly canGoOn: boolean;
};

export type UsageTotal = Provenance & {
  /** First and last local day, YYYY-MM-DD, inclusive. */
  readonly fromDay: string;
  readonly untilDay: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
  /** Sum of the priced events; null when there are events and none is priced. */
  readonly costMicros: number | null;
  readonly events: number;
  readonly unpricedEvents: number;
};

export type ProblemKind =
  | 'folder-unreadable'
  | 'host-folder-missing'
  | 'file-unreadable'
  | 'lines-refused'
  | 'models-unpriced'
  | 'database-busy'
  | 'disk-full'
  | 'disk-read-only'
  | 'disk-failed'
  | 'database-damaged'
  | 'database-newer'
  | 'database-failed'
  | 'engine-stopped'
  | 'engine-held-up'
  | 'state-file-unreadable'
  | 'tray-host-missing'
  | 'update-news'
  | 'bridge-replaced'
  | 'settings-refused'
  | 'answer-lost'
  | 'ledger-broken'
  | 'source-failed'
  | 'notifications-unavailable'
  | 'shortcut-taken'
  | 'login-unwritable'
  | 'status-file-unwritable'
  | 'gate-unwritable'
  | 'gate-not-trusted'
  | 'gate-bypassed'
  | 'gate-replaced'
  | 'gate-waits-shorter';

/** Something the user should know; the last good figures stay on screen beside it. */
export type Problem = {
  readonly kind: ProblemKind;
  /** `error`: figures may be wrong or stop moving. `notice`: worth knowing, nothing is broken. */
  readonly severity: 'error' | 'notice';
  /** One plain sentence, complete without the kind. */
  readonly message: string;
  /** The file or folder concerned. */
  readonly path: string | null;
  readonly count: number | null;
  readonly sinceMs: number;
};

/** State of the status line bridge in one of an agent's folders. */
export type BridgeState = 'not-installed' | 'installed' | 'replaced' | 'unreadable';

/** How the gate of one of an agent's folders stands. */
export type GateStanding =
  | 'active'
  | 'not-installed'
  /** Installed, and nobody has used the agent since: nothing is known yet. */
  | 'not-tried'
  /** The agent asks for the user's trust first, and has not run the hook yet. */
  | 'not-trusted'
  /** Installed, but the agent worked without running it: hooks switched off, or started with `--bare`. */
  | 'bypassed'
  /** Another program took the hooks out of the settings. */
  | 'replaced'
  | 'unreadable'
  | 'cannot-be-held';

export type AgentFolderView = {
  readonly path: string;
  readonly exists: boolean;
  /** Log files known in it. */
  readonly logFiles: number;
  /** null where the agent needs no bridge. */
  readonly bridge: BridgeState | null;
  /** null where the folder is not there. */
  readonly gate: GateStanding | null;
  /** The agent's real program was never run with the gate. */
  readonly isGateUnproven?: true;
};

/** A folder of another computer, mounted or synced here; nothing is ever installed in it. */
export type HostFolderView = {
  readonly path: string;
  /** What the user calls that computer. */
  readonly host: string;
  /** `own`: it is a folder of this computer, and read as that; `empty`: there, but without log files. */
  readonly state: 'read' | 'missing' | 'empty' | 'own' | 'keeps-no-usage';
  readonly logFiles: number;
};

export type AgentView = {
  readonly id: AgentId;
  readonly name: string;
  /** What its requests are paid with unless the user says otherwise. */
  readonly draw: Draw;
  /** It writes no token counts on this machine; `advice` is what the user can do. null for the others. */
  readonly keepsNoUsage: { readonly advice: string } | null;
  readonly folders: readonly AgentFolderView[];
  readonly hostFolders: readonly HostFolderView[];
};

export type ImportProgress = {
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
};

export type Preferences = {
  /** How a reset is written: time left, or the clock time. */
  readonly resetDisplay: 'countdown' | 'clock';
};

/** What the user set about tray, windows and start; main acts on it. */
export type Shell = {
  readonly theme: 'system' | 'light' | 'dark';
  readonly trayDigits: boolean;
  readonly trayTitle: 'percent-and-reset' | 'percent' | 'reset' | 'none';
  /** Keys that open the glance from anywhere, as Electron writes them; null: none. */
  readonly shortcut: string | null;
  readonly startAtLogin: boolean;
  readonly lookForUpdates: boolean;
};

/** The sentence at the top, as data; `wording.ts` turns it into words. */
export type Verdict =
  | { readonly kind: 'first-run' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'importing'; readonly donePercent: number }
  /** The database cannot be read; the problems say why. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'no-agent' }
  | { readonly kind: 'no-sessions' }
  /** The next request may be paid, and nobody has answered; without a window where credits are drawn first. */
  | { readonly kind: 'at-boundary'; readonly windowId: string | null }
  | {
      readonly kind: 'on-credits';
      readonly windowId: string | null;
      readonly isConsented: boolean;
    }
  /** Nothing more can be paid: credits are off (`isOff`), or the ceiling is reached. */
  | { readonly kind: 'blocked'; readonly windowId: string | null; readonly isOff: boolean }
  | {
      readonly kind: 'stopped';
      readonly windowId: string | null;
      /** The model that is stopped alone; null: all are. */
      readonly modelName: string | null;
      readonly untilMs: number | null;
    }
  | { readonly kind: 'ends-before-reset'; readonly windowId: string; readonly endsAtMs: number }
  | { readonly kind: 'lasts-until-reset'; readonly windowId: string }
  | { readonly kind: 'nearly-used'; readonly windowId: string }
  | { readonly kind: 'too-early'; readonly windowId: string }
  /** Forecasts were wrong too often for a time to be named. */
  | { readonly kind: 'no-forecast'; readonly windowId: string }
  | { readonly kind: 'not-started'; readonly windowId: string }
  | { readonly kind: 'not-reported'; readonly windowId: string }
  | { readonly kind: 'idle' };

export type Snapshot = {
  readonly schemaVersion: typeof SNAPSHOT_SCHEMA_VERSION;
  readonly takenAtMs: number;
  /** IANA zone and BCP 47 locale that every face formats with. */
  readonly timeZone: string;
  readonly locale: string;
  readonly phase: 'first-run' | 'starting' | 'importing' | 'ready';
  readonly importProgress: ImportProgress | null;
  readonly verdict: Verdict;
  /** Session windows first, the one that matters most leading. */
  readonly windows: readonly WindowView[];
  /** null when no provider said anything about credits. Different providers are never added up. */
  readonly credits: { readonly accounts: readonly CreditsView[] } | null;
  /** The most pressing of all accounts. */
  readonly boundary: BoundaryView;
  /** One for each account, in the order of `BOUNDARY_STATES` from its end. */
  readonly boundaries: readonly BoundaryView[];
  /** Live sessions, the latest activity first. */
  readonly sessions: readonly SessionView[];
  /** Sessions that were held at the gate, the latest first. */
  readonly stoppedSessions: readonly StoppedSessionView[];
  readonly totals: { readonly today: UsageTotal; readonly last30Days: UsageTotal } | null;
  readonly problems: readonly Problem[];
  readonly agents: readonly AgentView[];
  readonly preferences: Preferences;
  /** Use of the plan at which the gate closes, as it is set for accounts without a profile. */
  readonly gatePercent: number;
  /** null until the settings have been read: nobody may act on a guess. */
  readonly shell: Shell | null;
};

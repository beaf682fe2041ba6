/**
 * Everything that crosses between main and a window, declared once.
 *
 * A request channel without a schema in `schemas.ts` does not compile. A window can ask for these things
 * and for nothing else; nothing here hands a secret to a window.
 */
import type { BackupView, Restored } from './backups.ts';
import type { RemovalDone, RetentionView, TakeInView, TakenIn } from './dataCare.ts';
import type { KeyId, KeyReceipt, KeyTest, KeyView, ProviderId } from './keys.ts';
import type { MetricsExportView, MetricsSend } from './metricsExport.ts';
import type { ProviderPoll, ProviderView } from './providers.ts';
import type { PromptAnswer, PromptReceipt, PromptView } from './prompt.ts';
import type { AdviceView } from './review/advice.ts';
import type {
  CreditsPageView,
  CreditsQuestion,
  MoneyAccount,
  MoneyStatement,
} from './review/credits.ts';
import type { ExportDone, ExportRequest, PictureRequest } from './review/exports.ts';
import type { HelpView } from './review/help.ts';
import type { LinkId } from './review/links.ts';
import type {
  HistoryOverview,
  HistoryQuestion,
  HistoryView,
  OverviewQuestion,
  WindowsQuestion,
  WindowsView,
} from './review/history.ts';
import type { PageId } from './review/pages.ts';
import type {
  SessionDetail,
  SessionKey,
  SessionQuestion,
  SessionsQuestion,
  SessionsView,
} from './review/sessions.ts';
import type { SettingsFacts } from './settingsFacts.ts';
import type { ParsedSettings, SettingChange } from './settingsTree.ts';
import type { AskableSource } from './sources.ts';
import type { AgentId, Preferences, Snapshot } from './snapshot.ts';

/** What a change to an agent's settings file would do, shown before anything is written. */
export type BridgePlan = {
  readonly agent: AgentId;
  readonly folder: string;
  readonly settingsPath: string;
  /** Unified diff of the settings file, ready to show and copy. */
  readonly diff: string;
  /** Fingerprint of the file the plan was made from; applying refuses when the file has changed since. */
  readonly baseFingerprint: string;
};

/** An expected failure crosses the border as a value. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

export type BridgeRequest = {
  readonly agent: AgentId;
  readonly folder: string;
  readonly change: 'install' | 'remove';
};

/** A change of the hooks that hold an agent back, and what the user sees of it. */
export type GateRequest = BridgeRequest;
export type GatePlan = BridgePlan;

/** What the user can tell the gate of one account at any time. */
export type GateOrderRequest = {
  readonly kind: 'stop' | 'allow-once' | 'open-until-reset';
  readonly agent: AgentId;
  /** Configuration folder. */
  readonly account: string;
};

/** Request channels: name, then the function a window may call. */
export type Requests = {
  'snapshot:get': () => Snapshot;
  'snapshot:refresh': () => void;
  'reading:begin': () => void;
  'preferences:set': (preferences: Preferences) => void;
  'settings:get': () => ParsedSettings;
  /** All changes or none; `undo` takes them back together. */
  'settings:change': (changes: readonly SettingChange[]) => Outcome<null>;
  'settings:undo': () => Outcome<null>;
  /** What the Settings page shows beside the settings. */
  'settings:facts': () => Outcome<SettingsFacts>;
  /** Asks an agent's own program now; the source must be switched on. */
  'source:ask': (source: AskableSource) => Outcome<null>;
  /** Asks with the system's own dialog for a folder; null: the user changed their mind. */
  'folder:choose': () => string | null;
  /** Shows the data folder in the system's file manager. */
  'data:reveal': () => void;
  /** The copies of the database, the latest first. */
  'backups:list': () => Outcome<readonly BackupView[]>;
  /** Makes today's copy now; it replaces an earlier one of today. */
  'backups:make': () => Outcome<BackupView>;
  /** Puts a copy in the place of the database, and starts the engine on it. */
  'backups:restore': (name: string) => Outcome<Restored>;
  /** Old detail: what the setting means, and removing what was shown (by the days that were shown). */
  'retention:get': () => Outcome<RetentionView>;
  'retention:remove': (days: number) => Outcome<RemovalDone>;
  /** A copy of history (host null: one's own): chosen with the system's dialog, looked at, taken in, taken out. */
  'take-in:choose': () => string | null;
  'take-in:preview': (file: string, host: string | null) => Outcome<TakeInView>;
  'take-in:take': (file: string, host: string | null) => Outcome<TakeInView>;
  'take-in:list': () => Outcome<readonly TakenIn[]>;
  'take-in:undo': (id: number) => Outcome<number>;
  /** Everything of Tollgate: what would go, in words; and gone, after which only quitting is left. */
  'everything:list': () => Outcome<readonly string[]>;
  'everything:remove': () => Outcome<null>;
  'bridge:plan': (request: BridgeRequest) => Outcome<BridgePlan>;
  'bridge:apply': (plan: BridgePlan & BridgeRequest) => Outcome<null>;
  'gate:plan': (request: GateRequest) => Outcome<GatePlan>;
  'gate:apply': (plan: GatePlan & GateRequest) => Outcome<null>;
  /** That there are keys, never the keys: a window can put one in and not get it back. */
  'keys:list': () => readonly KeyView[];
  'keys:save': (provider: KeyId, key: string) => KeyReceipt;
  'keys:test': (provider: KeyId) => KeyTest;
  'keys:forget': (provider: KeyId) => KeyReceipt;
  'providers:get': () => readonly ProviderView[];
  'providers:poll': (provider: ProviderId) => ProviderPoll;
  /** null where the database cannot be opened. */
  'metrics:get': () => MetricsExportView | null;
  'metrics:send': () => MetricsSend;
  /** Takes an answer at the boundary back, by the id of its boundary. */
  'answer:revoke': (answerId: string) => Outcome<null>;
  /** Takes a held session off the list; null: all of them. */
  'stopped:dismiss': (sessionId: string | null) => void;
  'text:copy': (text: string) => void;
  'glance:height': (heightPx: number) => void;
  'glance:close': () => void;
  'glance:open': () => void;
  /** The open question; null when there is none (any more). */
  'prompt:get': () => PromptView | null;
  'prompt:answer': (answer: PromptAnswer) => PromptReceipt;
  'prompt:height': (heightPx: number) => void;
  /** Opens the main window at a page, or brings it to the front; null: where the user left it. */
  'window:open': (page: PageId | null) => void;
  /** The page that the main window was opened at last. */
  'page:get': () => PageId;
  'review:history': (question: HistoryQuestion) => Outcome<HistoryView>;
  'review:sessions': (question: SessionsQuestion) => Outcome<SessionsView>;
  'review:session': (question: SessionQuestion) => Outcome<SessionDetail | null>;
  /** Shows a session's transcript in the file manager. */
  'transcript:show': (key: SessionKey) => Outcome<null>;
  'credits:page': (question: CreditsQuestion) => Outcome<CreditsPageView>;
  /** Asks the user where, and writes there. */
  'export:save': (request: ExportRequest) => Outcome<ExportDone>;
  /** Saves a part of the main window as a picture. */
  'picture:save': (part: PictureRequest) => Outcome<ExportDone>;
  'help:page': () => Outcome<HelpView>;
  /** Opens a known address in the user's browser; only ever on a click. */
  'link:open': (link: LinkId) => void;
  'money:state': (statement: MoneyStatement) => Outcome<null>;
  /** Takes back the user's latest statement about an account. */
  'money:undo': (account: MoneyAccount) => Outcome<null>;
  'money:close-drift': (account: MoneyAccount) => Outcome<null>;
  'review:history-overview': (question: OverviewQuestion) => Outcome<HistoryOverview>;
  'review:history-windows': (question: WindowsQuestion) => Outcome<WindowsView>;
  /** Out of the last 30 days, whatever the page shows. */
  'review:advice': () => Outcome<AdviceView>;
  'app:quit': () => void;
};

export type RequestChannel = keyof Requests;

/** A record, not an array: leaving out a channel is a type error. */
const requestChannelNames: Readonly<Record<RequestChannel, true>> = {
  'snapshot:get': true,
  'snapshot:refresh': true,
  'reading:begin': true,
  'preferences:set': true,
  'settings:get': true,
  'settings:change': true,
  'settings:undo': true,
  'settings:facts': true,
  'source:ask': true,
  'folder:choose': true,
  'data:reveal': true,
  'backups:list': true,
  'backups:make': true,
  'backups:restore': true,
  'retention:get': true,
  'retention:remove': true,
  'take-in:choose': true,
  'take-in:preview': true,
  'take-in:take': true,
  'take-in:list': true,
  'take-in:undo': true,
  'everything:list': true,
  'everything:remove': true,
  'bridge:plan': true,
  'bridge:apply': true,
  'gate:plan': true,
  'gate:apply': true,
  'keys:list': true,
  'keys:save': true,
  'keys:test': true,
  'keys:forget': true,
  'providers:get': true,
  'providers:poll': true,
  'metrics:get': true,
  'metrics:send': true,
  'answer:revoke': true,
  'stopped:dismiss': true,
  'text:copy': true,
  'glance:height': true,
  'glance:close': true,
  'glance:open': true,
  'prompt:get': true,
  'prompt:answer': true,
  'prompt:height': true,
  'window:open': true,
  'page:get': true,
  'review:history': true,
  'review:sessions': true,
  'review:session': true,
  'transcript:show': true,
  'credits:page': true,
  'export:save': true,
  'picture:save': true,
  'help:page': true,
  'link:open': true,
  'money:state': true,
  'money:undo': true,
  'money:close-drift': true,
  'review:history-overview': true,
  'review:history-windows': true,
  'review:advice': true,
  'app:quit': true,
};

/** Every channel that may be invoked; the preload script checks names against it without needing zod. */
export const REQUEST_CHANNELS: readonly RequestChannel[] = Object.keys(
  requestChannelNames,
) as RequestChannel[];

/** The channels main pushes on. */
export const SNAPSHOT_PUSH_CHANNEL = 'snapshot:push';
export const PROMPT_PUSH_CHANNEL = 'prompt:push';
export const PAGE_PUSH_CHANNEL = 'page:push';

/** What the preload script exposes as `window.tollgate`. */
export type TollgateApi = {
  readonly request: <C extends RequestChannel>(
    channel: C,
    ...args: Parameters<Requests[C]>
  ) => Promise<ReturnType<Requests[C]>>;
  /** Calls `listener` with each new snapshot; returns the way to stop. */
  readonly onSnapshot: (listener: (snapshot: Snapshot) => void) => () => void;
  /** Calls `listener` when the open question changes, null when it was answered elsewhere. */
  readonly onPrompt: (listener: (view: PromptView | null) => void) => () => void;
  /** Calls `listener` when the main window is asked for another page. */
  readonly onPage: (listener: (page: PageId) => void) => () => void;
};

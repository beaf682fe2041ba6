/**
 * Everything that crosses between main and a window, declared once.
 *
 * A request channel without a schema in `schemas.ts` does not compile. A window can ask for these things
 * and for nothing else; nothing here hands a secret to a window.
 */
import type { PromptAnswer, PromptReceipt, PromptView } from './prompt.ts';
import type {
  HistoryOverview,
  HistoryQuestion,
  HistoryView,
  OverviewQuestion,
  WindowsQuestion,
  WindowsView,
} from './review/history.ts';
import type { PageId } from './review/pages.ts';
import type { ParsedSettings, SettingChange } from './settingsTree.ts';
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
  'bridge:plan': (request: BridgeRequest) => Outcome<BridgePlan>;
  'bridge:apply': (plan: BridgePlan & BridgeRequest) => Outcome<null>;
  'gate:plan': (request: GateRequest) => Outcome<GatePlan>;
  'gate:apply': (plan: GatePlan & GateRequest) => Outcome<null>;
  'text:copy': (text: string) => void;
  'glance:height': (heightPx: number) => void;
  'glance:close': () => void;
  /** The open question; null when there is none (any more). */
  'prompt:get': () => PromptView | null;
  'prompt:answer': (answer: PromptAnswer) => PromptReceipt;
  'prompt:height': (heightPx: number) => void;
  /** Opens the main window at a page, or brings it to the front; null: where the user left it. */
  'window:open': (page: PageId | null) => void;
  /** The page that the main window was opened at last. */
  'page:get': () => PageId;
  'review:history': (question: HistoryQuestion) => Outcome<HistoryView>;
  'review:history-overview': (question: OverviewQuestion) => Outcome<HistoryOverview>;
  'review:history-windows': (question: WindowsQuestion) => Outcome<WindowsView>;
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
  'bridge:plan': true,
  'bridge:apply': true,
  'gate:plan': true,
  'gate:apply': true,
  'text:copy': true,
  'glance:height': true,
  'glance:close': true,
  'prompt:get': true,
  'prompt:answer': true,
  'prompt:height': true,
  'window:open': true,
  'page:get': true,
  'review:history': true,
  'review:history-overview': true,
  'review:history-windows': true,
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

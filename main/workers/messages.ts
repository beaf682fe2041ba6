/** What main and the engine's thread say to each other. */
import type { NotificationRequest } from '../../preload/contract/alerts.ts';
import type {
  BridgePlan,
  BridgeRequest,
  GateOrderRequest,
  GatePlan,
  GateRequest,
  Outcome,
} from '../../preload/contract/channels.ts';
import type { PromptAnswer, PromptReceipt, PromptView } from '../../preload/contract/prompt.ts';
import type { ParsedSettings, SettingChange } from '../../preload/contract/settingsTree.ts';
import type { Preferences, Snapshot } from '../../preload/contract/snapshot.ts';
import type { ShowResult } from '../engine/alertDelivery.ts';
import type { ShellWishes } from '../engine/shellDesk.ts';

/** Calls to the engine, by name. */
export type EngineCalls = {
  refresh: () => void;
  allowReading: () => void;
  setPreferences: (preferences: Preferences) => void;
  settings: () => ParsedSettings;
  changeSettings: (changes: readonly SettingChange[]) => Outcome<null>;
  undoSettings: () => Outcome<null>;
  answerQuestion: (answer: PromptAnswer) => PromptReceipt;
  revokeConsent: (id: string) => Outcome<null>;
  planBridge: (request: BridgeRequest) => Outcome<BridgePlan>;
  applyBridge: (plan: BridgePlan & BridgeRequest) => Outcome<null>;
  /** What became of a notification that the engine asked for. */
  notified: (key: string, result: ShowResult) => void;
  planGate: (request: GateRequest) => Outcome<GatePlan>;
  applyGate: (plan: GatePlan & GateRequest) => Outcome<null>;
  /** What the user says in the tray; the value is when it ends. */
  gateOrder: (request: GateOrderRequest) => Outcome<number>;
  stop: () => void;
};

export type EngineCall = {
  readonly id: number;
  readonly name: keyof EngineCalls;
  readonly args: readonly unknown[];
};

export type EngineMessage =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  /** The question at the boundary that is open now; null: none is. */
  | { readonly kind: 'question'; readonly view: PromptView | null }
  | { readonly kind: 'notify'; readonly request: NotificationRequest }
  /** Settings that are the shell's business, at the start and when they change. */
  | { readonly kind: 'wishes'; readonly wishes: ShellWishes }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** What the engine's thread is started with. */
export type EngineData = {
  readonly dataFolder: string;
  readonly locale: string;
};

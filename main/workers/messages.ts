/** What main and the engine's thread say to each other. */
import type {
  AlertQuestion,
  AskedAbout,
  NotificationRequest,
} from '../../preload/contract/alerts.ts';
import type { BackupView, Restored } from '../../preload/contract/backups.ts';
import type {
  BridgePlan,
  BridgeRequest,
  GateOrderRequest,
  GatePlan,
  GateRequest,
  Outcome,
} from '../../preload/contract/channels.ts';
import type {
  RemovalDone,
  RetentionView,
  TakeInView,
  TakenIn,
} from '../../preload/contract/dataCare.ts';
import type {
  KeyId,
  KeyReceipt,
  KeyTest,
  KeyView,
  ProviderId,
} from '../../preload/contract/keys.ts';
import type { MetricsExportView, MetricsSend } from '../../preload/contract/metricsExport.ts';
import type { ProviderPoll, ProviderView } from '../../preload/contract/providers.ts';
import type { PromptAnswer, PromptReceipt, PromptView } from '../../preload/contract/prompt.ts';
import type {
  CreditsPageView,
  CreditsQuestion,
  MoneyAccount,
  MoneyStatement,
} from '../../preload/contract/review/credits.ts';
import type { HelpView } from '../../preload/contract/review/help.ts';
import type { SettingsFacts, UpdateContact } from '../../preload/contract/settingsFacts.ts';
import type { ParsedSettings, SettingChange } from '../../preload/contract/settingsTree.ts';
import type { Preferences, Snapshot, SourceId } from '../../preload/contract/snapshot.ts';
import type { ShowResult } from '../engine/alertDelivery.ts';
import type { Surroundings } from '../engine/pace.ts';
import type { TakeInSource } from '../store/takeIn.ts';
import type { LifeSign } from './lifeSign.ts';
import type { VaultCall } from './vaultCalls.ts';

/** Calls to the engine, by name. */
export type EngineCalls = {
  refresh: () => void;
  /** A look at the latest files, whose outcome comes as a snapshot. */
  glimpse: () => void;
  adapt: (surroundings: Surroundings) => void;
  allowReading: () => void;
  setPreferences: (preferences: Preferences) => void;
  settings: () => ParsedSettings;
  changeSettings: (changes: readonly SettingChange[]) => Outcome<null>;
  undoSettings: () => Outcome<null>;
  settingsFacts: () => Outcome<SettingsFacts>;
  noteUpdateContact: (contact: UpdateContact) => void;
  askSource: (source: SourceId) => Outcome<null>;
  answerQuestion: (answer: PromptAnswer) => PromptReceipt;
  /** What has become of a notification's question. */
  askAbout: (about: AlertQuestion) => AskedAbout;
  revokeConsent: (id: string) => Outcome<null>;
  planBridge: (request: BridgeRequest) => Outcome<BridgePlan>;
  applyBridge: (plan: BridgePlan & BridgeRequest) => Outcome<null>;
  /** null: all of them. */
  dismissStopped: (sessionId: string | null) => void;
  /** What became of a notification that the engine asked for. */
  notified: (key: string, result: ShowResult) => void;
  planGate: (request: GateRequest) => Outcome<GatePlan>;
  applyGate: (plan: GatePlan & GateRequest) => Outcome<null>;
  /** What the user says in the tray; the value is when it ends. */
  gateOrder: (request: GateOrderRequest) => Outcome<number>;
  creditsPage: (question: CreditsQuestion) => Outcome<CreditsPageView>;
  helpPage: () => Outcome<HelpView>;
  stateMoney: (statement: MoneyStatement) => Outcome<null>;
  undoMoney: (account: MoneyAccount) => Outcome<null>;
  closeDrift: (account: MoneyAccount) => Outcome<null>;
  keys: () => readonly KeyView[];
  saveKey: (provider: KeyId, key: string) => KeyReceipt;
  testKey: (provider: KeyId) => KeyTest;
  forgetKey: (provider: KeyId) => KeyReceipt;
  providers: () => readonly ProviderView[];
  pollProvider: (provider: ProviderId) => ProviderPoll;
  metricsExport: () => MetricsExportView | null;
  sendMetrics: () => MetricsSend;
  backups: () => Outcome<readonly BackupView[]>;
  makeBackup: () => Outcome<BackupView>;
  /** The engine is closed for good by it; the host starts another. */
  restoreBackup: (name: string) => Outcome<Restored>;
  retention: () => Outcome<RetentionView>;
  removeDetail: (days: number) => Outcome<RemovalDone>;
  previewTakeIn: (source: TakeInSource) => Outcome<TakeInView>;
  takeIn: (source: TakeInSource) => Outcome<TakeInView>;
  takenIn: () => Outcome<readonly TakenIn[]>;
  undoTakeIn: (id: number) => Outcome<number>;
  everythingOfOurs: () => Outcome<readonly string[]>;
  /** The engine is closed for good by it; where not everything could be removed, the host starts another. */
  removeEverything: () => Outcome<null>;
  /** What the vault in main said; an error is a text. */
  vaultAnswered: (id: number, answer: unknown) => void;
  stop: () => void;
};

export type EngineCall = {
  readonly id: number;
  readonly name: keyof EngineCalls;
  readonly args: readonly unknown[];
};

export type EngineMessage =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  /** The questions at the boundary that are open now, the most pressing first. */
  | { readonly kind: 'questions'; readonly views: readonly PromptView[] }
  | { readonly kind: 'notify'; readonly request: NotificationRequest }
  /** Asked of the vault in main; to be answered by calling `vaultAnswered`. */
  | { readonly kind: 'vault'; readonly call: VaultCall }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** What a thread of ours is started with. */
export type ThreadData = {
  readonly dataFolder: string;
  readonly locale: string;
};

/** What the engine's thread is started with. */
export type EngineData = ThreadData & {
  /** To be given after each look, and while a long one gets on. */
  readonly lifeSign: LifeSign;
};

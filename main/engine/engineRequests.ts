/** What may be asked of the engine beside its looks: settings, bridges, money, answers, sources. */
import type { AlertQuestion, AskedAbout } from '../../preload/contract/alerts.ts';
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type {
  BridgePlan,
  BridgeRequest,
  GatePlan,
  GateRequest,
  Outcome,
} from '../../preload/contract/channels.ts';
import type { FormatContext } from '../../preload/contract/formatting.ts';
import type { PromptAnswer, PromptReceipt, PromptView } from '../../preload/contract/prompt.ts';
import type { ParsedSettings, SettingChange } from '../../preload/contract/settingsTree.ts';
import type { Preferences, SourceId } from '../../preload/contract/snapshot.ts';
import type { AccountKey } from '../domain/figures.ts';
import type { OrderRecord } from '../domain/orders.ts';
import type { Picture } from '../domain/snapshot.ts';
import type { Clock } from '../ports.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import type { SettingsWriter } from '../store/settings.ts';
import type { AccountsDesk, ConsentReport } from './accountsDesk.ts';
import type { AskedAnswer } from './askedDesk.ts';
import type { Bridges } from './bridges.ts';
import { createDataRequests } from './dataCare.ts';
import type { Tables } from './database.ts';
import { createMoneyRequests } from './engineMoneyRequests.ts';
import { createProviderRequests } from './engineProviderRequests.ts';
import type { Gates } from './gates.ts';
import type { AccountMoney } from './moneyDesk.ts';
import type { MetricsPlace } from './metricsPlace.ts';
import type { ProvidersPlace } from './providersPlace.ts';
import type { SettingsDesk } from './settings.ts';
import type { StoppedDesk } from './stoppedDesk.ts';
import type { SourcesDesk, SourcesReport } from './sourcesDesk.ts';

/** The engine from inside. Nothing here overlaps with a look: each waits for the one before. */
export type EngineCore = {
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly ensureOpen: () => Promise<{ readonly tables: Tables } | null>;
  readonly publish: () => void;
  /** What was gathered may be wrong; and other prices may hold for what came. */
  readonly forget: () => void;
  /** The next look reads all log files from their beginnings, as far as the database says so. */
  readonly readLogsAgain: () => void;
  readonly renewPrices: () => Promise<unknown>;
  readonly noticeSettings: (opened: { readonly tables: Tables }) => Promise<boolean>;
  readonly settingsDesk: () => Promise<SettingsDesk>;
  readonly accountsDesk: () => Promise<AccountsDesk>;
  readonly sources: SourcesDesk;
  readonly providers: ProvidersPlace;
  readonly metrics: MetricsPlace;
  readonly loadBridges: () => Promise<Bridges>;
  readonly loadGates: () => Promise<Gates>;
  readonly lookAtAgents: () => Promise<void>;
  /** The latest; null before the first. */
  readonly picture: () => Picture | null;
  readonly display: () => FormatContext;
  readonly clock: Clock;
  readonly openFailure: () => StoreFailure | null;
  readonly dataFolder: string;
  /** For reports about this program. */
  readonly about: {
    readonly version: string;
    readonly platform: string;
    readonly homeFolder: string;
  };
  readonly stopped: StoppedDesk;
};

/** Said where the reason is not known. */
export const NOT_OPEN = inEnglish('The database cannot be opened.');

export function createEngineRequests(core: EngineCore) {
  /** Changes settings, also where another program holds the writer's lock, and shows what came of it. */
  function editSettings(
    work: (desk: SettingsDesk, own: SettingsWriter | null) => Outcome<null>,
  ): Promise<Outcome<null>> {
    return core.inTurn(async () => {
      const ready = await core.ensureOpen();
      const outcome = work(await core.settingsDesk(), ready?.tables.writing?.settings ?? null);
      if (ready) await core.noticeSettings(ready);
      core.publish();
      return outcome;
    });
  }

  /** Does something with the accounts and shows what came of it; failures of the database are answers. */
  function onAccounts<T>(
    work: (desk: AccountsDesk, tables: Tables) => T,
    refuse: (message: string) => T,
  ): Promise<T> {
    return core.inTurn(async () => {
      const ready = await core.ensureOpen();
      if (!ready) return refuse(core.openFailure()?.message ?? NOT_OPEN);
      await core.noticeSettings(ready);
      try {
        const outcome = work(await core.accountsDesk(), ready.tables);
        core.publish();
        return outcome;
      } catch (error) {
        return refuse(storeFailureOf(error).message);
      }
    });
  }

  return {
    ...createMoneyRequests(core),
    ...createProviderRequests(core),
    ...createDataRequests(core),
    /** The click on a reset time. Not for undo: the same click takes it back. */
    setPreferences: async ({ resetDisplay }: Preferences): Promise<void> => {
      const change = { path: ['appearance', 'resetDisplay'], value: resetDisplay };
      const outcome = await editSettings((settings, own) => settings.change(own, [change], null));
      if (!outcome.ok) throw new Error(outcome.message);
    },
    /** The settings as they are saved now; the defaults where the database cannot be opened. */
    settings: (): Promise<ParsedSettings> =>
      core.inTurn(async () => {
        const ready = await core.ensureOpen();
        if (ready) await core.noticeSettings(ready);
        return (await core.settingsDesk()).parsed();
      }),
    changeSettings: (changes: readonly SettingChange[]): Promise<Outcome<null>> =>
      editSettings((settings, own) => settings.change(own, changes, core.clock())),
    undoSettings: (): Promise<Outcome<null>> => editSettings((settings, own) => settings.undo(own)),
    planBridge: async (request: BridgeRequest): Promise<Outcome<BridgePlan>> =>
      (await core.loadBridges()).plan(request),
    applyBridge: (plan: BridgePlan & BridgeRequest): Promise<Outcome<null>> =>
      core.inTurn(async () => {
        const outcome = await (await core.loadBridges()).apply(plan, core.clock());
        await core.lookAtAgents();
        core.publish();
        return outcome;
      }),
    planGate: async (request: GateRequest): Promise<Outcome<GatePlan>> =>
      (await core.loadGates()).plan(
        request,
        (await core.settingsDesk()).parsed().settings,
        core.clock(),
      ),
    applyGate: (plan: GatePlan & GateRequest): Promise<Outcome<null>> =>
      core.inTurn(async () => {
        const { settings } = (await core.settingsDesk()).parsed();
        const outcome = await (await core.loadGates()).apply(plan, settings, core.clock());
        await core.lookAtAgents();
        core.publish();
        return outcome;
      }),
    /** Keeps the scripts of installed hooks at this version of Tollgate. */
    refreshGateScripts: async (): Promise<void> => (await core.loadGates()).refreshScripts(),
    /** Keeps the script of installed bridges at this version of Tollgate. */
    refreshBridgeScript: async (): Promise<void> => (await core.loadBridges()).refreshScript(),
    /** How the user wants figures and times written. */
    display: (): Promise<FormatContext> =>
      core.inTurn(async () => {
        const ready = await core.ensureOpen();
        if (ready) await core.noticeSettings(ready);
        const { timeZone, locale } = core.display();
        return { timeZone, locale };
      }),
    /** The money of all accounts, brought up to what is saved; null when the database cannot be opened. */
    money: (): Promise<readonly AccountMoney[] | null> =>
      core.inTurn(async () => {
        const ready = await core.ensureOpen();
        if (!ready) return null;
        await core.noticeSettings(ready);
        return (await core.accountsDesk()).caughtUp(ready.tables, core.clock());
      }),
    /**
     * The questions at the boundary as of the latest picture, the most pressing first.
     * @param waiting accounts where a hook waits, which are asked about although nobody works there
     */
    questions: (waiting: readonly AccountKey[] = []): Promise<PromptView[]> =>
      core.inTurn(async () => {
        const picture = core.picture();
        return picture ? (await core.accountsDesk()).questions(picture, core.clock(), waiting) : [];
      }),
    /** The question that a notification is about, from now on with the others; or why there is none. */
    askAbout: (about: AlertQuestion): Promise<AskedAbout> =>
      core.inTurn(async () => {
        const picture = core.picture();
        if (!picture) return { kind: 'unknown-question', message: 'Nothing has been read yet.' };
        return (await core.accountsDesk()).askAbout(picture, about, core.clock());
      }),
    answerQuestion: (answer: PromptAnswer): Promise<PromptReceipt> =>
      onAccounts(
        (desk, tables) => desk.answer(tables, answer, core.clock()),
        (message): PromptReceipt => ({ kind: 'unknown-question', message }),
      ),
    /** The user's answers so far, oldest first. */
    consents: (): Promise<ConsentReport[]> =>
      onAccounts(
        (desk, tables) => {
          desk.caughtUp(tables, core.clock());
          return desk.consents();
        },
        () => [],
      ),
    /** Writes down what the user told the gate. */
    recordOrder: (order: OrderRecord): Promise<Outcome<null>> =>
      onAccounts(
        (desk, tables): Outcome<null> => {
          desk.recordOrder(tables, order, core.clock());
          return { ok: true, value: null };
        },
        (message): Outcome<null> => ({ ok: false, message }),
      ),
    revokeConsent: (id: string): Promise<Outcome<null>> =>
      onAccounts(
        (desk, tables) => desk.revoke(tables, id, core.clock()),
        (message): Outcome<null> => ({ ok: false, message }),
      ),
    /** Takes held sessions off the list; null: all of them. */
    dismissStopped: (sessionId: string | null): Promise<void> =>
      core.inTurn(async () => {
        await core.stopped.dismiss(sessionId);
        core.publish();
      }),
    /** Asks a source now, after a look; what was learnt is saved. */
    ask: (source: SourceId): Promise<AskedAnswer[]> => core.sources.ask(source),
    /** How the sources stand, after a look; null before the first and where the database cannot be opened. */
    sources: (): Promise<SourcesReport | null> => core.inTurn(() => core.sources.report()),
  };
}

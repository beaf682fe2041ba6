/**
 * The heartbeat: look for what is new, save it, put the snapshot together, hand it on. Owns order and pace,
 * nothing else; runs in a thread of its own under the app and in the process of the terminal command.
 */
import type { Settings } from '../../preload/contract/settings.ts';
import type {
  AgentId,
  AgentView,
  ImportProgress,
  Snapshot,
} from '../../preload/contract/snapshot.ts';
import { AGENT_LIST, firstFolderOf } from '../agents/registry.ts';
import { futureFromMs, zoneOf, type Zone } from '../domain/calendar.ts';
import { RATE_SPAN_MS } from '../domain/forecast/creditsCost.ts';
import type { Picture } from '../domain/snapshot.ts';
import type { IngestResult } from '../ingest/ingest.ts';
import type { GateScripts } from '../gate/installHooks.ts';
import type { Clock, Machine } from '../ports.ts';
import { createPricing } from '../prices/pricing.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import { agentViews } from './agentFolders.ts';
import { createTableOpener, type Tables, type WritingTables } from './database.ts';
import type { Follower } from './follow.ts';
import { sessionSpanOf } from './accountFacts.ts';
import { createEngineRequests } from './engineRequests.ts';
import { createHostFolderDesk } from './hostFolders.ts';
import { createForecastDesk } from './forecastDesk.ts';
import { createGatherer, EVERYTHING, type Gatherer } from './gather.ts';
import { NOTHING_GATHERED, type Gathered } from './gathered.ts';
import { createLateParts } from './lateParts.ts';
import { createLogReader, type LogReaderOptions, type Look } from './logReader.ts';
import { createMetricsPlace, type MetricsPorts } from './metricsPlace.ts';
import { priceAgain, renewPrices, takeSavedPrices } from './ownPricing.ts';
import { createProblemBook } from './problemBook.ts';
import { createProvidersPlace, type ProviderPorts } from './providersPlace.ts';
import { paint } from './paint.ts';
import { createSourcesDesk } from './sourcesDesk.ts';
import { createStatusLineDesk } from './statusLineDesk.ts';
import { createTurns } from './turns.ts';
import { createStock } from './stock.ts';
import { createStoppedDesk } from './stoppedDesk.ts';
import { sumUp } from './sumUp.ts';
import { troublesOf } from './troubles.ts';

export type EngineOptions = Pick<LogReaderOptions, 'helperUrl' | 'helper'> & {
  readonly machine: Machine;
  readonly dataFolder: string;
  readonly clock: Clock;
  /** Text of the status line script that an installation puts into the data folder. */
  readonly bridgeScript: string;
  /** Texts of the scripts that the agents' hooks run. */
  readonly gateScripts: GateScripts;
  /** Told of each picture while this engine writes. */
  readonly followers?: readonly Follower[];
  /** The way to keychain and providers; without it no key can be kept and nothing is polled. */
  readonly providers?: ProviderPorts;
  /** The way to the user's own collector; without it no metrics are sent. */
  readonly collector?: MetricsPorts;
  /** Tollgate's own version. */
  readonly version: string;
  /** This program stays until the user ends it: it may ask agents' programs and listen for telemetry. */
  readonly isLasting?: boolean;
  /** Called with each new snapshot, also while an import goes on. */
  readonly onSnapshot?: (snapshot: Snapshot) => void;
};

export type Engine = ReturnType<typeof createEngine>;

const AGENT_IDS: readonly AgentId[] = AGENT_LIST.map(({ id }) => id);
/** Without news the snapshot is made again only this often: a reset or an ageing reading may change it. */
const QUIET_PUBLISH_MS = 10_000;

type Opened = {
  readonly tables: Tables;
  readonly gatherer: Gatherer;
  readonly close: () => void;
};

export function createEngine(options: EngineOptions) {
  const { machine, dataFolder, clock, followers = [] } = options;
  const isLasting = options.isLasting ?? false;
  const inTurn = createTurns();
  const open = createTableOpener(dataFolder, AGENT_IDS, clock);
  let zone: Zone | null = null;
  const display = () => late.loadedSettings()?.display(machine) ?? machine;
  const getZone = () => (zone ??= zoneOf(display().timeZone, machine.localZone));
  const pricing = createPricing();
  const ownerOfOrphans = (agent: AgentId) => firstFolderOf(agent, machine);
  const late = createLateParts({
    ...options,
    money: {
      display,
      getZone,
      priceVersion: () => pricing.version(),
      firstFolderOf: ownerOfOrphans,
    },
  });
  const { settingsDesk, accountsDesk } = late;
  const hosts = createHostFolderDesk(machine);
  const logs = createLogReader({ ...options, pricing, hostFolders: hosts.folders });
  const problems = createProblemBook();
  const forecasts = createForecastDesk({ pricing, isLasting });
  const sources = createSourcesDesk({ ...options, isLasting, handIn });
  const sessionSpanMs = () => sessionSpanOf(settingsIfLoaded());
  const providers = createProvidersPlace({ ...options, handIn });
  const metrics = createMetricsPlace({ ...options, handIn, readKey: providers.readKey });
  const stopped = createStoppedDesk(dataFolder, machine);
  const statusLines = createStatusLineDesk(late.bridges);
  const stock = createStock();
  let activities: Gathered['activities'] = [];

  let picture: Picture | null = null;
  let opened: Opened | null = null;
  let openFailure: StoreFailure | null = null;
  let readFailure: StoreFailure | null = null;
  let allowFailure: StoreFailure | null = null;
  let agents: AgentView[] = [];
  let snapshot: Snapshot | null = null;

  /** Lets a source save what it learnt, as a turn of its own. */
  function handIn(work: (writing: WritingTables) => void, isNews: boolean): Promise<boolean> {
    return inTurn(async () => {
      const writing = (await ensureOpen())?.tables.writing ?? null;
      if (!writing) return false;
      work(writing);
      if (isNews) publish();
      return true;
    });
  }

  function settingsIfLoaded(): Settings | null {
    return late.loadedSettings()?.parsed().settings ?? null;
  }

  /** Opens the database, or takes over writing when the program that held the lock has ended. */
  async function ensureOpen(): Promise<Opened | null> {
    if (opened?.tables.writing) return opened;
    opened?.close();
    opened = null;
    const { state, failure, close } = open();
    openFailure = failure;
    if (state.kind === 'failed') return null;
    const { tables } = state;
    try {
      if (logs.resumeFrom(tables.reader) > 0 && isLasting) tables.rest();
      await takeSavedPrices(tables, pricing);
      await renewPrices(tables, pricing);
    } catch (error) {
      openFailure = storeFailureOf(error);
      close();
      return null;
    }
    opened = {
      tables,
      gatherer: createGatherer(tables, getZone, AGENT_IDS, sessionSpanMs),
      close,
    };
    return opened;
  }

  async function look(kind: Look, paintMs: number): Promise<void> {
    const ready = await ensureOpen();
    if (ready && ready.tables.reader.isReadingAllowed()) {
      const hasNewFolders = await noticeFolders(ready);
      const result = await readLogs(kind, ready, showProgress);
      await lookAtAgents(hasNewFolders ? 'full' : kind);
      const { reader, writing } = ready.tables;
      if (!writing) ready.gatherer.forget(EVERYTHING);
      const hasReadings = writing !== null && (await statusLines.read(writing, agents, clock()));
      stock.take(reader, writing !== null);
      const hasNewSettings = (await noticeSettings(ready)) || hasNewFolders;
      await lookAtSources(ready);
      const hasNewMoney = await updateMoney(ready);
      const hasNewStops = await stopped.look(ready.tables, agents, clock());
      if (snapshot?.phase === 'ready') readFailure = sumUp(ready.tables) ?? readFailure;
      if (kind === 'full' && isLasting && snapshot?.phase === 'ready') ready.tables.rest();
      const hasNews = hasNewSettings || hasReadings || hasNewMoney || hasNewStops;
      if (kind === 'hot' && result?.filesRead === 0 && !hasNews && isSnapshotFresh(paintMs)) return;
    } else {
      await lookAtAgents('full');
      if (ready) await noticeSettings(ready);
    }
    publish();
  }

  /** Of a first reading only, and only where somebody watches. */
  const showProgress = () => options.onSnapshot && !logs.hasTried() && publish();

  async function lookAtSources({ tables }: Opened): Promise<void> {
    const { settings } = (await settingsDesk()).parsed();
    const isImported = tables.writing !== null && logs.readAtMs() !== null;
    await sources.look({ tables, settings, agents, activities, isImported });
    await providers.look({ tables, settings });
    await metrics.look({ tables, settings, windows: picture?.snapshot.windows ?? [] });
  }

  /** Nothing new was found, and so little time has passed that the clock has changed nothing either. */
  function isSnapshotFresh(paintMs: number): boolean {
    return snapshot !== null && clock() - snapshot.takenAtMs < paintMs;
  }

  /** Before logs are read; who has no such folders does not wait for the settings. */
  async function noticeFolders(ready: Opened): Promise<boolean> {
    const isLoaded = late.loadedSettings() !== null;
    const saved = isLoaded ? null : ready.tables.reader.savedSettings().document;
    const isNew = isLoaded || saved?.includes('"logFolders"') ? await noticeSettings(ready) : false;
    if (!hosts.name(ready.tables.writing)) return isNew;
    logs.listAgain();
    return true;
  }

  /** @returns whether the settings are others than at the last look, whichever program changed them */
  async function noticeSettings({ tables }: Pick<Opened, 'tables'>): Promise<boolean> {
    const isNew = (await settingsDesk()).look(tables.reader.savedSettings);
    if (!isNew) return false;
    pricing.use((await settingsDesk()).parsed().settings.prices);
    await renewPrices(tables, pricing);
    hosts.follow((await settingsDesk()).parsed().settings);
    forgetDays();
    return true;
  }

  /**
   * What is known of the money stands in the first picture, with the answers that hold; a long ledger or a first
   * derivation come after it. A command has one picture only: it waits until all of it is derived.
   */
  async function updateMoney({ tables }: Opened): Promise<boolean> {
    const accountsOfLook = await accountsDesk();
    if (snapshot?.phase === 'ready') {
      const hasNewMoney = accountsOfLook.update(tables, clock());
      const known = () => tables.money.facts.accountsWithEvents(ownerOfOrphans);
      return (await forecasts.look(known, tables, clock())) || hasNewMoney;
    }
    // After a restart nothing has been priced yet; what going on would cost needs the prices of these models.
    const recent = tables.reader.billedSince(clock() - RATE_SPAN_MS);
    await pricing.prepare(new Set(recent.map(({ model }) => model)));
    if (isLasting) accountsOfLook.recall(tables, clock());
    else accountsOfLook.recallDerived(tables, clock());
    forecasts.recall(tables);
    return false;
  }

  /** Another time zone has other days. */
  function forgetDays(): void {
    zone = null;
    opened?.gatherer.forget(EVERYTHING);
  }

  async function lookAtAgents(kind: Look): Promise<void> {
    if (kind === 'hot' && agents.length > 0) return;
    const bridges = await late.bridges();
    const folders = await agentViews(machine, logs, bridges.state, settingsIfLoaded());
    agents = await (await late.gates()).judge(folders, machine, lastEventAtMs, clock());
  }

  function lastEventAtMs(agent: AgentId): number | null {
    try {
      return opened?.tables.reader.latestEventAtMs(agent, futureFromMs(clock())) ?? null;
    } catch (error) {
      readFailure = storeFailureOf(error);
      return null;
    }
  }

  async function readLogs(
    kind: Look,
    { tables, gatherer }: Opened,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<IngestResult | null> {
    if (!tables.writing) return null;
    const result = await logs.read(kind, tables.writing.writer, onProgress);
    gatherer.forget(result ? result.changed : EVERYTHING);
    if (result === null || result.filesRead > 0) stock.outdate();
    return result;
  }

  function phase(): Snapshot['phase'] {
    if (!opened) return openFailure ? 'ready' : 'starting';
    if (!opened.tables.reader.isReadingAllowed()) return 'first-run';
    if (!opened.tables.writing || logs.hasTried()) return 'ready';
    return logs.progress() ? 'importing' : 'starting';
  }

  function gathered(nowMs: number): Gathered {
    if (!opened || phase() !== 'ready') return NOTHING_GATHERED;
    try {
      const found = opened.gatherer.gather(nowMs, ownerOfOrphans);
      readFailure = null;
      return found;
    } catch (error) {
      readFailure = storeFailureOf(error);
      return NOTHING_GATHERED;
    }
  }

  function publish(): void {
    const nowMs = clock();
    const parts = gathered(nowMs);
    activities = parts.activities;
    const { timeZone, locale } = display();
    const [desk, accounts] = [late.loadedSettings(), late.loadedAccounts()];
    const troubles = troublesOf({
      dataFolder,
      failures: [
        openFailure,
        allowFailure,
        logs.failure(),
        statusLines.failure(),
        stock.failure(),
        desk?.failure() ?? null,
        ...(accounts?.failures() ?? []),
        forecasts.failure(),
        readFailure,
        sources.failure(),
        providers.failure(),
        metrics.failure(),
        stopped.failure(),
        hosts.failure(),
      ],
      isReadOnly: opened !== null && opened.tables.writing === null && openFailure === null,
      unreadable: logs.watch.unreadable(),
      failedFiles: logs.failedFiles(),
      statusLine: statusLines.troubles(),
      settings: [
        ...(desk?.troubles() ?? []),
        ...(accounts?.troubles() ?? []),
        ...followers.flatMap((one) => one.troubles()),
      ],
      sources: [...sources.troubles(), ...providers.troubles(), ...metrics.troubles()],
      agents,
      ...stock.counts(),
    });
    picture = paint({
      ...parts,
      known: accounts?.known() ?? [],
      settings: settingsIfLoaded(),
      price: pricing.price,
      forecasts,
      nowMs,
      timeZone,
      locale,
      phase: phase(),
      importProgress: logs.progress(),
      logsReadAtMs: logs.readAtMs(),
      problems: problems.report(troubles, nowMs),
      agents,
      stoppedSessions: stopped.views,
      shell: desk?.shell() ?? null,
    });
    snapshot = picture.snapshot;
    options.onSnapshot?.(snapshot);
    tellFollowers(picture, nowMs);
  }

  function tellFollowers(picture: Picture, nowMs: number): void {
    const settings = settingsIfLoaded();
    if (!opened?.tables.writing || !settings || phase() !== 'ready') return;
    const { tables } = opened;
    const isMoneyDerived = late.loadedAccounts()?.isDerived() ?? false;
    for (const follower of followers)
      follower.follow({ ...picture, tables, settings, prices: pricing, nowMs, isMoneyDerived });
  }

  return {
    ...createEngineRequests({
      inTurn,
      ensureOpen,
      publish,
      forget: forgetDays,
      readLogsAgain: () => opened && logs.resumeFrom(opened.tables.reader),
      renewPrices: async () => opened && priceAgain(opened.tables, pricing),
      noticeSettings,
      settingsDesk,
      accountsDesk,
      sources,
      providers,
      metrics,
      loadBridges: late.bridges,
      loadGates: late.gates,
      lookAtAgents: () => lookAtAgents('full'),
      picture: () => picture,
      display,
      clock,
      openFailure: () => openFailure,
      dataFolder,
      about: {
        version: options.version,
        platform: process.platform,
        homeFolder: machine.homeFolder,
      },
      stopped,
    }),
    /** Starts what a long import needs before it is known whether there is one. */
    warmUp: (): void => logs.warmUp(),
    /**
     * Looks once and returns the snapshot.
     * @param paintMs a snapshot without news is made again when it is so old, in milliseconds
     */
    look: (kind: Look, paintMs = QUIET_PUBLISH_MS): Promise<Snapshot> =>
      inTurn(async () => {
        await look(kind, paintMs);
        return snapshot as Snapshot;
      }),
    /**
     * Reads everything new without looking at anything else.
     * @returns null when it cannot be saved; `failure` says why
     */
    update: (
      onProgress: (progress: ImportProgress) => void = () => undefined,
    ): Promise<IngestResult | null> =>
      inTurn(async () => {
        const ready = await ensureOpen();
        if (ready) await noticeFolders(ready);
        return ready && readLogs('full', ready, onProgress);
      }),
    /** The user's yes to reading the agents' files. */
    allowReading: (): Promise<void> =>
      inTurn(async () => {
        const ready = await ensureOpen();
        try {
          ready?.tables.writing?.settings.allowReading(clock());
          allowFailure = null;
        } catch (error) {
          allowFailure = storeFailureOf(error);
        }
      }),
    /** Tables for questions beside the snapshot (the terminal's history); null when the database cannot be opened. */
    tables: (): Promise<Tables | null> => inTurn(async () => (await ensureOpen())?.tables ?? null),
    failure: (): StoreFailure | null => openFailure ?? allowFailure ?? logs.failure(),
    close: async (): Promise<void> => {
      await Promise.all([sources.close(), providers.close(), metrics.close()]);
      await inTurn(async () => {
        await logs.stop();
        for (const follower of followers) follower.close();
        // A command ends after its first look: the sums that the next one opens from are made here.
        if (opened && snapshot !== null && !options.isLasting) sumUp(opened.tables);
        opened?.close();
        opened = null;
      });
    },
  };
}

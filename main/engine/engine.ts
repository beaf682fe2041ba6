/**
 * The heartbeat: look for what is new, save it, put the snapshot together, hand it on. Owns order and pace,
 * nothing else; runs in a thread of its own under the app and in the process of the terminal command.
 */
import type { BridgePlan, BridgeRequest, Outcome } from '../../preload/contract/channels.ts';
import type {
  AgentId,
  AgentView,
  ImportProgress,
  Preferences,
  Snapshot,
} from '../../preload/contract/snapshot.ts';
import { AGENT_LIST } from '../agents/registry.ts';
import { zoneOf, type Zone } from '../domain/calendar.ts';
import { buildSnapshot, type SnapshotInput } from '../domain/snapshot.ts';
import { ingest, type CursorBook, type IngestResult } from '../ingest/ingest.ts';
import type { FoundFile } from '../ingest/discover.ts';
import { startTailHelper, type FailedTail, type TailHelper } from '../ingest/parallelTail.ts';
import type { Clock, Machine } from '../ports.ts';
import { createPricing } from '../prices/pricing.ts';
import { applyBridge, bridgeState, planBridge } from '../sources/bridge/installBridge.ts';
import { refreshBridgeScript } from '../sources/bridge/bridgeFiles.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import { agentViews } from './agentFolders.ts';
import { openTables, type Tables } from './database.ts';
import { createGatherer, type Gatherer } from './gather.ts';
import { createLogWatch } from './logWatch.ts';
import {
  createProblemBook,
  refusedTrouble,
  unpricedTrouble,
  unreadableTroubles,
  type Trouble,
} from './problemBook.ts';
import { createStatusLineSource } from './statusLineReadings.ts';

export type EngineOptions = {
  readonly machine: Machine;
  readonly dataFolder: string;
  readonly clock: Clock;
  /** Program of the import's second thread; null: one thread. */
  readonly helperUrl: URL | null;
  /** Text of the status line script that an installation puts into the data folder. */
  readonly bridgeScript: string;
  /** Called with each new snapshot, also while an import goes on. */
  readonly onSnapshot?: (snapshot: Snapshot) => void;
};

/** How thorough a look is: `full` lists all folders, `hot` only the latest files. */
export type Look = 'full' | 'hot';

export type Engine = ReturnType<typeof createEngine>;

const AGENT_IDS: readonly AgentId[] = AGENT_LIST.map(({ id }) => id);
const DEFAULT_PREFERENCES: Preferences = { resetDisplay: 'countdown' };

type Opened = {
  readonly tables: Tables;
  readonly gatherer: Gatherer;
  readonly close: () => void;
};

export function createEngine(options: EngineOptions) {
  const { machine, dataFolder, clock, bridgeScript } = options;
  let zone: Zone | null = null;
  const getZone = () => (zone ??= zoneOf(machine.timeZone));
  const watch = createLogWatch(machine);
  const pricing = createPricing();
  const problems = createProblemBook();
  const statusLine = createStatusLineSource(dataFolder);
  const book: CursorBook = { byPath: new Map() };

  let opened: Opened | null = null;
  let failure: StoreFailure | null = null;
  let failedTails: readonly FailedTail[] = [];
  let statusTroubles: readonly Trouble[] = [];
  let bookTroubles: readonly Trouble[] = [];
  let agents: AgentView[] = [];
  let progress: ImportProgress | null = null;
  let logsReadAtMs: number | null = null;
  let hasListed = false;
  let isStockOld = true;
  let snapshot: Snapshot | null = null;
  let helper: TailHelper | null = null;
  /** Looks never overlap: each waits for the one before. */
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  /** Opens the database, or takes over writing when the program that held the lock has ended. */
  async function ensureOpen(): Promise<Opened | null> {
    if (opened?.tables.writing) return opened;
    opened?.close();
    opened = null;
    const { state, close } = openTables(dataFolder, AGENT_IDS);
    if (state.kind === 'failed') {
      failure = state.failure;
      return null;
    }
    failure = null;
    const { tables } = state;
    opened = { tables, gatherer: createGatherer(tables.reader, getZone, AGENT_IDS), close };
    book.byPath = new Map(tables.reader.fileCursors().map((cursor) => [cursor.path, cursor]));
    await renewPrices(tables);
    return opened;
  }

  async function renewPrices({ reader, writing }: Tables): Promise<void> {
    if (!writing || reader.priceVersion() === pricing.version) return;
    const isNew = reader.priceVersion() === null;
    if (isNew) return writing.settings.setPriceVersion(pricing.version);
    await pricing.prepare(reader.models());
    writing.settings.reprice(pricing.version, pricing.price);
  }

  function isReadingAllowed({ reader }: Tables): boolean {
    return reader.readingAllowedAtMs() !== null;
  }

  async function look(kind: Look): Promise<void> {
    const ready = await ensureOpen();
    if (ready && isReadingAllowed(ready.tables)) {
      await readLogs(kind, ready, () => logsReadAtMs === null && publish());
      await lookAtAgents(kind);
      if (ready.tables.writing) await readStatusLines(ready);
      takeStock(ready);
    } else {
      await lookAtAgents('full');
    }
    publish();
  }

  async function lookAtAgents(kind: Look): Promise<void> {
    if (kind === 'hot' && agents.length > 0) return;
    agents = await agentViews(machine, watch, (folder) => bridgeState(folder, { dataFolder }));
  }

  async function readLogs(
    kind: Look,
    ready: Opened,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<IngestResult | null> {
    const { writing } = ready.tables;
    if (!writing) return null;
    const files = changedFiles(kind);
    const isFirst = logsReadAtMs === null;
    let result: IngestResult | null = null;
    try {
      result = await ingest(
        files,
        book,
        {
          writer: writing.writer,
          pricing,
          helper: takeHelper(isFirst),
        },
        (now) => {
          progress = now;
          onProgress(now);
        },
        kind === 'full' || isFirst,
      );
      ready.gatherer.forget(result.changed);
      isStockOld ||= result.filesRead > 0;
      failedTails = result.failed;
      if (failure && result.filesRead > 0) failure = null;
    } catch (error) {
      failure = storeFailureOf(error);
      hasListed = false;
    }
    progress = null;
    logsReadAtMs = clock();
    return result;
  }

  /** The second thread is started for the first reading only; later there is little to read. */
  function takeHelper(isFirst: boolean): TailHelper | null {
    const taken =
      helper ?? (isFirst && options.helperUrl ? startTailHelper(options.helperUrl) : null);
    helper = null;
    return taken;
  }

  /** Between full looks only what changed is handed on, so that a quiet minute costs next to nothing. */
  function changedFiles(kind: Look): readonly FoundFile[] {
    if (kind === 'full' || !hasListed || watch.hasFolderChanged()) {
      watch.listAll();
      hasListed = true;
      return watch.files();
    }
    return watch.changedHotFiles();
  }

  async function readStatusLines({ tables: { writing } }: Opened): Promise<void> {
    const found = await statusLine.read(agents, clock());
    statusTroubles = found.troubles;
    try {
      writing?.writer.saveLimits(found.readings);
    } catch (error) {
      failure = storeFailureOf(error);
      statusLine.forget();
    }
  }

  /** Counts what is refused and unpriced; only after something was read, because both go through whole tables. */
  function takeStock({ tables: { reader, writing }, gatherer }: Opened): void {
    if (!writing) gatherer.forgetAll();
    else if (!isStockOld) return;
    isStockOld = false;
    bookTroubles = [
      ...refusedTrouble(reader.refusedLines()),
      ...unpricedTrouble(reader.unpricedModels()),
    ];
  }

  function troubles(): Trouble[] {
    const fromStore: Trouble[] = failure
      ? [{ ...failure, severity: 'error', path: dataFolder, count: null }]
      : [];
    const isReading = opened !== null && opened.tables.writing === null;
    const elsewhere: Trouble[] = isReading
      ? [
          {
            kind: 'database-busy',
            severity: 'notice',
            message: 'Another Tollgate is writing the database; this one only reads it.',
            path: dataFolder,
            count: null,
          },
        ]
      : [];
    const replaced = agents.flatMap(({ folders }) =>
      folders
        .filter(({ bridge }) => bridge === 'replaced')
        .map(({ path }): Trouble => ({
          kind: 'bridge-replaced',
          severity: 'notice',
          message: 'The status line bridge is no longer in the agent’s settings.',
          path,
          count: null,
        })),
    );
    return [
      ...fromStore,
      ...elsewhere,
      ...unreadableTroubles(watch.unreadable(), 'folder-unreadable'),
      ...unreadableTroubles(failedTails, 'file-unreadable'),
      ...statusTroubles,
      ...replaced,
      ...bookTroubles,
    ];
  }

  function phase(): Snapshot['phase'] {
    if (!opened) return failure ? 'ready' : 'starting';
    if (!isReadingAllowed(opened.tables)) return 'first-run';
    if (!opened.tables.writing) return 'ready';
    return logsReadAtMs === null ? (progress ? 'importing' : 'starting') : 'ready';
  }

  function accountOf(agent: AgentId): string {
    const folders = agents.find(({ id }) => id === agent)?.folders ?? [];
    return (folders.find(({ logFiles }) => logFiles > 0) ?? folders[0])?.path ?? agent;
  }

  function gathered(
    nowMs: number,
  ): Pick<
    SnapshotInput,
    'limitReadings' | 'creditsReadings' | 'activities' | 'recentEvents' | 'totals'
  > {
    const isComplete = opened !== null && phase() === 'ready';
    if (isComplete && opened) {
      try {
        return opened.gatherer.gather(nowMs, accountOf);
      } catch (error) {
        failure = storeFailureOf(error);
      }
    }
    return {
      limitReadings: [],
      creditsReadings: [],
      activities: [],
      recentEvents: [],
      totals: null,
    };
  }

  function publish(): Snapshot {
    const nowMs = clock();
    const parts = gathered(nowMs);
    snapshot = buildSnapshot({
      ...parts,
      nowMs,
      timeZone: machine.timeZone,
      locale: machine.locale,
      phase: phase(),
      importProgress: progress,
      logsReadAtMs,
      problems: problems.report(troubles(), nowMs),
      agents,
      preferences: opened?.tables.reader.preferences() ?? DEFAULT_PREFERENCES,
    });
    options.onSnapshot?.(snapshot);
    return snapshot;
  }

  return {
    /** Starts what a long import needs before it is known whether there is one. */
    warmUp(): void {
      if (options.helperUrl) helper ??= startTailHelper(options.helperUrl);
    },
    /** Looks once and returns the snapshot. */
    look: (kind: Look): Promise<Snapshot> =>
      inTurn(async () => {
        await look(kind);
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
        return ready && readLogs('full', ready, onProgress);
      }),
    /** The user's yes to reading the agents' files. */
    allowReading: (): Promise<void> =>
      inTurn(async () => {
        const ready = await ensureOpen();
        ready?.tables.writing?.settings.allowReading(clock());
        await refreshBridgeScript(dataFolder, bridgeScript);
      }),
    setPreferences: (preferences: Preferences): Promise<void> =>
      inTurn(async () => {
        (await ensureOpen())?.tables.writing?.settings.setPreferences(preferences);
        publish();
      }),
    planBridge: (request: BridgeRequest): Promise<Outcome<BridgePlan>> =>
      planBridge(request, { dataFolder }),
    applyBridge: (plan: BridgePlan & BridgeRequest): Promise<Outcome<null>> =>
      inTurn(async () => {
        const outcome = await applyBridge(plan, {
          dataFolder,
          scriptSource: bridgeScript,
          nowMs: clock(),
        });
        await lookAtAgents('full');
        publish();
        return outcome;
      }),
    /** Tables for questions beside the snapshot (the terminal's history); null when the database cannot be opened. */
    tables: (): Promise<Tables | null> => inTurn(async () => (await ensureOpen())?.tables ?? null),
    failure: (): StoreFailure | null => failure,
    close: (): Promise<void> =>
      inTurn(() => {
        opened?.close();
        opened = null;
        return Promise.resolve();
      }),
  };
}

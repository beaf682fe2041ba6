/**
 * Sends metrics to the user's own collector, beside the engine's turns: no look waits for a network or a keychain.
 * What came of it is handed in as a turn of its own.
 */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { collectorOf } from '../../preload/contract/metricsExport.ts';
import type {
  Collector,
  MetricsExportView,
  MetricsSend,
} from '../../preload/contract/metricsExport.ts';
import type { KeyId } from '../../preload/contract/keys.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { WindowView } from '../../preload/contract/snapshot.ts';
import { mayPoll, type PollDecision } from '../domain/providers/schedule.ts';
import type { KeychainOutcome } from '../keychain/keychain.ts';
import type { Clock } from '../ports.ts';
import { headersIn, problemIn, type CollectorPost } from '../sources/openTelemetry/collector.ts';
import type { ExportPage } from '../store/metricExport.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import type { HandIn } from './askedDesk.ts';
import type { Tables } from './database.ts';
import {
  EMPTY_PAGE,
  hostOf,
  maySend,
  pageAfterSending,
  pageWithoutHeaders,
  prepared,
  problemOf,
  viewOf,
} from './metricsPlan.ts';
import type { Trouble } from './problemBook.ts';

/** What a program must have to speak to the user's collector. */
export type MetricsPorts = { readonly post: CollectorPost };

export type MetricsLook = {
  readonly tables: Tables;
  readonly settings: Settings;
  readonly windows: readonly WindowView[];
};

export type MetricsDeskOptions = MetricsPorts & {
  readonly dataFolder: string;
  readonly version: string;
  readonly clock: Clock;
  /** This program stays, and sends by itself. */
  readonly isLasting: boolean;
  readonly handIn: HandIn;
  /** The secret headers; null where none were saved. */
  readonly readKey: (
    look: Pick<MetricsLook, 'tables'>,
    id: KeyId,
  ) => Promise<KeychainOutcome<string> | null>;
};

type Refused = Extract<MetricsSend, { kind: 'refused' }>;
type Headers = Readonly<Record<string, string>>;

export type MetricsDesk = ReturnType<typeof createMetricsDesk>;

export function createMetricsDesk(options: MetricsDeskOptions) {
  const { clock, post, handIn } = options;
  const stop = new AbortController();
  let latest: MetricsLook | null = null;
  let running: Promise<unknown> | null = null;
  let failure: StoreFailure | null = null;
  let troubles: readonly Trouble[] = [];
  /** Asked of the keychain once while the export is on; null: not asked yet. */
  let headers: Headers | null = null;

  function pageIn({ tables }: Pick<MetricsLook, 'tables'>): ExportPage {
    return tables.metrics.page() ?? EMPTY_PAGE;
  }

  function isOn(): boolean {
    return latest?.settings.metricsExport.enabled === true;
  }

  /** Sends what is due. Called in the engine's turn, which does not wait for it. */
  function sendDue(look: MetricsLook): void {
    const { settings, tables } = look;
    if (!options.isLasting || !tables.writing || running || stop.signal.aborted) return;
    const collector = collectorOf(settings.metricsExport.address ?? '');
    if (!settings.metricsExport.enabled || collector === null) return;
    const page = pageIn(look);
    if (!maySend(page, settings, clock()).mayPoll) return;
    void begin(send(look, page, collector));
  }

  function begin<T>(work: Promise<T>): Promise<T> {
    const sending = work.finally(() => (running = null));
    running = sending;
    return sending;
  }

  async function send(look: MetricsLook, page: ExportPage, collector: Collector) {
    const known = await headersFor(look);
    if (!known.ok) {
      const next = pageWithoutHeaders({ ...page, lastPolledAtMs: clock() }, known.message, clock());
      await save(next);
      return next;
    }
    // The attempt is saved before it is made, and in a turn, so that the sums are those of one moment.
    let ready: ReturnType<typeof prepared> | null = null;
    const isSaved = await handIn((writing) => {
      try {
        if (!isOn()) return;
        const nowMs = clock();
        const sumsSince = (startMs: number) => look.tables.metrics.sums(startMs, nowMs);
        const one = prepared({ ...options, ...look, page: pageIn(look), sumsSince, nowMs });
        writing.metrics.savePage(one.page);
        ready = one;
      } catch (error) {
        failure = storeFailureOf(error);
      }
    }, false);
    const going = ready as ReturnType<typeof prepared> | null;
    if (!isSaved || going === null || stop.signal.aborted) return page;
    const { signal } = stop;
    const answer = await post({ collector, headers: known.headers, body: going.body, signal });
    const problem = problemIn(answer, collector.host, clock());
    // Tollgate is quitting: nothing was learnt, neither good nor bad.
    if (problem?.kind === 'cancelled') return going.page;
    const next = pageAfterSending(going.page, answer, problem, clock());
    await save(next);
    return next;
  }

  async function headersFor(
    look: MetricsLook,
  ): Promise<{ ok: true; headers: Headers } | { ok: false; message: string }> {
    if (headers !== null) return { ok: true, headers };
    const secret = await options.readKey(look, 'collector');
    if (secret !== null && !secret.ok) return { ok: false, message: secret.problem.message };
    const read = secret === null ? {} : headersIn(secret.value);
    if (read === null)
      return { ok: false, message: inEnglish('What the keychain gave are no headers.') };
    headers = read;
    return { ok: true, headers: read };
  }

  async function save(page: ExportPage): Promise<void> {
    await handIn((writing) => {
      try {
        // What was switched off meanwhile is counted no more.
        writing.metrics.savePage(isOn() ? page : { ...page, counters: null });
        failure = null;
      } catch (error) {
        failure = storeFailureOf(error);
      }
      if (latest) troubles = troublesIn(latest, page);
    }, true);
  }

  function troublesIn({ settings }: MetricsLook, page: ExportPage): Trouble[] {
    const { enabled, address } = settings.metricsExport;
    const problem = problemOf(page);
    if (!enabled || problem === null) return [];
    const said = [problem.message, problem.wayOut ?? ''].join(' ').trim();
    const message = inEnglish('Export of metrics: {message}', { message: said });
    const path = hostOf(address);
    return [{ kind: 'source-failed', severity: 'notice', message, path, count: null }];
  }

  /** Counting ends with the switch: what is used while it is off is never sent. */
  function endCounting({ tables }: MetricsLook): void {
    headers = null;
    const page = tables.metrics.page();
    if (page?.counters && tables.writing) {
      tables.writing.metrics.savePage({ ...page, counters: null, failures: 0, notBeforeMs: 0 });
    }
  }

  /** A sending by hand: the floor and the collector's own pauses hold for it too. */
  async function sendNow(): Promise<MetricsSend> {
    const look = latest;
    if (!look) return refused('another-program', inEnglish('The database cannot be opened.'));
    const { enabled, address } = look.settings.metricsExport;
    if (!enabled) {
      return refused(
        'switched-off',
        inEnglish('Nothing was sent: the export of metrics is switched off.'),
      );
    }
    const collector = collectorOf(address ?? '');
    if (collector === null)
      return refused('no-address', inEnglish('There is no address of a collector.'));
    if (!look.tables.writing) {
      return refused(
        'another-program',
        inEnglish('Another Tollgate is running, which sends by itself.'),
      );
    }
    if (running) return refused('sending', inEnglish('A sending is going on.'));
    const page = pageIn(look);
    const decision = allowedByHand(page);
    if (!decision.mayPoll) {
      const message =
        decision.because === 'floor'
          ? inEnglish('The last sending was less than a minute ago.')
          : inEnglish('After a failure, or because the collector asked for it, Tollgate waits.');
      return refused(decision.because, message, decision.notBeforeMs);
    }
    const next = await begin(send(look, page, collector));
    return { kind: 'sent', problem: problemOf(next) };
  }

  /** What a person may have mended meanwhile need not wait for its pause to end. */
  function allowedByHand(page: ExportPage): PollDecision {
    const isMendable = page.problem !== null && page.problem.kind !== 'busy';
    return mayPoll(isMendable ? { ...page, notBeforeMs: 0 } : page, clock());
  }

  return {
    /** Called at the end of a look, in the engine's turn. */
    look(look: MetricsLook): void {
      latest = look;
      try {
        if (!look.settings.metricsExport.enabled) endCounting(look);
        troubles = troublesIn(look, pageIn(look));
        sendDue(look);
      } catch (error) {
        failure = storeFailureOf(error);
      }
    },
    /** What is known between two looks. */
    note(look: MetricsLook): void {
      latest = look;
    },
    /** In the engine's turn. @throws SQLite's error */
    view: (look: MetricsLook): Omit<MetricsExportView, 'key'> =>
      viewOf(pageIn(look), look.settings, running !== null, clock()),
    sendNow,
    /** They were replaced or forgotten. */
    forgetHeaders(): void {
      headers = null;
    },
    troubles: (): readonly Trouble[] => troubles,
    failure: (): StoreFailure | null => failure,
    async close(): Promise<void> {
      stop.abort();
      await running?.catch(() => undefined);
    },
  };
}

function refused(
  because: Refused['because'],
  message: string,
  notBeforeMs: number | null = null,
): Refused {
  return { kind: 'refused', because, message, notBeforeMs };
}

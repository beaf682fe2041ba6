/** Reading the agents' logs, look after look: which files, how often after a failure, what could not be read. */
import path from 'node:path';
import type { HostFolder } from '../../preload/contract/settingsOfFolders.ts';
import type { AgentId, ImportProgress } from '../../preload/contract/snapshot.ts';
import type { Environment } from '../agents/agent.ts';
import { pathOf, type FoundFile } from '../ingest/discover.ts';
import { createHeadStart, type HeadStart } from '../ingest/headStart.ts';
import { ingest, type IngestResult } from '../ingest/ingest.ts';
import type { CursorBook } from '../ingest/jobs.ts';
import { startTailHelper, type FailedTail, type TailHelper } from '../ingest/tailHelper.ts';
import type { Clock } from '../ports.ts';
import type { PricingPort } from '../prices/pricing.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import type { Reader } from '../store/read.ts';
import type { Writer } from '../store/saveBatches.ts';
import { createLogWatch } from './logWatch.ts';

/** How thorough a look is: `full` lists all folders, `hot` only the latest files. */
export type Look = 'full' | 'hot';

/** After a failure to save, reading everything again is tried no sooner than this. */
const RETRY_AFTER_MS = 5000;

export type LogReaderOptions = {
  readonly machine: Environment;
  /** Folders of other computers that are read as well, as they are set now. */
  readonly hostFolders?: () => readonly HostFolder[];
  readonly clock: Clock;
  readonly pricing: PricingPort;
  /** Program of the second thread of a long import; null: one thread. */
  readonly helperUrl: URL | null;
  /** That thread, if it was started already. */
  readonly helper?: TailHelper | null;
};

export function createLogReader(options: LogReaderOptions) {
  const watch = createLogWatch(options.machine, options.clock, options.hostFolders);
  const book: CursorBook = { byPath: new Map(), cursorOf: () => null };
  const failed = new Map<string, FailedTail>();
  let progress: ImportProgress | null = null;
  let failure: StoreFailure | null = null;
  let readAtMs: number | null = null;
  let hasTried = false;
  let retryAtMs = -Infinity;
  let needsListing = true;
  let helper: TailHelper | null = options.helper ?? null;

  /**
   * While no file came or went only what changed is handed on, so that a quiet minute costs next to nothing; and
   * what could not be read, now and then.
   */
  function filesToRead(
    look: Look,
    headStart: HeadStart | null,
  ): { files: readonly FoundFile[]; isWholeListing: boolean } {
    if (look === 'hot' && !needsListing && !watch.hasHotFolderChanged()) {
      return { files: watch.changedHotFiles(), isWholeListing: false };
    }
    if (look === 'full' && !needsListing && watch.isListingValid()) {
      const changed = watch.changedFiles();
      const isAgain = (file: FoundFile) => failed.has(pathOf(file)) && !changed?.includes(file);
      const files = changed && [...changed, ...watch.files().filter(isAgain)];
      if (files !== null) return { files, isWholeListing: false };
    }
    watch.listAll(headStart?.found);
    return { files: watch.files(), isWholeListing: true };
  }

  /** For the first reading; later there is little to read. */
  function takeHelper(): TailHelper | null {
    const isFirst = !hasTried;
    const taken =
      helper ?? (isFirst && options.helperUrl ? startTailHelper(options.helperUrl) : null);
    helper = null;
    return taken;
  }

  function noteFailed(result: IngestResult, files: readonly FoundFile[], isWhole: boolean): void {
    if (isWhole) failed.clear();
    else for (const file of files) failed.delete(pathOf(file));
    for (const tail of result.failed) failed.set(tail.path, tail);
  }

  return {
    watch,
    progress: () => progress,
    failure: () => failure,
    /** When reading and saving last succeeded; null: never. What was shown before a failure keeps its age. */
    readAtMs: () => readAtMs,
    /** Whether a first reading has come to its end, good or bad. */
    hasTried: () => hasTried,
    /** How many log files lie in an account's folder: as listed, or as the program knows that reads them. */
    filesUnder(agent: AgentId, account: string): number {
      if (hasTried) return watch.filesUnder(agent, account);
      const below = `${account}${path.sep}`;
      let count = 0;
      for (const [file, known] of book.byPath) {
        if (known.agent === agent && file.startsWith(below)) count += 1;
      }
      return count;
    },
    failedFiles: (): readonly FailedTail[] => [...failed.values()],
    /** Takes over what another run has read; @returns from how many files */
    resumeFrom(reader: Reader): number {
      book.byPath = reader.knownFiles();
      book.cursorOf = reader.fileCursor;
      needsListing = true;
      return book.byPath.size;
    },
    /** Other folders are to be read from now on. */
    listAgain(): void {
      needsListing = true;
    },
    /** Starts what a long import needs before it is known whether there is one. */
    warmUp(): void {
      if (options.helperUrl) helper ??= startTailHelper(options.helperUrl);
    },
    /** Ends what was started and not needed: a waiting thread would keep the program alive. */
    async stop(): Promise<void> {
      await helper?.stop();
      helper = null;
    },
    /**
     * Reads and saves what is new.
     * @returns null when it could not be saved, or was not tried again yet; `failure` says why
     */
    async read(
      look: Look,
      writer: Writer,
      onProgress: (progress: ImportProgress) => void,
    ): Promise<IngestResult | null> {
      if (look === 'hot' && options.clock() < retryAtMs) return null;
      const isFirst = !hasTried && book.byPath.size === 0;
      const headStart = helper && isFirst ? createHeadStart(helper) : null;
      const { files, isWholeListing } = filesToRead(look, headStart);
      try {
        const ports = { writer, pricing: options.pricing, helper: takeHelper, headStart };
        const report = (now: ImportProgress) => {
          progress = now;
          onProgress(now);
        };
        const result = await ingest(files, book, ports, report, isWholeListing);
        noteFailed(result, files, isWholeListing);
        failure = null;
        needsListing = false;
        readAtMs = options.clock();
        return result;
      } catch (error) {
        failure = storeFailureOf(error);
        // What was not saved must be found again, by a listing.
        needsListing = true;
        retryAtMs = options.clock() + RETRY_AFTER_MS;
        return null;
      } finally {
        progress = null;
        hasTried = true;
      }
    },
  };
}

/** From log files to rows: what is new, read it, price it, save it with how far it was read. */
import type { ImportProgress } from '../../preload/contract/snapshot.ts';
import { costOf, type PriceableFact } from '../domain/pricing.ts';
import { isSumOfRequests, type FactList, type UsageFact } from '../domain/usage.ts';
import type { PricingPort } from '../prices/pricing.ts';
import type { FileBatch, PricedList } from '../store/records.ts';
import type { Writer } from '../store/saveBatches.ts';
import { widen, type SavedSpan } from '../store/span.ts';
import type { FoundFile } from './discover.ts';
import type { HeadStart } from './headStart.ts';
import { createHeapCare } from './heapCare.ts';
import { knownOf, planJobs, type CursorBook } from './jobs.ts';
import type { FailedTail, TailHelper } from './tailHelper.ts';
import { readLogs } from './readLogs.ts';
import type { TailResult } from './tailFile.ts';

/**
 * Events a transaction takes: few at first, so that the latest days are seen at once, then more and more,
 * because each transaction touches most pages of the index again. What it holds is lost with the program, so
 * it stays within about a second's work. Towards the end they are fewer again: the other thread reads while this
 * one saves, and little should be left to save when all is read.
 */
const FIRST_TRANSACTION_FACTS = 1000;
const TRANSACTION_GROWTH = 4;
const LARGEST_TRANSACTION_FACTS = 32_000;
const LEAST_FACTS = 8000;
/** Files with hardly an event each take memory as well while they wait. */
const MOST_WAITING_FILES = 3000;
/** Of an event; how much longer reading it takes than saving it, in parts of the time of saving. */
const READING_BESIDE_SAVING = 0.3;

/** From here on the copies among many files are decided together at the end. */
const MANY_BYTES = 4 * 1024 * 1024;

export type IngestPorts = {
  readonly writer: Pick<Writer, 'saveFiles' | 'saveFilesOfMany' | 'decideAll'>;
  readonly pricing: PricingPort;
  /** Asked when there is much to read: a second thread, which is used up by it; null: do without. */
  readonly helper: () => TailHelper | null;
  /** What that thread was given while the files were being found. */
  readonly headStart?: HeadStart | null;
};

export type IngestResult = {
  readonly changed: SavedSpan;
  readonly filesRead: number;
  readonly bytesRead: number;
  readonly failed: readonly FailedTail[];
};

/**
 * Reads and saves everything new. What was saved stays saved when it is interrupted.
 *
 * @param isWholeListing whether `files` are all there are; only then a missing file can have moved
 * @throws StoreError when the database cannot take it; what was not saved is read again next time
 */
export async function ingest(
  files: readonly FoundFile[],
  book: CursorBook,
  ports: IngestPorts,
  onProgress: (progress: ImportProgress) => void,
  isWholeListing: boolean,
): Promise<IngestResult> {
  const { headStart = null } = ports;
  const plan = planJobs(files, book, isWholeListing, headStart?.has);
  const { bytes } = plan;
  const filesTotal = plan.files.length + plan.databases.length + (headStart?.files() ?? 0);
  if (filesTotal === 0) {
    return { changed: ports.writer.decideAll(), filesRead: 0, bytesRead: 0, failed: [] };
  }
  const isMany = bytes >= MANY_BYTES;
  const heap = createHeapCare();
  const failed: FailedTail[] = [];
  let changed: SavedSpan = null;
  let filesRead = 0;
  let bytesRead = 0;
  let waiting: TailResult[] = [];
  let waitingFacts = 0;
  let factsRead = 0;
  let transactionFacts = FIRST_TRANSACTION_FACTS;

  /** Events in what is not read yet, as far as can be told. */
  function factsToCome(): number {
    return bytesRead === 0 ? Infinity : (factsRead / bytesRead) * (bytes - bytesRead);
  }

  /** Whether what waits is worth a transaction, and saving it and the rest would take longer than reading the rest. */
  function isTimeToSave(): boolean {
    return waitingFacts >= Math.max(LEAST_FACTS, factsToCome() * READING_BESIDE_SAVING);
  }

  function isDue(): boolean {
    return (
      waitingFacts >= transactionFacts || waiting.length >= MOST_WAITING_FILES || isTimeToSave()
    );
  }

  async function save(): Promise<void> {
    if (waiting.length === 0) return;
    const batches = await priced(waiting, ports.pricing);
    const saved = isMany ? ports.writer.saveFilesOfMany(batches) : ports.writer.saveFiles(batches);
    changed = widen(changed, saved);
    for (const { cursor, movedFrom } of batches) {
      if (movedFrom !== null) book.byPath.delete(movedFrom);
      book.byPath.set(cursor.path, knownOf(cursor));
    }
    [waiting, waitingFacts] = [[], 0];
    heap.look();
    transactionFacts = Math.min(LARGEST_TRANSACTION_FACTS, transactionFacts * TRANSACTION_GROWTH);
  }

  for await (const bundle of readLogs(plan, ports.helper, () => !isDue(), headStart?.lists())) {
    failed.push(...bundle.failed);
    waiting.push(...bundle.results);
    for (const result of bundle.results) {
      waitingFacts += result.facts.length;
      factsRead += result.facts.length;
      bytesRead += result.bytesRead;
      filesRead += result.isPart ? 0 : 1;
    }
    if (isDue()) await save();
    onProgress({
      filesDone: filesRead,
      filesTotal,
      bytesDone: bytesRead,
      bytesTotal: bytes,
    });
  }
  await save();
  changed = widen(changed, ports.writer.decideAll());
  return { changed, filesRead, bytesRead, failed };
}

async function priced(results: readonly TailResult[], pricing: PricingPort): Promise<FileBatch[]> {
  const models = new Set<string>();
  for (const { facts } of results) facts.forEach(({ model }) => models.add(model));
  await pricing.prepare(models);
  return results.map((result) => ({
    cursor: result.cursor,
    account: result.account,
    movedFrom: result.movedFrom,
    limits: result.limits,
    credits: result.credits,
    notes: result.notes,
    facts: pricedList(result.facts, pricing),
  }));
}

function pricedList(facts: FactList, pricing: PricingPort): PricedList {
  return {
    length: facts.length,
    forEach: (visit) =>
      facts.forEach((fact) => visit({ fact, costMicros: costOf(pricing.price(priceable(fact))) })),
  };
}

/** Sums are rare: an object is made for those only. */
function priceable(fact: UsageFact): PriceableFact {
  return isSumOfRequests(fact) ? { ...fact, isSum: true } : fact;
}

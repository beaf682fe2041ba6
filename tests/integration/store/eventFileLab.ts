/** Data folders with random histories in them, written by the product's own store, and events files of them. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { realMachine } from '../../../main/platform/machine.ts';
import { exportPieces } from '../../../main/review/exportFile.ts';
import type { ExportContext } from '../../../main/review/exportTables.ts';
import { dollars } from '../../../main/domain/ledger/amount.ts';
import type { LedgerEntry } from '../../../main/domain/ledger/entries.ts';
import type { LimitReading } from '../../../main/domain/limits.ts';
import type { UsageFact } from '../../../main/domain/usage.ts';
import { openTables } from '../../../main/engine/database.ts';
import { prepareIncoming } from '../../../main/store/incoming.ts';
import { createLedgerWriter } from '../../../main/store/ledger.ts';
import { openDatabase, openForSettings } from '../../../main/store/open.ts';
import { createTakeIn, type TakeInSource } from '../../../main/store/takeIn.ts';
import type { TakeInView } from '../../../preload/contract/dataCare.ts';
import { batchOf, factOf } from '../../fixtures/savedLog.ts';

export const NOW_MS = Date.UTC(2026, 10, 20, 12);
const FOLDER = '/home/u/.claude';

/** One thing that was once written down. */
export type Happening =
  | { readonly kind: 'fact'; readonly fact: UsageFact; readonly account: string }
  | { readonly kind: 'limit'; readonly limit: LimitReading }
  | { readonly kind: 'entry'; readonly entry: LedgerEntry };

const some = (...names: string[]) => fc.constantFrom(...names);
const few = fc.integer({ min: 0, max: 3 });

/** Small ranges, so that copies, larger forms and continued sessions meet. */
const fact: fc.Arbitrary<Happening> = fc
  .record({
    group: few,
    kind: fc.constantFrom('direct' as const, 'sidechain' as const, 'progress' as const),
    requestId: fc.option(some('r1', 'r2')),
    session: few,
    isReplaySuspect: fc.boolean(),
    project: fc.option(some('/a', '/b é', '/"quoted"\n')),
    model: some('claude-opus-5', 'nobody-1'),
    minutes: fc.integer({ min: 0, max: 600 }),
    outputTokens: few,
    inputTokens: few,
    account: some(FOLDER, '/home/u/.claude-work'),
  })
  .map(({ group, session, minutes, account, ...rest }) => ({
    kind: 'fact',
    account,
    fact: factOf({
      ...rest,
      groupKey: `g${group}`,
      sessionId: `s${session}`,
      parentSessionId: session > 1 ? `s${session - 2}` : null,
      atMs: NOW_MS - minutes * 60_000,
      startedAtMs: NOW_MS - 700 * 60_000 - group,
      cacheWrite5mTokens: group,
      cacheReadTokens: 7,
    }),
  }));

const limit: fc.Arbitrary<Happening> = fc
  .record({ minute: few, usedPercent: fc.option(few), resets: fc.option(few) })
  .map(({ minute, usedPercent, resets }) => ({
    kind: 'limit',
    limit: {
      agent: 'claude-code',
      account: FOLDER,
      kind: 'session',
      modelName: null,
      usedPercent,
      resetsAtMs: resets === null ? null : NOW_MS + resets,
      source: 'status-line',
      observedAtMs: NOW_MS - minute * 60_000,
    },
  }));

/** The same key is the same happening, as everywhere. */
const entry: fc.Arbitrary<Happening> = fc.integer({ min: 0, max: 9 }).map((nth) => ({
  kind: 'entry',
  entry: {
    key: `purchase-${nth}`,
    kind: 'purchase',
    agent: 'claude-code',
    account: FOLDER,
    atMs: NOW_MS - nth * 60_000,
    amount: dollars(nth * 1_000_000),
    source: 'user',
    basis: 'reported',
    note: nth % 2 === 0 ? null : 'für später',
    details: { paidUnits: nth === 3 ? 5 : null },
  },
}));

export const happenings = fc.array(fc.oneof({ weight: 3, arbitrary: fact }, limit, entry), {
  maxLength: 14,
});

export type Folder = ReturnType<typeof createFolder>;

/** An empty data folder. */
export function createFolder() {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-events-'));
  const dataFolder = path.join(root, 'data');
  openDatabase(dataFolder, 'write-if-free').close();

  return {
    root,
    dataFolder,
    /** Writes things down as the engine would. */
    write(things: readonly Happening[]): void {
      const { state, close } = openTables(dataFolder, ['claude-code']);
      if (state.kind === 'failed' || !state.tables.writing) throw new Error('no writer');
      for (const [index, thing] of things.entries()) {
        if (thing.kind === 'limit') state.tables.writing.writer.saveLimits([thing.limit]);
        if (thing.kind !== 'fact') continue;
        const { fact, account } = thing;
        const costMicros = fact.model === 'nobody-1' ? null : fact.outputTokens * 25;
        const log = { agent: 'claude-code', account, path: `${root}/${index}.jsonl` } as const;
        const batch = batchOf(log, { facts: [{ fact, costMicros }] });
        state.tables.writing.writer.saveFiles([batch]);
      }
      close();
      const ledger = openForSettings(dataFolder);
      for (const [index, thing] of things.entries()) {
        if (thing.kind !== 'entry') continue;
        createLedgerWriter(ledger.connection).append([thing.entry], NOW_MS + index);
      }
      ledger.close();
    },
    /** The lines of an events file of all there is; the first is its head. */
    lines(days: { sinceDay?: string; untilDay?: string } = {}): string[] {
      const database = openDatabase(dataFolder, 'read');
      try {
        const context: ExportContext = {
          ...{ database, machine: realMachine('en-US'), timeZone: 'UTC', clock: () => NOW_MS },
        };
        const { sinceDay = null, untilDay = null } = days;
        const request = { kind: 'events', format: 'json', sinceDay, untilDay } as const;
        return [...exportPieces(request, context).pieces];
      } finally {
        database.close();
      }
    },
    file(text: string): string {
      const file = path.join(root, `${fs.readdirSync(root).length}.jsonl`);
      fs.writeFileSync(file, text);
      return file;
    },
    exported(days?: { sinceDay?: string; untilDay?: string }): string {
      return this.file(this.lines(days).join(''));
    },
    takeIn: (file: string, host: string | null = null) =>
      carryOut(dataFolder, { file, host }, (takeIn, source, incoming) =>
        takeIn.take(source, incoming, NOW_MS),
      ),
    preview: (file: string, host: string | null = null) =>
      carryOut(dataFolder, { file, host }, (takeIn, source, incoming) =>
        takeIn.preview(source, incoming),
      ),
    undo(id: number): void {
      const database = openDatabase(dataFolder, 'write-if-free');
      createTakeIn(database.connection).undo(id);
      database.close();
    },
    dispose: () => fs.rmSync(root, { recursive: true, force: true }),
  };
}

type Work = (
  takeIn: ReturnType<typeof createTakeIn>,
  source: TakeInSource,
  incoming: Awaited<ReturnType<typeof prepareIncoming>>,
) => TakeInView;

async function carryOut(dataFolder: string, source: TakeInSource, work: Work): Promise<TakeInView> {
  const incoming = await prepareIncoming(source.file, dataFolder);
  const database = openDatabase(dataFolder, 'write-if-free');
  try {
    return work(createTakeIn(database.connection), source, incoming);
  } finally {
    database.close();
    incoming.remove();
  }
}

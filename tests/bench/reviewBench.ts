/** How long the main window waits for the answers of its History page over three years of daily use. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { HistoryFilters, HistoryQuestion } from '../../preload/contract/review/history.ts';
import { realMachine } from '../../main/platform/machine.ts';
import { createReviewDesk } from '../../main/review/reviewDesk.ts';
import { prepareIncoming } from '../../main/store/incoming.ts';
import { openDatabase } from '../../main/store/open.ts';
import { createTakeIn } from '../../main/store/takeIn.ts';
import { A_MILLION_EVENTS, fillHistory } from '../fixtures/generatedHistory.ts';
import { summarise } from './measure.ts';
import { atMost, type BenchLine, type BenchPart } from './report.ts';

const ROUNDS = 7;
const OPEN_MS = 300;
const FILTER_MS = 100;
const NOW_MS = Date.UTC(2026, 10, 22, 14, 30);
const EVERYTHING: HistoryFilters = { model: [], agent: [], project: [], account: [] };
const MONTH: HistoryQuestion = {
  sinceDay: '2026-11-01',
  untilDay: '2026-11-30',
  step: 'day',
  grouping: 'model',
  filters: EVERYTHING,
};
const YEARS: HistoryQuestion = { ...MONTH, sinceDay: '2023-11-23', step: 'month' };

export async function benchReview(): Promise<BenchPart> {
  const dataFolder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-bench-'));
  try {
    const shape = { ...A_MILLION_EVENTS, nowMs: NOW_MS, homeFolder: '/home/u' };
    const { events } = await fillHistory(dataFolder, shape);
    const machine = { ...realMachine('en-GB'), timeZone: 'Europe/Berlin' };
    const open = () => createReviewDesk({ dataFolder, machine, clock: () => NOW_MS });
    const warm = open();
    const [model] = warm.calls.history(YEARS).series;
    const filters = { ...EVERYTHING, agent: ['claude-code'], model: [model?.key ?? ''] };
    const lines = [
      line('open at this month', fresh(open, MONTH), OPEN_MS),
      line('open at all three years', fresh(open, YEARS), OPEN_MS),
      line(
        'filter three years by two dimensions',
        times(() => warm.calls.history({ ...YEARS, filters })),
        FILTER_MS,
      ),
      line(
        'the calendar under a filter',
        times(() => warm.calls.historyOverview({ filters })),
        FILTER_MS,
      ),
      line(
        'the five-hour windows of a month',
        times(() => warm.calls.historyWindows(MONTH_WINDOWS)),
        OPEN_MS,
      ),
    ];
    lines.push(...exportLines(warm, dataFolder), await takeInLine(dataFolder));
    warm.close();
    return {
      part: 'review',
      title: `The History page over ${events.toLocaleString('en')} answers; median of ${ROUNDS}`,
      columns: ['ms', 'MB', 'MB/s'],
      lines,
    };
  } finally {
    fs.rmSync(dataFolder, { recursive: true, force: true });
  }
}

const MONTH_WINDOWS = {
  sinceDay: MONTH.sinceDay,
  untilDay: MONTH.untilDay,
  filters: EVERYTHING,
};

/** All three years as a file, in each of its forms. */
function exportLines(desk: ReturnType<typeof createReviewDesk>, folder: string): BenchLine[] {
  const file = path.join(folder, EXPORTED);
  const forms = [
    ['usage', 'csv'],
    ['usage', 'json'],
    ['events', 'json'],
  ] as const;
  return forms.map(([kind, format]) => {
    const request = { kind, format, sinceDay: null, untilDay: null };
    const taken = times(() => desk.calls.export(request, file), FEW_ROUNDS);
    const name = `export of three years: ${kind}, ${kind === 'events' ? 'JSON lines' : format}`;
    return lineOfFile(name, taken, fs.statSync(file).size);
  });
}

const FEW_ROUNDS = 3;
const EXPORTED = 'exported';

/** The last file of events, taken into an empty data folder. */
async function takeInLine(folder: string): Promise<BenchLine> {
  const file = path.join(folder, EXPORTED);
  const taken: number[] = [];
  for (let round = 0; round < FEW_ROUNDS; round += 1) {
    const empty = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-bench-'));
    const database = openDatabase(empty, 'write-if-free');
    const startedAt = performance.now();
    const incoming = await prepareIncoming(file, empty);
    createTakeIn(database.connection).take({ file, host: null }, incoming, NOW_MS);
    taken.push(performance.now() - startedAt);
    incoming.remove();
    database.close();
    fs.rmSync(empty, { recursive: true, force: true });
  }
  return lineOfFile('the same events taken in by an empty Tollgate', taken, fs.statSync(file).size);
}

/** Measured without an aim: nobody waits for these in front of a page. */
function lineOfFile(name: string, taken: readonly number[], bytes: number): BenchLine {
  const { median, least, most } = summarise(taken);
  const megabytes = bytes / 1e6;
  return {
    name,
    cells: [
      `${median.toFixed(0)} (${least.toFixed(0)}–${most.toFixed(0)})`,
      megabytes.toFixed(1),
      ((megabytes * 1000) / median).toFixed(1),
    ],
    figures: { ms: median, leastMs: least, mostMs: most, bytes },
  };
}

/** From nothing: the database is opened, everything is read. */
function fresh(
  open: () => ReturnType<typeof createReviewDesk>,
  question: HistoryQuestion,
): number[] {
  return times(() => {
    const desk = open();
    desk.calls.history(question);
    desk.close();
  });
}

function times(work: () => unknown, rounds = ROUNDS): number[] {
  return Array.from({ length: rounds }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
}

function line(name: string, taken: readonly number[], limitMs: number): BenchLine {
  const { median, least, most } = summarise(taken);
  return {
    name,
    cells: [`${median.toFixed(0)} (${least.toFixed(0)}–${most.toFixed(0)})`, '', ''],
    figures: { ms: median, leastMs: least, mostMs: most },
    target: atMost(median, limitMs, 'ms'),
  };
}

/** Forecasts tried out on recorded history by the running engine: real SQLite, some windows a look, kept. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import type { LimitReading } from '../../../main/domain/limits.ts';
import { openDatabase } from '../../../main/store/open.ts';
import { createWriter } from '../../../main/store/saveBatches.ts';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import { MINUTE, NOW, openAskingLab, type AskingLab } from './askingLab.ts';

const HOUR = 60 * MINUTE;
const START = NOW - 2 * HOUR;

let lab: AskingLab;
let home: string;

beforeEach(() => {
  lab = openAskingLab();
  home = path.join(lab.home, '.claude');
  lab.work(home, 's');
});
afterEach(() => lab.close());

/** A window's readings, every five minutes up to now, from its percent at each minute. */
function readings(startsAtMs: number, percentAt: (minute: number) => number): LimitReading[] {
  const base = { agent: 'claude-code', account: home, kind: 'session', modelName: null } as const;
  return Array.from({ length: 60 }, (_, step) => step * 5)
    .filter((minute) => startsAtMs + minute * MINUTE <= NOW)
    .map((minute) => ({
      ...base,
      usedPercent: Math.min(100, percentAt(minute)),
      resetsAtMs: startsAtMs + 5 * HOUR,
      source: 'status-line',
      observedAtMs: startsAtMs + minute * MINUTE,
    }));
}

/** Past windows that went by a course, and one that is open and at even use would end before its reset. */
function record(count: number, percentAt: (minute: number) => number): void {
  const past = Array.from({ length: count }, (_, index) =>
    readings(START - (index + 1) * 6 * HOUR, percentAt),
  ).flat();
  const database = openDatabase(lab.dataFolder, 'write-if-free');
  createWriter(database.connection).saveLimits([...past, ...readings(START, (m) => m * 0.5)]);
  database.close();
}

const even = (minute: number) => minute * 0.5;
/** Fast use that stops short of the end: every forecast of an end was wrong. */
const halting = (minute: number) => Math.min(90, minute * 0.8);

async function looks(engine: Engine, times: number): Promise<Snapshot> {
  for (let done = 1; done < times; done += 1) await engine.look('hot');
  return engine.look('full');
}

const window = (snapshot: Snapshot) =>
  snapshot.windows.find(({ account, kind }) => account === home && kind === 'session');

it('measures after the first picture, some windows a look, and puts the rate beside the forecast', async () => {
  record(8, even);
  const engine = await lab.engine({});
  expect(window(await engine.look('full'))).toMatchObject({ forecast: null });
  const after = window(await looks(engine, 1));
  expect(after?.forecast).toMatchObject({ windowsCompared: 3, hitPercent: null, isShown: true });
  const last = window(await looks(engine, 3));
  expect(last?.forecast).toEqual({
    hitPercent: 100,
    windowsCompared: 8,
    isShown: true,
    asOfMs: NOW,
  });
  expect(last?.pace?.endsAtMs).not.toBeNull();
});

it('names no end where ends were wrong too often: in no part of the picture', async () => {
  record(6, halting);
  const engine = await lab.engine();
  const snapshot = await looks(engine, 5);
  expect(window(snapshot)).toMatchObject({
    pace: null,
    forecast: { hitPercent: 0, windowsCompared: 6, isShown: false },
  });
  expect(snapshot.verdict.kind).toBe('no-forecast');
  expect(JSON.stringify(snapshot)).not.toMatch(/"ends(?:Earliest|Latest)?AtMs":\d/);
});

it('is shown by a command that starts later, in the same words', async () => {
  record(6, even);
  const engine = await lab.engine();
  await looks(engine, 5);
  await engine.close();
  // The command's clock is the machine's: the window that is open there is another one, or none.
  const again = await lab.engine({}, false);
  expect(window(await again.look('full'))?.forecast).toMatchObject({ hitPercent: 100 });
});

it('goes on where a short command stopped, and a lasting one tries everything anew', async () => {
  record(6, even);
  const short = await lab.engine({}, false);
  await looks(short, 2);
  await short.close();
  const next = await lab.engine({}, false);
  expect(window(await looks(next, 2))?.forecast?.windowsCompared).toBe(6);
  await next.close();
  // What was read meanwhile about one of them is taken in by trying it again.
  const database = openDatabase(lab.dataFolder, 'write-if-free');
  const [late] = readings(START - 6 * HOUR, even).slice(-1);
  createWriter(database.connection).saveLimits([
    { ...(late as LimitReading), usedPercent: 100, observedAtMs: START - 6 * HOUR + 21 * MINUTE },
  ]);
  database.close();
  const lasting = await lab.engine();
  expect(window(await looks(lasting, 5))?.forecast).toMatchObject({ windowsCompared: 5 });
});

/** A loop that works for eight days without a pause of five hours: its windows are told from where they began. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { usageWindows } from '../../../main/domain/windows.ts';
import { createWindowsDesk } from '../../../main/review/windowsDesk.ts';
import { createTranscriptHeads } from '../../../main/review/transcriptHeads.ts';
import { openDatabase } from '../../../main/store/open.ts';
import { parseSettings } from '../../../preload/contract/settingsTree.ts';
import { openHomeLab, type HomeLab } from './homeLab.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-20T12:00:00Z');
const BEGAN = NOW - 8 * DAY + 17 * MINUTE;
const EVERY = 29 * MINUTE;

let nowMs: number;
let lab: HomeLab;
let account: string;

beforeEach(async () => {
  nowMs = NOW;
  lab = await openHomeLab(() => nowMs);
  account = path.join(lab.home, '.claude');
});
afterEach(() => lab.dispose());

const answersUntil = (untilMs: number) =>
  Array.from({ length: Math.ceil((untilMs - BEGAN) / EVERY) }, (_, index) => BEGAN + index * EVERY);

function work(): void {
  const answers = answersUntil(nowMs).map((atMs) => {
    return { id: `m-${atMs}`, session: 'loop', at: new Date(atMs).toISOString() };
  });
  lab.writeAnswers(account, 'loop', answers);
}

/** Without a line of the user's, an answer was asked for when the one before it came. */
const askedUntil = (untilMs: number) => [BEGAN, ...answersUntil(untilMs).slice(0, -1)];

const handCalculated = () => usageWindows(askedUntil(nowMs), []);

async function shown() {
  const { windows } = await lab.look();
  return windows.map(({ startsAtMs, resetsAtMs }) => ({ startsAtMs, resetsAtMs }));
}

it('shows the window that all its answers make, and goes on with it', async () => {
  let opened = 0;
  for (let look = 0; look < 12; look += 1) {
    work();
    const wanted = handCalculated().filter(({ resetsAtMs }) => resetsAtMs > nowMs);
    opened += wanted.length;
    expect(await shown()).toEqual(
      wanted.map(({ startsAtMs, resetsAtMs }) => ({ startsAtMs, resetsAtMs })),
    );
    nowMs += look === 6 ? 4 * DAY : 101 * MINUTE;
    if (look === 8) await lab.restart();
  }
  expect(opened).toBeGreaterThan(5);
});

it('learns of older answers that are found later', async () => {
  work();
  await shown();
  const early = BEGAN - 2 * HOUR;
  lab.writeAnswers(account, 'early', [
    { id: 'early', session: 'early', at: new Date(early).toISOString() },
  ]);
  const wanted = usageWindows([early, ...askedUntil(nowMs)], []).at(-1);
  expect(await shown()).toMatchObject([{ startsAtMs: wanted?.startsAtMs }]);
});

it('lists the same windows in the history', async () => {
  work();
  await lab.look();
  await lab.close();
  const { settings } = parseSettings({});
  const database = openDatabase(lab.dataFolder, 'read');
  try {
    const desk = createWindowsDesk({
      database,
      machine: lab.machine,
      settings,
      timeZone: 'UTC',
      locale: 'en',
      clock: () => nowMs,
      heads: createTranscriptHeads(),
    });
    const all = { model: [], agent: [], project: [], account: [] };
    const span = { fromMs: NOW - 2 * DAY, untilMs: NOW };
    const listed = desk.list(span, all, settings, (_, key) => key);
    const wanted = handCalculated().filter(({ startsAtMs }) => startsAtMs >= span.fromMs);
    expect(listed.map(({ startsAtMs }) => startsAtMs)).toEqual(
      wanted.map(({ startsAtMs }) => startsAtMs).reverse(),
    );
    // Each answer is in one of them: those before the first belong to the window that reaches into the span.
    const first = wanted[0]?.startsAtMs ?? 0;
    const answers = askedUntil(nowMs).filter((atMs) => atMs >= first).length;
    expect(listed.reduce((sum, { sums }) => sum + sums.events, 0)).toBe(answers);
  } finally {
    database.close();
  }
});

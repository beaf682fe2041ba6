/** One answer that a wrong clock dated into the future: it counts as use, and decides nothing about now. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHomeLab, type HomeLab } from './homeLab.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-20T12:00:00Z');

let nowMs: number;
let lab: HomeLab;
let account: string;

beforeEach(async () => {
  nowMs = NOW;
  lab = await openHomeLab(() => nowMs);
  account = path.join(lab.home, '.claude');
});
afterEach(() => lab.dispose());

const write = (name: string, ...instants: readonly number[]) =>
  lab.writeAnswers(
    account,
    name,
    instants.map((atMs) => ({
      id: `${name}-${atMs}`,
      session: name,
      at: new Date(atMs).toISOString(),
    })),
  );

/** What a status line said of a window. */
async function say(kind: 'session' | 'weekly', observedAtMs: number, resetsAtMs: number) {
  const { writing } = await lab.tables();
  writing?.writer.saveLimits([
    {
      ...{ agent: 'claude-code', account, kind, modelName: null, usedPercent: 60 },
      ...{ resetsAtMs, source: 'status-line', observedAtMs },
    },
  ]);
}

/** The present as it is shown, without the totals and what looking again teaches about forecasts. */
async function present() {
  const { windows, verdict, sessions, boundary } = await lab.look();
  return {
    windows: windows.map((window) => ({ ...window, forecast: null })),
    ...{ verdict, sessions, boundary },
  };
}

async function events(): Promise<number | undefined> {
  return (await lab.look()).totals?.last30Days.events;
}

describe('an answer of next month', () => {
  it('leaves the open window, its verdict and the sessions as they are', async () => {
    write('here', NOW - 2 * HOUR, NOW - 10 * MINUTE);
    const before = await present();
    expect(before.windows).toMatchObject([{ phase: 'open', startsAtMs: NOW - 2 * HOUR }]);
    write('wrong', NOW + 30 * DAY);
    expect(await present()).toEqual(before);
    await lab.restart();
    expect(await present()).toEqual(before);
  });

  it('neither begins the next window nor makes a week’s reading old', async () => {
    write('here', NOW - 6 * HOUR);
    await say('session', NOW - 6 * HOUR, NOW - HOUR);
    await say('weekly', NOW - 6 * HOUR, NOW + DAY);
    const before = await present();
    expect(before.windows).toMatchObject([
      { kind: 'session', phase: 'not-started' },
      { kind: 'weekly', isStale: false },
    ]);
    write('wrong', NOW + 30 * DAY);
    expect(await present()).toEqual(before);
  });

  it('of an account that rests for long leaves the account at rest', async () => {
    write('here', NOW - 6 * DAY);
    await say('weekly', NOW - 6 * DAY, NOW + DAY);
    const before = await present();
    expect(before.windows).toMatchObject([{ kind: 'weekly', isStale: false }]);
    write('wrong', NOW + 30 * DAY);
    expect(await present()).toEqual(before);
  });
});

describe('an answer of this evening', () => {
  it('counts as today’s use at once, and opens a window when its time has come', async () => {
    write('wrong', NOW + 5 * HOUR);
    const early = await present();
    expect([early.windows, early.sessions]).toEqual([[], []]);
    expect(await events()).toBe(1);
    nowMs = NOW + 5 * HOUR - MINUTE - 1;
    expect((await present()).sessions).toEqual([]);
    nowMs += 1;
    expect((await present()).sessions).toMatchObject([{ id: 'wrong' }]);
    nowMs = NOW + 5 * HOUR;
    expect((await present()).windows).toMatchObject([{ startsAtMs: NOW + 5 * HOUR }]);
  });

  it('is the future again once the clock is set right', async () => {
    write('here', NOW - HOUR);
    const before = await present();
    nowMs = NOW + 5 * HOUR;
    write('wrong', NOW + 5 * HOUR);
    expect((await present()).sessions).toMatchObject([{ id: 'wrong' }]);
    nowMs = NOW;
    expect(await present()).toEqual(before);
  });
});

/**
 * A plan used up across a change of the clocks, through the engine with its gate and its alerts on real files:
 * what counts are instants, whatever the clock on the wall does.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { zoneOf } from '../../../main/domain/calendar.ts';
import { createAlertDesk } from '../../../main/engine/alertDesk.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import { createGateDesk } from '../../../main/engine/gateDesk.ts';
import { gatePathsOf } from '../../../main/gate/gatePaths.ts';
import { engineOver } from '../../fixtures/engineOver.ts';
import { ZONES } from '../../unit/domain/zones.ts';
import { claudeLine } from '../cli/logLines.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = Date.UTC(2026, 0, 1);
const BERLIN = 'Europe/Berlin';

/** The instants at which a zone's clocks change in a year, to the quarter of an hour. */
function changesOf(name: string): number[] {
  const zone = zoneOf(name);
  const found: number[] = [];
  for (let atMs = YEAR; atMs < YEAR + 365 * DAY; atMs += 15 * MINUTE) {
    if (zone.offsetAtMs(atMs) !== zone.offsetAtMs(atMs - 15 * MINUTE)) found.push(atMs);
  }
  // Zones that never change are looked at while others do.
  return found.length > 0 ? found : changesOf(BERLIN);
}

/** When the local day after an instant begins, to the quarter of an hour. */
function firstOfDay(name: string, afterMs: number): number {
  const zone = zoneOf(name);
  let atMs = Math.ceil(afterMs / (15 * MINUTE)) * 15 * MINUTE;
  while (zone.dayOf(atMs) === zone.dayOf(afterMs)) atMs += 15 * MINUTE;
  return atMs;
}

type Life = Awaited<ReturnType<typeof begin>>;
const lives: { end(): Promise<void> }[] = [];

afterEach(async () => {
  for (const life of lives.splice(0)) await life.end();
});

/** A user of Claude Code in a zone, with the gate installed, at an instant. */
async function begin(timeZone: string, bornMs: number) {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-clocks-')));
  const account = path.join(root, '.claude');
  const dataFolder = path.join(root, 'data');
  const log = path.join(account, 'projects', 'p', 's.jsonl');
  fs.mkdirSync(path.dirname(log), { recursive: true });
  const told: string[] = [];
  let nowMs = bornMs;
  const clock = () => nowMs;
  let program: { engine: Engine; gate: ReturnType<typeof createGateDesk> };

  async function start() {
    const gate = createGateDesk({ dataFolder, clock });
    const alerts = createAlertDesk({
      clock,
      show: ({ title }) => {
        told.push(title);
        return Promise.resolve({ ok: true });
      },
    });
    const engine = engineOver(
      { home: root, dataFolder },
      {
        machine: { timeZone },
        clock,
        gateScripts: { posix: '# a gate\n', windows: '# a gate\n' },
        followers: [gate, alerts],
      },
    );
    await engine.allowReading();
    program = { engine, gate };
  }

  async function look() {
    const snapshot = await program.engine.look('full');
    await program.gate.settled();
    await new Promise((resolve) => setImmediate(resolve));
    const window = snapshot.windows.find(({ kind }) => kind === 'session');
    const { boundary } = snapshot;
    return {
      state: boundary.state,
      gate: boundary.gate,
      nextChangeAtMs: boundary.nextChangeAtMs,
      percent: window?.usedPercent ?? null,
      startsAtMs: window?.startsAtMs ?? null,
      resetsAtMs: window?.resetsAtMs ?? null,
    };
  }

  await start();
  await program!.engine.look('full');
  const request = { agent: 'claude-code', folder: account, change: 'install' } as const;
  const plan = await program!.engine.planGate(request);
  if (!plan.ok) throw new Error(plan.message);
  await program!.engine.applyGate({ ...plan.value, ...request });

  const life = {
    told,
    look,
    engine: () => program.engine,
    goTo: (atMs: number) => (nowMs = atMs),
    /** One answer now, after which the provider states the use of the plan. */
    async work(usedPercent: number, resetsAtMs: number) {
      const at = new Date(nowMs).toISOString();
      fs.appendFileSync(log, `${claudeLine({ id: `m-${nowMs}`, session: 's', at })}\n`);
      const tables = await program.engine.tables();
      tables?.writing?.writer.saveLimits([
        {
          ...{ agent: 'claude-code', account, kind: 'session', modelName: null },
          ...{ usedPercent, resetsAtMs, source: 'status-line', observedAtMs: nowMs },
        },
      ]);
      return look();
    },
    /** The account's rules in the gate file, as the hooks read them. */
    gateFile: () => fs.readFileSync(gatePathsOf(dataFolder).state, 'utf8'),
    async restart() {
      await program.engine.close();
      await start();
    },
    async end() {
      await program.engine.close();
      await program.gate.settled();
      fs.rmSync(root, { recursive: true, force: true });
    },
  };
  lives.push(life);
  return life;
}

const cases = ZONES.flatMap((zone) => changesOf(zone).map((changeMs) => ({ zone, changeMs })));

it('each zone has two changes', () => {
  expect(cases).toHaveLength(16);
});

const NEAR = '91% of the plan is used';
const PAID = 'The next request may be paid';
const BACK = 'The plan is back';

describe.each(cases)('$zone, around $changeMs', ({ zone, changeMs }) => {
  const resetsAtMs = changeMs + 2 * HOUR;
  const window = { startsAtMs: resetsAtMs - 5 * HOUR, resetsAtMs };
  // A new day has new daily limits: in Havana the clocks change at midnight.
  const midnightMs = firstOfDay(zone, changeMs - MINUTE);
  const stopped = { state: 'stopped', gate: 'closed', percent: 98, ...window };
  const afterReset = { state: 'on-plan', gate: 'open', percent: 0, resetsAtMs: null };
  const untilLine = `until ${resetsAtMs / 1000}`;
  const plainly = (told: readonly string[]) =>
    told.filter((title) => !title.includes('ends about'));

  /** From 60 percent before the change to a stop after it. */
  async function untilStopped(): Promise<Life> {
    const life = await begin(zone, changeMs - HOUR);
    const onPlan = await life.work(60, resetsAtMs);
    expect(onPlan).toMatchObject({ state: 'on-plan', gate: 'open', percent: 60, ...window });
    expect(life.gateFile()).not.toContain('rule closed');
    life.goTo(changeMs - MINUTE);
    const near = await life.work(91, resetsAtMs);
    expect(near).toMatchObject({
      state: 'near',
      gate: 'open',
      nextChangeAtMs: Math.min(resetsAtMs, midnightMs),
    });
    expect(plainly(life.told)).toEqual([NEAR]);
    life.goTo(changeMs + MINUTE);
    const atBoundary = await life.work(98, resetsAtMs);
    expect(atBoundary).toMatchObject({ state: 'at-boundary', gate: 'closed', ...window });
    expect(plainly(life.told)).toEqual([NEAR, PAID]);
    expect(life.gateFile()).toContain(`rule closed\nscope everything\n${untilLine}\n`);
    const [view] = await life.engine().questions();
    const receipt = await life.engine().answerQuestion({
      question: view?.question ?? 'nothing is asked',
      choice: { kind: 'stop', askAgainAtMs: null },
      shownText: 'The next request may be paid.',
    });
    expect(receipt).toEqual({ kind: 'recorded' });
    expect(await life.look()).toMatchObject({ ...stopped, nextChangeAtMs: resetsAtMs });
    return life;
  }

  async function endsWritten(life: Life): Promise<number> {
    const tables = await life.engine().tables();
    const { entries } = tables?.money.ledger.page(100) ?? { entries: [] };
    expect(entries.filter(({ entry }) => entry.kind === 'consent')).toHaveLength(1);
    return entries.filter(({ entry }) => entry.kind === 'consent-ended').length;
  }

  it('set back a day and right again, restarted, asleep over the reset', async () => {
    const life = await untilStopped();
    life.goTo(changeMs + 2 * MINUTE - DAY);
    expect(await life.look()).toMatchObject(stopped);
    expect(life.gateFile()).toContain(untilLine);
    life.goTo(changeMs + 3 * MINUTE);
    await life.restart();
    expect(await life.look()).toMatchObject({ ...stopped, nextChangeAtMs: resetsAtMs });
    expect(plainly(life.told)).toEqual([NEAR, PAID]);
    expect(await endsWritten(life)).toBe(0);

    // The very last millisecond of the window, and the sleep after it.
    life.goTo(resetsAtMs - 1);
    expect(await life.look()).toMatchObject({ state: 'stopped', gate: 'closed' });
    life.goTo(resetsAtMs + 30 * MINUTE);
    for (let looks = 0; looks < 2; looks += 1) {
      expect(await life.look()).toMatchObject(afterReset);
      expect(plainly(life.told)).toEqual([NEAR, PAID, BACK]);
      expect(life.gateFile()).not.toContain('rule closed');
      expect(await endsWritten(life)).toBe(1);
      await life.restart();
    }

    // The next window begins at nothing, and brings its own alert.
    const next = resetsAtMs + 30 * MINUTE + 5 * HOUR;
    life.goTo(resetsAtMs + 40 * MINUTE);
    expect(await life.work(91, next)).toMatchObject({ state: 'near', resetsAtMs: next });
    expect(plainly(life.told)).toEqual([NEAR, PAID, BACK, NEAR]);
  });

  it('set forward a day and right again: open meanwhile, then the stop holds as before', async () => {
    const life = await untilStopped();
    life.goTo(changeMs + 2 * MINUTE + DAY);
    expect(await life.look()).toMatchObject(afterReset);
    expect(life.gateFile()).not.toContain('rule closed');
    life.goTo(changeMs + 3 * MINUTE);
    expect(await life.look()).toMatchObject({ ...stopped, nextChangeAtMs: resetsAtMs });
    expect(life.gateFile()).toContain(untilLine);
    // A day after it the reset was no news any more; it is when the clock passes it a second time.
    expect(plainly(life.told)).toEqual([NEAR, PAID]);
    life.goTo(resetsAtMs);
    for (let looks = 0; looks < 2; looks += 1) {
      expect(await life.look()).toMatchObject(afterReset);
      expect(await endsWritten(life)).toBe(1);
      expect(plainly(life.told)).toEqual([NEAR, PAID, BACK]);
      await life.restart();
    }
  });
});

it('a stop counts although the clock was put back between it and an earlier consent', async () => {
  const beginMs = Date.UTC(2026, 10, 22, 12);
  const resetsAtMs = beginMs + 2 * HOUR;
  const life = await begin('UTC', beginMs);
  await life.work(98, resetsAtMs);
  const [asked] = await life.engine().questions();
  const end = { kind: 'reset' } as const;
  const choice = { kind: 'continue', capMicros: null, scope: { kind: 'everything' }, end } as const;
  const question = asked?.question ?? '';
  await life.engine().answerQuestion({ question, choice, shownText: 'Continue' });
  expect(await life.look()).toMatchObject({ gate: 'open' });
  life.goTo(beginMs - 9 * MINUTE);
  await life.engine().recordOrder({
    agent: 'claude-code',
    account: (await life.engine().look('full')).boundary.account ?? '',
    kind: 'stop',
    recordId: 'tray-1',
    givenAtMs: beginMs - 9 * MINUTE,
    expiresAtMs: resetsAtMs,
    resetsAtMs,
    shownText: 'Stop now',
  });
  for (const atMs of [beginMs - 9 * MINUTE, beginMs + MINUTE, resetsAtMs - 1]) {
    life.goTo(atMs);
    expect(await life.look()).toMatchObject({ state: 'stopped', gate: 'closed' });
    expect(life.gateFile()).toContain('rule closed');
  }
});

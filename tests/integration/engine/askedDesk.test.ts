/** The engine asks an agent's program: when, of whom, what it does with the answer, and that nothing waits for it. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import { answering, MINUTE, NOW, openAskingLab, until, type AskingLab } from './askingLab.ts';

let lab: AskingLab;
let home: string;

beforeEach(() => {
  lab = openAskingLab();
  home = path.join(lab.home, '.claude');
});
afterEach(() => lab.close());

const RESET = NOW + 60 * MINUTE;

async function status(engine: Engine) {
  const found = (await engine.sources())?.sources.find(({ source }) => source === 'claude-usage');
  if (!found) throw new Error('the source is not there');
  return found;
}

const failed = ({ problems }: Snapshot) => problems.filter(({ kind }) => kind === 'source-failed');

const hasFailed = async (engine: Engine) => failed(await engine.look('full')).length > 0;

async function asksOnceMore(engine: Engine, times: number): Promise<void> {
  await engine.look('full');
  await engine.look('full');
  await until(() => lab.asked().length === times);
}

/** Enough looks for a question to begin if it were to; none did. */
async function asksNobody(engine: Engine): Promise<void> {
  const before = lab.asked().length;
  for (let looks = 0; looks < 3; looks += 1) await engine.look('full');
  await engine.close();
  expect(lab.asked()).toHaveLength(before);
}

/** An engine over one working session, that has asked once. */
async function asked(): Promise<Engine> {
  lab.program(answering(42, RESET));
  lab.work(home, 's');
  const engine = await lab.engine();
  await lab.switchOn(engine, 'claudeUsage');
  await asksOnceMore(engine, 1);
  return engine;
}

describe('a source that is switched on', () => {
  it('is asked while a session is active, and its answer is in the snapshot', async () => {
    const engine = await asked();
    await until(async () => (await engine.look('full')).windows[0]?.source === 'claude-usage');
    const snapshot = await engine.look('full');
    expect(snapshot.windows).toMatchObject([
      { account: home, kind: 'session', usedPercent: 42, resetsAtMs: RESET, asOfMs: NOW },
    ]);
    expect(failed(snapshot)).toEqual([]);
    expect(await status(engine)).toMatchObject({
      isSwitchedOn: true,
      lastAskedAtMs: NOW,
      nextAllowedAtMs: NOW + 5 * MINUTE,
      problem: null,
      unknownKinds: ['lunar_month'],
    });
  });

  it('is asked again after five minutes of work, not before', async () => {
    const engine = await asked();
    await until(async () => (await engine.look('full')).windows[0]?.source === 'claude-usage');
    lab.passMs(5 * MINUTE - 1);
    lab.work(home, 's');
    for (let looks = 0; looks < 3; looks += 1) await engine.look('full');
    expect(lab.asked()).toHaveLength(1);
    // Figures that are the same to the letter are as old as at the first time; the floor counts from asking.
    lab.passMs(1);
    await asksOnceMore(engine, 2);
  });

  it.each([
    ['nobody works', (engine: Engine) => lab.switchOn(engine, 'claudeUsage')],
    ['it is switched off', () => lab.work(home, 's')],
  ])('is not asked where %s', async (_when, prepare) => {
    lab.program(answering(42, RESET));
    fs.mkdirSync(home, { recursive: true });
    const engine = await lab.engine();
    await prepare(engine);
    await asksNobody(engine);
  });

  it('is not asked by a command that ends at once, nor by one that only reads', async () => {
    lab.program(answering(42, RESET));
    lab.work(home, 's');
    const short = await lab.engine({}, false);
    await lab.switchOn(short, 'claudeUsage');
    await short.look('full');
    await short.look('full');
    const reading = await lab.engine();
    await asksNobody(reading);
    await asksNobody(short);
    expect(lab.asked()).toEqual([]);
  });

  it('keeps its floor across a restart', async () => {
    const first = await asked();
    await first.close();
    const second = await lab.engine();
    await asksNobody(second);
  });
});

describe('a program that misbehaves', () => {
  async function working(script: string): Promise<Engine> {
    lab.program(script);
    lab.work(home, 's');
    const engine = await lab.engine();
    await lab.switchOn(engine, 'claudeUsage');
    return engine;
  }

  it('delays no look when it hangs, and is gone when the engine closes', async () => {
    const ids = path.join(lab.root, 'ids');
    const engine = await working(`echo $$ > '${ids}'; exec sleep 600`);
    await asksOnceMore(engine, 1);
    await until(() => fs.existsSync(ids) && fs.readFileSync(ids, 'utf8').endsWith('\n'));
    lab.work(home, 'later');
    const snapshot = await engine.look('full');
    expect(snapshot.sessions.map(({ id }) => id)).toContain('later');
    await engine.close();
    expect(fs.existsSync(`/proc/${fs.readFileSync(ids, 'utf8').trim()}`)).toBe(false);
    // Quitting is not the program's failure; but it was asked, so the floor holds.
    const next = await lab.engine();
    await next.look('full');
    expect(await status(next)).toMatchObject({ failures: 0, lastAskedAtMs: NOW, problem: null });
  });

  it('becomes a notice beside the figures, and is left alone for longer each time', async () => {
    const engine = await working('echo garbage; exit 3');
    await asksOnceMore(engine, 1);
    await until(() => hasFailed(engine));
    const [problem] = failed(await engine.look('full'));
    expect(problem).toMatchObject({
      severity: 'notice',
      path: home,
      message: 'Claude Code, asked: The program ended with exit code 3 without an answer.',
    });
    lab.passMs(5 * MINUTE);
    lab.work(home, 's');
    await asksOnceMore(engine, 2);
    await until(async () => (await status(engine)).failures === 2);
    expect((await status(engine)).nextAllowedAtMs).toBe(lab.now() + 10 * MINUTE);
    lab.passMs(10 * MINUTE);
    lab.work(home, 's');
    lab.program(answering(7, RESET));
    await asksOnceMore(engine, 3);
    await until(async () => !(await hasFailed(engine)));
    expect(await status(engine)).toMatchObject({ failures: 0, problem: null });
  });

  it('is said to be missing where it is not installed', async () => {
    lab.work(home, 's');
    const engine = await lab.engine({ PATH: '/nowhere' });
    await lab.switchOn(engine, 'claudeUsage');
    await engine.look('full');
    await engine.look('full');
    await until(() => hasFailed(engine));
    expect(failed(await engine.look('full'))[0]?.message).toContain('was not found');
  });
});

describe('a user’s own question', () => {
  it('waits for no session, but keeps the floor', async () => {
    lab.program(answering(42, RESET));
    fs.mkdirSync(home, { recursive: true });
    const engine = await lab.engine({}, false);
    await lab.switchOn(engine, 'claudeUsage');
    await engine.look('full');
    expect(await engine.ask('claude-usage')).toMatchObject([
      { account: home, outcome: { ok: true, report: { windows: [{ usedPercent: 42 }] } } },
    ]);
    lab.passMs(MINUTE);
    expect(await engine.ask('claude-usage')).toMatchObject([
      { outcome: null, refusedBecause: 'floor', notBeforeMs: NOW + 5 * MINUTE },
    ]);
    expect(lab.asked()).toHaveLength(1);
  });

  it('is refused where the source is off, and where another program writes', async () => {
    lab.program(answering(42, RESET));
    fs.mkdirSync(home, { recursive: true });
    const first = await lab.engine({}, false);
    await first.look('full');
    expect(await first.ask('claude-usage')).toMatchObject([{ refusedBecause: 'switched-off' }]);
    await lab.switchOn(first, 'claudeUsage');
    const second = await lab.engine({}, false);
    await second.look('full');
    expect(await second.ask('claude-usage')).toMatchObject([{ refusedBecause: 'another-program' }]);
    expect(lab.asked()).toEqual([]);
  });
});

describe('two configuration folders', () => {
  it('are two accounts: windows, sessions, questions and stale readings apart', async () => {
    const [a, b] = ['a', 'b'].map((name) => path.join(lab.home, name)) as [string, string];
    lab.program(answering(42, RESET));
    lab.work(b, 'old');
    lab.passMs(20 * MINUTE);
    lab.work(a, 'new');
    fs.mkdirSync(b, { recursive: true });
    const engine = await lab.engine({ CLAUDE_CONFIG_DIR: `${a},${b}` });
    const before = await engine.look('full');
    expect(before.windows.map(({ account, startsAtMs }) => [account, startsAtMs])).toEqual([
      [a, NOW + 20 * MINUTE],
      [b, NOW],
    ]);
    expect(before.sessions.map(({ id, account }) => [id, account])).toEqual([['new', a]]);
    await lab.switchOn(engine, 'claudeUsage');
    await asksOnceMore(engine, 1);
    await until(async () =>
      (await engine.look('full')).windows.some(({ source }) => source === 'claude-usage'),
    );
    // Only the account that works is asked; the other keeps its own estimate.
    for (let looks = 0; looks < 3; looks += 1) await engine.look('full');
    const statuses = (await engine.sources())?.sources ?? [];
    const usage = statuses.filter(({ source }) => source === 'claude-usage');
    expect(usage.map(({ account, lastAskedAtMs }) => [account, lastAskedAtMs])).toEqual([
      [a, lab.now()],
      [b, null],
    ]);
    expect(lab.asked()).toEqual([a]);
    const after = await engine.look('full');
    const bySource = after.windows.map(({ account, source }) => [account, source]);
    expect(bySource.sort()).toEqual([
      [a, 'claude-usage'],
      [b, 'transcripts'],
    ]);
    lab.passMs(16 * MINUTE);
    lab.work(b, 'old');
    const stale = await engine.look('full');
    expect(stale.windows.find(({ account }) => account === a)?.isStale).toBe(false);
    await asksOnceMore(engine, 2);
    expect(lab.asked()[1]).toBe(b);
  });

  it('each compare themselves with their own history', async () => {
    const [a, b] = ['a', 'b'].map((name) => path.join(lab.home, name)) as [string, string];
    for (let days = 0; days < 6; days += 1) {
      lab.work(a, 'one');
      lab.passMs(24 * 60 * MINUTE);
    }
    lab.work(a, 'one');
    lab.work(b, 'two');
    const engine = await lab.engine({ CLAUDE_CONFIG_DIR: `${a},${b}` }, false);
    const { windows } = await engine.look('full');
    const compared = windows.map(({ account, comparison }) => [
      account,
      comparison?.windowsCompared ?? null,
    ]);
    expect(compared.sort()).toEqual([
      [a, 6],
      [b, null],
    ]);
  });
});

/** What is paid against an answer: through the engine, from log lines to the ledger and the terminal. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import type { PromptChoice } from '../../../preload/contract/prompt.ts';
import type { BreachView } from '../../../preload/contract/snapshot.ts';
import { codexRollout } from '../../e2e/support/codexLines.ts';
import { engineOver } from '../../fixtures/engineOver.ts';
import { openLab, type Lab } from '../cli/lab.ts';

const MINUTE = 60_000;

let lab: Lab;
let engine: Engine;
/** The engine lives half an hour behind the machine, so that the terminal later sees everything as past. */
let nowMs: number;
let rollout: ReturnType<typeof codexRollout>;
let file: string;

beforeEach(() => {
  lab = openLab();
  nowMs = Date.now() - 30 * MINUTE;
  rollout = codexRollout({ resetsAtMs: nowMs + 90 * MINUTE, cwd: '/home/u/proj' });
  file = path.join(lab.codexHome, 'sessions', `rollout-${rollout.name}.jsonl`);
  lab.write(file, rollout.start(nowMs - 9 * MINUTE));
  engine = start();
});

afterEach(async () => {
  await engine.close();
  lab.dispose();
});

const start = () => engineOver(lab, { clock: () => nowMs });

async function restart(): Promise<void> {
  await engine.close();
  engine = start();
}

/** One answer of the agent at this moment, with what its plan has come to. */
async function work(usedPercent: number): Promise<void> {
  fs.appendFileSync(file, rollout.answer({ atMs: nowMs, usedPercent }));
  await engine.look('full');
}

/** The question at 98 percent, answered. */
async function answer(choice: PromptChoice): Promise<string> {
  await engine.allowReading();
  await work(98);
  const [view] = await engine.questions();
  const question = view?.question ?? 'nothing is asked';
  const shownText = 'The next request may be paid.';
  expect(await engine.answerQuestion({ question, choice, shownText })).toEqual({
    kind: 'recorded',
  });
  return question;
}

/** The request that crosses is still the plan's; those after it are paid. */
async function overTheLimit(paidRequests: number): Promise<void> {
  for (let request = 0; request <= paidRequests; request += 1) {
    nowMs += 3 * MINUTE;
    await work(100);
  }
}

/** Micro-dollars of one answer: 2,028 fresh and 16,016 cached tokens in, 640 out, by the price table. */
const REQUEST_MICROS = 10_937;

async function breach(): Promise<BreachView | null | undefined> {
  return (await engine.consents())[0]?.breach;
}

async function breachEntries() {
  const tables = await engine.tables();
  const { entries } = tables?.money.ledger.page(100) ?? { entries: [] };
  return entries.flatMap(({ entry }) => (entry.kind === 'breach' ? [entry] : []));
}

it('what is paid after a stop is in the ledger once, however often it is looked at', async () => {
  await answer({ kind: 'stop', askAgainAtMs: null });
  expect(await breach()).toBeNull();
  await overTheLimit(2);
  const sum = {
    ...{ requests: 2, micros: 2 * REQUEST_MICROS, isAtLeast: false },
    ...{ wereInFlight: false, lastAtMs: nowMs },
  };
  expect(await breach()).toEqual(sum);
  const written = await breachEntries();
  expect(written).toHaveLength(2);
  expect(written[0]).toMatchObject({
    basis: 'estimated',
    amount: { units: REQUEST_MICROS },
    details: { wasInFlight: false },
  });

  // Neither a further look nor a restart writes a second one.
  nowMs += MINUTE;
  await engine.look('full');
  await restart();
  await engine.look('full');
  nowMs += MINUTE;
  await engine.look('full');
  expect(await breachEntries()).toEqual(written);
  expect((await engine.tables())?.money.ledger.verify()).toMatchObject({ isWhole: true });
  const { boundaries } = await engine.look('full');
  expect(boundaries.find(({ agent }) => agent === 'codex')?.breach).toEqual(sum);

  // The next request adds its own entry to the one answer.
  await work(100);
  expect(await breach()).toMatchObject({ requests: 3, micros: 3 * REQUEST_MICROS });

  await engine.close();
  const told = JSON.parse(lab.run('consent', '--json').out) as {
    consents: { kind: string; breach: BreachView | null }[];
  };
  expect(told.consents).toHaveLength(1);
  expect(told.consents[0]).toMatchObject({ kind: 'stop', breach: { requests: 3 } });
  expect(lab.run('consent').out).toMatch(/stop until .*3 requests/);
});

it('beyond a cap it is the part that nobody agreed to, and the request that crosses was in flight', async () => {
  const capMicros = 15_000;
  await answer({
    kind: 'continue',
    capMicros,
    scope: { kind: 'everything' },
    end: { kind: 'reset' },
  });
  await overTheLimit(1);
  expect(await breach()).toBeNull();
  nowMs += 3 * MINUTE;
  await work(100);
  const over = 2 * REQUEST_MICROS - capMicros;
  expect(await breach()).toMatchObject({ requests: 1, micros: over, wereInFlight: true });
  nowMs += 3 * MINUTE;
  await work(100);
  expect(await breach()).toMatchObject({
    ...{ requests: 2, micros: over + REQUEST_MICROS, wereInFlight: false },
  });
  await restart();
  await engine.look('full');
  nowMs += MINUTE;
  await engine.look('full');
  expect(await breachEntries()).toHaveLength(2);
});

it('what the plan still pays is no breach', async () => {
  await answer({ kind: 'stop', askAgainAtMs: null });
  nowMs += 3 * MINUTE;
  await work(99);
  nowMs += 3 * MINUTE;
  await work(99);
  expect(await breachEntries()).toEqual([]);
  expect(await breach()).toBeNull();
});

/** What a paid request still says once the plan is back, with the real engine, database and rollouts. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PromptAnswer } from '../../../preload/contract/prompt.ts';
import type { LimitReading } from '../../../main/domain/limits.ts';
import type { Engine } from '../../../main/engine/engine.ts';
import { codexRollout } from '../../e2e/support/codexLines.ts';
import { engineOver } from '../../fixtures/engineOver.ts';
import { openLab, type Lab } from '../cli/lab.ts';
import { openHomeLab, type HomeLab } from './homeLab.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

type Choice = PromptAnswer['choice'];
type GoOn = Extract<Choice, { kind: 'continue' }>;
const goOn = (end: GoOn['end'], capMicros: number | null = null): GoOn => ({
  kind: 'continue',
  capMicros,
  scope: { kind: 'everything' },
  end,
});

async function answerFirst(engine: Engine, choice: Choice): Promise<void> {
  const [view] = await engine.questions();
  if (!view) throw new Error('Nothing is asked');
  await engine.answerQuestion({ question: view.question, choice, shownText: 'Shown.' });
}

describe('after the reset', () => {
  let lab: Lab;
  let engine: Engine;
  let nowMs: number;
  let resetsAtMs: number;

  beforeEach(() => {
    lab = openLab();
    nowMs = Date.now() - 30 * MINUTE_MS;
    resetsAtMs = nowMs + 16 * MINUTE_MS;
    engine = engineOver(lab, { clock: () => nowMs });
  });

  afterEach(async () => {
    await engine.close();
    lab.dispose();
  });

  /** A session that has begun, and what appends an answer to it. */
  function session(resetMs: number): (usedPercent: number) => void {
    const rollout = codexRollout({ resetsAtMs: resetMs, cwd: '/home/u/proj' });
    const file = path.join(lab.codexHome, 'sessions', `rollout-${rollout.name}.jsonl`);
    lab.write(file, rollout.start(nowMs - MINUTE_MS));
    let weeklyPercent = 41;
    return (usedPercent) => {
      weeklyPercent += 0.1;
      fs.appendFileSync(file, rollout.answer({ atMs: nowMs, usedPercent, weeklyPercent }));
    };
  }

  async function seen() {
    const { boundaries } = await engine.look('full');
    const codex = boundaries.find(({ agent }) => agent === 'codex');
    return [codex?.state, codex?.gate, (await engine.questions()).length];
  }

  it('who paid until it, as agreed, works on the plan again: not accused, not held, not asked', async () => {
    await engine.allowReading();
    const work = session(resetsAtMs);
    work(98);
    await engine.look('full');
    await answerFirst(engine, goOn({ kind: 'reset' }));
    for (let paid = 0; paid < 5; paid += 1) {
      nowMs += 3 * MINUTE_MS;
      work(100);
      expect(await seen()).toEqual(['on-credits-with-consent', 'open', 0]);
    }
    nowMs = resetsAtMs + 1000;
    expect(await seen()).toEqual(['on-plan', 'open', 0]);
    nowMs = resetsAtMs + 2 * MINUTE_MS;
    const workAnew = session(resetsAtMs + 5 * HOUR_MS);
    workAnew(1);
    expect(await seen()).toEqual(['on-plan', 'open', 0]);
  });

  it('a paid request that nobody agreed to holds until it, and no longer', async () => {
    await engine.allowReading();
    const work = session(resetsAtMs);
    work(100);
    nowMs += 3 * MINUTE_MS;
    work(100);
    await seen();
    expect(await seen()).toEqual(['on-credits-without-consent', 'closed', 1]);
    nowMs = resetsAtMs - MINUTE_MS;
    work(100);
    expect(await seen()).toEqual(['on-credits-without-consent', 'closed', 1]);
    nowMs = resetsAtMs + 1000;
    expect(await seen()).toEqual(['on-plan', 'open', 0]);
  });
});

describe('a model whose week is used up', () => {
  const startMs = Date.parse('2026-11-22T10:00:00Z');
  const weekEndMs = startMs + 96 * HOUR_MS;
  let nowMs: number;
  let lab: HomeLab;
  let account: string;
  let answers: Parameters<HomeLab['writeAnswers']>[2][number][];

  beforeEach(async () => {
    nowMs = startMs;
    lab = await openHomeLab(() => nowMs);
    account = path.join(lab.home, '.claude');
    answers = [];
  });

  afterEach(() => lab.dispose());

  async function report(opusPercent: number, sessionPercent = 30): Promise<void> {
    const of = { agent: 'claude-code', account, source: 'claude-usage' } as const;
    const said = { ...of, observedAtMs: nowMs, modelName: null } as const;
    const sessionEndMs = startMs + (nowMs - startMs < 4 * HOUR_MS ? 4 : 53) * HOUR_MS;
    const ofOpus = { kind: 'weekly-model', modelName: 'Opus', usedPercent: opusPercent } as const;
    const readings: LimitReading[] = [
      { ...said, kind: 'session', usedPercent: sessionPercent, resetsAtMs: sessionEndMs },
      { ...said, kind: 'weekly', usedPercent: 50, resetsAtMs: weekEndMs },
      { ...said, ...ofOpus, resetsAtMs: weekEndMs },
    ];
    (await lab.tables()).writing?.writer.saveLimits(readings);
  }

  function write(model: string, output = 500): void {
    const at = new Date(nowMs).toISOString();
    answers.push({ id: `m${answers.length}`, output, input: 1000, model, at });
    lab.writeAnswers(account, 's', answers);
  }

  async function state() {
    await lab.look();
    const { boundaries } = await lab.look();
    return boundaries.find((one) => one.account === account)?.state;
  }

  async function work(model: string, opusPercent = 100) {
    nowMs += 2 * MINUTE_MS;
    await report(opusPercent);
    write(model);
    return state();
  }

  it('holds no other model after one paid request', async () => {
    await work('claude-opus-5', 99);
    await work('claude-opus-5');
    await answerFirst(lab.engine(), goOn({ kind: 'time', atMs: nowMs + 30 * MINUTE_MS }));
    expect(await work('claude-opus-5')).toBe('on-credits-with-consent');
    nowMs += 40 * MINUTE_MS;
    expect(await work('claude-sonnet-5-5')).toBe('on-plan');
    nowMs = startMs + 49 * HOUR_MS;
    expect(await work('claude-sonnet-5-5')).toBe('on-plan');
    expect(await work('claude-opus-5')).not.toBe('on-plan');
  });

  it('and paid unasked, is told although another model answered after it in the same look', async () => {
    await work('claude-opus-5', 98);
    nowMs += MINUTE_MS;
    await report(100);
    await state();
    nowMs += MINUTE_MS;
    write('claude-opus-5');
    nowMs += 1000;
    write('claude-haiku-4-5');
    await report(100);
    expect(await state()).toBe('on-credits-without-consent');
    nowMs += 6 * MINUTE_MS;
    expect(await state()).toBe('on-credits-without-consent');
  });

  it('keeps its own cap whatever others spend', async () => {
    await work('claude-opus-5');
    await answerFirst(lab.engine(), goOn({ kind: 'reset' }, 1_000_000));
    expect(await work('claude-opus-5')).toBe('on-credits-with-consent');
    nowMs += MINUTE_MS;
    await report(100, 100);
    write('claude-sonnet-4-5');
    await state();
    await answerFirst(lab.engine(), goOn({ kind: 'reset' }));
    nowMs += MINUTE_MS;
    write('claude-sonnet-4-5', 200_000);
    await report(100, 100);
    await state();
    nowMs = startMs + 4 * HOUR_MS + MINUTE_MS;
    expect(await work('claude-opus-5')).toBe('on-credits-with-consent');
  });

  it('what was paid beyond a cap while nobody looked was not agreed to', async () => {
    await work('claude-opus-5');
    await answerFirst(lab.engine(), goOn({ kind: 'reset' }, 1_000_000));
    nowMs += MINUTE_MS;
    write('claude-opus-5', 100_000);
    nowMs += 30 * MINUTE_MS;
    write('claude-opus-5', 100_000);
    await report(100);
    expect(await state()).toBe('on-credits-without-consent');
  });
});

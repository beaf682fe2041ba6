/** A stop at the weekly limit of one model, as the engine takes it, holds and shows it. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { questionParts } from '../../../main/domain/consentLedger.ts';
import type { LimitReading } from '../../../main/domain/limits.ts';
import { verdictWords } from '../../../preload/contract/wording.ts';
import type { ClaudeAnswer } from '../cli/logLines.ts';
import { openHomeLab, type HomeLab } from './homeLab.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-11-22T10:00:00Z');
const WEEK_END = START + 96 * HOUR;

let nowMs = START;
let lab: HomeLab;
let account: string;
let answers: ClaudeAnswer[];

beforeEach(async () => {
  nowMs = START;
  answers = [];
  lab = await openHomeLab(() => nowMs);
  account = path.join(lab.home, '.claude');
});

afterEach(() => lab.dispose());

function work(model: string): void {
  const at = new Date(nowMs).toISOString();
  answers.push({ id: `m${answers.length}`, output: 500, input: 1000, model, at });
  lab.writeAnswers(account, 's', answers);
}

/** How far each limit is used; the session window resets five hours after the start, then each time anew. */
async function report(opus: number, session: number): Promise<void> {
  const of = {
    agent: 'claude-code',
    account,
    source: 'claude-usage',
    observedAtMs: nowMs,
    modelName: null,
  } as const;
  const resetsAtMs = START + Math.ceil((nowMs - START + 1) / (5 * HOUR)) * 5 * HOUR;
  const readings = [
    { ...of, kind: 'session', usedPercent: session, resetsAtMs },
    { ...of, kind: 'weekly', usedPercent: 50, resetsAtMs: WEEK_END },
    {
      ...of,
      kind: 'weekly-model',
      modelName: 'Opus',
      usedPercent: opus,
      resetsAtMs: WEEK_END,
    },
  ] as LimitReading[];
  (await lab.tables()).writing?.writer.saveLimits(readings);
}

async function look() {
  await lab.look();
  const snapshot = await lab.look();
  const boundary = snapshot.boundaries.find((one) => one.account === account);
  if (!boundary) throw new Error('The account is not known.');
  return { snapshot, boundary };
}

describe('a stop at the weekly limit of Opus', () => {
  beforeEach(async () => {
    work('claude-opus-5');
    await report(98, 30);
    await look();
    const [asked] = await lab.engine().questions();
    expect(questionParts(asked?.question ?? null)?.slice(2, 4)).toEqual(['weekly-model', 'Opus']);
    const stop = { kind: 'stop', askAgainAtMs: null } as const;
    const receipt = await lab
      .engine()
      .answerQuestion({ question: asked?.question ?? '', choice: stop, shownText: 'Stop' });
    expect(receipt.kind).toBe('recorded');
  });

  it('holds Opus, and says so', async () => {
    const { snapshot, boundary } = await look();
    expect(boundary).toMatchObject({ state: 'stopped', gate: 'open' });
    expect(verdictWords(snapshot).headline).toMatch(/^Opus is stopped until Thu/);
  });

  it.each([
    ['ten minutes later', 10 * MINUTE],
    ['two days later', 49 * HOUR],
  ])('leaves Sonnet its plan: %s', async (_, afterMs) => {
    nowMs += afterMs;
    work('claude-sonnet-5-5');
    await report(98, 32);
    const { boundary } = await look();
    expect(boundary).toMatchObject({ state: 'on-plan', gate: 'open', answerId: null });
    expect(boundary.modelStops).toMatchObject([{ modelName: 'Opus', untilMs: WEEK_END }]);
  });

  it('can be taken back while another model works', async () => {
    nowMs += HOUR;
    work('claude-sonnet-5-5');
    await report(98, 32);
    const [stop] = (await look()).boundary.modelStops;
    expect(await lab.engine().revokeConsent(stop?.answerId ?? '')).toMatchObject({ ok: true });
    expect((await look()).boundary.modelStops).toEqual([]);
  });
});

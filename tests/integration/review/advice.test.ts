/** Advice over a generated past, by the desk that the window asks. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realMachine } from '../../../main/platform/machine.ts';
import { createReviewDesk } from '../../../main/review/reviewDesk.ts';
import { ADVICE_DAYS } from '../../../preload/contract/review/advice.ts';
import { fillHistory } from '../../fixtures/generatedHistory.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 14, 30);
const DAY_MS = 86_400_000;

describe('advice', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-advice-'));
  const machine = { ...realMachine('en-GB'), timeZone: 'Europe/Berlin' };
  const desk = createReviewDesk({ dataFolder: folder, machine, clock: () => NOW_MS });
  beforeAll(async () => {
    await fillHistory(folder, {
      nowMs: NOW_MS,
      days: 40,
      eventsPerDay: 200,
      seed: 11,
      homeFolder: path.join(folder, 'home'),
    });
  });
  afterAll(() => {
    desk.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('sums conversations as the Sessions page says of each', () => {
    const { advice, fromMs } = desk.calls.advice();
    expect(fromMs).toBe(NOW_MS - ADVICE_DAYS * DAY_MS);
    const restart = advice.find((one) => one.kind === 'restart');
    if (restart?.kind !== 'restart') throw new Error('no conversation was long enough');
    const { rows } = desk.calls.sessions({
      span: '30-days',
      order: 'latest',
      agent: null,
      search: '',
    });
    const savings = rows
      // Shorter ones are never named, and each takes a while to open.
      .filter(({ startedAtMs, answers }) => startedAtMs >= fromMs && answers >= 30)
      .flatMap(({ agent, sessionId, startedAtMs, lastAtMs }) => {
        const question = { agent, sessionId, fromMs: startedAtMs, untilMs: lastAtMs };
        return desk.calls.session(question)?.restart?.savingMicros ?? [];
      });
    expect(restart.sessions).toBe(savings.length);
    expect(restart.savingMicros).toBe(savings.reduce((sum, one) => sum + one, 0));
    expect(restart.largest.savingMicros).toBe(Math.max(...savings));
  });

  it('prices the answers of a model as History counts them', () => {
    const { advice } = desk.calls.advice();
    const models = advice.flatMap((one) => (one.kind === 'cheaper-model' ? [one] : []));
    expect(models.length).toBeGreaterThan(0);
    for (const one of models) {
      expect(one.savingMicros).toBe(one.costMicros - one.otherMicros);
      // Other models come after what changes no answer.
      expect(advice.indexOf(one)).toBeGreaterThan(0);
    }
  });
});

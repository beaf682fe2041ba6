/** What credits paid, in commands that look once: on a computer without the app nobody else derives it. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { codexRollout } from '../../e2e/support/codexLines.ts';
import { openLab, type Lab } from './lab.ts';

const MINUTE_MS = 60_000;
const PAID_ANSWERS = 6;

let lab: Lab;
beforeEach(() => {
  lab = openLab();
});
afterEach(() => lab.dispose());

/** A plan that is used up after two answers, and further ones that credits paid for. */
function writeWork(beganMs: number): void {
  const rollout = codexRollout({ resetsAtMs: beganMs + 90 * MINUTE_MS });
  const percents = [50, 99, ...Array.from({ length: PAID_ANSWERS + 1 }, () => 100)];
  const answers = percents.map((usedPercent, index) =>
    rollout.answer({
      atMs: beganMs + (index + 1) * MINUTE_MS,
      usedPercent,
      weeklyPercent: 41 + index / 10,
    }),
  );
  lab.write(
    path.join(lab.codexHome, 'sessions', `rollout-${rollout.name}.jsonl`),
    rollout.start(beganMs) + answers.join(''),
  );
}

const spentThisMonth = () =>
  lab.status().credits?.accounts.find(({ agent }) => agent === 'codex')?.spentThisMonth?.value
    .minorUnits ?? 0;

function exportedMicros(): number {
  const [head = '', ...rows] = lab.run('export', 'usage').out.trim().split('\n');
  const column = head.split(',').indexOf('creditMicros');
  return rows.reduce((sum, row) => sum + Number(row.split(',')[column]), 0);
}

it('the first status knows it, says so, and says the same as the credits', () => {
  writeWork(Date.now() - 20 * MINUTE_MS);
  const { boundaries } = lab.status();
  expect(boundaries.find(({ agent }) => agent === 'codex')?.state).toBe(
    'on-credits-without-consent',
  );
  const first = spentThisMonth();
  expect(first).toBeGreaterThan(0);
  lab.run('credits');
  expect(spentThisMonth()).toBe(first);
  expect(lab.run('guard').code).toBe(1);
});

it('the first export knows it', () => {
  writeWork(Date.now() - 20 * MINUTE_MS);
  expect(exportedMicros()).toBeGreaterThan(0);
});

it('is known before its detail is removed', () => {
  writeWork(Date.now() - 60 * 24 * 60 * MINUTE_MS);
  lab.run('import');
  lab.run('settings', 'set', 'data.retentionDays', '30');
  expect(lab.run('retention', '--yes').code).toBe(0);
  expect(exportedMicros()).toBeGreaterThan(0);
});

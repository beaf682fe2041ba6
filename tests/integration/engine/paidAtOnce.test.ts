/** What credits paid is derived before a command's only picture, and before the detail that it follows from goes. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { codexRollout } from '../../e2e/support/codexLines.ts';
import { engineOver } from '../../fixtures/engineOver.ts';
import { openLab, type Lab } from '../cli/lab.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let lab: Lab;
let engine: Engine;
beforeEach(async () => {
  lab = openLab();
  engine = engineOver(lab);
  await engine.allowReading();
});
afterEach(async () => {
  await engine.close();
  lab.dispose();
});

/** A plan that is used up, and answers that credits paid for. */
function writeWork(beganMs: number): void {
  const rollout = codexRollout({ resetsAtMs: beganMs + 90 * MINUTE_MS });
  const lines = [99, 100, 100, 100].map((usedPercent, index) =>
    rollout.answer({ atMs: beganMs + (index + 1) * MINUTE_MS, usedPercent }),
  );
  lab.write(
    path.join(lab.codexHome, 'sessions', `rollout-${rollout.name}.jsonl`),
    rollout.start(beganMs) + lines.join(''),
  );
}

async function paidMicros(): Promise<number> {
  const tables = await engine.tables();
  const of = { agent: 'codex', account: lab.codexHome } as const;
  return tables?.money.paid.spentBetween(of, 0, Date.now()).creditMicros ?? 0;
}

it('a command’s only picture knows what was paid', async () => {
  writeWork(Date.now() - 20 * MINUTE_MS);
  const { boundaries, credits } = await engine.look('full');
  expect(boundaries.find(({ agent }) => agent === 'codex')?.state).toBe(
    'on-credits-without-consent',
  );
  expect(await paidMicros()).toBeGreaterThan(0);
  const own = credits?.accounts.find(({ agent }) => agent === 'codex');
  expect(own?.spentThisMonth?.value.minorUnits).toBe(await paidMicros());
});

it('what credits paid is known before its detail is removed', async () => {
  writeWork(Date.now() - 60 * DAY_MS);
  await engine.update();
  expect(await paidMicros()).toBe(0);
  const change = await engine.changeSettings([{ path: ['data', 'retentionDays'], value: 30 }]);
  expect(change.ok).toBe(true);
  expect(await engine.removeDetail(30)).toMatchObject({ ok: true });
  expect(await paidMicros()).toBeGreaterThan(0);
});

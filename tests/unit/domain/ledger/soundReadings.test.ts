import { expect, it } from 'vitest';
import { isSoundReading } from '../../../../main/domain/ledger/paidState.ts';
import type { LimitReading } from '../../../../main/domain/limits.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 23);

const reading = (kind: LimitReading['kind'], daysLeft: number | null): LimitReading => ({
  agent: 'codex',
  account: '/home/u/.codex',
  kind,
  modelName: null,
  usedPercent: 100,
  resetsAtMs: daysLeft === null ? null : NOW_MS + daysLeft * DAY_MS,
  source: 'codex-rollout',
  observedAtMs: NOW_MS,
});

it.each([
  ['session', 0.2, true],
  ['session', 2, false],
  ['weekly', 6, true],
  ['weekly', 20, false],
  ['weekly', null, true],
  // It may be right, but no stretch that is looked at holds it as a whole.
  ['monthly', 3, false],
  ['monthly', null, false],
] as const)('a %s window with %s days left decides about paying: %s', (kind, daysLeft, isSound) => {
  expect(isSoundReading(reading(kind, daysLeft))).toBe(isSound);
});

import { expect, it } from 'vitest';
import { createDaySessions } from '../../../main/engine/daySessions.ts';
import type { SavedSession } from '../../../main/store/read.ts';

const NOW_MS = Date.parse('2026-11-23T12:00:00Z');
const session = (sessionId: string, agoMs: number): SavedSession => ({
  agent: 'codex',
  account: '/home/u/.codex',
  sessionId,
  project: null,
  model: 'gpt-5',
  atMs: NOW_MS - agoMs,
});
const namesOf = (found: readonly SavedSession[]) => found.map(({ sessionId }) => sessionId);

it('a session leaves with the only answer that counted for it, and one with an earlier answer goes back to that', () => {
  let saved = [session('copy', 1000), session('own', 1000)];
  const sessionsBetween = (fromMs: number, untilMs: number) =>
    saved.filter(({ atMs }) => atMs >= fromMs && atMs < untilMs);
  const day = createDaySessions({ sessionsBetween });
  expect(namesOf(day.read(NOW_MS))).toEqual(['copy', 'own']);
  saved = [session('own', 60_000)];
  day.forget({ fromMs: NOW_MS - 1000, untilMs: NOW_MS });
  expect(day.read(NOW_MS)).toEqual(saved);
});

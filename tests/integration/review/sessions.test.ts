/** The Sessions page over a generated past: the same sums as going through every event. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTables } from '../../../main/engine/database.ts';
import { realMachine } from '../../../main/platform/machine.ts';
import { createReviewDesk } from '../../../main/review/reviewDesk.ts';
import type { SessionsQuestion } from '../../../preload/contract/review/sessions.ts';
import { fillHistory } from '../../fixtures/generatedHistory.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 14, 30);
const EVER = Number.MAX_SAFE_INTEGER;
const ALL: SessionsQuestion = { span: 'all', order: 'latest', agent: null, search: '' };

describe('the Sessions page', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-sessions-'));
  const desk = createReviewDesk({
    dataFolder: folder,
    machine: realMachine('en-US'),
    clock: () => NOW_MS,
  });
  beforeAll(async () => {
    await fillHistory(folder, {
      nowMs: NOW_MS,
      days: 40,
      eventsPerDay: 300,
      seed: 5,
      homeFolder: path.join(folder, 'home'),
    });
  });
  afterAll(() => {
    desk.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it('adds up to all that was counted, and to all that credits paid', () => {
    const { state, close } = openTables(folder, ['claude-code', 'codex'], 'read');
    if (state.kind === 'failed') throw new Error(state.failure.message);
    const { reader, money } = state.tables;
    let costMicros = 0;
    let answers = 0;
    const ids = new Set<string>();
    for (const event of reader.eventsBetween(0, EVER)) {
      costMicros += event.costMicros ?? 0;
      answers += 1;
      ids.add(event.sessionId);
    }
    let creditMicros = 0;
    for (const key of money.facts.accounts()) {
      creditMicros += money.paid.spentBetween(key, 0, EVER).creditMicros;
    }
    close();
    const { rows } = desk.calls.sessions(ALL);
    const sum = (pick: (row: (typeof rows)[number]) => number) =>
      rows.reduce((total, row) => total + pick(row), 0);
    expect(sum((row) => row.answers)).toBe(answers);
    expect(sum((row) => row.costMicros ?? 0)).toBe(costMicros);
    expect(sum((row) => row.creditMicros)).toBe(creditMicros);
    expect(creditMicros).toBeGreaterThan(0);
    expect(rows.length + sum((row) => row.subAgents)).toBe(ids.size);
  });

  it('opens any session with the sums of its row', () => {
    const { rows } = desk.calls.sessions({ ...ALL, order: 'credits' });
    for (const row of rows.slice(0, 5)) {
      const detail = desk.calls.session({
        agent: row.agent,
        sessionId: row.sessionId,
        fromMs: row.startedAtMs,
        untilMs: row.lastAtMs,
      });
      expect(detail?.row).toEqual(row);
      const parts = detail?.byModel ?? [];
      expect(parts.reduce((sum, part) => sum + part.creditMicros, 0)).toBe(row.creditMicros);
      expect(detail?.points.some(({ isPaid }) => isPaid)).toBe(row.creditAnswers > 0);
      expect(detail?.activeMs).toBeLessThanOrEqual(row.lastAtMs - row.startedAtMs);
    }
  });

  it('lists a shorter span from it alone, in the order asked for', () => {
    const { rows } = desk.calls.sessions({ ...ALL, span: '7-days', order: 'cost' });
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.every(({ lastAtMs }) => lastAtMs >= NOW_MS - 7 * 86_400_000)).toBe(true);
    const costs = rows.map(({ costMicros }) => costMicros ?? 0);
    expect(costs).toEqual(costs.toSorted((a, b) => b - a));
  });

  it('lists a session that began before the span with all that it cost', () => {
    const { rows } = desk.calls.sessions(ALL);
    const long = rows.find((row) => row.answers > 2 && row.costMicros !== null);
    if (!long) throw new Error('No session of several answers.');
    const middleMs = Math.floor((long.startedAtMs + long.lastAtMs) / 2);
    const later = createReviewDesk({
      dataFolder: folder,
      machine: realMachine('en-US'),
      clock: () => middleMs + 7 * 86_400_000,
    });
    const listed = later.calls.sessions({ ...ALL, span: '7-days' }).rows;
    later.close();
    expect(listed.find(({ sessionId }) => sessionId === long.sessionId)).toEqual(long);
    expect(listed.length).toBeLessThan(rows.length);
  });

  it('finds by project and model, and only there', () => {
    const { rows: all } = desk.calls.sessions(ALL);
    const { rows, total } = desk.calls.sessions({ ...ALL, search: 'docs-site opus' });
    const expected = all.filter(
      ({ project, models }) =>
        project?.includes('docs-site') && models.some((model) => model.includes('opus')),
    );
    expect(rows).toEqual(expected);
    expect(rows.length).toBeGreaterThan(0);
    expect(total).toBe(all.length);
    expect(desk.calls.sessions({ ...ALL, search: 'no such words' }).rows).toEqual([]);
  });

  it('knows no session that never was, and no transcript that is not there', () => {
    const key = { agent: 'codex', sessionId: 'never' } as const;
    expect(desk.calls.session({ ...key, fromMs: 0, untilMs: NOW_MS })).toBeNull();
    expect(desk.calls.transcript(key)).toBeNull();
  });
});

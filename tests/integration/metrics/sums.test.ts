/** What the export sums is what is counted, from any instant on, whether or not sums were made before. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTables, type Tables } from '../../../main/engine/database.ts';
import { A_YEAR, fillHistory } from '../../fixtures/generatedHistory.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 7, 31);
const DAY_MS = 86_400_000;

let folder: string;
let opened: ReturnType<typeof openTables>;
let tables: Tables;
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-sums-'));
  await fillHistory(folder, { ...A_YEAR, days: 30, nowMs: NOW, homeFolder: folder });
  opened = openTables(folder, ['claude-code', 'codex']);
  if (opened.state.kind === 'failed') throw new Error(opened.state.failure.message);
  tables = opened.state.tables;
});
afterAll(() => {
  opened.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

function expectExact(startMs: number, untilMs: number): void {
  const truth = tables.reader.sumsBetween(startMs, untilMs);
  const cells = tables.metrics.sums(startMs, untilMs);
  const sums = { ...truth };
  for (const name of Object.keys(sums) as (keyof typeof sums)[]) {
    Object.assign(sums, { [name]: cells.reduce((sum, cell) => sum + cell[name], 0) });
  }
  expect(sums).toEqual(truth);
}

describe('sums of the export', () => {
  it('are exact from any instant to any other, before and after sums are made', () => {
    const instants = fc
      .tuple(fc.integer({ min: 0, max: 30 * DAY_MS }), fc.integer({ min: 0, max: 30 * DAY_MS }))
      .map(([a, b]) => [NOW - Math.max(a, b), NOW - Math.min(a, b)] as const);
    const check = () =>
      fc.assert(
        fc.property(instants, ([fromMs, untilMs]) => expectExact(fromMs, untilMs)),
        { numRuns: 40 },
      );
    check();
    while (tables.writing?.rollup.step()) continue;
    check();
    expectExact(0, Number.MAX_SAFE_INTEGER);
    expect(tables.metrics.sums(NOW - 20 * DAY_MS, NOW).length).toBeGreaterThan(2);
  });

  it('leave out what other computers used, saved or not', () => {
    const eventsOf = () =>
      tables.metrics.sums(0, NOW).reduce((count, { events }) => count + events, 0);
    const agents = () => new Set(tables.metrics.sums(0, NOW).map(({ agent }) => agent));
    const all = eventsOf();
    expect([...agents()]).toContain('codex');
    tables.writing?.writer.nameHosts([
      { agent: 'codex', path: `${folder}/.codex`, host: 'laptop' },
    ]);
    expect([...agents()]).toEqual(['claude-code']);
    expect(eventsOf()).toBeGreaterThan(0);
    expect(eventsOf()).toBeLessThan(all);
  });
});

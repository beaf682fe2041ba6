/** Exports of a generated past: nothing lost, nothing twice, and no file where one fails. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstFolderOf } from '../../../main/agents/registry.ts';
import { openTables } from '../../../main/engine/database.ts';
import { realMachine } from '../../../main/platform/machine.ts';
import { createReviewDesk } from '../../../main/review/reviewDesk.ts';
import type { ExportRequest } from '../../../preload/contract/review/exports.ts';
import { openForSettings } from '../../../main/store/open.ts';
import { fillHistory } from '../../fixtures/generatedHistory.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 14, 30);
const EVER = Number.MAX_SAFE_INTEGER;
type Row = Readonly<Record<string, string | number | null>>;
type Document = { readonly rows: readonly Row[]; readonly coverage: Row };

describe('an export', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-exports-'));
  const desk = createReviewDesk({
    dataFolder: folder,
    machine: realMachine('en-US'),
    clock: () => NOW_MS,
  });
  beforeAll(async () => {
    const shape = { nowMs: NOW_MS, days: 40, eventsPerDay: 200, seed: 7, homeFolder: '/home/u' };
    await fillHistory(folder, shape);
  });
  afterAll(() => {
    desk.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  function exported(request: Partial<ExportRequest>): { text: string; rows: number; file: string } {
    const file = path.join(folder, `out-${JSON.stringify(request).length}.txt`);
    const whole = { kind: 'usage', format: 'json', sinceDay: null, untilDay: null } as const;
    const rows = desk.calls.export({ ...whole, ...request }, file);
    return { text: fs.readFileSync(file, 'utf8'), rows, file };
  }

  it('of usage adds up to what was counted and to what credits paid', () => {
    const { text, rows, file } = exported({});
    const document = JSON.parse(text) as Document;
    const { state, close } = openTables(folder, ['claude-code', 'codex'], 'read');
    if (state.kind === 'failed') throw new Error(state.failure.message);
    const { reader, money } = state.tables;
    const sums = reader.sumsBetween(0, EVER);
    const creditMicros = money.facts
      .accounts()
      .reduce((sum, key) => sum + money.paid.spentBetween(key, 0, EVER).creditMicros, 0);
    close();
    const total = (name: string) =>
      document.rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0);
    expect(document.rows).toHaveLength(rows);
    expect(total('answers')).toBe(sums.events);
    expect(total('costMicros')).toBe(sums.costMicros);
    expect(total('cacheReadTokens')).toBe(sums.cacheReadTokens);
    expect(total('creditMicros')).toBe(creditMicros);
    expect(creditMicros).toBeGreaterThan(0);
    expect(document.coverage['priceTable']).not.toBeNull();
    expect(fs.statSync(file).mode & 0o777).toBe(0o600);
  });

  it('counts what nobody knows the owner of for the agent’s own first folder', () => {
    const before = JSON.parse(exported({}).text) as Document;
    const codex = (rows: readonly Row[]) => rows.filter(({ agent }) => agent === 'codex');
    const answers = (rows: readonly Row[]) =>
      rows.reduce((sum, row) => sum + Number(row['answers']), 0);
    const database = openForSettings(folder);
    const codexId = "(SELECT id FROM agent WHERE key = 'codex')";
    database.connection.exec(
      `UPDATE usage_event SET account_id = NULL WHERE agent_id = ${codexId}`,
    );
    database.close();
    const after = JSON.parse(exported({}).text) as Document;
    expect(answers(codex(before.rows))).toBeGreaterThan(0);
    expect(answers(codex(after.rows))).toBe(answers(codex(before.rows)));
    const owners = new Set(codex(after.rows).map(({ account }) => account));
    expect(owners).toEqual(new Set([firstFolderOf('codex', realMachine('en-US'))]));
  });

  it('keeps to the days that were asked for', () => {
    const days = { sinceDay: '2026-11-10', untilDay: '2026-11-12' };
    const { rows } = JSON.parse(exported(days).text) as Document;
    const found = new Set(rows.map(({ day }) => day));
    expect(found.size).toBeGreaterThan(0);
    for (const day of found) expect(['2026-11-10', '2026-11-11', '2026-11-12']).toContain(day);
  });

  it('of the ledger is the whole chain in order', () => {
    const { rows } = JSON.parse(exported({ kind: 'ledger' }).text) as Document;
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    for (const [index, row] of rows.entries()) {
      if (index > 0) expect(row['previousHash']).toBe(rows[index - 1]?.['rowHash']);
    }
  });

  it('of the answers says what was decided and how it ended', () => {
    const { rows } = JSON.parse(exported({ kind: 'answers' }).text) as Document;
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ answer }) => answer))).toEqual(new Set(['continue', 'stop']));
    expect(rows.some(({ endedBecause }) => endedBecause === 'reset')).toBe(true);
  });

  it('in CSV has a line a row and one of names', () => {
    const { text, rows } = exported({ kind: 'answers', format: 'csv' });
    expect(text.trimEnd().split('\r\n')).toHaveLength(rows + 1);
    expect(text.startsWith('id,agent,account,at,answer,capMicros')).toBe(true);
  });

  it('that cannot be written leaves nothing behind', () => {
    const missing = path.join(folder, 'no', 'such', 'folder', 'out.csv');
    const request = { kind: 'usage', format: 'csv', sinceDay: null, untilDay: null } as const;
    expect(() => desk.calls.export(request, missing)).toThrow('ENOENT');
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

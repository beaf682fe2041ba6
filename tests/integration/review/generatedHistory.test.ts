/** The generated past that other tests and the gallery stand on: repeatable, and with everything in it. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTables, type Tables } from '../../../main/engine/database.ts';
import { fillHistory, type HistoryShape } from '../../fixtures/generatedHistory.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 14, 30);
const SHAPE: HistoryShape = {
  nowMs: NOW_MS,
  days: 60,
  eventsPerDay: 300,
  seed: 3,
  homeFolder: '/home/u',
};
const EVER = Number.MAX_SAFE_INTEGER;

type Filled = { readonly tables: Tables; readonly close: () => void; readonly events: number };

async function fill(): Promise<Filled> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-generated-'));
  const { events } = await fillHistory(folder, SHAPE);
  const { state, close } = openTables(folder, ['claude-code', 'codex'], 'read');
  if (state.kind === 'failed') throw new Error(state.failure.message);
  const closeAll = () => {
    close();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { tables: state.tables, close: closeAll, events };
}

describe('a generated history', () => {
  let filled: Filled;
  beforeAll(async () => {
    filled = await fill();
  });
  afterAll(() => filled.close());

  it('counts every event that was made, none of them after now', () => {
    const { reader } = filled.tables;
    expect(reader.countedEvents()).toBe(filled.events);
    expect(filled.events).toBeGreaterThan(0.7 * SHAPE.days * SHAPE.eventsPerDay);
    expect(reader.sumsBetween(NOW_MS, EVER).events).toBe(0);
  });

  it('has windows that reached the limit, with credits, answers and purchases', () => {
    const { reader, money } = filled.tables;
    const full = reader.limitReadingsSince(0).filter(({ usedPercent }) => usedPercent === 100);
    expect(full.length).toBeGreaterThan(0);
    const personal = { agent: 'claude-code', account: '/home/u/.claude' } as const;
    expect(money.paid.spentBetween(personal, 0, EVER).creditMicros).toBeGreaterThan(0);
    const kinds = new Set(money.ledger.entriesOf(personal).map(({ kind }) => kind));
    expect([...kinds]).toEqual(
      expect.arrayContaining(['consent', 'consent-ended', 'purchase', 'anchor', 'reported-spend']),
    );
  });

  it('is the same from the same shape', async () => {
    const again = await fill();
    const sums = ({ tables }: Filled) => tables.reader.sumsBetween(0, EVER);
    expect(sums(again)).toEqual(sums(filled));
    again.close();
  });
});

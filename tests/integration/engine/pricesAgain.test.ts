/** Costs that an earlier version saved are made new by the rules of this one, without reading a log again. */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PRICE_TABLE } from '../../../main/prices/priceTable.ts';
import { DATABASE_NAME } from '../../../main/store/open.ts';
import { openHomeLab, type HomeLab } from './homeLab.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 12);

let lab: HomeLab;
beforeEach(async () => {
  lab = await openHomeLab(() => NOW_MS);
});
afterEach(() => lab.dispose());

/** The costs as an earlier version left them: others, under the name that it gave them. */
async function asSavedUnder(version: string, costMicros: number | null): Promise<void> {
  await lab.close();
  const database = new Database(path.join(lab.dataFolder, DATABASE_NAME));
  database.prepare('UPDATE usage_event SET cost_micros = ?').run(costMicros);
  database.prepare("UPDATE setting SET value = ? WHERE key = 'priceVersion'").run(version);
  database.close();
}

/** By model, what saved events cost after a start of this version that finds no log any more. */
async function costsAfterStart(): Promise<Record<string, number | null>> {
  fs.rmSync(lab.home, { recursive: true });
  fs.mkdirSync(lab.home);
  await lab.restart();
  await lab.look();
  const { reader } = await lab.tables();
  const events = [...reader.eventsBetween(0, NOW_MS)];
  return Object.fromEntries(events.map(({ model, costMicros }) => [model, costMicros]));
}

it('also where only the table’s day was their name', async () => {
  const folder = path.join(lab.home, '.claude');
  lab.writeAnswers(folder, 'one', [{ id: 'a', model: 'claude-opus-5', output: 1000, input: 1000 }]);
  await lab.look();
  await asSavedUnder(PRICE_TABLE.version, 1);
  expect(await costsAfterStart()).toEqual({ 'claude-opus-5': 30_000 });
});

it('also where a name was not understood, so that its answers had none', async () => {
  const models = [
    'claude-sonnet-4.5',
    'us-gov.anthropic.claude-haiku-4-5-20251001-v1:0',
    'openai/gpt-5.5',
  ];
  lab.writeAnswers(
    path.join(lab.home, '.claude'),
    'one',
    models.map((model) => ({ id: model, model, output: 1000, input: 1000 })),
  );
  await lab.look();
  await asSavedUnder(PRICE_TABLE.version, null);
  expect(await costsAfterStart()).toEqual({
    [models[0]!]: 18_000,
    [models[1]!]: 6000,
    [models[2]!]: 35_000,
  });
});

/** Sessions of which only the sums are kept: each far above the tier of a long request. */
function writeSums(): void {
  const at = '2026-11-20T10:00:00.000Z';
  const write = (place: string, content: unknown) => {
    const file = path.join(lab.home, place);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `${JSON.stringify(content)}\n`);
  };
  write('.factory/sessions/-p/s.settings.json', {
    model: 'gpt-5.5',
    providerLockTimestamp: at,
    tokenUsage: { inputTokens: 300_000, outputTokens: 20_000, cacheReadTokens: 1_500_000 },
  });
  fs.utimesSync(path.join(lab.home, '.factory/sessions/-p/s.settings.json'), 1e9, 1e9);
  const usage = { inputTokens: 1_000_000, outputTokens: 0 };
  write('.copilot/session-state/c/events.jsonl', {
    ...{ id: 'e', timestamp: at, type: 'session.shutdown' },
    data: { modelMetrics: { 'claude-haiku-5-5': { usage } } },
  });
}

it('also where a session of many requests was priced as a single one', async () => {
  writeSums();
  lab.writeAnswers(path.join(lab.home, '.claude'), 'one', [
    { id: 'large', model: 'claude-haiku-5-5-20261001', input: 1_000_000, output: 0 },
  ]);
  await lab.look();
  const expected = {
    // At the tier of small prompts: 1.50 + 0.60 + 0.75 dollars, and 0.10.
    'gpt-5.5': 2_850_000,
    'claude-haiku-5-5': 100_000,
    // One request, and large.
    'claude-haiku-5-5-20261001': 500_000,
  };
  const { reader } = await lab.tables();
  const saved = [...reader.eventsBetween(0, NOW_MS)];
  expect(Object.fromEntries(saved.map((one) => [one.model, one.costMicros]))).toEqual(expected);
  const sums = reader.billedSince(0).filter(({ isSum }) => isSum);
  expect(sums.map(({ agent }) => agent).sort()).toEqual(['copilot-cli', 'droid']);
  await asSavedUnder(PRICE_TABLE.version, 1);
  expect(await costsAfterStart()).toEqual(expected);
});

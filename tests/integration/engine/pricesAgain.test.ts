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

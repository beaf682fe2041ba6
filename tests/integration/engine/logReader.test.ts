/** Real files and a real database; only the disk's refusal is made up, by a writer that throws once. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogReader } from '../../../main/engine/logReader.ts';
import { createPricing } from '../../../main/prices/pricing.ts';
import { openDatabase, type OpenDatabase } from '../../../main/store/open.ts';
import { createWriter, type Writer } from '../../../main/store/saveBatches.ts';

let root: string;
let database: OpenDatabase;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-log-reader-'));
  database = openDatabase(path.join(root, 'data'), 'write-if-free');
});

afterEach(() => {
  database.close();
  fs.rmSync(root, { recursive: true, force: true });
});

function writeAnswer(id: string): void {
  const folder = path.join(root, '.claude', 'projects', 'one');
  fs.mkdirSync(folder, { recursive: true });
  const message = { id, model: 'claude-opus-5', usage: { input_tokens: 1, output_tokens: 2 } };
  const line = { type: 'assistant', sessionId: 's', timestamp: '2026-11-22T10:00:00Z', message };
  fs.appendFileSync(path.join(folder, 's.jsonl'), `${JSON.stringify(line)}\n`);
}

const fullDisk: Writer['saveFiles'] = () => {
  throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
};

it('a failure keeps the age of the last good reading, and the next success renews it', async () => {
  let nowMs = 1000;
  const logs = createLogReader({
    machine: {
      variables: {},
      homeFolder: root,
      join: (...parts) => path.join(...parts),
      resolve: (place) => path.resolve(place),
    },
    clock: () => nowMs,
    pricing: createPricing(),
    helperUrl: null,
  });
  const writer = createWriter(database.connection);
  const read = (to: Writer) => logs.read('full', to, () => undefined);

  writeAnswer('msg_1');
  expect((await read({ ...writer, saveFiles: fullDisk }))?.filesRead).toBeUndefined();
  expect([logs.hasTried(), logs.readAtMs(), logs.failure()?.kind]).toEqual([
    true,
    null,
    'disk-full',
  ]);

  nowMs = 2000;
  expect((await read(writer))?.filesRead).toBe(1);
  expect([logs.readAtMs(), logs.failure()]).toEqual([2000, null]);

  nowMs = 3000;
  writeAnswer('msg_2');
  await read({ ...writer, saveFiles: fullDisk });
  expect([logs.readAtMs(), logs.failure()?.kind]).toEqual([2000, 'disk-full']);
});

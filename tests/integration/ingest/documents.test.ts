/** Logs that are one JSON text: written anew, half written, damaged, moved. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAgentLab, type AgentLab } from '../agents/agentLab.ts';

const TASK = '.config/Code/User/globalStorage/saoudrizwan.claude-dev/tasks/17/ui_messages.json';

let lab: AgentLab;
beforeEach(() => {
  lab = createAgentLab('cline');
});
afterEach(() => lab.close());

function entry(nth: number, output: number) {
  const text = JSON.stringify({ tokensIn: 1, tokensOut: output, cacheWrites: 0, cacheReads: 0 });
  return { ts: Date.UTC(2026, 10, 20, 10, nth), type: 'say', say: 'api_req_started', text };
}

/** Writes it as editors do: another file, put in its place. */
function replace(entries: readonly unknown[]): void {
  lab.write(`${TASK}.tmp`, JSON.stringify(entries));
  fs.renameSync(lab.inHome(`${TASK}.tmp`), lab.inHome(TASK));
}

const outputs = () => lab.counted().map(({ outputTokens }) => outputTokens);

it('is read whole whenever it has changed; answers that are gone from it stay counted', async () => {
  replace([entry(0, 10)]);
  await lab.look();
  replace([entry(0, 10), entry(1, 5)]);
  await lab.look();
  replace([entry(1, 50), entry(2, 7)]);
  await lab.look();
  expect(outputs()).toEqual([10, 50, 7]);
  expect((await lab.look()).filesRead).toBe(0);
});

it('half written it counts nothing, is refused once, and is whole the next time', async () => {
  const whole = JSON.stringify([entry(0, 10), entry(1, 5)]);
  lab.write(TASK, whole.slice(0, -20));
  await lab.look();
  expect(outputs()).toEqual([]);
  expect(lab.refused()).toBe(1);
  lab.write(TASK, whole);
  await lab.look();
  expect(outputs()).toEqual([10, 5]);
  expect(lab.refused()).toBe(0);
});

it('with a byte order mark it is the same, in another encoding it is refused', async () => {
  lab.write(
    TASK,
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(JSON.stringify([entry(0, 3)]))]),
  );
  await lab.look();
  expect(outputs()).toEqual([3]);
  lab.write(TASK, Buffer.from(JSON.stringify([entry(1, 4)]), 'utf16le'));
  await lab.look();
  expect(outputs()).toEqual([3]);
  expect(lab.refused()).toBe(1);
});

it('in the storage of another editor it is the same task', async () => {
  replace([entry(0, 10)]);
  await lab.look();
  const moved = lab.inHome(TASK.replace('/Code/', '/VSCodium/'));
  fs.mkdirSync(path.dirname(moved), { recursive: true });
  fs.renameSync(lab.inHome(TASK), moved);
  expect((await lab.look()).filesRead).toBe(1);
  expect(outputs()).toEqual([10]);
});

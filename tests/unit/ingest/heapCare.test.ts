import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const CARE = fileURLToPath(new URL('../../../main/ingest/heapCare.ts', import.meta.url));

/**
 * Keeps what it makes for a while, as an import does until it saves. In a process of its own, because the nursery's
 * growth is the whole process's affair.
 */
const WORK = `
  import v8 from 'node:v8';
  const { createHeapCare, settleNursery } = await import(process.argv[1]);
  const isCared = process.argv[2] === 'cared';
  const care = createHeapCare();
  let most = 0;
  for (let round = 0; round < 40; round += 1) {
    const kept = [];
    for (let index = 0; index < 60_000; index += 1) {
      kept.push({ index, text: 'x' + index, more: [index, index + 0.5] });
      if (isCared && index % 5000 === 0) settleNursery();
    }
    kept.length = 0;
    if (isCared) care.look();
    const { used_heap_size: used } = v8.getHeapStatistics();
    most = Math.max(most, used);
  }
  const nursery = v8.getHeapSpaceStatistics().find((one) => one.space_name === 'new_space');
  console.log(JSON.stringify({ most, nursery: nursery.space_size }));
`;

function work(how: 'cared' | 'alone'): { most: number; nursery: number } {
  const words = ['--input-type=module', '--eval', WORK, CARE, how];
  const { stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as { most: number; nursery: number };
}

it(
  'a long piece of work that lets go of everything leaves a small heap',
  { timeout: 60_000 },
  () => {
    const [cared, alone] = [work('cared'), work('alone')];
    expect(alone.nursery).toBeGreaterThan(30_000_000);
    expect(cared.nursery).toBeLessThan(20_000_000);
    expect(cared.most).toBeLessThan(60_000_000);
    expect(alone.most).toBeGreaterThan(cared.most);
  },
);

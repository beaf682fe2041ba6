/**
 * Soak: as many random entries of each log format as asked for.
 *
 *   node tests/soak/agents.ts [entries] [first seed]
 */
import { readManyEntries, SHAPE_NAMES } from './agentEntries.ts';

const [count = '1000000', seed = String(Math.floor(Date.now() / 1000))] = process.argv.slice(2);
for (const name of SHAPE_NAMES) {
  const startedMs = performance.now();
  const { good, damaged, failures } = readManyEntries(name, Number(seed), Number(count));
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  console.log(`${name}: ${good} good, ${damaged} damaged, ${seconds} s`);
  for (const failure of failures.slice(0, 5)) console.error(failure);
  if (failures.length > 0) process.exitCode = 1;
}

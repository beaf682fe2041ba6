/**
 * Soak: hooks installed and uninstalled again over a thousand settings files.
 *
 *   node tests/soak/hooks.ts [cycles] [seed]
 */
import { cycleHooks } from '../simulation/hooks/cycles.ts';

const FILES = 1000;

const [cycles = '10000', seed = String(Math.floor(Date.now() / 1000))] = process.argv.slice(2);
const startedMs = performance.now();
const { faults, ...counts } = await cycleHooks(Number(cycles), FILES, Number(seed));
console.log(JSON.stringify({ seed: Number(seed), ...counts }));
console.log(`${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

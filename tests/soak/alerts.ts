/**
 * Soak: as many simulated windows as asked for, from a seed of its own each time unless one is given.
 *
 *   node tests/soak/alerts.ts [windows] [first seed]
 */
import { liveWindows } from '../simulation/alerts/live.ts';

const [windows = '1000000', seed = String(Math.floor(Date.now() / 1000))] = process.argv.slice(2);
const startedMs = performance.now();
const { faults, ...counts } = await liveWindows(Number(windows), Number(seed));
console.log(JSON.stringify({ seed: Number(seed), ...counts }));
console.log(`${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

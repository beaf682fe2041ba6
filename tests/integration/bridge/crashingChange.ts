/**
 * Run as its own process: applies a change and is killed before the n-th call that touches a file.
 * Prints `done` when the change had fewer calls than that.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { SCRIPT_SOURCE } from './bridgeLab.ts';

const [dataFolder = '', folder = '', change = '', fatalCall = ''] = process.argv.slice(2);
let calls = 0;

function countCalls(target: object): void {
  for (const [name, original] of Object.entries(target)) {
    if (typeof original !== 'function' || name === 'constructor') continue;
    const counted = function (this: unknown, ...values: unknown[]): unknown {
      calls += 1;
      if (calls === Number(fatalCall)) process.kill(process.pid, 'SIGKILL');
      return Reflect.apply(original as () => unknown, this, values);
    };
    Reflect.set(target, name, counted);
  }
}

const probe = await fs.promises.open(new URL(import.meta.url), 'r');
const fileHandle = Object.getPrototypeOf(probe) as object;
await probe.close();
for (const name of ['writeFile', 'chmod', 'sync', 'chown', 'close'] as const) {
  const holder = { [name]: Reflect.get(fileHandle, name) as unknown };
  countCalls(holder);
  Reflect.set(fileHandle, name, holder[name]);
}
countCalls(fs.promises);
syncBuiltinESMExports();

const { applyBridge, planBridge } = await import('../../../main/sources/bridge/installBridge.ts');
const request = {
  agent: 'claude-code',
  folder,
  change: change === 'remove' ? 'remove' : 'install',
} as const;
const surroundings = { dataFolder, scriptSource: SCRIPT_SOURCE, nowMs: Date.now() };
const plan = await planBridge(request, surroundings);
if (!plan.ok) throw new Error(plan.message);
const applied = await applyBridge({ ...plan.value, ...request }, surroundings);
if (!applied.ok) throw new Error(applied.message);
process.stdout.write('done');

/**
 * Run as its own process: applies a change and is killed before the n-th call that changes a file's
 * name or content.
 * Prints `done` when the change had fewer calls than that.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const [dataFolder = '', folder = '', change = '', fatalCall = ''] = process.argv.slice(2);
let calls = 0;

function countCalls(target: object, names: readonly string[]): void {
  for (const name of names) {
    const original: unknown = Reflect.get(target, name);
    const counted = function (this: unknown, ...values: unknown[]): unknown {
      calls += 1;
      if (calls === Number(fatalCall)) process.kill(process.pid, 'SIGKILL');
      return Reflect.apply(original as () => unknown, this, values);
    };
    Reflect.set(target, name, counted);
  }
}

const script = new URL('../../../resources/bridge/tollgate-statusline.sh', import.meta.url);
const scriptSource = fs.readFileSync(script, 'utf8');
const handle = await fs.promises.open(script, 'r');
const handlePrototype = Object.getPrototypeOf(handle) as object;
await handle.close();
countCalls(handlePrototype, ['writeFile']);
countCalls(fs.promises, ['open', 'rename', 'rm']);
syncBuiltinESMExports();

const { applyBridge, planBridge } = await import('../../../main/sources/bridge/installBridge.ts');
const request = {
  agent: 'claude-code',
  folder,
  change: change === 'remove' ? 'remove' : 'install',
} as const;
const surroundings = { dataFolder, scriptSource, nowMs: Date.now() };
const plan = await planBridge(request, surroundings);
if (!plan.ok) throw new Error(plan.message);
const applied = await applyBridge({ ...plan.value, ...request }, surroundings);
if (!applied.ok) throw new Error(applied.message);
process.stdout.write('done');

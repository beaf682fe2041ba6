import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  applyBridge,
  bridgeState,
  planBridge,
} from '../../../main/sources/bridge/installBridge.ts';
import { openLab, run, SCRIPT_SOURCE, type Lab } from './bridgeLab.ts';

const OWN = '{\n  "statusLine": {"type": "command", "command": "echo own"},\n  "hooks": {}\n}\n';
const CHILD = fileURLToPath(new URL('crashingChange.ts', import.meta.url));
/** More than the calls of one change, so a change that never ends fails the test. */
const MOST_CALLS = 200;

let lab: Lab;
beforeEach(() => {
  lab = openLab();
});
afterEach(() => {
  lab.dispose();
});

function surroundings() {
  return { dataFolder: lab.dataFolder, scriptSource: SCRIPT_SOURCE, nowMs: Date.now() };
}

async function change(kind: 'install' | 'remove'): Promise<void> {
  const request = { agent: 'claude-code', folder: lab.configFolder, change: kind } as const;
  const plan = await planBridge(request, surroundings());
  if (!plan.ok) throw new Error(plan.message);
  const applied = await applyBridge({ ...plan.value, ...request }, surroundings());
  if (!applied.ok) throw new Error(applied.message);
}

async function renderedLine(): Promise<string> {
  const { statusLine } = JSON.parse(readFileSync(lab.settingsPath, 'utf8')) as {
    statusLine: { command: string };
  };
  return (await run(['/bin/sh', '-c', statusLine.command], '{}')).stdout.toString();
}

it.each(['install', 'remove'] as const)(
  'a kill at any step of %s leaves the old file or the new one, a working line and a way on',
  async (kind) => {
    const seen = new Set<string>();
    let kills = 0;
    for (let fatalCall = 1; fatalCall < MOST_CALLS; fatalCall += 1) {
      writeFileSync(lab.settingsPath, OWN);
      if (kind === 'remove') await change('install');
      const before = readFileSync(lab.settingsPath, 'utf8');
      const child = [process.execPath, CHILD, lab.dataFolder, lab.configFolder, kind];
      const { stdout, stderr, status } = await run([...child, String(fatalCall)], '');
      const after = readFileSync(lab.settingsPath, 'utf8');
      if (status === 0) {
        expect(stdout.toString()).toBe('done');
        expect(after === before).toBe(false);
        break;
      }
      expect({ status, stderr }).toEqual({ status: null, stderr: '' });
      kills += 1;
      seen.add(after);
      expect(await renderedLine()).toBe('own\n');
      expect(['installed', 'not-installed']).toContain(
        await bridgeState(lab.configFolder, surroundings()),
      );
      // What was left behind by the crash goes with the next changes.
      await change('install');
      await change('remove');
      expect(readFileSync(lab.settingsPath, 'utf8')).toBe(OWN);
      expect(readdirSync(lab.configFolder)).toEqual(['settings.json']);
    }
    expect(kills).toBeGreaterThan(10);
    expect(kills).toBeLessThan(MOST_CALLS - 1);
    expect(seen.size).toBe(2);
    expect(existsSync(lab.settingsPath)).toBe(true);
  },
  180_000,
);

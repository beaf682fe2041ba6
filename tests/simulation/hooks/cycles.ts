/**
 * Hooks and bridge installed and uninstalled over and over, on settings as programs and people write them: what
 * is left must be the very bytes from before, with the mode of before.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { claudeCodeHooks } from '../../../main/agents/claude-code/hooks.ts';
import { gatePathsOf } from '../../../main/gate/gatePaths.ts';
import { applyHooks, planHooks } from '../../../main/gate/installHooks.ts';
import { settingsTexts } from '../../unit/bridge/settingsTexts.ts';

export type CycleCounts = { files: number; cycles: number; refused: number; faults: string[] };

const MODES = [0o600, 0o640, 0o644, 0o664];

/** @param cycles in all, over as many files as `files` says */
export async function cycleHooks(
  cycles: number,
  files: number,
  seed: number,
): Promise<CycleCounts> {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(quickFolder(), 'tollgate-cycles-')));
  const counts: CycleCounts = { files, cycles: 0, refused: 0, faults: [] };
  const texts = fc.sample(settingsTexts({ mayBeEmpty: true }), { numRuns: files, seed });
  const folder = path.join(root, 'config');
  const settings = path.join(folder, 'settings.json');
  const dataFolder = path.join(root, 'data');
  const { backups } = gatePathsOf(dataFolder);
  const scripts = { posix: '#', windows: '#' };
  let nowMs = Date.UTC(2026, 10, 22);

  /** @returns why it was refused; null when it was done */
  async function change(kind: 'install' | 'remove', isStrict: boolean): Promise<string | null> {
    const around = { dataFolder, platform: 'linux', scripts, nowMs: (nowMs += 1000) } as const;
    const wish = { isStrict, agentVersion: '2.1.330', askSeconds: 25 };
    const request = { agent: 'claude-code', hooks: claudeCodeHooks, folder, change: kind, wish };
    const plan = await planHooks(request, around);
    if (!plan.ok) return plan.message;
    const applied = await applyHooks(request, plan.value, around);
    return applied.ok ? null : applied.message;
  }

  fs.mkdirSync(folder);
  try {
    for (let cycle = 0; cycle < cycles && counts.faults.length < 10; cycle += 1) {
      const text = texts[cycle % files] ?? '{}';
      const mode = MODES[cycle % MODES.length] ?? 0o600;
      fs.rmSync(settings, { force: true });
      fs.writeFileSync(settings, text);
      fs.chmodSync(settings, mode);
      const refusal = await change('install', cycle % 3 === 0);
      const installed = fs.readFileSync(settings, 'utf8');
      const removal = refusal === null ? await change('remove', false) : null;
      const after = fs.readFileSync(settings, 'utf8');
      const isSame = after === text && (fs.statSync(settings).mode & 0o777) === mode;
      const isRight = isSame && removal === null && (refusal !== null) === (installed === text);
      if (!isRight) counts.faults.push(`seed ${seed}, cycle ${cycle}: ${JSON.stringify(text)}`);
      if (refusal !== null) counts.refused += 1;
      counts.cycles += 1;
      fs.rmSync(backups, { recursive: true, force: true });
    }
  } finally {
    fs.rmSync(root, { recursive: true, force: true });
  }
  return counts;
}

/** Every change is flushed to the disk several times; in memory that costs nothing. */
function quickFolder(): string {
  return fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();
}

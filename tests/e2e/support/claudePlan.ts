/** Claude Code's plan as the status line bridge reports it: installed as by a click, fed as by the agent. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { applyBridge, planBridge } from '../../../main/sources/bridge/installBridge.ts';
import { bridgePathsOf } from '../../../main/sources/bridge/bridgePaths.ts';
import { statusLineInput } from '../../integration/bridge/statusLineInput.ts';
import type { TestHome } from './home.ts';
import { fromRoot } from './paths.ts';

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 60 * MINUTE_MS;

export async function putClaudePlan(home: TestHome, nowMs = Date.now()) {
  const folder = home.inHome('.claude');
  fs.mkdirSync(folder, { recursive: true });
  const { dataFolder } = home;
  const request = { agent: 'claude-code', folder, change: 'install' } as const;
  const plan = await planBridge(request, { dataFolder });
  if (!plan.ok) throw new Error(plan.message);
  const scriptSource = fs.readFileSync(
    fromRoot('resources', 'bridge', 'tollgate-statusline.sh'),
    'utf8',
  );
  const surroundings = { dataFolder, scriptSource, nowMs };
  const done = await applyBridge({ ...plan.value, ...request }, surroundings);
  if (!done.ok) throw new Error(done.message);
  const paths = bridgePathsOf(dataFolder, fs.realpathSync(folder));
  const resetsAtMs = nowMs + 100 * MINUTE_MS;
  return {
    resetsAtMs,
    /** Claude Code renders its status line after an answer. */
    report(usedPercent: number): void {
      const input = statusLineInput({
        rate_limits: {
          five_hour: { used_percentage: usedPercent, resets_at: Math.round(resetsAtMs / 1000) },
          seven_day: {
            used_percentage: 41,
            resets_at: Math.round((resetsAtMs + WEEK_MS / 2) / 1000),
          },
        },
      });
      execFileSync('sh', [paths.script, paths.id], { input: JSON.stringify(input), env: home.env });
    },
  };
}

/**
 * An engine whose agents' program is a script of ours: for what the real program cannot be made to do, such as
 * hanging or answering nonsense. That the real one answers is held by the live tests.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Engine } from '../../../main/engine/engine.ts';
import type { Follower } from '../../../main/engine/follow.ts';
import { engineOver } from '../../fixtures/engineOver.ts';
import { openLab } from '../cli/lab.ts';
import { claudeLine } from '../cli/logLines.ts';

export const NOW = Date.UTC(2026, 10, 22, 12);
export const MINUTE = 60_000;

export type AskingLab = ReturnType<typeof openAskingLab>;

export function openAskingLab() {
  const lab = openLab();
  const programs = path.join(lab.root, 'programs');
  const asked = path.join(lab.root, 'asked');
  const engines: Engine[] = [];
  let nowMs = NOW;

  /** Makes the agent's program a script; every start of it is written down, with its configuration folder. */
  function program(script: string, name = 'claude'): void {
    const text = `#!/bin/sh\necho "\${CLAUDE_CONFIG_DIR:-default}" >> '${asked}'\n${script}\n`;
    lab.write(path.join(programs, name), text);
    fs.chmodSync(path.join(programs, name), 0o755);
  }

  return {
    ...lab,
    program,
    /** Configuration folders of the program's starts, in order. */
    asked: (): string[] =>
      fs.existsSync(asked) ? fs.readFileSync(asked, 'utf8').trim().split('\n') : [],
    now: () => nowMs,
    passMs: (ms: number) => (nowMs += ms),
    /** One answer of a session in a configuration folder, at this moment. */
    work(folder: string, session: string, id = `${session}-${nowMs}`): void {
      const line = claudeLine({ id, session, at: new Date(nowMs).toISOString() });
      const file = path.join(folder, 'projects', 'p', `${session}.jsonl`);
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.appendFileSync(file, `${line}\n`);
    },
    async engine(
      variables: Record<string, string> = {},
      isLasting = true,
      followers: readonly Follower[] = [],
    ): Promise<Engine> {
      const engine = engineOver(lab, {
        machine: { variables: { PATH: `${programs}:/usr/bin:/bin`, ...variables } },
        clock: () => nowMs,
        isLasting,
        followers,
      });
      engines.push(engine);
      await engine.allowReading();
      return engine;
    },
    async switchOn(engine: Engine, name: string): Promise<void> {
      const outcome = await engine.changeSettings([{ path: ['sources', name], value: true }]);
      if (!outcome.ok) throw new Error(outcome.message);
    },
    async close(): Promise<void> {
      for (const engine of engines) await engine.close();
      lab.dispose();
    },
  };
}

/** A script that answers `get_usage` with a percent of the five-hour window. */
export function answering(percent: number, resetsAtMs: number): string {
  const response = {
    rate_limits_available: true,
    subscription_type: 'max',
    rate_limits: {
      five_hour: { utilization: percent, resets_at: new Date(resetsAtMs).toISOString() },
      lunar_month: { utilization: 1 },
    },
  };
  const success = { subtype: 'success', request_id: 'tollgate-2', response };
  const line = JSON.stringify({ type: 'control_response', response: success });
  return `read -r a; read -r b; printf '%s\\n' '${line}'; cat > /dev/null`;
}

/** Waits for something that another process brings about. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come to be');
}

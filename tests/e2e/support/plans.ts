/** The situations that several tests begin in. */
import fs from 'node:fs';
import { codexRollout } from './codexLines.ts';
import type { TestHome } from './home.ts';

const MINUTE_MS = 60_000;

/** Codex some way through its five hours, at an even pace up to `usedPercent`. */
export function putCodexPlan(home: TestHome, usedPercent: number, nowMs = Date.now()) {
  const resetsAtMs = nowMs + 100 * MINUTE_MS;
  const startedAtMs = nowMs - 190 * MINUTE_MS;
  const rollout = codexRollout({ resetsAtMs });
  const steps = 12;
  const answers = Array.from({ length: steps }, (_, index) =>
    rollout.answer({
      atMs: startedAtMs + ((index + 1) / steps) * (nowMs - 30_000 - startedAtMs),
      usedPercent: Math.round(((index + 1) / steps) * usedPercent),
    }),
  );
  const file = home.writeCodex(rollout.name, rollout.start(startedAtMs) + answers.join(''));
  return {
    file,
    resetsAtMs,
    /** One more answer, reported now, as Codex writes it: at the end of the file. */
    append: (percent: number) =>
      fs.appendFileSync(file, rollout.answer({ atMs: Date.now(), usedPercent: percent })),
  };
}

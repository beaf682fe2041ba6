/** Faults after which no figure moves any more, and what that makes of a verdict. */
import { formatInstant, type FormatContext } from './formatting.ts';
import { say } from './languages/say.ts';
import type { Problem, ProblemKind } from './snapshot.ts';

const STOPPING: ReadonlySet<ProblemKind> = new Set([
  'database-busy',
  'disk-full',
  'disk-read-only',
  'database-damaged',
  'database-newer',
  'database-failed',
  'engine-stopped',
  'engine-held-up',
]);

/** The fault because of which figures stand still, whatever the agents do; null when they move. */
export function figuresStoppedBy(problems: readonly Problem[]): Problem | null {
  return problems.find((one) => one.severity === 'error' && STOPPING.has(one.kind)) ?? null;
}

/** Beside figures that look like today's. */
export function stoppedWords(fault: Problem, nowMs: number, context: FormatContext): string {
  return say(context, 'As of {time}. Nothing newer is known.', {
    time: formatInstant(fault.sinceMs, nowMs, context),
  });
}

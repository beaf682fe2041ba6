/** What the program around the engine could not do: problems that stand before the engine's own, one of a kind. */
import type { Problem } from '../../preload/contract/snapshot.ts';

export type ShellProblem = Pick<Problem, 'severity' | 'message'>;

export function createShellProblems() {
  let problems: readonly Problem[] = [];
  return {
    list: (): readonly Problem[] => problems,
    /**
     * Said anew, a problem keeps the time at which it began.
     * @param problem null: it is over
     * @param beganAtMs of a problem that is new
     */
    set(kind: Problem['kind'], problem: ShellProblem | null, beganAtMs = Date.now()): void {
      const others = problems.filter((known) => known.kind !== kind);
      const sinceMs = problems.find((known) => known.kind === kind)?.sinceMs ?? beganAtMs;
      problems = problem
        ? [...others, { ...problem, kind, sinceMs, path: null, count: null }]
        : others;
    },
  };
}

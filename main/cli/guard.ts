/** `tollgate guard`: whether a script may go on, as an exit code. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { BoundaryState, Snapshot } from '../../preload/contract/snapshot.ts';
import type { GateVerdict } from '../domain/gate.ts';
import { DEFAULT_REASON } from '../domain/gateAnswer.ts';
import { EXIT } from './exitCodes.ts';
import { AT_BOUNDARY } from './output.ts';
import type { GuardCommand } from './gateArguments.ts';

const HELD_WORDS: Partial<Record<BoundaryState, string>> = {
  'on-credits-without-consent': inEnglish('Requests are being paid, and nobody agreed.'),
  stopped: inEnglish('Stopped by you.'),
  'blocked-by-ceiling': inEnglish('Nothing more can be paid.'),
};

export type GuardAnswer = {
  readonly exitCode: number;
  readonly answer: 'go' | 'stop' | 'no-data';
  readonly reason: string;
  /** The smallest share of a reported window that is left, in percent; null when nothing is reported. */
  readonly remainingPercent: number | null;
};

/** @param verdicts what the gate says to a prompt, for each account that is asked about */
export function guardAnswer(
  snapshot: Pick<Snapshot, 'windows' | 'boundaries'>,
  verdicts: readonly GateVerdict[],
  { agent, minRemainingPercent }: Pick<GuardCommand, 'agent' | 'minRemainingPercent'>,
): GuardAnswer {
  const windows = snapshot.windows.filter((window) => agent === null || window.agent === agent);
  const used = windows.flatMap(({ usedPercent }) => (usedPercent === null ? [] : [usedPercent]));
  const remainingPercent = used.length === 0 ? null : Math.max(0, 100 - Math.max(...used));
  const stop = (reason: string): GuardAnswer => ({
    exitCode: EXIT.atBoundary,
    answer: 'stop',
    reason,
    remainingPercent,
  });
  for (const verdict of verdicts) {
    if (verdict.kind === 'rule' && verdict.rule.state !== 'open') {
      return stop(verdict.rule.reason ?? DEFAULT_REASON);
    }
    if (verdict.kind === 'unknown' && verdict.isStrict)
      return stop(inEnglish('The gate is unknown.'));
  }
  const held = snapshot.boundaries.find(
    (one) => (agent === null || one.agent === agent) && AT_BOUNDARY.has(one.state),
  );
  if (held) return stop(HELD_WORDS[held.state] ?? inEnglish('At the boundary.'));
  if (remainingPercent === null) {
    const reason = inEnglish('No window is reported.');
    return { exitCode: EXIT.noData, answer: 'no-data', reason, remainingPercent };
  }
  if (minRemainingPercent !== null && remainingPercent < minRemainingPercent) {
    return stop(
      inEnglish('Less than {percent} % of a window is left.', { percent: minRemainingPercent }),
    );
  }
  return { exitCode: EXIT.ok, answer: 'go', reason: inEnglish('On plan.'), remainingPercent };
}

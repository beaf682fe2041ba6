/** `tollgate guard`: whether a script may go on, as an exit code. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { BoundaryState, BoundaryView, Snapshot } from '../../preload/contract/snapshot.ts';
import type { AccountKey } from '../domain/figures.ts';
import type { GateVerdict } from '../domain/gate.ts';
import { DEFAULT_REASON } from '../domain/gateAnswer.ts';
import type { GateAccountView } from '../gate/gateAccounts.ts';
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

/**
 * The accounts that a call is about: those that it names, else of each agent the one that works here, which is the
 * first folder of the calling environment. What another account has left says nothing about this one.
 */
export function guardedAccounts<T extends Pick<GateAccountView, 'agent'>>(
  meant: readonly T[],
  { account }: Pick<GuardCommand, 'account'>,
): readonly T[] {
  if (account !== null) return meant;
  return meant.filter(
    (one, index) => meant.findIndex(({ agent }) => agent === one.agent) === index,
  );
}

/**
 * @param accounts those that are asked about
 * @param verdicts what the gate says to a prompt, for each of them
 */
export function guardAnswer(
  snapshot: Pick<Snapshot, 'windows' | 'boundaries'>,
  accounts: readonly AccountKey[],
  verdicts: readonly GateVerdict[],
  { minRemainingPercent }: Pick<GuardCommand, 'minRemainingPercent'>,
): GuardAnswer {
  const isAsked = (one: Pick<BoundaryView, 'agent' | 'account'>) =>
    accounts.some(({ agent, account }) => one.agent === agent && one.account === account);
  const windows = snapshot.windows.filter(isAsked);
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
  const held = snapshot.boundaries.find((one) => isAsked(one) && AT_BOUNDARY.has(one.state));
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

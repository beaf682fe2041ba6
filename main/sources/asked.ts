/** What all sources have in common that are read by asking the user's own agent program. */
import type { Settings } from '../../preload/contract/settings.ts';
import type { AgentId, SourceId } from '../../preload/contract/snapshot.ts';
import type { CreditUseReading, PlanReading } from '../domain/accountReadings.ts';
import type { CreditsReading, LimitReading } from '../domain/limits.ts';
import type { ProgramProblem } from './program/askProgram.ts';

/** Everything one answer said. What it did not say is empty or null. */
export type SourceReport = {
  readonly windows: readonly LimitReading[];
  readonly credits: CreditsReading | null;
  readonly creditUse: CreditUseReading | null;
  readonly plan: PlanReading | null;
  /** Limits in the answer that are of no known kind; `doctor` names them. */
  readonly unknownKinds: readonly string[];
  readonly mark: AnswerMark;
};

/**
 * Tells a new answer from one that the program kept and says again: such an answer is as old as it was the
 * first time. Plain data, to be handed in again at the next question.
 */
export type AnswerMark = {
  /** SHA-256 of the answer's figures, in hex. */
  readonly fingerprint: string;
  readonly firstSeenAtMs: number;
};

/**
 * `answer-unknown`: not of a known form. `not-available`: this account has no such figures (no subscription,
 * not signed in). `not-fetched`: the program could not or would not ask its provider.
 */
export type SourceProblem = {
  readonly kind: ProgramProblem['kind'] | 'answer-unknown' | 'not-available' | 'not-fetched';
  /** One plain sentence without anything secret. */
  readonly message: string;
};

/** An answer or the reason why there is none; the values known before stay good with their age. */
export type SourceOutcome =
  | { readonly ok: true; readonly report: SourceReport }
  | { readonly ok: false; readonly problem: SourceProblem };

export type SourceSwitches = Settings['sources'];

export type Variables = Readonly<Record<string, string | undefined>>;

export type Question = {
  /** Absolute path of the agent's program. */
  readonly program: string;
  /** The agent's configuration folder that is asked about. */
  readonly account: string;
  /** The user's environment; what is Tollgate's own is left out before it is passed on. */
  readonly variables: Variables;
  readonly homeFolder: string;
  /** Where the empty working folder is made. */
  readonly temporaryFolder: string;
  /** The mark of the last answer of this source and account; null for the first question. */
  readonly previous: AnswerMark | null;
  readonly clock: () => number;
  /** Tollgate's own version, for programs that ask who is asking. */
  readonly version: string;
  /** Ends the program at once, when Tollgate quits. */
  readonly signal?: AbortSignal;
  /** How long the program may take, starting included. */
  readonly deadlineMs?: number;
};

/** A source that is asked; off until the user switches it on. */
export type AskedSource = {
  readonly id: SourceId;
  readonly agent: AgentId;
  /** What its program is called. */
  readonly programName: string;
  /** What its answers hold: a younger statement of the same by another source makes asking needless. */
  readonly figures: 'windows' | 'windows-and-credits' | 'plan';
  /** Whether the user has switched it on. */
  isSwitchedOn(switches: SourceSwitches): boolean;
  /** How far apart the user wants questions at least, in minutes. */
  everyMinutes(switches: SourceSwitches): number;
  ask(question: Question): Promise<SourceOutcome>;
};

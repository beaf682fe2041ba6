/** The Help page: questions that people ask, each checked against the user's own data. */
import type { LinkId } from './links.ts';

/**
 * `yes`: the data says that this is it; `maybe`: it could be, look; `no`: the data speaks against it;
 * `unknown`: nothing here can tell.
 */
export type FindingVerdict = 'yes' | 'maybe' | 'no' | 'unknown';

export type Finding = {
  readonly cause: string;
  readonly verdict: FindingVerdict;
  /** What was found, or why it cannot be told, in a sentence or two. */
  readonly found: string;
  /** What to do; null: nothing. */
  readonly remedy: string | null;
  readonly link: LinkId | null;
};

export type HelpCheck = {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
  /** The likeliest first. */
  readonly findings: readonly Finding[];
};

export type HelpView = {
  readonly checks: readonly HelpCheck[];
  /** What is read on this machine, path by path, and why. */
  readonly places: readonly {
    readonly agent: string;
    readonly path: string;
    readonly exists: boolean;
    readonly logFiles: number;
  }[];
  /** A report to copy; names of people and projects are taken out. */
  readonly diagnostics: string;
  readonly takenAtMs: number;
};

/** What an agent's log tells of a session beside its use: its own cost, and signs of who pays. */
import type { AgentId } from '../../preload/contract/snapshot.ts';

type OfSession = {
  readonly agent: AgentId;
  /** The configuration folder that the log was found under. */
  readonly account: string;
  readonly sessionId: string;
};

/** The agent's own estimate of a session; within one run of the program it only grows. */
export type AgentCost = OfSession & {
  readonly kind: 'agent-cost';
  /** When the run began; null: not said, then the session counts as one run. */
  readonly runStartedAtMs: number | null;
  readonly costMicros: number;
  /** The agent guessed a price for a model that it does not know. */
  readonly isGuess: boolean;
  /** Time of the last answer before it. */
  readonly asOfMs: number;
};

/** A session began to ask for another cache lifetime: shorter with credits, an hour on the plan. */
export type CacheLifetimeChange = OfSession & {
  readonly kind: 'cache-lifetime';
  /** From then on. */
  readonly lifetime: '1h' | '5m';
  readonly atMs: number;
};

export type SessionNote = AgentCost | CacheLifetimeChange;

/** Notes that mean the same are one: the latest of a run's cost, each change once. */
export function noteKey(note: SessionNote): string {
  const { agent, sessionId, kind } = note;
  const rest = note.kind === 'agent-cost' ? (note.runStartedAtMs ?? 0) : note.atMs;
  return [kind, agent, sessionId, rest].join('|');
}

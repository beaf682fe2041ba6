/**
 * What the stand-in provider says to one request, independent of the API it is said in.
 */
import type { PlanReport } from './planState.ts';

/** Tokens of one response. `inputTokens` never contains cached ones, whatever the API does. */
export type BilledTokens = {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheWriteFiveMinuteTokens: number;
  readonly cacheWriteOneHourTokens: number;
  readonly cacheReadTokens: number;
};

export type ToolCall = {
  readonly name: string;
  /** Where the tool belongs to a group of tools (Codex). */
  readonly namespace?: string;
  readonly input: Readonly<Record<string, unknown>>;
};

export type Answer = {
  readonly text: string;
  /** When set, the program runs the tool and asks again with its result. */
  readonly toolCalls?: readonly ToolCall[];
  readonly tokens: BilledTokens;
  /** The model that answers; the requested one when absent. */
  readonly model?: string;
  readonly plan: PlanReport;
  /** Pause before each content block, as a model that thinks and writes at its own speed. */
  readonly pauseMs?: number;
};

/**
 * Tokens that differ in every field from one response to the next, so that no two mistakes (a
 * response left out, another counted twice) can cancel each other out in a sum.
 */
export function distinctTokens(sequence: number): BilledTokens {
  return {
    inputTokens: 11 + sequence,
    outputTokens: 101 + 7 * sequence,
    cacheWriteFiveMinuteTokens: 0,
    cacheWriteOneHourTokens: 2_003 + 13 * sequence,
    cacheReadTokens: 15_007 + 1_009 * sequence,
  };
}

/**
 * What transcripts tell beside the usage of a response: when the program's requests began to be paid with
 * credits, and what it thinks its session cost. Pure, one line at a time. Forms: docs/agents/claude-code.md.
 */
import { asNumber, asText, type JsonObject } from '../fields.ts';

export type CacheLifetime = '1h' | '5m';

/**
 * The cache lifetime that a line of the main conversation asked for; null where it says nothing. On a
 * subscription the program asks for an hour and falls to five minutes once it draws on credits, one request late
 * (facts and their source: docs/agents/claude-code.md). Only a change within a session is a hint: with an API key it is five
 * minutes from the start, and so it is for sub-agents, whose lines are passed over.
 */
export function cacheLifetimeOf(value: unknown, isSidechain: boolean): CacheLifetime | null {
  return !isSidechain && (value === '1h' || value === '5m') ? value : null;
}

/** Lines that hold the program's own cost estimate. */
export const COST_STATE_MARKER = Buffer.from('"type":"cost-state"');

/** The program's own estimate of a session so far; it only grows within one run of the program. */
export type CostState = {
  readonly sessionId: string;
  /** When this run of the program began; null when not said. The line itself carries no time. */
  readonly runStartedAtMs: number | null;
  readonly costMicros: number;
  /** The program priced a model that it does not know with a price of its own choice. */
  readonly hasUnknownModelCost: boolean;
};

/** Reads a `cost-state` line; null for any other line, and for one without a usable total. */
export function costStateOf(line: JsonObject): CostState | null {
  if (line['type'] !== 'cost-state') return null;
  const sessionId = asText(line['sessionId']);
  const costMicros = microsOf(line['totalCostUSD']);
  if (sessionId === null || costMicros === null) return null;
  return {
    sessionId,
    runStartedAtMs: asNumber(line['startTime']),
    costMicros,
    hasUnknownModelCost: line['hasUnknownModelCost'] === true,
  };
}

/** Whole micro-dollars of a dollar amount; null for what cannot be a cost. */
function microsOf(value: unknown): number | null {
  const dollars = asNumber(value);
  if (dollars === null || dollars < 0) return null;
  const micros = Math.round(dollars * 1_000_000);
  return Number.isSafeInteger(micros) ? micros : null;
}

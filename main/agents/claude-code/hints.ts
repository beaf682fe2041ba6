/**
 * What transcripts tell beside the usage of a response: when the program's requests began to be paid with
 * credits, and what it thinks its session cost. Pure, one line at a time. Forms: docs/agents/claude-code.md.
 */
import { parseInstant } from '../../domain/calendar.ts';
import { asNumber, asObject, asText, asTokenCount, type JsonObject } from '../fields.ts';

export type CacheLifetime = '1h' | '5m';

/** A change of the cache lifetime that a session's main conversation asked for. */
export type CacheLifetimeHint = {
  /** `credits-began`: from an hour to five minutes. `credits-ended`: back to an hour. */
  readonly kind: 'credits-began' | 'credits-ended';
  /** The time of the first response after the change: the one before was already paid so. */
  readonly atMs: number;
  readonly sessionId: string;
  /** The request that shows the change; copies of a line carry the same one. */
  readonly requestId: string;
};

/**
 * Compares one line with the lifetime that the session's line before asked for. On a subscription the program
 * asks for an hour and falls to five minutes once it draws on credits, one request late (facts and their
 * source: docs/agents/claude-code.md). Only the change is a hint: with an API key it is five minutes from the start, and so it
 * is for sub-agents, whose lines are passed over.
 *
 * @param previous what the last call for this session returned; null at a session's start
 */
export function cacheLifetimeHint(
  previous: CacheLifetime | null,
  line: JsonObject,
): { readonly lifetime: CacheLifetime | null; readonly hint: CacheLifetimeHint | null } {
  const lifetime = lifetimeOf(line);
  if (lifetime === null) return { lifetime: previous, hint: null };
  if (previous === null || previous === lifetime) return { lifetime, hint: null };
  const atMs = parseInstant(asText(line['timestamp']) ?? '');
  const sessionId = asText(line['requestSessionId']) ?? asText(line['sessionId']);
  const requestId =
    asText(line['requestId']) ?? asText(asObject(line['message'])?.['id']) ?? asText(line['uuid']);
  if (atMs === null || sessionId === null || requestId === null) return { lifetime, hint: null };
  const kind = lifetime === '5m' ? 'credits-began' : 'credits-ended';
  return { lifetime, hint: { kind, atMs, sessionId, requestId } };
}

/** null for lines that say nothing: no answer of the main conversation, a refusal, another value. */
function lifetimeOf(line: JsonObject): CacheLifetime | null {
  if (line['type'] !== 'assistant' || line['isSidechain'] === true) return null;
  if (line['isApiErrorMessage'] === true) return null;
  const value = line['promptCacheRequested'];
  return value === '1h' || value === '5m' ? value : null;
}

/** Lines that hold the program's own cost estimate. */
export const COST_STATE_MARKER = '"type":"cost-state"';

/** The program's own estimate of a session so far; it only grows within one run of the program. */
export type CostState = {
  readonly sessionId: string;
  /** When this run of the program began; null when not said. The line itself carries no time. */
  readonly runStartedAtMs: number | null;
  readonly costMicros: number;
  /** The program priced a model that it does not know with a price of its own choice. */
  readonly hasUnknownModelCost: boolean;
  readonly models: readonly CostStateModel[];
};

export type CostStateModel = {
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly costMicros: number | null;
};

/** Reads a `cost-state` line; null for any other line, and for one without a usable total. */
export function costStateOf(line: JsonObject): CostState | null {
  if (line['type'] !== 'cost-state') return null;
  const sessionId = asText(line['sessionId']);
  const costMicros = microsOf(line['totalCostUSD']);
  if (sessionId === null || costMicros === null) return null;
  const models = Object.entries(asObject(line['modelUsage']) ?? {}).flatMap(
    ([model, usage]) => modelOf(model, asObject(usage)) ?? [],
  );
  return {
    sessionId,
    runStartedAtMs: asNumber(line['startTime']),
    costMicros,
    hasUnknownModelCost: line['hasUnknownModelCost'] === true,
    models,
  };
}

function modelOf(model: string, usage: JsonObject | null): CostStateModel | null {
  if (!usage) return null;
  const inputTokens = asTokenCount(usage['inputTokens']);
  const outputTokens = asTokenCount(usage['outputTokens']);
  const cacheReadTokens = asTokenCount(usage['cacheReadInputTokens']);
  const cacheWriteTokens = asTokenCount(usage['cacheCreationInputTokens']);
  if (inputTokens === null || outputTokens === null) return null;
  if (cacheReadTokens === null || cacheWriteTokens === null) return null;
  const costMicros = microsOf(usage['costUSD']);
  return { model, inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, costMicros };
}

/** Whole micro-dollars of a dollar amount; null for what cannot be a cost. */
function microsOf(value: unknown): number | null {
  const dollars = asNumber(value);
  if (dollars === null || dollars < 0) return null;
  const micros = Math.round(dollars * 1_000_000);
  return Number.isSafeInteger(micros) ? micros : null;
}

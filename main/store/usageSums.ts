/** Sums of usage and the models without a price: from the quarters already summed, the rest from events. */
import type { Connection } from './open.ts';
import { createStateReader, QUARTER_MS } from './rollup.ts';

/** Sums of counted events; `costMicros` covers the priced ones. */
export type UsageSums = {
  readonly events: number;
  readonly unpricedEvents: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
  readonly costMicros: number;
};

const ANY_AGENT = 'agent_id IN (SELECT id FROM agent)';

const OF_EVENTS = `
  SELECT count(*) AS events, count(*) - count(cost_micros) AS unpricedEvents,
    coalesce(sum(input_tokens), 0) AS inputTokens, coalesce(sum(output_tokens), 0) AS outputTokens,
    coalesce(sum(cache_write_5m_tokens + cache_write_1h_tokens), 0) AS cacheWriteTokens,
    coalesce(sum(cache_read_tokens), 0) AS cacheReadTokens,
    coalesce(sum(cost_micros), 0) AS costMicros
  FROM usage_event WHERE ${ANY_AGENT} AND at_ms >= ? AND at_ms < ? AND is_counted = 1`;

const QUARTER_SUMS = `
  SELECT coalesce(sum(events), 0) AS events, coalesce(sum(unpriced_events), 0) AS unpricedEvents,
    coalesce(sum(input_tokens), 0) AS inputTokens, coalesce(sum(output_tokens), 0) AS outputTokens,
    coalesce(sum(cache_write_tokens), 0) AS cacheWriteTokens,
    coalesce(sum(cache_read_tokens), 0) AS cacheReadTokens,
    coalesce(sum(cost_micros), 0) AS costMicros`;

/** Events whose detail was removed are in them. */
const OF_QUARTERS = `${QUARTER_SUMS} FROM usage_rollup WHERE quarter >= ? AND quarter < ?`;

const OF_REMOVED = `${QUARTER_SUMS} FROM removed_usage
  WHERE quarter * ${QUARTER_MS} >= ? AND quarter * ${QUARTER_MS} < ?`;

/** What was removed can be given no price any more, so nobody is asked for one. */
const UNPRICED = `
  SELECT name.text FROM name WHERE id IN (
    SELECT model_id FROM usage_rollup WHERE quarter < @heldUntilMs / ${QUARTER_MS} AND unpriced_events > 0
      GROUP BY model_id HAVING sum(unpriced_events) > (
        SELECT coalesce(sum(removed.unpriced_events), 0) FROM removed_usage AS removed
        WHERE removed.model_id = usage_rollup.model_id AND removed.quarter < @heldUntilMs / ${QUARTER_MS})
    UNION SELECT model_id FROM usage_event
      WHERE ${ANY_AGENT} AND at_ms >= @heldUntilMs AND cost_micros IS NULL AND is_counted = 1)
  ORDER BY name.text`;

export function createUsageSums(connection: Connection) {
  const state = createStateReader(connection);
  const ofEvents = connection.prepare<[number, number], UsageSums>(OF_EVENTS);
  const ofQuarters = connection.prepare<[number, number], UsageSums>(OF_QUARTERS);
  const ofRemoved = connection.prepare<[number, number], UsageSums>(OF_REMOVED);
  const unpriced = connection.prepare<[object], string>(UNPRICED).pluck();
  const notHeld = (fromMs: number, untilMs: number) =>
    added(ofEvents.get(fromMs, untilMs) as UsageSums, ofRemoved.get(fromMs, untilMs) as UsageSums);
  // In transactions, since the program that writes may move the mark between two statements.
  const sumsBetween = connection.transaction((fromMs: number, untilMs: number): UsageSums => {
    const { heldUntilMs } = state();
    const isWhole = fromMs % QUARTER_MS === 0 && untilMs % QUARTER_MS === 0;
    if (!isWhole || fromMs >= heldUntilMs) return notHeld(fromMs, untilMs);
    const endMs = Math.min(untilMs, heldUntilMs);
    const held = ofQuarters.get(fromMs / QUARTER_MS, endMs / QUARTER_MS) as UsageSums;
    return endMs === untilMs ? held : added(held, notHeld(endMs, untilMs));
  });
  const unpricedModels = connection.transaction(() =>
    unpriced.all({ heldUntilMs: state().heldUntilMs }),
  );

  return {
    /** Counted events with `fromMs <= atMs < untilMs`; quick where both are full quarters of an hour. */
    sumsBetween: (fromMs: number, untilMs: number): UsageSums => sumsBetween(fromMs, untilMs),
    /** Models of counted events that have no price, by name. */
    unpricedModels: (): string[] => unpricedModels(),
  };
}

function added(one: UsageSums, other: UsageSums): UsageSums {
  return {
    events: one.events + other.events,
    unpricedEvents: one.unpricedEvents + other.unpricedEvents,
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    cacheWriteTokens: one.cacheWriteTokens + other.cacheWriteTokens,
    cacheReadTokens: one.cacheReadTokens + other.cacheReadTokens,
    costMicros: one.costMicros + other.costMicros,
  };
}

/**
 * What Claude Code's OpenTelemetry export says about use: one observation for each request, and sums. Neither
 * names the plan's windows or credits. Prompts, paths and e-mail addresses in it are not read.
 */
import { parseInstant } from '../../domain/calendar.ts';
import {
  asList,
  countAttribute,
  instantOfNanos,
  leavesOf,
  member,
  numberAttribute,
  numberOf,
  readAttributes,
  textAttribute,
  type Attributes,
} from './otlpFields.ts';

/** The agent that sends what is read here. */
export const TELEMETRY_AGENT = 'claude-code';

/** One request to a model, as the agent saw it. Counts that were not sent are null. */
export type UsageObservation = {
  readonly agent: typeof TELEMETRY_AGENT;
  readonly sessionId: string;
  /** The provider's id of the response; null where it gives none. */
  readonly requestId: string | null;
  readonly model: string;
  readonly atMs: number;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cacheReadTokens: number | null;
  readonly cacheWriteTokens: number | null;
  readonly cacheWriteFiveMinuteTokens: number | null;
  readonly cacheWriteOneHourTokens: number | null;
  /** The agent's own estimate. */
  readonly agentCostMicros: number | null;
  readonly isFast: boolean;
  /** What made the request, such as the main conversation or a sub-agent, in the agent's word. */
  readonly origin: string | null;
  readonly accountId: string | null;
  readonly organisationId: string | null;
};

/** A growth that the agent summed over some seconds. */
export type UsageSum = {
  readonly agent: typeof TELEMETRY_AGENT;
  readonly sessionId: string | null;
  readonly model: string | null;
  readonly what: 'cost-micros' | 'input' | 'output' | 'cache-read' | 'cache-write';
  readonly amount: number;
  readonly fromMs: number | null;
  readonly untilMs: number;
};

/** `refused`: records that are about use but lack what makes them usable. Everything else is passed over. */
export type Read<T> = { readonly found: readonly T[]; readonly refused: number };

const API_REQUEST = 'claude_code.api_request';

/** Reads the body of `/v1/logs`. */
export function readUsageObservations(body: unknown): Read<UsageObservation> {
  const records = leavesOf(body, 'resourceLogs', 'scopeLogs', 'logRecords').filter(isApiRequest);
  const found = records.flatMap((record) => observationOf(record) ?? []);
  return { found, refused: records.length - found.length };
}

/** The event's name stands in the record, its body or an attribute, by version. */
function isApiRequest(record: unknown): boolean {
  const attributes = readAttributes(member(record, 'attributes'));
  return (
    member(record, 'eventName') === API_REQUEST ||
    member(member(record, 'body'), 'stringValue') === API_REQUEST ||
    `claude_code.${textAttribute(attributes, 'event.name') ?? ''}` === API_REQUEST
  );
}

function observationOf(record: unknown): UsageObservation | null {
  const attributes = readAttributes(member(record, 'attributes'));
  const sessionId = textAttribute(attributes, 'session.id');
  const model = textAttribute(attributes, 'model');
  const atMs = instantOf(record, attributes);
  if (sessionId === null || model === null || atMs === null) return null;
  return {
    agent: TELEMETRY_AGENT,
    sessionId,
    requestId: textAttribute(attributes, 'request_id'),
    model,
    atMs,
    inputTokens: countAttribute(attributes, 'input_tokens'),
    outputTokens: countAttribute(attributes, 'output_tokens'),
    cacheReadTokens: countAttribute(attributes, 'cache_read_tokens'),
    cacheWriteTokens: countAttribute(attributes, 'cache_creation_tokens'),
    cacheWriteFiveMinuteTokens: countAttribute(attributes, 'cache_creation_5m_tokens'),
    cacheWriteOneHourTokens: countAttribute(attributes, 'cache_creation_1h_tokens'),
    agentCostMicros:
      countAttribute(attributes, 'cost_usd_micros') ??
      microsOf(numberAttribute(attributes, 'cost_usd')),
    isFast: attributes.get('speed') === 'fast',
    origin: textAttribute(attributes, 'query_source'),
    accountId: textAttribute(attributes, 'user.account_uuid'),
    organisationId: textAttribute(attributes, 'organization.id'),
  };
}

function instantOf(record: unknown, attributes: Attributes): number | null {
  const stamped = textAttribute(attributes, 'event.timestamp');
  return (
    (stamped === null ? null : parseInstant(stamped)) ??
    instantOfNanos(member(record, 'timeUnixNano'))
  );
}

const TOKEN_KINDS: Readonly<Record<string, UsageSum['what']>> = {
  input: 'input',
  output: 'output',
  cacheRead: 'cache-read',
  cacheCreation: 'cache-write',
};

/** OTLP's number for sums that begin anew with each report; other sums would be counted again and again. */
const DELTA = 1;

/** Reads the body of `/v1/metrics`. */
export function readUsageSums(body: unknown): Read<UsageSum> {
  const found: UsageSum[] = [];
  let refused = 0;
  for (const metric of leavesOf(body, 'resourceMetrics', 'scopeMetrics', 'metrics')) {
    const name = member(metric, 'name');
    if (name !== 'claude_code.cost.usage' && name !== 'claude_code.token.usage') continue;
    const sum = member(metric, 'sum');
    for (const point of asList(member(sum, 'dataPoints'))) {
      const read = isDelta(sum) ? sumOf(point, name === 'claude_code.cost.usage') : null;
      if (read) found.push(read);
      else refused += 1;
    }
  }
  return { found, refused };
}

function isDelta(sum: unknown): boolean {
  const temporality = member(sum, 'aggregationTemporality');
  return temporality === DELTA || temporality === 'AGGREGATION_TEMPORALITY_DELTA';
}

function sumOf(point: unknown, isCost: boolean): UsageSum | null {
  const attributes = readAttributes(member(point, 'attributes'));
  const what = isCost ? 'cost-micros' : TOKEN_KINDS[textAttribute(attributes, 'type') ?? ''];
  const value = numberOf(member(point, 'asDouble') ?? member(point, 'asInt'));
  const untilMs = instantOfNanos(member(point, 'timeUnixNano'));
  const amount = isCost ? microsOf(value) : value;
  if (!what || untilMs === null || amount === null) return null;
  if (!Number.isSafeInteger(amount) || amount < 0) return null;
  return {
    agent: TELEMETRY_AGENT,
    sessionId: textAttribute(attributes, 'session.id'),
    model: textAttribute(attributes, 'model'),
    what,
    amount,
    fromMs: instantOfNanos(member(point, 'startTimeUnixNano')),
    untilMs,
  };
}

function microsOf(dollars: number | null): number | null {
  if (dollars === null || dollars < 0) return null;
  const micros = Math.round(dollars * 1_000_000);
  return Number.isSafeInteger(micros) ? micros : null;
}

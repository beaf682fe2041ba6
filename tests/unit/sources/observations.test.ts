import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readUsageObservations,
  readUsageSums,
} from '../../../main/sources/openTelemetry/observations.ts';
import {
  exporterSettings,
  hasOtherExporter,
} from '../../../main/sources/openTelemetry/exporterSettings.ts';

const attribute = (key: string, value: unknown) => ({ key, value });
const text = (value: string) => ({ stringValue: value });
const int = (value: number) => ({ intValue: value });

const ATTRIBUTES = [
  attribute('session.id', text('s-1')),
  attribute('user.email', text('someone@example.com')),
  attribute('event.name', text('api_request')),
  attribute('event.timestamp', text('2026-11-22T13:11:53.201Z')),
  attribute('model', text('claude-sonnet-5-5')),
  attribute('input_tokens', int(12)),
  attribute('output_tokens', text('42')),
  attribute('cache_read_tokens', int(15_000)),
  attribute('cache_creation_tokens', { intValue: '2000' }),
  attribute('cost_usd', { doubleValue: 0.009944 }),
  attribute('request_id', text('req_1')),
  attribute('speed', text('normal')),
];

const logs = (record: Record<string, unknown>) => ({
  resourceLogs: [{ resource: {}, scopeLogs: [{ scope: {}, logRecords: [record] }] }],
});
const record = (attributes: unknown, change: Record<string, unknown> = {}) =>
  logs({
    timeUnixNano: '1795353113201000000',
    body: text('claude_code.api_request'),
    attributes,
    ...change,
  });

describe('a request to a model', () => {
  it('is read without what is private', () => {
    const { found, refused } = readUsageObservations(record(ATTRIBUTES));
    expect(refused).toBe(0);
    expect(found).toEqual([
      {
        agent: 'claude-code',
        sessionId: 's-1',
        requestId: 'req_1',
        model: 'claude-sonnet-5-5',
        atMs: Date.UTC(2026, 10, 22, 13, 11, 53, 201),
        inputTokens: 12,
        outputTokens: 42,
        cacheReadTokens: 15_000,
        cacheWriteTokens: 2_000,
        cacheWriteFiveMinuteTokens: null,
        cacheWriteOneHourTokens: null,
        agentCostMicros: 9_944,
        isFast: false,
        origin: null,
        accountId: null,
        organisationId: null,
      },
    ]);
    expect(JSON.stringify(found)).not.toContain('example.com');
  });

  it('takes the record’s own time where the event has none', () => {
    const untimed = ATTRIBUTES.filter(({ key }) => key !== 'event.timestamp');
    const { found } = readUsageObservations(record(untimed));
    expect(found[0]?.atMs).toBe(1_795_353_113_201);
  });

  it('is counted as refused without session, model or time', () => {
    for (const key of ['session.id', 'model']) {
      const lacking = ATTRIBUTES.filter((one) => one.key !== key);
      expect(readUsageObservations(record(lacking))).toEqual({ found: [], refused: 1 });
    }
  });

  it('leaves a count unknown that is no count', () => {
    const odd = [...ATTRIBUTES, attribute('input_tokens', int(-1))];
    expect(readUsageObservations(record(odd)).found[0]?.inputTokens).toBeNull();
  });

  it('is not any other event', () => {
    const other = [attribute('event.name', text('user_prompt'))];
    const prompt = record(other, { body: text('claude_code.user_prompt') });
    expect(readUsageObservations(prompt)).toEqual({ found: [], refused: 0 });
  });
});

describe('sums', () => {
  const metrics = (name: string, sum: Record<string, unknown>) => ({
    resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name, sum }] }] }],
  });
  const point = (type: string | null, value: Record<string, unknown>) => ({
    attributes: [
      attribute('session.id', text('s-1')),
      attribute('model', text('claude-sonnet-5-5')),
      ...(type === null ? [] : [attribute('type', text(type))]),
    ],
    startTimeUnixNano: '1795353113000000000',
    timeUnixNano: '1795353123000000000',
    ...value,
  });

  it('of tokens and cost are read when they begin anew each time', () => {
    const tokens = metrics('claude_code.token.usage', {
      aggregationTemporality: 1,
      dataPoints: [point('cacheRead', { asDouble: 15_000 }), point('unheard-of', { asInt: '1' })],
    });
    expect(readUsageSums(tokens)).toEqual({
      found: [
        {
          agent: 'claude-code',
          sessionId: 's-1',
          model: 'claude-sonnet-5-5',
          what: 'cache-read',
          amount: 15_000,
          fromMs: 1_795_353_113_000,
          untilMs: 1_795_353_123_000,
        },
      ],
      refused: 1,
    });
    const cost = metrics('claude_code.cost.usage', {
      aggregationTemporality: 1,
      dataPoints: [point(null, { asDouble: 0.009944 })],
    });
    expect(readUsageSums(cost).found).toMatchObject([{ what: 'cost-micros', amount: 9_944 }]);
  });

  it('that go on from before are refused: they would be counted again and again', () => {
    const cumulative = metrics('claude_code.token.usage', {
      aggregationTemporality: 2,
      dataPoints: [point('input', { asInt: '1' })],
    });
    expect(readUsageSums(cumulative)).toEqual({ found: [], refused: 1 });
  });
});

describe('any body', () => {
  it('is survived', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(readUsageObservations(value).found).toEqual([]);
        expect(readUsageObservations(record(value)).found).toEqual([]);
        expect(readUsageSums({ resourceMetrics: value }).found).toEqual([]);
      }),
    );
  });
});

describe('the exporter', () => {
  it('is left alone where it already sends elsewhere', () => {
    expect(hasOtherExporter({ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector' })).toBe(true);
    expect(hasOtherExporter({ OTEL_EXPORTER_OTLP_LOGS_ENDPOINT: 'https://collector' })).toBe(true);
    expect(hasOtherExporter({ OTEL_EXPORTER_OTLP_ENDPOINT: '', PATH: '/bin' })).toBe(false);
    expect(exporterSettings('http://127.0.0.1:1', 'abc')).toMatchObject({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1',
      OTEL_EXPORTER_OTLP_HEADERS: 'Authorization=Bearer abc',
    });
  });
});

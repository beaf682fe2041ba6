/** Where metrics may go, what headers may be, and how a collector's answers are understood. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headersIn, problemIn } from '../../../main/sources/openTelemetry/collector.ts';
import type { HttpAnswer } from '../../../main/sources/providers/http.ts';
import { aiProviderOf } from '../../../main/domain/metrics/aiProvider.ts';
import { collectorOf } from '../../../preload/contract/metricsExport.ts';

describe('a collector’s address', () => {
  it.each([
    ['https://otel.example', true, 'otel.example', 443, '/v1/metrics'],
    ['https://otel.example:4318/', true, 'otel.example', 4318, '/v1/metrics'],
    ['https://otel.example/otlp', true, 'otel.example', 443, '/otlp/v1/metrics'],
    ['https://otel.example/otlp/v1/metrics', true, 'otel.example', 443, '/otlp/v1/metrics'],
    ['http://localhost:4318', false, 'localhost', 4318, '/v1/metrics'],
    ['http://127.0.0.1:4318', false, '127.0.0.1', 4318, '/v1/metrics'],
    ['http://[::1]:4318', false, '::1', 4318, '/v1/metrics'],
  ])('%s', (address, isSecure, host, port, path) => {
    expect(collectorOf(address)).toEqual({ isSecure, host, port, path });
  });

  it.each([
    'otel.example:4318',
    'http://otel.example:4318',
    'http://192.168.0.7:4318',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://127.0.0.1@evil.example',
    'https://user:secret@otel.example',
    'https://otel.example?token=secret',
    'https://otel.example#x',
    'https://otel.example:0',
    'https://otel.example:65536',
    'https://otel.example/a b',
    'https://otel.example\r\nx: y',
    'ftp://otel.example',
    'file:///etc/passwd',
    '',
  ])('%j is none', (address) => {
    expect(collectorOf(address)).toBeNull();
  });
});

describe('secret headers', () => {
  it('are read as OpenTelemetry writes them', () => {
    expect(headersIn('Authorization=Bearer%20abc=,x-tenant = team')).toEqual({
      authorization: 'Bearer abc=',
      'x-tenant': 'team',
    });
  });

  it.each([
    '',
    'authorization',
    '=x',
    'a=',
    'host=evil.example',
    'content-length=1',
    'transfer-encoding=chunked',
    'a=b%0d%0ax:y',
    'a=%zz',
    'a=1,A=2',
    'a=%C3%A4',
  ])('%j are none', (text) => {
    expect(headersIn(text)).toBeNull();
  });

  it('never hold what would break a request apart', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const [name, value] of Object.entries(headersIn(text) ?? {})) {
          expect(name).toMatch(/^[!-~]+$/);
          expect(value).toMatch(/^[ -~]+$/);
        }
      }),
    );
  });
});

describe('a collector’s answer', () => {
  const answer = (status: number, body = '{}', retryAfter: string | null = null): HttpAnswer => ({
    ok: true,
    status,
    body,
    retryAfter,
    organisation: null,
    bytesSent: 1,
    bytesReceived: 1,
  });

  it.each([
    [answer(200), null],
    [answer(202, ''), null],
    [answer(200, '{"partialSuccess":{}}'), null],
    [answer(200, '{"partialSuccess":{"rejectedDataPoints":"3"}}'), 'partly-taken'],
    [answer(400), 'not-taken'],
    [answer(401), 'refused'],
    [answer(404), 'not-taken'],
    [answer(503), 'collector-failed'],
  ])('%j', (heard, kind) => {
    expect(problemIn(heard, 'otel.example', 0)?.kind ?? null).toBe(kind);
  });

  it('says how long to wait, and never repeats its own words', () => {
    const busy = problemIn(answer(429, 'Bearer secret', '90'), 'otel.example', 0);
    expect(busy).toMatchObject({ kind: 'busy', askedPauseMs: 90_000, isLasting: false });
    expect(JSON.stringify(busy)).not.toContain('secret');
  });
});

it('models are told by the names of the registry', () => {
  expect(
    ['claude-opus-5', 'gpt-5-codex', 'o3-mini', 'gemini-3-pro', 'my-own-model'].map(aiProviderOf),
  ).toEqual(['anthropic', 'openai', 'openai', 'gcp.gen_ai', 'unknown']);
});

/** The OpenTelemetry receiver, spoken to by real clients: the right one, and all the wrong ones. */
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UsageObservation } from '../../../main/sources/openTelemetry/observations.ts';
import {
  newReceiverToken,
  startReceiver,
  type Receiver,
} from '../../../main/sources/openTelemetry/receiver.ts';

const TOKEN = newReceiverToken();
const BODY = JSON.stringify({
  resourceLogs: [
    {
      scopeLogs: [
        {
          logRecords: [
            {
              timeUnixNano: '1795353113201000000',
              body: { stringValue: 'claude_code.api_request' },
              attributes: [
                { key: 'session.id', value: { stringValue: 's-1' } },
                { key: 'model', value: { stringValue: 'claude-sonnet-5-5' } },
              ],
            },
            { timeUnixNano: '1', body: { stringValue: 'claude_code.api_request' } },
          ],
        },
      ],
    },
  ],
});

let receiver: Receiver;
let observed: UsageObservation[];
let refused: number;

const options = (port = 0) => ({
  token: TOKEN,
  port,
  onObservations: (found: readonly UsageObservation[]) => observed.push(...found),
  onSums: () => undefined,
  onRefused: (count: number) => (refused += count),
});

beforeEach(async () => {
  observed = [];
  refused = 0;
  const outcome = await startReceiver(options());
  if (!outcome.ok) throw new Error(outcome.message);
  ({ receiver } = outcome);
});

afterEach(() => receiver.close());

type Head = { path?: string; method?: string; headers?: Record<string, string> };

function send({ path = '/v1/logs', method = 'POST', headers = {} }: Head, body = BODY) {
  return new Promise<number>((resolve, reject) => {
    const given = {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      ...headers,
    };
    const request = http.request(`${receiver.url}${path}`, { method, headers: given }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    });
    // A refused sender may lose its connection while it still writes.
    request.once('error', (error: NodeJS.ErrnoException) =>
      ['EPIPE', 'ECONNRESET'].includes(error.code ?? '') ? resolve(413) : reject(error),
    );
    request.end(body);
  });
}

describe('the receiver', () => {
  it('takes figures with the token', async () => {
    expect(await send({})).toBe(200);
    expect(observed).toMatchObject([{ sessionId: 's-1', model: 'claude-sonnet-5-5' }]);
    expect(refused).toBe(1);
    expect(await send({ path: '/v1/metrics' })).toBe(200);
  });

  it.each([
    [401, { headers: { authorization: '' } }],
    [401, { headers: { authorization: 'Bearer wrong' } }],
    [401, { headers: { authorization: `Bearer ${TOKEN}x` } }],
    [401, { headers: { authorization: `bearer ${TOKEN.slice(1)}` } }],
    [403, { headers: { origin: 'https://example.com' } }],
    [403, { headers: { host: 'rebound.example.com' } }],
    [404, { path: '/' }],
    [404, { path: '/v1/traces' }],
    [405, { method: 'PUT' }],
    [415, { headers: { 'content-type': 'application/x-protobuf' } }],
    [415, { headers: { 'content-encoding': 'gzip' } }],
  ])('answers %i to %j', async (status, head) => {
    expect(await send(head)).toBe(status);
    expect(observed).toEqual([]);
  });

  it('refuses what is no JSON, and what is too long with or without saying so', async () => {
    expect(await send({}, '{')).toBe(400);
    const long = 'x'.repeat(5 * 1024 * 1024);
    expect(await send({}, long)).toBe(413);
    expect(await send({ headers: { 'transfer-encoding': 'chunked' } }, long)).toBe(413);
    expect(await send({})).toBe(200);
  });

  it('survives bytes that are no HTTP', async () => {
    await new Promise<void>((resolve) => {
      const socket = net.connect(receiver.port, '127.0.0.1', () =>
        socket.end('\u0000\u0001\r\n\r\n'),
      );
      socket.resume();
      socket.once('close', () => resolve());
      socket.once('error', () => resolve());
    });
    expect(await send({})).toBe(200);
  });

  it('is there for this machine only', async () => {
    const outside = Object.values(os.networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => address);
    const reached = await Promise.all(
      [...outside, '127.0.0.2'].map(
        (address) =>
          new Promise<boolean>((resolve) => {
            const socket = net.connect(receiver.port, address, () => {
              socket.destroy();
              resolve(true);
            });
            socket.once('error', () => resolve(false));
          }),
      ),
    );
    expect(reached.filter(Boolean)).toEqual([]);
  });

  it('says when its port is taken', async () => {
    expect(await startReceiver(options(receiver.port))).toMatchObject({
      ok: false,
      kind: 'port-in-use',
    });
  });
});

describe('the token', () => {
  it('is new each time and needs no quoting', () => {
    expect(newReceiverToken()).not.toBe(TOKEN);
    expect(TOKEN).toMatch(/^[0-9a-f]{64}$/);
  });
});

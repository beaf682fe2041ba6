/**
 * Takes Claude Code's OpenTelemetry export (OTLP over HTTP, JSON) on this machine. It listens on the loopback
 * address only, answers nobody without the token, and opens no connection itself.
 */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemErrorCode } from '../bridge/fileErrors.ts';
import {
  readUsageObservations,
  readUsageSums,
  type UsageObservation,
  type UsageSum,
} from './observations.ts';

const LOOPBACK = '127.0.0.1';
/** A batch of the exporter is some hundred kilobytes at most. */
const LONGEST_BODY_BYTES = 4 * 1024 * 1024;
const MOST_CONNECTIONS = 64;
const HEADERS_WITHIN_MS = 5_000;
const REQUEST_WITHIN_MS = 10_000;

export type ReceiverOptions = {
  readonly token: string;
  /** 0 lets the system choose. */
  readonly port: number;
  readonly onObservations: (observations: readonly UsageObservation[]) => void;
  readonly onSums: (sums: readonly UsageSum[]) => void;
  /** Records about use that could not be read. */
  readonly onRefused: (count: number) => void;
};

export type Receiver = {
  readonly port: number;
  /** What the exporter is to be given as its endpoint. */
  readonly url: string;
  close(): Promise<void>;
};

export type ReceiverOutcome =
  | { readonly ok: true; readonly receiver: Receiver }
  | {
      readonly ok: false;
      readonly kind: 'port-in-use' | 'not-listening';
      readonly message: string;
    };

/** A new token: 256 bits, letters and digits that need no quoting anywhere. */
export function newReceiverToken(): string {
  return randomBytes(32).toString('hex');
}

/** Begins to listen. */
export async function startReceiver(options: ReceiverOptions): Promise<ReceiverOutcome> {
  const server = http.createServer((request, response) => {
    void answer(request, response, options).catch(() => request.destroy());
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.headersTimeout = HEADERS_WITHIN_MS;
  server.requestTimeout = REQUEST_WITHIN_MS;
  const failure = await new Promise<unknown>((resolve) => {
    server.once('error', resolve);
    server.listen(options.port, LOOPBACK, () => resolve(null));
  });
  if (failure !== null) return refusal(failure, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    ok: true,
    receiver: {
      port,
      url: `http://${LOOPBACK}:${port}`,
      close: () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    },
  };
}

function refusal(error: unknown, port: number): ReceiverOutcome {
  const code = systemErrorCode(error);
  if (code === null) throw error;
  return code === 'EADDRINUSE'
    ? {
        ok: false,
        kind: 'port-in-use',
        message: inEnglish('Port {port} is used by another program.', { port }),
      }
    : {
        ok: false,
        kind: 'not-listening',
        message: inEnglish('No port could be opened ({code}).', { code }),
      };
}

/** The order matters: nothing of a stranger's body is read. */
async function answer(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  options: ReceiverOptions,
): Promise<void> {
  const status = refusedStatus(request, options.token);
  if (status !== null) return end(response, status);
  const body = await readBody(request);
  if (body === null) return end(response, 413);
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return end(response, 400);
  }
  if (request.url === '/v1/logs') {
    const { found, refused } = readUsageObservations(parsed);
    if (found.length > 0) options.onObservations(found);
    if (refused > 0) options.onRefused(refused);
  } else {
    const { found, refused } = readUsageSums(parsed);
    if (found.length > 0) options.onSums(found);
    if (refused > 0) options.onRefused(refused);
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
}

/** The HTTP status that refuses a request by its head; null when it may go on. */
function refusedStatus({ headers, method, url }: http.IncomingMessage, token: string) {
  // A page in a browser can reach this port by another name; an exporter sends no origin.
  if (headers.origin !== undefined || !isOurHost(headers.host)) return 403;
  if (!isToken(headers.authorization, token)) return 401;
  if (url !== '/v1/logs' && url !== '/v1/metrics') return 404;
  if (method !== 'POST') return 405;
  if (!/^application\/json\b/i.test(headers['content-type'] ?? '')) return 415;
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') return 415;
  return Number(headers['content-length'] ?? 0) > LONGEST_BODY_BYTES ? 413 : null;
}

function isOurHost(host: string | undefined): boolean {
  return /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host ?? '');
}

/** Compares digests, which have one length, so that the time tells nothing about the token. */
function isToken(header: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}

/** null when it is too long. */
async function readBody(request: http.IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** A refused sender's connection is closed: the rest of its body is not waited for. */
function end(response: http.ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end();
}

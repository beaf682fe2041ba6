/**
 * The only way out to the network: one request, one answer. It follows no redirect, keeps no connection, takes no
 * compressed answer, ends whatever takes too long or grows too big, and speaks plain http to this computer alone.
 * Who may be asked is said by the two that use it (providerHttp.ts, collectorHttp.ts).
 */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import http from 'node:http';
import https from 'node:https';
import { isThisComputer } from '../../preload/contract/metricsExport.ts';
import type { HttpAnswer, HttpProblemKind } from '../sources/providers/http.ts';

const LONGEST_HEADERS_BYTES = 32 * 1024;

export type HttpLimits = { readonly deadlineMs: number; readonly longestBodyBytes: number };

export type Exchange = {
  readonly isSecure: boolean;
  /** Where the connection goes. */
  readonly address: string;
  readonly port: number;
  /** Whose name the certificate must bear, and what people are told. */
  readonly host: string;
  readonly hostHeader: string;
  readonly method: 'GET' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** null: none. */
  readonly body: string | null;
  /** An answer of another type is refused. */
  readonly wantsJson: boolean;
  readonly signal: AbortSignal;
};

type Refused = Extract<HttpAnswer, { ok: false }>;

function start(exchange: Exchange): http.ClientRequest {
  const { address, port, host, method, path, body, signal } = exchange;
  const headers = {
    ...exchange.headers,
    host: exchange.hostHeader,
    accept: 'application/json',
    'accept-encoding': 'identity',
    'user-agent': 'Tollgate',
    connection: 'close',
    ...(body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  };
  const common = {
    method,
    path,
    headers,
    host: address,
    port,
    agent: false as const,
    maxHeaderSize: LONGEST_HEADERS_BYTES,
    signal,
  };
  if (!exchange.isSecure && isThisComputer(address)) return http.request(common);
  // Said outright: an environment variable can switch the check of certificates off otherwise.
  const secure = { rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const;
  return https.request({ ...common, ...secure, ...(isName(host) ? { servername: host } : {}) });
}

/** A bare address has no name that a certificate could be asked for by. */
function isName(host: string): boolean {
  return !host.includes(':') && !/^[\d.]+$/.test(host);
}

/** Never rejects for what a network or a server does. */
export function carryOut(
  request: Exchange,
  { deadlineMs, longestBodyBytes }: HttpLimits,
): Promise<HttpAnswer> {
  return new Promise((resolve) => {
    let socketBytes = () => ({ bytesSent: 0, bytesReceived: 0 });
    let isSettled = false;
    let outgoing: http.ClientRequest | null = null;
    const settle = (answer: Readable): void => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      resolve({ ...answer, ...socketBytes() });
      outgoing?.destroy();
    };
    const fail = (kind: HttpProblemKind, message: string) => settle({ ok: false, kind, message });
    const timer = setTimeout(
      () =>
        fail(
          'timed-out',
          inEnglish('{host} did not answer within {seconds} s.', {
            host: request.host,
            seconds: deadlineMs / 1000,
          }),
        ),
      deadlineMs,
    );
    try {
      outgoing = start(request);
    } catch {
      // A key with characters that no header takes; the words would quote it.
      return fail('not-reached', inEnglish('The request could not be made.'));
    }
    outgoing.on('socket', (socket) => {
      socketBytes = () => ({ bytesSent: socket.bytesWritten, bytesReceived: socket.bytesRead });
    });
    outgoing.on('error', (error) => fail(...errorWords(error, request)));
    outgoing.on('response', (incoming) => {
      const refusal = refusalOf(incoming, request, longestBodyBytes);
      if (refusal) return fail(...refusal);
      takeBody(incoming, request.host, longestBodyBytes, settle);
    });
    outgoing.end(request.body ?? undefined);
  });
}

type Readable =
  | Omit<Refused, 'bytesSent' | 'bytesReceived'>
  | {
      readonly ok: true;
      readonly status: number;
      readonly retryAfter: string | null;
      readonly organisation: string | null;
      readonly body: string;
    };

function takeBody(
  incoming: http.IncomingMessage,
  host: string,
  longestBytes: number,
  settle: (answer: Readable) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > longestBytes) return settle(tooLarge(host));
    chunks.push(chunk);
  });
  const cutOff = () =>
    settle({
      ok: false,
      kind: 'cut-off',
      message: inEnglish('The answer of {host} was cut off.', { host }),
    });
  incoming.on('aborted', cutOff);
  incoming.on('error', cutOff);
  incoming.on('end', () => {
    if (!incoming.complete) return cutOff();
    settle({
      ok: true,
      status: incoming.statusCode ?? 0,
      retryAfter: first(incoming.headers['retry-after']),
      organisation: first(incoming.headers['openai-organization'])?.slice(0, 128) ?? null,
      body: Buffer.concat(chunks).toString('utf8'),
    });
  });
}

/** What is wrong with an answer before its body is read. */
function refusalOf(
  incoming: http.IncomingMessage,
  { host, wantsJson }: Exchange,
  longestBytes: number,
): [HttpProblemKind, string] | null {
  const { statusCode: status = 0, headers } = incoming;
  if (status >= 300 && status < 400) {
    return [
      'redirected',
      inEnglish('{host} points to another address, which is not followed.', { host }),
    ];
  }
  if (Number(headers['content-length'] ?? 0) > longestBytes) {
    return ['too-large', tooLarge(host).message];
  }
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    return [
      'wrong-type',
      inEnglish('{host} sent a compressed answer, which was not asked for.', { host }),
    ];
  }
  const isJson = /^application\/json\b/i.test(headers['content-type'] ?? '');
  // An error may come from a machine on the way, in whatever form; its status says enough.
  if (wantsJson && status === 200 && !isJson)
    return ['wrong-type', inEnglish('{host} answered with something else than JSON.', { host })];
  return null;
}

function tooLarge(host: string) {
  return {
    ok: false,
    kind: 'too-large',
    message: inEnglish('{host} sent more than any report is long.', { host }),
  } as const;
}

/** Only codes: an error's text can hold what was sent. */
function errorWords(error: Error, { host, signal }: Exchange): [HttpProblemKind, string] {
  if (signal.aborted) return ['cancelled', inEnglish('Tollgate is quitting.')];
  const code =
    /^[A-Z0-9_]{2,60}$/.exec(String((error as NodeJS.ErrnoException).code ?? ''))?.[0] ?? 'no code';
  if (/CERT|SIGNATURE|SELF_SIGNED|ALTNAME|ISSUER/.test(code)) {
    return [
      'not-trusted',
      inEnglish('The certificate of {host} is not trusted ({code}).', { host, code }),
    ];
  }
  return ['not-reached', inEnglish('{host} could not be reached ({code}).', { host, code })];
}

function first(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}

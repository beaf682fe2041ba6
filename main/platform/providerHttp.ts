/**
 * The only way out to the network: GET by https to a host that stands in the list, nothing else. It follows no
 * redirect, keeps no connection, takes no compressed answer, and ends whatever takes too long or grows too big.
 */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import http from 'node:http';
import https from 'node:https';
import { PROVIDERS } from '../../preload/contract/keys.ts';
import type {
  HttpAnswer,
  HttpProblemKind,
  HttpRequest,
  ProviderHttp,
} from '../sources/providers/http.ts';

/** From asking to the last byte. */
export const HTTP_DEADLINE_MS = 20_000;
/** A month of an organisation with hundreds of models and projects is a tenth of this. */
export const LONGEST_BODY_BYTES = 8 * 1024 * 1024;
const LONGEST_HEADERS_BYTES = 32 * 1024;

const HOSTS: ReadonlySet<string> = new Set(Object.values(PROVIDERS).map(({ host }) => host));

export type HttpLimits = { readonly deadlineMs: number; readonly longestBodyBytes: number };

/** A server of the tests on this machine, in a host's place. */
export type HttpSeam = { readonly loopbackPort: number; readonly isSecure?: boolean };

type Refused = Extract<HttpAnswer, { ok: false }>;

/** @param seam null wherever real keys are (`seamFrom`) */
export function createProviderHttp(
  seam: HttpSeam | null = null,
  limits: HttpLimits = { deadlineMs: HTTP_DEADLINE_MS, longestBodyBytes: LONGEST_BODY_BYTES },
): ProviderHttp {
  return (request) =>
    HOSTS.has(request.host)
      ? ask(request, seam, limits)
      : Promise.resolve(refusedHost(request.host));
}

/**
 * The seam that a test asks for by `TOLLGATE_TEST_PROVIDER_PORT`. Packaged builds run from an archive and have
 * none; there the variable says nothing.
 *
 * @param program address of the running module
 */
export function seamFrom(
  variables: Readonly<Record<string, string | undefined>>,
  program: string,
): HttpSeam | null {
  const isPackaged = /\.asar(?:$|[/\\])/.test(program);
  const port = Number(variables['TOLLGATE_TEST_PROVIDER_PORT']);
  return !isPackaged && Number.isInteger(port) && port > 0 && port < 65_536
    ? { loopbackPort: port }
    : null;
}

function start(request: HttpRequest, seam: HttpSeam | null): http.ClientRequest {
  const query = new URLSearchParams(
    request.query.map(([name, value]): [string, string] => [name, value]),
  ).toString();
  const headers = {
    ...request.headers,
    host: request.host,
    accept: 'application/json',
    'accept-encoding': 'identity',
    'user-agent': 'Tollgate',
    connection: 'close',
  };
  const common = {
    method: 'GET',
    path: query === '' ? request.path : `${request.path}?${query}`,
    headers,
    agent: false as const,
    maxHeaderSize: LONGEST_HEADERS_BYTES,
    signal: request.signal,
  };
  const place = seam
    ? { host: '127.0.0.1', port: seam.loopbackPort }
    : { host: request.host, port: 443 };
  if (seam && !seam.isSecure) return http.request({ ...common, ...place });
  // Said outright: an environment variable can switch the check of certificates off otherwise.
  const secure = { rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const;
  return https.request({ ...common, ...secure, ...place, servername: request.host });
}

function ask(
  request: HttpRequest,
  seam: HttpSeam | null,
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
      outgoing = start(request, seam);
    } catch {
      // A key with characters that no header takes; the words would quote it.
      return fail('not-reached', inEnglish('The request could not be made.'));
    }
    outgoing.on('socket', (socket) => {
      socketBytes = () => ({ bytesSent: socket.bytesWritten, bytesReceived: socket.bytesRead });
    });
    outgoing.on('error', (error) => fail(...errorWords(error, request)));
    outgoing.on('response', (incoming) => {
      const refusal = refusalOf(incoming, request.host, longestBodyBytes);
      if (refusal) return fail(...refusal);
      takeBody(incoming, request.host, longestBodyBytes, settle);
    });
    outgoing.end();
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
  host: string,
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
  if (status === 200 && !isJson)
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
function errorWords(error: Error, { host, signal }: HttpRequest): [HttpProblemKind, string] {
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

function refusedHost(host: string): Refused {
  const message = inEnglish('{host} is not among the hosts that may be contacted.', {
    host: host.slice(0, 80),
  });
  return { ok: false, kind: 'host-refused', message, bytesSent: 0, bytesReceived: 0 };
}

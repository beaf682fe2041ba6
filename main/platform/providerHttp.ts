/** The way to providers: GET by https to a host that stands in the list, nothing else (exchange.ts does it). */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { PROVIDERS } from '../../preload/contract/keys.ts';
import type { HttpAnswer, HttpRequest, ProviderHttp } from '../sources/providers/http.ts';
import { carryOut, type HttpLimits } from './exchange.ts';

/** From asking to the last byte. */
export const HTTP_DEADLINE_MS = 20_000;
/** A month of an organisation with hundreds of models and projects is a tenth of this. */
export const LONGEST_BODY_BYTES = 8 * 1024 * 1024;

const HOSTS: ReadonlySet<string> = new Set(Object.values(PROVIDERS).map(({ host }) => host));

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
      ? carryOut(exchangeOf(request, seam), limits)
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

function exchangeOf({ host, query, ...request }: HttpRequest, seam: HttpSeam | null) {
  const text = new URLSearchParams(
    query.map(([name, value]): [string, string] => [name, value]),
  ).toString();
  const place = seam
    ? { address: '127.0.0.1', port: seam.loopbackPort, isSecure: seam.isSecure ?? false }
    : { address: host, port: 443, isSecure: true };
  return {
    ...place,
    host,
    hostHeader: host,
    method: 'GET',
    path: text === '' ? request.path : `${request.path}?${text}`,
    headers: request.headers,
    body: null,
    wantsJson: true,
    signal: request.signal,
  } as const;
}

function refusedHost(host: string): Refused {
  const message = inEnglish('{host} is not among the hosts that may be contacted.', {
    host: host.slice(0, 80),
  });
  return { ok: false, kind: 'host-refused', message, bytesSent: 0, bytesReceived: 0 };
}

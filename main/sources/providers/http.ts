/** The way to a provider, as the rest of Tollgate knows it. The real one: platform/providerHttp.ts. */

/** A request for figures: always GET, always https, always to a host that is named in advance. */
export type HttpRequest = {
  readonly host: string;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
};

export type HttpProblemKind =
  | 'host-refused'
  | 'not-reached'
  | 'not-trusted'
  | 'timed-out'
  | 'too-large'
  | 'redirected'
  | 'cut-off'
  | 'wrong-type'
  | 'cancelled';

/** What went over the wire, headers and body, as far as it is seen above the encryption. */
type Bytes = { readonly bytesSent: number; readonly bytesReceived: number };

export type HttpAnswer = Bytes &
  (
    | {
        readonly ok: true;
        readonly status: number;
        readonly retryAfter: string | null;
        readonly organisation: string | null;
        readonly body: string;
      }
    | { readonly ok: false; readonly kind: HttpProblemKind; readonly message: string }
  );

/** Never rejects for what a network or a server does. */
export type ProviderHttp = (request: HttpRequest) => Promise<HttpAnswer>;

/** The user's own collector: what is said to it, and how its answers are understood. The way there is a port. */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import type { Collector } from '../../../preload/contract/metricsExport.ts';
import type { HttpAnswer } from '../providers/http.ts';
import { retryAfterMs } from '../providers/retryAfter.ts';

/** Never rejects for what a network or a collector does. Only ever to this one host. */
export type CollectorPost = (request: {
  readonly collector: Collector;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}) => Promise<HttpAnswer>;

/** What the connection itself decides is nobody's header. */
const NOT_THEIRS =
  /^(?:host|connection|content-.*|transfer-encoding|te|trailer|upgrade|expect|accept.*|user-agent|proxy-.*|keep-alive)$/;

/**
 * Reads headers as OTEL_EXPORTER_OTLP_HEADERS is read: `name=value` with commas between, values percent-encoded.
 * @returns null for anything else
 */
export function headersIn(text: string): Readonly<Record<string, string>> | null {
  const headers: Record<string, string> = {};
  for (const part of text.split(',')) {
    const found = /^\s*([A-Za-z0-9!#$%&'*+.^_`|~-]{1,128})\s*=\s*(\S+)\s*$/.exec(part);
    const name = found?.[1]?.toLowerCase();
    const value = decoded(found?.[2] ?? '');
    if (name === undefined || value === null || NOT_THEIRS.test(name)) return null;
    if (Object.hasOwn(headers, name)) return null;
    headers[name] = value;
  }
  return headers;
}

/** Printable ASCII; null for what no header takes. */
function decoded(value: string): string | null {
  try {
    const text = decodeURIComponent(value);
    return /^[\x20-\x7e]+$/.test(text) ? text : null;
  } catch {
    return null;
  }
}

export type SendProblem = {
  readonly kind:
    | 'refused'
    | 'not-taken'
    | 'partly-taken'
    | 'busy'
    | 'collector-failed'
    | 'not-reached'
    | 'cancelled';
  readonly message: string;
  /** Milliseconds that the collector asks to be left alone. */
  readonly askedPauseMs: number | null;
  /** Nothing but a person can mend it. */
  readonly isLasting: boolean;
};

/** What is wrong with an answer; null: everything was taken. A collector's own words are not quoted. */
export function problemIn(answer: HttpAnswer, host: string, nowMs: number): SendProblem | null {
  const problem = (
    kind: SendProblem['kind'],
    message: string,
    isLasting = false,
    askedPauseMs: number | null = null,
  ): SendProblem => ({ kind, message, askedPauseMs, isLasting });
  if (!answer.ok) {
    const kind = answer.kind === 'cancelled' ? 'cancelled' : 'not-reached';
    return problem(kind, answer.message, answer.kind === 'redirected');
  }
  const { status } = answer;
  const asked = retryAfterMs(answer.retryAfter, nowMs);
  if (status === 401 || status === 403) {
    return problem(
      'refused',
      inEnglish('{host} refuses the headers (HTTP {status}).', { host, status }),
      true,
    );
  }
  if (status === 429)
    return problem('busy', inEnglish('{host} asks to be sent less.', { host }), false, asked);
  if (status >= 500) {
    return problem(
      'collector-failed',
      inEnglish('{host} has a fault (HTTP {status}).', { host, status }),
      false,
      asked,
    );
  }
  if (status < 200 || status > 299) {
    return problem(
      'not-taken',
      inEnglish('{host} does not take metrics there (HTTP {status}).', { host, status }),
      true,
    );
  }
  const rejected = rejectedIn(answer.body);
  if (rejected === 0) return null;
  return problem(
    'partly-taken',
    inEnglish('{host} left out {rejected} values of what was sent.', { host, rejected }),
  );
}

/** `partialSuccess` of an answer (OTLP 1.9.0); anything that is no such answer counts as all taken. */
function rejectedIn(body: string): number {
  try {
    const { partialSuccess } = JSON.parse(body) as {
      partialSuccess?: { rejectedDataPoints?: unknown } | null;
    };
    const count = Number(partialSuccess?.rejectedDataPoints ?? 0);
    return Number.isSafeInteger(count) && count > 0 ? count : 0;
  } catch {
    return 0;
  }
}

/** The export of metrics to the user's own OpenTelemetry collector, as every face shows it. */
import type { KeyView } from './keys.ts';
import type { ProviderContact, ProviderProblem } from './providers.ts';

/** Where a collector listens. Plain http is for this computer alone. */
export type Collector = {
  readonly isSecure: boolean;
  /** Name or address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** Always ends in `/v1/metrics`. */
  readonly path: string;
};

const ADDRESS =
  /^(https?):\/\/(\[[0-9a-f:]{2,39}\]|[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?::(\d{1,5}))?(\/[\w.~%/-]*)?$/i;
const SIGNAL_PATH = '/v1/metrics';

/**
 * Reads an address as OTEL_EXPORTER_OTLP_ENDPOINT is read: the signal's own path is added, unless it is there.
 * @returns null for what is no such address: other schemes, a name and password, a query, plain http elsewhere
 */
export function collectorOf(address: string): Collector | null {
  const found = ADDRESS.exec(address);
  if (!found) return null;
  const [, scheme = '', named = '', portText, rest = ''] = found;
  const isSecure = scheme.toLowerCase() === 'https';
  const host = named.replace(/^\[|\]$/g, '').toLowerCase();
  const port = portText === undefined ? (isSecure ? 443 : 80) : Number(portText);
  if (port < 1 || port > 65_535 || (!isSecure && !isThisComputer(host))) return null;
  const base = rest.replace(/\/+$/, '');
  const path = base.endsWith(SIGNAL_PATH) ? base : `${base}${SIGNAL_PATH}`;
  return { isSecure, host, port, path };
}

/** Addresses that never leave this computer. */
export function isThisComputer(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

export type MetricsExportView = {
  /** The secret headers; a collector may need none. */
  readonly key: KeyView;
  /** `host` is the address without its path; `none` where none is set. */
  readonly contact: ProviderContact;
  /** When the collector last took everything; null: never. */
  readonly sentAtMs: number | null;
  /** From when on is counted; null: nothing was sent since it was switched on. */
  readonly startedAtMs: number | null;
  /** Counters of the last attempt. */
  readonly series: number;
  /** When the pause ends that holds back even a sending by hand; null: it may be sent. */
  readonly nextAllowedAtMs: number | null;
  readonly isSending: boolean;
  readonly problem: ProviderProblem | null;
};

/** What became of a sending that somebody asked for. */
export type MetricsSend =
  | { readonly kind: 'sent'; readonly problem: ProviderProblem | null }
  | {
      readonly kind: 'refused';
      readonly because:
        'switched-off' | 'no-address' | 'floor' | 'paused' | 'sending' | 'another-program';
      readonly message: string;
      readonly notBeforeMs: number | null;
    };

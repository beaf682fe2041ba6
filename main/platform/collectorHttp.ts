/** The way to the user's own collector: POST to the one address that is set, nothing else (exchange.ts does it). */
import type { CollectorPost } from '../sources/openTelemetry/collector.ts';
import { carryOut, type HttpLimits } from './exchange.ts';

/** What a collector answers is a few words; what is sent is a few kilobytes a project and model. */
const LIMITS: HttpLimits = { deadlineMs: 10_000, longestBodyBytes: 64 * 1024 };

export function createCollectorPost(limits: HttpLimits = LIMITS): CollectorPost {
  return ({ collector: { isSecure, host, port, path }, headers, body, signal }) => {
    const name = host.includes(':') ? `[${host}]` : host;
    return carryOut(
      {
        isSecure,
        address: host,
        port,
        host,
        hostHeader: port === (isSecure ? 443 : 80) ? name : `${name}:${port}`,
        method: 'POST',
        path,
        headers: { ...headers, 'content-type': 'application/json' },
        body,
        wantsJson: false,
        signal,
      },
      limits,
    );
  };
}

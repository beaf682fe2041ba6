/** What a user adds to the environment of Claude Code so that it sends its figures here. */
import type { Variables } from '../asked.ts';

/** Variables for the `env` object of a settings file. */
export function exporterSettings(url: string, token: string): Record<string, string> {
  return {
    CLAUDE_CODE_ENABLE_TELEMETRY: '1',
    OTEL_METRICS_EXPORTER: 'otlp',
    OTEL_LOGS_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_HEADERS: `Authorization=Bearer ${token}`,
  };
}

/** Whether somebody (the user, an organisation) already sends the figures elsewhere; theirs is left alone. */
export function hasOtherExporter(variables: Variables): boolean {
  return Object.entries(variables).some(
    ([name, value]) => /^OTEL_EXPORTER_OTLP_(?:\w+_)?ENDPOINT$/.test(name) && Boolean(value),
  );
}

/** The body of an OTLP/HTTP request in JSON: 64-bit numbers as texts, enumerations as numbers (OTLP 1.9.0). */
import type { MetricKind, Point } from './series.ts';

/** AGGREGATION_TEMPORALITY_CUMULATIVE */
const CUMULATIVE = 2;

export type MetricsInput = {
  readonly counters: readonly Point[];
  readonly gauges: readonly Point[];
  readonly startedAtMs: number;
  readonly nowMs: number;
  readonly version: string;
  /** Tells this Tollgate from others of the same team; says nothing of the person. */
  readonly instanceId: string;
};

/** @returns JSON text of an `ExportMetricsServiceRequest` */
export function metricsRequest(input: MetricsInput): string {
  const { version, instanceId } = input;
  const resource = {
    attributes: attributeList({
      'service.name': 'tollgate',
      'service.version': version,
      'service.instance.id': instanceId,
    }),
  };
  const scopeMetrics = [{ scope: { name: 'tollgate', version }, metrics: metricsOf(input) }];
  return JSON.stringify({ resourceMetrics: [{ resource, scopeMetrics }] });
}

function metricsOf({ counters, gauges, startedAtMs, nowMs }: MetricsInput): unknown[] {
  const times = { startTimeUnixNano: nanos(startedAtMs), timeUnixNano: nanos(nowMs) };
  const now = { timeUnixNano: nanos(nowMs) };
  return [
    ...byMetric(counters).map(([metric, points]) => ({
      ...headOf(metric),
      sum: {
        dataPoints: points.map((point) => ({ ...dataPoint(point), ...times })),
        aggregationTemporality: CUMULATIVE,
        isMonotonic: true,
      },
    })),
    ...byMetric(gauges).map(([metric, points]) => ({
      ...headOf(metric),
      gauge: { dataPoints: points.map((point) => ({ ...dataPoint(point), ...now })) },
    })),
  ];
}

function headOf({ name, unit, description }: MetricKind) {
  return { name, unit, description };
}

function byMetric(points: readonly Point[]): [MetricKind, Point[]][] {
  const groups = new Map<string, [MetricKind, Point[]]>();
  for (const point of points) {
    const group = groups.get(point.metric.name);
    if (group) group[1].push(point);
    else groups.set(point.metric.name, [point.metric, [point]]);
  }
  return [...groups.values()];
}

function dataPoint({ metric, attributes, value }: Point) {
  const shown = metric.isMicros ? { asDouble: value / 1_000_000 } : { asInt: String(value) };
  return { attributes: attributeList(attributes), ...shown };
}

function attributeList(attributes: Readonly<Record<string, string>>) {
  return Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}

function nanos(atMs: number): string {
  return String(BigInt(Math.round(atMs)) * 1_000_000n);
}

/**
 * Cumulative counters: whatever is lost, heard twice, corrected or restarted, nothing is counted twice behind the
 * collector, and nothing is missing where nothing was corrected.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasFallen,
  nextCounters,
  type CounterBook,
} from '../../../main/domain/metrics/counters.ts';
import { metricsRequest } from '../../../main/domain/metrics/otlp.ts';
import {
  counterPoints,
  seriesKey,
  windowPoints,
  type MetricCell,
} from '../../../main/domain/metrics/series.ts';
import { createTotals, readExport } from '../../fixtures/metrics/strictCollector.ts';
import { sessionWindow, weeklyWindow } from '../../fixtures/snapshotParts.ts';

const START = Date.UTC(2026, 10, 23);
const ALL = { tokens: true, cost: true, windows: true, projects: true };
const OUTPUT = 'gen_ai.client.inference.usage.output_tokens';

type Event = { readonly atMs: number; tokens: number; readonly project: string | null };

function cell(parts: Partial<MetricCell> = {}): MetricCell {
  return {
    agent: 'claude-code',
    model: 'claude-opus-5',
    project: null,
    events: 1,
    unpricedEvents: 0,
    costMicros: 1_234_567,
    inputTokens: 10,
    outputTokens: 20,
    cacheWriteTokens: 300,
    cacheReadTokens: 4000,
    ...parts,
  };
}

/** One Tollgate with its events, and a database behind a collector that hears what arrives. */
function world() {
  const events: Event[] = [];
  const totals = createTotals();
  let book: CounterBook = { startedAtMs: START, triedAtMs: null, values: {} };
  let nowMs = START;
  return {
    events,
    totals,
    send(arrives: boolean): void {
      nowMs += 60_000;
      let points: ReturnType<typeof counterPoints> = [];
      const { startedAtMs, values } = nextCounters(book, (startMs) => {
        const since = events.filter(({ atMs }) => atMs >= startMs && atMs < nowMs);
        const cells = since.map(({ tokens, project }) => cell({ outputTokens: tokens, project }));
        points = counterPoints(cells, ALL);
        return Object.fromEntries(points.map((point) => [seriesKey(point), point.value]));
      });
      book = { startedAtMs, triedAtMs: nowMs, values };
      const request = { counters: points, gauges: [], startedAtMs, nowMs };
      const body = metricsRequest({ ...request, version: '1', instanceId: 'a' });
      if (arrives) totals.take(readExport(body));
    },
    use(tokens: number, project: string | null): void {
      events.push({ atMs: nowMs + (events.length % 60_000), tokens, project });
    },
  };
}

const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('use' as const),
        tokens: fc.nat(1000),
        project: fc.constantFrom(null, '/p/a', '/p/b'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('send' as const), arrives: fc.boolean() }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('correct' as const),
        of: fc.nat(50),
        tokens: fc.nat(1000),
      }),
    },
  ),
  { maxLength: 60 },
);

describe('counters', () => {
  it('without corrections the collector ends with exactly what was used, whatever was lost', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const one = world();
        for (const step of all) {
          if (step.kind === 'use') one.use(step.tokens, step.project);
          else if (step.kind === 'send') one.send(step.arrives);
        }
        one.send(true);
        expect(one.totals.of(OUTPUT)).toBe(one.events.reduce((sum, { tokens }) => sum + tokens, 0));
      }),
    );
  });

  it('with corrections no counter falls or starts within what was counted, and none is above what was ever said', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const one = world();
        const most = new Map<Event, number>();
        for (const step of all) {
          if (step.kind === 'use') one.use(step.tokens, step.project);
          else if (step.kind === 'send') one.send(step.arrives);
          else {
            const event = one.events[step.of % Math.max(1, one.events.length)];
            if (event) {
              most.set(event, Math.max(most.get(event) ?? 0, event.tokens, step.tokens));
              event.tokens = step.tokens;
            }
          }
        }
        one.send(true);
        const ever = one.events.reduce((sum, e) => sum + Math.max(e.tokens, most.get(e) ?? 0), 0);
        expect(one.totals.of(OUTPUT)).toBeLessThanOrEqual(ever);
      }),
    );
  });

  it('a series that is gone begins anew like one that fell', () => {
    expect(hasFallen({ a: 1, b: 2 }, { a: 1 })).toBe(true);
    expect(hasFallen({ a: 1 }, { a: 0 })).toBe(true);
    expect(hasFallen({ a: 1 }, { a: 1, b: 0 })).toBe(false);
  });
});

describe('what is sent', () => {
  const request = (cells: readonly MetricCell[], choice = ALL) =>
    readExport(
      metricsRequest({
        counters: counterPoints(cells, choice),
        gauges: [],
        startedAtMs: START,
        nowMs: START + 1000,
        version: '1.2.3',
        instanceId: 'abc',
      }),
    );

  it('input holds the cache’s part, as the conventions say, and cost is in dollars', () => {
    const points = request([cell(), cell({ costMicros: 1 })]);
    const value = (name: string) => points.find((one) => one.name === name)?.value;
    expect(value('gen_ai.client.inference.usage.input_tokens')).toBe(2 * 4310);
    expect(value('gen_ai.client.inference.usage.cache_read.input_tokens')).toBe(8000);
    expect(value('gen_ai.client.inference.usage.cache_write.input_tokens')).toBe(600);
    expect(value('tollgate.cost.estimated')).toBe(1.234568);
    expect(points[0]).toMatchObject({
      startMs: START,
      atMs: START + 1000,
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'anthropic',
        'gen_ai.response.model': 'claude-opus-5',
        'gen_ai.agent.name': 'claude-code',
      },
    });
  });

  it('projects are one sum unless the user tells them apart, and then only by their last name', () => {
    const cells = [cell({ project: '/home/ada/work/secret-client' }), cell({ project: '/x/y' })];
    const merged = JSON.stringify(request(cells, { ...ALL, projects: false }));
    expect(merged).not.toMatch(/secret-client|ada/);
    expect(
      request(cells, { ...ALL, projects: false }).filter(({ name }) => name === OUTPUT),
    ).toHaveLength(1);
    const apart = request(cells).filter(({ name }) => name === OUTPUT);
    expect(apart.map(({ attributes }) => attributes['tollgate.project'])).toEqual([
      'secret-client',
      'y',
    ]);
    expect(JSON.stringify(apart)).not.toContain('ada');
  });

  it.each([
    ['tokens', /token|response\.count/],
    ['cost', /cost|unpriced/],
  ] as const)('without %s none of it goes', (part, names) => {
    const points = request([cell()], { ...ALL, [part]: false });
    expect(points.length).toBeGreaterThan(0);
    expect(points.filter(({ name }) => names.test(name))).toEqual([]);
  });

  it('a window that nobody reported has no use, and accounts no folder', () => {
    const nameOf = () => 'account-1';
    const known = sessionWindow({
      usedPercent: 62.5,
      asOfMs: START - 90_000,
      resetsAtMs: START + 60_000,
    });
    const points = windowPoints(
      [known, weeklyWindow({ usedPercent: null, resetsAtMs: null })],
      nameOf,
      START,
    );
    const heard = readExport(
      metricsRequest({
        counters: [],
        gauges: points,
        startedAtMs: START,
        nowMs: START,
        version: '1',
        instanceId: 'a',
      }),
    );
    expect(heard.map(({ name, value, unit }) => [name, value, unit])).toEqual([
      ['tollgate.window.utilization', 0.625, '1'],
      ['tollgate.window.age', 90, 's'],
      ['tollgate.window.time_to_reset', 60, 's'],
    ]);
    expect(heard.every(({ attributes }) => attributes['tollgate.account'] === 'account-1')).toBe(
      true,
    );
  });
});

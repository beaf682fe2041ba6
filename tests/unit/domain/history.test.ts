import { describe, expect, it } from 'vitest';
import { zoneOf } from '../../../main/domain/calendar.ts';
import {
  historyRows,
  type HistoryEvent,
  type HistoryGrouping,
} from '../../../main/domain/history.ts';

const AT = Date.UTC(2026, 10, 22, 23, 30);

const event = (changes: Partial<HistoryEvent> = {}): HistoryEvent => ({
  agent: 'claude-code',
  account: '/home/u/.claude',
  sessionId: 's1',
  project: '/home/u/api',
  model: 'claude-opus-5',
  atMs: AT,
  startedAtMs: AT - 60_000,
  inputTokens: 1,
  outputTokens: 2,
  cacheWriteTokens: 3,
  cacheReadTokens: 4,
  costMicros: 5,
  ...changes,
});

function rows(events: readonly HistoryEvent[], by: HistoryGrouping, zone = 'UTC') {
  return historyRows(events, by, zoneOf(zone), () => []);
}

const keys = (events: readonly HistoryEvent[], by: HistoryGrouping, zone?: string) =>
  rows(events, by, zone).map(({ key }) => key);

describe('historyRows', () => {
  it('sums every class and the cost', () => {
    expect(rows([event(), event()], 'day')).toEqual([
      {
        key: '2026-11-22',
        agent: 'claude-code',
        inputTokens: 2,
        outputTokens: 4,
        cacheWriteTokens: 6,
        cacheReadTokens: 8,
        costMicros: 10,
        events: 2,
        unpricedEvents: 0,
      },
    ]);
  });

  it('the cost covers the priced events and is null only if none is', () => {
    const unpriced = event({ costMicros: null });
    expect(rows([unpriced, event()], 'day')[0]).toMatchObject({ costMicros: 5, unpricedEvents: 1 });
    expect(rows([unpriced], 'day')[0]).toMatchObject({ costMicros: null, unpricedEvents: 1 });
    expect(rows([event({ costMicros: 0 })], 'day')[0]).toMatchObject({ costMicros: 0 });
  });

  it('the day is the local one', () => {
    expect(keys([event()], 'day', 'Asia/Kathmandu')).toEqual(['2026-11-23']);
    expect(keys([event()], 'day', 'America/St_Johns')).toEqual(['2026-11-22']);
  });

  it('keys are the model, the project’s path, the session', () => {
    expect(keys([event()], 'model')).toEqual(['claude-opus-5']);
    expect(keys([event()], 'project')).toEqual(['/home/u/api']);
    expect(keys([event({ project: null })], 'project')).toEqual(['unknown']);
    expect(keys([event()], 'session')).toEqual(['s1']);
  });

  it('the window is that of the request, although the answer came after its end', () => {
    const start = AT - 5 * 3_600_000;
    const windows = [
      { startsAtMs: start, resetsAtMs: AT - 30_000, isReported: true },
      { startsAtMs: AT - 30_000, resetsAtMs: AT + 1, isReported: false },
    ];
    const answer = historyRows([event()], 'window', zoneOf('UTC'), () => windows);
    expect(answer.map(({ key }) => key)).toEqual(['2026-11-22T18:30:00Z']);
  });

  it('each agent has its own rows, sorted by key, then agent', () => {
    const events = [
      event({ agent: 'codex' }),
      event(),
      event({ atMs: AT - 86_400_000, agent: 'codex' }),
    ];
    expect(rows(events, 'day').map(({ key, agent }) => [key, agent])).toEqual([
      ['2026-11-21', 'codex'],
      ['2026-11-22', 'claude-code'],
      ['2026-11-22', 'codex'],
    ]);
  });

  it('nothing is no rows', () => {
    expect(rows([], 'day')).toEqual([]);
  });
});

describe('windows of two accounts', () => {
  const startsAtMs = AT - 3_600_000;
  const window = (offsetMs: number) => [
    {
      startsAtMs: startsAtMs + offsetMs,
      resetsAtMs: startsAtMs + offsetMs + 18_000_000,
      isReported: true,
    },
  ];
  const both = [
    event({ account: '/b', costMicros: 7 }),
    event({ account: '/a' }),
    event({ account: '/a' }),
  ];

  it('are told apart', () => {
    const answer = historyRows(both, 'window', zoneOf('UTC'), (_agent, account) =>
      window(account === '/a' ? 0 : -60_000),
    );
    expect(answer.map(({ key, events }) => [key, events])).toEqual([
      ['2026-11-22T22:29:00Z', 1],
      ['2026-11-22T22:30:00Z', 2],
    ]);
  });

  it('are two rows also when they began in the same instant, by account', () => {
    const answer = historyRows(both, 'window', zoneOf('UTC'), () => window(0));
    expect(answer.map(({ events, costMicros }) => [events, costMicros])).toEqual([
      [2, 10],
      [1, 7],
    ]);
    expect(Object.keys(answer[0] ?? {})).not.toContain('account');
  });

  it('other groupings add accounts up', () => {
    expect(rows(both, 'day')).toMatchObject([{ events: 3, costMicros: 17 }]);
  });
});

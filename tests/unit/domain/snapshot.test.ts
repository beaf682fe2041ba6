import { describe, expect, it } from 'vitest';
import { NOTHING_FOUND, takePicture, type SnapshotInput } from '../../../main/domain/snapshot.ts';
import { HOUR, MINUTE, NOW, windowView } from './windowView.ts';

const DAY_SUMS = {
  fromDay: '2026-11-22',
  untilDay: '2026-11-22',
  inputTokens: 1,
  outputTokens: 2,
  cacheWriteTokens: 3,
  cacheReadTokens: 4,
  costMicros: 5,
  events: 2,
  unpricedEvents: 1,
};

const INPUT: SnapshotInput = {
  ...NOTHING_FOUND,
  nowMs: NOW,
  timeZone: 'UTC',
  locale: 'en',
  phase: 'ready',
  importProgress: null,
  totals: { today: DAY_SUMS, last30Days: DAY_SUMS },
  logsReadAtMs: NOW - MINUTE,
  problems: [],
  agents: [],
  preferences: { resetDisplay: 'countdown' },
};

const buildSnapshot = (input: SnapshotInput) => takePicture(input).snapshot;

describe('buildSnapshot', () => {
  it('gives every total its source and the time the logs were read', () => {
    expect(buildSnapshot(INPUT).totals?.today).toEqual({
      ...DAY_SUMS,
      source: 'transcripts',
      basis: 'estimated',
      asOfMs: NOW - MINUTE,
    });
  });

  it('dates totals of logs that it has not read by the last answer saved, not by now', () => {
    const activity = {
      agent: 'codex' as const,
      account: '/home/u/.codex',
      messageStartsMs: [],
      lastEventAtMs: NOW - 40 * MINUTE,
      comparison: null,
    };
    const { totals } = buildSnapshot({ ...INPUT, logsReadAtMs: null, activities: [activity] });
    expect(totals?.today.asOfMs).toBe(NOW - 40 * MINUTE);
    expect(totals?.last30Days.asOfMs).toBe(NOW - 40 * MINUTE);
  });

  it.each([
    ['some events are priced', { events: 2, unpricedEvents: 1 }, 5],
    ['none is', { events: 2, unpricedEvents: 2 }, null],
    ['there are none', { events: 0, unpricedEvents: 0, costMicros: 0 }, 0],
  ])('the cost when %s', (_, changes, costMicros) => {
    const today = { ...DAY_SUMS, ...changes };
    const { totals } = buildSnapshot({ ...INPUT, totals: { today, last30Days: today } });
    expect(totals?.today.costMicros).toBe(costMicros);
  });

  it('a held session can go on when its own gate is open, whatever the account’s says', () => {
    const resetsAtMs = NOW + HOUR;
    const window = windowView({
      kind: 'weekly-model',
      modelName: 'Opus',
      usedPercent: 100,
      resetsAtMs,
    });
    const { agent, account } = window;
    const at = { agent, account, project: '/p', atMs: NOW - MINUTE, costMicros: 1 };
    const tokens = { inputTokens: 1, cacheWriteTokens: 0, cacheReadTokens: 0 };
    const asked: boolean[] = [];
    takePicture({
      ...INPUT,
      windows: [window, windowView({ usedPercent: 10, resetsAtMs })],
      recentEvents: [
        { ...at, ...tokens, sessionId: 'opus', model: 'claude-opus-5' },
        { ...at, ...tokens, sessionId: 'sonnet', model: 'claude-sonnet-5-5' },
      ],
      stoppedSessions: (isOpen) => {
        asked.push(...['opus', 'sonnet'].map((sessionId) => isOpen({ agent, account, sessionId })));
        return [];
      },
    });
    expect(asked).toEqual([false, true]);
  });

  it('totals that are not known are null', () => {
    expect(buildSnapshot({ ...INPUT, totals: null }).totals).toBeNull();
  });

  it('credits are null when nobody spoke of them', () => {
    expect(buildSnapshot(INPUT).credits).toBeNull();
  });
});

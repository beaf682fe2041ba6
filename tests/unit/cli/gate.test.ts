import { describe, expect, it } from 'vitest';
import { parseCommand } from '../../../main/cli/arguments.ts';
import { untilAtMs, type Until } from '../../../main/cli/gateArguments.ts';
import { guardAnswer, guardedAccounts } from '../../../main/cli/guard.ts';
import { zoneOf } from '../../../main/domain/calendar.ts';
import type { AccountKey } from '../../../main/domain/figures.ts';
import type { BoundaryState, WindowView } from '../../../preload/contract/snapshot.ts';
import { boundaryAt } from '../../fixtures/snapshotParts.ts';

const parse = (...words: string[]) => parseCommand(words, ['claude-code', 'codex']);

describe('the words of gate and guard', () => {
  it.each([
    [['gate', 'install', '--strict', '--dry-run'], { action: 'install', isStrict: true }],
    [['gate', 'stop', '--until', '15:00'], { until: { kind: 'clock', minuteOfDay: 900 } }],
    [['gate', 'open', '--until=90m'], { until: { kind: 'after', milliseconds: 5_400_000 } }],
    [['gate', 'open'], { until: { kind: 'reset' }, agent: null }],
    [['gate', 'allow-once', '--agent', 'codex'], { action: 'allow-once', agent: 'codex' }],
    [['gate', 'open', '--account', '/home/u/.codex'], { account: '/home/u/.codex' }],
    [['gate', 'stop'], { account: null }],
    [['guard', '--min-remaining', '12.5'], { name: 'guard', minRemainingPercent: 12.5 }],
    [['guard', '--json'], { name: 'guard', minRemainingPercent: null, isJson: true }],
  ])('%j', (words, meant) => {
    expect(parse(...words)).toMatchObject({ ok: true, command: meant });
  });

  it.each([
    [['gate'], 'allow-once'],
    [['gate', 'shut'], 'shut'],
    [['gate', 'status', '--strict'], '--strict'],
    [['gate', 'allow-once', '--until', '1h'], '--until'],
    [['gate', 'stop', '--until', '25:00'], '25:00'],
    [['gate', 'stop', '--agent', 'cursor'], 'cursor'],
    [['gate', 'stop', 'now'], 'now'],
    [['guard', '--min-remaining', '101'], '101'],
    [['guard', '--min-remaining', 'few'], 'few'],
  ])('%j is refused', (words, named) => {
    const parsed = parse(...words);
    expect(parsed.ok ? '' : parsed.message).toContain(named);
  });
});

it('the end of an answer', () => {
  const nowMs = Date.UTC(2026, 10, 22, 13, 30);
  const berlin = zoneOf('Europe/Berlin');
  const at = (until: Until, resetsAtMs: number | null = null) =>
    untilAtMs(until, resetsAtMs, nowMs, berlin);
  const clock = (hour: number, minute = 0) =>
    at({ kind: 'clock', minuteOfDay: hour * 60 + minute });
  expect(clock(15)).toBe(Date.UTC(2026, 10, 22, 14));
  expect(clock(14, 30)).toBe(Date.UTC(2026, 10, 23, 13, 30));
  expect(clock(0)).toBe(Date.UTC(2026, 10, 22, 23));
  expect(at({ kind: 'reset' }, nowMs + 5)).toBe(nowMs + 5);
  expect(at({ kind: 'reset' }, nowMs)).toBeNull();
  expect(at({ kind: 'reset' })).toBeNull();
});

describe('guard', () => {
  const HOME: AccountKey = { agent: 'claude-code', account: '/home/ada/.claude' };
  const WORK: AccountKey = { agent: 'claude-code', account: '/home/ada/.claude-work' };
  const CODEX: AccountKey = { agent: 'codex', account: '/home/ada/.codex' };
  const view = (usedPercent: number | null, key = HOME) =>
    ({ id: 'w', ...key, usedPercent }) as WindowView;
  const answer = (
    used: readonly (number | null)[],
    state: BoundaryState = 'on-plan',
    minRemainingPercent: number | null = null,
    verdicts: Parameters<typeof guardAnswer>[2] = [],
  ) =>
    guardAnswer(
      {
        windows: used.map((percent) => view(percent)),
        boundaries: [boundaryAt({ state, windowId: 'w' })],
      },
      [HOME],
      verdicts,
      { minRemainingPercent },
    );

  it('goes on within the plan, stops at the boundary, and says when nothing is known', () => {
    expect(answer([50])).toMatchObject({ exitCode: 0, answer: 'go', remainingPercent: 50 });
    expect(answer([99], 'at-boundary')).toMatchObject({ exitCode: 1, answer: 'stop' });
    expect(answer([99], 'stopped')).toMatchObject({ exitCode: 1, reason: 'Stopped by you.' });
    expect(answer([99], 'on-credits-with-consent')).toMatchObject({ exitCode: 0 });
    expect(answer([null])).toMatchObject({ exitCode: 69, remainingPercent: null });
    expect(answer([])).toMatchObject({ exitCode: 69 });
  });

  it('stops when less than the wanted share is left of any window', () => {
    expect(answer([10, 80], 'on-plan', 20)).toMatchObject({ exitCode: 0 });
    expect(answer([10, 80.5], 'on-plan', 20)).toMatchObject({ exitCode: 1 });
  });

  it('stops when the gate is closed or unknown and strict', () => {
    const doubt = { kind: 'unknown', doubt: 'stale' } as const;
    expect(answer([1], 'on-plan', null, [{ ...doubt, isStrict: true }]).exitCode).toBe(1);
    expect(answer([1], 'on-plan', null, [{ ...doubt, isStrict: false }]).exitCode).toBe(0);
    expect(answer([1], 'on-plan', null, [{ kind: 'free' }]).exitCode).toBe(0);
  });

  it('judges the accounts that are asked about, and no other one', () => {
    const snapshot = {
      windows: [view(100), view(5, WORK), view(5, CODEX)],
      boundaries: [
        boundaryAt({ ...HOME, state: 'at-boundary' }),
        boundaryAt({ ...WORK, state: 'on-plan' }),
      ],
    };
    const of = (...accounts: AccountKey[]) =>
      guardAnswer(snapshot, accounts, [], { minRemainingPercent: 10 });
    expect(of(WORK, CODEX)).toMatchObject({ exitCode: 0, remainingPercent: 95 });
    expect(of(HOME)).toMatchObject({ exitCode: 1, remainingPercent: 0 });
    expect(of(CODEX, HOME)).toMatchObject({ exitCode: 1 });
  });

  it('means the accounts that are named, else the first folder of each agent', () => {
    const all = [HOME, WORK, CODEX];
    expect(guardedAccounts(all, { account: null })).toEqual([HOME, CODEX]);
    expect(guardedAccounts([WORK], { account: '/home/ada/.claude-work' })).toEqual([WORK]);
  });
});

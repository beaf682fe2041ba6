import { describe, expect, it } from 'vitest';
import type { LimitReading } from '../../../main/domain/limits.ts';
import { windowViews, type AgentActivity } from '../../../main/domain/windowViews.ts';
import { ACCOUNT, DAY, HOUR, limitReading, MINUTE, NOW, RESET } from './windowView.ts';

const activity = (changes: Partial<AgentActivity> = {}): AgentActivity => ({
  agent: 'claude-code',
  account: ACCOUNT,
  messageStartsMs: [],
  lastEventAtMs: null,
  comparison: null,
  ...changes,
});

const working = activity({ messageStartsMs: [NOW - HOUR], lastEventAtMs: NOW - MINUTE });

describe('a reported window', () => {
  it('is shown with its source and age', () => {
    expect(windowViews([limitReading()], [working], NOW)).toMatchObject([
      {
        kind: 'session',
        phase: 'open',
        startsAtMs: RESET - 5 * HOUR,
        resetsAtMs: RESET,
        usedPercent: 40,
        basis: 'reported',
        source: 'status-line',
        asOfMs: NOW - MINUTE,
        isStale: false,
        evenPacePercent: 60,
      },
    ]);
  });

  it('takes the place of the estimate', () => {
    expect(windowViews([limitReading()], [working], NOW)).toHaveLength(1);
  });

  it('is stale when its reading is older than fifteen minutes while its agent works', () => {
    const old = limitReading({ observedAtMs: NOW - 15 * MINUTE - 1 });
    expect(windowViews([old], [working], NOW)[0]?.isStale).toBe(true);
    const resting = activity({ lastEventAtMs: NOW - 5 * MINUTE - 1 });
    expect(windowViews([old], [resting], NOW)[0]?.isStale).toBe(false);
  });

  it('is stale, and has a pace, by the user’s own limits', () => {
    const old = limitReading({ observedAtMs: NOW - 4 * MINUTE });
    const own = { liveWithinMs: 5 * MINUTE, staleAfterMs: 3 * MINUTE, paceFromShare: 0.9 };
    expect(windowViews([old], [working], NOW, own)).toMatchObject([{ isStale: true, pace: null }]);
    expect(windowViews([old], [working], NOW)[0]).toMatchObject({ isStale: false });
    expect(windowViews([old], [working], NOW)[0]?.pace).not.toBeNull();
  });

  it('keeps its percent when a later message states only the reset', () => {
    const bare = limitReading({ usedPercent: null, observedAtMs: NOW });
    expect(windowViews([limitReading(), bare], [], NOW)[0]).toMatchObject({
      usedPercent: 40,
      asOfMs: NOW - MINUTE,
    });
  });

  it('has a road from its start through its readings, in order', () => {
    const later = limitReading({ usedPercent: 55, observedAtMs: NOW });
    expect(windowViews([later, limitReading()], [], NOW)[0]?.road).toEqual([
      { atMs: RESET - 5 * HOUR, usedPercent: 0 },
      { atMs: NOW - MINUTE, usedPercent: 40 },
      { atMs: NOW, usedPercent: 55 },
    ]);
  });

  it('has a road of at most 241 points, the last reading among them', () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      limitReading({ usedPercent: index / 20, observedAtMs: NOW - 2 * HOUR + index * 1000 }),
    );
    const road = windowViews(many, [], NOW)[0]?.road ?? [];
    expect(road.length).toBeLessThanOrEqual(241);
    expect(road.at(-1)).toEqual({ atMs: NOW - 2 * HOUR + 999_000, usedPercent: 49.95 });
  });

  it('without a reset has neither start nor pace', () => {
    expect(windowViews([limitReading({ resetsAtMs: null })], [], NOW)[0]).toMatchObject({
      startsAtMs: null,
      resetsAtMs: null,
      usedPercent: 40,
      evenPacePercent: null,
      pace: null,
    });
  });

  it('keeps its id while its reset jitters', () => {
    const [before] = windowViews([limitReading()], [], NOW);
    const jittered = limitReading({ resetsAtMs: RESET + 40_000, observedAtMs: NOW });
    const [after] = windowViews([limitReading(), jittered], [], NOW);
    expect(after?.id).toBe(before?.id);
  });

  it('the newest statement decides which of two windows is the present one', () => {
    const moved = limitReading({
      resetsAtMs: RESET - 30 * MINUTE,
      usedPercent: 5,
      observedAtMs: NOW,
    });
    expect(windowViews([limitReading(), moved], [], NOW)).toMatchObject([{ usedPercent: 5 }]);
  });

  it('is forgotten after eight days', () => {
    const ancient = limitReading({ kind: 'weekly', observedAtMs: NOW - 8 * DAY - 1 });
    expect(windowViews([ancient], [], NOW)).toEqual([]);
  });

  describe('of thirty days', () => {
    const usedUp = limitReading({
      kind: 'monthly',
      usedPercent: 100,
      observedAtMs: NOW - 10 * DAY,
      resetsAtMs: NOW + 12 * DAY,
    });

    it('is shown until its reset, although nobody has worked for longer than a week', () => {
      expect(windowViews([usedUp], [], NOW)).toMatchObject([
        { kind: 'monthly', phase: 'open', usedPercent: 100, resetsAtMs: NOW + 12 * DAY },
      ]);
      const atStart = { ...usedUp, observedAtMs: NOW - 30 * DAY, resetsAtMs: NOW + HOUR };
      expect(windowViews([atStart], [], NOW)).toHaveLength(1);
      const ancient = { ...usedUp, observedAtMs: NOW - 31 * DAY - 1 };
      expect(windowViews([ancient], [], NOW)).toEqual([]);
    });

    it('is gone once the account’s other windows are spoken of without it: the plan is another one', () => {
      const week = (changes: Partial<LimitReading>) =>
        limitReading({ kind: 'weekly', usedPercent: 3, resetsAtMs: NOW + DAY, ...changes });
      const shown = (...others: LimitReading[]) =>
        windowViews([usedUp, ...others], [], NOW).map(({ kind }) => kind);
      expect(shown(week({}))).toEqual(['weekly']);
      // Said together, or of another account, or of one model only.
      expect(shown(week({ observedAtMs: usedUp.observedAtMs + MINUTE }))).toEqual(['monthly']);
      expect(shown(week({ account: '/home/u/work' }))).toEqual(['monthly', 'weekly']);
      expect(shown(week({ kind: 'weekly-model', modelName: 'Spark' }))).toEqual([
        'monthly',
        'weekly-model',
      ]);
      // A wrong clock says nothing about what came after.
      expect(shown(week({ observedAtMs: NOW + DAY }))).toContain('monthly');
    });
  });

  it('each account and each model keeps its own', () => {
    const views = windowViews(
      [
        limitReading(),
        limitReading({ account: '/home/u/work' }),
        limitReading({ kind: 'weekly-model', modelName: 'Opus', resetsAtMs: NOW + DAY }),
      ],
      [working],
      NOW,
    );
    expect(views).toHaveLength(3);
    expect(new Set(views.map(({ id }) => id)).size).toBe(3);
  });
});

describe('after the reset', () => {
  const over = limitReading({
    resetsAtMs: NOW - MINUTE,
    observedAtMs: NOW - HOUR,
    usedPercent: 80,
  });

  it('a window that nobody used since has not started: nothing of it is used', () => {
    const resting = activity({ messageStartsMs: [NOW - HOUR], lastEventAtMs: NOW - HOUR });
    expect(windowViews([over], [resting], NOW)).toMatchObject([
      { phase: 'not-started', usedPercent: 0, startsAtMs: null, resetsAtMs: null, pace: null },
    ]);
  });

  it('work since then begins a window whose percent nobody reported', () => {
    const again = activity({ messageStartsMs: [NOW - 30_000], lastEventAtMs: NOW - 10_000 });
    expect(windowViews([over], [again], NOW)).toMatchObject([
      {
        phase: 'open',
        basis: 'estimated',
        source: 'transcripts',
        usedPercent: null,
        startsAtMs: NOW - 30_000,
        resetsAtMs: NOW - 30_000 + 5 * HOUR,
      },
    ]);
  });
});

describe('an estimated window', () => {
  it('has times and a comparison but never a percent', () => {
    const comparison = { busierThanPercent: 80, windowsCompared: 12 };
    expect(windowViews([], [{ ...working, comparison }], NOW)).toMatchObject([
      {
        startsAtMs: NOW - HOUR,
        resetsAtMs: NOW + 4 * HOUR,
        usedPercent: null,
        basis: 'estimated',
        evenPacePercent: 20,
        pace: null,
        comparison,
      },
    ]);
  });

  it('is none when the last one has ended', () => {
    const ended = activity({ messageStartsMs: [NOW - 6 * HOUR], lastEventAtMs: NOW - 6 * HOUR });
    expect(windowViews([], [ended], NOW)).toEqual([]);
  });

  it('stands beside a reported week', () => {
    const week = limitReading({ kind: 'weekly', resetsAtMs: NOW + DAY });
    expect(windowViews([week], [working], NOW).map(({ basis }) => basis)).toEqual([
      'reported',
      'estimated',
    ]);
  });

  it('one agent’s report says nothing about another agent', () => {
    const other = activity({
      agent: 'codex',
      account: '/home/u/.codex',
      messageStartsMs: [NOW - HOUR],
      lastEventAtMs: NOW,
    });
    expect(windowViews([limitReading()], [other], NOW)).toMatchObject([
      { agent: 'claude-code', basis: 'reported' },
      { agent: 'codex', basis: 'estimated' },
    ]);
  });
});

describe('several sources of one window', () => {
  const asked = (changes: Partial<LimitReading> = {}) =>
    limitReading({ source: 'claude-usage', usedPercent: 44, observedAtMs: NOW, ...changes });

  it('of the same moment: the best is shown, though it is older', () => {
    expect(windowViews([asked(), limitReading()], [], NOW)).toMatchObject([
      { usedPercent: 40, source: 'status-line', asOfMs: NOW - MINUTE },
    ]);
  });

  it('apart in time: the newest is shown', () => {
    const older = limitReading({ observedAtMs: NOW - 3 * MINUTE });
    expect(windowViews([asked(), older], [], NOW)).toMatchObject([
      { usedPercent: 44, source: 'claude-usage', asOfMs: NOW },
    ]);
  });

  it('a repeated answer about the window before does not hide the present one', () => {
    const before = asked({ usedPercent: 97, resetsAtMs: NOW - 2 * MINUTE });
    const present = limitReading({ usedPercent: 3, resetsAtMs: NOW + 298 * MINUTE });
    expect(windowViews([present, before], [working], NOW)).toMatchObject([
      { phase: 'open', usedPercent: 3, source: 'status-line' },
    ]);
  });

  it('a window of which only the reset is known takes the place of the one before', () => {
    const before = limitReading({ resetsAtMs: NOW - MINUTE, observedAtMs: NOW - 10 * MINUTE });
    const bare = limitReading({
      usedPercent: null,
      resetsAtMs: NOW + 299 * MINUTE,
      observedAtMs: NOW,
    });
    expect(windowViews([before, bare], [], NOW)).toMatchObject([
      { phase: 'open', usedPercent: null, resetsAtMs: NOW + 299 * MINUTE },
    ]);
  });
});

describe('two accounts of one agent', () => {
  const OTHER = '/home/u/.claude-work';
  const otherWorks = activity({
    account: OTHER,
    messageStartsMs: [NOW - 2 * HOUR],
    lastEventAtMs: NOW - MINUTE,
  });

  it('each has its window: one reported, one estimated', () => {
    const views = windowViews([limitReading()], [working, otherWorks], NOW);
    expect(views.map(({ account, basis }) => [account, basis])).toEqual([
      [ACCOUNT, 'reported'],
      [OTHER, 'estimated'],
    ]);
  });

  it('work in one neither makes a reading of the other stale nor ends its rest', () => {
    const old = limitReading({ observedAtMs: NOW - 16 * MINUTE });
    expect(windowViews([old], [otherWorks], NOW)[0]).toMatchObject({
      account: ACCOUNT,
      isStale: false,
    });
    const ended = limitReading({ resetsAtMs: NOW - 30 * MINUTE, observedAtMs: NOW - HOUR });
    expect(windowViews([ended], [otherWorks], NOW)[0]).toMatchObject({
      account: ACCOUNT,
      phase: 'not-started',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { DEFAULT_BOUNDARY_SETTINGS } from '../../../main/domain/boundary/types.ts';
import { orderWindows, verdictOf, type VerdictInput } from '../../../main/domain/verdict.ts';
import { withTrust } from '../../../main/domain/forecast/trust.ts';
import type { WindowView } from '../../../preload/contract/snapshot.ts';
import { boundaryAt, CODEX } from '../../fixtures/snapshotParts.ts';
import { endingAt, HOUR, MINUTE, NOW, windowView } from './windowView.ts';

const ON_PLAN = boundaryAt();

function verdict(windows: readonly WindowView[], changes: Partial<VerdictInput> = {}) {
  return verdictOf({
    phase: 'ready',
    importProgress: null,
    windows,
    boundary: ON_PLAN,
    agents: [],
    isAvailable: true,
    hasEvents: true,
    settings: DEFAULT_BOUNDARY_SETTINGS,
    nowMs: NOW,
    ...changes,
  });
}

const PROGRESS = { filesDone: 1, filesTotal: 4, bytesDone: 50, bytesTotal: 200 };

const folder = (exists: boolean) => [
  {
    ...CODEX,
    folders: [{ path: '/home/u/.codex', exists, logFiles: 0, bridge: null, gate: null }],
  },
];

const weekly = (changes: Partial<WindowView>) =>
  windowView({ id: 'weekly', kind: 'weekly', ...changes });

describe('before there are figures', () => {
  it('a first run and a start say so', () => {
    expect(verdict([], { phase: 'first-run' })).toEqual({ kind: 'first-run' });
    expect(verdict([], { phase: 'starting' })).toEqual({ kind: 'starting' });
  });

  it.each([
    [PROGRESS, 25],
    [null, 0],
    [{ ...PROGRESS, bytesTotal: 0 }, 0],
    [{ ...PROGRESS, bytesDone: 400 }, 100],
  ])('an import says how far it is', (importProgress, donePercent) => {
    const input = { phase: 'importing' as const, importProgress };
    expect(verdict([], input)).toEqual({ kind: 'importing', donePercent });
  });
});

describe('without a session window', () => {
  it('there was work: idle', () => {
    expect(verdict([])).toEqual({ kind: 'idle' });
  });

  it('no folder of any agent: no agent', () => {
    expect(verdict([], { hasEvents: false, agents: folder(false) })).toEqual({ kind: 'no-agent' });
  });

  it('a folder but no work: no sessions', () => {
    const input = { hasEvents: false, agents: folder(true) };
    expect(verdict([], input)).toEqual({ kind: 'no-sessions' });
  });
});

describe('the leading session window', () => {
  it.each([
    ['not-started', windowView({ phase: 'not-started', usedPercent: 0 })],
    ['not-reported', windowView({ usedPercent: null })],
    ['too-early', windowView()],
    ['lasts-until-reset', windowView({ pace: endingAt(null) })],
  ])('%s', (kind, view) => {
    expect(verdict([view])).toEqual({ kind, windowId: 'session' });
  });

  it('ends before its reset', () => {
    const endsAtMs = NOW + HOUR;
    const expected = { kind: 'ends-before-reset', windowId: 'session', endsAtMs };
    expect(verdict([windowView({ pace: endingAt(endsAtMs) })])).toEqual(expected);
  });
});

describe('what presses', () => {
  it.each([
    [boundaryAt({ state: 'at-boundary', windowId: 'weekly' }), { kind: 'at-boundary' }],
    [
      boundaryAt({ state: 'on-credits-with-consent', windowId: 'weekly', answerId: 'a' }),
      { kind: 'on-credits', isConsented: true },
    ],
    [
      boundaryAt({ state: 'on-credits-without-consent', windowId: 'weekly' }),
      { kind: 'on-credits', isConsented: false },
    ],
    [
      boundaryAt({ state: 'blocked-by-ceiling', windowId: 'weekly', reason: 'credits-off' }),
      { kind: 'blocked', isOff: true },
    ],
    [
      boundaryAt({ state: 'stopped', windowId: 'weekly', nextChangeAtMs: NOW + HOUR }),
      { kind: 'stopped', modelName: null, untilMs: NOW + HOUR },
    ],
  ])('an account that may pay comes before everything: %#', (boundary, expected) => {
    const windows = [windowView(), weekly({ usedPercent: 97 })];
    expect(verdict(windows, { boundary })).toEqual({ ...expected, windowId: 'weekly' });
  });

  it('a window near its end without a forecast is not called fresh', () => {
    expect(verdict([windowView({ usedPercent: 92 })])).toEqual({
      kind: 'nearly-used',
      windowId: 'session',
    });
  });

  it('a week that is about to end comes before the session', () => {
    const endsAtMs = NOW + 10 * MINUTE;
    expect(verdict([windowView(), weekly({ pace: endingAt(endsAtMs) })])).toEqual({
      kind: 'ends-before-reset',
      windowId: 'weekly',
      endsAtMs,
    });
  });

  it('a week at 91 percent that lasts does not', () => {
    const windows = [windowView({ pace: endingAt(null) }), weekly({ usedPercent: 91 })];
    expect(verdict(windows)).toEqual({ kind: 'lasts-until-reset', windowId: 'session' });
  });
});

describe('a forecast that was wrong too often', () => {
  const forecast = { hitPercent: 40, windowsCompared: 10, isShown: false, asOfMs: NOW };

  it('names no end, and says that it names none', () => {
    const window = withTrust(windowView({ pace: endingAt(NOW + HOUR) }), forecast);
    expect(verdict([window])).toEqual({ kind: 'no-forecast', windowId: 'session' });
    expect(window.pace).toBeNull();
  });

  it('hides nothing of a plan that is nearly used up', () => {
    const window = withTrust(windowView({ usedPercent: 92, pace: endingAt(NOW + HOUR) }), forecast);
    expect(verdict([window])).toEqual({ kind: 'nearly-used', windowId: 'session' });
  });
});

describe('orderWindows', () => {
  const order = (
    windows: readonly WindowView[],
    last: Record<string, number> = {},
    settings = DEFAULT_BOUNDARY_SETTINGS,
  ) => orderWindows(windows, ({ id }) => last[id] ?? 0, settings, NOW).map(({ id }) => id);

  it('sessions stand before weeks, weeks before weeks of one model', () => {
    const model = windowView({ id: 'model', kind: 'weekly-model', usedPercent: 99 });
    expect(order([model, weekly({}), windowView()])).toEqual(['session', 'weekly', 'model']);
  });

  it('an open session stands before one that has not started', () => {
    const next = windowView({ id: 'next', phase: 'not-started' });
    expect(order([next, windowView()], { next: 9 })).toEqual(['session', 'next']);
  });

  it('the most pressing leads, then the one used last, then the id', () => {
    const near = windowView({ id: 'z-near', usedPercent: 92 });
    const views = [windowView({ id: 'b' }), windowView({ id: 'a' }), near];
    expect(order(views)).toEqual(['z-near', 'a', 'b']);
    expect(order(views, { b: 5 })).toEqual(['z-near', 'b', 'a']);
    // Not pressing for a user who calls 95 percent near.
    const later = { ...DEFAULT_BOUNDARY_SETTINGS, nearPercent: 95 };
    expect(order(views, { b: 5 }, later)).toEqual(['b', 'a', 'z-near']);
  });

  it('leaves its argument alone', () => {
    const views = [windowView({ id: 'b' }), windowView({ id: 'a' })];
    order(views);
    expect(views.map(({ id }) => id)).toEqual(['b', 'a']);
  });
});

describe('without a database', () => {
  it('says that there are no figures, not that nobody worked', () => {
    expect(verdict([], { isAvailable: false, hasEvents: false })).toEqual({ kind: 'unavailable' });
  });
});

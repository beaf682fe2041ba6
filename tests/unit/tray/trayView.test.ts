import { describe, expect, it } from 'vitest';
import { sameTrayView, trayView, type TrayView } from '../../../main/tray/trayView.ts';
import type { TrayMenuItem } from '../../../main/tray/trayMenu.ts';
import type {
  BoundaryState,
  BoundaryView,
  BridgeState,
  GateStanding,
  Problem,
  Snapshot,
} from '../../../preload/contract/snapshot.ts';
import { tooltipWords, verdictWords } from '../../../preload/contract/wording.ts';
import {
  CLAUDE,
  boundaryAt,
  makeSnapshot,
  MINUTE_MS,
  NOW_MS,
  sessionWindow,
  weeklyWindow,
} from '../../fixtures/snapshotParts.ts';
import { SNAPSHOT_FIXTURES } from '../../fixtures/snapshots.ts';

function view(snapshot: Snapshot, platform: 'darwin' | 'win32' | 'linux' = 'linux'): TrayView {
  return trayView(snapshot, { platform, colourScheme: 'dark' });
}

function problem(changes: Partial<Problem> = {}): Problem {
  return {
    kind: 'folder-unreadable',
    severity: 'error',
    message: 'A folder cannot be read.',
    path: null,
    count: null,
    sinceMs: NOW_MS,
    ...changes,
  };
}

const PARTIAL = problem();
const STOPPING = problem({ kind: 'database-damaged', message: 'The database is damaged.' });
const NOTICE = problem({ kind: 'database-busy', severity: 'notice' });

function boundary(state: Snapshot['boundary']['state']): Snapshot['boundary'] {
  return { ...makeSnapshot().boundary, state };
}

function labels(snapshot: Snapshot): readonly string[] {
  return view(snapshot).menu.map((item) => item.label);
}

describe('state', () => {
  const stale = [sessionWindow({ isStale: true }), weeklyWindow()];
  const silent = [sessionWindow({ usedPercent: null })];
  const table: readonly (readonly [string, Partial<Snapshot>, TrayView['icon']['state']])[] = [
    ['nothing special', {}, 'on-plan'],
    ['a notice', { problems: [NOTICE] }, 'on-plan'],
    ['near', { boundary: boundary('near') }, 'near'],
    ['at the boundary', { boundary: boundary('at-boundary') }, 'at-boundary'],
    ['stale', { windows: stale }, 'stale'],
    ['stale week', { windows: [sessionWindow(), weeklyWindow({ isStale: true })] }, 'stale'],
    ['nothing reported', { windows: silent, boundary: boundary('unknown') }, 'not-reported'],
    ['an error', { problems: [PARTIAL] }, 'problem'],
    [
      'stopped figures at the boundary',
      {
        problems: [PARTIAL, STOPPING],
        boundary: boundary('at-boundary'),
      },
      'problem',
    ],
    [
      'partial error at the boundary',
      {
        problems: [PARTIAL],
        boundary: boundary('at-boundary'),
      },
      'at-boundary',
    ],
    ['partial error near', { problems: [PARTIAL], boundary: boundary('near') }, 'near'],
    ['stale at the boundary', { windows: stale, boundary: boundary('at-boundary') }, 'at-boundary'],
    ['stale near', { windows: stale, boundary: boundary('near') }, 'near'],
    ['partial error and stale', { windows: stale, problems: [PARTIAL] }, 'problem'],
    ['only a limit message', { windows: silent, boundary: boundary('at-boundary') }, 'at-boundary'],
    ['on plan without a percent', { windows: silent }, 'not-reported'],
    ['first run', { phase: 'first-run' }, 'not-reported'],
    ['importing', { phase: 'importing' }, 'starting'],
    ['fault while starting', { phase: 'starting', problems: [STOPPING] }, 'problem'],
  ];

  it.each(table)('%s', (_name, changes, state) => {
    expect(view(makeSnapshot(changes)).icon.state).toBe(state);
  });

  it.each([
    ['endsBeforeReset', 'on-plan'],
    ['lastsUntilReset', 'on-plan'],
    ['nearBoundary', 'near'],
    ['atBoundary', 'at-boundary'],
    ['notReported', 'not-reported'],
    ['estimated', 'not-reported'],
    ['stale', 'stale'],
    ['problem', 'problem'],
    ['firstRun', 'not-reported'],
    ['starting', 'starting'],
    ['importing', 'starting'],
    ['noAgent', 'not-reported'],
    ['idle', 'not-reported'],
  ] as const)('of the fixture %s is %s', (name, state) => {
    expect(view(SNAPSHOT_FIXTURES[name]).icon.state).toBe(state);
  });
});

describe('bars', () => {
  it('show the leading session and the fullest week of the same account', () => {
    const windows = [
      sessionWindow({ usedPercent: 62 }),
      weeklyWindow({ usedPercent: 41 }),
      weeklyWindow({ kind: 'weekly-model', modelName: 'Opus', usedPercent: 88 }),
      weeklyWindow({ agent: 'codex', usedPercent: 99 }),
    ];
    const { icon } = view(makeSnapshot({ windows }));
    expect(icon).toMatchObject({ sessionPercent: 62, weeklyPercent: 88 });
  });

  it('keep unknown apart from zero', () => {
    const { icon } = view(makeSnapshot({ windows: [sessionWindow({ usedPercent: 0 })] }));
    expect(icon).toEqual({ state: 'on-plan', sessionPercent: 0, weeklyPercent: null });
  });

  it('show the week where there is no session window', () => {
    const { icon } = view(makeSnapshot({ windows: [weeklyWindow({ usedPercent: 7 })] }));
    expect(icon).toEqual({ state: 'on-plan', sessionPercent: null, weeklyPercent: 7 });
  });
});

describe('tooltip', () => {
  it.each(Object.entries(SNAPSHOT_FIXTURES))('of %s is the shared sentence', (_name, snapshot) => {
    const { tooltip, icon } = view(snapshot);
    expect(tooltip.endsWith(tooltipWords(snapshot))).toBe(true);
    if (icon.state !== 'problem') expect(tooltip).toBe(tooltipWords(snapshot));
  });

  it('names the fault that the icon shows first', () => {
    const { tooltip } = view(makeSnapshot({ problems: [PARTIAL, STOPPING] }));
    expect(tooltip).toMatch(/^The database is damaged\. Plan ends about 15:20, 62% used/);
  });
});

describe('title', () => {
  const countdown = { resetDisplay: 'countdown' } as const;

  it('is short, and only on macOS', () => {
    const snapshot = makeSnapshot({ preferences: countdown });
    expect(view(snapshot, 'darwin').title).toBe('62% · 2h 41m');
    expect(view(snapshot, 'win32').title).toBe('');
    expect(view(snapshot, 'linux').title).toBe('');
  });

  it('follows the reset display', () => {
    expect(view(makeSnapshot(), 'darwin').title).toBe('62% · 17:00');
  });

  it.each([
    [42 * MINUTE_MS, '62% · 42m'],
    [120 * MINUTE_MS, '62% · 2h 0m'],
    [20_000, '62% · <1m'],
    [-MINUTE_MS, '62% · <1m'],
  ])('writes %d ms', (leftMs, title) => {
    const windows = [sessionWindow({ resetsAtMs: NOW_MS + leftMs })];
    expect(view(makeSnapshot({ windows, preferences: countdown }), 'darwin').title).toBe(title);
  });

  it('leaves out what is not known', () => {
    const silent = [sessionWindow({ usedPercent: null })];
    const timeless = [sessionWindow({ resetsAtMs: null })];
    expect(view(makeSnapshot({ windows: silent }), 'darwin').title).toBe('17:00');
    expect(view(makeSnapshot({ windows: timeless }), 'darwin').title).toBe('62%');
    expect(view(SNAPSHOT_FIXTURES.firstRun, 'darwin').title).toBe('');
    expect(view(SNAPSHOT_FIXTURES.idle, 'darwin').title).toBe('');
  });
});

describe('menu', () => {
  function action(snapshot: Snapshot, text: string): TrayMenuItem | undefined {
    return view(snapshot).menu.find(({ label }) => label === text);
  }

  it('begins with the verdict and says each window with its clock time', () => {
    const snapshot = SNAPSHOT_FIXTURES.twoAgents;
    expect(view(snapshot).menu.slice(0, 6)).toEqual([
      { kind: 'label', label: verdictWords(snapshot).headline },
      { kind: 'label', label: 'Five-hour window, Claude Code: 62% used, resets 17:00' },
      { kind: 'label', label: 'Five-hour window, Codex: 18% used, resets 17:39' },
      { kind: 'label', label: 'This week, Claude Code: 41% used, resets Thu 09:00' },
      { kind: 'label', label: 'This week, Opus, Claude Code: 23% used, resets Thu 09:00' },
      { kind: 'label', label: 'This week, Codex: 57% used, resets Tue 07:30' },
    ]);
  });

  it('says what is estimated, stale and not begun', () => {
    expect(labels(SNAPSHOT_FIXTURES.notReported)[1]).toBe(
      'Five-hour window, Claude Code: use not reported, resets 17:00, estimated',
    );
    expect(labels(SNAPSHOT_FIXTURES.stale)[1]).toContain('52% used, resets 17:00, as of 13:41');
    expect(labels(SNAPSHOT_FIXTURES.notStarted)[1]).toBe(
      'Five-hour window, Claude Code: starts with the next message',
    );
  });

  it('names accounts only where one agent has several', () => {
    const windows = [sessionWindow(), sessionWindow({ account: 'work' })];
    expect(labels(makeSnapshot({ windows }))[2]).toContain('Claude Code (\u2068work\u2069): 62%');
    expect(labels(makeSnapshot())[1]).not.toContain('default');
  });

  it.each(Object.entries(SNAPSHOT_FIXTURES))('of %s has every action', (_name, snapshot) => {
    expect(action(snapshot, 'Open glance')).toMatchObject({ action: 'open-glance' });
    expect(action(snapshot, 'Quit Tollgate')).toMatchObject({ action: 'quit' });
    expect(action(snapshot, 'Show time left until reset')).toEqual({
      kind: 'checkbox',
      label: 'Show time left until reset',
      action: 'toggle-reset-display',
      checked: snapshot.preferences.resetDisplay === 'countdown',
    });
    const isFirstRun = snapshot.phase === 'first-run';
    const begin = action(snapshot, 'Begin reading session files…');
    expect(begin?.kind).toBe(isFirstRun ? 'action' : undefined);
    const refresh = action(snapshot, 'Refresh now');
    expect(refresh?.kind).toBe(isFirstRun ? undefined : 'action');
  });

  it('counts problems', () => {
    expect(action(SNAPSHOT_FIXTURES.problem, '3 problems…')).toMatchObject({
      kind: 'action',
      action: 'open-glance',
    });
    expect(action(SNAPSHOT_FIXTURES.estimated, '1 problem…')?.kind).toBe('action');
    expect(labels(makeSnapshot()).some((text) => text.includes('problem'))).toBe(false);
  });

  it.each<[BridgeState | null, readonly string[]]>([
    ['not-installed', ['Show bridge change…']],
    ['replaced', ['Show bridge change…']],
    ['installed', ['Remove bridge…']],
    ['unreadable', []],
    [null, []],
  ])('offers for a bridge that is %s: %j', (bridge, expected) => {
    const folders = [{ path: '/home/ada/.claude', exists: true, logFiles: 1, bridge, gate: null }];
    const agents = [{ ...CLAUDE, folders }];
    const bridgeLabels = labels(makeSnapshot({ agents })).filter((text) => text.includes('bridge'));
    expect(bridgeLabels).toEqual(expected);
  });

  it('offers no bridge in a folder that is not there', () => {
    const folders = [
      {
        path: '/home/ada/.claude',
        exists: false,
        logFiles: 0,
        bridge: 'not-installed',
        gate: null,
      },
    ] as const;
    const agents = [{ ...CLAUDE, folders }];
    expect(labels(makeSnapshot({ agents })).join()).not.toContain('bridge');
  });

  describe('of an agent with a gate', () => {
    const withGate = (gate: GateStanding, changes: Partial<Snapshot> = {}) => {
      const folders = [{ path: '/c', exists: true, logFiles: 1, bridge: null, gate }];
      const agents = [{ ...CLAUDE, folders }];
      return makeSnapshot({ agents, windows: [sessionWindow({ account: '/c' })], ...changes });
    };

    it('can stop it, allow one prompt, and open until the reset', () => {
      const account = { agent: 'claude-code', account: '/c' };
      const snapshot = withGate('active');
      expect(action(snapshot, 'Stop now: Claude Code')).toMatchObject({
        action: { kind: 'stop', ...account },
      });
      expect(action(snapshot, 'Allow one prompt: Claude Code')).toMatchObject({
        action: { kind: 'allow-once', ...account },
      });
      const opens = labels(snapshot).filter((text) => text.startsWith('Open until the reset at '));
      expect(opens).toHaveLength(1);
      expect(action(snapshot, opens[0]!)).toMatchObject({
        action: { kind: 'open-until-reset', ...account },
      });
    });

    it('offers no opening until a reset that nobody knows', () => {
      const snapshot = withGate('active', { windows: [] });
      expect(labels(snapshot)).toContain('Stop now: Claude Code');
      expect(labels(snapshot).join()).not.toContain('Open until');
    });

    it('leads to the gate where it is missing and the boundary is near', () => {
      const near = boundaryAt({ agent: 'claude-code', account: '/c', state: 'near' });
      const label = 'Hold agents at the boundary…';
      expect(action(withGate('not-installed', { boundaries: [near] }), label)).toMatchObject({
        action: 'open-glance',
      });
      expect(labels(withGate('not-installed'))).not.toContain(label);
      expect(labels(withGate('not-installed')).join()).not.toContain('Stop now');
    });
  });

  it('stays as it is while only the time passes', () => {
    const countdown = { resetDisplay: 'countdown' } as const;
    for (const snapshot of Object.values(SNAPSHOT_FIXTURES)) {
      const before = makeSnapshot({ ...snapshot, preferences: countdown });
      const after = { ...before, takenAtMs: before.takenAtMs + MINUTE_MS - 1 };
      expect(view(after).menu).toEqual(view(before).menu);
      expect(sameTrayView(view(after), view(before))).toBe(true);
    }
  });
});

describe('sameTrayView', () => {
  const one = view(makeSnapshot(), 'win32');

  it('sees every part', () => {
    expect(sameTrayView(one, view(makeSnapshot(), 'win32'))).toBe(true);
    expect(sameTrayView(one, { ...one, title: '1%' })).toBe(false);
    expect(sameTrayView(one, { ...one, tooltip: '' })).toBe(false);
    expect(sameTrayView(one, { ...one, theme: 'light-panel' })).toBe(false);
    expect(sameTrayView(one, { ...one, menu: one.menu.slice(1) })).toBe(false);
    expect(sameTrayView(one, { ...one, icon: { ...one.icon, weeklyPercent: 90 } })).toBe(false);
  });
});

describe('answers in the menu', () => {
  const actions = (
    state: BoundaryState,
    answerId: string | null,
    modelStops: BoundaryView['modelStops'] = [],
  ) => {
    const boundary = boundaryAt({ state, answerId, modelStops });
    const { menu } = trayView(makeSnapshot({ boundary, boundaries: [boundary] }), {
      platform: 'linux',
      colourScheme: 'dark',
    });
    return menu.flatMap((item) => (item.kind === 'action' ? [[item.label, item.action]] : []));
  };

  it('offer the question while it is open', () => {
    const offered = ['Claude Code: go on or stop…', 'open-question'];
    expect(actions('at-boundary', null)).toContainEqual(offered);
    expect(actions('on-credits-without-consent', null)).toContainEqual(offered);
    expect(actions('on-plan', null)).not.toContainEqual(offered);
  });

  it('offer the way back from an answer', () => {
    const action = { kind: 'revoke-answer', answerId: 'a' };
    expect(actions('stopped', 'a')).toContainEqual(['Claude Code: take “stop” back', action]);
    expect(actions('on-credits-with-consent', 'a')).toContainEqual([
      'Claude Code: take the consent back',
      action,
    ]);
  });

  it.each([
    ['applies now', 'stopped', 'a', []],
    ['does not apply now', 'on-plan', null, []],
    ['stands beside a consent', 'on-credits-with-consent', 'b', ['take the consent back']],
    ['stands beside a question', 'at-boundary', null, []],
  ] as const)('offer it once for a stop of one model that %s', (_, state, answerId, others) => {
    const modelStops = [{ answerId: 'a', modelName: 'Opus', untilMs: null }];
    const labels = actions(state, answerId, modelStops).map(({ 0: label }) => label as string);
    expect(labels.filter((label) => / take .* back$/.test(label))).toEqual(
      [...others, 'take “stop” for Opus back'].map((words) => `Claude Code: ${words}`),
    );
  });
});

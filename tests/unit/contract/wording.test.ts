import { roadWords } from '../../../preload/contract/roadWording.ts';
import { describe, expect, test } from 'vitest';
import type { Snapshot } from '../../../preload/contract/snapshot.ts';
import {
  comparisonWords,
  modelWords,
  provenanceWords,
  resetWords,
  tooltipWords,
  usedWords,
  verdictWords,
  windowName,
  windowNameWithAgent,
} from '../../../preload/contract/wording.ts';
import { makeSnapshot, NOW_MS, sessionWindow, weeklyWindow } from '../../fixtures/snapshotParts.ts';
import { SNAPSHOT_FIXTURES, type SnapshotFixtureName } from '../../fixtures/snapshots.ts';

const CONTEXT = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
const plain = (text: string | null) => text?.replaceAll(/[\u00a0\u202f]/g, ' ') ?? null;

/** Headline and detail of every fixture whose verdict differs. */
const VERDICTS: readonly (readonly [SnapshotFixtureName, string, string | null])[] = [
  [
    'firstRun',
    'May Tollgate read your agents’ session files?',
    'Nothing has been read yet, and nothing leaves this computer.',
  ],
  ['starting', 'Starting', null],
  [
    'importing',
    'Reading your history for the first time',
    '37% done. Figures appear when it is complete.',
  ],
  [
    'noAgent',
    'No coding agent found',
    'Tollgate looked for the agents it knows in their usual folders.',
  ],
  ['noSessions', 'No sessions yet', 'Figures appear after the first answer of an agent.'],
  ['idle', 'No window is open', 'The next message to an agent starts one.'],
  [
    'atBoundary',
    'The next request may be paid',
    'Claude Code: 100% used. Going on costs about $4 to $7 until 17:00, estimated; right in 84% of your past windows. The plan is back at 17:00.',
  ],
  [
    'onCredits',
    'Going on with credits, as you agreed',
    'Claude Code: 100% used. Going on costs about $4 to $7 until 17:00, estimated; right in 84% of your past windows. The plan is back at 17:00.',
  ],
  [
    'stopped',
    'Stopped until 17:00',
    'Claude Code: 100% used. Agents are held where the gate is installed. The plan is back at 17:00.',
  ],
  [
    'blocked',
    'The plan is used up',
    'Claude Code: 100% used. Credits are off, so nothing is paid. The plan is back at 17:00.',
  ],
  [
    'endsBeforeReset',
    'Plan ends about 15:20',
    '1 h 40 min before the reset. Claude Code: 62% used, pace 1.3 times even. Right in 84% of 31 past windows.',
  ],
  [
    'lastsUntilReset',
    'Plan lasts until the reset',
    'Claude Code: 34% used, pace 0.7 times even, about 73% at the reset. Right in 84% of 31 past windows.',
  ],
  ['tooEarly', 'Plan is fresh', 'Claude Code: 1% used, too early for a forecast.'],
  [
    'noForecast',
    '62% of the plan used',
    'Claude Code: even pace would be 46%, no end is named. Forecasts were right in only 41% of 27 past windows.',
  ],
  ['notStarted', 'Plan is fresh', 'Claude Code: the next message starts the five hours.'],
  [
    'notReported',
    'Resets about 17:00',
    'Claude Code has not reported its plan use. The time is estimated from your transcripts.',
  ],
];

describe('verdict', () => {
  test.each(VERDICTS)('%s', (name, headline, detail) => {
    const words = verdictWords(SNAPSHOT_FIXTURES[name]);
    expect([plain(words.headline), plain(words.detail)]).toEqual([headline, detail]);
  });

  test('every kind of verdict has words of its own', () => {
    const kinds = new Set(
      Object.values<Snapshot>(SNAPSHOT_FIXTURES).map(({ verdict }) => verdict.kind),
    );
    expect(kinds.size).toBe(VERDICTS.length);
  });

  test('of a stop of one model says that the others go on', () => {
    const { stopped } = SNAPSHOT_FIXTURES;
    const verdict = { kind: 'stopped', windowId: null, modelName: 'Opus', untilMs: null } as const;
    expect(verdictWords({ ...stopped, verdict })).toEqual({
      headline: 'Opus is stopped',
      detail: 'Claude Code. Other models go on. Agents are held where the gate is installed.',
    });
    const untilMs = stopped.takenAtMs + 3_600_000;
    expect(verdictWords({ ...stopped, verdict: { ...verdict, untilMs } }).headline).toMatch(
      /^Opus is stopped until \d\d:\d\d$/,
    );
  });

  test('about a window that is gone says no more than it knows', () => {
    const snapshot: Snapshot = { ...SNAPSHOT_FIXTURES.endsBeforeReset, windows: [] };
    expect(verdictWords(snapshot)).toEqual({ headline: 'Plan use not reported', detail: null });
  });

  test('speaks of even pace when it is even', () => {
    const { pace } = sessionWindow();
    if (pace === null) throw new Error('The fixture has a pace');
    const window = sessionWindow({ pace: { ...pace, timesEven: 1.04 } });
    const words = verdictWords({ ...SNAPSHOT_FIXTURES.endsBeforeReset, windows: [window] });
    expect(words.detail).toContain('even pace');
  });
});

describe('tooltip', () => {
  test.each([
    ['endsBeforeReset', 'Plan ends about 15:20, 62% used, reset 17:00'],
    ['stale', 'Plan ends about 15:20, 52% used, reset 17:00, as of 13:41'],
    ['notReported', 'Resets about 17:00'],
    ['firstRun', 'Tollgate: May Tollgate read your agents’ session files?'],
    ['idle', 'Tollgate: No window is open'],
  ] as const)('%s', (name, words) => {
    expect(plain(tooltipWords(SNAPSHOT_FIXTURES[name]))).toBe(words);
  });
});

describe('windows', () => {
  test('are named by what they limit', () => {
    expect(windowName(sessionWindow(), CONTEXT)).toBe('Five-hour window');
    expect(windowName({ kind: 'weekly-model', modelName: 'Opus' }, CONTEXT)).toBe(
      'This week, Opus',
    );
    expect(windowName({ kind: 'monthly', modelName: null }, CONTEXT)).toBe('These 30 days');
    expect(windowName({ kind: 'weekly-model', modelName: null }, CONTEXT)).toBe(
      'This week, one model',
    );
    expect(windowNameWithAgent(weeklyWindow({ agent: 'codex' }), CONTEXT)).toBe('Codex, this week');
  });

  test('reset as time left or by the clock, never invented', () => {
    const at = NOW_MS + 100 * 60_000;
    const words = (resetDisplay: 'clock' | 'countdown', basis?: 'estimated') =>
      plain(resetWords(at, NOW_MS, { resetDisplay }, CONTEXT, basis));
    expect(words('countdown')).toBe('resets in 1 h 40 min');
    expect(words('clock')).toBe('resets 15:59');
    expect(words('clock', 'estimated')).toBe('resets about 15:59');
    expect(words('countdown', 'estimated')).toBe('resets in about 1 h 40 min');
    expect(resetWords(null, NOW_MS, { resetDisplay: 'clock' }, CONTEXT)).toBe(
      'reset time not reported',
    );
  });

  test('say when nobody reported their use', () => {
    expect(usedWords(sessionWindow({ usedPercent: null }), CONTEXT)).toBe('use not reported');
    expect(usedWords(sessionWindow({ usedPercent: 0 }), CONTEXT)).toBe('0% used');
  });
});

describe('sources and models', () => {
  test('a figure carries its source, its basis when estimated, and its age', () => {
    expect(plain(provenanceWords(sessionWindow(), NOW_MS, CONTEXT))).toBe('Status line, 40 s ago');
    const estimated = sessionWindow({ source: 'transcripts', basis: 'estimated' });
    expect(plain(provenanceWords(estimated, NOW_MS, CONTEXT))).toBe(
      'Local transcripts, estimated, 40 s ago',
    );
  });

  test('only a release date is left out of a model', () => {
    expect(modelWords('claude-sonnet-5-5-20261001')).toBe('claude-sonnet-5-5');
    expect(modelWords('gpt-6-codex')).toBe('gpt-6-codex');
  });
});

describe('the road in words', () => {
  test('says use, even pace, and the forecast with its range', () => {
    expect(plain(roadWords(sessionWindow(), NOW_MS, makeSnapshot()))).toBe(
      'Claude Code, five-hour window from 12:00 to 17:00, now 14:19: 62% used, even pace would be 46%. ' +
        'At this pace the plan ends about 15:20, between 15:06 and 15:43. After that, requests may be paid. Right in 84% of 31 past windows.',
    );
  });

  test('keeps to time and the own history when nothing is reported', () => {
    const window = SNAPSHOT_FIXTURES.notReported.windows[0];
    if (!window) throw new Error('The fixture has a window');
    expect(comparisonWords(window, CONTEXT)).toBe('busier than 80% of your windows');
    expect(plain(roadWords(window, NOW_MS, makeSnapshot()))).toBe(
      'Claude Code, five-hour window from 12:00 to 17:00, now 14:19: use not reported, busier than 80% of your windows.',
    );
  });

  test('does not promise a latest end that nothing measured', () => {
    const window = SNAPSHOT_FIXTURES.nearBoundary.windows[0];
    if (!window) throw new Error('The fixture has a window');
    expect(roadWords(window, NOW_MS, makeSnapshot())).toContain(
      'at the earliest 14:25, or not before the reset',
    );
  });
});

test('paid requests that nobody agreed to are said in plain words', () => {
  const { headline } = verdictWords(SNAPSHOT_FIXTURES.paidUnasked);
  expect(headline).toBe('Requests are being paid with credits');
});

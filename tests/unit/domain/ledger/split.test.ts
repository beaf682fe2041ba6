import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countsAgainst,
  splitEvents,
  type Evidence,
  type SplitEvent,
} from '../../../../main/domain/ledger/split.ts';
import type { LimitReading } from '../../../../main/domain/limits.ts';
import { historyOf } from '../../../soak/history.ts';

const MINUTE = 60_000;
const RESET = 300 * MINUTE;

const event = (minute: number, changes: Partial<SplitEvent> = {}): SplitEvent => ({
  key: `at-${minute}-${changes.sessionId ?? 's'}`,
  sessionId: 's',
  project: null,
  model: 'claude-opus-5',
  atMs: minute * MINUTE,
  startedAtMs: minute * MINUTE,
  costMicros: 1,
  tokens: 1,
  isAlwaysPaid: false,
  ...changes,
});

const reading = (
  minute: number,
  usedPercent: number | null,
  changes: Partial<LimitReading> = {},
): LimitReading => ({
  agent: 'claude-code',
  account: '/a',
  kind: 'session',
  modelName: null,
  usedPercent,
  resetsAtMs: RESET,
  source: 'status-line',
  observedAtMs: minute * MINUTE,
  ...changes,
});

const NOTHING_KNOWN: Evidence = {
  draw: 'plan-then-credits',
  readings: [],
  enabled: [],
  signals: [],
};

/** Reasons by the events' order in time. */
function reasons(events: SplitEvent[], evidence: Partial<Evidence>): string[] {
  return splitEvents(events, { ...NOTHING_KNOWN, ...evidence }).map(
    ({ side, because }) => `${side}: ${because}`,
  );
}

const PLAN = 'plan: plan-left';
const CROSSED = 'plan: crossed-in-flight';
const PAID = 'credits: plan-used-up';
const UNCLEAR = 'unknown: crossing-unclear';
const SILENT = 'unknown: not-reported';

describe('a walk over the boundary, a reading after each answer', () => {
  it('leaves the crossing request with the plan and pays from the next one on', () => {
    const events = [event(10), event(11), event(12), event(13)];
    const readings = [
      reading(10.01, 96),
      reading(11.01, 99),
      reading(12.01, 100),
      reading(13.01, 100),
    ];
    expect(reasons(events, { readings })).toEqual([PLAN, PLAN, CROSSED, PAID]);
  });

  it('does so too where log and reading have one time', () => {
    const started = { startedAtMs: 5 * MINUTE };
    const events = [event(10, started), event(11, started), event(12, started)];
    const readings = [reading(10, 99), reading(11, 100), reading(12, 100)];
    expect(reasons(events, { readings })).toEqual([PLAN, CROSSED, PAID]);
  });

  it('is back on the plan after the reset', () => {
    const late = { resetsAtMs: 2 * RESET };
    const events = [event(299), event(301), event(302)];
    const readings = [reading(290, 100), reading(301.5, 4, late), reading(302.5, 5, late)];
    expect(reasons(events, { readings })).toEqual([PAID, PLAN, PLAN]);
  });

  it('trusts the reset itself for a moment when nothing was read after it', () => {
    const readings = [reading(290, 100)];
    expect(reasons([event(301), event(320)], { readings })).toEqual([PLAN, SILENT]);
  });
});

describe('where readings are sparse', () => {
  const readings = [reading(10, 95), reading(30, 100)];

  it('only the first request after the last reading below 100 can be told', () => {
    const events = [event(9), event(12), event(20), event(29), event(31)];
    expect(reasons(events, { readings })).toEqual([PLAN, CROSSED, UNCLEAR, UNCLEAR, PAID]);
  });

  it('a reading older than a quarter of an hour vouches for nothing', () => {
    expect(reasons([event(26)], { readings })).toEqual([UNCLEAR]);
    expect(reasons([event(25)], { readings })).toEqual([CROSSED]);
    expect(reasons([event(26)], { readings: [reading(10, 95)] })).toEqual([UNCLEAR]);
    expect(reasons([event(25)], { readings: [reading(10, 95)] })).toEqual([PLAN]);
  });

  it('a later reading below 100 vouches for all before it in its window', () => {
    const later = [reading(200, 99)];
    expect(reasons([event(0), event(150)], { readings: later })).toEqual([PLAN, PLAN]);
    expect(reasons([event(-1)], { readings: later })).toEqual([SILENT]);
  });

  it('a percent without a figure says nothing, nor does silence', () => {
    expect(reasons([event(10)], { readings: [reading(11, null)] })).toEqual([SILENT]);
    expect(reasons([event(10)], {})).toEqual([SILENT]);
  });

  it('a reading below 100 after one at 100 leaves it open: outdated, or the plan was raised', () => {
    const falling = [reading(10, 100), reading(20, 96)];
    expect(reasons([event(15), event(21)], { readings: falling })).toEqual([UNCLEAR, UNCLEAR]);
    const confirmed = [...falling, reading(30, 100)];
    expect(reasons([event(21)], { readings: confirmed })).toEqual([PAID]);
  });
});

describe('several limits', () => {
  const weekly = { kind: 'weekly', resetsAtMs: 7 * 1440 * MINUTE } as const;
  const fable = { ...weekly, kind: 'weekly-model', modelName: 'Fable' } as const;

  it('any that is reached leads to credits', () => {
    const readings = [reading(10, 20), reading(20, 30), reading(10, 100, weekly)];
    expect(reasons([event(15)], { readings })).toEqual([PAID]);
  });

  it('a model’s own limit counts for that model only', () => {
    const readings = [reading(10, 20), reading(20, 30), reading(10, 100, fable)];
    const events = [event(15), event(16, { model: 'claude-fable-5-2' })];
    expect(reasons(events, { readings })).toEqual([PLAN, PAID]);
  });

  it('one that fell silent far from its end casts no doubt; near its end it does', () => {
    const current = [reading(100, 20), reading(110, 21)];
    const seen = (percent: number) => [...current, reading(10, percent, weekly)];
    expect(reasons([event(105)], { readings: seen(89) })).toEqual([PLAN]);
    expect(reasons([event(105)], { readings: seen(90) })).toEqual([UNCLEAR]);
  });

  it.each([
    ['claude-fable-5-2', 'Fable', true],
    ['claude-opus-5-5', 'Opus 5', true],
    ['claude-opus-4-8', 'Opus 5', false],
    ['gpt-6', null, true],
  ])('%s counts against %s: %s', (model, name, counts) => {
    expect(countsAgainst(model, name)).toBe(counts);
  });
});

describe('what else is known', () => {
  const always = { fromMs: 0, untilMs: null };
  const reached = [reading(10, 100)];

  it('where credits are off nothing is paid', () => {
    const enabled = [{ ...always, isEnabled: false }];
    expect(reasons([event(20)], { readings: reached, enabled })).toEqual(['plan: credits-off']);
    const later = [...enabled, { fromMs: 15 * MINUTE, untilMs: null, isEnabled: true }];
    expect(reasons([event(12), event(20)], { readings: reached, enabled: later })).toEqual([
      'plan: credits-off',
      PAID,
    ]);
  });

  it('a statement about what is being paid comes before all readings', () => {
    const signals = [
      { fromMs: 12 * MINUTE, untilMs: 14 * MINUTE, isPaid: false },
      { fromMs: 14 * MINUTE, untilMs: 16 * MINUTE, isPaid: true },
    ];
    const enabled = [{ ...always, isEnabled: false }];
    const events = [event(13), event(14), event(16)];
    expect(reasons(events, { readings: reached, signals, enabled })).toEqual([
      'plan: stated-plan',
      'credits: stated-paid',
      'plan: credits-off',
    ]);
  });

  it('what never counts against a plan is paid from the first request', () => {
    const readings = [reading(10, 20), reading(20, 30)];
    expect(reasons([event(15, { isAlwaysPaid: true })], { readings })).toEqual([
      'credits: always-paid',
    ]);
  });

  it.each([
    ['credits', 'credits: credits-only'],
    ['api-key', 'api-key: api-key'],
    ['other', 'unknown: other-draw'],
  ] as const)('a draw on %s decides', (draw, answer) => {
    expect(reasons([event(20, { isAlwaysPaid: true })], { readings: reached, draw })).toEqual([
      answer,
    ]);
  });
});

describe('whatever happened', () => {
  it('each event stands whole on one side, in any order of telling', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (seed, turn) => {
        for (const { events, evidence } of historyOf(seed).accounts) {
          const turned = <T>(list: readonly T[]) => [
            ...list.slice(turn % (list.length + 1)),
            ...list.slice(0, turn % (list.length + 1)),
          ];
          const drawn = splitEvents(events, evidence);
          expect(drawn.map(({ key }) => key).sort()).toEqual(events.map(({ key }) => key).sort());
          const told = { ...evidence, readings: turned(evidence.readings) };
          expect(splitEvents(turned(events), told)).toEqual(drawn);
        }
      }),
    );
  });
});

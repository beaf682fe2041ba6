import { describe, expect, it } from 'vitest';
import { claudeCode } from '../../../../main/agents/claude-code/index.ts';
import { parseLines } from '../parsing.ts';

/** 13:00 in Paris, 17:30 in Calcutta, 07:00 in New York. */
const AT_MS = Date.UTC(2026, 10, 22, 12, 0);

function notice(text: string, changes: Record<string, unknown> = {}, atMs = AT_MS) {
  return {
    type: 'assistant',
    message: {
      model: '<synthetic>',
      content: [{ type: 'text', text }],
      usage: { input_tokens: 0, output_tokens: 0 },
    },
    isApiErrorMessage: true,
    timestamp: new Date(atMs).toISOString(),
    sessionId: 's',
    ...changes,
  };
}

function readings(line: unknown, timeZone = 'UTC') {
  const { facts, limits, refused } = parseLines(claudeCode, [line], {
    context: { timeZone: () => timeZone },
  });
  expect({ facts, refused }).toEqual({ facts: [], refused: [] });
  return limits;
}

const resetOf = (text: string, timeZone?: string, atMs?: number) => {
  const [reading] = readings(notice(text, {}, atMs), timeZone);
  const resetsAtMs = reading?.resetsAtMs ?? null;
  return resetsAtMs === null ? null : new Date(resetsAtMs).toISOString().slice(0, 16);
};

describe('a limit message', () => {
  it.each(['constructor', '__proto__', 'toString'])('of the type %s is none', (rateLimitType) => {
    const info = { status: 'rejected', rateLimitType, resetsAt: 1_795_370_400 };
    expect(readings(notice('', { apiErrorParams: { rate_limit_info: info } }))).toEqual([]);
  });

  it('says that the window is used up', () => {
    expect(readings(notice("You've hit your limit · resets 3pm (UTC)"))).toEqual([
      {
        agent: 'claude-code',
        account: '/home/u/account',
        kind: 'session',
        modelName: null,
        usedPercent: 100,
        resetsAtMs: Date.UTC(2026, 10, 22, 15),
        source: 'limit-error',
        observedAtMs: AT_MS,
      },
    ]);
  });

  it.each([
    ["You've hit your limit · resets 3:30am (Asia/Calcutta)", 'session', null],
    ["You've hit your session limit · resets 12:50pm (Europe/Paris)", 'session', null],
    ["You've hit your 5-hour limit · resets 3:14pm (UTC)", 'session', null],
    ['You’ve reached your session limit', 'session', null],
    ['5-hour limit reached ∙ resets 9pm', 'session', null],
    [
      'Claude usage limit reached. Your limit will reset at 3pm (America/New_York).',
      'session',
      null,
    ],
    ['Claude AI usage limit reached|1795370400', 'session', null],
    ["You've hit your weekly limit · resets Nov 24, 9am (UTC)", 'weekly', null],
    ["You've hit your 7-day limit", 'weekly', null],
    ['Weekly limit reached ∙ resets Nov 24, 9am', 'weekly', null],
    ["You've hit your Opus limit · resets Nov 24 at 9am", 'weekly-model', 'Opus'],
    ["You've hit your weekly sonnet limit", 'weekly-model', 'Sonnet'],
    ['Opus weekly limit reached ∙ resets 9pm', 'weekly-model', 'Opus'],
  ])('%s', (text, kind, modelName) => {
    expect(readings(notice(text))).toMatchObject([{ kind, modelName, usedPercent: 100 }]);
  });

  it.each([
    ["You've hit your limit · resets Nov 25, 9am (UTC)", 'weekly'],
    ["You've reached your usage limit · resets Nov 22 at 5:16pm (UTC)", 'weekly'],
    ["You've hit your limit · resets Nov 22 at 5:15pm (UTC)", 'session'],
    // It names its window, or no day: then the reset decides nothing.
    ["You've hit your session limit · resets Nov 25, 9am (UTC)", 'session'],
    ['5-hour limit reached ∙ resets Nov 25, 9am (UTC)', 'session'],
    ["You've hit your limit · resets 11am (UTC)", 'session'],
  ])('that names no window is of the one that can reset then: %s', (text, kind) => {
    expect(readings(notice(text))).toMatchObject([{ kind, modelName: null }]);
  });

  it.each([
    "You're out of extra usage · resets 10pm (UTC)",
    'API Error: 529 overloaded',
    'Invalid API key · Please run /login',
    'Prompt is too long',
    'Credit balance is too low',
    'Rate limited: the limit reached here is not the plan',
    '',
  ])('%j is none', (text) => {
    expect(readings(notice(text))).toEqual([]);
  });

  it('is read from the program’s notices only, not from what a model wrote', () => {
    const said = notice("You've hit your limit · resets 3pm", { isApiErrorMessage: false });
    const message = { ...said.message, model: 'claude-opus-5', usage: { output_tokens: 1 } };
    expect(parseLines(claudeCode, [{ ...said, message }]).limits).toEqual([]);
  });

  it('may have its text bare', () => {
    const bare = notice('');
    const message = { ...bare.message, content: "You've hit your limit · resets 3pm" };
    expect(readings({ ...bare, message })).toHaveLength(1);
  });
});

describe('the reset in its text', () => {
  it.each([
    ['3:30am (Asia/Calcutta)', '2026-11-22T22:00'],
    ['12:50pm (Europe/Paris)', '2026-11-23T11:50'],
    ['1:05pm (Europe/Paris)', '2026-11-22T12:05'],
    ['7pm (America/New_York)', '2026-11-23T00:00'],
    ['12am (UTC)', '2026-11-23T00:00'],
    ['12pm (UTC)', '2026-11-22T12:00'],
    ['11:59am (UTC)', '2026-11-23T11:59'],
    ['15:10 (UTC)', '2026-11-22T15:10'],
    ['3:15pm (Asia/Kathmandu)', '2026-11-23T09:30'],
    ['at 3pm (UTC)', '2026-11-22T15:00'],
    ['Nov 24, 9am (UTC)', '2026-11-24T09:00'],
    ['Nov 24 at 9:30am (UTC)', '2026-11-24T09:30'],
    ['on November 24th, 9am (UTC)', '2026-11-24T09:00'],
    ['Jan 2, 9am (UTC)', '2027-01-02T09:00'],
  ])('resets %s', (when, expected) => {
    expect(resetOf(`You've hit your limit · resets ${when}`)).toBe(expected);
  });

  it('without a zone is in the user’s', () => {
    expect(resetOf("You've hit your limit · resets 9pm", 'Europe/Berlin')).toBe('2026-11-22T20:00');
    expect(resetOf('5-hour limit reached ∙ resets 9pm', 'America/St_Johns')).toBe(
      '2026-11-23T00:30',
    );
  });

  it('in a zone that nobody knows is taken in the user’s', () => {
    expect(resetOf("You've hit your limit · resets 9pm (Mars/Base)", 'UTC')).toBe(
      '2026-11-22T21:00',
    );
  });

  it('follows the clocks when they change before it', () => {
    // The night in which Berlin goes from +2 to +1.
    const evening = Date.UTC(2026, 9, 24, 21, 0);
    const text = "You've hit your limit · resets 4am (Europe/Berlin)";
    expect(resetOf(text, 'UTC', evening)).toBe('2026-10-25T03:00');
  });

  it.each([
    "You've hit your limit",
    "You've hit your limit · resets soon",
    "You've hit your limit · resets in 3 hours",
    "You've hit your limit · resets 2 days from now",
    "You've hit your limit · resets 25:00",
    "You've hit your limit · resets Monday 9am",
  ])('that is missing is not a reset: %s', (text) => {
    expect(readings(notice(text))).toMatchObject([{ resetsAtMs: null, usedPercent: 100 }]);
  });

  it('of the oldest text is in seconds or milliseconds', () => {
    expect(resetOf('Claude AI usage limit reached|1795370400')).toBe('2026-11-22T18:00');
    expect(resetOf('Claude AI usage limit reached|1795370400000')).toBe('2026-11-22T18:00');
  });
});

describe('the server’s answer beside the text', () => {
  const info = (changes: Record<string, unknown>) => ({
    apiErrorParams: {
      rate_limit_info: {
        status: 'rejected',
        resetsAt: 1_795_370_400,
        rateLimitType: 'five_hour',
        ...changes,
      },
    },
  });

  it.each([
    ['five_hour', 'session', null],
    ['seven_day', 'weekly', null],
    ['seven_day_opus', 'weekly-model', 'Opus'],
    ['seven_day_sonnet', 'weekly-model', 'Sonnet'],
  ])('%s', (rateLimitType, kind, modelName) => {
    const line = notice("You've hit your limit · resets 1am (UTC)", info({ rateLimitType }));
    expect(readings(line)).toMatchObject([
      { kind, modelName, resetsAtMs: 1_795_370_400_000, usedPercent: 100 },
    ]);
  });

  it('without a reset says none', () => {
    expect(readings(notice('', info({ resetsAt: null })))).toMatchObject([{ resetsAtMs: null }]);
    expect(readings(notice('', info({ resetsAt: 1e300 })))).toMatchObject([{ resetsAtMs: null }]);
    expect(readings(notice('', info({ resetsAt: 1_795_370_400.1234 })))).toMatchObject([
      { resetsAtMs: 1_795_370_400_123 },
    ]);
  });

  it('of a kind that nobody knows leaves the text to speak', () => {
    const line = notice(
      "You've hit your limit · resets 3pm (UTC)",
      info({ rateLimitType: 'lunar' }),
    );
    expect(readings(line)).toMatchObject([{ resetsAtMs: Date.UTC(2026, 10, 22, 15) }]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Alert, AlertContent } from '../../../preload/contract/alerts.ts';
import { alertButtons, alertWords } from '../../../preload/contract/alertWording.ts';
import { costRangeWords } from '../../../preload/contract/formatting.ts';
import { parseCap, promptWords, shownText } from '../../../preload/contract/promptWording.ts';
import { BOUNDARY_PROMPT, PROMPT_FIXTURES } from '../../fixtures/prompts.ts';

const NOW = Date.UTC(2026, 10, 22, 13, 19);
const RESET = Date.UTC(2026, 10, 22, 16, 0);
const CONTEXT = { locale: 'en-GB', timeZone: 'Europe/Berlin', nowMs: NOW, accountName: null };
const READ = { source: 'status-line', basis: 'reported', asOfMs: NOW - 60_000 } as const;
const SESSION = { windowKind: 'session', modelName: null, resetsAtMs: RESET } as const;

function alert(content: AlertContent, changes: Partial<Alert> = {}): Alert {
  const fixed = { key: 'k', group: 'g', agent: 'claude-code', account: '/a' } as const;
  return { ...fixed, dueAtMs: NOW, expiresAtMs: null, content, ...changes };
}

const LEVEL = {
  kind: 'plan-level',
  ...SESSION,
  ...READ,
  levelPercent: 90,
  usedPercent: 91.6,
  isPaidNext: false,
  isStale: false,
} as const;

const FORECAST = {
  kind: 'forecast',
  ...SESSION,
  ...READ,
  usedPercent: 88,
  endsAtMs: NOW + 14 * 60_000,
  mayBePaid: true,
  cost: { leastMicros: 4_100_000, mostMicros: 6_400_000 },
} as const;

const dollars = (minorUnits: number) => ({ currency: 'USD', minorUnits, exponent: 2 });

describe('alerts in words', () => {
  it.each<[string, AlertContent, string, string]>([
    [
      'a level',
      LEVEL,
      '92% of the plan is used',
      'Claude Code, five-hour window. Resets at 17:00.',
    ],
    [
      'a level from an old reading',
      { ...LEVEL, isStale: true, asOfMs: NOW - 3_600_000 },
      '92% of the plan is used',
      'Claude Code, five-hour window. Resets at 17:00. Reported, as of 13:19.',
    ],
    [
      'the gate',
      { ...LEVEL, usedPercent: 97, isPaidNext: true },
      'The next request may be paid',
      'Claude Code, five-hour window: 97% of the plan is used. Resets at 17:00.',
    ],
    [
      'the forecast',
      FORECAST,
      'Plan ends about 14:33',
      'Claude Code, five-hour window: 88% used. After that, requests are paid: about $4 to $7 until the 17:00 reset, estimated.',
    ],
    [
      'the forecast where nothing can be paid',
      { ...FORECAST, mayBePaid: false },
      'Plan ends about 14:33',
      'Claude Code, five-hour window: 88% used. After that, nothing is paid. Resets at 17:00.',
    ],
    [
      'the spend limit',
      {
        kind: 'spend-level',
        ...READ,
        budgetName: null,
        levelPercent: 90,
        usedPercent: 91,
        spent: dollars(4550),
        limit: dollars(5000),
      },
      '91% of the spend limit is used',
      'Claude Code: $45.50 of $50.00. Reported, as of 14:18.',
    ],
    [
      'a balance',
      {
        kind: 'low-balance',
        ...READ,
        basis: 'estimated',
        levelMicros: 5_000_000,
        balance: dollars(410),
      },
      'Balance is low: $4.10',
      'Claude Code: below $5.00. Estimated, as of 14:18.',
    ],
    [
      'the plan back',
      { kind: 'plan-back', ...SESSION, resetsAtMs: NOW },
      'The plan is back',
      'Claude Code, five-hour window. Reset at 14:19. Consent to credits has ended with it.',
    ],
    [
      'a raised limit',
      {
        kind: 'event',
        event: 'limit-raised',
        ...READ,
        modelName: null,
        before: dollars(5000),
        after: dollars(10_000),
      },
      'The spend limit was raised',
      'Claude Code: from $50.00 to $100.00. Reported, as of 14:18.',
    ],
  ])('%s', (_, content, title, body) => {
    const words = alertWords(alert(content), CONTEXT);
    expect([words.title, words.body].map((text) => text.replaceAll('\u00a0', ' '))).toEqual([
      title,
      body,
    ]);
  });

  it('never say how long from now: the same a quarter of an hour later', () => {
    for (const content of [LEVEL, FORECAST, { kind: 'plan-back', ...SESSION } as const]) {
      const later = { ...CONTEXT, nowMs: NOW + 15 * 60_000 };
      expect(alertWords(alert(content), later)).toEqual(alertWords(alert(content), CONTEXT));
    }
  });

  it('a summary has a line each, says what is over, and counts what it leaves out', () => {
    const missed = Array.from({ length: 7 }, (_, index) =>
      alert(LEVEL, { dueAtMs: NOW - (7 - index) * 60_000, expiresAtMs: index === 6 ? NOW : null }),
    );
    const { title, body } = alertWords(alert({ kind: 'quiet-summary', missed }), CONTEXT);
    expect(title).toBe('During quiet hours: 7 alerts');
    expect(body.split('\n')).toHaveLength(6);
    expect(body).toContain('2 earlier');
    expect(body.split('\n').at(-1)).toBe('14:18 Claude Code: 92% of the plan is used (over since)');
  });

  it('an account’s name is kept from turning the line around', () => {
    const { body } = alertWords(alert(LEVEL), { ...CONTEXT, accountName: 'שלום' });
    expect(body).toContain('\u2068שלום\u2069');
  });
});

describe('buttons', () => {
  it('only where there is a question; paying is never one of them', () => {
    expect(alertButtons(alert(LEVEL), CONTEXT)).toEqual([]);
    expect(alertButtons(alert({ ...FORECAST, mayBePaid: false }), CONTEXT)).toEqual([]);
    expect(alertButtons(alert(FORECAST), CONTEXT)).toEqual([
      { action: 'stop', label: 'Stop until 17:00' },
      { action: 'open', label: 'Choose…' },
    ]);
  });
});

describe('a range of cost', () => {
  it.each([
    [4_100_000, 6_400_000, '$4 to $7'],
    [401_000, 1_100_000, '$0.40 to $1.10'],
    [5_000_000, 5_000_000, '$5'],
    [0, 4000, '$0.00 to $0.01'],
  ])('%i to %i micro-dollars: %s', (leastMicros, mostMicros, words) => {
    expect(costRangeWords({ leastMicros, mostMicros }, CONTEXT)).toBe(words);
  });
});

describe('the prompt', () => {
  it('asks, and keeps what it showed', () => {
    expect(promptWords(BOUNDARY_PROMPT).headline).toBe(
      'The next request may be paid. Go on with credits?',
    );
    expect(shownText(BOUNDARY_PROMPT)).toBe(
      'The next request may be paid. Go on with credits? Claude Code, five-hour window: 97% used, reported 14:18. ' +
        'It resets at 17:00. At this pace, going on until 17:00 costs about $4 to $8, estimated. This estimate was ' +
        'right in 84% of your windows. $23.41 can be spent: balance binds, estimated 14:02.',
    );
  });

  it('says what is not known instead of leaving it out', () => {
    const text = shownText(PROMPT_FIXTURES['little-known']!);
    for (const unknown of [
      'use not reported',
      'reset time is not reported',
      'would cost is not known',
      'can be spent is not known',
    ]) {
      expect(text).toContain(unknown);
    }
  });

  it.each([
    ['10', 10_000_000],
    ['$10.50', 10_500_000],
    ['10,5', 10_500_000],
    ['1,250.00', 1_250_000_000],
    ['1.250,75', 1_250_750_000],
    ['1250', 1_250_000_000],
    ['1,250', null],
    ['0', null],
    ['', null],
    ['-5', null],
    ['1e9', null],
    ['10.999', null],
    ['99999999', null],
  ])('reads “%s” as %s micro-dollars', (text, micros) => {
    expect(parseCap(text)).toBe(micros);
  });
});

/** What was found out about forecasts: kept by limit, bounded, saved, and turned into a rate that may be shown. */
import { describe, expect, it } from 'vitest';
import { trustOf } from '../../../../main/domain/forecast/trust.ts';
import {
  costTrustIn,
  isTried,
  MOST_WINDOWS,
  NO_VERDICTS,
  readVerdicts,
  trustIn,
  withVerdict,
  writeVerdicts,
  type Verdict,
} from '../../../../main/domain/forecast/verdicts.ts';

const LIMIT = { agent: 'claude-code', account: '/c', kind: 'session', modelName: null } as const;
const WEEK = { ...LIMIT, kind: 'weekly' } as const;
const NOW = 1_000_000;

const tried = (verdicts: readonly Verdict[]) =>
  verdicts.reduce(
    (all, verdict, index) => withVerdict(all, LIMIT, index + 1, verdict, NOW),
    NO_VERDICTS,
  );
const plans = (...rights: (boolean | null)[]) => rights.map((plan) => ({ plan, cost: null }));

describe('a measured rate', () => {
  it.each([
    [59, false],
    [60, true],
    [100, true],
  ])('of %d percent right may be shown: %s', (hitPercent, isShown) => {
    const rate = { kind: 'measured', windowsCompared: 100, windowsRight: hitPercent } as const;
    expect(trustOf({ ...rate, hitPercent }, NOW)).toEqual({
      ...{ hitPercent, windowsCompared: 100, isShown, asOfMs: NOW },
    });
  });

  it('is not there before five windows, which hides nothing', () => {
    const few = trustIn(tried(plans(false, false, null, false, false)), LIMIT);
    expect(few).toEqual({ hitPercent: null, windowsCompared: 4, isShown: true, asOfMs: NOW });
  });

  it('counts plan and cost apart, and each limit for itself', () => {
    const verdicts = tried([
      ...plans(true, true, true, true, false),
      ...[1, 2, 3, 4, 5].map(() => ({ plan: null, cost: false })),
    ]);
    expect(trustIn(verdicts, LIMIT)?.hitPercent).toBe(80);
    expect(costTrustIn(verdicts, LIMIT)).toMatchObject({ hitPercent: 0, isShown: false });
    expect(trustIn(verdicts, WEEK)).toBeNull();
  });
});

it('keeps the newest windows only', () => {
  const verdicts = tried(plans(...Array.from({ length: MOST_WINDOWS + 5 }, () => true)));
  expect(isTried(verdicts, LIMIT, 5)).toBe(false);
  expect(isTried(verdicts, LIMIT, 6)).toBe(true);
  expect(trustIn(verdicts, LIMIT)?.windowsCompared).toBe(MOST_WINDOWS);
});

it('a window that is tried again counts once, by its last verdict', () => {
  const again = withVerdict(tried(plans(false)), LIMIT, 1, { plan: true, cost: null }, NOW + 1);
  expect(again.limits).toEqual({ 'claude-code|/c|session|': { 1: { plan: true, cost: null } } });
});

describe('the saved text', () => {
  it('comes back as it was', () => {
    const verdicts = tried(plans(true, false, null));
    expect(readVerdicts(writeVerdicts(verdicts))).toEqual(verdicts);
  });

  it.each([
    null,
    'x',
    '[]',
    '{"version":0,"asOfMs":1,"limits":{}}',
    '{"version":1,"asOfMs":1,"limits":{"a":{"1":{"plan":2,"cost":null}}}}',
  ])('%s is nothing', (text) => expect(readVerdicts(text)).toEqual(NO_VERDICTS));
});

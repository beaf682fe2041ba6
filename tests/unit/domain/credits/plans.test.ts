import { describe, expect, it } from 'vitest';
import { whatItBuys } from '../../../../main/domain/credits/buys.ts';
import {
  drawOf,
  PLAN_IDS,
  PLANS,
  withPlanDefaults,
} from '../../../../main/domain/credits/plans.ts';
import {
  expiryOf,
  PRESET_MICROS,
  quotePurchase,
} from '../../../../main/domain/credits/purchases.ts';
import type { DailyRedemption } from '../../../../main/domain/credits/types.ts';
import { AGENT_LIST } from '../../../../main/agents/registry.ts';
import { balanceOf, credits, enabled, HOUR, NOW } from '../boundary/inputs.ts';

describe('plans', () => {
  it('every plan names its source', () => {
    for (const id of PLAN_IDS) {
      expect(PLANS[id].sources.length).toBeGreaterThan(0);
      for (const source of PLANS[id].sources) expect(source).toMatch(/^https:\/\/support\./);
    }
  });

  it.each([
    ['pro', 2_000_000_000, true, null],
    ['max-5x', 2_000_000_000, true, null],
    ['max-20x', 2_000_000_000, true, null],
    ['team', null, true, null],
    ['enterprise-seat', null, false, null],
    ['enterprise-usage', null, false, null],
    ['free', null, false, false],
    ['api-key', null, false, null],
  ] as const)('%s: daily limit %s, prepaid %s, credits %s', (plan, daily, isPrepaid, isOn) => {
    const filled = withPlanDefaults(credits(), plan, NOW);
    expect(filled.daily?.limitMicros ?? null).toBe(daily);
    expect(filled.isPrepaid).toBe(isPrepaid);
    expect(filled.enabled?.value ?? null).toBe(isOn);
  });

  it('what is known goes before what a plan says', () => {
    const daily: DailyRedemption = {
      source: 'user',
      basis: 'reported',
      asOfMs: NOW,
      limitMicros: 5,
      redeemedTodayMicros: null,
      dayEndsAtMs: null,
    };
    const known = credits({ enabled: enabled(true), daily, balance: balanceOf(3) });
    expect(withPlanDefaults(known, 'pro', NOW + HOUR)).toEqual(known);
    expect(withPlanDefaults(known, 'free', NOW).enabled?.value).toBe(true);
    expect(withPlanDefaults(known, null, NOW)).toBe(known);
  });

  it('the user’s word decides the draw, then the plan, then the agent', () => {
    expect(drawOf(null, null, 'plan-then-credits')).toBe('plan-then-credits');
    expect(drawOf(null, 'api-key', 'plan-then-credits')).toBe('api-key');
    expect(drawOf(null, 'enterprise-usage', 'plan-then-credits')).toBe('credits');
    expect(drawOf(null, 'max-5x', 'credits')).toBe('credits');
    expect(drawOf('other', 'api-key', 'credits')).toBe('other');
  });

  it('every agent has a default with the article that says so', () => {
    for (const { id, draw } of AGENT_LIST) {
      const isPlan = ['claude-code', 'codex'].includes(id);
      if (isPlan) expect(draw.byDefault).toBe('plan-then-credits');
      expect(draw.source).toMatch(/^https:/);
    }
  });
});

describe('purchases', () => {
  it.each([
    [5_000_000, 5_000_000, 0],
    [50_000_000, 45_000_000, 10],
    [250_000_000, 200_000_000, 20],
    [1_000_000_000, 700_000_000, 30],
    [49_000_000, 49_000_000, 0],
  ])('%d micro-dollars of credits cost %d', (credit, priceMicros, discountPercent) => {
    const quote = quotePurchase(credit, 'pro', 0);
    expect(quote).toMatchObject({ priceMicros, withoutBundleBecause: null });
    expect(quote.bundle?.discountPercent ?? 0).toBe(discountPercent);
  });

  it('bundles end at the plan’s monthly cap, and are not for every plan', () => {
    const thousand = 1_000_000_000;
    expect(quotePurchase(thousand, 'pro', thousand).bundle).not.toBeNull();
    expect(quotePurchase(thousand, 'pro', thousand + 1)).toMatchObject({
      priceMicros: thousand,
      withoutBundleBecause: 'monthly-cap',
    });
    expect(quotePurchase(thousand, 'team', 2 * thousand).bundle).not.toBeNull();
    expect(quotePurchase(thousand, 'enterprise-seat', 0).withoutBundleBecause).toBe(
      'not-on-this-plan',
    );
    expect(quotePurchase(thousand, null, 0).withoutBundleBecause).toBe('not-on-this-plan');
  });

  it('the presets are $5, $10 and $20', () => {
    expect(PRESET_MICROS.map((micros) => micros / 1_000_000)).toEqual([5, 10, 20]);
  });

  it.each([
    ['usage-credits', Date.UTC(2026, 9, 1), null, null],
    ['usage-credits', Date.UTC(2026, 9, 1), 'DE', null],
    ['usage-credits', Date.UTC(2026, 8, 9, 23, 59), 'JP', null],
    ['usage-credits', Date.UTC(2026, 8, 10), 'jp', Date.UTC(2027, 2, 10)],
    ['usage-credits', Date.UTC(2027, 7, 31, 8), 'JP', Date.UTC(2028, 1, 29, 8)],
    ['api-credits', Date.UTC(2028, 1, 29), null, Date.UTC(2029, 1, 28)],
    ['chat-credits', Date.UTC(2026, 10, 22), null, Date.UTC(2027, 10, 22)],
  ] as const)('%s bought at %d in %s end at %s', (product, boughtAtMs, country, expiresAtMs) => {
    const expiry = expiryOf(product, boughtAtMs, country);
    expect(expiry.kind === 'at' ? expiry.expiresAtMs : null).toBe(expiresAtMs);
  });

  it('the notice comes seven days before', () => {
    expect(expiryOf('usage-credits', Date.UTC(2026, 9, 10), 'JP')).toMatchObject({
      noticeAtMs: Date.UTC(2027, 3, 3),
    });
  });
});

describe('whatItBuys', () => {
  const TEN = 10_000_000;
  const use = {
    model: 'sonnet',
    messages: 300,
    costMicros: 6_000_000,
    sessions: 6,
    activeMs: 3 * HOUR,
  };

  it('is in the user’s own messages, sessions and hours', () => {
    expect(whatItBuys(TEN, [use])).toEqual([
      {
        model: 'sonnet',
        basis: 'own-history',
        messages: { low: 500, high: 500 },
        sessions: { low: 10, high: 10 },
        hours: { low: 5, high: 5 },
        messagesMeasured: 300,
      },
    ]);
  });

  it('counts only what is paid in full', () => {
    expect(whatItBuys(TEN, [{ ...use, costMicros: 7_000_000 }])[0]?.messages.low).toBe(428);
    expect(whatItBuys(-5, [use])[0]?.messages.low).toBe(0);
  });

  it('too little history is no history: the generic figures, and labelled so', () => {
    const generic = whatItBuys(TEN, [{ ...use, messages: 19 }]);
    expect(generic.map(({ model, basis, messages }) => [model, basis, messages])).toEqual([
      ['haiku', 'generic', { low: 1000, high: 5000 }],
      ['sonnet', 'generic', { low: 200, high: 1000 }],
      ['opus', 'generic', { low: 33, high: 200 }],
    ]);
    expect(whatItBuys(2 * TEN, [])[2]?.messages).toEqual({ low: 66, high: 400 });
    expect(generic[0]?.hours).toEqual({ low: 10 / 15, high: 2 });
  });

  it('a model without cost or hours claims none', () => {
    expect(whatItBuys(TEN, [{ ...use, activeMs: null }])[0]?.hours).toBeNull();
    expect(whatItBuys(TEN, [{ ...use, costMicros: 0 }])[0]?.basis).toBe('generic');
  });
});

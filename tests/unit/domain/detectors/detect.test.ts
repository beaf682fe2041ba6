import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect, nextBaseline } from '../../../../main/domain/detectors/detect.ts';
import { outdatedPrices } from '../../../../main/domain/detectors/prices.ts';
import {
  DEFAULT_DETECTOR_SETTINGS,
  type AccountPicture,
  type DetectedEvent,
  type Explained,
} from '../../../../main/domain/detectors/types.ts';
import type { AutoReload, SpendLimit } from '../../../../main/domain/credits/types.ts';
import { spendOf } from '../../../../main/domain/ledger/spend.ts';
import { dollars, type CurrencyRate } from '../../../../main/domain/money.ts';
import { paid } from '../ledger/entries.ts';
import { credits, HOUR, MINUTE, NOW, RESET } from '../boundary/inputs.ts';

const DOLLAR = 1_000_000;
const at = (minute: number) => NOW + minute * MINUTE;
const told = (minute: number) =>
  ({ source: 'status-line', basis: 'reported', asOfMs: at(minute) }) as const;
const money = (minute: number, micros: number) => ({ ...told(minute), value: dollars(micros) });
const limit = (minute: number, micros: number): SpendLimit => ({
  ...{ ...told(minute), kind: 'limit', limit: dollars(micros) },
});
const reload = (amountMicros: number): AutoReload => ({
  ...told(0),
  ...{ kind: 'on', thresholdMicros: 5 * DOLLAR, amountMicros, monthlyCapMicros: null },
  reloadedThisMonthMicros: null,
});

type Changes = Omit<Partial<AccountPicture>, 'credits'> & {
  readonly credits?: Partial<AccountPicture['credits']>;
};

const picture = (changes: Changes = {}): AccountPicture => ({
  key: { agent: 'claude-code', account: '/home/u/.claude' },
  draw: 'plan-then-credits',
  windows: [
    {
      id: 'window',
      kind: 'session',
      modelName: null,
      usedPercent: 40,
      resetsAtMs: RESET,
      source: 'status-line',
      asOfMs: NOW,
    },
  ],
  paidUse: null,
  cacheLifetime: null,
  nowMs: NOW,
  ...changes,
  credits: { ...credits(), ...changes.credits },
});

/** Nothing was used and nothing bought. */
const QUIET: Explained = {
  spentBetween: spendOf([]),
  hasUseBetween: () => false,
  addedBetween: () => ({ micros: 0, hasOther: false }),
};

/** Paid answers of this machine: minute, micro-dollars (null: unpriced), side. */
function used(...answers: [minute: number, micros: number | null, side?: 'unknown'][]): Explained {
  const events = answers.map(([minute, micros, side]) => paid(at(minute), micros, side));
  const isIn = (fromMs: number, untilMs: number) =>
    events.some(({ atMs }) => atMs > fromMs && atMs <= untilMs);
  return { ...QUIET, spentBetween: spendOf(events), hasUseBetween: isIn };
}

const found = (
  before: Changes,
  after: Changes,
  draw = {},
  explained = QUIET,
  rates: readonly CurrencyRate[] = [],
): DetectedEvent[] =>
  detect(
    picture({ ...before, ...draw }),
    picture({ ...after, ...draw }),
    explained,
    rates,
    DEFAULT_DETECTOR_SETTINGS,
  );
const kinds = (before: Changes, after: Changes, draw = {}, explained = QUIET) =>
  found(before, after, draw, explained).map(({ kind }) => kind);
const enabled = (minute: number, value: boolean) => ({
  credits: { enabled: { ...told(minute), value } },
});

describe('the baseline', () => {
  it('the first picture finds nothing', () => {
    const current = picture({ credits: { spentThisMonth: money(0, 9), spendLimit: limit(0, 5) } });
    expect(detect(null, current, QUIET, [], DEFAULT_DETECTOR_SETTINGS)).toEqual([]);
  });

  it('what is unknown for a while is compared with what was last known', () => {
    const first = nextBaseline(null, picture(enabled(0, false)));
    const second = nextBaseline(first, picture());
    expect(second.credits.enabled?.value).toBe(false);
    const events = detect(second, picture(enabled(9, true)), QUIET, [], DEFAULT_DETECTOR_SETTINGS);
    expect(events.map(({ kind }) => kind)).toEqual(['credits-switched-on']);
  });

  it('an older reading does not replace a newer one', () => {
    const first = picture({ ...enabled(5, true), ...{} });
    expect(nextBaseline(first, picture(enabled(3, false))).credits.enabled?.value).toBe(true);
    const limits = nextBaseline(
      picture({ credits: { spendLimit: limit(5, 20) } }),
      picture({ credits: { spendLimit: limit(3, 10) } }),
    );
    expect(limits.credits.spendLimit).toEqual(limit(5, 20));
  });

  it('local use is counted from the last reading of money, not from the last picture', () => {
    let baseline = nextBaseline(null, picture({ credits: { balance: money(0, 50 * DOLLAR) } }));
    baseline = nextBaseline(baseline, picture());
    const current = picture({ credits: { balance: money(9, 40 * DOLLAR) } });
    const here = used([1, 9 * DOLLAR], [8, DOLLAR]);
    expect(detect(baseline, current, here, [], DEFAULT_DETECTOR_SETTINGS)).toEqual([]);
  });
});

describe('credits switched on', () => {
  it('is told once, with what was seen before and after', () => {
    expect(found(enabled(0, false), enabled(9, true))).toEqual([
      {
        kind: 'credits-switched-on',
        key: `credits-switched-on|claude-code|/home/u/.claude|${at(9)}`,
        account: { agent: 'claude-code', account: '/home/u/.claude' },
        atMs: at(9),
        source: 'status-line',
        before: false,
        after: true,
      },
    ]);
  });

  it.each([
    ['still on', enabled(0, true), enabled(9, true)],
    ['switched off', enabled(0, true), enabled(9, false)],
    ['known for the first time', {}, enabled(9, true)],
    ['told by an older reading', enabled(9, false), enabled(5, true)],
  ])('not when %s', (_, before, after) => {
    expect(kinds(before, after)).toEqual([]);
  });
});

describe('the spend limit', () => {
  const at20 = { credits: { spendLimit: limit(0, 20) } };
  const unlimited = { credits: { spendLimit: { ...told(9), kind: 'unlimited' as const } } };

  it('raised and removed are told, lowered and unknown are not', () => {
    expect(found(at20, { credits: { spendLimit: limit(9, 50) } })).toMatchObject([
      { kind: 'spend-limit-raised', before: dollars(20), after: dollars(50) },
    ]);
    expect(found(at20, unlimited)).toMatchObject([
      { kind: 'spend-limit-removed', before: dollars(20), after: null },
    ]);
    expect(kinds(at20, { credits: { spendLimit: limit(9, 10) } })).toEqual([]);
    expect(kinds(at20, {})).toEqual([]);
    expect(kinds(unlimited, { credits: { spendLimit: limit(10, 10) } })).toEqual([]);
  });

  it('the same amount in cents and in dollars is the same', () => {
    const cents = { currency: 'usd', minorUnits: 2000, exponent: 2 };
    const whole = { currency: 'USD', minorUnits: 20, exponent: 0 };
    const as = (minute: number, value: typeof cents) => ({
      credits: { spendLimit: { ...told(minute), kind: 'limit' as const, limit: value } },
    });
    expect(kinds(as(0, whole), as(9, cents))).toEqual([]);
    expect(kinds(as(0, { ...whole, currency: 'EUR' }), as(9, cents))).toEqual([]);
  });

  it('exceeded is one event a month and limit, however often it is read', () => {
    const over = (minute: number, micros: number) => ({
      credits: {
        spendLimit: limit(0, 20),
        spentThisMonth: money(minute, micros),
        monthEndsAtMs: RESET,
      },
    });
    const once = found(over(0, 10), over(1, 21));
    expect(once).toMatchObject([{ kind: 'spend-limit-exceeded', after: dollars(21) }]);
    expect(found(over(1, 21), over(2, 25)).map(({ key }) => key)).toEqual(
      once.map(({ key }) => key),
    );
    expect(kinds(over(0, 10), over(1, 20))).toEqual([]);
  });
});

describe('the balance', () => {
  const had = { credits: { balance: money(0, 4 * DOLLAR), autoReload: reload(20 * DOLLAR) } };
  const has = (micros: number) => ({
    credits: { balance: money(30, micros), autoReload: reload(20 * DOLLAR) },
  });
  const bought = (micros: number, hasOther = false): Explained => ({
    ...QUIET,
    addedBetween: () => ({ micros, hasOther }),
  });

  it('a rise by the amount that is set up is a reload', () => {
    expect(found(had, has(23.4 * DOLLAR), {}, used([5, 0.5 * DOLLAR]))).toMatchObject([
      {
        kind: 'auto-reload-happened',
        amountMicros: 19.9 * DOLLAR,
        certainty: 'matches-setting',
        before: dollars(4 * DOLLAR),
      },
    ]);
    expect(found(had, has(44 * DOLLAR))).toMatchObject([{ certainty: 'matches-setting' }]);
  });

  it('any other rise may be one; a purchase that is known explains it', () => {
    expect(found(had, has(11 * DOLLAR))).toMatchObject([{ certainty: 'possible' }]);
    expect(kinds(had, has(11 * DOLLAR), {}, bought(7 * DOLLAR))).toEqual([]);
  });

  it('is no rise where only answers that are not settled would make it one', () => {
    // Answered, and by the provider not counted yet: the balance stays, and nothing was bought.
    expect(kinds(had, has(4 * DOLLAR), {}, used([29, 3 * DOLLAR]))).toEqual([]);
    expect(kinds(had, has(4 * DOLLAR), {}, used([5, 3 * DOLLAR]))).toEqual([
      'auto-reload-happened',
    ]);
  });

  it('a fall beyond local use was spent elsewhere, however late that is counted', () => {
    expect(found(had, has(DOLLAR), {}, used([5, DOLLAR]))).toMatchObject([
      { kind: 'spent-elsewhere', figure: 'balance', amountMicros: 2 * DOLLAR },
    ]);
    expect(kinds(had, has(DOLLAR), {}, used([5, 3 * DOLLAR]))).toEqual([]);
    expect(kinds(had, has(DOLLAR), {}, used([-9, 3 * DOLLAR]))).toEqual([]);
    expect(kinds(had, has(DOLLAR), {}, used([-10.5, 3 * DOLLAR]))).toEqual(['spent-elsewhere']);
    expect(kinds(had, has(3.51 * DOLLAR))).toEqual([]);
  });

  it('what may have been paid here explains a fall as well', () => {
    expect(kinds(had, has(DOLLAR), {}, used([5, 3 * DOLLAR, 'unknown']))).toEqual([]);
  });

  it('nothing is said where an answer has no price, or money is estimated', () => {
    expect(kinds(had, has(0), {}, used([5, null]))).toEqual([]);
    const estimated = { credits: { balance: { ...money(9, 0), basis: 'estimated' as const } } };
    expect(kinds(had, estimated)).toEqual([]);
    const euro = { ...money(9, 0), value: { currency: 'EUR', minorUnits: 0, exponent: 2 } };
    expect(kinds(had, { credits: { balance: euro } })).toEqual([]);
  });

  describe('in a currency that nobody gave a rate for', () => {
    const credits = (minute: number, minorUnits: number) => ({
      credits: {
        balance: { ...told(minute), value: { currency: 'credits', minorUnits, exponent: 2 } },
      },
    });

    it('a fall without any use here was spent elsewhere, with use it may be that', () => {
      expect(found(credits(0, 900), credits(30, 100))).toMatchObject([
        { kind: 'spent-elsewhere', figure: 'balance', amountMicros: null },
      ]);
      expect(kinds(credits(0, 900), credits(30, 100), {}, used([5, null]))).toEqual([]);
    });

    it('a rise that nobody entered is a reload, perhaps', () => {
      expect(found(credits(0, 100), credits(30, 900))).toMatchObject([
        { kind: 'auto-reload-happened', amountMicros: null, certainty: 'possible' },
      ]);
      expect(kinds(credits(0, 100), credits(30, 900), {}, bought(0, true))).toEqual([]);
    });

    it('a rate makes it money', () => {
      const rates = [{ currency: 'credits', microsPerUnit: 500_000 }];
      const here = used([5, DOLLAR]);
      expect(found(credits(0, 900), credits(30, 100), {}, here, rates)).toMatchObject([
        { kind: 'spent-elsewhere', amountMicros: 3 * DOLLAR },
      ]);
    });
  });

  it('the month’s spend that rose beyond local use likewise; a new month does not', () => {
    const spent = (minute: number, micros: number) => ({
      credits: { spentThisMonth: money(minute, micros) },
    });
    expect(found(spent(0, DOLLAR), spent(9, 4 * DOLLAR), {}, used([5, DOLLAR]))).toMatchObject([
      { kind: 'spent-elsewhere', figure: 'spent-this-month', amountMicros: 2 * DOLLAR },
    ]);
    expect(kinds(spent(0, 9 * DOLLAR), spent(9, DOLLAR))).toEqual([]);
  });
});

describe('paid use while plan is left', () => {
  const paidNow = { paidUse: { source: 'status-line' as const, asOfMs: at(1) } };
  const usedTo = (usedPercent: number | null, changes: object = {}) => ({
    windows: [{ ...picture().windows[0]!, usedPercent, ...changes }],
  });

  it('is told once a window', () => {
    const events = found({}, { ...paidNow, ...usedTo(60) });
    expect(events).toMatchObject([{ kind: 'paid-use-while-plan-left', before: 40, after: 60 }]);
    const again = { ...paidNow, paidUse: { ...paidNow.paidUse, asOfMs: at(2) } };
    expect(found({ ...paidNow }, { ...again, ...usedTo(61) })[0]?.key).toBe(events[0]?.key);
    expect(kinds({ ...paidNow }, { ...paidNow })).toEqual([]);
  });

  it.each([
    ['the plan is nearly used up', usedTo(97), {}],
    ['nobody reports the window', usedTo(null), {}],
    ['the window has reset since', usedTo(5, { resetsAtMs: at(1) }), {}],
    ['the window is a new one', usedTo(5, { id: 'next' }), {}],
    ['the agent draws on credits', usedTo(60), { draw: 'credits' }],
  ])('not when %s', (_, windows, draw) => {
    expect(kinds({}, { ...paidNow, ...windows }, draw)).toEqual([]);
  });
});

describe('the cache lifetime', () => {
  const asked = (minute: number, lifetime: '1h' | '5m') => ({
    cacheLifetime: {
      lifetime,
      sessionId: 'one',
      source: 'transcripts' as const,
      asOfMs: at(minute),
    },
  });

  it('from an hour to five minutes is a hint, the other way is none', () => {
    expect(found(asked(0, '1h'), asked(9, '5m'))).toMatchObject([
      { kind: 'cache-lifetime-shortened', before: '1h', after: '5m' },
    ]);
    expect(kinds({}, asked(9, '5m'))).toEqual(['cache-lifetime-shortened']);
    expect(kinds(asked(0, '5m'), asked(9, '1h'))).toEqual([]);
    expect(kinds(asked(9, '5m'), asked(9, '5m'))).toEqual([]);
    expect(kinds(asked(9, '1h'), asked(5, '5m'))).toEqual([]);
    expect(kinds(asked(0, '1h'), asked(9, '5m'), { draw: 'api-key' })).toEqual([]);
  });

  it('is no news once the plan is used up: then it was to be expected', () => {
    const usedTo = (usedPercent: number) => ({
      windows: [{ ...picture().windows[0]!, usedPercent }],
    });
    const full = usedTo(100);
    expect(kinds({ ...asked(0, '1h'), ...full }, { ...asked(9, '5m'), ...full })).toEqual([]);
    expect(kinds(asked(0, '1h'), { ...asked(9, '5m'), ...usedTo(99) })).toEqual([
      'cache-lifetime-shortened',
    ]);
  });
});

describe('prices', () => {
  const use = (pricedBy: 'table' | 'fallback' | 'none', lastUsedAtMs = NOW) => ({
    ...{ model: 'm', pricedBy, lastUsedAtMs },
  });
  const day = 24 * HOUR;

  it.each([
    ['none', 0, 'no-price'],
    ['fallback', 0, undefined],
    ['table', 120 * day + 1, 'table-old'],
    ['table', 120 * day, undefined],
  ] as const)('priced by %s, %d ms after the table: %s', (by, ageMs, why) => {
    expect(outdatedPrices([use(by)], '2026', NOW - ageMs)[0]?.why).toBe(why);
  });

  it('one finding a model and table', () => {
    const [one] = outdatedPrices([use('none')], '2026', NOW);
    const [other] = outdatedPrices([use('none', NOW + HOUR)], '2026', NOW);
    expect(one?.key).toBe(other?.key);
    expect(outdatedPrices([use('none')], '2027', NOW)[0]?.key).not.toBe(one?.key);
  });
});

it('the same two pictures always give the same events with the same keys, and no key twice', () => {
  const micros = fc.integer({ min: -50 * DOLLAR, max: 50 * DOLLAR });
  const random = fc.record({
    on: fc.boolean(),
    balance: micros,
    spent: micros,
    most: micros,
    percent: fc.integer({ min: 0, max: 100 }),
  });
  const made = (minute: number, one: { on: boolean } & Record<string, number | boolean>) =>
    picture({
      paidUse: { source: 'status-line', asOfMs: at(minute) },
      credits: {
        enabled: { ...told(minute), value: one.on },
        balance: money(minute, Number(one['balance'])),
        spentThisMonth: money(minute, Number(one['spent'])),
        spendLimit: limit(minute, Number(one['most'])),
      },
    });
  fc.assert(
    fc.property(random, random, (before, after) => {
      const run = () =>
        detect(made(0, before), made(9, after), QUIET, [], DEFAULT_DETECTOR_SETTINGS);
      expect(run()).toEqual(run());
      const keys = run().map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(detect(made(9, after), made(9, after), QUIET, [], DEFAULT_DETECTOR_SETTINGS)).toEqual(
        run().filter(({ kind }) => kind === 'spend-limit-exceeded'),
      );
    }),
  );
});

/** Detectors' findings as events, and the baselines that outlive a restart. */
import { describe, expect, it } from 'vitest';
import { unknownAccount, type AccountFacts } from '../../../../main/domain/accounts.ts';
import {
  readBaselines,
  watchAccounts,
  writeBaselines,
  type Baselines,
  type DetectorInput,
} from '../../../../main/domain/alerts/fromDetectors.ts';
import { UNKNOWN_CREDITS } from '../../../../main/domain/credits/types.ts';
import { spendOf } from '../../../../main/domain/ledger/spend.ts';
import type { FigureSource } from '../../../../main/domain/figures.ts';
import { MINUTE, NOW, windowView } from '../windowView.ts';
import { standing } from './standings.ts';

const KEY = { agent: 'claude-code', account: '/home/u/.claude' } as const;
const NAME = 'claude-code|/home/u/.claude';
const INPUT: DetectorInput = {
  closesAtPercent: () => 97,
  rates: [],
  explained: () => ({
    spentBetween: spendOf([]),
    hasUseBetween: () => false,
    addedBetween: () => ({ micros: 0, hasOther: false }),
  }),
  cacheLifetime: () => null,
};

function limited(dollars: number, asOfMs: number, source: FigureSource = 'claude-usage') {
  const limit = { currency: 'USD', minorUnits: dollars * 100, exponent: 2 };
  const spendLimit = { kind: 'limit', limit, source, basis: 'reported', asOfMs } as const;
  return { credits: { ...UNKNOWN_CREDITS, spendLimit } };
}

/** Pictures one after the other; what is compared with passes through its text, as at a restart. */
function watch() {
  let saved: string | null = null;
  return (facts: Partial<AccountFacts>, windows = [windowView()]) => {
    const accounts = [standing({ ...unknownAccount(KEY), ...facts })];
    const { events, baselines } = watchAccounts(readBaselines(saved), accounts, windows, INPUT);
    saved = writeBaselines(baselines);
    return events.get(NAME)!;
  };
}

describe('what detectors see', () => {
  it('is nothing at the first sight, and a raised limit with both amounts afterwards', () => {
    const see = watch();
    expect(see(limited(20, NOW))).toEqual([]);
    expect(see(limited(50, NOW + MINUTE))).toEqual([
      {
        key: `spend-limit-raised|${NAME}|${NOW + MINUTE}`,
        kind: 'limit-raised',
        atMs: NOW + MINUTE,
        modelName: null,
        before: { currency: 'USD', minorUnits: 2000, exponent: 2 },
        after: { currency: 'USD', minorUnits: 5000, exponent: 2 },
        source: 'claude-usage',
        basis: 'reported',
        asOfMs: NOW + MINUTE,
      },
    ]);
    expect(see(limited(50, NOW + MINUTE))).toEqual([]);
  });

  it('is no news where the user entered it', () => {
    const see = watch();
    see(limited(20, NOW, 'user'));
    expect(see(limited(50, NOW + MINUTE, 'user'))).toEqual([]);
  });

  it('credits switched on, and paid use while plan is left', () => {
    const see = watch();
    const enabled = (value: boolean, asOfMs: number) => ({
      credits: {
        ...UNKNOWN_CREDITS,
        enabled: { value, source: 'claude-usage', basis: 'reported', asOfMs } as const,
      },
    });
    see(enabled(false, NOW));
    const paidUse = { source: 'open-telemetry', asOfMs: NOW + MINUTE } as const;
    const seen = see({ ...enabled(true, NOW + MINUTE), paidUse });
    expect(seen.map(({ kind }) => kind)).toEqual(['paid-while-plan-left', 'credits-switched-on']);
    expect(seen.map(({ before, after }) => [before, after])).toEqual([
      [null, null],
      [null, null],
    ]);
  });

  it('a limit that is not known for a while is compared with what it was', () => {
    const see = watch();
    see(limited(20, NOW));
    expect(see({})).toEqual([]);
    expect(see(limited(50, NOW + MINUTE)).map(({ kind }) => kind)).toEqual(['limit-raised']);
  });
});

describe('baselines', () => {
  it('of accounts that are not there now stay', () => {
    const { baselines } = watchAccounts({}, [standing(unknownAccount(KEY))], [], INPUT);
    expect(watchAccounts(baselines, [], [], INPUT).baselines).toEqual(baselines);
  });

  it.each([null, '', '{', '[]', '{"version":2,"accounts":{}}'])('none in %j', (text) => {
    expect(readBaselines(text)).toEqual({} satisfies Baselines);
  });
});

import { describe, expect, it } from 'vitest';
import { outlookOf } from '../../../main/engine/accountFacts.ts';
import type { AccountKey } from '../../../main/domain/figures.ts';
import type { WindowView } from '../../../preload/contract/snapshot.ts';
import { event, price } from '../domain/forecast/events.ts';
import { endingAt, HOUR, MINUTE, NOW, windowView } from '../domain/windowView.ts';

const KEY: AccountKey = { agent: 'claude-code', account: '/home/u/.claude' };
const RESET = NOW + 2 * HOUR;
const EVENTS = [{ ...event(NOW - 30 * MINUTE, { outputTokens: 1_000_000 }), ...KEY }];

const session = (changes: Partial<WindowView> = {}) =>
  windowView({ resetsAtMs: RESET, pace: endingAt(null), ...changes });
const weekly = (changes: Partial<WindowView>) =>
  windowView({ id: 'weekly', kind: 'weekly', resetsAtMs: NOW + 99 * HOUR, ...changes });
const outlook = (windows: readonly WindowView[], events = EVENTS) =>
  outlookOf(KEY, windows, events, price, NOW);

describe('what going on would cost', () => {
  it('is nothing while the plan lasts, and begins where it ends', () => {
    expect(outlook([session()])).toBeNull();
    const ends = outlook([session({ pace: endingAt(NOW + HOUR) })]);
    expect(ends).toMatchObject({ fromMs: NOW + HOUR, untilMs: RESET });
  });

  it('begins now where any window is used up, also the week', () => {
    const now = outlook([session({ usedPercent: 100 })]);
    expect(now?.fromMs).toBe(NOW);
    expect(outlook([session(), weekly({ usedPercent: 100 })])).toEqual(now);
  });

  it('begins where the first window ends', () => {
    const windows = [
      session({ pace: endingAt(NOW + HOUR) }),
      weekly({ pace: endingAt(NOW + MINUTE) }),
    ];
    expect(outlook(windows)?.fromMs).toBe(NOW + MINUTE);
  });

  it('is unknown without use of this account, a reset, or an end that can be told', () => {
    const used = session({ usedPercent: 100 });
    expect(outlook([used], [])).toBeNull();
    expect(outlook([used], [{ ...EVENTS[0]!, account: '/other' }])).toBeNull();
    expect(outlook([session({ usedPercent: 100, resetsAtMs: null })])).toBeNull();
    expect(outlook([session({ usedPercent: null, pace: null })])).toBeNull();
    expect(outlook([weekly({ usedPercent: 100 })])).toBeNull();
  });
});

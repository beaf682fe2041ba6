/** One behaviour each; that all of them hold together is shown by the simulation. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAlertState } from '../../../../main/domain/alerts/savedState.ts';
import { stepAlerts } from '../../../../main/domain/alerts/step.ts';
import { account, HOUR, meter, MINUTE, names, NOW, RESET, SETTINGS, timeline } from './picture.ts';

describe('levels', () => {
  it('the first reading of a limit only primes', () => {
    const { use } = timeline();
    expect(use(92, NOW)).toEqual([]);
    expect(use(93, NOW + MINUTE)).toEqual([]);
    expect(names(use(95, NOW + 2 * MINUTE))).toEqual(['95']);
  });

  it('of several crossed at once only the highest is told, and the lower ones are done with', () => {
    const { use } = timeline();
    use(10, NOW);
    expect(names(use(96, NOW + MINUTE))).toEqual(['95']);
    expect(use(96, NOW + 2 * MINUTE)).toEqual([]);
  });

  it('a limit that is known begins its next window at nothing', () => {
    const { use } = timeline();
    use(40, NOW);
    const next = { resetsAtMs: RESET + 5 * HOUR };
    expect(names(use(80, RESET + HOUR, next))).toEqual(['75']);
  });

  it('a reset that jitters names the same window; the key stays', () => {
    const { use } = timeline();
    use(40, NOW);
    const [first] = use(80, NOW + MINUTE, { resetsAtMs: RESET + 14 * MINUTE });
    expect(use(80, NOW + 2 * MINUTE, { resetsAtMs: RESET - 14 * MINUTE })).toEqual([]);
    expect(first?.group).toContain(String(RESET));
  });

  it('a fall of five points makes a level due again, a smaller one does not', () => {
    const { use } = timeline();
    use(40, NOW);
    expect(names(use(91, NOW + MINUTE))).toEqual(['90']);
    use(85.1, NOW + 2 * MINUTE);
    expect(use(91, NOW + 3 * MINUTE)).toEqual([]);
    use(85, NOW + 4 * MINUTE);
    expect(names(use(91, NOW + 5 * MINUTE))).toEqual(['90']);
  });

  it('exactly five points below the level are a fall, a thousandth less is none', () => {
    const thousandth = fc.integer({ min: 0, max: 97_000 }).map((value) => value / 1000);
    fc.assert(
      fc.property(fc.constantFrom(75, 90, 95, 97), thousandth, (level, low) => {
        const { use } = timeline();
        use(40, NOW);
        use(level, NOW + MINUTE);
        use(low, NOW + 2 * MINUTE);
        const again = use(level, NOW + 3 * MINUTE);
        expect(again).toHaveLength(Math.floor(low * 1000) + 5000 <= level * 1000 ? 1 : 0);
      }),
      { examples: [75, 90, 95, 97].flatMap((level) => [[level, level - 5] as [number, number]]) },
    );
  });

  it('the source that said the high figure takes it back, whichever it is', () => {
    const { use } = timeline();
    const other = { source: 'codex-rollout' } as const;
    use(40, NOW);
    expect(names(use(96, NOW + MINUTE, other))).toEqual(['95']);
    use(90, NOW + 2 * MINUTE);
    expect(use(96, NOW + 3 * MINUTE)).toEqual([]);
    use(90, NOW + 4 * MINUTE, other);
    expect(names(use(96, NOW + 5 * MINUTE))).toEqual(['95']);
    // Now the first source has said the high figure: the other one's lower figure is a conflict.
    use(90, NOW + 6 * MINUTE, other);
    expect(use(96, NOW + 7 * MINUTE)).toEqual([]);
  });

  it('of two statements of one instant the higher one counts, and tells nothing again', () => {
    const { use } = timeline();
    const instant = { asOfMs: NOW + MINUTE };
    use(40, NOW);
    expect(names(use(76, NOW + MINUTE, instant))).toEqual(['75']);
    expect(names(use(91, NOW + 2 * MINUTE, instant))).toEqual(['90']);
    expect(use(91, NOW + 3 * MINUTE, instant)).toEqual([]);
  });

  it('another source that says less is no fall', () => {
    const { use } = timeline();
    use(40, NOW);
    use(91, NOW + MINUTE);
    use(60, NOW + 2 * MINUTE, { source: 'codex-rollout' });
    expect(use(92, NOW + 3 * MINUTE)).toEqual([]);
  });

  it('a reading that comes late changes nothing', () => {
    const { use } = timeline();
    use(40, NOW);
    use(91, NOW + 10 * MINUTE);
    use(41, NOW + 11 * MINUTE, { asOfMs: NOW + MINUTE });
    expect(use(92, NOW + 12 * MINUTE)).toEqual([]);
  });

  it('a clock set back by a day stops nothing and repeats nothing', () => {
    const { use } = timeline();
    use(40, NOW);
    expect(names(use(80, NOW + MINUTE))).toEqual(['75']);
    expect(use(81, NOW - 24 * HOUR)).toEqual([]);
    expect(names(use(91, NOW - 24 * HOUR + MINUTE))).toEqual(['90']);
  });

  it('a window that is over by the clock is told nothing of, nor forgotten', () => {
    const { use } = timeline();
    use(40, NOW);
    expect(use(80, RESET + HOUR)).toEqual([]);
    expect(names(use(80, NOW + HOUR))).toEqual(['75']);
  });

  it('unknown use is nothing', () => {
    const { step } = timeline();
    step(NOW, [account({ meters: [meter({ usedPercent: null })] })]);
    expect(step(NOW + MINUTE, [account({ meters: [meter({ usedPercent: 99 })] })])).toEqual([]);
  });

  it('accounts, kinds and names do not share their levels', () => {
    const { step } = timeline();
    const all = (percent: number, nowMs: number) => {
      const meters = [
        meter({ usedPercent: percent, asOfMs: nowMs }),
        meter({
          kind: 'weekly',
          usedPercent: percent,
          asOfMs: nowMs,
          resetsAtMs: RESET + 48 * HOUR,
        }),
        meter({ kind: 'budget', name: 'a|b', usedPercent: percent, asOfMs: nowMs }),
        meter({ kind: 'budget', name: 'b', usedPercent: percent, asOfMs: nowMs }),
      ];
      return step(nowMs, [account({ meters }), account({ account: '/other', meters })]);
    };
    all(10, NOW);
    const due = all(82, NOW + MINUTE);
    expect(names(due)).toHaveLength(8);
    expect(new Set(due.map(({ key }) => key)).size).toBe(8);
  });
});

describe('the gate’s level', () => {
  it('says that the next request may be paid', () => {
    const { use } = timeline();
    use(40, NOW);
    expect(names(use(97, NOW + MINUTE))).toEqual(['97 paid next']);
  });

  it('but not from an old reading, and not where credits are off', () => {
    const old = timeline();
    old.use(40, NOW);
    expect(names(old.use(97, NOW + 30 * MINUTE, { asOfMs: NOW + MINUTE }))).toEqual(['97']);
    const off = timeline();
    const picture = (usedPercent: number) => [
      account({ areCreditsOff: true, meters: [meter({ usedPercent })] }),
    ];
    off.step(NOW, picture(40));
    expect(names(off.step(NOW, picture(98)))).toEqual(['97']);
  });
});

describe('the forecast', () => {
  const soon = (nowMs: number) => ({ forecastEndsAtMs: nowMs + 14 * MINUTE });

  it('is told once a window, beside the levels', () => {
    const { use } = timeline();
    use(40, NOW, soon(NOW));
    expect(names(use(91, NOW + MINUTE, soon(NOW)))).toEqual(['90', 'forecast']);
    expect(use(92, NOW + 2 * MINUTE, soon(NOW))).toEqual([]);
    const next = { resetsAtMs: RESET + 5 * HOUR, ...soon(RESET + HOUR) };
    expect(names(use(50, RESET + HOUR, next))).toEqual(['forecast']);
  });

  it.each([
    ['further away than the user wants to know', { forecastEndsAtMs: NOW + 17 * MINUTE }],
    ['after the reset', { forecastEndsAtMs: RESET, resetsAtMs: RESET }],
    ['from a reading too old to say', { ...soon(NOW), asOfMs: NOW - 16 * MINUTE }],
    ['of a plan that is used up', { ...soon(NOW), usedPercent: 100 }],
  ])('is silent: %s', (_, changes) => {
    const { use } = timeline();
    use(100, NOW - 20 * MINUTE);
    expect(names(use(50, NOW + MINUTE, changes))).not.toContain('forecast');
  });
});

describe('the plan is back', () => {
  it('once, when the clock passes the reset of a window that reached the gate', () => {
    const { use, step } = timeline();
    use(40, NOW);
    use(98, NOW + MINUTE);
    expect(step(RESET - 1, [])).toEqual([]);
    expect(names(step(RESET, []))).toEqual(['plan-back']);
    expect(step(RESET + HOUR, [])).toEqual([]);
  });

  it('not while the week holds it, not when it never was away, not a window later', () => {
    const held = timeline();
    const week = meter({ kind: 'weekly', usedPercent: 98, resetsAtMs: RESET + 48 * HOUR });
    held.step(NOW, [account({ meters: [meter({ usedPercent: 98 }), week] })]);
    expect(held.step(RESET, [])).toEqual([]);
    expect(names(held.step(RESET + 48 * HOUR, []))).toEqual(['plan-back']);
    const never = timeline();
    never.use(96, NOW);
    expect(never.step(RESET, [])).toEqual([]);
    const slept = timeline();
    slept.use(98, NOW);
    expect(slept.step(RESET + 5 * HOUR, [])).toEqual([]);
  });
});

describe('a clock that was wrong', () => {
  it('set forward a day and right again: the plan is back once, at its reset', () => {
    const { use, step } = timeline();
    use(98, NOW);
    expect(step(NOW + 24 * HOUR, [])).toEqual([]);
    expect(step(NOW + MINUTE, [])).toEqual([]);
    expect(names(step(RESET, []))).toEqual(['plan-back']);
    expect(step(NOW + 24 * HOUR, [])).toEqual([]);
    expect(step(RESET + MINUTE, [])).toEqual([]);
  });

  it('set forward past the reset by less: the plan is back early, and not once more', () => {
    const { use, step } = timeline();
    use(98, NOW);
    expect(names(step(RESET + HOUR, []))).toEqual(['plan-back']);
    expect(step(NOW + MINUTE, [])).toEqual([]);
    expect(step(RESET, [])).toEqual([]);
  });

  it('set back after a long sleep: a window that another one followed is not back', () => {
    const { use, step } = timeline();
    use(98, NOW);
    const next = { resetsAtMs: RESET + 11 * HOUR };
    expect(use(3, RESET + 6 * HOUR, next)).toEqual([]);
    expect(step(RESET + HOUR, [])).toEqual([]);
  });

  it('of windows that end all at once when it is put right, only the last is told', () => {
    const { use, step } = timeline();
    use(98, NOW - 24 * HOUR);
    // The provider gave a fresh window early.
    use(98, NOW - 20 * HOUR, { resetsAtMs: RESET + 2 * HOUR });
    expect(names(step(RESET + 3 * HOUR, []))).toEqual(['plan-back']);
    expect(step(RESET + 4 * HOUR, [])).toEqual([]);
  });

  it('set back: a report without a reset from a window that is over is no fall of a later one', () => {
    const { use } = timeline();
    use(40, NOW - 24 * HOUR, { resetsAtMs: NOW - 22 * HOUR });
    expect(names(use(98, RESET - MINUTE))).toEqual(['97 paid next']);
    use(40, NOW - 12 * HOUR, { asOfMs: NOW - 24 * HOUR, resetsAtMs: null });
    expect(use(98, NOW - 11 * HOUR)).toEqual([]);
  });

  it('put right: the last word on a window that has ended is not taken for the next one’s', () => {
    const { use } = timeline();
    const next = { resetsAtMs: RESET + 5 * HOUR };
    use(40, NOW);
    expect(names(use(96, RESET + MINUTE, { resetsAtMs: null }))).toEqual(['95']);
    use(30, RESET + HOUR, next);
    use(35, NOW - 20 * HOUR, next);
    const again = { resetsAtMs: null, asOfMs: RESET + MINUTE };
    expect(use(96, RESET + 2 * HOUR, again)).toEqual([]);
  });

  it('a word heard a week ahead makes an older one late news, however many windows later', () => {
    const { use } = timeline();
    const dayMs = 24 * HOUR;
    use(40, NOW);
    use(45, NOW + 7 * dayMs, { resetsAtMs: null });
    for (let count = 1; count <= 12; count += 1) {
      const resetsAtMs = RESET + count * 5 * HOUR;
      use(10, resetsAtMs - 4 * HOUR, { resetsAtMs });
    }
    const nowMs = RESET + 60 * HOUR - 3 * HOUR;
    use(20, nowMs + dayMs, { resetsAtMs: null });
    const late = { resetsAtMs: null, asOfMs: nowMs + dayMs };
    expect(use(98, nowMs + MINUTE, late)).toEqual([]);
    const present = { resetsAtMs: RESET + 60 * HOUR };
    expect(names(use(98, nowMs + 2 * MINUTE, present))).toEqual(['97 paid next']);
  });

  it('set back twice: a word from before stays that of its window, an older one is late', () => {
    const { use } = timeline();
    const aheadMs = NOW + 7 * 24 * HOUR;
    const next = { resetsAtMs: RESET + 5 * HOUR };
    use(40, NOW);
    use(92, aheadMs, { resetsAtMs: null });
    use(93, aheadMs + MINUTE, { resetsAtMs: null });
    use(93, NOW + MINUTE);
    use(10, RESET + HOUR, next);
    for (const asOfMs of [aheadMs, aheadMs + MINUTE]) {
      expect(use(93, NOW - 5 * HOUR, { resetsAtMs: null, asOfMs })).toEqual([]);
    }
    expect(names(use(91, RESET + 2 * HOUR, next))).toEqual(['90']);
  });

  it('a report from before it was set back does not undo one from later on', () => {
    const { use } = timeline();
    use(40, NOW - HOUR);
    use(91, NOW);
    use(40, NOW - 24 * HOUR, { asOfMs: NOW - HOUR });
    expect(use(92, NOW - 23 * HOUR)).toEqual([]);
  });
});

describe('money', () => {
  const dollars = (minorUnits: number, currency = 'USD') => ({
    source: 'status-line' as const,
    basis: 'estimated' as const,
    asOfMs: NOW,
    money: { currency, minorUnits, exponent: 2 },
  });

  it('a balance that falls to a level is told, again only after it rose by a dollar', () => {
    const { step } = timeline();
    const at = (cents: number) => names(step(NOW, [account({ balance: dollars(cents) })]));
    expect([at(900), at(500), at(599), at(480), at(600), at(499)]).toEqual([
      [],
      ['balance 5000000'],
      [],
      [],
      [],
      ['balance 5000000'],
    ]);
  });

  it('other currencies are never compared with dollars', () => {
    const { step } = timeline();
    step(NOW, [account({ balance: dollars(900, 'EUR') })]);
    expect(step(NOW, [account({ balance: dollars(100, 'EUR') })])).toEqual([]);
  });

  it('a spend limit warns again after it was raised', () => {
    const { step } = timeline();
    const at = (usedPercent: number, asOfMs: number) =>
      names(
        step(asOfMs, [account({ meters: [meter({ kind: 'spend-limit', usedPercent, asOfMs })] })]),
      );
    const told = [at(10, NOW), at(92, NOW + 1), at(46, NOW + 2), at(76, NOW + 3)];
    expect(told).toEqual([[], ['spend-level 90'], [], ['spend-level 75']]);
  });
});

describe('detectors', () => {
  const event = {
    key: 'reload-1',
    kind: 'auto-reload' as const,
    atMs: NOW,
    modelName: null,
    before: null,
    after: null,
    source: 'status-line' as const,
    basis: 'reported' as const,
    asOfMs: NOW,
  };

  it('each event is told once, and not when it is a day old', () => {
    const { step } = timeline();
    const seen = [account({ events: [event, { ...event, key: 'old', atMs: NOW - 24 * HOUR }] })];
    expect(names(step(NOW, seen))).toEqual(['auto-reload']);
    expect(step(NOW + MINUTE, seen)).toEqual([]);
  });

  it('one kind of the plan’s windows can be switched off, its gate included', () => {
    const kinds = ['session', 'weekly', 'weekly-model', 'monthly'] as const;
    const told = (off: 'session-level' | 'weekly-level') => {
      const { step } = timeline({ ...SETTINGS, switchedOff: [off] });
      const at = (usedPercent: number, asOfMs: number) =>
        step(asOfMs, [
          account({ meters: kinds.map((kind) => meter({ kind, usedPercent, asOfMs })) }),
        ]);
      at(40, NOW);
      return at(98, NOW + MINUTE).map(({ key }) => key.split('|')[2]);
    };
    expect(told('session-level')).toEqual(['weekly', 'weekly-model', 'monthly']);
    expect(told('weekly-level')).toEqual(['session']);
  });

  it('a switched-off alert is done with all the same', () => {
    const off = timeline({ ...SETTINGS, switchedOff: ['auto-reload', 'plan-level'] });
    expect(off.step(NOW, [account({ events: [event] })])).toEqual([]);
    off.use(40, NOW);
    expect(off.use(91, NOW + MINUTE)).toEqual([]);
    const input = { settings: SETTINGS, state: off.state(), nowMs: NOW + MINUTE, timeZone: 'UTC' };
    const again = stepAlerts({
      ...input,
      accounts: [
        account({ events: [event], meters: [meter({ usedPercent: 92, asOfMs: NOW + MINUTE })] }),
      ],
    });
    expect(again.due).toEqual([]);
  });
});

describe('what is remembered', () => {
  it('is the same object where nothing happened, so that nothing is written', () => {
    const input = {
      accounts: [account({ meters: [meter()] })],
      settings: SETTINGS,
      nowMs: NOW,
      timeZone: 'UTC',
    };
    const { state } = stepAlerts({ ...input, state: null });
    expect(stepAlerts({ ...input, state }).state).toBe(state);
  });

  it('comes back from its text; anything else is nothing', () => {
    const { use, state } = timeline();
    use(40, NOW);
    expect(parseAlertState(JSON.stringify(state()))).toEqual(state());
    const broken = ['', 'null', '[]', '{"version":2}', '{"version":1}', null];
    expect(broken.map(parseAlertState)).toEqual(broken.map(() => null));
  });
});

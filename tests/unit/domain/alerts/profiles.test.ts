/** Accounts that follow a profile of their own: each is told by its own levels, switches and quiet hours. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownAlertSettings } from '../../../../main/domain/alerts/fromPicture.ts';
import { stepAlerts } from '../../../../main/domain/alerts/step.ts';
import type { AlertSettings, AlertState } from '../../../../main/domain/alerts/types.ts';
import { accountText } from '../../../../main/domain/figures.ts';
import type { Alert } from '../../../../preload/contract/alerts.ts';
import { parseSettings } from '../../../../preload/contract/settingsTree.ts';
import { account, HOUR, meter, MINUTE, names, NOW, RESET, SETTINGS } from './picture.ts';

const WORK = { agent: 'claude-code', account: '/home/u/.claude-work' } as const;
const HOME = { agent: 'claude-code', account: '/home/u/.claude' } as const;
type Key = typeof WORK | typeof HOME;

/** Both accounts on one memory; what each was told, the missed ones among it. */
function pair(own: ReadonlyMap<string, AlertSettings>, accounts: readonly Key[] = [WORK, HOME]) {
  let state: AlertState | null = null;
  return (nowMs: number, percents: Readonly<Record<string, number>>) => {
    const seen = accounts.flatMap((key) => {
      const usedPercent = percents[key.account];
      return usedPercent === undefined
        ? []
        : [account({ ...key, meters: [meter({ usedPercent, asOfMs: nowMs })] })];
    });
    const step = { accounts: seen, settings: SETTINGS, ownSettings: own, nowMs };
    const result = stepAlerts({ ...step, state, timeZone: 'Europe/Berlin' });
    state = JSON.parse(JSON.stringify(result.state)) as AlertState;
    return result.due;
  };
}

const of = (due: readonly Alert[], key: Key) =>
  names(due.filter((one) => one.account === key.account));

describe('two accounts with two profiles', () => {
  const strict: AlertSettings = { ...SETTINGS, sessionPercents: [30], gatePercent: 60 };
  const own = new Map([[accountText(WORK), strict]]);

  it('are told at their own levels, and that the next request may be paid at their own gate', () => {
    const see = pair(own);
    see(NOW, { [WORK.account]: 10, [HOME.account]: 10 });
    const first = see(NOW + MINUTE, { [WORK.account]: 62, [HOME.account]: 62 });
    expect([of(first, WORK), of(first, HOME)]).toEqual([['60 paid next'], []]);
    const second = see(NOW + 2 * MINUTE, { [WORK.account]: 78, [HOME.account]: 78 });
    expect([of(second, WORK), of(second, HOME)]).toEqual([[], ['75']]);
    // Only the account whose gate was reached has its plan back.
    const back = see(RESET, {});
    expect([of(back, WORK), of(back, HOME)]).toEqual([['plan-back'], []]);
  });

  it('have switches of their own', () => {
    const see = pair(new Map([[accountText(WORK), { ...SETTINGS, switchedOff: ['plan-level'] }]]));
    see(NOW, { [WORK.account]: 10, [HOME.account]: 10 });
    const due = see(NOW + MINUTE, { [WORK.account]: 80, [HOME.account]: 80 });
    expect([of(due, WORK), of(due, HOME)]).toEqual([[], ['75']]);
  });

  it('have quiet hours of their own, and each hears of what it missed when its own are over', () => {
    // 13:00 to 14:00 in Berlin, where it is 13:00 now.
    const quiet = { ...SETTINGS, quietHours: { fromMinute: 780, untilMinute: 840 } };
    const see = pair(new Map([[accountText(WORK), quiet]]));
    see(NOW - MINUTE, { [WORK.account]: 10, [HOME.account]: 10 });
    const during = see(NOW, { [WORK.account]: 80, [HOME.account]: 80 });
    expect([of(during, WORK), of(during, HOME)]).toEqual([[], ['75']]);
    expect(see(NOW + HOUR - 1, {})).toEqual([]);
    expect(of(see(NOW + HOUR, {}), WORK)).toEqual(['75']);
  });

  it('what one of them still waits for stays when the other’s hours end', () => {
    const until = (untilMinute: number) => ({
      ...SETTINGS,
      quietHours: { fromMinute: 780, untilMinute },
    });
    const see = pair(
      new Map([
        [accountText(WORK), until(840)],
        [accountText(HOME), until(900)],
      ]),
    );
    see(NOW - MINUTE, { [WORK.account]: 10, [HOME.account]: 10 });
    expect(see(NOW, { [WORK.account]: 80, [HOME.account]: 91 })).toEqual([]);
    expect(names(see(NOW + HOUR, {}))).toEqual(['75']);
    expect(names(see(NOW + 2 * HOUR, {}))).toEqual(['90']);
  });

  it('never change what the other is told', () => {
    const settings = fc
      .record({
        sessionPercents: fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { maxLength: 3 }),
        gatePercent: fc.integer({ min: 50, max: 100 }),
        quietHours: fc.option(fc.constant({ fromMinute: 780, untilMinute: 840 }), { nil: null }),
      })
      .map((changes): AlertSettings => ({ ...SETTINGS, ...changes }));
    const use = fc.record({
      minutes: fc.integer({ min: 1, max: 30 }),
      work: fc.integer({ min: 0, max: 100 }),
      home: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(settings, settings, fc.array(use, { maxLength: 12 }), (work, home, uses) => {
        const both = new Map([
          [accountText(WORK), work],
          [accountText(HOME), home],
        ]);
        const [together, alone] = [pair(both), pair(both, [WORK])];
        const told: string[] = [];
        const toldAlone: string[] = [];
        let nowMs = NOW;
        for (const one of uses) {
          nowMs += one.minutes * MINUTE;
          const percents = { [WORK.account]: one.work, [HOME.account]: one.home };
          told.push(...keysOf(together(nowMs, percents)));
          toldAlone.push(...keysOf(alone(nowMs, percents)));
        }
        expect(told.filter((key) => key.includes(WORK.account))).toEqual(toldAlone);
      }),
    );
  });
});

/** Keys of all that was told, what was missed in its place. */
function keysOf(due: readonly Alert[]): string[] {
  return due.flatMap(({ key, content }) =>
    content.kind === 'quiet-summary' ? content.missed.map((one) => one.key) : [key],
  );
}

it('the settings name them: an account with a profile has its own, one without has General', () => {
  const { settings } = parseSettings({
    profiles: { Work: { alerts: { planPercents: [50] }, gate: { closesAtPercent: 80 } } },
    accounts: { [accountText(WORK)]: { profile: 'Work' }, [accountText(HOME)]: { name: 'Home' } },
  });
  const own = ownAlertSettings(settings);
  expect([...own.keys()]).toEqual([accountText(WORK)]);
  expect(own.get(accountText(WORK))).toMatchObject({ sessionPercents: [50], gatePercent: 80 });
});

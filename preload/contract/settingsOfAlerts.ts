/**
 * When Tollgate speaks up and when it holds back. An account follows these values unless its profile has others
 * (`settingsOfProfiles.ts`).
 */
import { exactly, textOf, where } from './checks.ts';
import { choice, group, leaf, money, onOff, orNone, percents, whole } from './settingNodes.ts';

export const UP_TO_A_DAY = [1, 1440, 'minutes'] as const;

/** Time of day without a date, `22:00`. */
const timeOfDay = textOf({ pattern: /^(?:[01]\d|2[0-3]):[0-5]\d$/ });
export const timeSpan = where(
  exactly({ from: timeOfDay, until: timeOfDay }),
  ({ from, until }) => from !== until,
);

export const QUIET_HOURS_EXAMPLE = { from: '22:00', until: '07:00' } as const;

export const ALERTS = group({
  planPercents: percents([75, 90, 95], 'Levels of the five-hour window that bring a notification.'),
  weeklyPercents: percents([75, 90, 95], 'Levels of the weekly windows that bring a notification.'),
  spendLimitPercents: percents(
    [50, 75, 90],
    'Levels of the spend limit that bring a notification.',
  ),
  budgetPercents: percents([75, 90, 100], 'Levels of your own budgets that bring a notification.'),
  lowBalanceMicros: money(5_000_000, 'Balance below which a notification comes.'),
  forecastMinutes: whole(
    UP_TO_A_DAY,
    15,
    'How long before the forecast end of the plan a notification comes.',
  ),
  enabled: group({
    plan: onOff(true, 'Notify at the levels of the five-hour window.'),
    weekly: onOff(true, 'Notify at the levels of the weekly windows.'),
    forecast: onOff(true, 'Notify before the plan is forecast to end.'),
    spendLimit: onOff(true, 'Notify at the levels of the spend limit.'),
    budget: onOff(true, 'Notify at the levels of your own budgets.'),
    lowBalance: onOff(true, 'Notify when the balance is low.'),
    balanceFell: onOff(true, 'Notify when the balance fell without use on this computer.'),
    autoReload: onOff(true, 'Notify when credits were bought automatically.'),
    creditsSwitchedOn: onOff(true, 'Notify when usage credits were switched on.'),
    limitChanged: onOff(true, 'Notify when the spend limit was raised or removed.'),
    limitExceeded: onOff(true, 'Notify when the spend limit was exceeded.'),
    paidOnPlan: onOff(true, 'Notify of paid use while plan is left.'),
    planIsBack: onOff(true, 'Notify when the plan is back after a reset.'),
    pricesTooOld: onOff(true, 'Notify when the price table is too old for a model in use.'),
  }),
  quietHours: orNone(
    leaf(
      timeSpan,
      QUIET_HOURS_EXAMPLE,
      { kind: 'time-span' },
      'Hours in which no notification comes; tray and prompt still show.',
    ),
    'none',
  ),
  paidUseBreaksQuietHours: onOff(
    true,
    'Show warnings of paid use during quiet hours all the same.',
  ),
});

export const GATE = group({
  enabled: onOff(false, 'Hold agents back before a paid request.'),
  closesAtPercent: whole([50, 100, '%'], 97, 'Use of the plan at which the gate closes.'),
  mode: choice(['ask', 'closed'], 'ask', 'What a closed gate does: ask you, or stop at once.'),
  askSeconds: whole(
    [5, 300, 'seconds'],
    25,
    'How long the gate waits for your answer; silence means stop.',
  ),
  strict: onOff(false, 'Stop agents also when Tollgate does not run.'),
  renewSeconds: whole(
    [5, 60, 'seconds'],
    30,
    'How often the gate file is renewed; after 90 s it counts as unknown.',
  ),
});

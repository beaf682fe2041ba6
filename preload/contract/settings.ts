/**
 * Every setting there is: its value's schema, its default and the sentence that explains it. The type, the
 * checks, the terminal's words and (later) the settings window all come from this one table. Money is
 * micro-dollars; null is "not said", never zero.
 */
import { exactly, textOf, where } from './checks.ts';
import {
  book,
  choice,
  group,
  leaf,
  money,
  onOff,
  orNone,
  percents,
  plainText,
  text,
  whole,
  type ValueOf,
} from './settingNodes.ts';
import { ACCOUNT, BUDGET, RATE, type Budget } from './settingsOfAccounts.ts';
import { HOST, isHostFolderKey } from './settingsOfFolders.ts';
import { LANGUAGE_NAMES } from './languages/say.ts';
import { collectorOf } from './metricsExport.ts';
import { isPriceKey } from './priceKeys.ts';
import { PRICE, type OwnPrice } from './settingsOfPrices.ts';
import { isShortcut } from './shortcut.ts';

/** Version of the saved form. A later version may add settings; it must not change what one means. */
export const SETTINGS_VERSION = 1;

/** Time of day without a date, `22:00`. */
const timeOfDay = textOf({ pattern: /^(?:[01]\d|2[0-3]):[0-5]\d$/ });
const timeSpan = where(
  exactly({ from: timeOfDay, until: timeOfDay }),
  ({ from, until }) => from !== until,
);

/** The five-minute floor keeps a source from being asked more often than its provider likes. */
const ASKED_EVERY = [5, 1440, 'minutes'] as const;
const PERCENT = [1, 100, '%'] as const;
const UP_TO_A_DAY = [1, 1440, 'minutes'] as const;

/** All settings. An account's key is its agent and its configuration folder, parted by `|`. */
export const SETTINGS = group({
  accounts: book(
    (key) => plainText.safeParse(key).success && /^[a-z][a-z0-9-]*\|./.test(key),
    'AGENT|CONFIGURATION FOLDER',
    ACCOUNT,
  ),
  budgets: book((key) => /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(key), 'NAME', BUDGET),
  rates: book((key) => /^(?:[A-Z]{3}|credits)$/.test(key) && key !== 'USD', 'CURRENCY', RATE),
  logFolders: book(isHostFolderKey, 'AGENT|FOLDER', HOST),
  sources: group({
    claudeUsage: onOff(
      false,
      'Ask your own claude program for plan use and month-to-date credits.',
    ),
    claudeUsageMinutes: whole(ASKED_EVERY, 5, 'How often claude is asked for plan use at most.'),
    claudeAuthStatus: onOff(false, 'Ask your own claude program for plan and account.'),
    claudeAuthStatusMinutes: whole(
      ASKED_EVERY,
      60,
      'How often claude is asked for the plan at most.',
    ),
    codexAppServer: onOff(false, 'Ask your own codex program for plan use and credits.'),
    codexAppServerMinutes: whole(ASKED_EVERY, 5, 'How often codex is asked for plan use at most.'),
    openTelemetry: onOff(false, 'Receive Claude Code’s OpenTelemetry export on this computer.'),
  }),
  providers: group({
    anthropicAdmin: onOff(
      false,
      'Ask api.anthropic.com for use and cost of your organisation, with an Admin API key of yours.',
    ),
    openaiAdmin: onOff(
      false,
      'Ask api.openai.com for use and cost of your organisation, with an Admin key of yours.',
    ),
    anthropicEnterprise: onOff(
      false,
      'Ask api.anthropic.com for cost and spend limits of your Claude Enterprise, with a key of yours.',
    ),
    everyMinutes: whole(ASKED_EVERY, 30, 'How often each organisation account is asked at most.'),
    backFillDays: whole(
      [1, 365, 'days'],
      90,
      'How many past days of an organisation account are fetched.',
    ),
  }),
  metricsExport: group({
    enabled: onOff(
      false,
      'Send counters of use and the windows’ state to an OpenTelemetry collector of your own.',
    ),
    address: orNone(
      text(
        where(plainText, (address) => collectorOf(address) !== null),
        'https://collector.example:4318',
        'Where your collector takes OTLP over HTTP; plain http only on this computer.',
      ),
      'none',
    ),
    everyMinutes: whole([1, 1440, 'minutes'], 1, 'How often metrics are sent at most.'),
    tokens: onOff(true, 'Send tokens and answers, by agent and model.'),
    cost: onOff(true, 'Send estimated cost at API prices, by agent and model.'),
    windows: onOff(true, 'Send how far each plan window is used.'),
    projects: onOff(false, 'Tell projects apart, by the last part of their folder’s name.'),
  }),
  alerts: group({
    planPercents: percents(
      [75, 90, 95],
      'Levels of the five-hour window that bring a notification.',
    ),
    weeklyPercents: percents(
      [75, 90, 95],
      'Levels of the weekly windows that bring a notification.',
    ),
    spendLimitPercents: percents(
      [50, 75, 90],
      'Levels of the spend limit that bring a notification.',
    ),
    budgetPercents: percents(
      [75, 90, 100],
      'Levels of your own budgets that bring a notification.',
    ),
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
        { from: '22:00', until: '07:00' },
        { kind: 'time-span' },
        'Hours in which no notification comes; tray and prompt still show.',
      ),
      'none',
    ),
    paidUseBreaksQuietHours: onOff(
      true,
      'Show warnings of paid use during quiet hours all the same.',
    ),
  }),
  gate: group({
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
  }),
  thresholds: group({
    nearPercent: whole(PERCENT, 90, 'Use of a window from which the boundary is near.'),
    nearMinutes: whole(
      UP_TO_A_DAY,
      15,
      'Time before a forecast end from which the boundary is near.',
    ),
    staleMinutes: whole(
      UP_TO_A_DAY,
      15,
      'Age from which a reading is stale while a session is live.',
    ),
    liveMinutes: whole(
      UP_TO_A_DAY,
      5,
      'Time since the last activity within which a session is live.',
    ),
    hourlyRateMinutes: whole(UP_TO_A_DAY, 60, 'Span over which dollars an hour are worked out.'),
    paceHiddenBelowPercent: whole(
      [0, 100, '%'],
      3,
      'Share of a window that must pass before a pace is shown.',
    ),
  }),
  appearance: group({
    theme: choice(['system', 'light', 'dark'], 'system', 'Colours of the windows.'),
    shows: choice(
      ['used', 'left'],
      'used',
      'Whether bars and figures show what is used or what is left.',
    ),
    resetDisplay: choice(
      ['countdown', 'clock'],
      'countdown',
      'How a reset is written: time left, or clock time.',
    ),
    trayDigits: onOff(
      false,
      'Draw the percent as digits in the tray icon, wherever it is large enough for them.',
    ),
    trayTitle: choice(
      ['percent-and-reset', 'percent', 'reset', 'none'],
      'percent-and-reset',
      'What stands beside the tray icon on macOS.',
    ),
    hideAmounts: onOff(
      false,
      'Write dots for amounts of money, for sharing a screen. Exports and --json keep them.',
    ),
    weekStartsOn: orNone(
      choice(['monday', 'saturday', 'sunday'], 'monday', 'First day of the week.'),
      'language-default',
    ),
    hourCycle: orNone(choice(['12', '24'], '24', 'Clock with 12 or 24 hours.'), 'language-default'),
    timeZone: orNone(
      text(where(plainText, isTimeZone), 'Europe/Berlin', 'Time zone of days and clock times.'),
      'system',
    ),
    language: orNone(
      text(
        where(plainText, isLanguage),
        'de-DE',
        'Language of words, figures and times.',
        LANGUAGE_NAMES,
      ),
      'system',
    ),
    shortcut: orNone(
      text(
        where(plainText, isShortcut),
        'Control+Alt+T',
        'Keys that open the glance from any program.',
      ),
      'none',
    ),
  }),
  data: group({
    statusFile: onOff(
      true,
      'Keep status.json in the data folder for status bars and scripts; only you can read it.',
    ),
    retentionDays: orNone(
      whole(
        [30, 36_500, 'days'],
        365,
        'How long the detail of history is kept; forever keeps everything. Sums stay in any case.',
      ),
      'forever',
    ),
    backups: whole(
      [0, 100, 'copies'],
      7,
      'How many daily copies of the database are kept; 0 makes none.',
    ),
  }),
  startAtLogin: onOff(false, 'Start Tollgate when you log in.'),
  lookForUpdates: onOff(
    false,
    'Ask once a day for a new version, where Tollgate’s releases are. Sends nothing about you.',
  ),
  prices: book(isPriceKey, 'MODEL or MODEL@YYYY-MM-DD', PRICE),
});

type Entries = Omit<ValueOf<typeof SETTINGS>, 'budgets' | 'rates' | 'prices' | 'logFolders'>;
export type Settings = Entries & {
  readonly version: typeof SETTINGS_VERSION;
  /** Names of other computers, by agent and folder. */
  readonly logFolders: { readonly [key: string]: string };
  /** By the name that the user gave each. */
  readonly budgets: { readonly [id: string]: Budget };
  /** Micro-dollars of one unit, by currency; `credits` are a provider's own. */
  readonly rates: { readonly [currency: string]: number };
  /** By model, and the day from which it holds. */
  readonly prices: { readonly [key: string]: OwnPrice };
};

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

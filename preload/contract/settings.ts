/**
 * Every setting there is: its value's schema, its default and the sentence that explains it. The type, the
 * checks, the terminal's words and (later) the settings window all come from this one table. Money is
 * micro-dollars; null is "not said", never zero.
 */
import { where } from './checks.ts';
import {
  book,
  choice,
  group,
  onOff,
  orNone,
  plainText,
  text,
  whole,
  type ValueOf,
} from './settingNodes.ts';
import { ACCOUNT, BUDGET, RATE, type Budget } from './settingsOfAccounts.ts';
import { ALERTS, GATE, UP_TO_A_DAY } from './settingsOfAlerts.ts';
import { HOST, isHostFolderKey } from './settingsOfFolders.ts';
import { LANGUAGE_NAMES } from './languages/say.ts';
import { collectorOf } from './metricsExport.ts';
import { isPriceKey } from './priceKeys.ts';
import { PRICE, type OwnPrice } from './settingsOfPrices.ts';
import { isProfileName, PROFILE } from './settingsOfProfiles.ts';
import { isShortcut } from './shortcut.ts';

/** Version of the saved form. A later version may add settings; it must not change what one means. */
export const SETTINGS_VERSION = 1;

/** The five-minute floor keeps a source from being asked more often than its provider likes. */
const ASKED_EVERY = [5, 1440, 'minutes'] as const;
const PERCENT = [1, 100, '%'] as const;

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
  alerts: ALERTS,
  gate: GATE,
  profiles: book(isProfileName, 'NAME', PROFILE),
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

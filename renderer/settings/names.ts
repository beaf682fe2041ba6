/** Short names of settings for the eye; the sentence below each comes from the table in the contract. */
import type { SettingPath } from '../../preload/contract/settingPaths.ts';
import type { Speech } from '../store/display.ts';

/** By the steps of the path, an account's or budget's own name as `*`. */
const NAMES = {
  'accounts.*.name': 'Name',
  'accounts.*.profile': 'Profile',
  'accounts.*.plan': 'Plan',
  'accounts.*.limitReached': 'Limit reached',
  'accounts.*.member': 'Organisation’s member',
  'accounts.*.draw': 'Draws on',
  'accounts.*.creditsEnabled': 'Usage credits',
  'accounts.*.spendLimit': 'Spend limit',
  'accounts.*.autoReload': 'Auto-reload',
  'accounts.*.dailyRedemptionLimitMicros': 'Daily redemption limit',
  'profiles.*.monthlyBudgetMicros': 'Monthly budget',
  'budgets.*': 'Budget',
  'logFolders.*': 'Folder of another computer',
  'rates.*': 'Worth of a currency',
  'prices.*': 'Own price',
  'sources.claudeUsage': 'Ask Claude Code for plan use',
  'sources.claudeUsageMinutes': 'At most every',
  'sources.claudeAuthStatus': 'Ask Claude Code for plan and account',
  'sources.claudeAuthStatusMinutes': 'At most every',
  'sources.codexAppServer': 'Ask Codex for plan use and credits',
  'sources.codexAppServerMinutes': 'At most every',
  'sources.openTelemetry': 'Receive OpenTelemetry',
  'providers.anthropicAdmin': 'Anthropic organisation',
  'providers.openaiAdmin': 'OpenAI organisation',
  'providers.anthropicEnterprise': 'Anthropic’s Claude Enterprise',
  'providers.everyMinutes': 'At most every',
  'providers.backFillDays': 'Past days',
  'metricsExport.enabled': 'Send metrics to my collector',
  'metricsExport.address': 'Collector’s address',
  'metricsExport.everyMinutes': 'At most every',
  'metricsExport.tokens': 'Tokens',
  'metricsExport.cost': 'Estimated cost',
  'metricsExport.windows': 'Plan windows',
  'metricsExport.projects': 'By project',
  'alerts.planPercents': 'Five-hour levels',
  'alerts.weeklyPercents': 'Weekly levels',
  'alerts.spendLimitPercents': 'Spend limit levels',
  'alerts.budgetPercents': 'Budget levels',
  'alerts.lowBalanceMicros': 'Low balance',
  'alerts.forecastMinutes': 'Warning before the plan ends',
  'alerts.enabled.plan': 'Five-hour window',
  'alerts.enabled.weekly': 'Weekly windows',
  'alerts.enabled.forecast': 'Plan about to end',
  'alerts.enabled.spendLimit': 'Spend limit',
  'alerts.enabled.budget': 'Own budgets',
  'alerts.enabled.lowBalance': 'Low balance',
  'alerts.enabled.balanceFell': 'Balance fell elsewhere',
  'alerts.enabled.autoReload': 'Auto-reload happened',
  'alerts.enabled.creditsSwitchedOn': 'Credits switched on',
  'alerts.enabled.limitChanged': 'Spend limit changed',
  'alerts.enabled.limitExceeded': 'Spend limit exceeded',
  'alerts.enabled.paidOnPlan': 'Paid use while plan is left',
  'alerts.enabled.planIsBack': 'Plan is back',
  'alerts.enabled.pricesTooOld': 'Prices too old',
  'alerts.quietHours': 'Quiet hours',
  'alerts.paidUseBreaksQuietHours': 'Paid use breaks quiet hours',
  'gate.enabled': 'Hold agents back',
  'gate.closesAtPercent': 'Closes at',
  'gate.mode': 'When closed',
  'gate.askSeconds': 'Waits for your answer',
  'gate.strict': 'Strict',
  'gate.renewSeconds': 'Renewed every',
  'thresholds.nearPercent': 'Near from',
  'thresholds.nearMinutes': 'Near before the end',
  'thresholds.staleMinutes': 'Stale after',
  'thresholds.liveMinutes': 'Live within',
  'thresholds.hourlyRateMinutes': 'Dollars an hour over',
  'thresholds.paceHiddenBelowPercent': 'Pace from',
  'appearance.theme': 'Theme',
  'appearance.shows': 'Bars and figures show',
  'appearance.resetDisplay': 'Reset as',
  'appearance.trayDigits': 'Digits in the tray',
  'appearance.trayTitle': 'Tray title',
  'appearance.hideAmounts': 'Hide amounts',
  'appearance.weekStartsOn': 'Week starts on',
  'appearance.hourCycle': 'Clock',
  'appearance.timeZone': 'Time zone',
  'appearance.language': 'Language',
  'appearance.shortcut': 'Global shortcut',
  'data.statusFile': 'Status file',
  'data.retentionDays': 'Keep history',
  'data.backups': 'Backups kept',
  startAtLogin: 'Start at login',
  lookForUpdates: 'Look for updates',
} as const;

/** What follows from a switch, where its own sentence does not say it. */
const CONSEQUENCES = {
  'sources.claudeUsage':
    'Tollgate starts claude in the background; claude signs in itself and asks Anthropic. Off: only what Claude Code reports while you work.',
  'sources.claudeAuthStatus':
    'Tollgate starts “claude auth status”; the program reads its own sign-in, Tollgate never does. Off: you say which plan you are on.',
  'sources.codexAppServer':
    'Tollgate starts codex app-server; codex signs in itself and asks OpenAI. Off: only what Codex writes while you work.',
  'sources.openTelemetry':
    'Opens a port on this computer only, with a token. Claude Code has to be started with the variables below. Off: no port is open.',
  'gate.enabled':
    'Only agents with the gate installed (below) are held. Off: you are asked and warned, and nothing is held.',
  'gate.strict':
    'On: an agent stops when Tollgate is not there to answer. Off: it goes on, with a message.',
  'accounts.*.member':
    'The member’s limit then counts in this account’s ceiling. Unset: found by the e-mail address that “claude auth status” names, on a Team or Enterprise plan only. Needs the Claude Enterprise report below.',
  'accounts.*.limitReached':
    'Said in the glance, where the account’s details are adjusted; it ends by itself at the reset.',
  'providers.anthropicAdmin':
    'Only api.anthropic.com is contacted, with the key below. Off: nobody is contacted, not even to test a key.',
  'providers.openaiAdmin':
    'Only api.openai.com is contacted, with the key below. Off: nobody is contacted, not even to test a key.',
  'providers.anthropicEnterprise':
    'Only api.anthropic.com is contacted, with the key below. Members’ names and limits are shown on this computer alone. Off: nobody is contacted.',
  'metricsExport.enabled':
    'Only that one address is contacted, and only while this is on. Never sent: prompts, paths, e-mail addresses, keys. Off: nothing is sent.',
  'metricsExport.projects':
    'A project’s name may say what you work on. Off: all projects are one sum.',
  'providers.backFillDays': 'Fetched a few at a time, the latest first.',
  lookForUpdates:
    'Only copies from a release can be replaced; others say so. Off: nobody is asked.',
  'appearance.shortcut': 'On Wayland the desktop may ask you first, or keep global keys to itself.',
  'data.retentionDays':
    'Counted history stays, also after the agents delete their transcripts. A number of days removes nothing by itself: below stands what would go.',
} as const;

/** Words of a choice where its own id is not one. */
const CHOICE_WORDS = {
  'max-5x': 'Max 5x',
  'max-20x': 'Max 20x',
  'enterprise-seat': 'Enterprise, seat with allowance',
  'enterprise-usage': 'Enterprise, usage billed',
  'api-key': 'API key',
  'plan-then-credits': 'Plan, then credits',
  'e-mail': 'By e-mail address',
  general: 'As in General',
  'agent-default': 'As the agent does',
  'language-default': 'As the language does',
  used: 'What is used',
  left: 'What is left',
  countdown: 'Time left',
  clock: 'Clock time',
  'percent-and-reset': 'Percent and reset',
  none: 'Nothing',
  ask: 'Ask me',
  closed: 'Stop at once',
  system: 'As the system',
  '12': '12 hours',
  '24': '24 hours',
  pro: 'Pro',
  max: 'Max',
  team: 'Team',
  free: 'Free',
  plus: 'Plus',
  business: 'Business',
  enterprise: 'Enterprise',
  edu: 'Edu',
  go: 'Go',
  on: 'On',
  off: 'Off',
  unknown: 'Unknown',
  credits: 'Credits',
  other: 'Other',
  percent: 'Percent',
  reset: 'Until the reset',
  monday: 'Monday',
  saturday: 'Saturday',
  sunday: 'Sunday',
  forever: 'Forever',
  light: 'Light',
  dark: 'Dark',
} as const;

/** Groups whose second step is a name that the user, or a folder, gave. */
const BOOKS: ReadonlySet<string> = new Set([
  'accounts',
  'budgets',
  'rates',
  'prices',
  'logFolders',
  'profiles',
]);

export function patternOf(path: SettingPath): string {
  const isBook = BOOKS.has(path[0] ?? '');
  return path.map((step, index) => (isBook && index === 1 ? '*' : step)).join('.');
}

/** A setting's name in the language of this window; one that has none is called by its path. */
export function nameOf(path: SettingPath, say: Speech['say']): string {
  const text = textOf(NAMES, patternOf(path)) ?? textOf(NAMES, patternInGeneral(path));
  return text === null ? path.join('.') : say(text);
}

/** What a profile has is called as it is in General. */
function patternInGeneral(path: SettingPath): string {
  return patternOf(path[0] === 'profiles' ? path.slice(2) : path);
}

/** English; it is said where it is shown. */
export function consequenceOf(path: SettingPath) {
  return textOf(CONSEQUENCES, patternInGeneral(path));
}

/** A choice in the language of this window; one that has no words is its own word. */
export function choiceWords(choice: string, say: Speech['say']): string {
  const text = textOf(CHOICE_WORDS, choice);
  if (text !== null) return say(text);
  const words = choice.replaceAll('-', ' ');
  return `${words[0]?.toUpperCase() ?? ''}${words.slice(1)}`;
}

function textOf<T extends Readonly<Record<string, string>>>(texts: T, key: string) {
  return Object.hasOwn(texts, key) ? (texts[key] as T[keyof T]) : null;
}

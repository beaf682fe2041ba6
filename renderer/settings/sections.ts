/** The page's sections, and which settings stand in each. Every setting stands in one and only one. */
import { settingRows } from '../../preload/contract/settingRows.ts';
import { SETTINGS } from '../../preload/contract/settings.ts';
import type { SettingPath } from '../../preload/contract/settingPaths.ts';
import type { Speech } from '../store/display.ts';
import { nameOf, patternOf } from './names.ts';

export type SectionId =
  | 'accounts'
  | 'profiles'
  | 'agents'
  | 'sources'
  | 'alerts'
  | 'quiet'
  | 'credits'
  | 'gate'
  | 'appearance'
  | 'prices'
  | 'keys'
  | 'metrics'
  | 'data'
  | 'start'
  | 'thresholds'
  | 'privacy';

export type SectionPlan = {
  readonly id: SectionId;
  readonly title: string;
  readonly note: string | null;
  /** Patterns as in `names.ts`; `alerts.enabled` stands for all below it. */
  readonly settings: readonly string[];
};

export const SECTIONS = [
  {
    id: 'accounts',
    title: 'Plans and accounts',
    note: 'An account is one configuration folder of an agent.',
    settings: [
      'accounts.*.name',
      'accounts.*.profile',
      'accounts.*.plan',
      'accounts.*.limitReached',
    ],
  },
  {
    id: 'profiles',
    title: 'Profiles',
    note: 'For several accounts, such as work and private: alerts, quiet hours, gate and a budget of their own.',
    settings: ['profiles'],
  },
  {
    id: 'agents',
    title: 'Agents',
    note: 'Session files are read, never written. A change to an agent’s own settings is shown first.',
    settings: ['accounts.*.draw', 'logFolders'],
  },
  {
    id: 'sources',
    title: 'Sources',
    note: 'All off until you switch them on. Plan use in session files and the status line needs none of them.',
    settings: ['sources'],
  },
  {
    id: 'alerts',
    title: 'Alerts',
    note: 'Each comes once per window and level.',
    settings: [
      'alerts.enabled',
      'alerts.planPercents',
      'alerts.weeklyPercents',
      'alerts.spendLimitPercents',
      'alerts.budgetPercents',
      'alerts.lowBalanceMicros',
      'alerts.forecastMinutes',
    ],
  },
  {
    id: 'quiet',
    title: 'Quiet hours',
    note: null,
    settings: ['alerts.quietHours', 'alerts.paidUseBreaksQuietHours'],
  },
  {
    id: 'credits',
    title: 'Credits and budgets',
    note: 'Balance and purchases are entries of the ledger, on the Credits page.',
    settings: [
      'accounts.*.creditsEnabled',
      'accounts.*.spendLimit',
      'accounts.*.member',
      'accounts.*.autoReload',
      'accounts.*.dailyRedemptionLimitMicros',
      'budgets',
      'rates',
    ],
  },
  {
    id: 'gate',
    title: 'Gate',
    note: 'What hooks cannot stop: a request in flight, cloud sessions, agents started with --bare.',
    settings: ['gate'],
  },
  { id: 'appearance', title: 'Appearance', note: null, settings: ['appearance'] },
  {
    id: 'prices',
    title: 'Prices',
    note: 'Estimates use these. A price that you set prices your history again at once; Undo takes it back.',
    settings: ['prices'],
  },
  {
    id: 'keys',
    title: 'Keys and provider accounts',
    note: 'API use of an organisation, beside your plan: added to no window, balance or local total.',
    settings: ['providers'],
  },
  {
    id: 'metrics',
    title: 'Export to OpenTelemetry',
    note: 'For teams that already run a collector. Counters begin when you switch this on; there is no server of Tollgate’s.',
    settings: ['metricsExport'],
  },
  { id: 'data', title: 'Data', note: null, settings: ['data'] },
  {
    id: 'start',
    title: 'Start and updates',
    note: null,
    settings: ['startAtLogin', 'lookForUpdates'],
  },
  {
    id: 'thresholds',
    title: 'Thresholds',
    note: 'From when on something counts as near, stale or live.',
    settings: ['thresholds'],
  },
  {
    id: 'privacy',
    title: 'Privacy',
    note: 'Every place that may be contacted, by whom, and when it last was.',
    settings: [],
  },
] as const satisfies readonly SectionPlan[];

/** What stands above a section's settings; English, said where it is shown. */
export type SectionText = (typeof SECTIONS)[number];

function isIn(pattern: string, { settings }: SectionPlan): boolean {
  return settings.some((one) => pattern === one || pattern.startsWith(`${one}.`));
}

/** Sections that a setting stands in: one. */
export function sectionsOf(path: SettingPath): readonly SectionId[] {
  return SECTIONS.filter((section) => isIn(patternOf(path), section)).map(({ id }) => id);
}

/** Settings of a section with fixed names, in the order of the table. */
export function fixedPaths(section: SectionPlan): readonly SettingPath[] {
  return settingRows({})
    .map(({ path }) => path)
    .filter((path) => isIn(patternOf(path), section));
}

/** Names of an account's settings in a section. */
export function accountMembers(section: SectionPlan): readonly string[] {
  return Object.keys(SETTINGS.members.accounts.entry.members).filter((name) =>
    isIn(`accounts.*.${name}`, section),
  );
}

/** Whether every word that was typed stands in what a line says. */
export function matches(words: string, ...texts: readonly (string | null)[]): boolean {
  const all = texts.join(' ').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** What a search looks through for one setting. */
export function searchText(
  path: SettingPath,
  sentence: string,
  title: string,
  say: Speech['say'],
): string {
  return [nameOf(path, say), say(sentence), title, path.join('.')].join(' ');
}

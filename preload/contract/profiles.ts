/** Which values hold for an account, and the changes that make, copy, rename and remove a profile. Pure. */
import { inEnglish } from './languages/say.ts';
import type { SettingPath } from './settingPaths.ts';
import { settingRows } from './settingRows.ts';
import type { Settings } from './settings.ts';
import {
  GENERAL,
  isProfileName,
  noSuchProfile,
  type ProfileSettings,
} from './settingsOfProfiles.ts';
import type { SettingChange } from './settingsTree.ts';

/** Changes that belong together, so that one undo takes all of them back; or why there are none. */
export type ProfileChanges =
  | { readonly ok: true; readonly changes: readonly SettingChange[] }
  | { readonly ok: false; readonly message: string };

/** The profile that an account follows; null: General. */
export function profileNameOf({ accounts, profiles }: Settings, account: string): string | null {
  const name = Object.hasOwn(accounts, account) ? (accounts[account]?.profile ?? null) : null;
  return name !== null && Object.hasOwn(profiles, name) ? name : null;
}

/** Accounts that follow a profile, by agent and folder. */
export function followersOf(settings: Settings, name: string): string[] {
  return Object.keys(settings.accounts).filter((key) => profileNameOf(settings, key) === name);
}

/**
 * The settings as they hold for one account; the same object where it follows General.
 * @param account its agent and folder, parted by `|`
 */
export function settingsFor(settings: Settings, account: string): Settings {
  const name = profileNameOf(settings, account);
  const profile = name === null ? undefined : settings.profiles[name];
  return profile === undefined ? settings : withProfile(settings, profile);
}

/** The settings with what a profile has otherwise. */
export function withProfile(settings: Settings, profile: ProfileSettings): Settings {
  const { enabled, quietHours, ...levels } = profile.alerts;
  const own = quietHours === 'none' ? null : quietHours;
  return {
    ...settings,
    alerts: {
      ...withOwn(settings.alerts, levels),
      enabled: withOwn(settings.alerts.enabled, enabled),
      quietHours: quietHours === null ? settings.alerts.quietHours : own,
    },
    gate: withOwn(settings.gate, profile.gate),
  };
}

function withOwn<T extends object>(
  general: T,
  own: { readonly [K in keyof T]?: T[K] | null | undefined },
): T {
  const named = Object.entries(own).filter(([, value]) => value !== null && value !== undefined);
  return { ...general, ...(Object.fromEntries(named) as Partial<T>) };
}

/** A profile with the values of another one; of General, which has none of its own, an empty one. */
export function copyProfile(settings: Settings, from: string, to: string): ProfileChanges {
  const refusal = missing(settings, from) ?? unusable(settings, to);
  if (refusal !== null) return { ok: false, message: refusal };
  return {
    ok: true,
    changes: [{ path: ['profiles', to], value: {} }, ...valuesAt(settings, from, to)],
  };
}

/** The same profile under another name; its accounts go with it. */
export function renameProfile(settings: Settings, from: string, to: string): ProfileChanges {
  if (isGeneral(from)) return { ok: false, message: GENERAL_STAYS };
  const copied = copyProfile(settings, from, to);
  if (!copied.ok) return copied;
  const follow = followersOf(settings, from).map((key) => ({ path: followed(key), value: to }));
  return { ok: true, changes: [...copied.changes, ...follow, { path: ['profiles', from] }] };
}

/** Its accounts follow General from then on. */
export function removeProfile(settings: Settings, name: string): ProfileChanges {
  if (isGeneral(name)) return { ok: false, message: GENERAL_STAYS };
  const refusal = missing(settings, name);
  if (refusal !== null) return { ok: false, message: refusal };
  const follow = followersOf(settings, name).map((key) => ({ path: followed(key) }));
  return { ok: true, changes: [...follow, { path: ['profiles', name] }] };
}

/** A name for a copy that is not taken: `Work 2`. */
export function nameForCopy({ profiles }: Settings, from: string): string {
  const stem = from.replace(/ \d+$/u, '').slice(0, 36);
  for (let number = 2; ; number += 1) {
    const name = `${stem} ${number}`;
    if (!Object.hasOwn(profiles, name)) return name;
  }
}

function valuesAt(settings: Settings, from: string, to: string): SettingChange[] {
  if (isGeneral(from)) return [];
  return settingRows(settings, ['profiles', from])
    .filter(({ value }) => value !== null)
    .map(({ path, value }) => ({ path: ['profiles', to, ...path.slice(2)], value }));
}

function followed(key: string): SettingPath {
  return ['accounts', key, 'profile'];
}

function isGeneral(name: string): boolean {
  return name.toLowerCase() === GENERAL;
}

const GENERAL_STAYS = inEnglish(
  'General is what every account without a profile follows; it keeps its name and stays.',
);

function missing({ profiles }: Settings, name: string): string | null {
  if (isGeneral(name) || Object.hasOwn(profiles, name)) return null;
  return noSuchProfile(name, Object.keys(profiles));
}

function unusable({ profiles }: Settings, name: string): string | null {
  if (!isProfileName(name)) {
    return inEnglish(
      '“{name}” is no name for a profile: up to 40 letters, digits, blanks, - and _, and not General.',
      { name },
    );
  }
  const isTaken = Object.keys(profiles).some((one) => one.toLowerCase() === name.toLowerCase());
  return isTaken ? inEnglish('There is a profile “{name}” already.', { name }) : null;
}

/** Profiles: which values hold for an account, and what making, copying, renaming and removing one does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeSettings, undoSettings } from '../../../main/domain/settingsJournal.ts';
import {
  copyProfile,
  followersOf,
  nameForCopy,
  profileNameOf,
  removeProfile,
  renameProfile,
  settingsFor,
  type ProfileChanges,
} from '../../../preload/contract/profiles.ts';
import { isProfileName } from '../../../preload/contract/settingsOfProfiles.ts';
import { parseSettings } from '../../../preload/contract/settingsTree.ts';
import { arbitrarySetting } from '../../fixtures/settingValues.ts';

const WORK = 'claude-code|/home/ada/.claude-work';
const HOME = 'claude-code|/home/ada/.claude';

const SAVED = {
  version: 1,
  alerts: { planPercents: [80], quietHours: { from: '22:00', until: '07:00' } },
  gate: { closesAtPercent: 95 },
  profiles: {
    Work: {
      alerts: { planPercents: [50], quietHours: 'none', enabled: { planIsBack: false } },
      gate: { closesAtPercent: 80, mode: 'closed' },
      monthlyBudgetMicros: 30_000_000,
    },
  },
  accounts: { [WORK]: { name: 'Work', profile: 'Work' }, [HOME]: { name: 'Home' } },
};

const settingsOf = (document: unknown) => parseSettings(document).settings;
const settings = settingsOf(SAVED);

function applied(saved: unknown, changes: ProfileChanges) {
  if (!changes.ok) throw new Error(changes.message);
  const store = { document: JSON.stringify(saved), journal: null, preferences: null };
  const done = changeSettings(store, changes.changes, 1);
  if (!done.ok) throw new Error(done.message);
  const undone = undoSettings({ ...done.next, preferences: null });
  if (!undone.ok) throw new Error(undone.message);
  return {
    document: JSON.parse(done.next.document) as unknown,
    undone: JSON.parse(undone.next.document) as unknown,
  };
}

describe('the values that hold for an account', () => {
  it('are its profile’s where it names them, and General’s everywhere else', () => {
    const own = settingsFor(settings, WORK);
    expect(own.alerts).toMatchObject({
      planPercents: [50],
      weeklyPercents: [75, 90, 95],
      quietHours: null,
    });
    expect(own.alerts.enabled).toMatchObject({ planIsBack: false, plan: true });
    expect(own.gate).toMatchObject({ closesAtPercent: 80, mode: 'closed', askSeconds: 25 });
    expect(settings.alerts).toMatchObject({ planPercents: [80], quietHours: { from: '22:00' } });
  });

  it('are the very settings where it follows General', () => {
    expect(settingsFor(settings, HOME)).toBe(settings);
    expect(settingsFor(settings, 'codex|/nowhere')).toBe(settings);
    expect(settingsFor(settings, 'constructor')).toBe(settings);
  });

  it('are General’s, and named, once the profile is gone', () => {
    const { settings: now, rejected } = parseSettings({ ...SAVED, profiles: {} });
    expect(settingsFor(now, WORK)).toBe(now);
    expect(rejected).toEqual([
      { path: `accounts[${WORK}].profile`, why: 'there is no profile “Work”' },
    ]);
  });

  it('follow every change of General, but for what the profile names', () => {
    const of = arbitrarySetting.filter(({ path }) => path[0] === 'alerts' || path[0] === 'gate');
    fc.assert(
      fc.property(of, ({ path, value }) => {
        const changed = applied(SAVED, { ok: true, changes: [{ path, value }] }).document;
        const empty = { ...(changed as object), profiles: { Work: {} } };
        const now = settingsOf(empty);
        expect(settingsFor(now, WORK)).toEqual(now);
      }),
    );
  });
});

describe('a profile', () => {
  it('is copied with all its values, and General as one that has none', () => {
    const { document, undone } = applied(SAVED, copyProfile(settings, 'Work', 'Play'));
    expect(settingsOf(document).profiles['Play']).toEqual(settings.profiles['Work']);
    expect(followersOf(settingsOf(document), 'Play')).toEqual([]);
    expect(undone).toEqual(SAVED);
    const fresh = applied(SAVED, copyProfile(settings, 'General', 'Play')).document;
    expect((fresh as typeof SAVED).profiles).toEqual({ ...SAVED.profiles, Play: {} });
  });

  it('is renamed with the accounts that follow it, in one change', () => {
    const { document, undone } = applied(SAVED, renameProfile(settings, 'Work', 'Office'));
    const now = settingsOf(document);
    expect(Object.keys(now.profiles)).toEqual(['Office']);
    expect(now.profiles['Office']).toEqual(settings.profiles['Work']);
    expect(profileNameOf(now, WORK)).toBe('Office');
    expect(undone).toEqual(SAVED);
  });

  it('is removed, its accounts follow General, and undo brings both back', () => {
    const { document, undone } = applied(SAVED, removeProfile(settings, 'Work'));
    const { settings: now, rejected } = parseSettings(document);
    expect(now.profiles).toEqual({});
    expect(now.accounts[WORK]).toMatchObject({ name: 'Work', profile: null });
    expect(rejected).toEqual([]);
    expect(undone).toEqual(SAVED);
  });

  it.each<[string, ProfileChanges]>([
    ['There is no profile', copyProfile(settings, 'Play', 'Other')],
    ['There is no profile', renameProfile(settings, 'Play', 'Other')],
    ['There is no profile', removeProfile(settings, 'constructor')],
    ['already', copyProfile(settings, 'General', 'work')],
    ['no name for a profile', copyProfile(settings, 'Work', 'general')],
    ['no name for a profile', copyProfile(settings, 'Work', ' ')],
    ['keeps its name', renameProfile(settings, 'General', 'All')],
    ['keeps its name', removeProfile(settings, 'GENERAL')],
  ])('is refused: %s', (why, changes) => {
    expect(changes.ok ? 'taken' : changes.message).toContain(why);
  });

  it('has a name that can be typed', () => {
    expect(['Work', 'Büro 2', 'a', '7', 'x'.repeat(40)].every(isProfileName)).toBe(true);
    const wrong = ['', ' a', 'a ', 'General', 'a.b', 'a[b]', 'a\n', 'x'.repeat(41), '-a'];
    expect(wrong.filter(isProfileName)).toEqual([]);
  });

  it('gets a free name for its copy', () => {
    const taken = settingsOf({ profiles: { Work: {}, 'Work 2': {} } });
    expect(nameForCopy(taken, 'Work')).toBe('Work 3');
    expect(nameForCopy(taken, 'Work 2')).toBe('Work 3');
    expect(isProfileName(nameForCopy(taken, 'x'.repeat(40)))).toBe(true);
  });
});

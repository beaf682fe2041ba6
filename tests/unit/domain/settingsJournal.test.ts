import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeSettings,
  KEPT_CHANGES,
  readDocument,
  undoSettings,
  type NextSettings,
  type SavedSettings,
} from '../../../main/domain/settingsJournal.ts';
import { parseSettings, type SettingChange } from '../../../preload/contract/settingsTree.ts';
import { arbitraryDocument, arbitrarySetting } from '../../fixtures/settingValues.ts';

const NOTHING: SavedSettings = { document: null, journal: null, preferences: null };

const savedAs = ({ document, journal }: NextSettings): SavedSettings => ({
  document,
  journal,
  preferences: null,
});

function change(saved: SavedSettings, changes: readonly SettingChange[], atMs: number | null = 5) {
  const outcome = changeSettings(saved, changes, atMs);
  if (!outcome.ok) throw new Error(outcome.message);
  return savedAs(outcome.next);
}

function undo(saved: SavedSettings) {
  const outcome = undoSettings(saved);
  if (!outcome.ok) throw new Error(outcome.message);
  return { saved: savedAs(outcome.next), paths: outcome.paths, changedAtMs: outcome.changedAtMs };
}

const settingsOf = (saved: SavedSettings) => parseSettings(readDocument(saved).document);

const strict = (value: unknown): SettingChange => ({ path: ['gate', 'strict'], value });
const clock: SettingChange = { path: ['appearance', 'resetDisplay'], value: 'clock' };

describe('changes', () => {
  it('are all made or none', () => {
    const outcome = changeSettings(NOTHING, [strict(true), { ...strict('perhaps') }], 5);
    expect(outcome).toMatchObject({ ok: false });
  });

  it('are taken back one after the other, whatever they were', () => {
    const changes = fc.array(fc.array(arbitrarySetting, { minLength: 1, maxLength: 3 }), {
      maxLength: KEPT_CHANGES,
    });
    fc.assert(
      fc.property(arbitraryDocument, changes, (document, steps) => {
        const states: SavedSettings[] = [{ ...NOTHING, document: JSON.stringify(document) }];
        for (const step of steps) states.push(change(states.at(-1) ?? NOTHING, step));
        let saved = states.at(-1) ?? NOTHING;
        for (const before of states.slice(0, -1).reverse()) {
          saved = undo(saved).saved;
          expect(settingsOf(saved)).toEqual(settingsOf(before));
        }
        expect(undoSettings(saved).ok).toBe(false);
      }),
    );
  });

  it('can be taken back twenty at a time, no more', () => {
    let saved = NOTHING;
    for (let index = 0; index < KEPT_CHANGES + 3; index += 1) {
      saved = change(saved, [{ path: ['data', 'backups'], value: index }], index);
    }
    for (let index = KEPT_CHANGES + 2; index >= 3; index -= 1) {
      const undone = undo(saved);
      expect(undone).toMatchObject({ paths: [['data', 'backups']], changedAtMs: index });
      saved = undone.saved;
    }
    expect(settingsOf(saved).settings.data.backups).toBe(2);
    expect(undoSettings(saved)).toEqual({
      ok: false,
      message: 'There is no change left to take back.',
    });
  });

  it('of one click are not remembered, and undo leaves them', () => {
    const saved = change(change(NOTHING, [strict(true)]), [clock], null);
    const undone = undo(saved);
    expect(undone.paths).toEqual([['gate', 'strict']]);
    expect(settingsOf(undone.saved).settings).toMatchObject({
      gate: { strict: false },
      appearance: { resetDisplay: 'clock' },
    });
  });
});

describe('what was saved before', () => {
  it('the one preference of the first versions is taken over', () => {
    const first = { ...NOTHING, preferences: '{"resetDisplay":"clock"}' };
    expect(settingsOf(first).settings.appearance.resetDisplay).toBe('clock');
    expect(settingsOf(change(first, [strict(true)])).settings).toMatchObject({
      appearance: { resetDisplay: 'clock' },
      gate: { strict: true },
    });
  });

  it.each(['', 'null', '[]', '"x"', '{"resetDisplay":', '{"resetDisplay":"sometimes"}'])(
    '%j as a preference says nothing',
    (preferences) => {
      expect(settingsOf({ ...NOTHING, preferences })).toEqual(settingsOf(NOTHING));
    },
  );

  it.each(['', 'null', '[]', '7', '{"gate":'])('%j as settings is kept aside', (document) => {
    const saved = { ...NOTHING, document };
    expect(readDocument(saved)).toEqual({ document: {}, isReadable: false });
    const outcome = changeSettings(saved, [strict(true)], 5);
    expect(outcome).toMatchObject({ ok: true, next: { unreadable: document } });
  });

  it.each(['', '{}', '[1]', '[{"atMs":1,"patches":[{"path":[],"depth":1}]}]', '[{"atMs":1}]'])(
    '%j as a journal is empty',
    (journal) => {
      expect(undoSettings({ ...NOTHING, document: '{}', journal }).ok).toBe(false);
    },
  );

  it('by a newer version keeps that version’s number and its settings', () => {
    const document = JSON.stringify({ version: 99, later: 1 });
    const saved = change({ ...NOTHING, document }, [strict(true)]);
    expect(readDocument(saved).document).toEqual({ version: 99, later: 1, gate: { strict: true } });
  });
});

import { useId, useState } from 'react';
import {
  copyProfile,
  followersOf,
  nameForCopy,
  profileNameOf,
  removeProfile,
  renameProfile,
  type ProfileChanges,
} from '../../preload/contract/profiles.ts';
import { formatDollars, type FormatContext } from '../../preload/contract/formatting.ts';
import { settingRows, type SettingRow } from '../../preload/contract/settingRows.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { writeValue } from '../../preload/contract/settingTexts.ts';
import { useSay, type Speech } from '../store/display.ts';
import { useReview } from '../store/reviewStore.ts';
import { changeSettings } from '../store/settingsStore.ts';
import { useFormat } from '../store/useFormat.ts';
import { AddError, AddField, AddForm } from './AddForm.tsx';
import { accountsOf } from './AccountLines.tsx';
import { nameOf } from './names.ts';
import { profileMessages as words } from './profileMessages.ts';
import { SECTIONS, sectionsOf } from './sections.ts';
import { SettingLine, valueWords } from './SettingLine.tsx';

/** General, every profile with what it has otherwise, and a line for one more. */
export function ProfileLines({ settings }: { readonly settings: Settings }) {
  const { say } = useSay();
  const snapshot = useReview((state) => state.snapshot);
  const accounts = accountsOf(snapshot, settings);
  const general = accounts.filter(({ key }) => profileNameOf(settings, key) === null);
  return (
    <>
      <div className="settings-group">
        <h3 className="settings-subheading">{say(words.general)}</h3>
        <p className="settings-note">
          {say(words.generalNote)} <Followers names={general.map(({ name }) => name)} />
        </p>
      </div>
      {Object.keys(settings.profiles).map((name) => {
        const keys = followersOf(settings, name);
        const own = accounts.filter(({ key }) => keys.includes(key));
        return (
          <Profile
            key={name}
            name={name}
            settings={settings}
            followers={own.map((account) => account.name)}
          />
        );
      })}
      <AddProfile settings={settings} />
    </>
  );
}

function Followers({ names }: { readonly names: readonly string[] }) {
  const { say } = useSay();
  if (names.length === 0) return null;
  return say(words.followedBy, { accounts: [...new Set(names)].join('; ') });
}

type ProfileProps = {
  readonly name: string;
  readonly settings: Settings;
  readonly followers: readonly string[];
};

function Profile({ name, settings, followers }: ProfileProps) {
  const { say } = useSay();
  const format = useFormat();
  const rows = settingRows(settings, ['profiles', name]);
  const differences = rows
    .filter(({ value }) => value !== null)
    .map((row) =>
      say(words.oneValue, { name: nameOf(row.path, say), value: shownWords(row, say, format) }),
    );
  return (
    <div className="settings-group profile">
      <h3 className="settings-subheading">{name}</h3>
      <p className="settings-note">
        {followers.length === 0 ? say(words.followedByNobody) : <Followers names={followers} />}{' '}
        {differences.length === 0
          ? say(words.sameAsGeneral)
          : say(words.differs, { values: differences.join('; ') })}
      </p>
      <ProfileButtons name={name} settings={settings} />
      <details className="profile-values">
        <summary>{say(words.values, { name })}</summary>
        <ProfileValues name={name} rows={rows} settings={settings} />
      </details>
    </div>
  );
}

type ValuesProps = Pick<ProfileProps, 'name' | 'settings'> & {
  readonly rows: readonly SettingRow[];
};

/** In the order of the sections in which General has the same. */
function ProfileValues({ name, rows, settings }: ValuesProps) {
  const { say } = useSay();
  const format = useFormat();
  const general = ({ path }: SettingRow): string | null => {
    const [row] = settingRows(settings, path.slice(2));
    if (row === undefined) return null;
    // Its unit stands beside the field already.
    return row.leaf.form.kind === 'whole'
      ? writeValue(row.leaf, row.value)
      : shownWords(row, say, format);
  };
  const sectionOf = ({ path }: SettingRow) => sectionsOf(path.slice(2))[0] ?? null;
  return [...new Set(rows.map(sectionOf))].map((id) => (
    <div key={id ?? ''} className="settings-group">
      <h4 className="settings-subheading">
        {say(SECTIONS.find((section) => section.id === id)?.title ?? words.budget)}
      </h4>
      {rows
        .filter((row) => sectionOf(row) === id)
        .map((row) => (
          <SettingLine key={row.path.join('.')} row={row} owner={name} inherited={general(row)} />
        ))}
    </div>
  ));
}

/** A value in a sentence or in an empty field; amounts are hidden where the user hides them. */
function shownWords(row: SettingRow, say: Speech['say'], format: FormatContext): string {
  const { leaf, value } = row;
  if (value === null) return say(words.nothing);
  if (leaf.form.kind === 'money') return formatDollars(value as number, format);
  return valueWords(row, value, say);
}

type ButtonsProps = Pick<ProfileProps, 'name' | 'settings'>;

function ProfileButtons({ name, settings }: ButtonsProps) {
  const { say } = useSay();
  const copy = nameForCopy(settings, name);
  return (
    <div className="profile-buttons">
      <NameField
        label={say(words.rename, { name })}
        saved={name}
        changesFor={(to) => renameProfile(settings, name, to)}
        done={(to) => say(words.renamed, { name, to })}
      />
      <button
        type="button"
        className="button"
        aria-label={say(words.copyOne, { name })}
        onClick={() =>
          void carryOut(copyProfile(settings, name, copy), say(words.copied, { to: copy, name }))
        }
      >
        {say(words.copy)}
      </button>
      <button
        type="button"
        className="button"
        aria-label={say(words.removeOne, { name })}
        onClick={() => void carryOut(removeProfile(settings, name), say(words.removed, { name }))}
      >
        {say(words.remove)}
      </button>
    </div>
  );
}

type NameFieldProps = {
  readonly label: string;
  readonly saved: string;
  readonly changesFor: (typed: string) => ProfileChanges;
  readonly done: (typed: string) => string;
};

/** Saved with Enter or on leaving, as every field of this page; Escape takes it back. */
function NameField({ label, saved, changesFor, done }: NameFieldProps) {
  const { say, sayAgain } = useSay();
  const [typed, setTyped] = useState<string | null>(null);
  const errorId = useId();
  const name = typed?.trim() ?? saved;
  const changes = name === saved ? null : changesFor(name);
  const error = changes?.ok === false ? changes.message : null;
  const save = () => {
    if (changes?.ok !== true) return;
    setTyped(null);
    void carryOut(changes, done(name));
  };
  return (
    <div className="profile-name">
      <span className="aside" aria-hidden="true">
        {say(words.name)}
      </span>
      <input
        type="text"
        className="field"
        aria-label={label}
        aria-describedby={errorId}
        aria-invalid={error !== null}
        autoComplete="off"
        value={typed ?? saved}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={save}
        onKeyDown={({ key }) => {
          if (key === 'Enter') save();
          if (key === 'Escape') setTyped(null);
        }}
      />
      <p id={errorId} className="setting-error" role="alert" hidden={error === null}>
        {error && sayAgain(error)}
      </p>
    </div>
  );
}

/** It begins as General is. */
function AddProfile({ settings }: Pick<ProfileProps, 'settings'>) {
  const { say, sayAgain } = useSay();
  const [typed, setTyped] = useState('');
  const errorId = useId();
  const name = typed.trim();
  const changes = name === '' ? null : copyProfile(settings, 'General', name);
  const error = changes?.ok === false ? changes.message : null;
  const add = async () => {
    if (changes?.ok !== true) return;
    if (await carryOut(changes, say(words.added, { name }))) setTyped('');
  };
  return (
    <AddForm onSubmit={() => void add()}>
      <AddField
        label={say(words.newName)}
        value={typed}
        example={say(words.newExample)}
        errorId={errorId}
        onChange={setTyped}
      />
      <button type="submit" className="button" aria-disabled={changes?.ok !== true}>
        {say(words.add)}
      </button>
      <AddError id={errorId} error={error && sayAgain(error)} />
    </AddForm>
  );
}

async function carryOut(changes: ProfileChanges, done: string): Promise<boolean> {
  return changes.ok && (await changeSettings([...changes.changes], done));
}

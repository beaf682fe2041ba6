import { useId } from 'react';
import type { SettingPath } from '../../preload/contract/settingPaths.ts';
import type { SettingRow } from '../../preload/contract/settingRows.ts';
import { writeValue } from '../../preload/contract/settingTexts.ts';
import { messages } from '../messages.ts';
import { useSay, type Speech } from '../store/display.ts';
import { changeSettings } from '../store/settingsStore.ts';
import { ChoiceControl } from './ChoiceControl.tsx';
import { choiceWords, consequenceOf, nameOf } from './names.ts';
import { profileMessages } from './profileMessages.ts';
import { ProfileChoice } from './ProfileChoice.tsx';
import { SwitchControl } from './SwitchControl.tsx';
import { ReachedText } from './ReachedText.tsx';
import { TextControl } from './TextControl.tsx';

type LineProps = {
  readonly row: SettingRow;
  /** Whose setting it is, where several have one of this name. */
  readonly owner?: string;
  /** What holds where nothing is said, in words; null or absent: the word for it says enough. */
  readonly inherited?: string | null;
};

export type ControlProps = {
  readonly row: SettingRow;
  readonly label: string;
  /** Id of what explains it. */
  readonly describedBy: string;
  /** What stands for no value; null or absent: it has none. */
  readonly noneWords?: string | null;
  readonly onChange: (value: unknown) => void;
};

/** One setting: what it is, what follows, its control, and the way back to its default. */
export function SettingLine({ row, owner, inherited = null }: LineProps) {
  const { say } = useSay();
  const sentenceId = useId();
  const { path, leaf } = row;
  const name = nameOf(path, say);
  const consequence = consequenceOf(path);
  const isSet = JSON.stringify(row.value) !== JSON.stringify(leaf.fallback);
  const noneWords =
    leaf.none === null
      ? null
      : inherited === null
        ? valueWords(row, null, say)
        : say(messages.inherited, { value: inherited });
  const label = owner === undefined ? name : `${name}, ${owner}`;
  const control = {
    row,
    label,
    describedBy: sentenceId,
    noneWords,
    onChange: (value: unknown) => void save(path, value, `${name}: ${valueWords(row, value, say)}`),
  };
  return (
    <div className="setting">
      <div className="setting-words">
        <p className="setting-name">{name}</p>
        <p id={sentenceId} className="setting-sentence">
          {say(leaf.sentence)} {consequence && say(consequence)}
        </p>
      </div>
      <div className="setting-control">
        <Control {...control} />
        {isSet && (
          <p className="setting-default">
            {say(messages.defaultIs, {
              value:
                leaf.fallback === null && noneWords !== null
                  ? noneWords
                  : valueWords(row, leaf.fallback, say),
            })}
            <button
              type="button"
              className="quiet-button"
              aria-label={say(messages.resetOne, { name: label })}
              onClick={() => void save(path, undefined, say(messages.resetDone, { name }))}
            >
              {say(messages.reset)}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}

function Control(props: ControlProps) {
  const { form, none } = props.row.leaf;
  if (form.kind === 'switch' && none === null) return <SwitchControl {...props} />;
  if (form.kind === 'profile') return <ProfileChoice {...props} />;
  if (form.kind === 'choice' || form.kind === 'switch') return <ChoiceControl {...props} />;
  if (form.kind === 'limit-reached') return <ReachedText value={props.row.value} />;
  return <TextControl key={JSON.stringify(props.row.value)} {...props} />;
}

/** A value as this page says it. */
export function valueWords({ leaf }: SettingRow, value: unknown, say: Speech['say']): string {
  const text = writeValue(leaf, value);
  if (leaf.form.kind === 'profile') return value === null ? say(profileMessages.general) : text;
  if (leaf.form.kind === 'choice' || value === null) return choiceWords(text, say);
  if (leaf.form.kind === 'switch') return say(value === true ? 'on' : 'off');
  if (leaf.form.kind === 'whole') return `${text} ${say(leaf.form.unit)}`;
  return text;
}

function save(path: SettingPath, value: unknown, done: string): Promise<boolean> {
  return changeSettings([value === undefined ? { path } : { path, value }], done);
}

import { useId, useState } from 'react';
import { nodeAt } from '../../preload/contract/settingsTree.ts';
import { settingRows } from '../../preload/contract/settingRows.ts';
import { ENGLISH } from '../../preload/contract/languages/say.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { allowedWords } from '../../preload/contract/settingTexts.ts';
import { messages } from '../messages.ts';
import { useSay } from '../store/display.ts';
import { changeSettings } from '../store/settingsStore.ts';
import { AddError, AddField, AddForm } from './AddForm.tsx';
import { TextControl } from './TextControl.tsx';
import { typedValue } from './typedValue.ts';

type BookProps = { readonly settings: Settings; readonly book: 'budgets' | 'rates' | 'prices' };

/** Entries that the user names: those there are, each with its value, and a line for one more. */
export function BookLines({ settings, book }: BookProps) {
  const { say } = useSay();
  const words = messages.books[book];
  const rows = settingRows(settings, [book]);
  const sentenceId = useId();
  return (
    <div className="settings-group">
      <h3 className="settings-subheading">{say(words.heading)}</h3>
      <p id={sentenceId} className="settings-note">
        {say(words.note)}
      </p>
      {rows.map((row) => {
        const name = row.path[1] ?? '';
        return (
          <div key={name} className="setting">
            <p className="setting-name">{name}</p>
            <div className="setting-control setting-control-wide">
              <TextControl
                key={JSON.stringify(row.value)}
                row={row}
                label={say(words.one, { name })}
                describedBy={sentenceId}
                onChange={(value) =>
                  void changeSettings([{ path: row.path, value }], say(words.saved))
                }
              />
              <p className="setting-default">
                <button
                  type="button"
                  className="quiet-button"
                  aria-label={say(messages.removeOne, { name })}
                  onClick={() => void changeSettings([{ path: row.path }], say(words.removed))}
                >
                  {say(messages.remove)}
                </button>
              </p>
            </div>
          </div>
        );
      })}
      <AddEntry book={book} />
    </div>
  );
}

function AddEntry({ book }: Pick<BookProps, 'book'>) {
  const { say, sayAgain } = useSay();
  const words = messages.books[book];
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const errorId = useId();
  const path = [book, name.trim()];
  const error = name === '' || value === '' ? nameError(path) : entryError(path, value);
  const isReady = error === null && name.trim() !== '' && value.trim() !== '';
  const add = async () => {
    const read = typedValue(path, value);
    if (!isReady || !read.ok) return;
    if (!(await changeSettings([{ path, value: read.value }], say(words.saved)))) return;
    setName('');
    setValue('');
  };
  return (
    <AddForm onSubmit={() => void add()}>
      <AddField
        label={say(words.nameLabel)}
        value={name}
        example={say(words.nameExample)}
        errorId={errorId}
        onChange={setName}
      />
      <AddField
        label={say(words.valueLabel)}
        value={value}
        example={say(words.valueExample)}
        errorId={errorId}
        isWide
        onChange={setValue}
      />
      <button type="submit" className="button" aria-disabled={!isReady}>
        {say(messages.add)}
      </button>
      <AddError id={errorId} error={error && sayAgain(error)} />
    </AddForm>
  );
}

/** Why a name does not do; null while nothing is typed. */
function nameError(path: readonly string[]): string | null {
  if (path[1] === '') return null;
  const found = nodeAt(path);
  return found.ok ? null : found.message;
}

function entryError(path: readonly string[], value: string): string | null {
  const wrongName = nameError(path);
  if (wrongName !== null) return wrongName;
  const read = typedValue(path, value);
  if (read.ok) return null;
  const found = nodeAt(path);
  return found.ok && found.node.node === 'leaf'
    ? `${read.message} ${read.message.startsWith('Takes') ? '' : `Takes ${allowedWords(found.node, ENGLISH)}.`}`.trim()
    : read.message;
}

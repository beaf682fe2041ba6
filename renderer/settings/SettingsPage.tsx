import { useDeferredValue, useEffect, useState } from 'react';
import { messages } from '../messages.ts';
import { PageHeader } from '../review/PageHeader.tsx';
import { useSay } from '../store/display.ts';
import { followProviders } from '../store/providersStore.ts';
import {
  changeSettings,
  followSettings,
  undoSettings,
  useSettings,
} from '../store/settingsStore.ts';
import { ChangeNews } from './ChangeNews.tsx';
import { SectionList } from './SectionList.tsx';
import { SECTIONS, type SectionPlan } from './sections.ts';
import { SettingsSection } from './SettingsSection.tsx';
import { useUndoKey } from './useUndoKey.ts';

/** Every setting on one page: searchable, checked while it is typed, changed at once, taken back with a key. */
export function SettingsPage() {
  const { say } = useSay();
  const parsed = useSettings((state) => state.parsed);
  const [typed, setTyped] = useState('');
  const words = useDeferredValue(typed.trim());
  useEffect(followSettings, []);
  useEffect(() => followProviders(), []);
  useUndoKey();
  return (
    <>
      <PageHeader title={say(messages.pageNames.settings)}>
        <input
          type="search"
          className="field settings-search"
          aria-label={say(messages.searchSettings)}
          placeholder={say(messages.searchSettings)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button
          type="button"
          className="button"
          title={say(messages.undoKey)}
          onClick={() => void undoSettings()}
        >
          {say(messages.undo)}
        </button>
      </PageHeader>
      <SettingsNews />
      {parsed !== null && (
        <div className="settings">
          <SectionList />
          <div className="settings-sections">
            {SECTIONS.map((section) => (
              <SettingsSection
                key={section.id}
                section={section}
                settings={parsed.settings}
                words={words}
              />
            ))}
            <p className="settings-nothing">{say(messages.noSettingFound)}</p>
            <ResetAll sections={SECTIONS} />
          </div>
        </div>
      )}
    </>
  );
}

/** What came of the last change, and what of the saved settings is not used. */
function SettingsNews() {
  const { say, sayAgain } = useSay();
  const rejected = useSettings((state) => state.parsed?.rejected ?? NONE);
  return (
    <>
      <ChangeNews />
      {rejected.length > 0 && (
        <p className="page-failure">
          {say(messages.settingsNotUsed)}{' '}
          {rejected
            .map(({ path, why }) => (path === '' ? sayAgain(why) : `${path} (${sayAgain(why)})`))
            .join('; ')}
        </p>
      )}
    </>
  );
}

const NONE: readonly { readonly path: string; readonly why: string }[] = [];

/** One change, so that one undo takes all of it back. */
function ResetAll({ sections }: { readonly sections: readonly SectionPlan[] }) {
  const { say } = useSay();
  const groups = new Set(
    sections.flatMap(({ settings }) => settings.map((one) => one.split('.')[0] ?? '')),
  );
  return (
    <p className="settings-foot">
      <button
        type="button"
        className="button"
        onClick={() =>
          void changeSettings(
            [...groups].map((group) => ({ path: [group] })),
            say(messages.resetAllDone),
          )
        }
      >
        {say(messages.resetAll)}
      </button>
      <span className="aside">{say(messages.resetAllNote)}</span>
    </p>
  );
}

import { useId } from 'react';
import type { Settings } from '../../preload/contract/settings.ts';
import { adjustMessages, sourceWords } from '../messages.ts';
import { changeSetting } from '../store/adjustments.ts';
import { useSay } from '../store/display.ts';
import { AdjustSwitch } from './AdjustSwitch.tsx';

type Source = keyof typeof sourceWords;

const SOURCES = Object.keys(sourceWords) as Source[];

/** Each source that is off until somebody wants it, with what switching it on means. */
export function AdjustSources({ settings }: { readonly settings: Settings }) {
  const { say } = useSay();
  const id = useId();
  return (
    <div role="group" aria-labelledby={id}>
      <p id={id} className="adjust-name">
        {say(adjustMessages.sources)}
      </p>
      {SOURCES.map((source) => (
        <SourceSwitch key={source} source={source} isOn={settings.sources[source]} />
      ))}
    </div>
  );
}

function SourceSwitch({ source, isOn }: { readonly source: Source; readonly isOn: boolean }) {
  const { say } = useSay();
  const { name, consequence } = sourceWords[source];
  const change = { path: ['sources', source], value: !isOn };
  return (
    <AdjustSwitch
      name={say(name)}
      note={say(consequence)}
      isOn={isOn}
      onChange={() => void changeSetting(change, say(adjustMessages.saved))}
    />
  );
}

import { useSay } from '../store/display.ts';
import { useSettings } from '../store/settingsStore.ts';
import { profileMessages as words } from './profileMessages.ts';
import type { ControlProps } from './SettingLine.tsx';

const NO_PROFILES = {};

/** The profiles that there are, General first. */
export function ProfileChoice({ row, label, describedBy, onChange }: ControlProps) {
  const { say } = useSay();
  const profiles = useSettings((state) => state.parsed?.settings.profiles ?? NO_PROFILES);
  return (
    <select
      className="field"
      aria-label={label}
      aria-describedby={describedBy}
      value={typeof row.value === 'string' ? row.value : ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{say(words.general)}</option>
      {Object.keys(profiles).map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </select>
  );
}

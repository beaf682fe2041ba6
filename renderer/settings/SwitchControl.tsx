import type { ControlProps } from './SettingLine.tsx';

export function SwitchControl({ row, label, describedBy, onChange }: ControlProps) {
  const isOn = row.value === true;
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-checked={isOn}
      aria-label={label}
      aria-describedby={describedBy}
      onClick={() => onChange(!isOn)}
    >
      <span className="switch-knob" aria-hidden="true" />
    </button>
  );
}

import { useId } from 'react';

type AdjustSwitchProps = {
  /** Said already, as is the note. */
  readonly name: string;
  readonly note: string;
  readonly isOn: boolean;
  readonly onChange: () => void;
};

/** One line of the adjustments: what can be switched, and what that means. */
export function AdjustSwitch({ name, note, isOn, onChange }: AdjustSwitchProps) {
  const noteId = useId();
  return (
    <div className="adjust-row">
      <label>
        <input type="checkbox" checked={isOn} aria-describedby={noteId} onChange={onChange} />
        <span>{name}</span>
      </label>
      <p className="note" id={noteId}>
        {note}
      </p>
    </div>
  );
}

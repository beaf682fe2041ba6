import { useSay } from '../store/display.ts';
import { choiceWords } from './names.ts';
import type { ControlProps } from './SettingLine.tsx';

/** A list to choose from; a switch that may also be unknown is one as well. */
export function ChoiceControl({
  row,
  label,
  describedBy,
  noneWords = null,
  onChange,
}: ControlProps) {
  const { say } = useSay();
  const { form, none } = row.leaf;
  const ids = form.kind === 'choice' ? form.choices : ['on', 'off'];
  const all = none === null ? ids : [none, ...ids];
  const shown = row.value === null ? none : wordOf(row.value);
  const choose = (id: string) => {
    if (id === none) onChange(null);
    else onChange(form.kind === 'switch' ? id === 'on' : id);
  };
  return (
    <select
      className="field"
      aria-label={label}
      aria-describedby={describedBy}
      value={shown ?? ''}
      onChange={(event) => choose(event.target.value)}
    >
      {all.map((id) => (
        <option key={id} value={id}>
          {id === none && noneWords !== null ? noneWords : choiceWords(id, say)}
        </option>
      ))}
    </select>
  );
}

/** A choice is its own word. */
function wordOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === true ? 'on' : 'off';
}

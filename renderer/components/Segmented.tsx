import { useId } from 'react';

/** A choice of one among few, as a row; native radio buttons underneath, so arrows and readers work. */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly { readonly id: T; readonly label: string }[];
  readonly value: T;
  readonly onChange: (id: T) => void;
}) {
  const name = useId();
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">{label}</legend>
      {options.map((option) => (
        <label key={option.id} className="segment">
          <input
            className="segment-input"
            type="radio"
            name={name}
            checked={option.id === value}
            onChange={() => onChange(option.id)}
          />
          <span className="segment-face">{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

import { useId } from 'react';

export type Segment<V extends string> = { readonly value: V; readonly label: string };

type SegmentsProps<V extends string> = {
  readonly legend: string;
  readonly segments: readonly Segment<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
};

/** A choice of few, all in sight: radio buttons, so that arrow keys and screen readers work as everywhere. */
export function Segments<V extends string>({
  legend,
  segments,
  value,
  onChange,
}: SegmentsProps<V>) {
  const name = useId();
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{legend}</legend>
      {segments.map((segment) => (
        <label key={segment.value} className="segment">
          <input
            type="radio"
            className="visually-hidden"
            name={name}
            checked={segment.value === value}
            onChange={() => onChange(segment.value)}
          />
          <span className="segment-label">{segment.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

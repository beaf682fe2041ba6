import type { ReactNode } from 'react';

/** The few figures that answer a page's first question, between two hairlines. */
export function Headlines({ children }: { readonly children: ReactNode }) {
  return (
    <div className="headlines-frame">
      <dl className="headlines">{children}</dl>
    </div>
  );
}

export type HeadlineProps = {
  readonly label: string;
  readonly value: string;
  /** What the figure stands on, a line each. */
  readonly notes?: readonly string[];
  /** Money that was paid with credits: told by colour and by hatch. */
  readonly isPaid?: boolean;
  /** Nothing is known, so there is no figure to stand out. */
  readonly isMuted?: boolean;
};

export function Headline({
  label,
  value,
  notes = [],
  isPaid = false,
  isMuted = false,
}: HeadlineProps) {
  const tone = isPaid ? ' paid-figure' : isMuted ? ' headline-muted' : '';
  return (
    <div className="headline">
      <dt className="headline-label">
        {isPaid && <span className="swatch swatch-paid" aria-hidden="true" />}
        {label}
      </dt>
      <dd className={`headline-value${tone}`}>{value}</dd>
      {notes.map((note) => (
        <dd key={note} className="headline-note">
          {note}
        </dd>
      ))}
    </div>
  );
}

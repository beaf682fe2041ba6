import { useId, type ReactNode } from 'react';

type SectionProps = {
  readonly heading: string;
  /** Hidden headings still name the part for those who listen. */
  readonly isHeadingHidden?: boolean;
  /** What holds for every figure below, at the heading's right. */
  readonly note?: string;
  readonly className?: string;
  readonly children?: ReactNode;
};

/** A group between two hairlines. */
export function Section(props: SectionProps) {
  const { heading, isHeadingHidden = false, note, className = '', children } = props;
  const id = useId();
  return (
    <section className={`section ${className}`} aria-labelledby={id}>
      <div className={isHeadingHidden ? 'visually-hidden' : 'section-head'}>
        <h2 id={id} className="section-heading">
          {heading}
        </h2>
        {note !== undefined && <span className="section-note">{note}</span>}
      </div>
      {children}
    </section>
  );
}

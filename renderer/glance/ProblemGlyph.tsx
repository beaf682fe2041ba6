import type { Problem } from '../../preload/contract/snapshot.ts';

/** An exclamation mark in a filled disc for errors, an open ring for notices: shape before colour. */
export function ProblemGlyph({ severity }: { readonly severity: Problem['severity'] }) {
  return (
    <svg className={`glyph glyph-${severity}`} width={14} height={14} aria-hidden="true">
      <circle className="glyph-disc" cx={7} cy={7} r={6} />
      <line className="glyph-mark" x1={7} x2={7} y1={3.8} y2={7.6} />
      <circle className="glyph-dot" cx={7} cy={10} r={0.9} />
    </svg>
  );
}

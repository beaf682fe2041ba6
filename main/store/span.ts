/** Stretch of time in which events changed; null: none. */
export type SavedSpan = { readonly fromMs: number; readonly untilMs: number } | null;

/** The smallest stretch that holds both. */
export function widen(span: SavedSpan, other: SavedSpan | number): SavedSpan {
  if (other === null) return span;
  const { fromMs, untilMs } = typeof other === 'number' ? { fromMs: other, untilMs: other } : other;
  if (span === null) return { fromMs, untilMs };
  return { fromMs: Math.min(span.fromMs, fromMs), untilMs: Math.max(span.untilMs, untilMs) };
}

/** What can be taken out as a file: tables, and history as it is kept, which can be taken in again. */
export const EXPORTS = ['usage', 'ledger', 'answers', 'events'] as const;
export type ExportKind = (typeof EXPORTS)[number];
export type TableKind = Exclude<ExportKind, 'events'>;

export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export type ExportRequest = {
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  /** Local days, inclusive; null: from the first, until the last. */
  readonly sinceDay: string | null;
  readonly untilDay: string | null;
};

/** The forms that an export comes in, the usual one first. Events are lines of JSON. */
export function formatsOf(kind: ExportKind): readonly ExportFormat[] {
  return kind === 'events' ? ['json'] : EXPORT_FORMATS;
}

/** Null: the user changed their mind. */
export type ExportDone = { readonly path: string; readonly rows: number } | null;

/** A part of the window, in its own pixels. */
export type PictureRequest = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** `tollgate-usage-2026-11-22.csv`; lines of JSON end in `.jsonl`. */
export function exportName(kind: ExportKind, format: ExportFormat, day: string): string {
  return `tollgate-${kind}-${day}.${kind === 'events' ? 'jsonl' : format}`;
}

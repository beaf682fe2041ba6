/** Tables as text that other programs read: CSV by RFC 4180, JSON with where everything came from. Pure. */

export type Cell = string | number | null;

export type ExportTable = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

/** What a reader must know to judge an export. */
export type ExportHeader = {
  readonly kind: string;
  readonly madeAt: string;
  readonly timeZone: string;
  /** Where each sort of figure came from. */
  readonly provenance: Readonly<Record<string, string>>;
  readonly coverage: Readonly<Record<string, unknown>>;
};

export const EXPORT_SCHEMA_VERSION = 1;

/**
 * Lines with their ends. Unknown is an empty cell. A text that a spreadsheet would take for a formula gets an
 * apostrophe before it (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function* csvText({ columns, rows }: ExportTable): Generator<string> {
  yield csvLine(columns);
  for (const row of rows) yield csvLine(row);
}

function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One JSON document, a row a line, so that large ones can be read piece by piece. */
export function* jsonText(table: ExportTable, header: ExportHeader): Generator<string> {
  const head = JSON.stringify({ schemaVersion: EXPORT_SCHEMA_VERSION, ...header });
  yield `${head.slice(0, -1)},"rows":[`;
  for (const [index, row] of table.rows.entries()) {
    const named = Object.fromEntries(table.columns.map((name, at) => [name, row[at] ?? null]));
    yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(named)}`;
  }
  yield '\n]}\n';
}

/** What product and oracle are compared by. */

/** Responses, input, output, 5-minute and 1-hour cache write, cache read, web searches. */
export type Row = [number, number, number, number, number, number, number];

/** Sums by `agent|session|model|day` (UTC), and what could not be counted. */
export type Answer = {
  readonly totals: Record<string, Row>;
  readonly refused: number;
  /** Files that end in the middle of a line. */
  readonly partial: number;
};

const days = new Map<number, string>();

/** The UTC day of an instant, as `YYYY-MM-DD`. */
export function dayOf(atMs: number): string {
  const number = Math.floor(atMs / 86_400_000);
  const known = days.get(number) ?? new Date(number * 86_400_000).toISOString().slice(0, 10);
  days.set(number, known);
  return known;
}

/** Adds one response to the sums. */
export function addTo(totals: Record<string, Row>, key: string, counts: readonly number[]): void {
  const row = (totals[key] ??= [0, 0, 0, 0, 0, 0, 0]);
  row[0] += 1;
  counts.forEach((count, index) => {
    row[index + 1] = (row[index + 1] as number) + count;
  });
}

/** What the two sides do not agree about; empty when they do. */
export function differences(product: Answer, oracle: Answer): string[] {
  const found: string[] = [];
  for (const [key, row] of Object.entries(product.totals)) {
    const right = oracle.totals[key];
    if (!right || row.some((count, index) => count !== right[index]))
      found.push(`${key}: product ${row.join()}, oracle ${right?.join() ?? 'nothing'}`);
  }
  for (const [key, right] of Object.entries(oracle.totals))
    if (!product.totals[key]) found.push(`${key}: product nothing, oracle ${right.join()}`);
  if (product.refused !== oracle.refused)
    found.push(`refused: product ${product.refused}, oracle ${oracle.refused}`);
  if (product.partial !== oracle.partial)
    found.push(`partial: product ${product.partial}, oracle ${oracle.partial}`);
  return found;
}

/** The benchmark's results as a table for people and as JSON for machines. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export type BenchLine = {
  readonly name: string;
  /** The figures in the order of the part's columns, as printed. */
  readonly cells: readonly string[];
  /** The same figures for machines, with units in their names. */
  readonly figures: Readonly<Record<string, number>>;
  readonly target?: Target;
};

export type Target = {
  readonly text: string;
  readonly isMet: boolean;
};

export type BenchPart = {
  readonly part: 'import' | 'refresh' | 'app' | 'gate' | 'review' | 'shapes' | 'gigabyte';
  readonly title: string;
  readonly columns: readonly string[];
  readonly lines: readonly BenchLine[];
};

const RESULT_FILE = fileURLToPath(new URL('../../test-results/bench.json', import.meta.url));

/** A target that is a ceiling. */
export function atMost(value: number, limit: number, unit = ''): Target {
  return { text: `≤ ${limit}${unit && ` ${unit}`}`, isMet: value <= limit };
}

export function printPart({ title, columns, lines }: BenchPart): void {
  const rows = [
    ['', ...columns, 'target', ''],
    ...lines.map(({ name, cells, target }) => [
      name,
      ...cells,
      target?.text ?? '',
      target === undefined ? '' : target.isMet ? 'met' : 'MISSED',
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  console.log(`\n${title}\n`);
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      column === 0 || column >= row.length - 2
        ? cell.padEnd(widths[column]!)
        : cell.padStart(widths[column]!),
    );
    console.log(cells.join('   ').trimEnd());
  }
  warnAboutBusyMachine();
}

/** Ratios of one run survive other work on the machine, times do not. */
function warnAboutBusyMachine(): void {
  const load = os.loadavg()[0] ?? 0;
  const processors = os.cpus().length;
  if (load <= 1.5 * processors) return;
  const words = `load ${load.toFixed(1)} on ${processors} processors`;
  console.log(`\nThe machine was busy (${words}): do not trust these times, run it again.`);
}

/** Adds one part to the results; the other part's last figures stay. */
export function savePart(part: BenchPart): void {
  const before = fs.existsSync(RESULT_FILE)
    ? (JSON.parse(fs.readFileSync(RESULT_FILE, 'utf8')) as { parts?: Record<string, unknown> })
    : {};
  const result = {
    parts: {
      ...before.parts,
      [part.part]: {
        measuredAt: new Date().toISOString(),
        machine: {
          processor: os.cpus()[0]?.model.trim() ?? 'unknown',
          processors: os.cpus().length,
          system: `${os.type()} ${os.release()} ${os.arch()}`,
          node: process.versions.node,
          loadAverage: os.loadavg()[0],
        },
        lines: part.lines.map(({ name, figures, target }) => ({ name, ...figures, target })),
      },
    },
  };
  fs.mkdirSync(path.dirname(RESULT_FILE), { recursive: true });
  fs.writeFileSync(RESULT_FILE, `${JSON.stringify(result, null, 2)}\n`);
}

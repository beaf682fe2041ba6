/** Reads an agent's session files as they are, for tests that pin down the shapes themselves. */
import fs from 'node:fs';
import path from 'node:path';

export type Line = Readonly<Record<string, unknown>>;

/** All lines of all session files below a folder, file by file. */
export function readSessionFiles(folder: string): Map<string, Line[]> {
  const files = new Map<string, Line[]>();
  for (const name of (fs.readdirSync(folder, { recursive: true }) as string[]).sort()) {
    if (!name.endsWith('.jsonl')) continue;
    const text = fs.readFileSync(path.join(folder, name), 'utf8');
    const lines = text.split('\n').filter((line) => line !== '');
    files.set(
      name,
      lines.map((line) => JSON.parse(line) as Line),
    );
  }
  return files;
}

/** A member of nested objects: `pick(line, 'message', 'usage', 'output_tokens')`. */
export function pick(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Line)[name] : undefined,
    value,
  );
}

/** Whatever is logged, in whatever order and pieces it is read: each response counts once, with its last figures. */
import fc from 'fast-check';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LogLine } from './oracle.ts';
import { streams, totalsByDay } from './oracle.ts';
import { createImporter, type Importer } from './importer.ts';

/** One step of a life with Tollgate. */
type Step =
  | { readonly kind: 'write'; readonly lines: number; readonly isHalf: boolean }
  | { readonly kind: 'import' | 'restart' | 'forget' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    lines: fc.integer({ min: 1, max: 9 }),
    isHalf: fc.boolean(),
  }),
  fc.record({ kind: fc.constantFrom('import' as const, 'restart' as const, 'forget' as const) }),
);

/** Writes lines to their files, the last one perhaps only half at first. */
function createWriting(projects: string, lines: readonly LogLine[]) {
  let done = 0;
  let owed: { file: string; text: string } | null = null;
  function append(file: string, text: string): void {
    const target = path.join(projects, 'project', `${file}.jsonl`);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.appendFileSync(target, text);
  }
  return (count: number, isHalf: boolean): void => {
    if (owed) append(owed.file, owed.text);
    owed = null;
    const batch = lines.slice(done, done + count);
    done += batch.length;
    for (const [index, { file, text }] of batch.entries()) {
      const whole = `${text}\n`;
      if (isHalf && index === batch.length - 1) {
        const cut = Math.floor(whole.length / 2);
        append(file, whole.slice(0, cut));
        owed = { file, text: whole.slice(cut) };
      } else {
        append(file, whole);
      }
    }
  };
}

async function live(
  importer: Importer,
  write: (count: number, isHalf: boolean) => void,
  steps: readonly Step[],
): Promise<void> {
  for (const one of steps) {
    if (one.kind === 'write') write(one.lines, one.isHalf);
    else if (one.kind === 'import') await importer.look();
    else if (one.kind === 'restart') importer.restart();
    else importer.forgetCursors();
  }
  write(Infinity, false);
  await importer.look();
}

describe('what is counted', () => {
  it('is the truth, whatever the order of lines, the pieces of reading and the restarts', async () => {
    const cases = streams.chain((stream) =>
      fc.tuple(
        fc.constant(stream),
        fc.shuffledSubarray([...stream.lines], {
          minLength: stream.lines.length,
          maxLength: stream.lines.length,
        }),
        fc.array(step, { maxLength: 12 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([stream, lines, steps]) => {
        const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-oracle-'));
        const importer = createImporter(root);
        try {
          await live(importer, createWriting(importer.projects, lines), steps);
          expect(importer.totalsByDay()).toEqual(totalsByDay(stream));
          await importer.look();
          importer.forgetCursors();
          await importer.look();
          expect(importer.totalsByDay()).toEqual(totalsByDay(stream));
        } finally {
          importer.close();
          fs.rmSync(root, { recursive: true, force: true });
        }
      }),
      { numRuns: 120 },
    );
  });
});

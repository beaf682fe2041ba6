import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from '../../../main/sources/bridge/unifiedDiff.ts';

describe('the diff', () => {
  it('is empty when nothing changes', () => {
    expect(unifiedDiff('/s.json', 'a\n', 'a\n')).toBe('');
    expect(unifiedDiff('/s.json', null, null)).toBe('');
  });

  it('shows three lines around one change', () => {
    const before = ['1', '2', '3', '4', '5', '6', '7', '8', '9', ''].join('\n');
    expect(unifiedDiff('/s.json', before, before.replace('5', 'five'))).toBe(
      '--- /s.json\n+++ /s.json\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
    );
  });

  it('shows changes at two places as two, and what lies between them not at all', () => {
    const before = Array.from({ length: 20 }, (_, index) => `${index}\n`).join('');
    const after = before.replace('2\n', '2\nnew\n').replace('17\n', '');
    expect(unifiedDiff('/s.json', before, after)).toBe(
      '--- /s.json\n+++ /s.json\n@@ -1,6 +1,7 @@\n 0\n 1\n 2\n+new\n 3\n 4\n 5\n' +
        '@@ -15,6 +16,5 @@\n 14\n 15\n 16\n-17\n 18\n 19\n',
    );
  });

  it('shows a file that comes and one that goes', () => {
    expect(unifiedDiff('/s.json', null, '{}\n')).toBe(
      '--- /dev/null\n+++ /s.json\n@@ -0,0 +1,1 @@\n+{}\n',
    );
    expect(unifiedDiff('/s.json', '{}', null)).toBe(
      '--- /s.json\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-{}\n\\ No newline at end of file\n',
    );
  });

  it('is understood by git apply, whatever changes', { timeout: 30_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'tollgate-diff-'));
    const line = fc.constantFrom('a', 'b', '{', '}', '  "x": 1', 'é', 'cr\r');
    const text = fc
      .tuple(fc.array(line, { minLength: 1, maxLength: 12 }), fc.constantFrom('', '\n'))
      .map(([lines, end]) => lines.join('\n') + end);
    try {
      fc.assert(
        fc.property(text, text, (before, after) => {
          fc.pre(before !== after);
          writeFileSync(join(folder, 's.json'), before);
          const input = unifiedDiff('s.json', before, after)
            .replace('--- ', '--- a/')
            .replace('+++ ', '+++ b/');
          execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input });
          expect(readFileSync(join(folder, 's.json'), 'utf8')).toBe(after);
        }),
        { numRuns: 60 },
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

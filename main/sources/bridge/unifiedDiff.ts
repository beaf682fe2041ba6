/**
 * A unified diff of two versions of one small text. The bridge changes one place only, so the common
 * beginning and end are found by comparing lines and no general algorithm is needed.
 */

const CONTEXT_LINES = 3;

/** The diff, or an empty text when nothing differs; null stands for a file that does not exist. */
export function unifiedDiff(path: string, before: string | null, after: string | null): string {
  if (before === after) return '';
  const [old, now] = [linesOf(before), linesOf(after)];
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start += 1;
  let same = 0;
  while (same < shorter - start && old.at(-1 - same) === now.at(-1 - same)) same += 1;

  const from = Math.max(0, start - CONTEXT_LINES);
  const trailing = Math.min(same, CONTEXT_LINES);
  const oldEnd = old.length - same;
  const nowEnd = now.length - same;
  const body = [
    ...old.slice(from, start).map((line) => marked(' ', line)),
    ...old.slice(start, oldEnd).map((line) => marked('-', line)),
    ...now.slice(start, nowEnd).map((line) => marked('+', line)),
    ...old.slice(oldEnd, oldEnd + trailing).map((line) => marked(' ', line)),
  ];
  const oldRange = range(from, oldEnd + trailing - from);
  const nowRange = range(from, nowEnd + trailing - from);
  const oldName = before === null ? '/dev/null' : path;
  const nowName = after === null ? '/dev/null' : path;
  return `--- ${oldName}\n+++ ${nowName}\n@@ -${oldRange} +${nowRange} @@\n${body.join('')}`;
}

/** Lines with their line ends, so that a change of line end is a change. */
function linesOf(text: string | null): readonly string[] {
  return text?.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function marked(sign: string, line: string): string {
  return line.endsWith('\n') ? `${sign}${line}` : `${sign}${line}\n\\ No newline at end of file\n`;
}

/** The format counts lines from 1, and names the line before for an empty range. */
function range(from: number, count: number): string {
  return `${count === 0 ? from : from + 1},${count}`;
}

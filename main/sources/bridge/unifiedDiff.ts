/** A unified diff of two versions of one small text, for showing what a change to a settings file does. */

const CONTEXT_LINES = 3;
/** Above this the lines in between are shown as replaced altogether: right, only longer to read. */
const MOST_COMPARISONS = 4_000_000;

/** A line of the script that leads from the old text to the new one. */
type Step = { readonly sign: ' ' | '-' | '+'; readonly line: string };

/** The diff, or an empty text when nothing differs; null stands for a file that does not exist. */
export function unifiedDiff(path: string, before: string | null, after: string | null): string {
  if (before === after) return '';
  const steps = stepsBetween(linesOf(before), linesOf(after));
  const oldName = before === null ? '/dev/null' : path;
  const nowName = after === null ? '/dev/null' : path;
  return `--- ${oldName}\n+++ ${nowName}\n${hunks(steps).join('')}`;
}

function stepsBetween(old: readonly string[], now: readonly string[]): readonly Step[] {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start += 1;
  let same = 0;
  while (same < shorter - start && old.at(-1 - same) === now.at(-1 - same)) same += 1;
  const keep = (line: string): Step => ({ sign: ' ', line });
  return [
    ...old.slice(0, start).map(keep),
    ...middleSteps(old.slice(start, old.length - same), now.slice(start, now.length - same)),
    ...old.slice(old.length - same).map(keep),
  ];
}

/** Keeps a longest common subsequence of lines; the classic table, filled from the end. */
function middleSteps(old: readonly string[], now: readonly string[]): readonly Step[] {
  const width = now.length + 1;
  const isTooMuch = old.length * now.length > MOST_COMPARISONS;
  const common = new Uint32Array(isTooMuch ? 0 : (old.length + 1) * width);
  const commonAt = (row: number, column: number) => common[row * width + column] ?? 0;
  if (!isTooMuch) {
    for (let row = old.length - 1; row >= 0; row -= 1) {
      for (let column = now.length - 1; column >= 0; column -= 1) {
        common[row * width + column] =
          old[row] === now[column]
            ? commonAt(row + 1, column + 1) + 1
            : Math.max(commonAt(row + 1, column), commonAt(row, column + 1));
      }
    }
  }
  const steps: Step[] = [];
  let [row, column] = [0, 0];
  while (row < old.length || column < now.length) {
    const [was, is] = [old[row], now[column]];
    if (!isTooMuch && was !== undefined && was === is) {
      steps.push({ sign: ' ', line: was });
      row += 1;
      column += 1;
    } else if (
      was !== undefined &&
      (is === undefined || commonAt(row + 1, column) >= commonAt(row, column + 1))
    ) {
      steps.push({ sign: '-', line: was });
      row += 1;
    } else {
      steps.push({ sign: '+', line: is ?? '' });
      column += 1;
    }
  }
  return steps;
}

/** Changes with their context; two that are near each other share a hunk. */
function hunks(steps: readonly Step[]): readonly string[] {
  const changed = steps.flatMap(({ sign }, index) => (sign === ' ' ? [] : [index]));
  const spans: { from: number; to: number }[] = [];
  for (const index of changed) {
    const from = Math.max(0, index - CONTEXT_LINES);
    const to = Math.min(steps.length, index + 1 + CONTEXT_LINES);
    const last = spans.at(-1);
    if (last !== undefined && from <= last.to) last.to = to;
    else spans.push({ from, to });
  }
  return spans.map(({ from, to }) => {
    const [before, part] = [steps.slice(0, from), steps.slice(from, to)];
    const oldRange = range(countOf(before, '-'), countOf(part, '-'));
    const nowRange = range(countOf(before, '+'), countOf(part, '+'));
    const body = part.map(({ sign, line }) => marked(sign, line)).join('');
    return `@@ -${oldRange} +${nowRange} @@\n${body}`;
  });
}

/** Lines of the old text (`-`) or of the new one (`+`) among these steps. */
function countOf(steps: readonly Step[], side: '-' | '+'): number {
  return steps.filter(({ sign }) => sign === ' ' || sign === side).length;
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

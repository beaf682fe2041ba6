/** Which word was meant by one that there is not. */

/** Words of up to so many letters are near only by one of them: `gate` and `date`. */
const SHORT = 4;

/** The nearest of some words, one or two letters off; null: none is. */
export function nearestTo(typed: string, words: readonly string[]): string | null {
  let nearest: { word: string; distance: number } | null = null;
  for (const word of words) {
    const distance = distanceOf(typed, word);
    const most = Math.min(typed.length, word.length) <= SHORT ? 1 : 2;
    if (distance <= most && distance < (nearest?.distance ?? Infinity))
      nearest = { word, distance };
  }
  return nearest?.word ?? null;
}

/** Letters to add, to leave out, to change or to swap with the next one. */
function distanceOf(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      let least = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + Number(!isSame),
      );
      const isSwapped =
        i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (isSwapped) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last.at(-1) ?? 0;
}

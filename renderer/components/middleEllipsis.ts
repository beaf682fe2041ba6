const ELLIPSIS = '…';
/** Endings tell similar folders apart, so they keep a third of the room. */
const ENDING_SHARE = 1 / 3;

/** Shortens a name in its middle, counting what readers see as characters. */
export function middleEllipsis(text: string, maximumCharacters: number): string {
  const characters = Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text),
    ({ segment }) => segment,
  );
  if (characters.length <= maximumCharacters) return text;
  const ending = Math.floor((maximumCharacters - 1) * ENDING_SHARE);
  const beginning = maximumCharacters - 1 - ending;
  return [...characters.slice(0, beginning), ELLIPSIS, ...characters.slice(-ending)].join('');
}

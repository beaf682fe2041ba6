/** Finding marks in the bytes of a log, each place once however often it is asked for. */

/** Position of a mark at or behind `from`; negative when there is none. */
export type Search = (bytes: Buffer, from: number) => number;

/**
 * Remembers the place found last, since lines are visited in order. A part of a file is its own `Buffer`
 * object, which is how a new one is noticed.
 *
 * A mark that begins with a rare byte is found several times faster than one that begins with a quote.
 */
export function createSearch(mark: Buffer): Search {
  let searched: Buffer | null = null;
  let searchedFrom = 0;
  let found = -1;
  return (bytes, from) => {
    const isKnown = bytes === searched && from >= searchedFrom && (found < 0 || from <= found);
    if (!isKnown) {
      searched = bytes;
      searchedFrom = from;
      found = bytes.indexOf(mark, from);
    }
    return found;
  };
}

/** Files in the pieces in which they are written. */
import type { Importer } from '../integration/ingest/importer.ts';
import type { Random } from '../bench/random.ts';
import { placeOf } from './realFiles.ts';
import { shuffled, type StreamFile } from './streams.ts';

export type Piece = { readonly path: string; readonly bytes: Buffer };

/** Every file in pieces that end anywhere; those of all files mixed, each file's in order. */
export function piecesOf(
  importer: Importer,
  files: readonly StreamFile[],
  random: Random,
  mostCuts = 3,
): Piece[] {
  const queues = files.map((file) => {
    const size = file.bytes.length;
    const cuts = Array.from({ length: random.integer(0, mostCuts) }, () => random.integer(0, size));
    const ends = [...cuts.sort((a, b) => a - b), size];
    const place = placeOf(importer, file);
    return ends.map((end, index) => ({
      path: place,
      bytes: file.bytes.subarray(index === 0 ? 0 : ends[index - 1], end),
    }));
  });
  const turns = queues.flatMap((queue, index) => queue.map(() => index));
  return shuffled(turns, random).map((index) => queues[index]?.shift() as Piece);
}

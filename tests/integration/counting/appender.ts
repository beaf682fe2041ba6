/** A thread that writes to files as agents do, without asking whether somebody reads. */
import fs from 'node:fs';
import path from 'node:path';
import { workerData } from 'node:worker_threads';

type Piece = { readonly path: string; readonly bytes: Uint8Array };

for (const { path: place, bytes } of workerData as readonly Piece[]) {
  fs.mkdirSync(path.dirname(place), { recursive: true });
  fs.appendFileSync(place, bytes);
}

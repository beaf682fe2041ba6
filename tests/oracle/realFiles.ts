/** Random corpora as real files of a real import, and its totals in the oracle's terms. */
import path from 'node:path';
import type { Importer } from '../integration/ingest/importer.ts';
import type { StreamFile } from './streams.ts';
import { addTo, dayOf, type Answer } from './totals.ts';

/** Where a file of a corpus belongs. */
export function placeOf(importer: Importer, { agent, stem, folders }: StreamFile): string {
  const root =
    agent === 'claude-code'
      ? importer.projects
      : folders[0] === 'archive'
        ? importer.archived
        : importer.sessions;
  return path.join(root, ...folders.toReversed(), `${stem}.jsonl`);
}

/** Responses, input, output, cache write, cache read by `agent|session|model|day`: as far as the store tells. */
export type StoredTotals = Record<string, readonly number[]>;

/** What the database says. */
export function storedTotals(importer: Importer): StoredTotals {
  const totals: Answer['totals'] = {};
  for (const event of importer.reader().eventsBetween(-Infinity, Infinity)) {
    const key = [event.agent, event.sessionId, event.model, dayOf(event.atMs)].join('|');
    const { inputTokens, outputTokens, cacheWriteTokens, cacheReadTokens } = event;
    addTo(totals, key, [inputTokens, outputTokens, cacheWriteTokens, 0, cacheReadTokens, 0]);
  }
  return asStored(totals);
}

/** The oracle's answer in the same terms. */
export function asStored(totals: Answer['totals']): StoredTotals {
  return Object.fromEntries(
    Object.entries(totals).map(([key, [events, input, output, five, hour, read]]) => [
      key,
      [events, input, output, five + hour, read],
    ]),
  );
}

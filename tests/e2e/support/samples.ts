/** The recorded transcripts of both agents, moved in time so that their windows are open now. */
import fs from 'node:fs';
import { fromRoot } from './paths.ts';

const INSTANT = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;
/** Epoch seconds of the recording's year: resets and starts. */
const EPOCH_SECONDS = /(?<=":)179\d{7}(?=[,}])/g;

/** Text of a recording whose last line was written at `lastAtMs`. */
export function sample(agent: 'claude-code' | 'codex', lastAtMs: number): string {
  const text = fs.readFileSync(
    fromRoot('tests', 'fixtures', 'transcripts', `${agent}.jsonl`),
    'utf8',
  );
  const recordedAtMs = Math.max(...[...text.matchAll(INSTANT)].map(([at]) => Date.parse(at)));
  const shiftMs = lastAtMs - recordedAtMs;
  return text
    .replace(INSTANT, (at) => new Date(Date.parse(at) + shiftMs).toISOString())
    .replace(EPOCH_SECONDS, (at) => String(Math.round(Number(at) + shiftMs / 1000)));
}

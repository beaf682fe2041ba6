/** The large corpus, generated once per machine and shape, outside the repository. */
import fs from 'node:fs';
import path from 'node:path';
import { testCacheFolder } from '../live/npmProgram.ts';
import type { CorpusTruth } from './corpusTruth.ts';
import { generateCorpus } from './generateCorpus.ts';

/** Raise when the generator changes, so that old corpora are left behind. */
const RECIPE = 2;

export type CachedCorpus = {
  /** A home folder with `.claude/projects` in it. */
  readonly home: string;
  readonly truth: CorpusTruth;
};

export function cachedCorpus(bytes: number, files: number, seed: number): CachedCorpus {
  const corpora = path.join(testCacheFolder(), 'corpora');
  const home = path.join(corpora, `${bytes}-${files}-${seed}-recipe-${RECIPE}`);
  if (!fs.existsSync(home)) {
    const unfinished = `${home}.${process.pid}`;
    fs.mkdirSync(unfinished, { recursive: true });
    // A fixed end: the same seed must give the same files on every day.
    const untilMs = Date.UTC(2026, 10, 22);
    generateCorpus({ bytes, files, seed, folder: unfinished, untilMs });
    fs.renameSync(unfinished, home);
  }
  const truth = fs.readFileSync(path.join(home, 'truth.json'), 'utf8');
  return { home, truth: JSON.parse(truth) as CorpusTruth };
}

/** Reads everything once, so that every program finds the files in memory. */
export function warmPageCache(home: string): void {
  const projects = path.join(home, '.claude', 'projects');
  for (const name of fs.readdirSync(projects, { recursive: true }) as string[]) {
    if (name.endsWith('.jsonl')) fs.readFileSync(path.join(projects, name));
  }
}

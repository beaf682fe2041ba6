/** Random small corpora of both agents, each from one seed: all shapes of their logs, well-formed and not. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { createRandom, type Random } from '../bench/random.ts';
import { claudeFiles } from './claudeStreams.ts';
import { codexFiles } from './codexStreams.ts';

/** A log file of a corpus, by the names that Tollgate derives facts from. */
export type StreamFile = {
  readonly agent: AgentId;
  readonly stem: string;
  /** Folders above it, nearest first. */
  readonly folders: readonly string[];
  readonly bytes: Buffer;
};

/** A line on its way into a file; bytes where it is no text. */
export type Line = string | Buffer;

/** What a corpus may contain. */
export type Profile = {
  /** Lines that no agent writes: cut, of other bytes, with impossible numbers. */
  readonly hasDamage: boolean;
  /** Every line tells its session, so that the names of files do not matter. */
  readonly isNamed: boolean;
};

export const ANYTHING: Profile = { hasDamage: true, isNamed: false };

/** The corpus of a seed. Ids carry the seed, so that corpora can lie side by side. */
export function randomStream(seed: number, profile: Profile = ANYTHING): StreamFile[] {
  const random = createRandom(seed);
  const agent = random.integer(0, 9);
  const tag = seed.toString(36);
  return [
    ...(agent < 7 ? claudeFiles(random, tag, profile) : []),
    ...(agent > 5 ? codexFiles(random, tag, profile) : []),
  ];
}

/** Order, repetition and line ends of a file, as far as the agent's parser must not care. */
export function fileBytes(lines: readonly Line[], random: Random): Buffer {
  const ending = random.chance(0.1) ? '\r\n' : '\n';
  const hasText = lines.every((line) => typeof line === 'string');
  const mark = random.chance(0.05) ? '\ufeff' : '';
  const end = random.chance(0.8) ? ending : '';
  if (hasText) return Buffer.from(mark + lines.join(ending) + end);
  const parts = lines.map((line) => Buffer.concat([Buffer.from(line), Buffer.from(ending)]));
  const whole = Buffer.concat([Buffer.from(mark), ...parts]);
  return end === '' ? whole.subarray(0, -ending.length) : whole;
}

/** Fisher and Yates. */
export function shuffled<T>(values: readonly T[], random: Random): T[] {
  const result = [...values];
  for (let index = result.length - 1; index > 0; index -= 1) {
    const other = random.integer(0, index);
    [result[index], result[other]] = [result[other] as T, result[index] as T];
  }
  return result;
}

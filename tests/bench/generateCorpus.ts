/**
 * Generates Claude Code session files of any size, with the right totals beside them. The profile
 * (sizes, repetitions, copies) is that of a real user's folder: 2,000 files of about 103 MiB hold
 * some 29,000 lines, 17,000 of them with usage, from 8,700 responses.
 *
 *   node tests/bench/generateCorpus.ts --bytes 100MB --files 2000 --seed 1 --out DIR
 *
 * DIR becomes a home folder: DIR/.claude/projects/… and DIR/truth.json.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type CorpusContext, type SessionPlan, writeSession } from './corpusSession.ts';
import { createTextSource } from './corpusText.ts';
import { type CorpusTruth, emptyTruth } from './corpusTruth.ts';
import { createRandom, type Random } from './random.ts';

export type CorpusOptions = {
  readonly bytes: number;
  readonly files: number;
  readonly seed: number;
  /** The home folder to fill. */
  readonly folder: string;
  /** All use lies in the 90 days before. */
  readonly untilMs: number;
};

const DAY_MS = 24 * 60 * 60_000;
const HISTORY_DAYS = 90;
const SUB_AGENT_FILES = 0.28;
const FORKS = 0.06;
/** Forked sessions are kept in memory until they are repeated, so the largest are not. */
const LARGEST_FORK_RESPONSES = 40;
const BYTES_PER_RESPONSE = 12_400;
/** What a response takes beside its tool results. */
const FIXED_BYTES_PER_RESPONSE = 3_900;
/** Tool results are written for three questions of four. */
const RESULTS_PER_RESPONSE = 0.75;
const RESULT_SPREAD = 1.2;
const LARGEST_RESULT_BYTES = 400_000;

const MODELS = [
  'claude-opus-5-5',
  'claude-opus-5-5',
  'claude-sonnet-5-5',
  'claude-sonnet-4-6',
  'claude-haiku-4-5-20251001',
] as const;
const PROJECTS = ['toll-road', 'api-server', 'website', 'data-pipeline', 'notes', 'mobile-app'].map(
  (name) => `/home/dev/projects/${name}`,
);

/** Fills the folder and returns what is right about it. */
export function generateCorpus(options: CorpusOptions): CorpusTruth {
  const random = createRandom(options.seed);
  const truth = emptyTruth();
  const responses = Math.max(options.files, Math.round(options.bytes / BYTES_PER_RESPONSE));
  const context: CorpusContext = {
    random,
    truth,
    text: createTextSource(random),
    projectsFolder: path.join(options.folder, '.claude', 'projects'),
    nextResultSize: () => {
      // Corrects itself: whatever the chance sizes were, the rest is planned from what is left.
      const responsesLeft = Math.max(20, responses - truth.total.events);
      const bytesLeft = options.bytes - truth.written.bytes;
      const each = bytesLeft / responsesLeft - FIXED_BYTES_PER_RESPONSE;
      const mean = Math.max(60, each / RESULTS_PER_RESPONSE);
      const median = mean / Math.exp(RESULT_SPREAD ** 2 / 2);
      return Math.min(LARGEST_RESULT_BYTES, random.around(median, RESULT_SPREAD));
    },
  };
  for (const plan of planSessions(random, options, responses)) writeSession(context, plan);
  fs.writeFileSync(path.join(options.folder, 'truth.json'), JSON.stringify(truth, null, 1));
  return truth;
}

/** Shares the files and the responses out; a few sessions get most of the responses, as in life. */
function planSessions(random: Random, options: CorpusOptions, responses: number): SessionPlan[] {
  const forkFiles = Math.round(options.files * FORKS);
  const subAgentFiles = Math.round(options.files * SUB_AGENT_FILES);
  const mainFiles = Math.max(1, options.files - forkFiles - subAgentFiles);
  const weights = Array.from({ length: mainFiles + subAgentFiles }, () => random.around(1, 1.3));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const shares = weights.map((weight) => Math.max(1, Math.round((weight / sum) * responses)));
  const subAgentShares = shares.slice(mainFiles);
  const largestFirst = shares.slice(0, mainFiles).sort((one, other) => other - one);
  // Sub-agents belong to long sessions; forks are made of what fits into memory.
  const subAgentsOf = new Map<number, number[]>();
  for (const share of subAgentShares) {
    const parent = random.integer(0, Math.floor((mainFiles - 1) / 3));
    subAgentsOf.set(parent, [...(subAgentsOf.get(parent) ?? []), share]);
  }
  let forksLeft = forkFiles;
  const plans = largestFirst.map((share, index): SessionPlan => {
    const sessionsLeft = mainFiles - index;
    const isForked =
      share <= LARGEST_FORK_RESPONSES && random.chance(forksLeft / Math.max(1, sessionsLeft - 1));
    if (isForked) forksLeft -= 1;
    const daysAgo = 1 + random.share() * (HISTORY_DAYS - 1);
    return {
      project: random.pick(PROJECTS),
      startMs: Math.floor(options.untilMs - daysAgo * DAY_MS),
      responses: share,
      subAgents: subAgentsOf.get(index) ?? [],
      isForked,
      model: random.pick(MODELS),
    };
  });
  return plans.sort((one, other) => one.startMs - other.startMs);
}

/** `100MB`, `1.5GB`, `4096`. */
export function parseBytes(text: string): number {
  const match = /^([\d.]+)\s*(B|KB|MB|GB)?$/i.exec(text.trim());
  if (!match) throw new Error(`not a size: ${text}`);
  const unit = ['B', 'KB', 'MB', 'GB'].indexOf((match[2] ?? 'B').toUpperCase());
  return Math.round(Number(match[1]) * 1024 ** unit);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      bytes: { type: 'string', default: '100MB' },
      files: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
    },
  });
  if (values.out === undefined) throw new Error('say where to with --out DIR');
  const started = performance.now();
  const { total, written } = generateCorpus({
    bytes: parseBytes(values.bytes),
    files: Number(values.files),
    seed: Number(values.seed),
    folder: path.resolve(values.out),
    untilMs: Date.now(),
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(JSON.stringify({ ...written, ...total, seconds: Number(seconds) }));
}

/**
 * Random entries of every log that is no list of lines, good and damaged. The generator knows first what a good entry says
 * and writes it then, so it is the oracle: good entries count exactly, damaged ones not at all.
 */
import type { DatabaseTable, FileContext, ParseSink } from '../../main/agents/agent.ts';
import { AGENTS } from '../../main/agents/registry.ts';
import type { UsageFact } from '../../main/domain/usage.ts';
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { createRandom, type Random } from '../bench/random.ts';

type Counts = {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
};
type Entry = Record<string, unknown>;
type Answer = { readonly nth: number; readonly atMs: number; readonly counts: Counts };

/** How one kind of log says an answer. */
type Shape = {
  readonly agent: AgentId;
  /** The whole log for the parser. */
  readonly file: string;
  readonly folders: readonly string[];
  readonly say: (answer: Answer) => Entry;
  /** Fields of an entry whose damage must keep it from counting, as paths. */
  readonly counts: readonly string[];
  readonly times: readonly string[];
  /** Puts entries into what is parsed; absent: rows of a table. */
  readonly document?: (entries: readonly unknown[]) => unknown;
  readonly table?: string;
};

const inclusive = ({ input, cacheRead, cacheWrite }: Counts) => input + cacheRead + cacheWrite;

const SHAPES: Readonly<Record<string, Shape>> = {
  'opencode rows': {
    agent: 'opencode',
    file: 'opencode.db',
    folders: [],
    table: 'message',
    say: ({ nth, atMs, counts }) => ({
      session_id: 's',
      'data>': {
        role: 'assistant',
        modelID: `model-${nth}`,
        tokens: {
          input: counts.input,
          output: counts.output,
          reasoning: 0,
          cache: { read: counts.cacheRead, write: counts.cacheWrite },
        },
        time: { created: atMs - 5, completed: atMs },
      },
    }),
    counts: [
      'data>.tokens.input',
      'data>.tokens.output',
      'data>.tokens.reasoning',
      'data>.tokens.cache.read',
      'data>.tokens.cache.write',
    ],
    times: ['data>.time.created', 'data>.time.completed'],
  },
  'amp events': {
    agent: 'amp',
    file: 'T-1.json',
    folders: [],
    say: ({ nth, atMs, counts }) => ({
      id: `event-${nth}`,
      timestamp: new Date(atMs).toISOString(),
      model: 'm',
      tokens: {
        input: counts.input,
        output: counts.output,
        cacheReadInputTokens: counts.cacheRead,
        cacheCreationInputTokens: counts.cacheWrite,
      },
    }),
    counts: [
      'tokens.input',
      'tokens.output',
      'tokens.cacheReadInputTokens',
      'tokens.cacheCreationInputTokens',
    ],
    times: ['timestamp'],
    document: (events) => ({ id: 'T-1', created: 0, usageLedger: { events } }),
  },
  'cline sessions': {
    agent: 'cline',
    file: 's.messages.json',
    folders: ['s'],
    say: ({ nth, atMs, counts }) => ({
      id: `m${nth}`,
      role: 'assistant',
      ts: atMs,
      modelInfo: { id: 'm' },
      metrics: {
        inputTokens: inclusive(counts),
        outputTokens: counts.output,
        cacheReadTokens: counts.cacheRead,
        cacheWriteTokens: counts.cacheWrite,
      },
    }),
    counts: [
      'metrics.inputTokens',
      'metrics.outputTokens',
      'metrics.cacheReadTokens',
      'metrics.cacheWriteTokens',
    ],
    times: ['ts'],
    document: (messages) => ({ sessionId: 's', messages }),
  },
  'cline tasks': taskShape('cline', ({ input }) => input),
  'roo code tasks': taskShape('roo-code', inclusive),
  'kilo code tasks': taskShape('kilo-code', inclusive),
  'goose rows': {
    agent: 'goose',
    file: 'sessions.db',
    folders: ['sessions'],
    table: 'usage_ledger',
    say: ({ nth, atMs, counts }) => ({
      id: nth,
      session_id: 's',
      created_timestamp: atMs / 1000,
      model: 'm',
      input_tokens: inclusive(counts),
      output_tokens: counts.output,
      cache_read_tokens: counts.cacheRead,
      cache_write_tokens: counts.cacheWrite,
    }),
    counts: ['input_tokens', 'output_tokens', 'cache_read_tokens', 'cache_write_tokens'],
    times: ['created_timestamp'],
  },
};

function taskShape(agent: AgentId, input: (counts: Counts) => number): Shape {
  return {
    agent,
    file: 'ui_messages.json',
    folders: ['task'],
    say: ({ atMs, counts }) => ({
      ts: atMs,
      type: 'say',
      say: 'api_req_started',
      'text>': {
        tokensIn: input(counts),
        tokensOut: counts.output,
        cacheReads: counts.cacheRead,
        cacheWrites: counts.cacheWrite,
      },
    }),
    counts: ['text>.tokensIn', 'text>.tokensOut', 'text>.cacheReads', 'text>.cacheWrites'],
    times: ['ts'],
    document: (entries) => entries,
  };
}

export const SHAPE_NAMES: readonly string[] = Object.keys(SHAPES);

const IMPOSSIBLE_COUNTS: readonly unknown[] = ['10', -1, 100_000_000_001, 1e300, true, [], {}];
const IMPOSSIBLE_TIMES: readonly unknown[] = ['soon', '', [], {}, 1e300, true];
const JUNK: readonly unknown[] = [null, 7, 'x', [], {}, { say: 'text' }, { role: 'user', ts: 1 }];
const ENTRIES_A_LOG = 50;

export type EntryTally = { readonly good: number; readonly damaged: number; failures: string[] };

/** Reads random logs of one shape until `count` entries were said; failures name the seed. */
export function readManyEntries(shapeName: string, seed: number, count: number): EntryTally {
  const shape = SHAPES[shapeName] as Shape;
  const tally = { good: 0, damaged: 0, failures: [] as string[] };
  for (let from = 0; from < count; from += ENTRIES_A_LOG) {
    const logSeed = seed + from;
    const random = createRandom(logSeed);
    const expected: string[] = [];
    const entries = Array.from({ length: ENTRIES_A_LOG }, (_, nth) => {
      const answer = answerOf(nth, random);
      const entry = shape.say(answer);
      if (!random.chance(0.4)) {
        if (sizeOf(answer.counts) > 0) expected.push(lineOf(answer.atMs, answer.counts));
        tally.good += 1;
        return spelled(loosened(entry, shape, random));
      }
      tally.damaged += 1;
      return damaged(entry, shape, random);
    });
    const found = factsOf(shape, entries).map((fact) =>
      lineOf(fact.atMs, {
        input: fact.inputTokens,
        output: fact.outputTokens,
        cacheRead: fact.cacheReadTokens,
        cacheWrite: fact.cacheWrite5mTokens,
      }),
    );
    if (JSON.stringify(found.sort()) !== JSON.stringify(expected.sort())) {
      tally.failures.push(`${shapeName}, seed ${logSeed}: ${found.length} of ${expected.length}`);
    }
  }
  return tally;
}

/** One answer a second, so that a time names it. */
function answerOf(nth: number, random: Random): Answer {
  const count = () => (random.chance(0.3) ? 0 : random.integer(1, 2_000_000));
  return {
    nth,
    atMs: Date.UTC(2026, 10, 20) + nth * 1000,
    counts: { input: count(), output: count(), cacheRead: count(), cacheWrite: count() },
  };
}

/** Spellings that mean the same: fractions fall away, what is missing is nothing, other fields do not matter. */
function loosened(entry: Entry, { counts }: Shape, random: Random): Entry {
  if (random.chance(0.2)) entry[random.pick(['x', '__proto__', 'cost'])] = random.pick(JUNK);
  const path = random.pick(counts);
  if (random.chance(0.2) && valueAt(entry, path) === 0)
    setAt(entry, path, random.pick([null, 0.4]));
  return entry;
}

function damaged(entry: Entry, shape: Shape, random: Random): unknown {
  const how = random.integer(0, 3);
  if (how === 0) return shape.document ? random.pick(JUNK) : { session_id: random.pick(JUNK) };
  if (how === 1) setAt(entry, random.pick(shape.times), random.pick(IMPOSSIBLE_TIMES));
  else setAt(entry, random.pick(shape.counts), random.pick(IMPOSSIBLE_COUNTS));
  return spelled(entry);
}

/** Fields named `x>` are JSON texts within the entry. */
function spelled(entry: Entry): Entry {
  return Object.fromEntries(
    Object.entries(entry).map(([name, value]) =>
      name.endsWith('>') ? [name.slice(0, -1), JSON.stringify(value)] : [name, value],
    ),
  );
}

function valueAt(entry: Entry, path: string): unknown {
  return path.split('.').reduce<unknown>((at, name) => (at as Entry)[name], entry);
}

function setAt(entry: Entry, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() as string;
  (names.reduce<unknown>((at, name) => (at as Entry)[name], entry) as Entry)[last] = value;
}

function factsOf({ agent, file, folders, document, table }: Shape, entries: readonly unknown[]) {
  const facts: UsageFact[] = [];
  const sink: ParseSink = {
    fact: (fact) => facts.push(fact),
    limit: () => undefined,
    credits: () => undefined,
    note: () => undefined,
    refuse: () => undefined,
  };
  const context: FileContext = {
    account: '/home/u',
    stem: file.replace(/\.json$/, ''),
    folders,
    timeZone: () => 'UTC',
    beside: () => undefined,
  };
  const format = AGENTS[agent].formatOf?.(file);
  if (format?.kind === 'document') format.read(document?.(entries), context, sink);
  if (format?.kind === 'database') {
    const found = format.tables.find(({ name }) => name === table) as DatabaseTable;
    for (const entry of entries) found.row(entry as Entry, context, sink);
  }
  return facts;
}

function sizeOf({ input, output, cacheRead, cacheWrite }: Counts): number {
  return input + output + cacheRead + cacheWrite;
}

function lineOf(atMs: number, { input, output, cacheRead, cacheWrite }: Counts): string {
  return [atMs, input, output, cacheRead, cacheWrite].join(' ');
}

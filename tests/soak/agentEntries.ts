/**
 * Random entries of every agent's log, good and damaged. The generator knows first what a good entry says
 * and writes it then, so it is the oracle: good entries count exactly, damaged ones not at all.
 */
import type { DatabaseTable, FileContext, ParseSink } from '../../main/agents/agent.ts';
import { AGENTS } from '../../main/agents/registry.ts';
import type { UsageFact } from '../../main/domain/usage.ts';
import { createRandom, type Random } from '../bench/random.ts';
import type { Answer, Counts, Entry, Shape } from './agentShape.ts';
import { SHAPES } from './agentShapes.ts';

export const SHAPE_NAMES: readonly string[] = Object.keys(SHAPES);

/** The agents whose logs have a shape here. */
export function agentsWithShapes(): ReadonlySet<string> {
  return new Set(Object.values(SHAPES).map(({ agent }) => agent));
}

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
      const answer = answerOf(nth, shape, random);
      const entry = shape.say(answer);
      if (!random.chance(0.4)) {
        if (sizeOf(answer.counts) > 0) expected.push(lineOf(answer.atMs, answer.counts));
        tally.good += 1;
        const said = spelled(loosened(entry, shape, random));
        return shape.echo && random.chance(0.5) ? [said, spelled(shape.echo(answer))] : [said];
      }
      tally.damaged += 1;
      return [damaged(entry, shape, random)];
    }).flat();
    const found = factsOf(shape, entries, random).map((fact) =>
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
function answerOf(nth: number, { hasNoCacheWrites }: Shape, random: Random): Answer {
  const count = () => (random.chance(0.3) ? 0 : random.integer(1, 2_000_000));
  return {
    nth,
    atMs: Date.UTC(2026, 10, 20) + nth * 1000,
    counts: {
      input: count(),
      output: count(),
      cacheRead: count(),
      cacheWrite: hasNoCacheWrites ? 0 : count(),
    },
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
  if (how === 0) {
    return shape.table === undefined ? random.pick(JUNK) : { session_id: random.pick(JUNK) };
  }
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

function factsOf(shape: Shape, entries: readonly unknown[], random: Random): UsageFact[] {
  const { agent, file, folders, document, table } = shape;
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
    stem: file.replace(/\.jsonl?$/, ''),
    folders,
    timeZone: () => 'UTC',
    beside: () => undefined,
  };
  const format = AGENTS[agent].formatOf?.(file) ?? null;
  if (format === null) readLines(shape, entries, context, sink, random);
  else if (format.kind === 'database') {
    const found = format.tables.find(({ name }) => name === table) as DatabaseTable;
    for (const entry of entries) found.row(entry as Entry, context, sink);
  } else if (shape.isDocumentEach) {
    for (const entry of entries) format.read(entry, context, sink);
  } else format.read(document?.(entries), context, sink);
  return facts;
}

const ODD_BYTE = 0xff;

/**
 * Entries as lines of one file, read in parts as the tail does. What is no object is no line for a parser; lines of
 * other kinds and lines that are no JSON, or no UTF-8, stand between them.
 */
function readLines(
  { agent }: Shape,
  entries: readonly unknown[],
  context: FileContext,
  sink: ParseSink,
  random: Random,
): void {
  let parser = AGENTS[agent].createFileParser(context, undefined, sink);
  for (const entry of entries) {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) continue;
    const text = JSON.stringify(entry);
    for (const bytes of [...broken(text, random), Buffer.from(text)]) {
      const before = random.integer(0, 3);
      parser.line(
        Buffer.concat([Buffer.alloc(before, '\n'), bytes]),
        before,
        before + bytes.length,
      );
    }
    if (!random.chance(0.1)) continue;
    const saved: unknown = JSON.parse(JSON.stringify(parser.state()));
    parser = AGENTS[agent].createFileParser(context, saved, sink);
  }
}

/** Now and then the line once more, without one of its quotes or with a byte that no text has. */
function broken(text: string, random: Random): Buffer[] {
  if (!random.chance(0.1)) return [];
  const quotes = [...text.matchAll(/"/g)].map(({ index }) => index);
  if (random.chance(0.5) && quotes.length > 0) {
    const at = random.pick(quotes);
    return [Buffer.from(text.slice(0, at) + text.slice(at + 1))];
  }
  const bytes = Buffer.from(text);
  if (bytes.length < 3) return [];
  bytes[random.integer(1, bytes.length - 2)] = ODD_BYTE;
  return [bytes];
}

function sizeOf({ input, output, cacheRead, cacheWrite }: Counts): number {
  return input + output + cacheRead + cacheWrite;
}

function lineOf(atMs: number, { input, output, cacheRead, cacheWrite }: Counts): string {
  return [atMs, input, output, cacheRead, cacheWrite].join(' ');
}

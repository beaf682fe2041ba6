/** The product's own reading and counting without a database: its tail, its parsers, its rule for copies. */
import fs from 'node:fs';
import path from 'node:path';
import { tailFile, type ReadResult } from '../../main/ingest/tailFile.ts';
import {
  countedVariants,
  isBetterRecord,
  totalTokens,
  variantOf,
  type GroupRecord,
  type UsageFact,
} from '../../main/domain/usage.ts';
import type { FileCursor } from '../../main/store/records.ts';
import { createRandom } from '../bench/random.ts';
import { temporaryFolder } from './oracleProcess.ts';
import type { StreamFile } from './streams.ts';
import { addTo, dayOf, type Answer } from './totals.ts';

export type MemoryReader = ReturnType<typeof createMemoryReader>;

const NEWLINE = 0x0a;

/** One reader for many corpora; `dispose` removes its one file. */
export function createMemoryReader() {
  const folder = temporaryFolder();
  const file = path.join(folder, 'log.jsonl');
  const descriptor = fs.openSync(file, 'w');

  function tail(source: StreamFile, cursor: FileCursor | null): ReadResult {
    const { agent, stem, folders } = source;
    return tailFile({ agent, path: file, account: folder, stem, folders, cursor, movedFrom: null });
  }

  /** Reads a file in up to three pieces that end anywhere, as if the program ended after each. */
  function readFile(source: StreamFile, cuts: readonly number[]): ReadResult[] {
    fs.ftruncateSync(descriptor, 0);
    const results: ReadResult[] = [];
    let from = 0;
    for (const until of [...cuts, source.bytes.length]) {
      if (until > from) fs.writeSync(descriptor, source.bytes, from, until - from, from);
      from = until;
      results.push(tail(source, results.at(-1)?.cursor ?? null));
    }
    return results;
  }

  return {
    /**
     * Counts a corpus. Its seed decides the order of the files and where they are cut: anywhere, or between
     * lines. A damaged line may begin with a whole one; cut right behind that, it would rightly count.
     */
    count(files: readonly StreamFile[], seed: number, cut: 'anywhere' | 'lines' = 'anywhere') {
      const random = createRandom(seed ^ 0x5eed);
      const facts: Fact[] = [];
      let [refused, partial] = [0, 0];
      for (const source of random.chance(0.5) ? files : files.toReversed()) {
        const pieces = random.chance(0.75) ? 0 : random.integer(1, 2);
        const cuts = Array.from({ length: pieces }, () => {
          const at = random.integer(0, source.bytes.length);
          return cut === 'anywhere' ? at : source.bytes.lastIndexOf(NEWLINE, at) + 1;
        });
        const results = readFile(
          source,
          cuts.sort((a, b) => a - b),
        );
        for (const result of results)
          for (const fact of result.facts) facts.push({ agent: source.agent, fact });
        const { cursor } = results.at(-1) as ReadResult;
        refused += Object.values(cursor.refused).reduce((sum, count) => sum + count, 0);
        partial += Number(cursor.hasPartialLine);
      }
      const answer: Answer = { totals: totalsOf(facts), refused, partial };
      return answer;
    },
    dispose(): void {
      fs.closeSync(descriptor);
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}

type Fact = { readonly agent: string; readonly fact: UsageFact };

/** Does with facts what the store does: the best of each variant, then which variants count. */
function totalsOf(facts: readonly Fact[]): Answer['totals'] {
  const groups = new Map<string, Map<string, Fact>>();
  const sessions = new Set<string>();
  for (const one of facts) {
    const { agent, fact } = one;
    sessions.add(`${agent}|${fact.sessionId}`);
    const key = `${agent}|${fact.groupKey}`;
    const group = groups.get(key) ?? new Map<string, Fact>();
    groups.set(key, group);
    const variant = variantOf(fact);
    const holder = group.get(variant);
    if (!holder || isBetterRecord(fact, holder.fact)) group.set(variant, one);
  }
  const totals: Answer['totals'] = {};
  for (const group of groups.values()) {
    const members = [...group.values()];
    const agent = members[0]?.agent ?? '';
    const counted = countedVariants(members.map(recordOf), (session) =>
      sessions.has(`${agent}|${session}`),
    );
    for (const variant of counted) addFact(totals, group.get(variant) as Fact);
  }
  return totals;
}

function recordOf({ fact }: Fact): GroupRecord {
  const { kind, requestId, sessionId, parentSessionId, isReplaySuspect } = fact;
  const { outputTokens, atMs } = fact;
  const variant = variantOf(fact);
  const own = { variant, kind, requestId, sessionId, parentSessionId, isReplaySuspect };
  return { ...own, outputTokens, atMs, totalTokens: totalTokens(fact) };
}

function addFact(totals: Answer['totals'], { agent, fact }: Fact): void {
  const key = `${agent}|${fact.sessionId}|${fact.model}|${dayOf(fact.atMs)}`;
  addTo(totals, key, [
    fact.inputTokens,
    fact.outputTokens,
    fact.cacheWrite5mTokens,
    fact.cacheWrite1hTokens,
    fact.cacheReadTokens,
    fact.webSearches,
  ]);
}

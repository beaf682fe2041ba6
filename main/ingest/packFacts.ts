/**
 * Facts in a form that crosses between threads cheaply: numbers in one transferable block, texts once each.
 * Cloning the objects themselves costs more than parsing them did.
 */
import type { RecordKind, ServiceMode, UsageFact } from '../domain/usage.ts';

export type PackedFacts = {
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly texts: readonly string[];
};

const KINDS: readonly RecordKind[] = ['direct', 'sidechain', 'progress'];
const MODES: readonly ServiceMode[] = ['standard', 'fast', 'batch'];
/** Index of a text that is not there. */
const NONE = -1;
/** Numbers a fact takes: seven text indexes, four small ones, eight counts and times. */
const WIDTH = 19;

export function packFacts(facts: readonly UsageFact[]): PackedFacts {
  const numbers = new Float64Array(facts.length * WIDTH);
  const texts: string[] = [];
  const known = new Map<string, number>();
  const indexOf = (text: string | null): number => {
    if (text === null) return NONE;
    const index = known.get(text);
    if (index !== undefined) return index;
    known.set(text, texts.length);
    return texts.push(text) - 1;
  };
  let at = 0;
  for (const fact of facts) {
    numbers[at++] = indexOf(fact.groupKey);
    numbers[at++] = indexOf(fact.variant);
    numbers[at++] = indexOf(fact.requestId);
    numbers[at++] = indexOf(fact.sessionId);
    numbers[at++] = indexOf(fact.parentSessionId);
    numbers[at++] = indexOf(fact.project);
    numbers[at++] = indexOf(fact.model);
    numbers[at++] = KINDS.indexOf(fact.kind);
    numbers[at++] = MODES.indexOf(fact.mode);
    numbers[at++] = Number(fact.isReplaySuspect);
    numbers[at++] = Number(fact.isUsOnly);
    numbers[at++] = fact.atMs;
    numbers[at++] = fact.startedAtMs;
    numbers[at++] = fact.inputTokens;
    numbers[at++] = fact.outputTokens;
    numbers[at++] = fact.cacheWrite5mTokens;
    numbers[at++] = fact.cacheWrite1hTokens;
    numbers[at++] = fact.cacheReadTokens;
    numbers[at++] = fact.webSearches;
  }
  return { numbers, texts };
}

export function unpackFacts({ numbers, texts }: PackedFacts): UsageFact[] {
  const facts: UsageFact[] = [];
  let at = 0;
  const next = (): number => numbers[at++] as number;
  const text = (): string => texts[next()] as string;
  const optional = (): string | null => texts[next()] ?? null;
  while (at < numbers.length) {
    // The order of these fields is the order in which they were packed.
    facts.push({
      groupKey: text(),
      variant: text(),
      requestId: optional(),
      sessionId: text(),
      parentSessionId: optional(),
      project: optional(),
      model: text(),
      kind: KINDS[next()] as RecordKind,
      mode: MODES[next()] as ServiceMode,
      isReplaySuspect: next() === 1,
      isUsOnly: next() === 1,
      atMs: next(),
      startedAtMs: next(),
      inputTokens: next(),
      outputTokens: next(),
      cacheWrite5mTokens: next(),
      cacheWrite1hTokens: next(),
      cacheReadTokens: next(),
      webSearches: next(),
    });
  }
  return facts;
}

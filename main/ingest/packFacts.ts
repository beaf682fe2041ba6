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
/** Numbers a fact takes: six text indexes, four small ones, eight counts and times. */
const WIDTH = 18;

export function packFacts(facts: readonly UsageFact[]): PackedFacts {
  const numbers = new Float64Array(facts.length * WIDTH);
  const texts: string[] = [];
  /** Ids differ from fact to fact: looking for a second place of them costs more than it saves. */
  const add = (text: string | null): number => (text === null ? NONE : texts.push(text) - 1);
  const [session, parent, project, model] = [
    createNaming(add),
    createNaming(add),
    createNaming(add),
    createNaming(add),
  ];
  let at = 0;
  for (const fact of facts) {
    numbers[at++] = add(fact.groupKey);
    numbers[at++] = add(fact.requestId);
    numbers[at++] = session(fact.sessionId);
    numbers[at++] = parent(fact.parentSessionId);
    numbers[at++] = project(fact.project);
    numbers[at++] = model(fact.model);
    numbers[at++] = KINDS.indexOf(fact.kind);
    numbers[at++] = MODES.indexOf(fact.mode);
    numbers[at++] = fact.isReplaySuspect ? 1 : 0;
    numbers[at++] = fact.isUsOnly ? 1 : 0;
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

/** Names mostly are those of the fact before. */
function createNaming(add: (text: string | null) => number): (text: string | null) => number {
  let last: string | null = null;
  let index = NONE;
  return (text) => {
    if (text === last) return index;
    last = text;
    index = add(text);
    return index;
  };
}

export function unpackFacts({ numbers, texts }: PackedFacts): UsageFact[] {
  const facts: UsageFact[] = [];
  const text = (at: number): string => texts[numbers[at] as number] as string;
  const optional = (at: number): string | null =>
    numbers[at] === NONE ? null : (texts[numbers[at] as number] as string);
  for (let at = 0; at < numbers.length; at += WIDTH) {
    facts.push({
      groupKey: text(at),
      requestId: optional(at + 1),
      sessionId: text(at + 2),
      parentSessionId: optional(at + 3),
      project: optional(at + 4),
      model: text(at + 5),
      kind: KINDS[numbers[at + 6] as number] as RecordKind,
      mode: MODES[numbers[at + 7] as number] as ServiceMode,
      isReplaySuspect: numbers[at + 8] === 1,
      isUsOnly: numbers[at + 9] === 1,
      atMs: numbers[at + 10] as number,
      startedAtMs: numbers[at + 11] as number,
      inputTokens: numbers[at + 12] as number,
      outputTokens: numbers[at + 13] as number,
      cacheWrite5mTokens: numbers[at + 14] as number,
      cacheWrite1hTokens: numbers[at + 15] as number,
      cacheReadTokens: numbers[at + 16] as number,
      webSearches: numbers[at + 17] as number,
    });
  }
  return facts;
}

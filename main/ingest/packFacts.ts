/**
 * Facts in a form that crosses between threads cheaply: numbers in one transferable block, texts once each.
 * Cloning the objects themselves costs more than parsing them did.
 */
import {
  RECORD_KINDS,
  SERVICE_MODES,
  type FactList,
  type RecordKind,
  type ServiceMode,
  type UsageFact,
} from '../domain/usage.ts';

export type PackedFacts = {
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly texts: readonly string[];
};

/** Index of a text that is not there. */
const NONE = -1;
/** Numbers a fact takes: six text indexes, four small ones, eight counts and times. */
const WIDTH = 18;

export function packFacts(lists: readonly FactList[]): PackedFacts {
  const length = lists.reduce((sum, list) => sum + list.length, 0);
  const numbers = new Float64Array(length * WIDTH);
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
  const pack = (fact: UsageFact): void => {
    numbers[at++] = add(fact.groupKey);
    numbers[at++] = add(fact.requestId);
    numbers[at++] = session(fact.sessionId);
    numbers[at++] = parent(fact.parentSessionId);
    numbers[at++] = project(fact.project);
    numbers[at++] = model(fact.model);
    numbers[at++] = RECORD_KINDS.indexOf(fact.kind);
    numbers[at++] = SERVICE_MODES.indexOf(fact.mode);
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
  };
  for (const list of lists) list.forEach(pack);
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

/**
 * Facts of a block, from one place on. Making an object of each would cost more than saving it: one is filled again and
 * again.
 */
export function listPacked(
  { numbers, texts }: PackedFacts,
  from: number,
  length: number,
): FactList {
  const optional = (at: number): string | null =>
    numbers[at] === NONE ? null : (texts[numbers[at] as number] as string);
  const text = (at: number): string => texts[numbers[at] as number] as string;
  return {
    length,
    forEach(visit) {
      const fact = { ...BLANK };
      for (let at = from * WIDTH; at < (from + length) * WIDTH; at += WIDTH) {
        fact.groupKey = text(at);
        fact.requestId = optional(at + 1);
        fact.sessionId = text(at + 2);
        fact.parentSessionId = optional(at + 3);
        fact.project = optional(at + 4);
        fact.model = text(at + 5);
        fact.kind = RECORD_KINDS[numbers[at + 6] as number] as RecordKind;
        fact.mode = SERVICE_MODES[numbers[at + 7] as number] as ServiceMode;
        fact.isReplaySuspect = numbers[at + 8] === 1;
        fact.isUsOnly = numbers[at + 9] === 1;
        fact.atMs = numbers[at + 10] as number;
        fact.startedAtMs = numbers[at + 11] as number;
        fact.inputTokens = numbers[at + 12] as number;
        fact.outputTokens = numbers[at + 13] as number;
        fact.cacheWrite5mTokens = numbers[at + 14] as number;
        fact.cacheWrite1hTokens = numbers[at + 15] as number;
        fact.cacheReadTokens = numbers[at + 16] as number;
        fact.webSearches = numbers[at + 17] as number;
        visit(fact);
      }
    },
  };
}

const BLANK: { -readonly [Name in keyof UsageFact]: UsageFact[Name] } = {
  groupKey: '',
  requestId: null,
  sessionId: '',
  parentSessionId: null,
  project: null,
  model: '',
  kind: 'direct',
  mode: 'standard',
  isReplaySuspect: false,
  isUsOnly: false,
  atMs: 0,
  startedAtMs: 0,
  inputTokens: 0,
  outputTokens: 0,
  cacheWrite5mTokens: 0,
  cacheWrite1hTokens: 0,
  cacheReadTokens: 0,
  webSearches: 0,
};

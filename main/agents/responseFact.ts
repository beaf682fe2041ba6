/** One response as a usage fact, for agents whose logs say no more than how many tokens it took. */
import type { UsageFact } from '../domain/usage.ts';
import { asTokenCount } from './fields.ts';

/** Disjoint counts: `inputTokens` is what was neither read from the cache nor written to it. */
export type ResponseTokens = Pick<
  UsageFact,
  'inputTokens' | 'outputTokens' | 'cacheWrite5mTokens' | 'cacheReadTokens'
>;

export type Response = Pick<UsageFact, 'groupKey' | 'sessionId' | 'project' | 'model' | 'atMs'> & {
  readonly tokens: ResponseTokens;
  /** Session that this one began as a copy of. */
  readonly parentSessionId?: string | null;
  readonly kind?: UsageFact['kind'];
};

/** The fact of a response. Its group is the response's own id, so copies of it in other files count once. */
export function responseFact(response: Response): UsageFact {
  const { groupKey, sessionId, project, model, atMs, tokens } = response;
  return {
    groupKey,
    kind: response.kind ?? 'direct',
    requestId: null,
    sessionId,
    parentSessionId: response.parentSessionId ?? null,
    isReplaySuspect: false,
    project,
    model,
    atMs,
    startedAtMs: atMs,
    ...tokens,
    cacheWrite1hTokens: 0,
    webSearches: 0,
    mode: 'standard',
    isUsOnly: false,
  };
}

/** The counts in the order asked for; null when one of them cannot be a count. Absent ones are 0. */
export function tokenCounts<const Names extends readonly string[]>(
  from: Readonly<Record<string, unknown>>,
  names: Names,
): { readonly [Index in keyof Names]: number } | null {
  const counts = names.map((name) => asTokenCount(from[name]));
  if (counts.includes(null)) return null;
  return counts as { [Index in keyof Names]: number };
}

/** Whether anything was used at all. */
export function isEmptyUse(tokens: ResponseTokens): boolean {
  return Object.values(tokens).every((count) => count === 0);
}

/** Tokens sent of which some came from the cache or went into it, as disjoint counts. */
export function splitInput(
  sent: number,
  { read, written }: { readonly read: number; readonly written: number },
): Pick<ResponseTokens, 'inputTokens' | 'cacheReadTokens' | 'cacheWrite5mTokens'> {
  const cacheReadTokens = Math.min(read, sent);
  const cacheWrite5mTokens = Math.min(written, sent - cacheReadTokens);
  return {
    inputTokens: sent - cacheReadTokens - cacheWrite5mTokens,
    cacheReadTokens,
    cacheWrite5mTokens,
  };
}

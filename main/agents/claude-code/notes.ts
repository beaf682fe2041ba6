/** What a transcript tells of its session beside the use, collected line by line. */
import type { UsageFact } from '../../domain/usage.ts';
import type { FileContext, ParseSink } from '../agent.ts';
import { parseObject } from '../fields.ts';
import { cacheLifetimeOf, COST_STATE_MARKER, costStateOf, type CacheLifetime } from './hints.ts';

/** What carries over from line to line; older versions saved the time alone. */
type Saved = { readonly lastAtMs: number | null; readonly lifetime: CacheLifetime | null };

/** What the parser saved; anything else counts as nothing. */
export function savedOf(saved: unknown): Saved {
  if (typeof saved === 'number') return { lastAtMs: saved, lifetime: null };
  const { lastAtMs, lifetime } = (saved ?? {}) as { lastAtMs?: unknown; lifetime?: unknown };
  return {
    lastAtMs: typeof lastAtMs === 'number' ? lastAtMs : null,
    lifetime: cacheLifetimeOf(lifetime, false),
  };
}

/** What the parser saves; `lastAtMs` minus infinity: no line had a time. */
export function stateOf(lastAtMs: number, lifetime: CacheLifetime | null): Saved {
  return { lastAtMs: Number.isFinite(lastAtMs) ? lastAtMs : null, lifetime };
}

export function createNoteTaker(
  { account }: FileContext,
  saved: CacheLifetime | null,
  sink: Pick<ParseSink, 'note'>,
) {
  let lifetime = saved;
  const of = (sessionId: string) => ({ agent: 'claude-code', account, sessionId }) as const;
  return {
    /**
     * The program's own estimate of its session so far. The line has no time of its own: it covers what was
     * answered before it. Where it cannot be read, nothing of ours is missing.
     */
    cost(line: Buffer, lastAtMs: number): void {
      if (!line.includes(COST_STATE_MARKER) || !Number.isFinite(lastAtMs)) return;
      const state = costStateOf(parseObject(line.toString('utf8')) ?? {});
      if (!state) return;
      const { sessionId, runStartedAtMs, costMicros, hasUnknownModelCost: isGuess } = state;
      const cost = { runStartedAtMs, costMicros, isGuess, asOfMs: lastAtMs };
      sink.note({ kind: 'agent-cost', ...of(sessionId), ...cost });
    },
    /** Tells a change of the lifetime that an answer's request asked for. */
    lifetime(value: string | null, { kind, sessionId, atMs }: UsageFact): void {
      const asked = cacheLifetimeOf(value, kind !== 'direct');
      if (asked === null || asked === lifetime) return;
      if (lifetime !== null) {
        sink.note({ kind: 'cache-lifetime', ...of(sessionId), lifetime: asked, atMs });
      }
      lifetime = asked;
    },
    /** The lifetime asked for last. */
    state: (): CacheLifetime | null => lifetime,
  };
}

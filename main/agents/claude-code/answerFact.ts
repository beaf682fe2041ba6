/** What both ways of reading an answer share. */
import type { ServiceMode, UsageFact } from '../../domain/usage.ts';
import type { FileContext } from '../agent.ts';

export type Counts = Pick<
  UsageFact,
  | 'inputTokens'
  | 'outputTokens'
  | 'cacheWrite5mTokens'
  | 'cacheWrite1hTokens'
  | 'cacheReadTokens'
  | 'webSearches'
>;

/** Either the sum or its parts may be missing or too small; what the parts do not explain is 5-minute writing. */
export function cacheWriteOf(total: number, write5m: number, write1h: number): number {
  return Math.max(total, write5m + write1h);
}

export function modeOf(speed: string | null, serviceTier: string | null): ServiceMode {
  return speed === 'fast' ? 'fast' : serviceTier === 'batch' ? 'batch' : 'standard';
}

/** Key of an answer that has no message id. */
export function groupWithoutMessage(
  uuid: string | null,
  requestId: string | null,
  sessionId: string,
  atMs: number,
  numbers: Counts,
): string {
  if (uuid !== null) return `uuid:${uuid}`;
  return requestId === null
    ? `line:${sessionId}:${atMs}:${Object.values(numbers).join(',')}`
    : `request:${sessionId}:${requestId}`;
}

/** `<slug>/<session>.jsonl`, or the folder above `subagents` for an agent's own file. */
export function sessionOfFile(context: FileContext): string {
  const subagents = context.folders.indexOf('subagents');
  return (subagents >= 0 ? context.folders[subagents + 1] : undefined) ?? context.stem;
}

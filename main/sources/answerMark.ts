/** Tells whether an answer is a new one. */
import { createHash } from 'node:crypto';
import type { AnswerMark } from './asked.ts';

/**
 * The mark of an answer: the one before when the figures are the same to the letter. Real answers carry
 * reset times with fractions of a second that move from one to the next, so equal ones are one and the same.
 */
export function markOf(figures: unknown, nowMs: number, previous: AnswerMark | null): AnswerMark {
  const fingerprint = createHash('sha256').update(canonical(figures)).digest('hex');
  return previous?.fingerprint === fingerprint && previous.firstSeenAtMs <= nowMs
    ? previous
    : { fingerprint, firstSeenAtMs: nowMs };
}

/** JSON with sorted names: a kept answer comes back in another order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** The conversation with `codex app-server` (JSON-RPC, one message a line) that asks for the limits. */
import { z } from 'zod';
import type { Dialogue } from '../program/askProgram.ts';

const INITIALIZE = 1;
const READ_LIMITS = 2;

export type RawAnswer =
  | { readonly kind: 'result'; readonly result: unknown }
  /** JSON-RPC error: its text may hold the provider's whole answer and is not kept. */
  | { readonly kind: 'error'; readonly code: number };

const message = z.object({
  id: z.number(),
  result: z.unknown().optional(),
  error: z.object({ code: z.number() }).optional(),
});

/** @param version Tollgate's own, which the program asks its clients for */
export function rateLimitsDialogue(version: string): Dialogue<RawAnswer> {
  const clientInfo = { name: 'tollgate', title: 'Tollgate', version };
  return {
    opening: [JSON.stringify({ id: INITIALIZE, method: 'initialize', params: { clientInfo } })],
    take(line) {
      const found = message.safeParse(jsonOf(line)).data;
      if (!found) return { kind: 'wait' };
      if (found.error) return { kind: 'done', value: { kind: 'error', code: found.error.code } };
      if (found.id === READ_LIMITS) {
        return { kind: 'done', value: { kind: 'result', result: found.result } };
      }
      if (found.id !== INITIALIZE) return { kind: 'wait' };
      return {
        kind: 'wait',
        say: [
          JSON.stringify({ method: 'initialized' }),
          JSON.stringify({ id: READ_LIMITS, method: 'account/rateLimits/read' }),
        ],
      };
    },
    atEnd: () => null,
  };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

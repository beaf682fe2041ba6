/** The conversation of the control protocol that asks for usage: no prompt is sent, so no model is asked. */
import { z } from 'zod';
import type { Dialogue, Step } from '../program/askProgram.ts';
import { readUsageAnswer, type UsageAnswer } from './usageAnswer.ts';

/**
 * Nothing of the user's set-up may run for a question: no settings (so no hooks and no status line), no tool
 * servers, no session file.
 */
export const USAGE_ARGUMENTS: readonly string[] = [
  '-p',
  '--input-format',
  'stream-json',
  '--output-format',
  'stream-json',
  '--verbose',
  '--no-session-persistence',
  '--strict-mcp-config',
  '--setting-sources',
  '',
];

const INITIALIZE = 'tollgate-1';
const GET_USAGE = 'tollgate-2';

const controlResponse = z.object({
  type: z.literal('control_response'),
  response: z.object({
    subtype: z.string(),
    request_id: z.string(),
    response: z.unknown().optional(),
  }),
});

export const usageDialogue: Dialogue<UsageAnswer> = {
  opening: [
    request(INITIALIZE, { subtype: 'initialize' }),
    // Without it the program would also count the files of old sessions.
    request(GET_USAGE, { subtype: 'get_usage', skip_behaviors: true }),
  ],
  take: answerIn,
  atEnd: () => null,
};

/** What one line of output means; lines that are no answer to our question are passed over. */
function answerIn(line: string): Step<UsageAnswer> {
  const answer = controlResponse.safeParse(jsonOf(line)).data?.response;
  if (answer?.request_id !== GET_USAGE) return { kind: 'wait' };
  return answer.subtype === 'success'
    ? { kind: 'done', value: readUsageAnswer(answer.response) }
    : { kind: 'done', value: { kind: 'unknown' } };
}

function request(requestId: string, body: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ type: 'control_request', request_id: requestId, request: body });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

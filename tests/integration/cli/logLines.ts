/** Log lines as the agents write them, in the few parts that count. */

export type ClaudeAnswer = {
  readonly id: string;
  readonly output?: number;
  readonly input?: number;
  readonly at?: string;
  readonly session?: string;
  readonly requestId?: string | null;
  readonly model?: string;
  readonly cwd?: string;
};

export const AT = '2026-11-20T10:00:00.000Z';

/** One answer of Claude Code without its newline. */
export function claudeLine(answer: ClaudeAnswer): string {
  const { id, output = 10, input = 1, at = AT, session = 'session-1', model } = answer;
  return JSON.stringify({
    type: 'assistant',
    isSidechain: false,
    message: {
      id,
      role: 'assistant',
      model: model ?? 'claude-opus-5',
      content: [{ type: 'text', text: 'words' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: input, output_tokens: output },
    },
    ...(answer.requestId === null ? {} : { requestId: answer.requestId ?? `req-${id}` }),
    uuid: `uuid-${id}-${output}`,
    timestamp: at,
    cwd: answer.cwd ?? '/home/u/proj',
    sessionId: session,
    // What stands behind the usage in real lines.
    padding: 'p'.repeat(400),
  });
}

/** Answers with the ids `prefix-0` and so on, ten tokens each, a line each. */
export function claudeLines(prefix: string, count: number, changes: Partial<ClaudeAnswer> = {}) {
  return Array.from(
    { length: count },
    (_, index) => `${claudeLine({ id: `${prefix}-${index}`, ...changes })}\n`,
  ).join('');
}

/** A rollout of Codex: totals that grow by 100 of input and 10 of output an answer. */
export function codexRollout(id: string, answers: number, meta: Record<string, unknown> = {}) {
  const line = (type: string, payload: unknown, second: number) =>
    `${JSON.stringify({ timestamp: `2026-11-20T10:00:${String(second).padStart(2, '0')}.000Z`, type, payload })}\n`;
  const usage = (count: number) => ({
    input_tokens: 100 * count,
    cached_input_tokens: 60 * count,
    output_tokens: 10 * count,
  });
  const body = Array.from({ length: answers }, (_, index) =>
    line(
      'event_msg',
      {
        type: 'token_count',
        info: { total_token_usage: usage(index + 1), last_token_usage: usage(1) },
      },
      10 + index,
    ),
  );
  return [
    line('session_meta', { id, cwd: '/home/u/proj', ...meta }, 0),
    line('turn_context', { model: 'gpt-5' }, 1),
    ...body,
  ].join('');
}

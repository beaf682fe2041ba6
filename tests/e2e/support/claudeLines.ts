/** Transcript lines in the shape that Claude Code writes, for states that no recording has. */
import { randomUUID } from 'node:crypto';

export type ClaudeAnswer = {
  readonly atMs: number;
  readonly model?: string;
  readonly outputTokens?: number;
  readonly cwd?: string;
};

const PROJECT = '/home/u/toll-road';

/** A question and its answer. */
export function claudeTurn(sessionId: string, answer: ClaudeAnswer): string {
  const { atMs, model = 'claude-sonnet-4-5', outputTokens = 1200, cwd = PROJECT } = answer;
  const common = { sessionId, cwd, version: '2.1.330', isSidechain: false, userType: 'external' };
  const question = {
    ...common,
    type: 'user',
    uuid: randomUUID(),
    timestamp: new Date(atMs - 4000).toISOString(),
    message: { role: 'user', content: 'go on' },
  };
  const reply = {
    ...common,
    type: 'assistant',
    uuid: randomUUID(),
    requestId: `req_${randomUUID()}`,
    timestamp: new Date(atMs).toISOString(),
    message: {
      id: `msg_${randomUUID()}`,
      type: 'message',
      role: 'assistant',
      model,
      content: [{ type: 'text', text: 'done' }],
      usage: {
        input_tokens: 40,
        output_tokens: outputTokens,
        cache_creation_input_tokens: 2000,
        cache_read_input_tokens: 48_000,
        cache_creation: { ephemeral_1h_input_tokens: 2000, ephemeral_5m_input_tokens: 0 },
        service_tier: 'standard',
      },
    },
  };
  return lines([question, reply]);
}

/** A line with usage that no reader can count. */
export function brokenClaudeLine(): string {
  return '{"type":"assistant","message":{"usage":{"input_tokens":1\n';
}

function lines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

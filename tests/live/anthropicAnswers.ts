/** Anthropic's Messages API, as far as Claude Code needs it: streamed answers and refusals. */
import type { Answer } from './answers.ts';

type Event = { readonly type: string } & Readonly<Record<string, unknown>>;

/**
 * The events of a streamed answer. As with the real service, `message_start` carries the input
 * figures with a small output count, and only `message_delta` has the final output count.
 */
export function anthropicEvents(answer: Answer, messageId: string, model: string): Event[] {
  const { tokens } = answer;
  const usage = {
    input_tokens: tokens.inputTokens,
    cache_creation_input_tokens: tokens.cacheWriteFiveMinuteTokens + tokens.cacheWriteOneHourTokens,
    cache_read_input_tokens: tokens.cacheReadTokens,
    cache_creation: {
      ephemeral_5m_input_tokens: tokens.cacheWriteFiveMinuteTokens,
      ephemeral_1h_input_tokens: tokens.cacheWriteOneHourTokens,
    },
    service_tier: 'standard',
    inference_geo: 'global',
  };
  const message = {
    id: messageId,
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { ...usage, output_tokens: 1 },
  };
  const toolCalls = answer.toolCalls ?? [];
  const blocks = [
    ...(answer.text === '' ? [] : [textBlock(answer.text)]),
    ...toolCalls.map((call, index) => ({
      start: { type: 'tool_use', id: `toolu_${messageId}_${index}`, name: call.name, input: {} },
      delta: { type: 'input_json_delta', partial_json: JSON.stringify(call.input) },
    })),
  ];
  return [
    { type: 'message_start', message },
    ...blocks.flatMap((block, index): Event[] => [
      { type: 'content_block_start', index, content_block: block.start },
      { type: 'content_block_delta', index, delta: block.delta },
      { type: 'content_block_stop', index },
    ]),
    {
      type: 'message_delta',
      delta: { stop_reason: toolCalls.length > 0 ? 'tool_use' : 'end_turn', stop_sequence: null },
      usage: { ...usage, output_tokens: tokens.outputTokens },
    },
    { type: 'message_stop' },
  ];
}

function textBlock(text: string) {
  return { start: { type: 'text', text: '' }, delta: { type: 'text_delta', text } };
}

/** The body of the answer to a request that is not streamed. */
export function anthropicMessage(answer: Answer, messageId: string, model: string) {
  const [start, ...rest] = anthropicEvents(answer, messageId, model);
  const final = rest.find((event) => event.type === 'message_delta');
  const message = start?.['message'] as Record<string, unknown>;
  return {
    ...message,
    content: [{ type: 'text', text: answer.text }],
    stop_reason: 'end_turn',
    usage: final?.['usage'],
  };
}

/** The body of a 429 for a plan that is used up. */
export const ANTHROPIC_LIMIT_ERROR = {
  type: 'error',
  error: {
    type: 'rate_limit_error',
    message: "This request would exceed your account's rate limit.",
  },
};

/** OpenAI's Responses API, as far as Codex needs it: streamed answers and refusals. */
import type { Answer } from './answers.ts';
import type { PlanReport } from './planState.ts';

type Event = { readonly type: string } & Readonly<Record<string, unknown>>;

/** Part of the output that a real model spends on thinking; inside `output_tokens`. */
const REASONING_TOKENS = 10;

/**
 * The events of a streamed answer. Unlike Anthropic's, `input_tokens` contains the cached ones and
 * those written to the cache.
 */
export function openaiEvents(answer: Answer, responseId: string, model: string): Event[] {
  const { tokens } = answer;
  const cacheWriteTokens = tokens.cacheWriteFiveMinuteTokens + tokens.cacheWriteOneHourTokens;
  const inputTokens = tokens.inputTokens + tokens.cacheReadTokens + cacheWriteTokens;
  const usage = {
    input_tokens: inputTokens,
    input_tokens_details: {
      cached_tokens: tokens.cacheReadTokens,
      cache_write_tokens: cacheWriteTokens,
    },
    output_tokens: tokens.outputTokens,
    output_tokens_details: { reasoning_tokens: REASONING_TOKENS },
    total_tokens: inputTokens + tokens.outputTokens,
  };
  const message = {
    type: 'message',
    role: 'assistant',
    id: `msg_${responseId}`,
    content: [{ type: 'output_text', text: answer.text }],
  };
  const calls = (answer.toolCalls ?? []).map((call, index) => ({
    type: 'function_call',
    id: `fc_${responseId}_${index}`,
    call_id: `call_${responseId}_${index}`,
    name: call.name,
    ...(call.namespace === undefined ? {} : { namespace: call.namespace }),
    arguments: JSON.stringify(call.input),
  }));
  const items = [...(answer.text === '' ? [] : [message]), ...calls];
  return [
    { type: 'response.created', response: { id: responseId, model } },
    ...items.map((item, index) => ({
      type: 'response.output_item.done',
      output_index: index,
      item,
    })),
    {
      type: 'response.completed',
      response: { id: responseId, model, status: 'completed', output: items, usage },
    },
  ];
}

/** The body of a 429 for a plan that is used up. */
export function openaiLimitError(plan: PlanReport) {
  return {
    error: {
      type: 'usage_limit_reached',
      message: 'The usage limit has been reached',
      plan_type: 'plus',
      resets_at: plan.fiveHourResetsAtSeconds,
    },
  };
}

/** OpenAI's older Chat Completions API, which most programs speak to a server of the user's own. */
import type { Answer } from './answers.ts';

type Chunk = Readonly<Record<string, unknown>>;

/** Part of the output that a model spends on thinking; inside `completion_tokens`. */
const REASONING_TOKENS = 10;

/** The parts of a streamed answer. `prompt_tokens` contains the cached ones; nothing tells of cache writes. */
export function chatChunks(answer: Answer, responseId: string, model: string): Chunk[] {
  const base = { id: responseId, object: 'chat.completion.chunk', created: 1_795_000_000, model };
  const calls = toolCalls(answer, responseId);
  const delta = { role: 'assistant', content: answer.text, ...(calls && { tool_calls: calls }) };
  return [
    { ...base, choices: [{ index: 0, delta, finish_reason: null }] },
    { ...base, choices: [{ index: 0, delta: {}, finish_reason: finishReason(answer) }] },
    { ...base, choices: [], usage: chatUsage(answer) },
  ];
}

/** The same answer in one piece. */
export function chatMessage(answer: Answer, responseId: string, model: string): Chunk {
  const calls = toolCalls(answer, responseId);
  const message = { role: 'assistant', content: answer.text, ...(calls && { tool_calls: calls }) };
  return {
    id: responseId,
    object: 'chat.completion',
    created: 1_795_000_000,
    model,
    choices: [{ index: 0, message, finish_reason: finishReason(answer) }],
    usage: chatUsage(answer),
  };
}

function chatUsage({ tokens }: Answer): Chunk {
  const prompt = tokens.inputTokens + tokens.cacheReadTokens;
  return {
    prompt_tokens: prompt,
    completion_tokens: tokens.outputTokens,
    total_tokens: prompt + tokens.outputTokens,
    prompt_tokens_details: { cached_tokens: tokens.cacheReadTokens },
    completion_tokens_details: { reasoning_tokens: REASONING_TOKENS },
  };
}

function toolCalls(answer: Answer, responseId: string): readonly Chunk[] | null {
  const calls = answer.toolCalls ?? [];
  if (calls.length === 0) return null;
  return calls.map(({ name, input }, index) => ({
    index,
    id: `call_${responseId}_${index}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(input) },
  }));
}

function finishReason({ toolCalls: calls = [] }: Answer): string {
  return calls.length > 0 ? 'tool_calls' : 'stop';
}

/** Google's Gemini API, as far as Gemini CLI needs it. */
import type { Answer } from './answers.ts';

/** Part of the output that a model spends on thinking; beside `candidatesTokenCount`. */
const THOUGHTS_TOKENS = 10;

/** The whole answer, which is also the only part of a streamed one. Prompt tokens contain the cached ones. */
export function geminiResponse(answer: Answer, responseId: string, model: string) {
  const { tokens } = answer;
  const promptTokenCount = tokens.inputTokens + tokens.cacheReadTokens;
  const calls = (answer.toolCalls ?? []).map(({ name, input }, index) => ({
    functionCall: { id: `call_${responseId}_${index}`, name, args: input },
  }));
  return {
    candidates: [
      {
        index: 0,
        finishReason: 'STOP',
        content: { role: 'model', parts: [{ text: answer.text }, ...calls] },
      },
    ],
    usageMetadata: {
      promptTokenCount,
      cachedContentTokenCount: tokens.cacheReadTokens,
      candidatesTokenCount: tokens.outputTokens - THOUGHTS_TOKENS,
      thoughtsTokenCount: THOUGHTS_TOKENS,
      totalTokenCount: promptTokenCount + tokens.outputTokens,
    },
    modelVersion: model,
    responseId,
  };
}

/** Models of a Roo Code task: its prompts name them, in the history beside the message list. Kilo Code does the same. */
import type { FileContext } from '../agent.ts';
import { asEpochMs, asObject } from '../fields.ts';
import { latestModel, modelIn, taskMessages, type ModelAt } from './taskMessages.ts';

const HISTORY = 'api_conversation_history.json';
/** The prompt is noted a moment after the entry of its answer. */
const PROMPT_DELAY_MS = 2000;

/**
 * Since 3.29.5 the input has the cache in it; before, it did not where it is smaller than the cache. Where
 * both are possible the newer rule holds.
 */
export const rooTask = taskMessages({
  includesCache: ({ input, cacheRead, cacheWrite }) => input >= cacheRead + cacheWrite,
  modelsOf,
});

function modelsOf(context: FileContext): ModelAt {
  const history = context.beside?.(HISTORY);
  const entries: unknown[] = Array.isArray(history) ? history : [];
  const named = entries.flatMap((entry) => {
    const prompt = asObject(entry);
    const model = modelIn(JSON.stringify(prompt?.['content'] ?? ''));
    return model === null
      ? []
      : [{ atMs: (asEpochMs(prompt?.['ts']) ?? -Infinity) - PROMPT_DELAY_MS, model }];
  });
  return latestModel(named);
}

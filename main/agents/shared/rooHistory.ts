/** What the prompts of a Roo Code task say, in the history beside its messages. Kilo Code does the same. */
import type { FileContext } from '../agent.ts';
import { asEpochMs, asObject, asText } from '../fields.ts';
import { latestModel, modelIn, projectIn, taskMessages, type ModelAt } from './taskMessages.ts';

const HISTORY = 'api_conversation_history.json';
/** A prompt is noted a moment after the entry of its answer. */
const PROMPT_DELAY_MS = 2000;

/**
 * Since 3.29.5 the input has the cache in it; before, it did not where it is smaller than the cache. Where
 * both are possible the newer rule holds.
 */
export const rooTask = taskMessages({
  includesCache: ({ input, cacheRead, cacheWrite }) => input >= cacheRead + cacheWrite,
  modelsOf,
  projectOf: (context) =>
    promptsOf(context)
      .map(({ text }) => projectIn(text))
      .find((project) => project !== null) ?? null,
});

type Prompt = { readonly atMs: number; readonly text: string };

function modelsOf(context: FileContext): ModelAt {
  const named = promptsOf(context).flatMap(({ atMs, text }) => {
    const model = modelIn(text);
    return model === null ? [] : [{ atMs, model }];
  });
  return latestModel(named);
}

/** Texts of the history; only what surrounds a question names model and folder. */
function promptsOf(context: FileContext): Prompt[] {
  const history = context.beside?.(HISTORY);
  const entries: unknown[] = Array.isArray(history) ? history : [];
  return entries.flatMap((entry): Prompt[] => {
    const prompt = asObject(entry);
    if (prompt?.['role'] !== 'user') return [];
    const atMs = (asEpochMs(prompt['ts']) ?? -Infinity) - PROMPT_DELAY_MS;
    const content = prompt['content'];
    const blocks: unknown[] = Array.isArray(content) ? content : [{ text: content }];
    return blocks
      .map((block) => asText(asObject(block)?.['text']) ?? '')
      .filter((text) => text.includes('<environment_details>'))
      .map((text) => ({ atMs, text }));
  });
}

/** Qwen Code's chat records as usage facts. Shapes and their sources: docs/agents/qwen-code.md. */
import { parseInstant } from '../../domain/calendar.ts';
import type { FileContext, FileParser, ParseSink } from '../agent.ts';
import { asObject, asText, type JsonObject } from '../fields.ts';
import { createMarkedLines } from '../jsonLines.ts';
import {
  isEmptyUse,
  responseFact,
  splitInput,
  tokenCounts,
  type ResponseTokens,
} from '../responseFact.ts';

const MARKS = ['"usageMetadata"', 'qwen-code.api_response"'];

/** The same counts in the words of the two kinds of records. */
const EVENT_NAMES = [
  'input_token_count',
  'output_token_count',
  'cached_content_token_count',
  'thoughts_token_count',
  'total_token_count',
] as const;
const MESSAGE_NAMES = [
  'promptTokenCount',
  'candidatesTokenCount',
  'cachedContentTokenCount',
  'thoughtsTokenCount',
  'totalTokenCount',
] as const;

type State = {
  /** Responses that an event has told and whose message is still to come, oldest first. */
  expected: string[];
};

/** More than that are never under way at once; their messages were never written. */
const MOST_EXPECTED = 32;

/** Parser of one `chats/*.jsonl`. */
export function createChatParser(
  context: FileContext,
  saved: unknown,
  sink: ParseSink,
): FileParser {
  const before = asObject(saved)?.['expected'];
  const state: State = {
    expected: Array.isArray(before) ? before.filter((one) => typeof one === 'string') : [],
  };
  const read = (line: JsonObject): void => {
    const event = asObject(asObject(line['systemPayload'])?.['uiEvent']);
    if (event?.['event.name'] === 'qwen-code.api_response') {
      const fact = take(line, tokenCounts(event, EVENT_NAMES), asText(event['model']));
      if (fact !== null) state.expected = [...state.expected, fact].slice(-MOST_EXPECTED);
      return;
    }
    const usage = asObject(line['usageMetadata']);
    if (usage === null) return;
    // Every response has an event and most have a message as well; versions without events have only that.
    const counts = tokenCounts(usage, MESSAGE_NAMES);
    const index = state.expected.indexOf(signature(asText(line['model']), counts));
    if (index >= 0) state.expected.splice(index, 1);
    else take(line, counts, asText(line['model']));
  };

  /** Hands the response on; its signature, or null when there was nothing to hand on. */
  function take(line: JsonObject, counts: Counts | null, model: string | null): string | null {
    if (counts === null) {
      sink.refuse('impossible-number');
      return null;
    }
    const id = asText(line['uuid']);
    const atMs = parseInstant(asText(line['timestamp']) ?? '');
    if (id === null || atMs === null) {
      sink.refuse(id === null ? 'unknown-shape' : 'no-timestamp');
      return null;
    }
    const tokens = tokensOf(counts);
    if (isEmptyUse(tokens)) return null;
    const sessionId = asText(line['sessionId']) ?? context.stem;
    const project = asText(line['cwd']);
    sink.fact(
      responseFact({ groupKey: id, sessionId, project, model: model ?? 'unknown', atMs, tokens }),
    );
    return signature(model, counts);
  }

  return { line: createMarkedLines(MARKS, sink, read), state: () => state };
}

type Counts = readonly [
  prompt: number,
  answer: number,
  cached: number,
  thoughts: number,
  total: number,
];

function signature(model: string | null, counts: Counts | null): string {
  return `${model ?? ''}|${counts?.join(',') ?? ''}`;
}

/**
 * The prompt holds what came from the cache. Thoughts stand beside the answer when a Google model is asked,
 * and inside it with all others: the total tells which.
 */
function tokensOf([prompt, answer, cached, thoughts, total]: Counts): ResponseTokens {
  const isBeside = total >= prompt + answer + thoughts;
  return {
    ...splitInput(prompt, { read: cached, written: 0 }),
    outputTokens: answer + (isBeside ? thoughts : 0),
  };
}

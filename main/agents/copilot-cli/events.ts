/** Copilot CLI's session events as usage facts. Shapes and their sources: docs/agents/copilot-cli.md. */
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

const MARKS = [
  '"session.usage_record"',
  '"session.shutdown"',
  '"session.start"',
  '"session.resume"',
];
const NAMES = ['inputTokens', 'outputTokens', 'cacheReadTokens', 'cacheWriteTokens'] as const;

type Counts = readonly [input: number, output: number, read: number, written: number];

type State = {
  sessionId: string | null;
  project: string | null;
  /** Every response has a record of its own, so the sums at the end say nothing new. */
  hasRecords: boolean;
  /** Sums of the last end of this session, by model: it may be taken up again. */
  sums: Record<string, Counts>;
};

/** Parser of one `events.jsonl`. */
export function createEventsParser(
  context: FileContext,
  saved: unknown,
  sink: ParseSink,
): FileParser {
  const state: State = {
    sessionId: null,
    project: null,
    hasRecords: false,
    sums: {},
    ...(asObject(saved) as Partial<State> | null),
  };

  const read = (line: JsonObject): void => {
    const data = asObject(line['data']);
    if (data === null) return;
    const type = line['type'];
    if (type === 'session.start' || type === 'session.resume') readStart(data);
    else if (type === 'session.usage_record') readRecord(line, data);
    else if (type === 'session.shutdown' && !state.hasRecords) readSums(line, data);
  };

  function readStart(data: JsonObject): void {
    state.sessionId ??= asText(data['sessionId']);
    state.project = asText(asObject(data['context'])?.['cwd']) ?? state.project;
  }

  function readRecord(line: JsonObject, data: JsonObject): void {
    const usage = asObject(data['usage']);
    if (usage === null) return sink.refuse('unknown-shape');
    state.hasRecords = true;
    const counts = tokenCounts(usage, NAMES);
    if (counts === null) return sink.refuse('impossible-number');
    const { sourceSessionId, sequence } = asObject(usage['accounting']) ?? {};
    const source = asText(sourceSessionId);
    const isNamed = source !== null && typeof sequence === 'number';
    const groupKey = isNamed ? `${source}|${sequence}` : asText(line['id']);
    handOn(line, groupKey, asText(usage['model']), tokensOf(counts));
  }

  /** Versions before the records: what a session has used, told when it ends. */
  function readSums(line: JsonObject, data: JsonObject): void {
    for (const [model, metric] of Object.entries(asObject(data['modelMetrics']) ?? {})) {
      const counts = tokenCounts(asObject(asObject(metric)?.['usage']) ?? {}, NAMES);
      if (counts === null) {
        sink.refuse('impossible-number');
        continue;
      }
      const grown = growth(state.sums[model], counts);
      state.sums[model] = counts;
      const id = asText(line['id']);
      // The key ends with the model: that tells a sum from an answer.
      handOn(line, id === null ? null : `${id}|${model}`, model, tokensOf(grown));
    }
  }

  function handOn(
    line: JsonObject,
    groupKey: string | null,
    model: string | null,
    tokens: ResponseTokens,
  ): void {
    const atMs = parseInstant(asText(line['timestamp']) ?? '');
    if (groupKey === null) return sink.refuse('unknown-shape');
    if (atMs === null) return sink.refuse('no-timestamp');
    if (isEmptyUse(tokens)) return;
    const sessionId = state.sessionId ?? context.folders[0] ?? context.stem;
    const { project } = state;
    sink.fact(
      responseFact({ groupKey, sessionId, project, model: model ?? 'unknown', atMs, tokens }),
    );
  }

  return { line: createMarkedLines(MARKS, sink, read), state: () => state };
}

/** Input holds what was read from the cache and what was written to it, whoever made the model. */
function tokensOf([input, output, read, written]: Counts): ResponseTokens {
  return { ...splitInput(input, { read, written }), outputTokens: output };
}

/** What was added since; all of it when the sums began anew. */
function growth(before: Counts | undefined, now: Counts): Counts {
  if (before === undefined || now.some((count, index) => count < (before[index] ?? 0))) return now;
  const [input, output, read, written] = before;
  return [now[0] - input, now[1] - output, now[2] - read, now[3] - written];
}

/**
 * The message list of a task, as Cline keeps it and the extensions made from it still do: one entry an answer, whose
 * figures are a JSON text of their own. Shapes and sources: docs/agents/cline.md and roo-code.md.
 */
import type { DocumentFormat, FileContext, ParseSink } from '../agent.ts';
import { asEpochMs, asObject, asText, parsedJson, type JsonObject } from '../fields.ts';
import { handOn, tokenCounts, withoutCache, type TokenCounts } from './tokenCounts.ts';

export const TASK_FILE = 'ui_messages.json';

/** Which model was asked at an instant; null when nothing says so. */
export type ModelAt = (atMs: number) => string | null;

export type TaskRules = {
  /** Whether the figures of an answer have the cache in their input. */
  readonly includesCache: (counts: TokenCounts) => boolean;
  /** What other files of the task say about models. */
  readonly modelsOf: (context: FileContext) => ModelAt;
  /** The folder that other files of the task name. */
  readonly projectOf?: (context: FileContext) => string | null;
};

/** Format of the list under an extension's own rules. */
export function taskMessages(rules: TaskRules): DocumentFormat {
  return {
    kind: 'document',
    read(document, context, sink) {
      if (!Array.isArray(document)) return sink.refuse('unknown-shape');
      const entries: unknown[] = document;
      const modelAt = rules.modelsOf(context);
      let project = rules.projectOf?.(context) ?? null;
      for (const entry of entries) {
        const message = asObject(entry);
        if (message?.['say'] !== 'api_req_started') continue;
        const request = asObject(parsedJson(message['text']));
        if (request === null) {
          sink.refuse('not-json');
          continue;
        }
        project = projectIn(request['request']) ?? project;
        readRequest({ message, request, project, modelAt, rules }, context, sink);
      }
    },
  };
}

type Request = {
  readonly message: JsonObject;
  readonly request: JsonObject;
  readonly project: string | null;
  readonly modelAt: ModelAt;
  readonly rules: TaskRules;
};

/** The figures come when the answer has ended; until then there is nothing to count. */
function readRequest(
  { message, request, project, modelAt, rules }: Request,
  context: FileContext,
  sink: ParseSink,
): void {
  const hasFigures = request['tokensIn'] !== undefined || request['tokensOut'] !== undefined;
  if (!hasFigures) return;
  const atMs = asEpochMs(message['ts']);
  if (atMs === null) return sink.refuse('no-timestamp');
  const counts = tokenCounts({
    input: request['tokensIn'],
    output: request['tokensOut'],
    cacheRead: request['cacheReads'],
    cacheWrite: request['cacheWrites'],
  });
  const sessionId = context.folders[0] ?? context.stem;
  const model =
    asText(asObject(message['modelInfo'])?.['modelId']) ??
    modelIn(request['request']) ??
    modelAt(atMs) ??
    'unknown';
  const answer = { groupKey: `${sessionId}:${atMs}`, sessionId, project, model, atMs };
  const disjoint = counts !== null && rules.includesCache(counts) ? withoutCache(counts) : counts;
  handOn(answer, disjoint, sink);
}

/** The folder that a prompt says it works in. */
export function projectIn(text: unknown): string | null {
  const found = /Current (?:Working|Workspace) Directory \(([^)\n]+)\)/.exec(asText(text) ?? '');
  return found?.[1] ?? null;
}

/** The model that a prompt names. */
export function modelIn(text: unknown): string | null {
  return /<model>([^<\n]+)<\/model>/.exec(asText(text) ?? '')?.[1]?.trim() || null;
}

/** The last of the named models at or before an instant, else the first of all. */
export function latestModel(
  named: readonly { readonly atMs: number; readonly model: string }[],
): ModelAt {
  const ordered = [...named].sort((a, b) => a.atMs - b.atMs);
  return (atMs) => (ordered.findLast((entry) => entry.atMs <= atMs) ?? ordered[0])?.model ?? null;
}

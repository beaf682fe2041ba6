/** Gemini CLI's chat records as usage facts. Shapes and their sources: docs/agents/gemini-cli.md. */
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

type State = {
  sessionId: string | null;
  project: string | null;
};

/** A line without any of these says nothing about use, the session or its folder. */
const MARKS = ['"tokens"', '"projectHash"', '"messages"'];

/** Parser of one `chats/*.jsonl`; the session's id and folder carry over from part to part. */
export function createChatParser(
  context: FileContext,
  saved: unknown,
  sink: ParseSink,
): FileParser {
  const state: State = {
    sessionId: null,
    project: null,
    ...(asObject(saved) as Partial<State> | null),
  };
  const read = (line: JsonObject): void => {
    if ('projectHash' in line) state.sessionId ??= asText(line['sessionId']);
    const changed = asObject(line['$set'])?.['messages'];
    if (!Array.isArray(changed)) return readMessage(line, state, context, sink);
    for (const message of changed) {
      const record = asObject(message);
      if (record === null) continue;
      state.project ??= workspaceOf(record);
      readMessage(record, state, context, sink);
    }
  };
  return { line: createMarkedLines(MARKS, sink, read), state: () => state };
}

/** Hands on what an older version kept as one document, written anew with each message. */
export function readChatDocument(document: unknown, context: FileContext, sink: ParseSink): void {
  const chat = asObject(document);
  const messages = chat?.['messages'];
  if (chat === null || !Array.isArray(messages)) return sink.refuse('unknown-shape');
  const state: State = { sessionId: asText(chat['sessionId']), project: null };
  for (const message of messages) {
    const record = asObject(message);
    if (record === null) sink.refuse('unknown-shape');
    else readMessage(record, state, context, sink);
  }
}

/** A message is written again when its tool calls have run: the same id, the same tokens. */
function readMessage(
  message: JsonObject,
  state: State,
  context: FileContext,
  sink: ParseSink,
): void {
  if (message['type'] !== 'gemini') return;
  const written = message['tokens'];
  if (written === undefined || written === null) return;
  const id = asText(message['id']);
  const counted = asObject(written);
  if (counted === null || id === null) return sink.refuse('unknown-shape');
  const tokens = tokensOf(counted);
  if (tokens === null) return sink.refuse('impossible-number');
  const atMs = parseInstant(asText(message['timestamp']) ?? '');
  if (atMs === null) return sink.refuse('no-timestamp');
  if (isEmptyUse(tokens)) return;
  sink.fact(
    responseFact({
      groupKey: id,
      sessionId: sessionOf(state, context),
      project: state.project ?? projectOf(context),
      model: asText(message['model']) ?? 'unknown',
      atMs,
      tokens,
    }),
  );
}

/**
 * `input` holds what came from the cache, as the API counts it; where the total says otherwise, it does not.
 * Thoughts are billed as output, and what tools brought in as input.
 */
function tokensOf(written: JsonObject): ResponseTokens | null {
  const counts = tokenCounts(written, ['input', 'output', 'cached', 'thoughts', 'tool', 'total']);
  if (counts === null) return null;
  const [input, output, cached, thoughts, tool, total] = counts;
  const isBeside = cached > 0 && total === input + output + cached + thoughts + tool;
  const sent = input + tool + (isBeside ? cached : 0);
  return {
    ...splitInput(sent, { read: cached, written: 0 }),
    outputTokens: output + thoughts,
  };
}

/** A sub-agent's file lies in a folder named after the session that called it. */
function sessionOf({ sessionId }: State, { folders, stem }: FileContext): string {
  const [own, above] = folders;
  return above === 'chats' && own !== undefined ? own : (sessionId ?? stem);
}

/** The first message names the folder; a hash in the path would name nothing. */
function workspaceOf(message: JsonObject): string | null {
  const content = message['content'];
  const parts: readonly unknown[] = Array.isArray(content) ? content : [content];
  for (const part of parts) {
    const text = typeof part === 'string' ? part : asText(asObject(part)?.['text']);
    const folder = /\*\*Workspace Directories:\*\*\r?\n\s*- (.+)/.exec(text ?? '')?.[1];
    if (folder !== undefined) return folder.trim();
  }
  return null;
}

/** Newer versions name a project's folder after it, older ones after a checksum. */
function projectOf({ folders }: FileContext): string | null {
  const name = folders[folders.indexOf('chats') + 1];
  return name === undefined || /^[0-9a-f]{64}$/.test(name) ? null : name;
}

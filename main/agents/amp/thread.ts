/** One Amp thread: what its ledger charged, and what its messages used. Shapes: docs/agents/amp.md. */
import { parseInstant } from '../../domain/calendar.ts';
import type { FileContext, ParseSink } from '../agent.ts';
import { asEpochMs, asNumber, asObject, asText, type JsonObject } from '../fields.ts';
import { handOn, tokenCounts } from '../shared/tokenCounts.ts';

type Message = {
  readonly id: number;
  readonly usage: JsonObject;
  /** An event of the ledger tells of it. */
  isCharged: boolean;
};

/** Reads a thread. An event and the message it charges are one answer; the message knows about the cache. */
export function readThread(document: unknown, context: FileContext, sink: ParseSink): void {
  const thread = asObject(document);
  if (thread === null) return sink.refuse('unknown-shape');
  const sessionId = asText(thread['id']) ?? context.stem;
  const about = { sessionId, project: projectOf(thread) };
  const messages = messagesOf(thread);
  const events = asObject(thread['usageLedger'])?.['events'];
  const list: unknown[] = Array.isArray(events) ? events : [];
  list.forEach((entry, index) => {
    const event = asObject(entry);
    if (event === null) return sink.refuse('unknown-shape');
    const message = messageOf(event, messages);
    const part = message ? `message:${message.id}` : `event:${asText(event['id']) ?? index}`;
    const atMs = instantOf(event['timestamp']);
    if (atMs === null) return sink.refuse('no-timestamp');
    // An event that cannot be read leaves its message to be counted by itself.
    if (message) message.isCharged = true;
    const model = asText(event['model']) ?? 'unknown';
    const answer = { ...about, groupKey: `${sessionId}:${part}`, model, atMs };
    handOn(answer, chargedCounts(event, message?.usage), sink);
  });
  const createdAtMs = asEpochMs(thread['created']);
  for (const { id, usage } of messages.filter(({ isCharged }) => !isCharged)) {
    const atMs = instantOf(usage['timestamp']) ?? createdAtMs;
    if (atMs === null) return sink.refuse('no-timestamp');
    const model = asText(usage['model']) ?? 'unknown';
    const answer = { ...about, groupKey: `${sessionId}:message:${id}`, model, atMs };
    handOn(answer, messageCounts(usage), sink);
  }
}

function messagesOf(thread: JsonObject): Message[] {
  const list: unknown[] = Array.isArray(thread['messages']) ? thread['messages'] : [];
  return list.flatMap((entry): Message[] => {
    const message = asObject(entry);
    const usage = asObject(message?.['usage']);
    const id = asNumber(message?.['messageId']);
    return usage && id !== null && message?.['role'] === 'assistant'
      ? [{ id, usage, isCharged: false }]
      : [];
  });
}

/** The message that an event names, else the first that used the same; each is charged once. */
function messageOf(event: JsonObject, messages: readonly Message[]): Message | undefined {
  const open = messages.filter(({ isCharged }) => !isCharged);
  const named = event['toMessageId'];
  if (typeof named === 'number') return open.find(({ id }) => id === named);
  const tokens = asObject(event['tokens']);
  return open.find(
    ({ usage }) =>
      usage['model'] === event['model'] &&
      usage['inputTokens'] === tokens?.['input'] &&
      usage['outputTokens'] === tokens?.['output'],
  );
}

function chargedCounts(event: JsonObject, usage: JsonObject | undefined) {
  const tokens = asObject(event['tokens']);
  return tokenCounts({
    input: tokens?.['input'],
    output: tokens?.['output'],
    cacheRead: tokens?.['cacheReadInputTokens'] ?? usage?.['cacheReadInputTokens'],
    cacheWrite: tokens?.['cacheCreationInputTokens'] ?? usage?.['cacheCreationInputTokens'],
  });
}

function messageCounts(usage: JsonObject) {
  return tokenCounts({
    input: usage['inputTokens'],
    output: usage['outputTokens'],
    cacheRead: usage['cacheReadInputTokens'],
    cacheWrite: usage['cacheCreationInputTokens'],
  });
}

function instantOf(value: unknown): number | null {
  const text = asText(value);
  return text === null ? null : parseInstant(text);
}

/** The folder of the first working tree, written as a `file:` address. */
function projectOf(thread: JsonObject): string | null {
  const trees = asObject(asObject(thread['env'])?.['initial'])?.['trees'];
  const address = asText(asObject(Array.isArray(trees) ? trees[0] : null)?.['uri']);
  if (!address?.startsWith('file://')) return null;
  try {
    // On Windows the address has a slash before the drive.
    return decodeURIComponent(address.slice('file://'.length)).replace(/^\/(?=[A-Za-z]:)/, '');
  } catch {
    return null;
  }
}

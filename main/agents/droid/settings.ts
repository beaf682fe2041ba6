/** The sums that Droid keeps of a session. Shape and its sources: docs/agents/droid.md. */
import { parseInstant } from '../../domain/calendar.ts';
import type { FileContext, ParseSink } from '../agent.ts';
import { asObject, asText } from '../fields.ts';
import { isEmptyUse, responseFact, tokenCounts } from '../responseFact.ts';

const NAMES = [
  'inputTokens',
  'outputTokens',
  'cacheCreationTokens',
  'cacheReadTokens',
  'thinkingTokens',
] as const;

/**
 * One record a session, which grows (`|sum` in its key says that it is many requests): the larger one takes the place of the smaller. It stands at the time of
 * the last change, since nothing says when each token was used.
 */
export function readSessionSettings(
  document: unknown,
  context: FileContext,
  sink: ParseSink,
): void {
  const settings = asObject(document);
  if (settings === null) return sink.refuse('unknown-shape');
  const written = settings['tokenUsage'];
  // Written when the first answer has come; before that there is nothing to count.
  if (written === undefined || written === null) return;
  const usage = asObject(written);
  if (usage === null) return sink.refuse('unknown-shape');
  const counts = tokenCounts(usage, NAMES);
  if (counts === null) return sink.refuse('impossible-number');
  const [inputTokens, output, cacheWrite5mTokens, cacheReadTokens, thinking] = counts;
  const outputTokens = output + thinking;
  const tokens = { inputTokens, outputTokens, cacheWrite5mTokens, cacheReadTokens };
  if (isEmptyUse(tokens)) return;
  const lockedAtMs = parseInstant(asText(settings['providerLockTimestamp']) ?? '');
  // A restored copy may have an older date of change than the session itself.
  const atMs = Math.max(lockedAtMs ?? 0, context.modifiedAtMs ?? 0);
  if (atMs === 0) return sink.refuse('no-timestamp');
  const sessionId = context.stem.replace(/\.settings$/, '');
  sink.fact(
    responseFact({
      groupKey: `${sessionId}|sum`,
      sessionId,
      project: null,
      model: modelOf(asText(settings['model'])),
      atMs,
      tokens,
    }),
  );
}

/**
 * A model that the user has entered is named after its words and its place in the list, such as
 * `custom:Claude-Opus-4.5-[Anthropic]-0`.
 */
function modelOf(name: string | null): string {
  if (name === null) return 'unknown';
  if (!name.startsWith('custom:')) return name;
  const words = name.slice('custom:'.length).replace(/-\d+$/, '');
  return words.replace(/-?\[[^\]]*\]$/, '').toLowerCase() || 'unknown';
}

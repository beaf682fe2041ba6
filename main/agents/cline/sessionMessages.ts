/** A session of Cline's own program. Verified with files of 3.0.65; shapes: docs/agents/cline.md. */
import type { DocumentFormat, ParseSink } from '../agent.ts';
import { asEpochMs, asObject, asText, type JsonObject } from '../fields.ts';
import { handOn, tokenCounts, withoutCache } from '../shared/tokenCounts.ts';

export const SESSION_ENDING = '.messages.json';

export const sessionMessages: DocumentFormat = {
  kind: 'document',
  read(document, context, sink) {
    const session = asObject(document);
    const messages = session?.['messages'];
    if (!session || !Array.isArray(messages)) return sink.refuse('unknown-shape');
    const name = context.stem.replace(/\.messages$/, '');
    const manifest = asObject(context.beside?.(`${name}.json`));
    const about = {
      sessionId: asText(session['sessionId']) ?? name,
      project: asText(manifest?.['cwd']) ?? asText(manifest?.['workspace_root']),
    };
    let model = asText(manifest?.['model']) ?? 'unknown';
    for (const entry of messages as unknown[]) {
      const message = asObject(entry);
      if (message === null) continue;
      model = asText(asObject(message['modelInfo'])?.['id']) ?? model;
      readAnswer(message, { ...about, model }, sink);
    }
  },
};

/** The input of the figures has the cache in it. */
function readAnswer(
  message: JsonObject,
  about: { sessionId: string; project: string | null; model: string },
  sink: ParseSink,
): void {
  const metrics = asObject(message['metrics']);
  if (metrics === null || message['role'] !== 'assistant') return;
  const atMs = asEpochMs(message['ts']);
  if (atMs === null) return sink.refuse('no-timestamp');
  const counts = tokenCounts({
    input: metrics['inputTokens'],
    output: metrics['outputTokens'],
    cacheRead: metrics['cacheReadTokens'],
    cacheWrite: metrics['cacheWriteTokens'],
  });
  const groupKey = `${about.sessionId}:${asText(message['id']) ?? atMs}`;
  handOn({ ...about, groupKey, atMs }, counts && withoutCache(counts), sink);
}

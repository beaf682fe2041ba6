/** The fact of an answer that was read straight from its bytes. */
import type { UsageFact } from '../../domain/usage.ts';
import type { FileContext } from '../agent.ts';
import { cacheWriteOf, groupWithoutMessage, modeOf, sessionOfFile } from './answerFact.ts';
import { COUNT, counts, FIELD, line } from './answerLine.ts';
import { textOf } from './answerTexts.ts';

/** The fact of the answer that `readAnswerLine` has read last. */
export function quickFact(
  bytes: Buffer,
  context: FileContext,
  atMs: number,
  startedAtMs: number,
): UsageFact {
  const sessionId =
    textOf(bytes, FIELD.requestSessionId) ??
    textOf(bytes, FIELD.sessionId) ??
    sessionOfFile(context);
  const requestId = textOf(bytes, FIELD.requestId);
  const write1h = counts[COUNT.cacheWrite1h] as number;
  const cacheWriteTokens = cacheWriteOf(
    counts[COUNT.cacheWrite] as number,
    counts[COUNT.cacheWrite5m] as number,
    write1h,
  );
  const cacheWrite5mTokens = cacheWriteTokens - write1h;
  const messageId = textOf(bytes, FIELD.messageId);
  return {
    groupKey:
      messageId ??
      groupWithoutMessage(textOf(bytes, FIELD.uuid), requestId, sessionId, atMs, {
        inputTokens: counts[COUNT.input] as number,
        outputTokens: counts[COUNT.output] as number,
        cacheReadTokens: counts[COUNT.cacheRead] as number,
        cacheWrite1hTokens: write1h,
        cacheWrite5mTokens,
        webSearches: counts[COUNT.webSearches] as number,
      }),
    kind: line.isEcho ? 'progress' : line.isSidechain ? 'sidechain' : 'direct',
    requestId,
    sessionId,
    parentSessionId: null,
    isReplaySuspect: false,
    project: textOf(bytes, FIELD.cwd),
    model: textOf(bytes, FIELD.model) ?? 'unknown',
    atMs,
    startedAtMs,
    inputTokens: counts[COUNT.input] as number,
    outputTokens: counts[COUNT.output] as number,
    cacheWrite5mTokens,
    cacheWrite1hTokens: write1h,
    cacheReadTokens: counts[COUNT.cacheRead] as number,
    webSearches: counts[COUNT.webSearches] as number,
    mode: modeOf(textOf(bytes, FIELD.speed), textOf(bytes, FIELD.serviceTier)),
    isUsOnly: textOf(bytes, FIELD.inferenceGeo) === 'us',
  };
}

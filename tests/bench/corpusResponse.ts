/** One invented response of a model and the lines that Claude Code writes about it. */
import type { Random } from './random.ts';

export type ResponseTokens = {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheWriteTokens: number;
  readonly cacheReadTokens: number;
};

export type CorpusResponse = {
  readonly messageId: string;
  /** null as some gateways in front of the provider leave it. */
  readonly requestId: string | null;
  readonly model: string;
  readonly tokens: ResponseTokens;
  readonly cacheWriteKind: 'five-minutes' | 'one-hour' | 'not-said';
  /** Times of its lines, one line per content block. */
  readonly lineTimesMs: readonly number[];
  /** Older versions wrote the output count as it was when the block ended. */
  readonly outputGrows: boolean;
};

/** What is the same for all lines of a session file. */
export type LineFrame = {
  readonly sessionId: string;
  readonly cwd: string;
  readonly version: string;
  /** Set in the file of a sub-agent. */
  readonly agentId: string | null;
};

/** The usage object after the given share of the lines, in Claude Code's own order of fields. */
export function usageOf(response: CorpusResponse, lineIndex: number) {
  const { tokens, cacheWriteKind, lineTimesMs } = response;
  const lines = lineTimesMs.length;
  const output =
    response.outputGrows && lineIndex < lines - 1
      ? Math.max(1, Math.floor((tokens.outputTokens * (lineIndex + 1)) / (lines * 3)))
      : tokens.outputTokens;
  const oneHour = cacheWriteKind === 'one-hour' ? tokens.cacheWriteTokens : 0;
  return {
    input_tokens: tokens.inputTokens,
    cache_creation_input_tokens: tokens.cacheWriteTokens,
    cache_read_input_tokens: tokens.cacheReadTokens,
    output_tokens: output,
    server_tool_use: { web_search_requests: 0, web_fetch_requests: 0 },
    service_tier: 'standard',
    ...(cacheWriteKind === 'not-said'
      ? {}
      : {
          cache_creation: {
            ephemeral_1h_input_tokens: oneHour,
            ephemeral_5m_input_tokens: tokens.cacheWriteTokens - oneHour,
          },
        }),
  };
}

/** One assistant line: the block with the given index. */
export function assistantLine(
  random: Random,
  response: CorpusResponse,
  frame: LineFrame,
  lineIndex: number,
  block: object,
) {
  const isLast = lineIndex === response.lineTimesMs.length - 1;
  return {
    parentUuid: random.uuid(),
    isSidechain: frame.agentId !== null,
    ...(frame.agentId === null ? {} : { agentId: frame.agentId }),
    message: {
      id: response.messageId,
      type: 'message',
      role: 'assistant',
      model: response.model,
      content: [block],
      stop_reason: response.outputGrows && !isLast ? null : 'tool_use',
      stop_sequence: null,
      usage: usageOf(response, lineIndex),
    },
    ...(response.requestId === null ? {} : { requestId: response.requestId }),
    type: 'assistant',
    uuid: random.uuid(),
    timestamp: new Date(response.lineTimesMs[lineIndex] as number).toISOString(),
    userType: 'external',
    entrypoint: 'cli',
    cwd: frame.cwd,
    sessionId: frame.sessionId,
    version: frame.version,
    gitBranch: 'main',
  };
}

export type AssistantLine = ReturnType<typeof assistantLine>;

/** The copy of a sub-agent's line that older versions put into the parent's file as progress. */
export function progressLine(random: Random, frame: LineFrame, echoed: AssistantLine) {
  const message: Partial<AssistantLine> = { ...echoed };
  delete message.isSidechain;
  return {
    parentUuid: random.uuid(),
    isSidechain: false,
    type: 'progress',
    data: { type: 'agent_progress', message, prompt: '', agentId: echoed.agentId },
    uuid: random.uuid(),
    timestamp: echoed.timestamp,
    userType: 'external',
    cwd: frame.cwd,
    sessionId: frame.sessionId,
    version: frame.version,
  };
}

/** A prompt, or the result of a tool. */
export function userLine(
  random: Random,
  frame: LineFrame,
  atMs: number,
  content: string | readonly object[],
  toolUseResult?: object,
) {
  return {
    parentUuid: random.uuid(),
    isSidechain: frame.agentId !== null,
    type: 'user',
    message: { role: 'user', content },
    uuid: random.uuid(),
    timestamp: new Date(atMs).toISOString(),
    ...(toolUseResult === undefined ? {} : { toolUseResult }),
    userType: 'external',
    cwd: frame.cwd,
    sessionId: frame.sessionId,
    version: frame.version,
    gitBranch: 'main',
  };
}

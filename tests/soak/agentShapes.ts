/**
 * Every log that is no list of lines, and with `LINE_SHAPES` every one there is. Claude Code's and Codex's lines have
 * a fuzz and an oracle of their own (`tests/oracle/manyLines.ts`).
 */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { LINE_SHAPES } from './agentLineShapes.ts';
import { inclusive, type Answer, type Counts, type Entry, type Shape } from './agentShape.ts';

const MESSAGE_COUNTS = [
  'tokens.input',
  'tokens.output',
  'tokens.reasoning',
  'tokens.cache.read',
  'tokens.cache.write',
];

export const SHAPES: Readonly<Record<string, Shape>> = {
  'opencode rows': { ...messageRows('opencode'), file: 'opencode.db' },
  'amp events': {
    agent: 'amp',
    file: 'T-1.json',
    folders: [],
    say: ({ nth, atMs, counts }) => ({
      id: `event-${nth}`,
      timestamp: new Date(atMs).toISOString(),
      model: 'm',
      tokens: {
        input: counts.input,
        output: counts.output,
        cacheReadInputTokens: counts.cacheRead,
        cacheCreationInputTokens: counts.cacheWrite,
      },
    }),
    counts: [
      'tokens.input',
      'tokens.output',
      'tokens.cacheReadInputTokens',
      'tokens.cacheCreationInputTokens',
    ],
    times: ['timestamp'],
    document: (events) => ({ id: 'T-1', created: 0, usageLedger: { events } }),
  },
  'cline sessions': {
    agent: 'cline',
    file: 's.messages.json',
    folders: ['s'],
    say: ({ nth, atMs, counts }) => ({
      id: `m${nth}`,
      role: 'assistant',
      ts: atMs,
      modelInfo: { id: 'm' },
      metrics: {
        inputTokens: inclusive(counts),
        outputTokens: counts.output,
        cacheReadTokens: counts.cacheRead,
        cacheWriteTokens: counts.cacheWrite,
      },
    }),
    counts: [
      'metrics.inputTokens',
      'metrics.outputTokens',
      'metrics.cacheReadTokens',
      'metrics.cacheWriteTokens',
    ],
    times: ['ts'],
    document: (messages) => ({ sessionId: 's', messages }),
  },
  'cline tasks': taskShape('cline', ({ input }) => input),
  'roo code tasks': taskShape('roo-code', inclusive),
  'kilo code tasks': taskShape('kilo-code', inclusive),
  'goose rows': {
    agent: 'goose',
    file: 'sessions.db',
    folders: ['sessions'],
    table: 'usage_ledger',
    say: ({ nth, atMs, counts }) => ({
      id: nth,
      session_id: 's',
      created_timestamp: atMs / 1000,
      model: 'm',
      input_tokens: inclusive(counts),
      output_tokens: counts.output,
      cache_read_tokens: counts.cacheRead,
      cache_write_tokens: counts.cacheWrite,
    }),
    counts: ['input_tokens', 'output_tokens', 'cache_read_tokens', 'cache_write_tokens'],
    times: ['created_timestamp'],
  },
  'kilo code rows': { ...messageRows('kilo-code'), file: 'kilo.db' },
  'opencode old messages': {
    agent: 'opencode',
    file: 'msg_1.json',
    folders: ['ses_1'],
    say: (answer) => ({ id: `msg_${answer.nth}`, ...message(answer) }),
    counts: MESSAGE_COUNTS,
    times: ['time.created', 'time.completed'],
    isDocumentEach: true,
  },
  'droid sessions': {
    agent: 'droid',
    file: 's.settings.json',
    folders: ['project'],
    say: ({ atMs, counts }) => ({
      model: 'm',
      tokenUsage: {
        inputTokens: counts.input,
        outputTokens: counts.output,
        cacheCreationTokens: counts.cacheWrite,
        cacheReadTokens: counts.cacheRead,
        thinkingTokens: 0,
      },
      providerLockTimestamp: new Date(atMs).toISOString(),
    }),
    counts: ['inputTokens', 'outputTokens', 'cacheCreationTokens', 'cacheReadTokens'].map(
      (name) => `tokenUsage.${name}`,
    ),
    times: ['providerLockTimestamp'],
    isDocumentEach: true,
  },
  ...LINE_SHAPES,
};

function taskShape(agent: AgentId, input: (counts: Counts) => number): Shape {
  return {
    agent,
    file: 'ui_messages.json',
    folders: ['task'],
    say: ({ atMs, counts }) => ({
      ts: atMs,
      type: 'say',
      say: 'api_req_started',
      'text>': {
        tokensIn: input(counts),
        tokensOut: counts.output,
        cacheReads: counts.cacheRead,
        cacheWrites: counts.cacheWrite,
      },
    }),
    counts: ['text>.tokensIn', 'text>.tokensOut', 'text>.cacheReads', 'text>.cacheWrites'],
    times: ['ts'],
    document: (entries) => entries,
  };
}

/** A message of OpenCode's, which Kilo's program keeps as well. */
function message({ nth, atMs, counts }: Answer): Entry {
  return {
    role: 'assistant',
    modelID: `model-${nth}`,
    tokens: {
      input: counts.input,
      output: counts.output,
      reasoning: 0,
      cache: { read: counts.cacheRead, write: counts.cacheWrite },
    },
    time: { created: atMs - 5, completed: atMs },
  };
}

function messageRows(agent: AgentId): Omit<Shape, 'file'> {
  return {
    agent,
    folders: [],
    table: 'message',
    say: (answer) => ({ session_id: 's', 'data>': message(answer) }),
    counts: MESSAGE_COUNTS.map((path) => `data>.${path}`),
    times: ['data>.time.created', 'data>.time.completed'],
  };
}

/** The logs that are lists of lines, with the whole documents that Gemini CLI wrote before. */
import type { AgentId } from '../../preload/contract/snapshot.ts';
import { inclusive, type Answer, type Entry, type Shape } from './agentShape.ts';

const qwenPlace = {
  agent: 'qwen-code',
  file: 's.jsonl',
  folders: ['chats', 'project'],
  times: ['timestamp'],
  hasNoCacheWrites: true,
} as const;

export const LINE_SHAPES: Readonly<Record<string, Shape>> = {
  'gemini cli lines': geminiShape('session-1.jsonl'),
  'gemini cli chats': {
    ...geminiShape('session-1.json'),
    document: (messages) => ({ sessionId: 's', messages }),
  },
  'qwen code events': {
    ...qwenPlace,
    say: ({ nth, atMs, counts }) => ({
      systemPayload: {
        uiEvent: {
          'event.name': 'qwen-code.api_response',
          model: 'm',
          input_token_count: counts.input + counts.cacheRead,
          output_token_count: counts.output,
          cached_content_token_count: counts.cacheRead,
          thoughts_token_count: 0,
        },
      },
      sessionId: 's',
      uuid: `event-${nth}`,
      timestamp: new Date(atMs).toISOString(),
    }),
    counts: ['input', 'output', 'cached_content', 'thoughts'].map(
      (name) => `systemPayload.uiEvent.${name}_token_count`,
    ),
    echo: qwenMessage,
  },
  'qwen code messages': {
    ...qwenPlace,
    say: qwenMessage,
    counts: ['prompt', 'candidates', 'cachedContent', 'thoughts'].map(
      (name) => `usageMetadata.${name}TokenCount`,
    ),
  },
  'copilot cli records': {
    agent: 'copilot-cli',
    file: 'events.jsonl',
    folders: ['s', 'session-state'],
    say: ({ nth, atMs, counts }) => ({
      type: 'session.usage_record',
      data: {
        usage: {
          model: 'm',
          inputTokens: inclusive(counts),
          outputTokens: counts.output,
          cacheReadTokens: counts.cacheRead,
          cacheWriteTokens: counts.cacheWrite,
          accounting: { sourceSessionId: 's', sequence: nth },
        },
      },
      timestamp: new Date(atMs).toISOString(),
    }),
    counts: ['input', 'output', 'cacheRead', 'cacheWrite'].map(
      (name) => `data.usage.${name}Tokens`,
    ),
    times: ['timestamp'],
  },
  'pi lines': piShape('pi'),
  'openclaw lines': piShape('openclaw'),
  'kimi lines': {
    agent: 'kimi',
    file: 'wire.jsonl',
    folders: ['s', 'group', 'sessions'],
    say: ({ nth, atMs, counts }) => ({
      message: {
        type: 'StatusUpdate',
        payload: {
          token_usage: {
            input_other: counts.input,
            output: counts.output,
            input_cache_read: counts.cacheRead,
            input_cache_creation: counts.cacheWrite,
          },
          message_id: `m${nth}`,
        },
      },
      timestamp: atMs / 1000,
    }),
    counts: ['input_other', 'output', 'input_cache_read', 'input_cache_creation'].map(
      (name) => `message.payload.token_usage.${name}`,
    ),
    times: ['timestamp'],
  },
};

function geminiShape(file: string): Shape {
  return {
    agent: 'gemini-cli',
    file,
    folders: ['chats', 'project'],
    say: ({ nth, atMs, counts }) => ({
      type: 'gemini',
      model: 'm',
      tokens: {
        input: counts.input + counts.cacheRead,
        output: counts.output,
        cached: counts.cacheRead,
        thoughts: 0,
        tool: 0,
      },
      id: `m${nth}`,
      timestamp: new Date(atMs).toISOString(),
    }),
    counts: ['input', 'output', 'cached', 'thoughts', 'tool'].map((name) => `tokens.${name}`),
    times: ['timestamp'],
    hasNoCacheWrites: true,
  };
}

function qwenMessage({ nth, atMs, counts }: Answer): Entry {
  return {
    model: 'm',
    usageMetadata: {
      promptTokenCount: counts.input + counts.cacheRead,
      candidatesTokenCount: counts.output,
      cachedContentTokenCount: counts.cacheRead,
      thoughtsTokenCount: 0,
    },
    sessionId: 's',
    uuid: `message-${nth}`,
    timestamp: new Date(atMs).toISOString(),
  };
}

function piShape(agent: AgentId): Shape {
  return {
    agent,
    file: 's.jsonl',
    folders: ['sessions'],
    say: ({ nth, atMs, counts }) => ({
      type: 'message',
      message: { role: 'assistant', model: 'm', usage: { ...counts } },
      id: `m${nth}`,
      timestamp: new Date(atMs).toISOString(),
    }),
    counts: ['input', 'output', 'cacheRead', 'cacheWrite'].map((name) => `message.usage.${name}`),
    times: ['timestamp'],
  };
}

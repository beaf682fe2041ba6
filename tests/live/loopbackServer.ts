/**
 * A provider on 127.0.0.1 for the real agent programs. It stands in for Anthropic's, OpenAI's and Google's
 * services because those cost money and need an account; everything on the agent's side (requests,
 * retries, transcripts, limits) is the program's own doing. It keeps its own record of what it
 * billed, which is what Tollgate's figures are held against.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { ANTHROPIC_LIMIT_ERROR, anthropicEvents, anthropicMessage } from './anthropicAnswers.ts';
import type { Answer, BilledTokens } from './answers.ts';
import { chatChunks, chatMessage } from './chatAnswers.ts';
import { geminiResponse } from './geminiAnswers.ts';
import { openaiEvents, openaiLimitError } from './openaiAnswers.ts';
import { anthropicPlanHeaders, codexPlanHeaders } from './planState.ts';

type Json = Readonly<Record<string, unknown>>;

export type RecordedRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  /** The parsed body; empty when there was none. */
  readonly body: Json;
};

/** The interfaces that agents speak to their providers. */
type Api = 'anthropic' | 'openai' | 'chat' | 'gemini';

/** One response a real provider would have charged. */
export type BilledResponse = {
  readonly api: Api;
  readonly model: string;
  readonly responseId: string;
  readonly tokens: BilledTokens;
  readonly atMs: number;
  readonly request: RecordedRequest;
};

/** Decides the answer; `sequence` counts the requests to the model, refused ones included. */
export type Script = (request: RecordedRequest, sequence: number) => Answer;

export type LoopbackServer = {
  readonly url: string;
  readonly requests: readonly RecordedRequest[];
  readonly billed: readonly BilledResponse[];
  /** The requests answered with 429. */
  readonly refused: readonly RecordedRequest[];
  /** Replaces the script from the next request on. */
  play(script: Script): void;
  close(): Promise<void>;
};

export async function startLoopbackServer(script: Script): Promise<LoopbackServer> {
  let current = script;
  let sequence = 0;
  const requests: RecordedRequest[] = [];
  const billed: BilledResponse[] = [];
  const refused: RecordedRequest[] = [];

  const answerModel = (
    api: BilledResponse['api'],
    request: RecordedRequest,
    response: http.ServerResponse,
  ): void => {
    sequence += 1;
    const answer = current(request, sequence);
    const model = answer.model ?? modelOf(request);
    const responseId = `${api === 'anthropic' ? 'msg' : 'resp'}_loopback_${process.pid}_${sequence}`;
    if (answer.plan.state === 'blocked') refused.push(request);
    else {
      const { tokens } = answer;
      billed.push({ api, model, responseId, tokens, atMs: Date.now(), request });
    }
    SENDERS[api](response, {
      answer,
      model,
      responseId,
      sequence,
      isStreamed: request.body['stream'] === true || request.path.includes(':stream'),
    });
  };

  const server = http.createServer((message, response) => {
    void readRequest(message).then((request) => {
      requests.push(request);
      const path = request.path.split('?')[0];
      if (request.method === 'POST' && path === '/v1/messages') {
        answerModel('anthropic', request, response);
      } else if (request.method === 'POST' && path === '/v1/messages/count_tokens') {
        sendJson(response, 200, { input_tokens: 100 });
      } else if (request.method === 'POST' && path === '/v1/responses') {
        answerModel('openai', request, response);
      } else if (request.method === 'POST' && path === '/v1/chat/completions') {
        answerModel('chat', request, response);
      } else if (request.method === 'POST' && GEMINI_PATH.test(path ?? '')) {
        answerModel('gemini', request, response);
      } else {
        const error = { type: 'not_found_error', message: 'not found' };
        sendJson(response, 404, { type: 'error', error });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    billed,
    refused,
    play: (next) => {
      current = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const GEMINI_PATH = /^\/v1beta\/models\/([^/:]+):(?:streamG|g)enerateContent$/;

/** Google's interface names the model in the path. */
function modelOf({ path, body }: RecordedRequest): string {
  return GEMINI_PATH.exec(path.split('?')[0] ?? '')?.[1] ?? String(body['model']);
}

type Reply = {
  readonly answer: Answer;
  readonly model: string;
  readonly responseId: string;
  readonly sequence: number;
  readonly isStreamed: boolean;
};

function sendAnthropic(response: http.ServerResponse, reply: Reply): void {
  const { answer, model, responseId } = reply;
  const headers = {
    ...anthropicPlanHeaders(answer.plan),
    'request-id': `req_loopback_${process.pid}_${reply.sequence}`,
  };
  if (answer.plan.state === 'blocked') {
    sendJson(response, 429, ANTHROPIC_LIMIT_ERROR, { ...headers, 'retry-after': '5820' });
  } else if (reply.isStreamed) {
    void sendEvents(response, anthropicEvents(answer, responseId, model), headers, answer);
  } else {
    sendJson(response, 200, anthropicMessage(answer, responseId, model), headers);
  }
}

function sendOpenai(response: http.ServerResponse, reply: Reply): void {
  const { answer, model, responseId } = reply;
  const headers = codexPlanHeaders(answer.plan);
  if (answer.plan.state === 'blocked') {
    sendJson(response, 429, openaiLimitError(answer.plan), headers);
  } else {
    void sendEvents(response, openaiEvents(answer, responseId, model), headers, answer);
  }
}

function sendChat(response: http.ServerResponse, reply: Reply): void {
  const { answer, model, responseId } = reply;
  if (answer.plan.state === 'blocked') sendJson(response, 429, QUOTA_ERROR);
  else if (!reply.isStreamed) sendJson(response, 200, chatMessage(answer, responseId, model));
  else sendData(response, [...chatChunks(answer, responseId, model), '[DONE]']);
}

function sendGemini(response: http.ServerResponse, reply: Reply): void {
  const { answer, model, responseId } = reply;
  const whole = geminiResponse(answer, responseId, model);
  if (answer.plan.state === 'blocked') sendJson(response, 429, QUOTA_ERROR);
  else if (reply.isStreamed) sendData(response, [whole]);
  else sendJson(response, 200, whole);
}

const QUOTA_ERROR = {
  error: { code: 429, status: 'RESOURCE_EXHAUSTED', message: 'no quota left' },
};

const SENDERS: Readonly<Record<Api, (response: http.ServerResponse, reply: Reply) => void>> = {
  anthropic: sendAnthropic,
  openai: sendOpenai,
  chat: sendChat,
  gemini: sendGemini,
};

/** Events without names, as these two interfaces stream. */
function sendData(response: http.ServerResponse, events: readonly unknown[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of events) {
    const text = typeof event === 'string' ? event : JSON.stringify(event);
    response.write(`data: ${text}\n\n`);
  }
  response.end();
}

async function readRequest(message: http.IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return {
    method: message.method ?? '',
    path: message.url ?? '',
    headers: message.headers,
    body: parseBody(Buffer.concat(chunks)),
  };
}

function parseBody(bytes: Buffer): Json {
  try {
    return JSON.parse(bytes.toString('utf8')) as Json;
  } catch {
    // Compressed or empty: telemetry and the like, which the record keeps only by its path.
    return {};
  }
}

function sendJson(
  response: http.ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

async function sendEvents(
  response: http.ServerResponse,
  events: readonly { readonly type: string }[],
  headers: Record<string, string>,
  { pauseMs = 0 }: Answer,
): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', ...headers });
  for (const event of events) {
    const startsBlock = event.type === 'content_block_start' || event.type.endsWith('item.done');
    if (startsBlock && pauseMs > 0) await delay(pauseMs);
    response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
  }
  response.end();
}

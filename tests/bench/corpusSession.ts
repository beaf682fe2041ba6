/**
 * Invents the files of one session: the main one, those of its sub-agents, and sometimes a fork
 * that repeats it. Everything that must not be counted twice is made here, on purpose.
 */
import path from 'node:path';
import { type CorpusFile, openCorpusFile } from './corpusFile.ts';
import {
  type AssistantLine,
  assistantLine,
  type CorpusResponse,
  type LineFrame,
  progressLine,
  userLine,
} from './corpusResponse.ts';
import type { TextSource } from './corpusText.ts';
import { type CorpusTruth, count } from './corpusTruth.ts';
import type { Random } from './random.ts';

export type CorpusContext = {
  readonly random: Random;
  readonly text: TextSource;
  readonly truth: CorpusTruth;
  /** The folder `projects`. */
  readonly projectsFolder: string;
  /** Size of the next tool result, so that the corpus ends near its target size. */
  readonly nextResultSize: () => number;
};

export type SessionPlan = {
  readonly project: string;
  readonly startMs: number;
  readonly responses: number;
  /** Responses of each sub-agent. */
  readonly subAgents: readonly number[];
  readonly isForked: boolean;
  readonly model: string;
};

type Line = ReturnType<typeof userLine> | AssistantLine | ReturnType<typeof progressLine>;

/** Older files differ: growing output, progress copies, no split of the cache writes. */
const VERSIONS = ['2.1.330', '2.1.240', '2.0.76'] as const;
const SUB_AGENT_MODEL = 'claude-haiku-4-5-20251001';
const CONTEXT_LIMIT_TOKENS = 160_000;

const NO_REQUEST_ID = 0.005;
const LATER_LINE_LACKS_REQUEST_ID = 0.002;
const SIDE_QUESTION = 0.003;
const ONLY_AS_PROGRESS = 0.01;
const REFUSED = 0.004;

export function writeSession(context: CorpusContext, plan: SessionPlan): void {
  const { random } = context;
  const sessionId = random.uuid();
  const folder = path.join(context.projectsFolder, plan.project.replaceAll(/[^a-z0-9]/gi, '-'));
  const frame: LineFrame = {
    sessionId,
    cwd: plan.project,
    version: random.pick(VERSIONS),
    agentId: null,
  };
  const kept: Line[] | null = plan.isForked ? [] : null;
  const file = openCorpusFile(path.join(folder, `${sessionId}.jsonl`), context.truth.written);
  const chat = createChat(context, frame, file, plan, kept);
  // Sub-agents begin at evenly spread points of the conversation.
  const spacing = Math.max(1, Math.floor(plan.responses / (plan.subAgents.length + 1)));
  const waiting = [...plan.subAgents];
  for (let index = 1; index <= plan.responses; index += 1) {
    chat.respond(plan.model);
    if (index % spacing === 0 && waiting.length > 0) {
      chat.delegate(folder, waiting.shift() as number);
    }
  }
  for (const rest of waiting) chat.delegate(folder, rest);
  file.close(chat.nowMs());
  if (kept) writeFork(context, plan, frame, folder, kept, chat.nowMs());
}

type Chat = {
  respond(model: string): void;
  delegate(folder: string, responses: number): void;
  nowMs(): number;
};

function createChat(
  context: CorpusContext,
  frame: LineFrame,
  file: CorpusFile,
  plan: Pick<SessionPlan, 'startMs'>,
  kept: Line[] | null,
): Chat {
  const { random, text, truth } = context;
  let clockMs = plan.startMs;
  let contextTokens = random.integer(12_000, 22_000);

  const add = (line: Line, hasUsage: boolean): void => {
    file.add(JSON.stringify(line), hasUsage);
    kept?.push(line);
  };
  const pass = (medianMs: number): number => (clockMs += Math.ceil(random.around(medianMs, 0.8)));

  const ask = (): void => {
    if (random.chance(0.25)) {
      pass(random.chance(0.1) ? 600_000 : 30_000);
      add(userLine(random, frame, clockMs, text(random.around(180, 1))), false);
      return;
    }
    pass(1_500);
    const result = text(context.nextResultSize());
    const content = [
      { tool_use_id: `toolu_${random.hexadecimal(24)}`, type: 'tool_result', content: result },
    ];
    add(userLine(random, frame, clockMs, content, { stdout: '', interrupted: false }), false);
    if (random.chance(0.33)) {
      pass(50);
      add(userLine(random, frame, clockMs, text(random.around(300, 0.7))), false);
    }
  };

  const invent = (model: string): CorpusResponse => {
    if (contextTokens > CONTEXT_LIMIT_TOKENS) contextTokens = random.integer(15_000, 25_000);
    const cacheWriteTokens = Math.ceil(random.around(2_400, 1));
    const outputGrows = frame.version !== VERSIONS[0];
    const lines = random.pick([1, 1, 2, 2, 2, 3]);
    const lineTimesMs: number[] = [];
    pass(4_000);
    if (!outputGrows) stayWithinDay();
    for (let index = 0; index < lines; index += 1) {
      clockMs += outputGrows ? random.integer(300, 4_000) : random.integer(1, 30);
      lineTimesMs.push(clockMs);
    }
    const tokens = {
      inputTokens: random.integer(1, 600),
      outputTokens: Math.ceil(random.around(210, 1)) + 4,
      cacheWriteTokens,
      cacheReadTokens: contextTokens,
    };
    contextTokens += cacheWriteTokens;
    return {
      messageId: `msg_01${random.hexadecimal(22)}`,
      requestId: random.chance(NO_REQUEST_ID) ? null : `req_011C${random.hexadecimal(20)}`,
      model,
      tokens,
      cacheWriteKind:
        frame.version === VERSIONS[2]
          ? 'not-said'
          : frame.agentId === null
            ? 'one-hour'
            : 'five-minutes',
      lineTimesMs,
      outputGrows,
    };
  };

  /** Lines with equal figures are equally right, so they must not lie on two days. */
  const stayWithinDay = (): void => {
    const dayMs = 24 * 60 * 60_000;
    const untilMidnightMs = dayMs - (clockMs % dayMs);
    if (untilMidnightMs < 200) clockMs += untilMidnightMs;
  };

  const answer = (response: CorpusResponse): AssistantLine[] => {
    const shown = response.lineTimesMs.map((_, index) => {
      const lacksRequestId = index > 0 && random.chance(LATER_LINE_LACKS_REQUEST_ID);
      const seen = lacksRequestId ? { ...response, requestId: null } : response;
      return assistantLine(random, seen, frame, index, block(index));
    });
    const atMs = response.lineTimesMs.at(-1) as number;
    count(truth, {
      sessionId: frame.sessionId,
      model: response.model,
      atMs,
      tokens: response.tokens,
    });
    return shown;
  };

  const block = (index: number): object =>
    index === 0
      ? { type: 'text', text: text(random.around(160, 1)) }
      : {
          type: 'tool_use',
          id: `toolu_${random.hexadecimal(24)}`,
          name: 'Bash',
          // A null in a tool's input must not matter to anyone.
          input: { command: text(random.around(90, 0.8)), id: random.chance(0.05) ? null : 1 },
        };

  const respond = (model: string): AssistantLine[] => {
    ask();
    const response = invent(model);
    const lines = answer(response);
    for (const line of lines) add(line, true);
    // Nobody can ask a sub-agent something beside its work.
    if (frame.agentId === null && random.chance(SIDE_QUESTION)) add(sideQuestion(response), true);
    if (random.chance(REFUSED)) add(refusal(), true);
    return lines;
  };

  /** A question beside the conversation: the same answer once more, under a new request id. */
  const sideQuestion = (response: CorpusResponse): AssistantLine => {
    const replay = { ...response, requestId: `req_011C${random.hexadecimal(20)}` };
    const index = response.lineTimesMs.length - 1;
    return { ...assistantLine(random, replay, frame, index, block(0)), isSidechain: true };
  };

  const refusal = (): Line => {
    const model = '<synthetic>';
    const tokens = { inputTokens: 0, outputTokens: 0, cacheWriteTokens: 0, cacheReadTokens: 0 };
    const nothing = { ...invent(model), tokens, outputGrows: false, lineTimesMs: [pass(100)] };
    const words = { type: 'text', text: 'API Error: 529 Overloaded' };
    return { ...assistantLine(random, nothing, frame, 0, words), isApiErrorMessage: true } as Line;
  };

  const delegate = (folder: string, responses: number): void => {
    const agentId = random.hexadecimal(16);
    const subFrame: LineFrame = { ...frame, agentId };
    const name = path.join(folder, frame.sessionId, 'subagents', `agent-${agentId}.jsonl`);
    const subFile = openCorpusFile(name, truth.written);
    const sub = createChat(context, subFrame, subFile, { startMs: clockMs }, null);
    const isEchoed = frame.version !== VERSIONS[0];
    for (let index = 0; index < responses; index += 1) {
      const lines = (sub as EchoingChat).respondUnlessLost(SUB_AGENT_MODEL, isEchoed);
      for (const line of isEchoed ? lines : []) add(progressLine(random, frame, line), true);
    }
    subFile.close(sub.nowMs());
    clockMs = Math.max(clockMs, sub.nowMs());
    // The parent also notes what the sub-agent used in all; those are not tokens of its own.
    const usage = { input_tokens: 9, output_tokens: 99, cache_read_input_tokens: 999 };
    const content = [{ tool_use_id: `toolu_${agentId}`, type: 'tool_result', content: 'done' }];
    pass(200);
    add(userLine(random, frame, clockMs, content, { agentId, usage }), true);
  };

  const chat: EchoingChat = {
    respond: (model) => void respond(model),
    respondUnlessLost: (model, isEchoed) => {
      if (!isEchoed || !random.chance(ONLY_AS_PROGRESS)) {
        const lines = respond(model);
        // The echo is made while the answer is still being written.
        return lines.slice(0, 1);
      }
      ask();
      return answer(invent(model)).slice(-1);
    },
    delegate,
    nowMs: () => clockMs,
  };
  return chat;
}

type EchoingChat = Chat & {
  /** Responds, and returns the lines that the parent echoes; some exist only as that echo. */
  respondUnlessLost(model: string, isEchoed: boolean): AssistantLine[];
};

/** A fork repeats every line under its own session id, then goes on by itself. */
function writeFork(
  context: CorpusContext,
  plan: SessionPlan,
  frame: LineFrame,
  folder: string,
  kept: readonly Line[],
  startMs: number,
): void {
  const { random, truth } = context;
  const forkFrame = { ...frame, sessionId: random.uuid() };
  const name = path.join(folder, `${forkFrame.sessionId}.jsonl`);
  const file = openCorpusFile(name, truth.written);
  const isNew = frame.version === VERSIONS[0];
  for (const line of kept) {
    const isAnswer = line.type === 'assistant';
    // Only newer versions rename the copies, and then they say who paid.
    const copy = {
      ...line,
      ...(isNew ? { sessionId: forkFrame.sessionId } : {}),
      ...(isNew && isAnswer ? { requestSessionId: frame.sessionId } : {}),
    };
    const hasUsage = isAnswer || line.type === 'progress';
    file.add(JSON.stringify(copy), hasUsage);
  }
  const chat = createChat(context, forkFrame, file, { startMs: startMs + 60_000 }, null);
  for (let index = 0; index < 2; index += 1) chat.respond(plan.model);
  file.close(chat.nowMs());
}

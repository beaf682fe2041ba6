/** The Sessions page: what it asks, and what it draws. Sums are exact integers; unknown is null. */
import type { AgentId } from '../snapshot.ts';

/** How far back sessions are listed; `all` reads the whole history. */
export const SESSION_SPANS = ['7-days', '30-days', '1-year', 'all'] as const;
export type SessionSpan = (typeof SESSION_SPANS)[number];

export const SESSION_ORDERS = ['latest', 'cost', 'credits', 'longest'] as const;
export type SessionOrder = (typeof SESSION_ORDERS)[number];

export type SessionsQuestion = {
  readonly span: SessionSpan;
  readonly order: SessionOrder;
  /** Null: every agent. */
  readonly agent: AgentId | null;
  /** Words that must all occur in title, project, path, branch, model or id; empty: all sessions. */
  readonly search: string;
};

export type SessionTokens = {
  readonly input: number;
  readonly output: number;
  readonly cacheWrite: number;
  readonly cacheRead: number;
};

/** Sums of a session with its sub-agents; `costMicros` covers the priced answers, null: none is priced. */
export type SessionSums = {
  readonly answers: number;
  readonly unpricedAnswers: number;
  readonly tokens: SessionTokens;
  /** At API prices, plan and credits together. */
  readonly costMicros: number | null;
  /** The part that was paid with credits, at least. */
  readonly creditMicros: number;
  readonly creditAnswers: number;
  /** Answers of which nobody can say whether credits paid. */
  readonly unclearAnswers: number;
};

export type SessionRow = SessionSums & {
  readonly agent: AgentId;
  /** Configuration folder; null: saved before accounts were known. */
  readonly account: string | null;
  /** What the user calls the computer it ran on; null: this one. */
  readonly host: string | null;
  readonly sessionId: string;
  readonly project: string | null;
  /** The shortest end of the path that tells it from the others. */
  readonly projectName: string;
  /** What the agent, or the first message, calls it; null: the transcript is gone or says nothing. */
  readonly title: string | null;
  readonly branch: string | null;
  readonly startedAtMs: number;
  readonly lastAtMs: number;
  /** Models by cost, the dearest first. */
  readonly models: readonly string[];
  readonly subAgents: number;
  readonly isLive: boolean;
};

export type SessionsView = {
  readonly rows: readonly SessionRow[];
  /** Sessions in the span, before the search. */
  readonly total: number;
  readonly takenAtMs: number;
};

export type ModelShare = SessionSums & { readonly model: string };

/** One answer of the main conversation: how much it had before it. */
export type ContextPoint = {
  readonly atMs: number;
  /** Prompt of the answer: new input, cache written and cache read. */
  readonly contextTokens: number;
  readonly cacheReadTokens: number;
  readonly costMicros: number | null;
  readonly isPaid: boolean;
};

/** Where a new conversation would have been cheaper than going on, and how that was computed. */
export type RestartAdvice = {
  /** Index into `points`: the answer that should have been the first of a new conversation. */
  readonly index: number;
  readonly atMs: number;
  /** Context there, and what a new conversation begins with: that of this one's first answer. */
  readonly contextTokens: number;
  readonly freshTokens: number;
  readonly savingMicros: number;
  readonly answersAfter: number;
};

/** The agent's own figure of a session's cost beside ours up to the same moment; both estimated. */
export type AgentCost = {
  /** Null: none of the answers has a price. */
  readonly ourCostMicros: number | null;
  readonly unpricedEvents: number;
  readonly agentCostMicros: number;
  /** The agent guessed the price of a model that it does not know. */
  readonly isAgentGuess: boolean;
  readonly asOfMs: number;
};

export type SessionDetail = {
  readonly row: SessionRow;
  readonly byModel: readonly ModelShare[];
  /** Time with work in it: pauses longer than five minutes are left out. */
  readonly activeMs: number;
  /** Cost of an hour of work; null: too short to say, or nothing is priced. */
  readonly costPerActiveHourMicros: number | null;
  /** At most 400 points of the main conversation, evenly chosen, the last always among them. */
  readonly points: readonly ContextPoint[];
  readonly pointsTotal: number;
  /** Prompt tokens that came from the cache, in hundredths of a percent; null: no prompt at all. */
  readonly cacheHitBasisPoints: number | null;
  /** Answers of the main conversation that had to write again what the cache should have held. */
  readonly cacheMisses: number;
  readonly subAgents: readonly (SessionSums & { readonly sessionId: string })[];
  readonly restart: RestartAdvice | null;
  /** Limit messages of its account while it ran. */
  readonly limitHitsMs: readonly number[];
  /** Null: the agent keeps no cost of its own. */
  readonly agentCost: AgentCost | null;
  readonly transcriptPath: string | null;
};

export type SessionKey = { readonly agent: AgentId; readonly sessionId: string };

/** A session with the span that the list said, in which its answers are looked for. */
export type SessionQuestion = SessionKey & { readonly fromMs: number; readonly untilMs: number };

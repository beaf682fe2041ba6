/**
 * What is right about a corpus. It is added up from the responses as they are invented, not from
 * the lines written about them, so it shares no rule with any reader of those lines.
 */
export type TokenTotals = {
  inputTokens: number;
  outputTokens: number;
  cacheWriteTokens: number;
  cacheReadTokens: number;
  /** Responses of the model. */
  events: number;
};

export type CorpusTruth = {
  readonly total: TokenTotals;
  /** By UTC day, YYYY-MM-DD. */
  readonly byDay: Record<string, TokenTotals>;
  readonly byModel: Record<string, TokenTotals>;
  /** By session; a sub-agent's use belongs to its parent's session. */
  readonly bySession: Record<string, TokenTotals>;
  readonly written: {
    files: number;
    bytes: number;
    lines: number;
    /** Lines with a usage object, repetitions and copies included. */
    usageLines: number;
  };
};

export type CountedResponse = {
  readonly sessionId: string;
  readonly model: string;
  /** Time of the line with the final figures. */
  readonly atMs: number;
  readonly tokens: Readonly<Omit<TokenTotals, 'events'>>;
};

export function emptyTruth(): CorpusTruth {
  return {
    total: emptyTotals(),
    byDay: {},
    byModel: {},
    bySession: {},
    written: { files: 0, bytes: 0, lines: 0, usageLines: 0 },
  };
}

export function count(
  truth: CorpusTruth,
  { sessionId, model, atMs, tokens }: CountedResponse,
): void {
  const day = new Date(atMs).toISOString().slice(0, 10);
  for (const totals of [
    truth.total,
    (truth.byDay[day] ??= emptyTotals()),
    (truth.byModel[model] ??= emptyTotals()),
    (truth.bySession[sessionId] ??= emptyTotals()),
  ]) {
    totals.inputTokens += tokens.inputTokens;
    totals.outputTokens += tokens.outputTokens;
    totals.cacheWriteTokens += tokens.cacheWriteTokens;
    totals.cacheReadTokens += tokens.cacheReadTokens;
    totals.events += 1;
  }
}

function emptyTotals(): TokenTotals {
  return { inputTokens: 0, outputTokens: 0, cacheWriteTokens: 0, cacheReadTokens: 0, events: 0 };
}

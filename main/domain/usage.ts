/** Facts about usage as agents log them, and the rule that decides which copies of a fact count. */

/**
 * Which copy of a response a record is. `direct` was written by the conversation itself, `sidechain` by a
 * side conversation, `progress` is an echo of a sub-agent's answer in its parent's file. The order is saved: the
 * database and the second thread know each by its place.
 */
export const RECORD_KINDS = ['direct', 'sidechain', 'progress'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** How the request ran where that changes its price; saved by place as well. */
export const SERVICE_MODES = ['standard', 'fast', 'batch'] as const;
export type ServiceMode = (typeof SERVICE_MODES)[number];

/** One response of a model, as far as it matters for counting. Token counts are disjoint. */
export type UsageFact = {
  /** Copies of one response share the group; only the resolution of the group says what counts. */
  readonly groupKey: string;
  readonly kind: RecordKind;
  readonly requestId: string | null;
  readonly sessionId: string;
  /** Session that this one continues with a copy of its history; null for most. */
  readonly parentSessionId: string | null;
  /** Written in the first moments of such a copy, so perhaps part of the copied history. */
  readonly isReplaySuspect: boolean;
  readonly project: string | null;
  readonly model: string;
  /** When the record was written; decides the day. */
  readonly atMs: number;
  /** When the user's message that led to it was written; a window starts here. */
  readonly startedAtMs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheWrite5mTokens: number;
  readonly cacheWrite1hTokens: number;
  readonly cacheReadTokens: number;
  readonly webSearches: number;
  readonly mode: ServiceMode;
  readonly isUsOnly: boolean;
};

/**
 * Facts that are visited one after the other. It may be the same object each time, filled anew: what is to be kept must
 * be copied.
 */
export type FactList = {
  readonly length: number;
  forEach(visit: (fact: UsageFact) => void): void;
};

/** Tells the records of a group apart; the same line read twice gives the same variant. */
export function variantOf({
  kind,
  requestId,
  sessionId,
}: Pick<UsageFact, 'kind' | 'requestId' | 'sessionId'>): string {
  return requestId === null ? `${kind}||${sessionId}` : `${kind}|${requestId}|`;
}

/** Whether two records of a group have the same variant. */
export function isSameRecord(one: UsageFact, other: UsageFact): boolean {
  return (
    one.requestId === other.requestId &&
    one.kind === other.kind &&
    (one.requestId !== null || one.sessionId === other.sessionId)
  );
}

/** Tokens of a fact in all classes. */
export function totalTokens(fact: UsageFact): number {
  return (
    fact.inputTokens +
    fact.outputTokens +
    fact.cacheWrite5mTokens +
    fact.cacheWrite1hTokens +
    fact.cacheReadTokens
  );
}

/**
 * Whether a record is the sum of many requests, because its agent keeps nothing finer. Its key says so, since that is what
 * is saved of it: it ends with `|sum`, or with the model whose requests were added up. The store says the same in SQL.
 */
export function isSumOfRequests({
  groupKey,
  model,
}: Pick<UsageFact, 'groupKey' | 'model'>): boolean {
  return groupKey.endsWith('|sum') || (groupKey.includes('|') && groupKey.endsWith(`|${model}`));
}

/** Tokens that the request carried: what was sent, fresh or through the cache. */
export function promptTokens(
  fact: Pick<
    UsageFact,
    'inputTokens' | 'cacheWrite5mTokens' | 'cacheWrite1hTokens' | 'cacheReadTokens'
  >,
): number {
  return (
    fact.inputTokens + fact.cacheWrite5mTokens + fact.cacheWrite1hTokens + fact.cacheReadTokens
  );
}

/**
 * Whether `challenger` replaces `holder` as the record of one response. A streamed response is logged again
 * and again while it grows, so the larger record is the later truth and is taken whole. Equal records keep
 * the earliest, then the first by session, model and the rest, so that the order of reading never matters.
 * The store says the same in SQL.
 */
export function isBetterRecord(challenger: UsageFact, holder: UsageFact): boolean {
  const output = challenger.outputTokens - holder.outputTokens;
  if (output !== 0) return output > 0;
  const total = totalTokens(challenger) - totalTokens(holder);
  if (total !== 0) return total > 0;
  if (challenger.atMs !== holder.atMs) return challenger.atMs < holder.atMs;
  for (const rank of TIE_RANKS) {
    const [one, other] = [rank(challenger), rank(holder)];
    if (one !== other) return one < other;
  }
  return false;
}

/** What decides between records of the same size and time; the smaller wins. */
const TIE_RANKS: readonly ((fact: UsageFact) => string | number)[] = [
  ({ sessionId }) => sessionId,
  ({ model }) => model,
  ({ inputTokens }) => inputTokens,
  ({ cacheWrite5mTokens }) => cacheWrite5mTokens,
  ({ cacheWrite1hTokens }) => cacheWrite1hTokens,
  ({ cacheReadTokens }) => cacheReadTokens,
  ({ webSearches }) => webSearches,
  ({ mode }) => SERVICE_MODES.indexOf(mode),
  ({ isUsOnly }) => Number(isUsOnly),
  ({ isReplaySuspect }) => Number(isReplaySuspect),
  ({ project }) => project ?? '',
];

/** What the resolution of a group looks at. */
export type GroupRecord = Pick<
  UsageFact,
  | 'kind'
  | 'requestId'
  | 'sessionId'
  | 'parentSessionId'
  | 'isReplaySuspect'
  | 'outputTokens'
  | 'atMs'
> & { readonly variant: string; readonly totalTokens: number };

/**
 * Decides which records of one group count. The result depends on the set of records only, never on the
 * order in which they were read.
 *
 * - Echoes count only when nothing else of the response was logged.
 * - A side conversation's copy of a main response loses.
 * - A record without a request id joins the record of its session that has one; what is left of them is one
 *   response.
 * - A continued session's copy of its parent's history loses; where the parent is not on this machine, so
 *   does what was written in the moment of copying.
 *
 * @returns the variants that count
 */
export function countedVariants(
  records: readonly GroupRecord[],
  isKnownSession: (sessionId: string) => boolean,
): ReadonlySet<string> {
  const own = withoutReplays(records, isKnownSession);
  const written = preferring(own, ({ kind }) => kind !== 'progress');
  const chosen = preferring(written, ({ kind }) => kind !== 'sidechain');
  const [only] = chosen;
  if (only && chosen.length === 1) return new Set([only.variant]);
  const withRequest = chosen.filter(({ requestId }) => requestId !== null);
  const withoutRequest = chosen.filter(({ requestId }) => requestId === null);
  const classes = byRequest(withRequest);
  const host = [...classes.values()].find((members) =>
    members.some(({ sessionId }) => withoutRequest.some((loose) => loose.sessionId === sessionId)),
  );
  if (host) host.push(...withoutRequest);
  else if (withoutRequest.length > 0) classes.set(null, withoutRequest);
  return new Set([...classes.values()].map((members) => best(members).variant));
}

function withoutReplays(
  records: readonly GroupRecord[],
  isKnownSession: (sessionId: string) => boolean,
): readonly GroupRecord[] {
  if (records.every(({ parentSessionId }) => parentSessionId === null)) return records;
  const sessions = new Set(records.map(({ sessionId }) => sessionId));
  return records.filter((record) => !isReplay(record, sessions, isKnownSession));
}

function isReplay(
  record: GroupRecord,
  sessionsInGroup: ReadonlySet<string>,
  isKnownSession: (sessionId: string) => boolean,
): boolean {
  const parent = record.parentSessionId;
  if (parent === null || parent === record.sessionId) return false;
  return sessionsInGroup.has(parent) || (record.isReplaySuspect && !isKnownSession(parent));
}

/** The records that pass, or all of them when none does. */
function preferring(
  records: readonly GroupRecord[],
  passes: (record: GroupRecord) => boolean,
): readonly GroupRecord[] {
  const passing = records.filter(passes);
  return passing.length > 0 ? passing : records;
}

function byRequest(records: readonly GroupRecord[]): Map<string | null, GroupRecord[]> {
  const classes = new Map<string | null, GroupRecord[]>();
  const ordered = [...records].sort((a, b) => (a.variant < b.variant ? -1 : 1));
  for (const record of ordered) {
    // Forked sessions are told apart by session; Claude's request ids are unique by themselves.
    const members = classes.get(record.requestId);
    if (members) members.push(record);
    else classes.set(record.requestId, [record]);
  }
  return classes;
}

function best(records: readonly GroupRecord[]): GroupRecord {
  return records.reduce((holder, challenger) => (beats(challenger, holder) ? challenger : holder));
}

function beats(challenger: GroupRecord, holder: GroupRecord): boolean {
  if (challenger.outputTokens !== holder.outputTokens)
    return challenger.outputTokens > holder.outputTokens;
  if (challenger.totalTokens !== holder.totalTokens)
    return challenger.totalTokens > holder.totalTokens;
  if (challenger.atMs !== holder.atMs) return challenger.atMs < holder.atMs;
  return challenger.variant < holder.variant;
}

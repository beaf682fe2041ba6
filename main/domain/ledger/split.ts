/**
 * Which side paid for each request: the plan or the credits. The rule and its reasons: docs/ledger.md.
 *
 * A request is drawn whole from one side, and the side is decided when it is sent: providers check the limit
 * before a request, and let the one that crosses run to its end.
 */
import type { AgentId } from '../../../preload/contract/snapshot.ts';
import { HOUR_MS } from '../calendar.ts';
import type { LimitReading } from '../limits.ts';
import { limitRecords, planStateAt, VOUCHING_MS, type LimitRecord } from './planState.ts';

/** What a session draws on. */
export type DrawKind = 'plan-then-credits' | 'credits' | 'api-key' | 'other';

export type Side = 'plan' | 'credits' | 'api-key' | 'unknown';

/** Why an event stands on its side. */
export type SideReason =
  | 'api-key'
  | 'other-draw'
  | 'credits-only'
  | 'always-paid'
  | 'stated-paid'
  | 'stated-plan'
  | 'credits-off'
  | 'plan-left'
  | 'crossed-in-flight'
  | 'plan-used-up'
  | 'crossing-unclear'
  | 'not-reported';

/** A usage event as far as its side matters. Events are those of one agent and one account. */
export type SplitEvent = {
  /** Identity of the counted response. */
  readonly key: string;
  readonly sessionId: string;
  readonly project: string | null;
  readonly model: string;
  /** When the answer ended. */
  readonly atMs: number;
  /** When the message behind it was sent, as far as the log tells; else the same as `atMs`. */
  readonly startedAtMs: number;
  /** null: no price is known. */
  readonly costMicros: number | null;
  readonly tokens: number;
  /** Never drawn from a plan, whatever is left of it (fast mode, models that always bill). */
  readonly isAlwaysPaid: boolean;
};

/** A statement that held for a time; `untilMs` null: until further notice. */
type Lasting = { readonly fromMs: number; readonly untilMs: number | null };

/** All that is known about what an account's requests drew on. */
export type Evidence = {
  readonly draw: DrawKind;
  /** Every reading of the account's windows (`ReportedWindow.readings`), in any order. */
  readonly readings: readonly LimitReading[];
  /** When credits were on or off; gaps mean not known. Of overlapping statements the later begun one holds. */
  readonly enabled: readonly (Lasting & { readonly isEnabled: boolean })[];
  /** When requests were said to be paid with credits, or said not to be. Overlaps: as above. */
  readonly signals: readonly (Lasting & { readonly isPaid: boolean })[];
};

/** An event with its side. */
export type DrawnEvent = SplitEvent & { readonly side: Side; readonly because: SideReason };

/** Name of an account in all tables. */
export type AccountKey = { readonly agent: AgentId; readonly account: string };

/** Answers further back than this tell nothing about when a request was sent. */
const LONGEST_REQUEST_MS = HOUR_MS;

/** So far before the first event in question events must be known, for them to be judged as in the whole. */
export const CONTEXT_MS = LONGEST_REQUEST_MS * 2 + VOUCHING_MS;

type Judge = (event: SplitEvent, sentAtMs: number) => readonly [Side, SideReason];

/**
 * Puts each event of one account on its side.
 *
 * @param events counted events, in any order, each once
 * @returns the same events, by time
 */
export function splitEvents(events: readonly SplitEvent[], evidence: Evidence): DrawnEvent[] {
  const ordered = [...events].sort(byTime);
  const judge = createJudge(ordered, evidence);
  const lastOfSession = new Map<string, number[]>();
  return ordered.map((event) => {
    const sentAtMs = sentAt(event, lastOfSession);
    const [side, because] = judge(event, sentAtMs);
    return { ...event, side, because };
  });
}

/** When each request was sent, by its key, as far as the events around it tell. */
export function sendTimes(events: readonly SplitTime[]): ReadonlyMap<string, number> {
  const lastOfSession = new Map<string, number[]>();
  return new Map(
    [...events].sort(byTime).map((event) => [event.key, sentAt(event, lastOfSession)]),
  );
}

type SplitTime = Pick<SplitEvent, 'key' | 'sessionId' | 'atMs' | 'startedAtMs'>;

function byTime(a: SplitTime, b: SplitTime): number {
  return a.atMs - b.atMs || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/**
 * When a request was sent: with the user's message, or after the answer before it in the same session where
 * one message led to a chain of requests. Remembers the two latest distinct ends of each session.
 */
function sentAt(event: SplitTime, ends: Map<string, number[]>): number {
  const known = ends.get(event.sessionId) ?? [];
  const previous = known.findLast((atMs) => atMs < event.atMs) ?? -Infinity;
  if (known.at(-1) !== event.atMs) ends.set(event.sessionId, [...known.slice(-1), event.atMs]);
  if (event.startedAtMs >= event.atMs) return event.atMs;
  return Math.max(event.startedAtMs, previous, event.atMs - LONGEST_REQUEST_MS);
}

function createJudge(ordered: readonly SplitEvent[], evidence: Evidence): Judge {
  if (evidence.draw === 'api-key') return () => ['api-key', 'api-key'];
  if (evidence.draw === 'other') return () => ['unknown', 'other-draw'];
  if (evidence.draw === 'credits') return () => ['credits', 'credits-only'];
  const paidAt = statementAt(evidence.signals, ({ isPaid }) => isPaid);
  const enabledAt = statementAt(evidence.enabled, ({ isEnabled }) => isEnabled);
  const byWindows = createWindowJudge(ordered, limitRecords(evidence.readings));
  return (event, sentAtMs) => {
    if (event.isAlwaysPaid) return ['credits', 'always-paid'];
    const isPaid = paidAt(sentAtMs);
    if (isPaid !== null) return isPaid ? ['credits', 'stated-paid'] : ['plan', 'stated-plan'];
    if (enabledAt(sentAtMs) === false) return ['plan', 'credits-off'];
    return byWindows(event, sentAtMs);
  };
}

/** Any limit that is reached leads to credits; one that may be reached leaves it open. */
function createWindowJudge(ordered: readonly SplitEvent[], limits: readonly LimitRecord[]): Judge {
  const ends = ordered.map(({ atMs }) => atMs);
  const limitsOfModel = new Map<string, readonly LimitRecord[]>();
  return (event, sentAtMs) => {
    let applying = limitsOfModel.get(event.model);
    if (!applying) {
      applying = limits.filter(({ modelName }) => countsAgainst(event.model, modelName));
      limitsOfModel.set(event.model, applying);
    }
    const own = event.atMs === sentAtMs ? 1 : 0;
    const hasAnswerBetween = (afterMs: number, untilMs: number) =>
      countUpTo(ends, untilMs) - countUpTo(ends, afterMs) > own;
    const states = applying.map((limit) => planStateAt(limit, sentAtMs, hasAnswerBetween));
    if (states.includes('used-up')) return ['credits', 'plan-used-up'];
    if (states.includes('unclear')) return ['unknown', 'crossing-unclear'];
    if (states.includes('admitted')) return ['plan', 'crossed-in-flight'];
    return states.includes('left') ? ['plan', 'plan-left'] : ['unknown', 'not-reported'];
  };
}

/** Whether a request to a model counts against a limit; the provider names families ("Fable"), logs models. */
export function countsAgainst(model: string, limitModelName: string | null): boolean {
  if (limitModelName === null) return true;
  const family = limitModelName.trim().toLowerCase().replaceAll(/\s+/g, '-');
  return model.toLowerCase().includes(family);
}

/** How many of ascending times are at or before an instant. */
function countUpTo(ascending: readonly number[], atMs: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A look-up of what was stated for an instant: the latest begun statement that holds there; null: none. */
function statementAt<T extends Lasting>(
  statements: readonly T[],
  valueOf: (statement: T) => boolean,
): (atMs: number) => boolean | null {
  // Of statements begun at once the affirming one comes last and so holds.
  const ordered = [...statements].sort(
    (a, b) => a.fromMs - b.fromMs || Number(valueOf(a)) - Number(valueOf(b)),
  );
  const cuts = [...new Set(ordered.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs ?? fromMs]))];
  cuts.sort((a, b) => a - b);
  const values = cuts.map((cut) => {
    const holding = ordered.findLast(
      ({ fromMs, untilMs }) => fromMs <= cut && (untilMs === null || cut < untilMs),
    );
    return holding ? valueOf(holding) : null;
  });
  return (atMs) => values[countUpTo(cuts, atMs) - 1] ?? null;
}

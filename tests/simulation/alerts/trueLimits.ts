/** The limits of a made-up user as they truly are, and what of them reaches the app at a moment. */
import { stronger, type LimitReading } from '../../../main/domain/limits.ts';
import type { Random } from '../../bench/random.ts';
import { DAY, HOUR, type Presented } from './world.ts';

/** Levels and what lies exactly five points below them: the edges at which a level is due, and due again. */
const EDGES = [97, 92, 95, 90, 85, 80, 75, 70];

type TrueWindow = { readonly id: string; readonly startMs: number; resetMs: number };

/** One limit of one account as it truly is. */
type Limit = {
  readonly account: number;
  readonly kind: 'session' | 'weekly';
  readonly lengthMs: number;
  window: TrueWindow | null;
  nextStartMs: number;
  used: number;
  ratePerHour: number;
  seenAtMs: number;
  history: Presented[];
  /** A fresh reading of this window has surely been taken in. */
  isSeen: boolean;
  /** Another session said something else in the instant of the last statement: it comes at the next look. */
  isTwinDue: boolean;
  count: number;
};

export function newLimit(
  account: number,
  kind: Limit['kind'],
  startMs: number,
  random: Random,
): Limit {
  return {
    account,
    kind,
    lengthMs: kind === 'session' ? 5 * HOUR : 7 * DAY,
    window: null,
    nextStartMs: startMs,
    used: 0,
    ratePerHour: rateOf(kind, random),
    seenAtMs: startMs,
    history: [],
    isSeen: false,
    isTwinDue: false,
    count: 0,
  };
}

function rateOf(kind: Limit['kind'], random: Random): number {
  return kind === 'session' ? random.around(18, 0.7) : random.around(0.7, 0.6);
}

type Moment = {
  readonly trueMs: number;
  readonly nowMs: number;
  readonly jitterMs: number;
  readonly isLost: boolean;
  readonly mixed: Random | null;
};

/** What of one limit reaches the app at a moment; null for nothing. */
export function read(limit: Limit, moment: Moment, random: Random): Presented | null {
  advance(limit, moment.trueMs, random);
  const last = limit.history.at(-1) ?? null;
  if (limit.isTwinDue) {
    limit.isTwinDue = false;
    return last;
  }
  if (!limit.window) return random.chance(0.7) ? last : null;
  const kind = random.share();
  if (kind < 0.08) return last;
  if (kind < 0.14) return limit.history.at(-random.integer(1, 6)) ?? null;
  if (kind < 0.2 && limit.isSeen && last) return otherSource(limit, last, moment, random);
  const presented = freshReading(limit, limit.window, moment, random);
  limit.history.push(moment.mixed?.chance(0.1) ? withTwin(limit, presented, moment) : presented);
  const { resetsAtMs } = presented;
  if (!moment.isLost && resetsAtMs !== null && resetsAtMs > moment.nowMs) limit.isSeen = true;
  return presented;
}

function freshReading(
  limit: Limit,
  window: TrueWindow,
  { trueMs, nowMs, jitterMs, mixed }: Moment,
  random: Random,
): Presented {
  const plain = random.chance(0.5) ? Math.floor(limit.used) : limit.used;
  const percent = mixed?.chance(0.2) ? mixed.pick(EDGES) : plain;
  const left = ((100 - limit.used) / limit.ratePerHour) * HOUR;
  const endsMs = trueMs + left * (0.7 + 0.6 * random.share());
  const hasForecast = endsMs < window.resetMs && random.chance(0.9);
  return {
    account: limit.account,
    kind: limit.kind,
    windowId: window.id,
    source: 'status-line',
    usedPercent: percent,
    asOfMs: nowMs,
    resetsAtMs:
      limit.isSeen && random.chance(0.04)
        ? null
        : window.resetMs + random.integer(-jitterMs, jitterMs),
    forecastEndsAtMs: hasForecast ? Math.round(endsMs + nowMs - trueMs) : null,
  };
}

/** A percent some way from another. */
function moved(percent: number, from: number, to: number, random: Random): number {
  return Math.min(100, Math.max(0, percent + random.integer(from, to)));
}

/** What is known once another session has spoken in the same instant: the store keeps the stronger. */
function withTwin(limit: Limit, presented: Presented, { mixed }: Moment): Presented {
  if (!mixed) return presented;
  limit.isTwinDue = true;
  const twin = {
    ...presented,
    usedPercent: moved(presented.usedPercent, -30, 15, mixed),
    resetsAtMs: limit.isSeen && mixed.chance(0.1) ? null : presented.resetsAtMs,
  };
  return stronger(stated(presented), stated(twin)).usedPercent === twin.usedPercent
    ? twin
    : presented;
}

function stated({ account, kind, usedPercent, resetsAtMs, asOfMs }: Presented): LimitReading {
  const names = { agent: 'claude-code', account: String(account), modelName: null } as const;
  return { ...names, kind, usedPercent, resetsAtMs, source: 'status-line', observedAtMs: asOfMs };
}

/**
 * A source that knows less than the first: its lower figure is a conflict, not a fall. In a mixed life it now
 * and then knows more, and then its own fall is one.
 */
function otherSource(
  limit: Limit,
  last: Presented,
  { nowMs, mixed }: Moment,
  random: Random,
): Presented | null {
  if (last.windowId !== limit.window?.id) return null;
  const lower = Math.max(0, last.usedPercent - random.integer(1, 30));
  const usedPercent = mixed?.chance(0.5) ? moved(limit.used, -30, 15, mixed) : lower;
  return { ...last, source: 'codex-rollout', asOfMs: nowMs, usedPercent, forecastEndsAtMs: null };
}

/** Moves the truth on to a moment. */
function advance(limit: Limit, trueMs: number, random: Random): void {
  if (limit.window && trueMs >= limit.window.resetMs) {
    limit.nextStartMs =
      limit.window.resetMs + random.integer(0, limit.kind === 'session' ? 2 * HOUR : 0);
    limit.window = null;
  }
  const endsEarly =
    limit.window &&
    limit.kind === 'session' &&
    trueMs - limit.window.startMs > 2 * HOUR &&
    random.chance(0.004);
  if (endsEarly) {
    // A provider that gives everybody a fresh window: the next message starts it.
    limit.window = null;
    limit.nextStartMs = trueMs;
  }
  while (!limit.window && trueMs >= limit.nextStartMs) {
    const startMs = Math.max(limit.nextStartMs, trueMs - limit.lengthMs + 1);
    limit.count += 1;
    const id = `${limit.account}-${limit.kind}-${limit.count}`;
    limit.window = { id, startMs, resetMs: startMs + limit.lengthMs };
    limit.used = 0;
    limit.isSeen = false;
    limit.seenAtMs = startMs;
    limit.ratePerHour = rateOf(limit.kind, random);
  }
  if (!limit.window) return;
  const hours = (trueMs - limit.seenAtMs) / HOUR;
  limit.seenAtMs = trueMs;
  limit.used += limit.ratePerHour * hours;
  if (random.chance(0.04)) limit.used += random.integer(5, 60);
  if (random.chance(0.02)) limit.used -= random.integer(2, 60);
  if (random.chance(0.1)) limit.ratePerHour = rateOf(limit.kind, random);
  limit.used = Math.min(100, Math.max(0, limit.used));
}

/** What trying forecasts out on past windows has shown so far, and what follows from it. Plain, saved as text. */
import type { ForecastTrust } from '../../../preload/contract/snapshot.ts';
import { limitKey } from '../limits.ts';
import { hitRateOf } from './backTest.ts';
import { trustOf, type ForecastLimit } from './trust.ts';

/** Raise it when forecasts or their trial change: everything is then tried again. */
const VERSION = 1;
/** The newest windows of a limit count: what a person does changes. */
export const MOST_WINDOWS = 60;

/** On one past window; null: nobody can tell. */
export type Verdict = { readonly plan: boolean | null; readonly cost: boolean | null };

export type Verdicts = {
  /** When a window was last tried. */
  readonly asOfMs: number;
  /** By `limitKey`, then by the window's reset. */
  readonly limits: Readonly<Record<string, Readonly<Record<string, Verdict>>>>;
};

export const NO_VERDICTS: Verdicts = { asOfMs: 0, limits: {} };

/** One more window that was tried; the oldest goes where there are too many. */
export function withVerdict(
  verdicts: Verdicts,
  limit: ForecastLimit,
  resetsAtMs: number,
  verdict: Verdict,
  nowMs: number,
): Verdicts {
  const key = limitKey(limit);
  const all = Object.entries({ ...verdicts.limits[key], [String(resetsAtMs)]: verdict });
  const newest = all.sort(([a], [b]) => Number(b) - Number(a)).slice(0, MOST_WINDOWS);
  return {
    asOfMs: nowMs,
    limits: { ...verdicts.limits, [key]: Object.fromEntries(newest) },
  };
}

/** Whether a window has been tried. */
export function isTried(verdicts: Verdicts, limit: ForecastLimit, resetsAtMs: number): boolean {
  return verdicts.limits[limitKey(limit)]?.[String(resetsAtMs)] !== undefined;
}

/** How far the forecasts of a limit are to be believed; null where no window of it was tried. */
export function trustIn(verdicts: Verdicts, limit: ForecastLimit): ForecastTrust | null {
  return trustBy(verdicts, limit, ({ plan }) => plan);
}

/** The same of what going on would cost. */
export function costTrustIn(verdicts: Verdicts, limit: ForecastLimit): ForecastTrust | null {
  return trustBy(verdicts, limit, ({ cost }) => cost);
}

function trustBy(
  { limits, asOfMs }: Verdicts,
  limit: ForecastLimit,
  of: (verdict: Verdict) => boolean | null,
): ForecastTrust | null {
  const tried = limits[limitKey(limit)];
  return tried ? trustOf(hitRateOf(Object.values(tried).map(of)), asOfMs) : null;
}

/** The saved text. */
export function writeVerdicts(verdicts: Verdicts): string {
  return JSON.stringify({ version: VERSION, ...verdicts });
}

/** From the saved text; nothing where there is none, or it is not of this version: all is tried again then. */
export function readVerdicts(text: string | null): Verdicts {
  try {
    const saved = JSON.parse(text ?? 'null') as (Verdicts & { version?: unknown }) | null;
    const { version, asOfMs, limits } = saved ?? {};
    const isSound =
      version === VERSION &&
      Number.isSafeInteger(asOfMs) &&
      typeof limits === 'object' &&
      limits !== null &&
      Object.values(limits).every((tried) => Object.values(tried ?? {}).every(isVerdict));
    return isSound ? { asOfMs: asOfMs as number, limits } : NO_VERDICTS;
  } catch {
    return NO_VERDICTS;
  }
}

function isVerdict(value: unknown): boolean {
  const { plan, cost } = (value ?? {}) as Partial<Record<keyof Verdict, unknown>>;
  return [plan, cost].every((one) => one === null || typeof one === 'boolean');
}

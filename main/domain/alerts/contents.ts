/** From what was crossed to what is told: the alerts of one meter. */
import type { Alert, AlertContent } from '../../../preload/contract/alerts.ts';
import { DAY_MS, MINUTE_MS } from '../calendar.ts';
import { windowLengthMs } from '../limits.ts';
import { isPlanWindow, thousandths, type Level } from './meter.ts';
import type {
  AlertAccount,
  AlertEvent,
  AlertMeter,
  AlertSettings,
  MeterMemory,
  WindowMemory,
} from './types.ts';

/** A forecast is worth hearing at least this long, also when it names an instant that is nearly now. */
const LEAST_FORECAST_LIFE_MS = 5 * MINUTE_MS;
/** News of a detector is old after a day. */
const EVENT_LIFE_MS = DAY_MS;

type Owner = Pick<MeterMemory, 'agent' | 'account' | 'kind' | 'name'>;

/** Key of a limit: account, kind and name. */
export function meterKey({ agent, account, kind, name }: Owner): string {
  return `${agent}|${encodePart(account)}|${kind}|${encodePart(name ?? '')}`;
}

/** Parts are joined with a bar, which folders and names may hold themselves. */
function encodePart(part: string): string {
  return /[%|]/.test(part) ? part.replaceAll('%', '%25').replaceAll('|', '%7C') : part;
}

/** Key of a limit's window. */
function groupOf(owner: Owner, window: WindowMemory): string {
  return `${meterKey(owner)}|${window.firstResetsAtMs ?? ''}`;
}

function makeAlert(
  owner: Owner,
  window: WindowMemory,
  what: string,
  times: Pick<Alert, 'dueAtMs' | 'expiresAtMs'>,
  content: AlertContent,
): Alert {
  const group = groupOf(owner, window);
  const { agent, account } = owner;
  return { key: `${group}|${what}`, group, agent, account, ...times, content };
}

function provenanceOf({ source, basis, asOfMs }: AlertMeter) {
  return { source, basis, asOfMs };
}

/** Whether a reading is too old to say what happens next. */
export function isStaleReading(
  meter: Pick<AlertMeter, 'asOfMs'>,
  settings: AlertSettings,
  nowMs: number,
): boolean {
  return nowMs - meter.asOfMs > settings.staleAfterMs;
}

/** The alert of a crossed level. */
export function levelAlert(
  account: AlertAccount,
  meter: AlertMeter & { readonly usedPercent: number },
  window: WindowMemory,
  level: Level,
  settings: AlertSettings,
  nowMs: number,
): Alert {
  const owner = { ...account, kind: meter.kind, name: meter.name };
  const what = `level|${level.shown}|${window.round}`;
  // A reset that has passed without a new one being reported says nothing about this reading's window.
  const isAhead = window.resetsAtMs !== null && window.resetsAtMs > nowMs;
  const resetsAtMs = isAhead ? window.resetsAtMs : null;
  const times = { dueAtMs: nowMs, expiresAtMs: resetsAtMs };
  const { kind, name, usedPercent } = meter;
  if (!isPlanWindow(kind)) {
    return makeAlert(owner, window, what, times, {
      kind: kind === 'budget' ? 'budget-level' : 'spend-level',
      budgetName: name,
      levelPercent: level.shown,
      usedPercent,
      spent: meter.spent,
      limit: meter.limit,
      ...provenanceOf(meter),
    });
  }
  const isStale = isStaleReading(meter, settings, nowMs);
  return makeAlert(owner, window, what, times, {
    kind: 'plan-level',
    windowKind: kind,
    modelName: name,
    resetsAtMs,
    levelPercent: level.shown,
    usedPercent,
    isPaidNext: level.shown >= settings.gatePercent && !account.areCreditsOff && !isStale,
    isStale,
    ...provenanceOf(meter),
  });
}

/** Whether the plan's end is near enough to be told, by a reading fresh enough to be believed. */
export function isForecastDue(
  meter: AlertMeter,
  window: WindowMemory,
  settings: AlertSettings,
  nowMs: number,
): boolean {
  const { kind, usedPercent, forecastEndsAtMs: endsAtMs } = meter;
  if (!isPlanWindow(kind) || usedPercent === null || endsAtMs === null) return false;
  if (window.isForecastDone || settings.switchedOff.includes('forecast')) return false;
  if (thousandths(usedPercent) >= 100_000 || isStaleReading(meter, settings, nowMs)) return false;
  if (window.resetsAtMs !== null && Math.max(endsAtMs, nowMs) >= window.resetsAtMs) return false;
  return endsAtMs - nowMs <= settings.forecastLeadMs;
}

/** The alert of a plan's end that is near. Only after `isForecastDue`. */
export function forecastAlert(
  account: AlertAccount,
  meter: AlertMeter,
  window: WindowMemory,
  nowMs: number,
): Alert {
  const { kind, name, usedPercent, forecastEndsAtMs: endsAtMs, cost } = meter;
  if (!isPlanWindow(kind) || usedPercent === null || endsAtMs === null) {
    throw new Error('There is no forecast to tell');
  }
  const { resetsAtMs } = window;
  const heardUntilMs = Math.max(endsAtMs, nowMs + LEAST_FORECAST_LIFE_MS);
  const times = { dueAtMs: nowMs, expiresAtMs: Math.min(heardUntilMs, resetsAtMs ?? Infinity) };
  return makeAlert({ ...account, kind, name }, window, 'forecast', times, {
    kind: 'forecast',
    windowKind: kind,
    modelName: name,
    resetsAtMs,
    usedPercent,
    endsAtMs,
    mayBePaid: !account.areCreditsOff,
    cost,
    ...provenanceOf(meter),
  });
}

/** The alert of a balance below a level. */
export function balanceAlert(
  account: AlertAccount,
  balance: NonNullable<AlertAccount['balance']>,
  window: WindowMemory,
  level: Level,
  nowMs: number,
): Alert {
  const owner = { ...account, kind: 'balance' as const, name: null };
  const { source, basis, asOfMs, money } = balance;
  return makeAlert(
    owner,
    window,
    `level|${level.shown}|${window.round}`,
    { dueAtMs: nowMs, expiresAtMs: null },
    { kind: 'low-balance', levelMicros: level.shown, balance: money, source, basis, asOfMs },
  );
}

/** The alert of a plan that is back. It is old news once the following window would have ended. */
export function backAlert(owner: MeterMemory, window: WindowMemory, nowMs: number): Alert | null {
  if (!isPlanWindow(owner.kind) || window.resetsAtMs === null) return null;
  const expiresAtMs = window.resetsAtMs + windowLengthMs(owner.kind);
  if (nowMs >= expiresAtMs) return null;
  return makeAlert(
    owner,
    window,
    `back|${window.round}`,
    { dueAtMs: nowMs, expiresAtMs },
    {
      kind: 'plan-back',
      windowKind: owner.kind,
      modelName: owner.name,
      resetsAtMs: window.resetsAtMs,
    },
  );
}

/** The alert of something a detector saw; null when it is old news. */
export function eventAlert(account: AlertAccount, event: AlertEvent, nowMs: number): Alert | null {
  const expiresAtMs = event.atMs + EVENT_LIFE_MS;
  if (nowMs >= expiresAtMs) return null;
  const { source, basis, asOfMs, kind, modelName, before, after } = event;
  const key = `event|${event.key}`;
  const { agent, account: name } = account;
  const times = { dueAtMs: nowMs, expiresAtMs };
  const content = { kind: 'event', event: kind, modelName, before, after } as const;
  return {
    key,
    group: key,
    agent,
    account: name,
    ...times,
    content: { ...content, source, basis, asOfMs },
  };
}

/**
 * The alerts' state machine: pictures of the accounts, what was told before, and the time, to what is due
 * now and what to remember.
 *
 * Exactly once rests on three things: what is remembered is keyed by limit and window and never forgotten
 * because of the clock; a level is done with when it was crossed, not when it was shown; and the caller
 * saves the new state in the same transaction as the alerts that came of it.
 */
import type { Alert } from '../../../preload/contract/alerts.ts';
import {
  backAlert,
  balanceAlert,
  eventAlert,
  forecastAlert,
  isForecastDue,
  levelAlert,
  meterKey,
} from './contents.ts';
import {
  isPlanWindow,
  levelsOf,
  PERCENT_HYSTERESIS,
  takeReading,
  thousandths,
  type Crossing,
} from './meter.ts';
import { balanceMicros } from './money.ts';
import { partByQuiet } from './quiet.ts';
import { accountText, type AccountKey } from '../figures.ts';
import type {
  AlertAccount,
  AlertInput,
  AlertMeter,
  AlertSettings,
  AlertState,
  AlertStep,
  AlertSwitch,
  MeterKind,
  MeterMemory,
  WindowMemory,
} from './types.ts';

/** What is remembered at most; a user with more limits than this has none that go unused. */
const MOST_METERS = 500;
const MOST_EVENTS = 1000;

const NOTHING: AlertState = { version: 1, meters: {}, toldEvents: [], held: [] };

/** Decides what is due. Pure; `state` is the same object when there is nothing to save. */
export function stepAlerts(input: AlertInput): AlertStep {
  const before = input.state ?? NOTHING;
  const work: Work = { input, meters: { ...before.meters }, fresh: [], hasChanged: false };
  for (const account of input.accounts) takeAccount(work, account);
  tellPlansBack(work);
  const toldEvents = takeEvents(work, before.toldEvents);
  const { due, held } = partByQuiet(
    work.fresh,
    before.held,
    (alert) => settingsOf(input, alert),
    input.nowMs,
    input.timeZone,
  );
  const isSame =
    !work.hasChanged && toldEvents === before.toldEvents && held === before.held && input.state;
  if (isSame) return { due, state: before };
  return { due, state: { version: 1, meters: bounded(work.meters), toldEvents, held } };
}

type Work = {
  readonly input: AlertInput;
  readonly meters: Record<string, MeterMemory>;
  readonly fresh: Alert[];
  hasChanged: boolean;
};

/** What holds for an account; where none is named, General. */
function settingsOf(
  { settings, ownSettings }: AlertInput,
  { agent, account }: Pick<Alert, 'agent' | 'account'>,
): AlertSettings {
  if (agent === null || account === null) return settings;
  return ownSettings?.get(accountText({ agent, account })) ?? settings;
}

function isOn({ input }: Work, owner: AccountKey, alert: AlertSwitch): boolean {
  return !settingsOf(input, owner).switchedOff.includes(alert);
}

function takeAccount(work: Work, account: AlertAccount): void {
  for (const meter of account.meters) {
    if (meter.usedPercent !== null)
      takeMeter(work, account, { ...meter, usedPercent: meter.usedPercent });
  }
  if (account.balance) takeBalance(work, account, account.balance);
}

function takeMeter(
  work: Work,
  account: AlertAccount,
  meter: AlertMeter & { readonly usedPercent: number },
): void {
  const { nowMs } = work.input;
  const settings = settingsOf(work.input, account);
  const owner = ownerOf(account, meter.kind, meter.name);
  const value = thousandths(meter.usedPercent);
  const crossing = cross(work, owner, { ...meter, value });
  if (!crossing.window) return;
  const window = standAtGate(work, owner, { ...crossing, window: crossing.window }, value);
  if (crossing.level && switchesOf(meter.kind).every((one) => isOn(work, account, one))) {
    work.fresh.push(levelAlert(account, meter, window, crossing.level, settings, nowMs));
  }
  if (!isPlanWindow(meter.kind)) return;
  if (!crossing.isFirstSight && isForecastDue(meter, window, settings, nowMs)) {
    work.fresh.push(forecastAlert(account, meter, window, nowMs));
    update(work, owner, window, { isForecastDone: true });
  }
}

/** Notes whether the plan counts as used up, so that its return can be told at the reset. */
function standAtGate(
  work: Work,
  owner: MeterMemory,
  { window, hasFallen }: Crossing & { readonly window: WindowMemory },
  value: number,
): WindowMemory {
  if (!isPlanWindow(owner.kind)) return window;
  const gate = thousandths(settingsOf(work.input, owner).gatePercent);
  const isAway = hasFallen && value + PERCENT_HYSTERESIS <= gate;
  const hasReachedGate = value >= gate || (window.hasReachedGate && !isAway);
  if (hasReachedGate === window.hasReachedGate) return window;
  return update(work, owner, window, { hasReachedGate });
}

function takeBalance(
  work: Work,
  account: AlertAccount,
  balance: NonNullable<AlertAccount['balance']>,
): void {
  const micros = balanceMicros(balance.money);
  if (micros === null) return;
  const owner = ownerOf(account, 'balance', null);
  const { level, window } = cross(work, owner, {
    ...balance,
    kind: 'balance',
    resetsAtMs: null,
    value: -micros,
  });
  if (level && window && isOn(work, account, 'low-balance')) {
    work.fresh.push(balanceAlert(account, balance, window, level, work.input.nowMs));
  }
}

function cross(
  work: Work,
  owner: MeterMemory,
  reading: Parameters<typeof takeReading>[1],
): Crossing {
  const key = meterKey(owner);
  const windows = work.meters[key]?.windows ?? [];
  const levels = levelsOf(owner.kind, settingsOf(work.input, owner));
  const crossing = takeReading(windows, reading, levels, work.input.nowMs);
  if (crossing.windows !== windows) save(work, owner, crossing.windows);
  return crossing;
}

/** Writes a change of one window down and returns the window as it is now. */
function update(
  work: Work,
  owner: MeterMemory,
  window: WindowMemory,
  change: Partial<WindowMemory>,
): WindowMemory {
  const changed = { ...window, ...change };
  const windows = work.meters[meterKey(owner)]?.windows ?? [];
  save(
    work,
    owner,
    windows.map((known) => (known === window ? changed : known)),
  );
  return changed;
}

/** What changed last stands last: the front is forgotten first. */
function save(work: Work, owner: MeterMemory, windows: readonly WindowMemory[]): void {
  const key = meterKey(owner);
  delete work.meters[key];
  work.meters[key] = { ...owner, windows };
  work.hasChanged = true;
}

function bounded(meters: Record<string, MeterMemory>): Record<string, MeterMemory> {
  const entries = Object.entries(meters);
  return entries.length <= MOST_METERS ? meters : Object.fromEntries(entries.slice(-MOST_METERS));
}

function ownerOf(account: AlertAccount, kind: MeterKind, name: string | null): MeterMemory {
  return { agent: account.agent, account: account.account, kind, name, windows: [] };
}

function switchesOf(kind: AlertMeter['kind']): readonly AlertSwitch[] {
  if (kind === 'session') return ['plan-level', 'session-level'];
  if (isPlanWindow(kind)) return ['plan-level', 'weekly-level'];
  return [kind === 'budget' ? 'budget-level' : 'spend-level'];
}

/**
 * The clock alone ends a window: nothing is reported at a reset. A reset that seems to lie too far back to be
 * news stays open: a clock that is set forward and right again passes it a second time.
 */
function tellPlansBack(work: Work): void {
  const { nowMs } = work.input;
  for (const meter of Object.values(work.meters)) {
    for (const window of meter.windows) {
      if (!window.hasReachedGate || window.isBackDone) continue;
      if (window.resetsAtMs === null || window.resetsAtMs > nowMs) continue;
      const alert = backAlert(meter, window, nowMs);
      if (alert === null && !hasLater(meter, window)) continue;
      update(work, meter, window, { isBackDone: true });
      const isNews = !hasLaterEnded(meter, window, nowMs) && !isStillHeld(work, meter);
      if (alert && isNews && isOn(work, meter, 'plan-back')) work.fresh.push(alert);
    }
  }
}

/** Whether anything was heard of a window after this one: then this one is over, whatever the clock says. */
function hasLater({ windows }: MeterMemory, ended: WindowMemory): boolean {
  return windows.some(({ resetsAtMs }) => (resetsAtMs ?? 0) > (ended.resetsAtMs ?? 0));
}

/** Of several windows that ended unseen only the last is news. */
function hasLaterEnded({ windows }: MeterMemory, ended: WindowMemory, nowMs: number): boolean {
  const endedAtMs = ended.resetsAtMs ?? 0;
  return windows.some(
    ({ resetsAtMs }) => resetsAtMs !== null && resetsAtMs > endedAtMs && resetsAtMs <= nowMs,
  );
}

/** Whether another window keeps the whole plan used up, so that nothing is back yet. */
function isStillHeld({ meters, input }: Work, ended: MeterMemory): boolean {
  return Object.values(meters).some(
    ({ agent, account, kind, windows }) =>
      agent === ended.agent &&
      account === ended.account &&
      (kind === 'session' || kind === 'weekly' || kind === 'monthly') &&
      windows.some(
        ({ hasReachedGate, resetsAtMs }) =>
          hasReachedGate && resetsAtMs !== null && resetsAtMs > input.nowMs,
      ),
  );
}

/** Tells each event once, and remembers the keys of those it has seen. */
function takeEvents(work: Work, told: readonly string[]): readonly string[] {
  const known = new Set(told);
  for (const account of work.input.accounts) {
    for (const event of account.events) {
      if (known.has(event.key)) continue;
      known.add(event.key);
      const alert = eventAlert(account, event, work.input.nowMs);
      if (alert && isOn(work, account, event.kind)) work.fresh.push(alert);
    }
  }
  return known.size === told.length ? told : [...known].slice(-MOST_EVENTS);
}

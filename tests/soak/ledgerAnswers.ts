/**
 * What Tollgate makes of a history: everything comes in random order, some of it twice, reports late, and
 * sides are kept up to date by looking again at as little as the rules allow.
 */
import { hash } from 'node:crypto';
import { unitsAt, type Amount } from '../../main/domain/ledger/amount.ts';
import { balanceAt, balanceCorrection, balanceDrift } from '../../main/domain/ledger/balance.ts';
import {
  CHAIN_START,
  linkEntry,
  verifyChain,
  type StoredEntry,
} from '../../main/domain/ledger/chain.ts';
import { entryProblem, type LedgerEntry } from '../../main/domain/ledger/entries.ts';
import { touchedFromMs } from '../../main/domain/ledger/planState.ts';
import { reconcile } from '../../main/domain/ledger/reconcile.ts';
import {
  attributeSpend,
  isPaidEvent,
  spendOf,
  type SpendBetween,
  type SpendSums,
} from '../../main/domain/ledger/spend.ts';
import {
  CONTEXT_MS,
  splitEvents,
  type DrawnEvent,
  type Evidence,
  type SplitEvent,
} from '../../main/domain/ledger/split.ts';
import type { LimitReading } from '../../main/domain/limits.ts';
import type { Random } from '../bench/random.ts';
import { shuffled, type AccountHistory, type History } from './history.ts';

const sha256 = (text: string) => hash('sha256', text, 'hex');

type Arrival =
  { readonly event: SplitEvent; readonly isFinal: boolean } | { readonly reading: LimitReading };

/** Events and readings as they come in, a few at a time, some of them twice. */
function arrivalsOf(history: AccountHistory, random: Random): Arrival[] {
  const { events, earlyCopies, evidence } = history;
  const all: Arrival[] = [
    ...events.map((event) => ({ event, isFinal: true })),
    ...earlyCopies.map((event) => ({ event, isFinal: false })),
    ...evidence.readings.map((reading) => ({ reading })),
  ];
  return shuffled([...all, ...all.filter(() => random.chance(0.2))], random);
}

/** Sides kept up to date step by step: each step looks again at no more than the rules call for. */
function createIncremental(evidence: Omit<Evidence, 'readings'>) {
  const events = new Map<string, SplitEvent>();
  const finals = new Set<string>();
  const readings: LimitReading[] = [];
  let drawn: DrawnEvent[] = [];

  /** @returns the earliest instant that an arrival touches */
  function arrive(arrival: Arrival): number {
    if ('reading' in arrival) {
      if (readings.includes(arrival.reading)) return Infinity;
      readings.push(arrival.reading);
      return touchedFromMs(readings, arrival.reading);
    }
    const { event, isFinal } = arrival;
    if (finals.has(event.key)) return Infinity;
    if (isFinal) finals.add(event.key);
    const before = events.get(event.key)?.atMs ?? Infinity;
    events.set(event.key, event);
    return Math.min(before, event.atMs);
  }

  return {
    step(arrivals: readonly Arrival[]): void {
      const fromMs = Math.min(...arrivals.map(arrive));
      if (fromMs === Infinity) return;
      const inContext = [...events.values()].filter(({ atMs }) => atMs >= fromMs - CONTEXT_MS);
      const anew = splitEvents(inContext, { ...evidence, readings });
      drawn = [
        ...drawn.filter(({ atMs }) => atMs < fromMs),
        ...anew.filter(({ atMs }) => atMs >= fromMs),
      ];
    },
    drawn: () => drawn,
  };
}

function drawnStepByStep(history: AccountHistory, random: Random): DrawnEvent[] {
  const incremental = createIncremental(history.evidence);
  const arrivals = arrivalsOf(history, random);
  while (arrivals.length > 0) incremental.step(arrivals.splice(0, random.integer(1, 8)));
  return incremental.drawn().sort((a, b) => a.atMs - b.atMs || (a.key < b.key ? -1 : 1));
}

/** Appends in any order, each entry perhaps twice, and reads the chain back. */
function ledgerOf(history: AccountHistory, random: Random): LedgerEntry[] {
  const rows: StoredEntry[] = [];
  const keys = new Set<string>();
  const twice = history.entries.filter(() => random.chance(0.3));
  for (const entry of shuffled([...history.entries, ...twice], random)) {
    const problem = entryProblem(entry);
    if (problem !== null) throw new Error(problem);
    if (keys.has(entry.key)) continue;
    keys.add(entry.key);
    rows.push(linkEntry(rows.at(-1) ?? CHAIN_START, entry, rows.length, sha256));
  }
  const verdict = verifyChain(rows, rows.at(-1) ?? CHAIN_START, sha256);
  if (!verdict.isWhole) throw new Error(`chain broken at ${verdict.brokenSequence}`);
  return rows.map(({ entry }) => entry);
}

const nano = (amount: Amount) => Number(unitsAt(amount, 9));
const nanoOrNull = (amount: Amount | null) => (amount === null ? null : nano(amount));

function listOf(sums: SpendSums): number[] {
  const { creditMicros, creditEvents, unpricedEvents, unclearMicros, unclearEvents } = sums;
  return [creditMicros, creditEvents, unpricedEvents, unclearMicros, unclearEvents];
}

function bookAnswer(
  history: History,
  account: AccountHistory,
  currency: string,
  entries: readonly LedgerEntry[],
  spent: SpendBetween,
): unknown[] {
  const book = { agent: account.agent, account: account.account, currency };
  const balance = balanceAt(book, entries, spent, history.asOfMs);
  const drift = balanceDrift(book, entries, spent, history.asOfMs);
  const months = history.periods.map((period) =>
    reconcile(book, period, entries, spent, history.asOfMs),
  );
  const closing = [
    drift && balanceCorrection(drift, book, entries),
    ...months.map(({ proposal }) => proposal),
  ].filter((entry) => entry !== null);
  const closed = [...entries, ...closing];
  const isOpen =
    months.some(({ fromMs, untilMs, drift: left }) => {
      const now = reconcile(book, { fromMs, untilMs }, closed, spent, history.asOfMs).drift;
      return (now?.units ?? 0) !== 0 || (now === null) !== (left === null);
    }) ||
    (closing.some(({ details }) => details.target === 'balance') &&
      balanceDrift(book, closed, spent, history.asOfMs)?.difference.units !== 0);
  if (isOpen) throw new Error('a correction did not close its drift');
  return [
    balance.amount &&
      balance.reportedSpend &&
      balance.estimatedSpend && [
        nano(balance.amount),
        Number(balance.isAtMost),
        nano(balance.reportedSpend),
        nano(balance.estimatedSpend),
        listOf(balance.estimated),
      ],
    drift && [nano(drift.difference), drift.basisPoints, Number(drift.isAtMost)],
    months.map((row) => [
      listOf(row.estimated),
      Number(row.isEstimateComplete),
      nano(row.stated),
      row.reported && nano(row.reported.amount),
      nanoOrNull(row.residual),
      nanoOrNull(row.drift),
      row.driftBasisPoints,
    ]),
  ];
}

/** Everything that the oracle answers too, in its shape. @throws Error where Tollgate contradicts itself */
export function ledgerAnswer(history: History, random: Random): string {
  const answer = history.accounts.map((account) => {
    const drawn = drawnStepByStep(account, random);
    const whole = splitEvents(shuffled(account.events, random), account.evidence);
    if (JSON.stringify(drawn) !== JSON.stringify(whole)) {
      throw new Error('step by step and all at once differ');
    }
    const paid = drawn.filter(isPaidEvent);
    const entries = ledgerOf(account, random);
    return [
      drawn.map(({ key, side, because }) => [key, side, because]),
      history.currencies.map((currency) =>
        bookAnswer(history, account, currency, entries, spendOf(paid)),
      ),
      (['project', 'session', 'model'] as const).map((dimension) =>
        attributeSpend(paid, dimension).map((row) => [row.name, ...listOf(row)]),
      ),
    ];
  });
  return JSON.stringify(answer);
}

/** A history as a line for the oracle. */
export function questionOf({ accounts, asOfMs, currencies, periods }: History): string {
  const lasting = (
    { fromMs, untilMs }: { fromMs: number; untilMs: number | null },
    is: boolean,
  ) => [fromMs, untilMs, Number(is)];
  return JSON.stringify({
    asOf: asOfMs,
    currencies,
    periods: periods.map(({ fromMs, untilMs }) => [fromMs, untilMs]),
    accounts: accounts.map(({ events, evidence, entries }) => ({
      draw: evidence.draw,
      events: events.map((event) => [
        event.key,
        event.sessionId,
        event.project,
        event.model,
        event.atMs,
        event.startedAtMs,
        event.costMicros,
        Number(event.isAlwaysPaid),
      ]),
      readings: evidence.readings.map((reading) => [
        reading.kind,
        reading.modelName,
        reading.usedPercent,
        reading.resetsAtMs,
        reading.observedAtMs,
        Number(reading.source === 'user'),
      ]),
      enabled: evidence.enabled.map((one) => lasting(one, one.isEnabled)),
      signals: evidence.signals.map((one) => lasting(one, one.isPaid)),
      entries: entries.map((entry) => [
        entry.key,
        entry.kind,
        entry.atMs,
        entry.amount?.currency,
        entry.amount?.exponent,
        entry.amount?.units,
        entry.kind === 'correction' ? entry.details.target : null,
        entry.kind === 'reported-spend' ? entry.details.periodFromMs : null,
      ]),
    })),
  });
}

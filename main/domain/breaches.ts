/**
 * What was paid although the user had said stop, or beyond what was agreed to: found from what is known now,
 * and written into the ledger once. Pure.
 */
import type { BreachView } from '../../preload/contract/snapshot.ts';
import { DAY_MS } from './calendar.ts';
import { coversRequest } from './credits/types.ts';
import { isOrderId, type RecordedConsent } from './consentLedger.ts';
import {
  consentEndMs,
  inOrder,
  isCovered,
  type Consent,
  type ConsentFacts,
  type CreditSpend,
} from './consents.ts';
import { dollars } from './ledger/amount.ts';
import { concernsModel } from './models.ts';
import { outlives, type Word } from './modelStops.ts';
import type { LedgerEntry } from './ledger/entries.ts';

/** Credits spent although the answer in force said stop, or beyond its cap. */
export type Breach = {
  /** Idempotent: the same spend breaches the same consent once. */
  readonly key: string;
  readonly consentId: string;
  readonly spendKey: string;
  readonly sessionId: string | null;
  /** The part of the spend that nobody agreed to, micro-dollars; null: no price is known. */
  readonly overMicros: number | null;
  readonly atMs: number;
  /** The request had begun before the stop: nothing could hold it any more. */
  readonly wasInFlight: boolean;
};

/**
 * Finds what was spent against one consent. A `stop` is breached by any spend while it holds; a `continue` by
 * what exceeds its cap until its end. What comes after the end is another consent's, or nobody's, matter.
 */
export function findBreaches(consent: Consent, facts: Omit<ConsentFacts, 'nowMs'>): Breach[] {
  const untilMs = Math.min(consentEndMs(consent), facts.revokedAtMs ?? Infinity);
  const covered = inOrder(facts.spends).filter(
    (spend) => isCovered(consent, spend) && spend.atMs < untilMs,
  );
  const capMicros = consent.kind === 'stop' ? 0 : consent.capMicros;
  if (capMicros === null) return [];
  let sum = 0;
  let stoppedAtMs = consent.kind === 'stop' ? consent.atMs : null;
  return covered.flatMap((spend) => {
    const heldSinceMs = stoppedAtMs;
    const overMicros = overCap(spend, sum, capMicros, heldSinceMs !== null);
    sum += spend.micros ?? 0;
    if (stoppedAtMs === null && sum >= capMicros) stoppedAtMs = spend.atMs;
    if (overMicros !== null && overMicros <= 0) return [];
    return {
      key: JSON.stringify(['breach', consent.id, spend.key]),
      consentId: consent.id,
      spendKey: spend.key,
      sessionId: spend.sessionId,
      overMicros,
      atMs: spend.atMs,
      wasInFlight: heldSinceMs === null || spend.startedAtMs < heldSinceMs,
    };
  });
}

/** A spend without a price is beyond the cap for certain only once the cap was reached; null then. */
function overCap({ micros }: CreditSpend, sum: number, cap: number, isHeld: boolean) {
  if (micros === null) return isHeld ? null : 0;
  return Math.min(micros, Math.max(0, sum + micros - cap));
}

/** A permission for one prompt, and how long it was good for. */
export type Permission = { readonly fromMs: number; readonly untilMs: number };

/** The permissions among an account's entries. */
export function permissionsOf(entries: readonly LedgerEntry[]): Permission[] {
  return entries.flatMap((entry) =>
    entry.kind === 'consent' && entry.details.choice === 'allow-once'
      ? [{ fromMs: entry.atMs, untilMs: entry.details.endsAtMs ?? entry.atMs }]
      : [],
  );
}

export type BreachInput = {
  /** Every answer of the account. */
  readonly recorded: readonly RecordedConsent[];
  readonly permissions: readonly Permission[];
  /** What the account's credits paid for. */
  readonly spends: readonly CreditSpend[];
};

/**
 * The breaches of all answers, each spend held against the last word that was given before it. What a permission
 * may have let through is nobody's breach: which requests were its own is not known.
 */
export function breachesOf({ recorded, permissions, spends }: BreachInput): Breach[] {
  const judged = spends.filter(
    ({ atMs }) => !permissions.some(({ fromMs, untilMs }) => fromMs <= atMs && atMs < untilMs),
  );
  return recorded.flatMap((one) => {
    const own = judged.filter((spend) => !recorded.some((other) => takesOver(other, one, spend)));
    return findBreaches(one.consent, { revokedAtMs: one.revokedAtMs, spends: own });
  });
}

/** Whether a spend is another answer's matter: the last word before it, or a stop of its model that outlives this one. */
function takesOver(other: RecordedConsent, than: RecordedConsent, spend: CreditSpend): boolean {
  const { consent, revokedAtMs } = other;
  const [word, ofThan] = [wordOf(consent), wordOf(than.consent)];
  const isOutliving = outlives(word, ofThan) && spend.atMs < consentEndMs(consent);
  const isLastWord = consent.atMs > than.consent.atMs && !outlives(ofThan, word);
  return (
    (isLastWord || isOutliving) &&
    consent.atMs <= spend.atMs &&
    (revokedAtMs === null || spend.atMs < revokedAtMs) &&
    coversRequest(consent.scope, spend) &&
    concernsModel(consent.modelName, spend.model)
  );
}

function wordOf({ id, kind, modelName }: Consent): Word {
  return { kind, modelName, isOrder: isOrderId(id) };
}

/** The entry of a breach; writing it twice writes it once. */
export function breachEntry(breach: Breach, { consent, key }: RecordedConsent): LedgerEntry {
  return {
    kind: 'breach',
    key: breach.key,
    agent: consent.agent,
    account: consent.account,
    atMs: breach.atMs,
    source: 'tollgate',
    basis: 'estimated',
    note: null,
    amount: breach.overMicros === null ? null : dollars(breach.overMicros),
    details: {
      consentKey: key,
      spendKey: breach.spendKey,
      sessionId: breach.sessionId,
      wasInFlight: breach.wasInFlight,
    },
  };
}

/** The written breaches of one answer together; null: none. */
export function breachSum(entries: readonly LedgerEntry[], consentKey: string): BreachView | null {
  const own = entries.flatMap((entry) =>
    entry.kind === 'breach' && entry.details.consentKey === consentKey ? [entry] : [],
  );
  if (own.length === 0) return null;
  const amounts = own.flatMap(({ amount }) => (amount === null ? [] : [amount.units]));
  return {
    requests: own.length,
    micros: amounts.length === 0 ? null : amounts.reduce((sum, units) => sum + units, 0),
    isAtLeast: amounts.length < own.length,
    wereInFlight: own.every(({ details }) => details.wasInFlight),
    lastAtMs: Math.max(...own.map(({ atMs }) => atMs)),
  };
}

/** What was paid against the newest answer that was breached within the last day; null: none was. */
export function latestBreach(entries: readonly LedgerEntry[], nowMs: number): BreachView | null {
  const newest = entries.findLast(
    (entry) => entry.kind === 'breach' && nowMs - entry.atMs < DAY_MS,
  );
  return newest?.kind === 'breach' ? breachSum(entries, newest.details.consentKey) : null;
}

/** Finds in the database what was paid against an answer, for the ledger. */
import { breachEntry, breachesOf, permissionsOf } from '../domain/breaches.ts';
import { DAY_MS, HOUR_MS } from '../domain/calendar.ts';
import type { RecordedConsent } from '../domain/consentLedger.ts';
import { consentEndMs, type CreditSpend } from '../domain/consents.ts';
import type { LedgerEntry } from '../domain/ledger/entries.ts';
import { sendTimes } from '../domain/ledger/split.ts';
import type { MoneyTables } from '../store/money.ts';
import type { AccountMoney } from './moneyDesk.ts';

/** An answer that ended longer ago is not looked at again: its logs were read long since. */
const LOOKED_AT_FOR_MS = 2 * DAY_MS;
/** Events so far before an answer tell when the requests around it were sent. */
const CONTEXT_MS = 2 * HOUR_MS;
const EVER = Number.MAX_SAFE_INTEGER;

/** Breaches of one account's answers that are not written yet. @throws SQLite's error */
export function breachesToWrite(
  tables: MoneyTables,
  account: AccountMoney,
  recorded: readonly RecordedConsent[],
  nowMs: number,
): LedgerEntry[] {
  const recent = recorded.filter(({ consent }) => {
    const endsAtMs = consentEndMs(consent);
    const canBreach = consent.kind === 'stop' || consent.capMicros !== null;
    return canBreach && nowMs - endsAtMs < LOOKED_AT_FOR_MS;
  });
  if (recent.length === 0) return [];
  const fromMs = Math.min(...recent.map(({ consent }) => consent.atMs));
  const spends = spendsSince(tables, account, fromMs);
  if (spends.length === 0) return [];
  const written = new Set(account.entries.map(({ key }) => key));
  const byId = new Map(recent.map((one) => [one.consent.id, one]));
  const input = { recorded, permissions: permissionsOf(account.entries), spends };
  return breachesOf(input).flatMap((breach) => {
    const answer = byId.get(breach.consentId);
    return answer && !written.has(breach.key) ? [breachEntry(breach, answer)] : [];
  });
}

/** What was surely paid with credits; requests of unknown side are nobody's breach. */
export function spendsSince(
  { paid, facts }: MoneyTables,
  { key, hasOrphans }: AccountMoney,
  fromMs: number,
): CreditSpend[] {
  const events = [...paid.paidBetween(key, fromMs, EVER)].filter(({ side }) => side === 'credits');
  if (events.length === 0) return [];
  const span = { fromMs: fromMs - CONTEXT_MS, untilMs: EVER };
  const sentAtMs = sendTimes(facts.events({ ...key, hasOrphans }, span));
  return events.map((event) => ({
    key: event.key,
    ...key,
    project: event.project,
    sessionId: event.sessionId,
    model: event.model,
    micros: event.costMicros,
    startedAtMs: sentAtMs.get(event.key) ?? event.atMs,
    atMs: event.atMs,
  }));
}

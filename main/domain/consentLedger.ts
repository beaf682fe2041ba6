/** Consents as the ledger keeps them, and as the boundary engine asks for them. Pure. */
import type { ConsentScope } from '../../preload/contract/prompt.ts';
import type { AgentId, WindowKind } from '../../preload/contract/snapshot.ts';
import type { Answer } from './boundary/types.ts';
import { consentEndMs, consentStanding, type Consent } from './consents.ts';
import { dollars } from './ledger/amount.ts';
import type { LedgerEntry, PlacedEntry } from './ledger/entries.ts';

/** A consent with what the ledger says became of it. */
export type RecordedConsent = {
  readonly consent: Consent;
  /** Key of its entry. */
  readonly key: string;
  /** Its entry's place in the ledger. Absent: not read from there. */
  readonly sequence?: number;
  readonly revokedAtMs: number | null;
  /** An entry of its end stands in the ledger already. */
  readonly isEndWritten: boolean;
  /** When it ended by that entry; null: there is none. */
  readonly endedAtMs: number | null;
};

/** The entry of an answer; writing it twice writes it once. */
export function consentEntry(consent: Consent): LedgerEntry {
  const { scope } = consent;
  return {
    kind: 'consent',
    key: consentKey(consent.id),
    agent: consent.agent,
    account: consent.account,
    atMs: consent.atMs,
    source: 'user',
    basis: 'reported',
    note: null,
    amount: consent.capMicros === null ? null : dollars(consent.capMicros),
    details: {
      choice: consent.kind,
      windowId: consent.id,
      scope: scope.kind,
      scopeName:
        scope.kind === 'project'
          ? scope.project
          : scope.kind === 'session'
            ? scope.sessionId
            : null,
      endsAtMs: consent.endsAtMs,
      shown: consent.shownText,
      ...(consent.isAhead === true ? { ahead: true } : {}),
    },
  };
}

/** Key of an answer's entry. */
export function consentKey(id: string): string {
  return `consent|${id}`;
}

/** The entry of a consent's end; the first reason that is written stays. */
export function consentEndEntry(
  { consent, key }: RecordedConsent,
  reason: 'reset' | 'cap' | 'revoked' | 'expired',
  atMs: number,
): LedgerEntry {
  return {
    kind: 'consent-ended',
    key: `${key}|ended`,
    agent: consent.agent,
    account: consent.account,
    atMs,
    source: reason === 'revoked' ? 'user' : 'tollgate',
    basis: 'reported',
    note: null,
    amount: null,
    details: { consentKey: key, reason },
  };
}

/** Consents of entries in any order, oldest first; an entry that makes no sense is passed over. */
export function recordedConsents(entries: readonly PlacedEntry[]): RecordedConsent[] {
  const ends = new Map<string, { reason: string; atMs: number }>();
  for (const entry of entries) {
    if (entry.kind !== 'consent-ended') continue;
    ends.set(entry.details.consentKey, { reason: entry.details.reason, atMs: entry.atMs });
  }
  return entries
    .flatMap((entry): RecordedConsent[] => {
      const consent = consentOf(entry);
      if (consent === null) return [];
      const end = ends.get(entry.key);
      return [
        {
          consent,
          key: entry.key,
          ...(entry.sequence === undefined ? {} : { sequence: entry.sequence }),
          revokedAtMs: end?.reason === 'revoked' ? end.atMs : null,
          isEndWritten: end !== undefined,
          endedAtMs: end?.atMs ?? null,
        },
      ];
    })
    .sort((a, b) => a.consent.atMs - b.consent.atMs);
}

/** What the name of a question, or of an order, is made of. */
export type QuestionParts = readonly [
  agent: AgentId,
  account: string,
  windowKind: WindowKind,
  modelName: string | null,
  resetsAtMs: number | null,
  /** How often the window was asked about before; of an order the name of its rule in the gate file. */
  round: number | string,
];

function consentOf(entry: LedgerEntry): Consent | null {
  if (entry.kind !== 'consent') return null;
  const { choice, windowId, scope, scopeName, endsAtMs, shown, ahead } = entry.details;
  if (choice === 'allow-once') return null;
  const parts = questionParts(windowId);
  if (parts === null) return null;
  const [, , windowKind, modelName, resetsAtMs] = parts;
  const isOrder = typeof parts[5] === 'string';
  return {
    id: windowId ?? entry.key,
    agent: entry.agent,
    account: entry.account,
    windowKind,
    modelName,
    resetsAtMs,
    kind: choice,
    capMicros: entry.amount?.units ?? null,
    scope: scopeOf(scope, scopeName),
    endsAtMs,
    askAgainAtMs: choice === 'stop' && !isOrder && endsAtMs !== resetsAtMs ? endsAtMs : null,
    shownText: shown,
    ...(ahead === true ? { isAhead: true } : {}),
    atMs: entry.atMs,
  };
}

/** Whether an answer was given without a question, by its name. */
export function isOrderId(id: string): boolean {
  return typeof questionParts(id)?.[5] === 'string';
}

/** null: not such a name. */
export function questionParts(id: string | null): QuestionParts | null {
  try {
    const parts: unknown = JSON.parse(id ?? '');
    return Array.isArray(parts) && parts.length === 6 ? (parts as unknown as QuestionParts) : null;
  } catch {
    return null;
  }
}

function scopeOf(kind: ConsentScope['kind'], name: string | null): ConsentScope {
  if (kind === 'project' && name !== null) return { kind, project: name };
  if (kind === 'session' && name !== null) return { kind, sessionId: name };
  return { kind: 'everything' };
}

/** What was spent under a consent so far, micro-dollars; null: not known. */
export type SpentUnder = (consent: Consent) => number | null;

/** The consents as the boundary engine takes them. One without a known end holds for one window. */
export function boundaryAnswers(
  recorded: readonly RecordedConsent[],
  spentUnder: SpentUnder,
): Answer[] {
  return recorded.map(({ consent, revokedAtMs, endedAtMs, sequence }) => {
    const { windowKind: kind, modelName, resetsAtMs } = consent;
    const hasWindow = resetsAtMs !== null || modelName !== null;
    return {
      id: consent.id,
      kind: consent.kind,
      scope: consent.scope,
      capMicros: consent.capMicros,
      spentMicros: consent.capMicros === null ? null : spentUnder(consent),
      givenAtMs: consent.atMs,
      ...(sequence === undefined ? {} : { sequence }),
      endsAtMs: consentEndMs(consent),
      window: hasWindow ? { kind, modelName, resetsAtMs } : null,
      isRevoked: revokedAtMs !== null,
      ...(endedAtMs === null ? {} : { endedAtMs }),
      ...(isOrderId(consent.id) ? { isOrder: true } : {}),
      ...(consent.isAhead === true ? { isAhead: true } : {}),
    };
  });
}

/**
 * Ends that have come and are not written yet. A cap ends a consent when it was reached, not when that was noticed:
 * what was paid in between was not agreed to.
 */
export function endsToWrite(
  recorded: readonly RecordedConsent[],
  spentUnder: SpentUnder,
  nowMs: number,
  capReachedAtMs: (consent: Consent) => number | null = () => null,
): LedgerEntry[] {
  return recorded.flatMap((one) => {
    const { consent, isEndWritten, revokedAtMs } = one;
    if (isEndWritten) return [];
    const standing = consentStanding(consent, { revokedAtMs, spends: [], nowMs });
    if (standing.state === 'ended') {
      const reason = standing.reason === 'time' ? 'expired' : standing.reason;
      return [consentEndEntry(one, reason, standing.atMs ?? nowMs)];
    }
    const isSpent =
      consent.kind === 'continue' &&
      consent.capMicros !== null &&
      (spentUnder(consent) ?? 0) >= consent.capMicros;
    return isSpent ? [consentEndEntry(one, 'cap', capReachedAtMs(consent) ?? nowMs)] : [];
  });
}

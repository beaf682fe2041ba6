/** What the user tells the gate without being asked, as the answers that they are. Pure. */
import { isInForce, leads } from './boundary/answers.ts';
import type { Answer, BoundaryWindow } from './boundary/types.ts';
import { consentEntry, consentKey, questionParts, type QuestionParts } from './consentLedger.ts';
import type { Consent } from './consents.ts';
import type { AccountKey } from './figures.ts';
import type { LedgerEntry } from './ledger/entries.ts';

/** One order, as it was carried out. */
export type OrderRecord = AccountKey & {
  readonly kind: 'stop' | 'open' | 'allow-once';
  /** Name of the rule in the gate file. */
  readonly recordId: string;
  readonly givenAtMs: number;
  readonly expiresAtMs: number;
  /** Reset of the session window; null where it is not known. */
  readonly resetsAtMs: number | null;
  /** The words that it was given with. */
  readonly shownText: string;
};

/** The entry of an order: an answer like any other, but for the permission of one prompt. */
export function orderEntry(order: OrderRecord): LedgerEntry {
  return order.kind === 'allow-once' ? permissionEntry(order) : consentEntry(orderConsent(order));
}

/** One that outlives its window does not end with it. */
function orderConsent(order: OrderRecord): Consent {
  const { agent, account, recordId, givenAtMs, expiresAtMs } = order;
  const isWithin = order.resetsAtMs !== null && expiresAtMs <= order.resetsAtMs;
  const resetsAtMs = isWithin ? order.resetsAtMs : null;
  const parts: QuestionParts = [agent, account, 'session', null, resetsAtMs, recordId];
  return {
    id: JSON.stringify(parts),
    agent,
    account,
    windowKind: 'session',
    modelName: null,
    resetsAtMs,
    kind: order.kind === 'open' ? 'continue' : 'stop',
    capMicros: null,
    scope: { kind: 'everything' },
    endsAtMs: expiresAtMs,
    askAgainAtMs: null,
    shownText: order.shownText,
    atMs: givenAtMs,
  };
}

/** Name of the gate's rule that an answer was given with; null for the answer to a question. */
export function orderRecordId(answerId: string): string | null {
  const name = questionParts(answerId)?.[5];
  return typeof name === 'string' ? name : null;
}

/**
 * Orders that do not lead any more, by the names of their rules: taken back, followed by a later word, or an opening
 * that is over before its time, as when the provider resets early. What still holds of them is among the account's
 * own rules.
 */
export function overruledOrders(
  answers: readonly Answer[],
  windows: readonly BoundaryWindow[],
  nowMs: number,
): string[] {
  const standing = answers.filter(({ isRevoked }) => !isRevoked);
  return answers.flatMap((answer) => {
    const { id, kind, isRevoked } = answer;
    const recordId = orderRecordId(id);
    const isOver =
      isRevoked ||
      standing.some((other) => leads(other, answer)) ||
      (kind === 'continue' && !isInForce(answer, windows, nowMs));
    return recordId !== null && isOver ? [recordId] : [];
  });
}

/** A permission for one prompt answers no question and opens nothing by itself. */
function permissionEntry(order: OrderRecord): LedgerEntry {
  const { agent, account, recordId, givenAtMs, expiresAtMs, shownText } = order;
  return {
    kind: 'consent',
    key: consentKey(JSON.stringify([agent, account, recordId])),
    agent,
    account,
    atMs: givenAtMs,
    source: 'user',
    basis: 'reported',
    note: null,
    amount: null,
    details: {
      choice: 'allow-once',
      windowId: null,
      scope: 'everything',
      scopeName: null,
      endsAtMs: expiresAtMs,
      shown: shownText,
    },
  };
}

/** Reading the lines of an events file: what one says, or why it is refused. Pure. */
import { hashOf, type Sha256, type StoredEntry } from '../ledger/chain.ts';
import { ENTRY_KINDS, entryProblem, type LedgerEntry } from '../ledger/entries.ts';
import {
  EVENT_FILE_KIND,
  EVENT_FILE_VERSION,
  faultOf,
  isPlain,
  type AccountLine,
  type EventLine,
  type SessionLine,
  type StatementLine,
} from './shapes.ts';

/** The first line, as far as reading needs it. */
export type EventFileHead = {
  readonly kind: typeof EVENT_FILE_KIND;
  readonly schemaVersion: number;
  /** Lines that follow; null: not said. */
  readonly lines: number | null;
};

export type HeadOutcome =
  | { readonly ok: true; readonly head: EventFileHead }
  | { readonly ok: false; readonly why: 'no-event-file' | 'newer'; readonly version: number };

/** Reads the first line. A newer form is refused, because its lines could mean something else. */
export function readHead(line: string): HeadOutcome {
  const value = parsed(line);
  const version = isPlain(value) ? value['schemaVersion'] : null;
  if (!isPlain(value) || value['kind'] !== EVENT_FILE_KIND || !Number.isSafeInteger(version)) {
    return { ok: false, why: 'no-event-file', version: 0 };
  }
  const schemaVersion = version as number;
  if (schemaVersion > EVENT_FILE_VERSION)
    return { ok: false, why: 'newer', version: schemaVersion };
  const { lines } = isPlain(value['coverage']) ? value['coverage'] : { lines: null };
  const said = Number.isSafeInteger(lines) ? (lines as number) : null;
  return { ok: true, head: { kind: EVENT_FILE_KIND, schemaVersion, lines: said } };
}

export type EventFileLine =
  | AccountLine
  | SessionLine
  | EventLine
  | StatementLine
  | { readonly type: 'entry'; readonly stored: StoredEntry };

/**
 * Why a line is refused: it is no JSON, of no kind that is known, a field is missing or wrong, or a row of the ledger
 * is not the one that its hash was made of.
 */
export type RefusalReason = 'not-json' | 'unknown-kind' | 'bad-field' | 'altered-entry';

export type LineOutcome =
  | { readonly ok: true; readonly line: EventFileLine }
  | { readonly ok: false; readonly reason: RefusalReason };

/** Reads one of the lines after the first. Fields that are not known are passed over. */
export function readLine(text: string, sha256: Sha256): LineOutcome {
  const value = parsed(text);
  if (!isPlain(value)) return { ok: false, reason: 'not-json' };
  const fault = faultOf(value);
  if (fault !== null) return { ok: false, reason: fault === 'type' ? 'unknown-kind' : 'bad-field' };
  if (value['type'] !== 'entry') return { ok: true, line: value as EventFileLine };
  const stored = storedEntry(value);
  if (stored === null) return { ok: false, reason: 'bad-field' };
  if (hashOf(stored, sha256) !== stored.rowHash) return { ok: false, reason: 'altered-entry' };
  return { ok: true, line: { type: 'entry', stored } };
}

function storedEntry(value: Readonly<Record<string, unknown>>): StoredEntry | null {
  const { sequence, recordedAtMs, previousHash, rowHash } = value as unknown as StoredEntry;
  const { key, kind, agent, account, atMs, amount, source, basis, note, details } =
    value as unknown as LedgerEntry;
  if (!ENTRY_KINDS.includes(kind) || !isFlat(details)) return null;
  if (amount !== null && typeof amount.currency !== 'string') return null;
  const entry = {
    ...{ key, kind, agent, account, atMs, source, basis, note, details },
    amount: amount && {
      currency: amount.currency,
      exponent: amount.exponent,
      units: amount.units,
    },
  } as LedgerEntry;
  if (entryProblem(entry) !== null) return null;
  return { sequence, recordedAtMs, previousHash, rowHash, entry };
}

/** Details hold single values only. */
function isFlat(details: Readonly<Record<string, unknown>>): boolean {
  return Object.values(details).every((value) => value === null || typeof value !== 'object');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

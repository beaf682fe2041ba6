/** What the user can tell the gate at any time: stop now, open. Each is a recorded rule; the last one counts. */
import type { GateFile, GateRule, GateScope } from './gate.ts';
import { withAccount } from './gateFile.ts';

export type GateOrder = {
  readonly state: 'open' | 'closed';
  readonly scope: GateScope;
  /** When it ends; an answer without an end could outlive everybody's memory of it. */
  readonly expiresAtMs: number;
  /** Letters, digits and hyphens; the ledger's id, or one made up for a terminal command. */
  readonly recordId: string;
  /** In plain words. */
  readonly reason: string;
};

/**
 * What a user who is stopped can do, for this account alone.
 * @param account its folder, or its id at the gate; null: not known, and the command asks which
 */
export function wayOut(account: string | null): string {
  const word = account === null ? null : accountWord(account);
  const of = word === null ? '' : ` --account ${word}`;
  return `To go on: tollgate gate allow-once${of}, or: tollgate gate open${of}`;
}

/** Both commands must fit into what the gate file takes of a text. */
const LONGEST_WORD = 150;

/** An account as it can be typed in any shell; null: not without characters that the gate file cannot hold. */
export function accountWord(account: string): string | null {
  // Windows takes either slash.
  const plain = /^[A-Za-z]:\\/.test(account) ? account.replaceAll('\\', '/') : account;
  if (plain.length > LONGEST_WORD || /[\p{C}"'\\`]|^-|  /u.test(plain)) return null;
  return /^[\w@%+=:,./-]+$/.test(plain) ? plain : `'${plain}'`;
}

/** The file with this answer in front of one account's rules; it takes the place of earlier ones of its scope. */
export function withOrder(file: GateFile, accountId: string, order: GateOrder): GateFile {
  const { state, scope, expiresAtMs, recordId, reason } = order;
  const rule: GateRule = {
    state,
    scope,
    reason,
    wayOut: state === 'closed' ? wayOut(accountId) : null,
    expiresAtMs,
    recordId,
    models: [],
    askSeconds: 0,
  };
  return withAccount(file, accountId, (account) => ({
    ...account,
    rules: [rule, ...account.rules.filter((old) => !isReplaced(old, scope))],
  }));
}

/** The file without the rules of these names: what they stood for was taken back. */
export function withoutRecords(
  file: GateFile,
  accountId: string,
  recordIds: readonly string[],
): GateFile {
  const isLeft = ({ recordId }: GateRule) => recordId === null || !recordIds.includes(recordId);
  const accounts = file.accounts.map((account) =>
    account.id === accountId ? { ...account, rules: account.rules.filter(isLeft) } : account,
  );
  return { ...file, accounts };
}

/** An answer for everything also ends the narrower ones that were given before. */
function isReplaced({ recordId, scope: old }: GateRule, scope: GateScope): boolean {
  if (recordId === null) return false;
  if (scope.kind === 'everything') return true;
  return old.kind === scope.kind && placeOf(old) === placeOf(scope);
}

function placeOf(scope: GateScope): string {
  if (scope.kind === 'project') return scope.folder;
  return scope.kind === 'session' ? scope.sessionId : '';
}

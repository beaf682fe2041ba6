/** Which accounts a command at the gate means. */
import fs from 'node:fs';
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { accountWord } from '../domain/gateOrders.ts';
import { isMeant } from '../engine/moneyReview.ts';
import { readSettings } from '../engine/settings.ts';
import type { GateAccountView } from '../gate/gateAccounts.ts';
import { gateAccountId } from '../gate/gatePaths.ts';
import { savedIn } from './savedIn.ts';

type Meant =
  | { readonly ok: true; readonly accounts: readonly GateAccountView[] }
  | { readonly ok: false; readonly message: string };

/**
 * The accounts that a typed word means: all of them for none. It is a configuration folder, the account's id at the
 * gate, or the name that the user gave it.
 */
export function gateAccountsMeant(
  typed: string | null,
  accounts: readonly GateAccountView[],
  dataFolder: string,
): Meant {
  if (typed === null) return { ok: true, accounts };
  const byPlace = accounts.filter((account) => isPlace(typed, account));
  if (byPlace.length > 0) return { ok: true, accounts: byPlace };
  const names = namesIn(dataFolder);
  const byName = accounts.filter(({ agent, folder }) =>
    isMeant(typed, { agent, account: folder }, names),
  );
  if (byName.length > 0) return { ok: true, accounts: byName };
  const values = { account: typed, listed: listed(accounts) };
  return {
    ok: false,
    message: inEnglish('There is no account “{account}”; say --account {listed}.', values),
  };
}

/** What opening must not go by: nobody has said which of these. */
export function whichAccount(accounts: readonly GateAccountView[]): string {
  return inEnglish('There is more than one account; say --account {listed}.', {
    listed: listed(accounts),
  });
}

function isPlace(typed: string, { agent, folder, accountId }: GateAccountView): boolean {
  if (typed === folder || typed === accountId) return true;
  try {
    return gateAccountId(agent, fs.realpathSync(typed)) === accountId;
  } catch {
    return false;
  }
}

/** As each can be typed; an id where its folder cannot. */
function listed(accounts: readonly GateAccountView[]): string {
  return accounts.map(({ folder, accountId }) => accountWord(folder) ?? accountId).join(', ');
}

function namesIn(dataFolder: string): ReadonlyMap<string, string> {
  try {
    const { accounts } = readSettings(savedIn(dataFolder)).settings;
    const named = Object.entries(accounts);
    return new Map(named.flatMap(([key, { name }]) => (name === null ? [] : [[key, name]])));
  } catch {
    // The gate must answer also where the database cannot be read; folders say enough.
    return new Map();
  }
}

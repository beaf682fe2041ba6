/** `tollgate credits`: what is left to pay with, and the ledger behind it. Entries are only ever added. */
import { inEnglish, say, sayCount } from '../../preload/contract/languages/say.ts';
import { complain, terminalContext } from './terminal.ts';
import { BREAKS } from '../engine/moneyDesk.ts';
import { appendEntries } from '../engine/ledgerWriting.ts';
import { effectiveCeiling } from '../domain/credits/ceiling.ts';
import type { StoredEntry } from '../domain/ledger/chain.ts';
import type { LedgerEntry } from '../domain/ledger/entries.ts';
import type { Reconciliation } from '../domain/ledger/reconcile.ts';
import {
  anchorEntry,
  latestToUndo,
  purchaseEntry,
  reversalOf,
} from '../domain/ledger/userEntries.ts';
import type { Engine } from '../engine/engine.ts';
import type { AccountMoney } from '../engine/moneyDesk.ts';
import type { CreditsCommand } from './creditsArguments.ts';
import { accountMeant, currentMoney, readMoney, type CreditsPlace } from './creditsPlace.ts';
import {
  accountLines,
  balanceLine,
  accountWords,
  buysLine,
  entryLine,
  entryWords,
  ledgerLines,
  reconciliationLines,
  takenBackLine,
} from './creditsText.ts';
import {
  accountsMeant,
  buysOf,
  corrections,
  reconciliations,
  type Money,
} from '../engine/moneyReview.ts';
import { EXIT } from './exitCodes.ts';
import { readMoment } from './moment.ts';
import { printJson, printLines, reportFailure } from './output.ts';

const NOTHING_KNOWN = inEnglish('No account is known yet.');
/** More entries than any ledger has. */
const ALL_ENTRIES = 1_000_000;
const ANY_REQUEST = { sessionId: null, project: null };

type Context = { readonly engine: Engine; readonly money: Money; readonly place: CreditsPlace };

/**
 * Answers one `credits` command.
 * @returns the exit code
 * @throws StoreError or SQLite's error when the database cannot be used
 */
export async function runCredits(command: CreditsCommand, place: CreditsPlace): Promise<number> {
  const engine = place.startEngine();
  try {
    const isPlain = command.action === 'ledger' || command.action === 'verify';
    const read = await (isPlain ? currentMoney : readMoney)(engine, place.nowMs);
    if (!read.ok) return reportFailure(read.failure);
    return await answer(command, { engine, money: read.money, place });
  } finally {
    await engine.close();
  }
}

async function answer(command: CreditsCommand, context: Context): Promise<number> {
  const { money } = context;
  if (command.account !== null && accountsMeant(command.account, money).length === 0) {
    const choice = accountMeant(command.account, money, context.place.machine);
    if (!choice.ok) return refuse(choice.message);
  }
  switch (command.action) {
    case 'show':
      return show(accountsMeant(command.account, money), money, command.isJson);
    case 'anchor':
    case 'purchase':
      return state(command, context);
    case 'ledger':
      return list(command, money);
    case 'verify':
      return verify(money, command.isJson);
    case 'undo':
      return undo(command, context);
    case 'reconcile':
      return compare(reconciliations(command.account, command.month, money), money, command.isJson);
    case 'correct':
      return correct(command, context);
    case 'buys':
      return buys(command, money);
    default:
      return command satisfies never;
  }
}

function show(accounts: readonly AccountMoney[], money: Money, isJson: boolean): number {
  const rows = accounts.map((account) => ({
    account,
    ceiling: effectiveCeiling(account.credits, ANY_REQUEST, money.rates, money.nowMs),
  }));
  if (isJson) {
    printJson(
      rows.map(
        ({
          account: { key, plan, draw, credits, balance, month, paidThisMonth, paidUse },
          ceiling,
        }) => ({
          ...key,
          plan,
          draw,
          credits,
          ceiling,
          ledgerBalance: balance,
          month,
          paidThisMonth,
          paidUse,
        }),
      ),
    );
  } else if (rows.length > 0) {
    printLines(rows.flatMap(({ account, ceiling }) => accountLines(account, ceiling, money)));
  } else complain(NOTHING_KNOWN);
  return rows.length > 0 ? EXIT.ok : EXIT.noData;
}

async function state(
  command: Extract<CreditsCommand, { action: 'anchor' | 'purchase' }>,
  context: Context,
): Promise<number> {
  const { money, place } = context;
  const choice = accountMeant(command.account, money, place.machine);
  if (!choice.ok) return refuse(choice.message);
  const moment =
    command.at === null
      ? ({ ok: true, atMs: money.nowMs } as const)
      : readMoment(command.at, money.zone, money.nowMs);
  if (!moment.ok) return refuse(moment.message);
  const stated = { key: choice.key, amount: command.amount, atMs: moment.atMs };
  const entry =
    command.action === 'anchor' ? anchorEntry(stated) : purchaseEntry(stated, command.price);
  return write([entry], command.isJson, context);
}

const TOLD = {
  new: 'Recorded',
  known: 'Already recorded',
  conflict: 'Not recorded; it stands as',
} as const;

/**
 * Appends, says what became of each, and what the balance is now.
 * @param takenBack what the entry makes as if it did not stand there
 */
async function write(
  entries: readonly LedgerEntry[],
  isJson: boolean,
  { engine, money, place }: Context,
  takenBack: StoredEntry | null = null,
): Promise<number> {
  const appended = appendEntries(place.dataFolder, entries, money.nowMs);
  const after = await currentMoney(engine, money.nowMs);
  const isRefused = appended.some(({ outcome }) => outcome === 'conflict');
  if (isJson) printJson(appended.map(({ outcome, stored }) => ({ outcome, ...stored })));
  else {
    printLines(
      appended.map(({ outcome, stored }) =>
        takenBack !== null && outcome === 'new'
          ? takenBackLine(takenBack, stored, money)
          : `${say(money.display, TOLD[outcome])}: ${entryLine(stored, money)}`,
      ),
    );
    const touched = new Set(entries.map(({ agent, account }) => `${agent}|${account}`));
    for (const account of after.ok ? after.money.accounts : []) {
      if (!touched.has(`${account.key.agent}|${account.key.account}`)) continue;
      printLines([balanceLine(account, money)]);
    }
  }
  return isRefused ? EXIT.usage : EXIT.ok;
}

function list({ account, isJson }: CreditsCommand, money: Money): number {
  const meant = accountsMeant(account, money).map(({ key }) => key);
  const { entries } = money.tables.ledger.page(ALL_ENTRIES);
  const rows = entries.filter(({ entry }) =>
    meant.some((key) => key.agent === entry.agent && key.account === entry.account),
  );
  if (isJson) printJson(rows);
  else
    printLines(
      rows.length === 0 ? [say(money.display, 'The ledger is empty.')] : ledgerLines(rows, money),
    );
  return EXIT.ok;
}

function verify({ tables }: Money, isJson: boolean): number {
  const verdict = tables.ledger.verify();
  if (isJson) printJson(verdict);
  else if (verdict.isWhole)
    printLines([
      sayCount(terminalContext(), verdict.rows, {
        one: 'The ledger is whole: {count} entry.',
        other: 'The ledger is whole: {count} entries.',
      }),
    ]);
  else {
    complain(
      inEnglish('The ledger cannot be believed from entry {entry} on: {why}.', {
        entry: verdict.brokenSequence,
        why: BREAKS[verdict.reason],
      }),
    );
  }
  return verdict.isWhole ? EXIT.ok : EXIT.ledgerBroken;
}

async function undo(command: CreditsCommand, context: Context): Promise<number> {
  const { money } = context;
  const meant = accountsMeant(command.account, money).map(({ key }) => key);
  const { entries } = money.tables.ledger.page(ALL_ENTRIES);
  const latest = latestToUndo(
    entries.filter(({ entry }) =>
      meant.some((key) => key.agent === entry.agent && key.account === entry.account),
    ),
  );
  if (!latest) {
    complain(inEnglish('There is no entry of yours to take back.'));
    return EXIT.noData;
  }
  const reversal = reversalOf(latest.entry);
  if (!reversal) return refuse(inEnglish('This entry cannot be taken back.'));
  return write([reversal], command.isJson, context, latest);
}

function compare(rows: readonly Reconciliation[], money: Money, isJson: boolean): number {
  if (isJson) printJson(rows);
  else if (rows.length > 0) printLines(rows.flatMap((row) => reconciliationLines(row, money)));
  else complain(NOTHING_KNOWN);
  return rows.length > 0 ? EXIT.ok : EXIT.noData;
}

async function correct(
  command: Extract<CreditsCommand, { action: 'correct' }>,
  context: Context,
): Promise<number> {
  const { money } = context;
  const proposals = corrections(command.account, command.month, money);
  if (command.isConfirmed && proposals.length > 0) return write(proposals, command.isJson, context);
  if (command.isJson) printJson(proposals);
  else if (proposals.length === 0)
    printLines([
      say(terminalContext(), 'Nothing to correct: no reported figure differs from ours.'),
    ]);
  else {
    printLines([
      say(terminalContext(), 'This would close the difference; nothing was written:'),
      ...proposals.map((entry) => `  ${entry.details.target}  ${entryWords(entry, money)}`),
      say(terminalContext(), 'Append it with: tollgate credits correct --yes'),
    ]);
  }
  return EXIT.ok;
}

function buys(command: Extract<CreditsCommand, { action: 'buys' }>, money: Money): number {
  const rows = buysOf(command.account, command.micros, money);
  if (command.isJson) printJson(rows);
  else if (rows.length === 0) complain(NOTHING_KNOWN);
  else {
    printLines(
      rows.flatMap((row) => [
        accountWords(row, money),
        ...row.buys.map((one) => buysLine(one, money.display)),
      ]),
    );
  }
  return rows.length > 0 ? EXIT.ok : EXIT.noData;
}

function refuse(message: string): number {
  complain(message);
  return EXIT.usage;
}

/** What all `credits` commands need: the money as it stands, and which account is meant. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import fs from 'node:fs';
import { AGENT_LIST } from '../agents/registry.ts';
import { zoneOf } from '../domain/calendar.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import type { Engine } from '../engine/engine.ts';
import { isMeant, type Money } from '../engine/moneyReview.ts';
import type { Machine } from '../ports.ts';
import { ratesOf } from '../engine/accountFacts.ts';
import type { StoreFailure } from '../store/problems.ts';

export type CreditsPlace = {
  readonly dataFolder: string;
  readonly machine: Machine;
  readonly nowMs: number;
  readonly startEngine: () => Engine;
};

/** Reads what is new and then the money; a failure instead where the database cannot be opened. */
export async function readMoney(
  engine: Engine,
  nowMs: number,
): Promise<
  | { readonly ok: true; readonly money: Money }
  | { readonly ok: false; readonly failure: StoreFailure | null }
> {
  await engine.allowReading();
  await engine.update();
  return currentMoney(engine, nowMs);
}

/** The money without looking for anything new. */
export async function currentMoney(engine: Engine, nowMs: number): ReturnType<typeof readMoney> {
  const display = await engine.display();
  const { settings } = await engine.settings();
  const accounts = await engine.money();
  // Last, because asking opens a database that is only read anew.
  const tables = await engine.tables();
  if (!accounts || !tables) return { ok: false, failure: engine.failure() };
  const names = new Map(
    Object.entries(settings.accounts).flatMap(([key, { name }]) =>
      name === null ? [] : [[key, name] as const],
    ),
  );
  const zone = zoneOf(display.timeZone);
  return {
    ok: true,
    money: {
      accounts,
      tables: tables.money,
      names,
      display,
      rates: ratesOf(settings),
      zone,
      nowMs,
    },
  };
}

type Choice =
  | { readonly ok: true; readonly key: AccountKey }
  | { readonly ok: false; readonly message: string };

/** The one account to write for. */
export function accountMeant(typed: string | null, money: Money, machine: Machine): Choice {
  const known = money.accounts.map(({ key }) => key);
  const candidates = known.length > 0 ? known : presentFolders(machine);
  const meant = candidates.filter((key) => typed === null || isMeant(typed, key, money.names));
  const [only] = meant;
  if (only && meant.length === 1) return { ok: true, key: only };
  if (candidates.length === 0)
    return { ok: false, message: inEnglish('No agent was found on this machine.') };
  const listed = candidates.map((key) => `"${accountText(key)}"`).join(', ');
  return { ok: false, message: whichOne(typed, meant.length, listed) };
}

function presentFolders(machine: Machine): AccountKey[] {
  return AGENT_LIST.flatMap((agent) =>
    agent
      .configFolders(machine)
      .filter(({ path }) => fs.existsSync(path))
      .map(({ path }) => ({ agent: agent.id, account: path })),
  );
}

function whichOne(account: string | null, found: number, listed: string): string {
  if (account === null) {
    return inEnglish('There is more than one account; say --account {listed}.', { listed });
  }
  return found > 1
    ? inEnglish('“{account}” means more than one account; say --account {listed}.', {
        account,
        listed,
      })
    : inEnglish('There is no account “{account}”; say --account {listed}.', { account, listed });
}

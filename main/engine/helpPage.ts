/** The Help page out of the money and the latest snapshot. */
import type { HelpView } from '../../preload/contract/review/help.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { provenanceWords, usedWords, windowName } from '../../preload/contract/wording.ts';
import { moneyOf } from '../domain/credits/assemble.ts';
import { accountText } from '../domain/figures.ts';
import { helpChecks, type HelpAccount } from '../domain/review/helpChecks.ts';
import type { AccountMoney } from './moneyDesk.ts';
import { reconciliations, type Money } from './moneyReview.ts';

export type HelpSurroundings = {
  readonly snapshot: Snapshot | null;
  readonly version: string;
  readonly platform: string;
  /** Paths under it are written from `~`. */
  readonly homeFolder: string;
};

export function helpPage(money: Money, surroundings: HelpSurroundings): HelpView {
  const { snapshot } = surroundings;
  const folders = (snapshot?.agents ?? []).flatMap(({ name, folders }) =>
    folders.map(({ path, exists, logFiles }) => ({ agent: name, path, exists, logFiles })),
  );
  return {
    checks: helpChecks({
      accounts: money.accounts.map((account) => helpAccount(account, money, surroundings)),
      display: money.display,
      nowMs: money.nowMs,
    }),
    places: folders,
    diagnostics: diagnostics(surroundings, money),
    takenAtMs: money.nowMs,
  };
}

function helpAccount(
  account: AccountMoney,
  money: Money,
  { homeFolder }: HelpSurroundings,
): HelpAccount {
  const text = accountText(account.key);
  const residual = reconciliations(text, null, money).find((row) => row.residual !== null);
  const folder = account.key.account;
  const short = folder.startsWith(homeFolder) ? `~${folder.slice(homeFolder.length)}` : folder;
  return {
    agent: account.key.agent,
    name: money.names.get(text) ?? short,
    plan: account.plan,
    draw: account.draw,
    credits: account.credits,
    paidThisMonthMicros: account.paidThisMonth.creditMicros,
    elsewhere: residual?.residual ? moneyOf(residual.residual) : null,
    hasPurchases: account.entries.some(({ kind }) => kind === 'purchase' || kind === 'reload'),
  };
}

/** Ready to paste into a report: no project, no session, no name of a person, no amount. */
function diagnostics(surroundings: HelpSurroundings, { display }: Money): string {
  const { snapshot, version, platform } = surroundings;
  if (!snapshot) return `Tollgate ${version}, ${platform}`;
  const lines = [
    `Tollgate ${version}, ${platform}, locale ${display.locale}, time zone ${display.timeZone}`,
    `State: ${snapshot.phase}, verdict ${snapshot.verdict.kind}`,
    ...snapshot.agents.flatMap(({ name, folders }) =>
      folders.map(
        ({ path, exists, logFiles, bridge, gate }) =>
          `${name}: ${shortPath(path, surroundings)} ${exists ? `${logFiles} session files` : 'not there'}, bridge ${bridge ?? 'none'}, gate ${gate ?? 'none'}`,
      ),
    ),
    ...snapshot.windows.map(
      (window) =>
        `${windowName(window, snapshot)}, ${window.agent}: ${usedWords(window, snapshot)}; ${provenanceWords(window, snapshot.takenAtMs, snapshot)}`,
    ),
    ...snapshot.problems.map(
      ({ kind, message, path }) =>
        `Problem ${kind}: ${message}${path === null ? '' : ` ${shortPath(path, surroundings)}`}`,
    ),
  ];
  return lines.join('\n').replaceAll(surroundings.homeFolder, '~');
}

/** Under the home folder only what an agent itself has named. */
function shortPath(path: string, { homeFolder }: HelpSurroundings): string {
  if (!path.startsWith(homeFolder)) return '(outside the home folder)';
  return `~${path.slice(homeFolder.length)}`;
}

/** What the Credits and Help pages may ask of the engine, and what may be stated about money. */
import type { Outcome } from '../../preload/contract/channels.ts';
import type {
  CreditsPageView,
  CreditsQuestion,
  MoneyAccount,
  MoneyStatement,
} from '../../preload/contract/review/credits.ts';
import type { HelpView } from '../../preload/contract/review/help.ts';
import { zoneOf } from '../domain/calendar.ts';
import { storeFailureOf } from '../store/problems.ts';
import { ratesOf } from './accountFacts.ts';
import type { AccountsDesk } from './accountsDesk.ts';
import type { Tables } from './database.ts';
import { NOT_OPEN, type EngineCore } from './engineRequests.ts';
import type { LedgerPlace } from './moneyRequests.ts';
import type * as MoneyRequests from './moneyRequests.ts';
import type { Money } from './moneyReview.ts';

export function createMoneyRequests(core: EngineCore) {
  /** The money of all accounts, brought up to what is saved. */
  async function moneyNow(desk: AccountsDesk, tables: Tables): Promise<Money> {
    const { settings } = (await core.settingsDesk()).parsed();
    const nowMs = core.clock();
    const names = Object.entries(settings.accounts).flatMap(([key, { name }]) =>
      name === null ? [] : [[key, name] as const],
    );
    const display = core.display();
    return {
      accounts: desk.caughtUp(tables, nowMs),
      tables: tables.money,
      names: new Map(names),
      rates: ratesOf(settings),
      display,
      zone: zoneOf(display.timeZone),
      nowMs,
    };
  }

  /** Reads or writes money; what is written is seen in the next snapshot at once. */
  function onMoney<T>(work: (place: LedgerPlace) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    return core.inTurn(async () => {
      const ready = await core.ensureOpen();
      if (!ready) return { ok: false, message: core.openFailure()?.message ?? NOT_OPEN };
      await core.noticeSettings(ready);
      try {
        const desk = await core.accountsDesk();
        const money = await moneyNow(desk, ready.tables);
        const outcome = await work({ dataFolder: core.dataFolder, money });
        desk.caughtUp(ready.tables, core.clock());
        return outcome;
      } catch (error) {
        return { ok: false, message: storeFailureOf(error).message };
      }
    });
  }

  /** The same for what changes the ledger. */
  async function changeMoney(
    change: (requests: typeof MoneyRequests, place: LedgerPlace) => Outcome<null>,
  ): Promise<Outcome<null>> {
    const requests = await import('./moneyRequests.ts');
    const outcome = await onMoney((place) => Promise.resolve(change(requests, place)));
    core.publish();
    return outcome;
  }

  return {
    creditsPage: async (question: CreditsQuestion): Promise<Outcome<CreditsPageView>> => {
      const { creditsPage } = await import('./creditsPage.ts');
      return onMoney(({ money }) =>
        Promise.resolve({ ok: true, value: creditsPage(question, money) }),
      );
    },
    helpPage: async (): Promise<Outcome<HelpView>> => {
      const { helpPage } = await import('./helpPage.ts');
      return onMoney(({ money }) => {
        const snapshot = core.picture()?.snapshot ?? null;
        const { version, platform, homeFolder } = core.about;
        const value = helpPage(money, { snapshot, version, platform, homeFolder });
        return Promise.resolve({ ok: true, value });
      });
    },
    stateMoney: (statement: MoneyStatement): Promise<Outcome<null>> =>
      changeMoney((requests, place) => requests.stateMoney(statement, place)),
    undoMoney: (account: MoneyAccount): Promise<Outcome<null>> =>
      changeMoney((requests, place) => requests.undoMoney(account, place)),
    closeDrift: (account: MoneyAccount): Promise<Outcome<null>> =>
      changeMoney((requests, place) => requests.closeDrift(account, place)),
  };
}

/**
 * The accounts as the picture needs them: their money and the user's answers (questions: `questionDesk.ts`).
 * Answers go into the ledger; what holds is read from it, so that every face and every program agrees.
 */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { Outcome } from '../../preload/contract/channels.ts';
import type { FormatContext } from '../../preload/contract/formatting.ts';
import type { PromptAnswer, PromptReceipt } from '../../preload/contract/prompt.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import type { BreachView } from '../../preload/contract/snapshot.ts';
import type { CreditUseReading, PlanReading } from '../domain/accountReadings.ts';
import {
  boundaryAnswers,
  consentEndEntry,
  consentEntry,
  endsToWrite,
  type RecordedConsent,
} from '../domain/consentLedger.ts';
import { capReachedAtMs, type Consent } from '../domain/consents.ts';
import { breachSum, latestBreach } from '../domain/breaches.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import { orderEntry, type OrderRecord } from '../domain/orders.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import { breachesToWrite, spendsSince } from './breachEntries.ts';
import type { Tables } from './database.ts';
import { appendEntries } from './ledgerWriting.ts';
import { createMoneyDesk, type AccountMoney, type MoneyDeskOptions } from './moneyDesk.ts';
import { heardLimits } from './memberLimits.ts';
import type { KnownAccount } from './paint.ts';
import type { Trouble } from './problemBook.ts';
import { consentsOf, createQuestionDesk } from './questionDesk.ts';
import { createStatementsDesk } from './statementsDesk.ts';
import { createUntouched } from './untouched.ts';
import { keepUserReadings } from './userReadings.ts';

export type AccountsDeskOptions = MoneyDeskOptions & {
  readonly dataFolder: string;
  readonly display: () => FormatContext;
};

export type AccountsDesk = ReturnType<typeof createAccountsDesk>;

/** An answer, and what was paid in spite of it; null: nothing. */
export type ConsentReport = RecordedConsent & { readonly breach: BreachView | null };

/** A consent may end by itself, a day or a month may begin. */
const READ_AGAIN_MS = 10_000;

/** Ends older than this were written long ago, or by nobody; going through them again finds nothing. */
const ENDS_WITHIN_MS = 40 * 24 * 60 * 60_000;

export function createAccountsDesk(options: AccountsDeskOptions) {
  const money = createMoneyDesk(options);
  const statements = createStatementsDesk(options.getZone);
  let known: readonly AccountMoney[] = [];
  /** Worked out while the database is open: an engine that only reads opens it anew for each look. */
  let shown: readonly KnownAccount[] = [];
  let failure: StoreFailure | null = null;
  const untouched = createUntouched();
  const questionDesk = createQuestionDesk({ ...options, known: () => known });
  let readVersion = -1;
  let readSettings: Settings | null = null;
  let readAtMs = -Infinity;

  function refresh(tables: Tables, nowMs: number): readonly AccountMoney[] {
    readVersion = tables.reader.dataVersion();
    readAtMs = nowMs;
    readSettings = options.settings();
    const credits = tables.reader.newestCredits();
    const [uses, plans] = [tables.accounts.newestCreditUse(), tables.accounts.newestPlans()];
    const memberLimits = heardLimits(tables, options.settings());
    const newest = <T extends AccountKey>(readings: readonly T[], key: AccountKey): T | null =>
      readings.find((one) => accountText(one) === accountText(key)) ?? null;
    const readingsOf = (key: AccountKey) => ({
      credits: newest(credits, key),
      creditUse: newest<CreditUseReading>(uses, key),
      plan: newest<PlanReading>(plans, key),
      memberLimits,
    });
    known = money.accounts(tables.money, nowMs, readingsOf, [...credits, ...uses, ...plans]);
    shown = known.map((account) => ({
      key: account.key,
      draw: account.draw,
      credits: account.credits,
      paidUse: account.paidUse,
      alwaysPaidModels: account.alwaysPaidModels,
      answers: boundaryAnswers(consentsOf(account), spentOf(account)),
      breach: latestBreach(account.entries, nowMs),
    }));
    return known;
  }

  /**
   * Without news the accounts are read again now and then, and at once when another program has written or the
   * user has set something: profile, plan and limits of an account stand in the settings.
   */
  function isDue({ reader }: Tables, nowMs: number): boolean {
    const isOld = Math.abs(nowMs - readAtMs) >= READ_AGAIN_MS;
    const isSet = options.settings() !== readSettings;
    return isOld || isSet || reader.dataVersion() !== readVersion;
  }

  const spentOf =
    (account: AccountMoney) =>
    (consent: Consent): number | null =>
      consent.modelName === null
        ? account.spentSince(consent.atMs, consent.scope)
        : account.spentOfModel(consent);

  /** What was paid follows from the database, the settings and the prices: nothing new there, nothing new here. */
  function mayHaveNews(tables: Tables): boolean {
    const isUntouched = untouched.since(tables, options.settings(), options.priceVersion());
    return !isUntouched || money.isBehind() || money.failure() !== null;
  }

  /** Consents whose end has come are said to have ended, and what was paid against one is noted, each once. */
  function writeWhatBecame({ money: tables }: Tables, nowMs: number): boolean {
    const ends = known.flatMap((account) =>
      endsToWrite(
        consentsOf(account).filter(({ consent }) => nowMs - consent.atMs < ENDS_WITHIN_MS),
        spentOf(account),
        nowMs,
        (consent) => capReachedAtMs(consent, spendsSince(tables, account, consent.atMs)),
      ),
    );
    // While older stretches are still to be derived, sides may yet change.
    const breaches = money.isBehind()
      ? []
      : known.flatMap((account) => breachesToWrite(tables, account, consentsOf(account), nowMs));
    if (ends.length + breaches.length === 0) return false;
    appendEntries(options.dataFolder, [...ends, ...breaches], nowMs);
    return true;
  }

  /** What providers said since the last time, as entries; @returns whether there was anything. */
  function writeStatements(tables: Tables, nowMs: number): boolean {
    const due = statements.due(known, tables, nowMs);
    if (due.length > 0) appendEntries(options.dataFolder, due, nowMs);
    statements.done(known, tables, nowMs);
    return due.length > 0;
  }

  /** The money of all accounts, all of it derived. @throws SQLite's error */
  function caughtUp(tables: Tables, nowMs: number): readonly AccountMoney[] {
    keepUserReadings(tables, options.settings(), nowMs);
    money.catchUp(tables.money, nowMs);
    refresh(tables, nowMs);
    return writeStatements(tables, nowMs) ? refresh(tables, nowMs) : known;
  }

  /** Does what the picture needs; it is shown without it where that fails. */
  function attempt(work: () => void): void {
    try {
      work();
      failure = null;
    } catch (error) {
      failure = storeFailureOf(error);
    }
  }

  return {
    /** Reads what is saved, deriving nothing: a first picture without the answers that hold would ask again. */
    recall: (tables: Tables, nowMs: number): void =>
      attempt(() => {
        refresh(tables, nowMs);
      }),
    /** Derives all that is not derived yet, however long that takes: for who looks once. */
    recallDerived: (tables: Tables, nowMs: number): void =>
      attempt(() => {
        caughtUp(tables, nowMs);
      }),
    /** Takes in what changed; @returns whether figures may have changed */
    update(tables: Tables, nowMs: number): boolean {
      const isBroken = money.verifyOnce(tables.money);
      let isNew = isBroken;
      try {
        isNew = keepUserReadings(tables, options.settings(), nowMs) || isNew;
        isNew = (mayHaveNews(tables) && money.update(tables.money, nowMs)) || isNew;
        if (!isNew && !isDue(tables, nowMs)) return false;
        refresh(tables, nowMs);
        const hasEnded = tables.writing !== null && writeWhatBecame(tables, nowMs);
        const hasEntries = writeStatements(tables, nowMs) || hasEnded;
        if (hasEntries) refresh(tables, nowMs);
        failure = null;
        return isNew || hasEntries;
      } catch (error) {
        failure = storeFailureOf(error);
        return isNew;
      }
    },
    caughtUp,
    /** As of the last update. */
    known: (): readonly KnownAccount[] => shown,
    /** The consents of all accounts with what was paid against them, oldest first. */
    consents: (): ConsentReport[] =>
      known.flatMap((account) =>
        consentsOf(account).map((one) => ({
          ...one,
          breach: breachSum(account.entries, one.key),
        })),
      ),
    questions: questionDesk.questions,
    askAbout: questionDesk.askAbout,
    /** Records an answer. The first one to a question counts, from whichever face it comes. */
    answer(tables: Tables, answer: PromptAnswer, nowMs: number): PromptReceipt {
      refresh(tables, nowMs);
      const receipt = questionDesk.answer(answer, nowMs, (consent) =>
        appendEntries(options.dataFolder, [consentEntry(consent)], nowMs),
      );
      if (receipt.kind === 'recorded') refresh(tables, nowMs);
      return receipt;
    },
    /** Writes an order down, and lets it count at once. @throws StoreError or SQLite's error */
    recordOrder(tables: Tables, order: OrderRecord, nowMs: number): void {
      appendEntries(options.dataFolder, [orderEntry(order)], nowMs);
      refresh(tables, nowMs);
    },
    /** Takes a consent back; what was spent under it stays spent. */
    revoke(tables: Tables, id: string, nowMs: number): Outcome<null> {
      refresh(tables, nowMs);
      const found = known.flatMap(consentsOf).find(({ consent }) => consent.id === id);
      if (!found) return { ok: false, message: inEnglish('There is no such answer.') };
      if (found.isEndWritten) return { ok: false, message: inEnglish('It has ended already.') };
      appendEntries(options.dataFolder, [consentEndEntry(found, 'revoked', nowMs)], nowMs);
      refresh(tables, nowMs);
      return { ok: true, value: null };
    },
    /** Who paid is told of everything that was saved at the last look. */
    isDerived: (): boolean => !money.isBehind() && money.failure() === null,
    failures: (): (StoreFailure | null)[] => [failure, money.failure()],
    troubles: (): Trouble[] => money.troubles(),
  };
}

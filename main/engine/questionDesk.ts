/**
 * The questions that stand open: which the picture asks, which the user calls up, and what an answer to one becomes.
 * Keeps nothing on disk; who answers writes the consent down.
 */
import type { AlertQuestion, AskedAbout } from '../../preload/contract/alerts.ts';
import { formatInstant, type FormatContext } from '../../preload/contract/formatting.ts';
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { PromptAnswer, PromptReceipt, PromptView } from '../../preload/contract/prompt.ts';
import type { Settings } from '../../preload/contract/settings.ts';
import { recordedConsents, type RecordedConsent } from '../domain/consentLedger.ts';
import { answerQuestion, receiptOf, refusalOf, type Consent } from '../domain/consents.ts';
import { accountText, type AccountKey } from '../domain/figures.ts';
import { isAbout, questionOf, type OpenQuestion } from '../domain/questions.ts';
import type { Picture } from '../domain/snapshot.ts';
import type { AccountMoney } from './moneyDesk.ts';

export type QuestionDeskOptions = {
  readonly display: () => FormatContext;
  readonly settings: () => Settings;
  /** The accounts as they were last read. */
  readonly known: () => readonly AccountMoney[];
};

/** Answers of an account as its ledger has them, oldest first. */
export const consentsOf = (account: Pick<AccountMoney, 'entries'>): RecordedConsent[] =>
  recordedConsents(account.entries);

export function createQuestionDesk({ display, settings, known }: QuestionDeskOptions) {
  let open: readonly OpenQuestion[] = [];
  /** What the user wants to be asked about although nothing asks by itself; over at its reset. null: nothing. */
  let calledFor: AlertQuestion | null = null;

  const recordedOfAll = (): Consent[] =>
    known().flatMap((account) => consentsOf(account).map(({ consent }) => consent));

  function accountName(key: AccountKey): string | null {
    const siblings = known().filter((one) => one.key.agent === key.agent);
    if (siblings.length < 2) return null;
    return settings().accounts[accountText(key)]?.name ?? key.account;
  }

  /** The answer by which an account is held or let through now. */
  function answerInForce({ standings }: Picture, of: AccountKey): Consent | null {
    const standing = standings.find(({ facts }) => accountText(facts.key) === accountText(of));
    const id = standing?.decision.why.answerId ?? null;
    return recordedOfAll().find((consent) => consent.id === id) ?? null;
  }

  /**
   * The questions that a picture asks, the most pressing first.
   * @param waiting accounts where a hook waits for an answer; what is asked for them then stays by itself
   */
  function questions(
    picture: Picture,
    nowMs: number,
    waiting: readonly AccountKey[] = [],
  ): PromptView[] {
    const calledUntilMs = calledFor?.resetsAtMs ?? null;
    if (calledUntilMs !== null && nowMs >= calledUntilMs) calledFor = null;
    open = picture.standings.flatMap((standing) => {
      const { key } = standing.facts;
      const isThis = (one: AccountKey) => accountText(one) === accountText(key);
      const account = known().find((one) => isThis(one.key));
      const input = {
        standing,
        windows: picture.snapshot.windows,
        sessions: picture.snapshot.sessions,
        recorded: account ? consentsOf(account) : [],
        open: open.find(({ question }) => isThis(question))?.question ?? null,
        accountName: accountName(key),
        context: display(),
        nowMs,
      };
      const call = calledFor !== null && isThis(calledFor) ? 'user' : 'nobody';
      const atGate = waiting.some(isThis) ? questionOf(input, 'hook') : null;
      return atGate ?? questionOf(input, call) ?? [];
    });
    return open.map(({ view }) => view);
  }

  /** What has become of a notification's question; where it can be asked, it is from now on, until it is answered. */
  function askAbout(picture: Picture, about: AlertQuestion, nowMs: number): AskedAbout {
    const words = (atMs: number) => formatInstant(atMs, nowMs, display());
    if (about.resetsAtMs !== null && nowMs >= about.resetsAtMs) {
      return refusalOf({ kind: 'too-late', sinceMs: about.resetsAtMs }, words);
    }
    calledFor = about;
    questions(picture, nowMs);
    const found = open.find(({ question }) => accountText(question) === accountText(about));
    if (found) {
      return { kind: 'open', view: found.view, isSameWindow: isAbout(found.question, about) };
    }
    calledFor = null;
    const by = answerInForce(picture, about);
    return by
      ? refusalOf({ kind: 'already-answered', by }, words)
      : { kind: 'unknown-question', message: 'There is nothing to answer any more.' };
  }

  return {
    questions,
    askAbout,
    /**
     * What an answer becomes. The first one to a question counts, from whichever face it comes.
     * @param record writes the consent down; a question whose answer could not be written stays open
     */
    answer(
      { question, choice, shownText }: PromptAnswer,
      nowMs: number,
      record: (consent: Consent) => void,
    ): PromptReceipt {
      const recorded = recordedOfAll();
      const asked =
        open.find((one) => one.question.id === question)?.question ??
        recorded.find(({ id }) => id === question);
      if (!asked)
        return { kind: 'unknown-question', message: inEnglish('This question is not open.') };
      const result = answerQuestion({
        question: { ...asked, askedAtMs: 'askedAtMs' in asked ? asked.askedAtMs : asked.atMs },
        choice,
        shownText,
        recorded,
        nowMs,
      });
      if (result.kind === 'recorded') {
        record(result.consent);
        open = open.filter((one) => one.question.id !== question);
        calledFor = null;
      }
      return receiptOf(result, (atMs) => formatInstant(atMs, nowMs, display()));
    },
  };
}

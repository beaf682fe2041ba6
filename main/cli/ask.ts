/** `tollgate ask`: one question to an agent's own program, where the user has switched it on. */
import { sayAgain } from '../../preload/contract/languages/sayAgain.ts';
import { inEnglish, say } from '../../preload/contract/languages/say.ts';
import { complain } from './terminal.ts';
import { formatPercent, type FormatContext } from '../../preload/contract/formatting.ts';
import { windowName } from '../../preload/contract/wording.ts';
import type { AskedAnswer } from '../engine/askedDesk.ts';
import type { Engine } from '../engine/engine.ts';
import type { SourcesReport } from '../engine/sourcesDesk.ts';
import { EXIT } from './exitCodes.ts';
import { printJson, printLines, reportFailure } from './output.ts';
import { waitWords } from './sourceText.ts';

export type AskQuestion = { readonly source: string; readonly isJson: boolean };

/**
 * Asks every account of a source. The five minutes between questions are kept here too: an answer would not
 * be newer.
 *
 * @returns 0 where an account answered, 75 where it may be asked later, 69 otherwise
 */
export async function runAsk(startEngine: () => Engine, question: AskQuestion): Promise<number> {
  const engine = startEngine();
  try {
    await engine.allowReading();
    await engine.look('full');
    const report = await engine.sources();
    if (!report) return reportFailure(engine.failure());
    const known = report.sources.find(({ source }) => source === question.source);
    if (!known) return refuseUnknown(question.source, report);
    const answers = await engine.ask(known.source);
    const display = await engine.display();
    if (question.isJson) printJson({ schemaVersion: 1, answers });
    else printLines(answers.flatMap((answer) => answerLines(answer, display, Date.now())));
    return exitCodeOf(answers);
  } finally {
    await engine.close();
  }
}

function refuseUnknown(source: string, { sources }: SourcesReport): number {
  const names = [...new Set(sources.map((status) => status.source))];
  const known = names.length === 0 ? inEnglish('there is none on this machine') : names.join(', ');
  complain(inEnglish('No source “{source}” can be asked; known: {known}.', { source, known }));
  return EXIT.noData;
}

function exitCodeOf(answers: readonly AskedAnswer[]): number {
  if (answers.some(({ outcome }) => outcome?.ok === true)) return EXIT.ok;
  const isLater = answers.some(
    ({ outcome, refusedBecause }) => outcome === null && LATER.has(refusedBecause),
  );
  return isLater ? EXIT.busy : EXIT.noData;
}

const LATER: ReadonlySet<string> = new Set([
  'floor',
  'backing-off',
  'importing',
  'another-program',
]);

const REFUSALS: Readonly<Record<NonNullable<AskedAnswer['refusedBecause']>, string>> = {
  'switched-off': 'not asked: it is switched off (tollgate settings list sources)',
  importing: 'not asked: the session files have not been read whole yet',
  floor: 'not asked: the last question was a moment ago',
  'backing-off': 'not asked: it failed the last time',
  'not-active': 'not asked: no session is active',
  'reading-is-fresh': 'not asked: its figures are fresh',
  'another-program': 'not asked: another Tollgate is running, which asks by itself',
};

function answerLines(answer: AskedAnswer, context: FormatContext, nowMs: number): string[] {
  const head = `${answer.source}, ${answer.account}:`;
  if (answer.outcome === null) {
    const why = say(context, REFUSALS[answer.refusedBecause]);
    if (answer.notBeforeMs === null) return [`${head} ${why}`];
    const time = waitWords(answer.notBeforeMs - nowMs);
    return [`${head} ${why}; ${say(context, 'again in {time}', { time })}`];
  }
  if (!answer.outcome.ok) return [`${head} ${sayAgain(context, answer.outcome.problem.message)}`];
  const { windows, creditUse, credits, plan, unknownKinds } = answer.outcome.report;
  const notSaid = say(context, 'not said');
  const percent = (value: number | null) =>
    value === null
      ? say(context, 'use not said')
      : say(context, '{percent} used', { percent: formatPercent(value, context) });
  const amount = (money: { minorUnits: number; exponent: number; currency: string }) =>
    `${(money.minorUnits / 10 ** money.exponent).toFixed(money.exponent)} ${money.currency}`;
  return [
    head,
    ...windows.map((window) => `  ${windowName(window, context)}: ${percent(window.usedPercent)}`),
    ...(creditUse
      ? [
          `  ${say(context, 'Usage credits: {state}', { state: enabledWords(creditUse.enabled, context) })}`,
          `  ${say(context, 'Spent this period: {amount}', { amount: creditUse.spentThisPeriod ? amount(creditUse.spentThisPeriod) : notSaid })}`,
          `  ${say(context, 'Spend limit: {amount}', { amount: creditUse.spendLimit.kind === 'limit' ? amount(creditUse.spendLimit.money) : say(context, creditUse.spendLimit.kind === 'unlimited' ? 'unlimited' : 'unknown') })}`,
        ]
      : []),
    ...(credits
      ? [`  ${say(context, 'Balance: {amount}', { amount: credits.balance ?? notSaid })}`]
      : []),
    ...(plan
      ? [
          `  ${say(context, 'Plan: {plan}', { plan: `${plan.plan ?? notSaid}${plan.tier ? `, ${plan.tier}` : ''}` })}`,
        ]
      : []),
    ...(unknownKinds.length > 0
      ? [`  ${say(context, 'Not known: {kinds}', { kinds: unknownKinds.join(', ') })}`]
      : []),
  ];
}

function enabledWords(enabled: boolean | null, context: FormatContext): string {
  if (enabled === null) return say(context, 'not said whether on');
  return enabled ? say(context, 'on') : say(context, 'off');
}

/** `tollgate ask`: one question to an agent's own program, where the user has switched it on. */
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
  const known = names.length === 0 ? 'there is none on this machine' : names.join(', ');
  process.stderr.write(`No source “${source}” can be asked; known: ${known}.\n`);
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
    const wait =
      answer.notBeforeMs === null ? '' : `; again in ${waitWords(answer.notBeforeMs - nowMs)}`;
    return [`${head} ${REFUSALS[answer.refusedBecause]}${wait}`];
  }
  if (!answer.outcome.ok) return [`${head} ${answer.outcome.problem.message}`];
  const { windows, creditUse, credits, plan, unknownKinds } = answer.outcome.report;
  const percent = (value: number | null) =>
    value === null ? 'use not said' : `${formatPercent(value, context)} used`;
  const amount = (money: { minorUnits: number; exponent: number; currency: string }) =>
    `${(money.minorUnits / 10 ** money.exponent).toFixed(money.exponent)} ${money.currency}`;
  return [
    head,
    ...windows.map((window) => `  ${windowName(window, context)}: ${percent(window.usedPercent)}`),
    ...(creditUse
      ? [
          `  Usage credits: ${creditUse.enabled === null ? 'not said whether on' : creditUse.enabled ? 'on' : 'off'}` +
            `, spent this period: ${creditUse.spentThisPeriod ? amount(creditUse.spentThisPeriod) : 'not said'}` +
            `, spend limit: ${creditUse.spendLimit.kind === 'limit' ? amount(creditUse.spendLimit.money) : creditUse.spendLimit.kind}`,
        ]
      : []),
    ...(credits ? [`  Balance: ${credits.balance ?? 'not said'}`] : []),
    ...(plan ? [`  Plan: ${plan.plan ?? 'not said'}${plan.tier ? `, ${plan.tier}` : ''}`] : []),
    ...(unknownKinds.length > 0 ? [`  Not known: ${unknownKinds.join(', ')}`] : []),
  ];
}

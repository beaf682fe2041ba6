/** `tollgate providers`: organisations' accounts at providers, as an account of their own. */
import { sayAgain } from '../../preload/contract/languages/sayAgain.ts';
import { inEnglish, say, sayCount } from '../../preload/contract/languages/say.ts';
import { complain } from './terminal.ts';
import {
  formatAge,
  formatBytes,
  formatReportedMoney,
  formatTokens,
  type FormatContext,
} from '../../preload/contract/formatting.ts';
import { PROVIDER_IDS, PROVIDERS } from '../../preload/contract/keys.ts';
import type {
  ProviderFigures,
  ProviderMoney,
  ProviderPoll,
  ProviderView,
} from '../../preload/contract/providers.ts';
import type { Engine } from '../engine/engine.ts';
import { EXIT } from './exitCodes.ts';
import { keyLine } from './keys.ts';
import type { ProvidersCommand } from './keysArguments.ts';
import { printJson, printLines, reportFailure } from './output.ts';
import { waitWords } from './sourceText.ts';

/** @returns 0; for a poll 75 where it may be polled later and 69 where it cannot be */
export async function runProviders(
  startEngine: () => Engine,
  command: ProvidersCommand,
): Promise<number> {
  const engine = startEngine();
  try {
    const polls = command.action === 'poll' ? await pollAll(engine, command) : [];
    const all = await engine.providers();
    if (all.length === 0) return reportFailure(engine.failure());
    const views = all.filter(({ provider }) => isWanted(command, provider));
    const display = await engine.display();
    if (command.isJson) printJson({ schemaVersion: 1, polls, providers: views });
    else printLines(views.flatMap((view) => viewLines(view, display, Date.now())));
    return exitCodeOf(polls.map(({ poll }) => poll));
  } finally {
    await engine.close();
  }
}

function isWanted({ provider }: ProvidersCommand, id: ProviderView['provider']): boolean {
  return provider === null || provider === id;
}

async function pollAll(engine: Engine, command: ProvidersCommand) {
  const polls: { provider: string; poll: ProviderPoll }[] = [];
  for (const provider of PROVIDER_IDS) {
    if (!isWanted(command, provider)) continue;
    const poll = await engine.pollProvider(provider);
    polls.push({ provider, poll });
    if (command.isJson || poll.kind !== 'refused') continue;
    const refused = inEnglish('Not polled: {message}', { message: poll.message });
    const wait =
      poll.notBeforeMs === null
        ? ''
        : ` ${inEnglish('Again in {time}.', { time: waitWords(poll.notBeforeMs - Date.now()) })}`;
    complain(`${refused}${wait}`);
  }
  return polls;
}

const LATER: ReadonlySet<string> = new Set(['floor', 'paused', 'polling', 'another-program']);

function exitCodeOf(polls: readonly ProviderPoll[]): number {
  const isGood = polls.some((poll) => poll.kind === 'polled' && poll.problem === null);
  if (polls.length === 0 || isGood) return EXIT.ok;
  const isLater = polls.some((poll) => poll.kind === 'refused' && LATER.has(poll.because));
  return isLater ? EXIT.busy : EXIT.noData;
}

function viewLines(view: ProviderView, context: FormatContext, nowMs: number): string[] {
  const { contact, organisation, problem, progress } = view;
  const state = contact.isSwitchedOn
    ? say(context, 'on, every {count} min at most', { count: `${view.everyMinutes}` })
    : say(context, 'off');
  const heard =
    contact.lastContactAtMs === null
      ? say(context, 'never contacted')
      : say(context, 'last answer {age}', {
          age: formatAge(contact.lastContactAtMs, nowMs, context),
        });
  const traffic = sayCount(
    context,
    contact.requests,
    {
      one: '{count} request, {sent} sent, {received} received',
      other: '{count} requests, {sent} sent, {received} received',
    },
    {
      sent: formatBytes(contact.bytesSent, context),
      received: formatBytes(contact.bytesReceived, context),
    },
  );
  return [
    `${PROVIDERS[view.provider].name}${organisation ? ` (${organisation.name ?? organisation.id})` : ''}: ${state}`,
    `  ${contact.host}: ${heard}, ${traffic}`,
    `  ${keyLine(view.key, nowMs, context)}`,
    ...(progress
      ? [
          `  ${say(context, 'Past days: {done} of {wanted} fetched', { done: `${progress.daysDone}`, wanted: `${progress.daysWanted}` })}`,
        ]
      : []),
    ...(problem
      ? [
          `  ! ${sayAgain(context, `${problem.message}${problem.wayOut ? ` ${problem.wayOut}` : ''}`)} (${formatAge(problem.atMs, nowMs, context)})`,
        ]
      : []),
    ...view.reports.flatMap((report) =>
      report.problem === null ? [] : [`  - ${report.report}: ${sayAgain(context, report.problem)}`],
    ),
    ...(view.figures ? figureLines(view.figures, context, nowMs) : []),
  ];
}

function figureLines(figures: ProviderFigures, context: FormatContext, nowMs: number): string[] {
  const money = (amounts: readonly ProviderMoney[]) => moneyWords(amounts, context);
  return [
    `  ${say(context, 'Reported {age}, an account of its own, beside plan and credits:', { age: formatAge(figures.asOfMs, nowMs, context) })}`,
    `    ${say(context, 'this month (UTC)').padEnd(18)}${money(figures.costThisMonth)}`,
    `    ${sayCount(context, figures.days, { one: 'last {count} day', other: 'last {count} days' }).padEnd(18)}${money(figures.costTotal)}`,
    ...figures.costLines
      .slice(0, 5)
      .map((line) => `      ${line.description ?? say(context, 'other')}: ${money([line])}`),
    ...figures.models
      .slice(0, 5)
      .map(
        (model) =>
          `    ${model.model ?? say(context, 'other models')}: ${say(context, '{input} in, {output} out', { input: formatTokens(model.inputTokens + model.cacheReadTokens + model.cacheWriteTokens, context), output: formatTokens(model.outputTokens, context) })}`,
      ),
    ...figures.members
      .slice(0, 5)
      .map(
        (member) =>
          `    ${member.actor}: ${memberWords(member.sessions, money(member.estimated), context)}`,
      ),
    ...figures.spendLimits.slice(0, 5).map(({ member, currency, limitMicros, spentMicros }) => {
      const words = (micros: number) => money([{ currency, micros }]);
      const spent = spentMicros === null ? say(context, 'unknown') : words(spentMicros);
      return limitMicros === null
        ? `    ${say(context, '{member}: {spent} spent, without a limit', { member, spent })}`
        : `    ${say(context, '{member}: {spent} spent of {limit}', { member, spent, limit: words(limitMicros) })}`;
    }),
  ];
}

function memberWords(sessions: number | null, amount: string, context: FormatContext): string {
  return sessions === null
    ? say(context, 'unknown sessions, {amount} by the provider’s estimate', { amount })
    : sayCount(
        context,
        sessions,
        {
          one: '{count} session, {amount} by the provider’s estimate',
          other: '{count} sessions, {amount} by the provider’s estimate',
        },
        { amount },
      );
}

/** Amounts of several currencies stand side by side; none at all is “nothing reported”, not zero. */
function moneyWords(amounts: readonly ProviderMoney[], context: FormatContext): string {
  if (amounts.length === 0) return say(context, 'nothing reported');
  return amounts
    .map(({ currency, micros }) =>
      formatReportedMoney({ currency, minorUnits: micros, exponent: 6 }, context),
    )
    .join(' + ');
}

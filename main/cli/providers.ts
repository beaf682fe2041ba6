/** `tollgate providers`: organisations' accounts at providers, as an account of their own. */
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
    const wait =
      poll.notBeforeMs === null ? '' : ` Again in ${waitWords(poll.notBeforeMs - Date.now())}.`;
    process.stderr.write(`Not polled: ${poll.message}${wait}\n`);
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
  const state = contact.isSwitchedOn ? `on, every ${view.everyMinutes} min at most` : 'off';
  const heard =
    contact.lastContactAtMs === null
      ? 'never contacted'
      : `last answer ${formatAge(contact.lastContactAtMs, nowMs)}`;
  const traffic = `${contact.requests} requests, ${formatBytes(contact.bytesSent, context)} sent, ${formatBytes(contact.bytesReceived, context)} received`;
  return [
    `${PROVIDERS[view.provider].name}${organisation ? ` (${organisation.name ?? organisation.id})` : ''}: ${state}`,
    `  ${contact.host}: ${heard}, ${traffic}`,
    `  ${keyLine(view.key, nowMs)}`,
    ...(progress ? [`  Past days: ${progress.daysDone} of ${progress.daysWanted} fetched`] : []),
    ...(problem
      ? [
          `  ! ${problem.message}${problem.wayOut ? ` ${problem.wayOut}` : ''} (${formatAge(problem.atMs, nowMs)})`,
        ]
      : []),
    ...view.reports.flatMap((report) =>
      report.problem === null ? [] : [`  - ${report.report}: ${report.problem}`],
    ),
    ...(view.figures ? figureLines(view.figures, context, nowMs) : []),
  ];
}

function figureLines(figures: ProviderFigures, context: FormatContext, nowMs: number): string[] {
  const money = (amounts: readonly ProviderMoney[]) => moneyWords(amounts, context);
  return [
    `  Reported ${formatAge(figures.asOfMs, nowMs)}, an account of its own, beside plan and credits:`,
    `    this month (UTC)  ${money(figures.costThisMonth)}`,
    `    last ${figures.days} days      ${money(figures.costTotal)}`,
    ...figures.costLines
      .slice(0, 5)
      .map((line) => `      ${line.description ?? 'other'}: ${money([line])}`),
    ...figures.models
      .slice(0, 5)
      .map(
        (model) =>
          `    ${model.model ?? 'other models'}: ${formatTokens(model.inputTokens + model.cacheReadTokens + model.cacheWriteTokens, context)} in, ${formatTokens(model.outputTokens, context)} out`,
      ),
    ...figures.members
      .slice(0, 5)
      .map(
        (member) =>
          `    ${member.actor}: ${member.sessions ?? 'unknown'} sessions, ${money(member.estimated)} by the provider’s estimate`,
      ),
    ...figures.spendLimits.slice(0, 5).map(({ member, currency, limitMicros, spentMicros }) => {
      const words = (micros: number) => money([{ currency, micros }]);
      const spent = spentMicros === null ? 'unknown' : words(spentMicros);
      const limit = limitMicros === null ? 'without a limit' : `of ${words(limitMicros)}`;
      return `    ${member}: ${spent} spent ${limit}`;
    }),
  ];
}

/** Amounts of several currencies stand side by side; none at all is “nothing reported”, not zero. */
function moneyWords(amounts: readonly ProviderMoney[], context: FormatContext): string {
  if (amounts.length === 0) return 'nothing reported';
  return amounts
    .map(({ currency, micros }) =>
      formatReportedMoney({ currency, minorUnits: micros, exponent: 6 }, context),
    )
    .join(' + ');
}

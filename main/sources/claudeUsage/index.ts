/** Asks the user's own Claude Code for the plan's windows and the use of credits. */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import type { PlanReading } from '../../domain/accountReadings.ts';
import { markOf } from '../answerMark.ts';
import type { AskedSource, Question, SourceOutcome, SourceProblem } from '../asked.ts';
import { askProgram } from '../program/askProgram.ts';
import { claudeEnvironment } from './claudeEnvironment.ts';
import type { UsageAnswer } from './usageAnswer.ts';
import { USAGE_ARGUMENTS, usageDialogue } from './usageDialogue.ts';

/** The program answers within a second and waits some seconds for its provider. */
const DEADLINE_MS = 30_000;

export const claudeUsage: AskedSource = {
  id: 'claude-usage',
  agent: 'claude-code',
  programName: 'claude',
  figures: 'windows-and-credits',
  isSwitchedOn: ({ claudeUsage }) => claudeUsage,
  everyMinutes: ({ claudeUsageMinutes }) => claudeUsageMinutes,
  ask,
};

async function ask(question: Question): Promise<SourceOutcome> {
  const { program, temporaryFolder, signal, deadlineMs = DEADLINE_MS } = question;
  const environment = claudeEnvironment(question);
  const heard = await askProgram(
    { program, args: USAGE_ARGUMENTS, environment, temporaryFolder, deadlineMs, signal },
    usageDialogue,
  );
  if (!heard.ok) return heard;
  const answer = heard.value;
  if (answer.kind !== 'figures') return { ok: false, problem: PROBLEMS[answer.kind] };
  return { ok: true, report: reportOf(answer, question) };
}

function reportOf(answer: UsageAnswer & { kind: 'figures' }, question: Question) {
  // The program keeps an answer for a minute, and for up to an hour where its provider cannot be reached,
  // and does not say so: an answer that is the same to the letter is as old as when it was first heard.
  const mark = markOf(answer.raw, question.clock(), question.previous);
  const statement = {
    agent: 'claude-code',
    account: question.account,
    source: 'claude-usage',
    observedAtMs: mark.firstSeenAtMs,
  } as const;
  const plan: PlanReading = {
    ...statement,
    isSignedIn: true,
    billing: 'subscription',
    plan: answer.plan,
    tier: null,
    email: null,
    organisation: null,
    isIncludedUseAllowed: null,
  };
  return {
    windows: answer.windows.map((window) => ({ ...statement, ...window })),
    credits: null,
    creditUse: answer.credits && { ...statement, ...answer.credits },
    plan,
    unknownKinds: answer.unknownKinds,
    mark,
  };
}

const PROBLEMS: Readonly<Record<Exclude<UsageAnswer['kind'], 'figures'>, SourceProblem>> = {
  'not-available': {
    kind: 'not-available',
    message: inEnglish(
      'Claude Code is not signed in with a subscription here, so it reports no plan.',
    ),
  },
  'not-fetched': {
    kind: 'not-fetched',
    message: inEnglish(
      'Claude Code answered without figures: it did not reach its provider, or CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC forbids it to ask.',
    ),
  },
  unknown: {
    kind: 'answer-unknown',
    message: inEnglish('Claude Code answered in a form that Tollgate does not know.'),
  },
};

/** Asks the user's own Claude Code who is signed in. The program reads its sign-in itself; we never do. */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import { markOf } from '../answerMark.ts';
import type { AskedSource, Question, SourceOutcome } from '../asked.ts';
import { claudeEnvironment } from '../claudeUsage/claudeEnvironment.ts';
import { askProgram, type Dialogue } from '../program/askProgram.ts';
import { readAuthStatus } from './authAnswer.ts';

const DEADLINE_MS = 15_000;

export const claudeAuth: AskedSource = {
  id: 'claude-auth',
  agent: 'claude-code',
  programName: 'claude',
  figures: 'plan',
  isSwitchedOn: ({ claudeAuthStatus }) => claudeAuthStatus,
  everyMinutes: ({ claudeAuthStatusMinutes }) => claudeAuthStatusMinutes,
  ask,
};

/** The program prints once and ends; "signed out" is an answer although it then ends with an error. */
const dialogue: Dialogue<string> = {
  opening: [],
  take: () => ({ kind: 'wait' }),
  atEnd: (output) => (output.trim() === '' ? null : output),
};

async function ask(question: Question): Promise<SourceOutcome> {
  const { program, temporaryFolder, signal, deadlineMs = DEADLINE_MS } = question;
  const environment = claudeEnvironment(question);
  const args = ['auth', 'status', '--json'];
  const heard = await askProgram(
    { program, args, environment, temporaryFolder, deadlineMs, signal },
    dialogue,
  );
  if (!heard.ok) return heard;
  const answer = readAuthStatus(heard.value);
  if (answer === null) {
    const message = inEnglish(
      'Claude Code states its sign-in in a form that Tollgate does not know.',
    );
    return { ok: false, problem: { kind: 'answer-unknown', message } };
  }
  const observedAtMs = question.clock();
  const { account } = question;
  return {
    ok: true,
    report: {
      windows: [],
      credits: null,
      creditUse: null,
      plan: {
        agent: 'claude-code',
        account,
        source: 'claude-auth',
        observedAtMs,
        ...answer,
        isIncludedUseAllowed: null,
      },
      unknownKinds: [],
      // Read afresh each time by the program, so it is never older than the question.
      mark: markOf(answer, observedAtMs, null),
    },
  };
}

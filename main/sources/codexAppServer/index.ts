/** Asks the user's own Codex for the plan's limits and the balance of credits. */
import { inEnglish } from '../../../preload/contract/languages/say.ts';
import { posix, win32 } from 'node:path';
import { markOf } from '../answerMark.ts';
import type { AskedSource, Question, SourceOutcome, SourceProblem } from '../asked.ts';
import { askProgram } from '../program/askProgram.ts';
import { programEnvironment } from '../program/environment.ts';
import { readRateLimitsAnswer } from './rateLimitsAnswer.ts';
import { rateLimitsDialogue } from './rateLimitsDialogue.ts';

const DEADLINE_MS = 30_000;
/** JSON-RPC's "invalid request", which the program answers where nobody is signed in with a plan. */
const INVALID_REQUEST = -32_600;

export const codexAppServer: AskedSource = {
  id: 'codex-app-server',
  agent: 'codex',
  programName: 'codex',
  figures: 'windows',
  isSwitchedOn: ({ codexAppServer }) => codexAppServer,
  everyMinutes: ({ codexAppServerMinutes }) => codexAppServerMinutes,
  ask,
};

async function ask(question: Question): Promise<SourceOutcome> {
  const { program, temporaryFolder, signal, deadlineMs = DEADLINE_MS } = question;
  const environment = codexEnvironment(question);
  const heard = await askProgram(
    { program, args: ['app-server'], environment, temporaryFolder, deadlineMs, signal },
    rateLimitsDialogue(question.version),
  );
  if (!heard.ok) return heard;
  if (heard.value.kind === 'error') return { ok: false, problem: errorProblem(heard.value.code) };
  const observedAtMs = question.clock();
  const { result } = heard.value;
  const answer = readRateLimitsAnswer(result, question.account, observedAtMs);
  if (answer === null) return { ok: false, problem: UNKNOWN };
  // Codex asks its provider anew each time: the answer is as old as the question.
  const mark = markOf(result, observedAtMs, null);
  return { ok: true, report: { ...answer, unknownKinds: [], mark } };
}

/** `CODEX_HOME` is named where the folder is not the one that the program takes by itself. */
function codexEnvironment({ variables, account, homeFolder }: Question): Record<string, string> {
  const path = /^[A-Za-z]:/.test(homeFolder) ? win32 : posix;
  const isDefault = path.join(homeFolder, '.codex') === account;
  const isNamed = Boolean(variables['CODEX_HOME']);
  return programEnvironment(variables, [], isDefault && !isNamed ? {} : { CODEX_HOME: account });
}

function errorProblem(code: number): SourceProblem {
  return code === INVALID_REQUEST
    ? {
        kind: 'not-available',
        message: inEnglish(
          'Codex is not signed in with a ChatGPT plan here, so it reports no limits.',
        ),
      }
    : {
        kind: 'not-fetched',
        message: inEnglish('Codex could not read its limits (error {code}).', { code }),
      };
}

const UNKNOWN: SourceProblem = {
  kind: 'answer-unknown',
  message: inEnglish('Codex answered in a form that Tollgate does not know.'),
};

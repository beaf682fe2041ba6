import { expect, it } from 'vitest';
import type { AccountKey } from '../../../main/domain/figures.ts';
import { createQuestionTeller } from '../../../main/workers/questionTeller.ts';
import type { PromptView } from '../../../preload/contract/prompt.ts';

const CODEX: AccountKey = { agent: 'codex', account: '/home/u/.codex' };
const VIEW = { question: 'one' } as PromptView;

function teller(answers: readonly PromptView[][]) {
  const asked: (readonly AccountKey[])[] = [];
  const told: (readonly PromptView[])[] = [];
  const left = [...answers];
  const questions = createQuestionTeller({
    ask: async (waiting) => {
      asked.push(waiting);
      await Promise.resolve();
      return left.shift() ?? [];
    },
    tell: (views) => told.push(views),
  });
  return { questions, asked, told };
}

it('tells what is open, that it has gone, and nothing while nothing is', async () => {
  const { questions, told } = teller([[], [VIEW], [], []]);
  for (let pictures = 0; pictures < 4; pictures += 1) await questions.run();
  expect(told).toEqual([[VIEW], []]);
});

it('asks once about the account where a hook waits', async () => {
  const { questions, asked, told } = teller([[VIEW], [VIEW]]);
  await questions.hookWaits(CODEX);
  await questions.run();
  expect(asked).toEqual([[CODEX], []]);
  expect(told).toEqual([[VIEW], [VIEW]]);
});

it('asks again for a hook that comes while the engine is being asked', async () => {
  const { questions, asked, told } = teller([[], [VIEW]]);
  const first = questions.run();
  const second = questions.hookWaits(CODEX);
  await Promise.all([first, second]);
  expect(asked).toEqual([[], [CODEX]]);
  expect(told).toEqual([[VIEW]]);
});

it('says that a question which was asked beside has gone', async () => {
  const { questions, told } = teller([[]]);
  questions.alsoAsked();
  await questions.run();
  expect(told).toEqual([[]]);
});

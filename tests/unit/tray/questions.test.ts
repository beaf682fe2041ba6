import { describe, expect, it } from 'vitest';
import { createQuestions } from '../../../main/tray/questions.ts';
import type { PromptWindow } from '../../../main/tray/promptWindow.ts';
import type { PromptAnswer, PromptReceipt } from '../../../preload/contract/prompt.ts';
import { BOUNDARY_PROMPT } from '../../fixtures/prompts.ts';

/** The prompt's port: what it was asked to do. The real window is driven in tests/e2e. */
function desk(receipt: () => Promise<PromptReceipt> = () => Promise.resolve({ kind: 'recorded' })) {
  const done: string[] = [];
  const answers: PromptAnswer[] = [];
  const lost: string[] = [];
  let isOpen = false;
  const prompt: PromptWindow = {
    ask(view, isCalledFor) {
      isOpen = true;
      done.push(`ask ${view.question}${isCalledFor ? ' called for' : ''}`);
    },
    view: () => null,
    isOpen: () => isOpen,
    close() {
      isOpen = false;
      done.push('close');
    },
    setHeight: () => undefined,
  };
  const questions = createQuestions({
    prompt: () => prompt,
    record: (answer) => {
      answers.push(answer);
      return receipt();
    },
    onLost: (message) => lost.push(message),
  });
  return { questions, done, answers, lost, prompt };
}

const one = { ...BOUNDARY_PROMPT, question: 'one' };
const two = { ...BOUNDARY_PROMPT, question: 'two' };
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('questions', () => {
  it('come up by themselves once each, never taking the focus', () => {
    const { questions, done, prompt } = desk();
    questions.follow(one);
    prompt.close();
    questions.follow({ ...one, takenAtMs: one.takenAtMs + 1 });
    questions.follow(two);
    expect(done).toEqual(['ask one', 'close', 'ask two']);
  });

  it('that are open are renewed, and go when there is nothing to ask any more', () => {
    const { questions, done } = desk();
    questions.follow(one);
    questions.follow({ ...one, takenAtMs: one.takenAtMs + 1 });
    questions.follow(null);
    expect(done).toEqual(['ask one', 'ask one', 'close']);
    expect(questions.open()).toBe(false);
  });

  it('that went and came back come up again: a waiting agent may depend on it', () => {
    const { questions, done } = desk();
    questions.follow(one);
    questions.follow(null);
    questions.follow(one);
    expect(done).toEqual(['ask one', 'close', 'ask one']);
  });

  it('are opened when they are called for', () => {
    const { questions, done } = desk();
    expect(questions.open()).toBe(false);
    questions.follow(one);
    expect(questions.open()).toBe(true);
    expect(done.at(-1)).toBe('ask one called for');
  });
});

describe('an answer', () => {
  const answer = {
    question: 'one',
    choice: { kind: 'stop', askAgainAtMs: null },
    shownText: 'x',
  } as const;

  it('that is recorded closes the prompt; any other stays to be read', async () => {
    const recorded = desk();
    await recorded.questions.answer(answer);
    await settled();
    expect(recorded.done).toEqual(['close']);
    const late = desk(() => Promise.resolve({ kind: 'too-late', message: 'The plan was reset.' }));
    expect(await late.questions.answer(answer)).toMatchObject({ kind: 'too-late' });
    await settled();
    expect(late.done).toEqual([]);
  });

  it('by silence is a stop until the reset, with what was shown', async () => {
    const { questions, answers } = desk();
    questions.follow(one);
    await questions.fallSilent('another');
    await questions.fallSilent('one');
    expect(answers).toEqual([
      {
        question: 'one',
        choice: { kind: 'stop', askAgainAtMs: null },
        shownText: expect.stringContaining('Go on with credits?') as string,
      },
    ]);
  });

  it('that could not be recorded is said', async () => {
    const { questions, lost } = desk(() => Promise.reject(new Error('The disk is full.')));
    questions.follow(one);
    expect(questions.stop()).toBe(true);
    await settled();
    expect(lost).toEqual(['The disk is full.']);
  });
});

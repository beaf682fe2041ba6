import { afterEach, describe, expect, it, vi } from 'vitest';
import { createQuestions } from '../../../main/tray/questions.ts';
import type { Hold } from '../../../main/gate/holdWithoutEngine.ts';
import type { PromptWindow } from '../../../main/tray/promptWindow.ts';
import type { PromptAnswer, PromptReceipt, PromptView } from '../../../preload/contract/prompt.ts';
import { BOUNDARY_PROMPT } from '../../fixtures/prompts.ts';

/** The prompt's port: what it was asked to do. The real window is driven in tests/e2e. */
function desk(
  receipt: () => Promise<PromptReceipt> = () => Promise.resolve({ kind: 'recorded' }),
  hold: Hold | null = null,
) {
  const done: string[] = [];
  const answers: PromptAnswer[] = [];
  const lost: string[] = [];
  const late: (string | null)[] = [];
  const refused: string[] = [];
  let open: PromptView | null = null;
  const prompt: PromptWindow = {
    ask(view, isCalledFor) {
      open = view;
      done.push(`ask ${view.question}${isCalledFor ? ' called for' : ''}`);
    },
    view: () => open,
    isOpen: () => open !== null,
    close() {
      open = null;
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
    onLate: (message) => late.push(message),
    hold: () => Promise.resolve(hold),
    onRefused: (message) => refused.push(message),
  });
  return { questions, done, answers, lost, late, refused, prompt };
}

const one = { ...BOUNDARY_PROMPT, question: 'one' };
const two = { ...BOUNDARY_PROMPT, question: 'two' };
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('questions', () => {
  it('come up by themselves once each, never taking the focus', () => {
    const { questions, done, prompt } = desk();
    questions.follow([one]);
    prompt.close();
    questions.follow([{ ...one, takenAtMs: one.takenAtMs + 1 }]);
    questions.follow([two]);
    expect(done).toEqual(['ask one', 'close', 'ask two']);
  });

  it('that are open are renewed, and go when there is nothing to ask any more', () => {
    const { questions, done } = desk();
    questions.follow([one]);
    questions.follow([{ ...one, takenAtMs: one.takenAtMs + 1 }]);
    questions.follow([]);
    expect(done).toEqual(['ask one', 'ask one', 'close']);
    expect(questions.open()).toBe(false);
  });

  it('that went and came back come up again: a waiting agent may depend on it', () => {
    const { questions, done } = desk();
    questions.follow([one]);
    questions.follow([]);
    questions.follow([one]);
    expect(done).toEqual(['ask one', 'close', 'ask one']);
  });

  it('are opened when they are called for', () => {
    const { questions, done } = desk();
    expect(questions.open()).toBe(false);
    questions.follow([one]);
    expect(questions.open()).toBe(true);
    expect(done.at(-1)).toBe('ask one called for');
  });

  it('of two accounts one stands until it has gone, however pressing the other one is', () => {
    const { questions, done } = desk();
    questions.follow([one]);
    questions.follow([two, one]);
    expect(done).toEqual(['ask one', 'ask one']);
    questions.follow([two]);
    expect(done.slice(2)).toEqual(['close', 'ask two']);
  });

  it('of two accounts the called one is asked, and stays through the next figures', () => {
    const { questions, done } = desk();
    questions.follow([one]);
    questions.callUp(two);
    questions.follow([one, two]);
    expect(done).toEqual(['ask one', 'ask two called for', 'ask two']);
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
    recorded.questions.follow([one]);
    await recorded.questions.answer(answer);
    await settled();
    expect(recorded.done).toEqual(['ask one', 'close']);
    const late = desk(() => Promise.resolve({ kind: 'too-late', message: 'The plan was reset.' }));
    late.questions.follow([one]);
    expect(await late.questions.answer(answer)).toMatchObject({ kind: 'too-late' });
    await settled();
    expect(late.done).toEqual(['ask one']);
  });

  it('does not close the question that came after it', async () => {
    const { questions, done } = desk();
    questions.follow([one]);
    const answered = questions.answer(answer);
    questions.follow([two]);
    await answered;
    await settled();
    expect(done).toEqual(['ask one', 'close', 'ask two']);
  });

  it('by silence is a stop until the reset, with what was shown', async () => {
    const { questions, answers } = desk();
    questions.follow([one, two]);
    await questions.fallSilent('another');
    await questions.fallSilent('two');
    expect(answers).toEqual([
      {
        question: 'two',
        choice: { kind: 'stop', askAgainAtMs: null },
        shownText: expect.stringContaining('Go on with credits?') as string,
      },
    ]);
  });

  it('by a button closes its own question only', async () => {
    const { questions, answers, done } = desk();
    questions.follow([one, two]);
    await questions.stop(two);
    expect(done).toEqual(['ask one']);
    await questions.stop(one);
    expect(done).toEqual(['ask one', 'close']);
    expect(answers.map(({ question }) => question)).toEqual(['two', 'one']);
  });

  it('by a button that does not count is said, and so is one that could not be recorded', async () => {
    const second = desk(() =>
      Promise.resolve({ kind: 'already-answered', message: 'Answered already at 14:18.' }),
    );
    second.questions.follow([one]);
    await second.questions.stop(one);
    expect(second.refused).toEqual(['Answered already at 14:18.']);
    const { questions, lost, refused } = desk(() => Promise.reject(new Error('The disk is full.')));
    questions.follow([one]);
    await questions.stop(one);
    expect(lost).toEqual(['The disk is full.']);
    expect(refused).toEqual([]);
  });
});

describe('an answer that takes long', () => {
  const LATE = expect.stringContaining('is not saved yet, and does not hold') as string;
  const answer = {
    question: 'one',
    choice: { kind: 'stop', askAgainAtMs: null },
    shownText: 'x',
  } as const;

  /** A desk whose engine answers when the test says so. */
  function slowDesk(hold: Hold | null = null) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let finish: (receipt: PromptReceipt | Error) => void = () => undefined;
    const made = desk(
      () =>
        new Promise((resolve, reject) => {
          finish = (receipt) => (receipt instanceof Error ? reject(receipt) : resolve(receipt));
        }),
      hold,
    );
    made.questions.follow([one]);
    return { ...made, finish: (receipt: PromptReceipt | Error) => finish(receipt) };
  }

  afterEach(() => vi.useRealTimers());

  it('is said not to hold yet, and no more once it does', async () => {
    const { questions, late, lost, refused, finish } = slowDesk();
    const receipt = questions.answer(answer);
    await vi.advanceTimersByTimeAsync(9900);
    expect(late).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(await receipt).toEqual({ kind: 'not-saved-yet', message: LATE });
    finish({ kind: 'recorded' });
    await settled();
    expect([late, lost, refused]).toEqual([[LATE, null], [], []]);
  });

  it('is said although nobody looks at the prompt any more: silence and a button', async () => {
    const { questions, late, finish } = slowDesk();
    const silent = questions.fallSilent('one');
    await vi.advanceTimersByTimeAsync(10_100);
    await silent;
    expect(late).toEqual([LATE]);
    finish({ kind: 'recorded' });
    await settled();
    expect(late).toEqual([LATE, null]);
  });

  it('tells what became of it in the end, where that is no consent', async () => {
    const refusing = slowDesk();
    const first = refusing.questions.answer(answer);
    await vi.advanceTimersByTimeAsync(10_100);
    await first;
    refusing.finish({ kind: 'too-late', message: 'The plan was reset.' });
    await settled();
    expect([refusing.late, refusing.refused]).toEqual([[LATE, null], ['The plan was reset.']]);
    const dying = slowDesk();
    const second = dying.questions.answer(answer);
    await vi.advanceTimersByTimeAsync(10_100);
    await second;
    dying.finish(new Error('The engine ended.'));
    await settled();
    expect(dying.lost).toEqual(['The engine ended.']);
  });

  it('is said to hold where the gate could be closed for it, which ends when it is saved', async () => {
    let released = 0;
    const hold = {
      untilMs: Date.UTC(2099, 0, 1),
      release: () => {
        released += 1;
        return Promise.reject(new Error('The disk is full.'));
      },
    };
    const { questions, late, lost, finish } = slowDesk(hold);
    const receipt = questions.answer(answer);
    await vi.advanceTimersByTimeAsync(10_100);
    const message = expect.stringMatching(
      /^The gate is closed until .* not in the ledger yet/,
    ) as string;
    expect(await receipt).toEqual({ kind: 'not-saved-yet', message });
    expect(released).toBe(0);
    finish({ kind: 'recorded' });
    await settled();
    expect([late, lost, released]).toEqual([[message, null], [], 1]);
  });

  it('goes on holding where the engine died over it', async () => {
    let released = 0;
    const hold = { untilMs: 1, release: () => Promise.resolve(void (released += 1)) };
    const { questions, lost, finish } = slowDesk(hold);
    const receipt = questions.answer(answer);
    await vi.advanceTimersByTimeAsync(10_100);
    await receipt;
    finish(new Error('The engine ended.'));
    await settled();
    expect([lost, released]).toEqual([['The engine ended.'], 0]);
  });

  it('that comes in time is never called late', async () => {
    const { questions, late, finish } = slowDesk();
    const receipt = questions.answer(answer);
    await vi.advanceTimersByTimeAsync(5000);
    finish({ kind: 'recorded' });
    expect(await receipt).toEqual({ kind: 'recorded' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(late).toEqual([]);
  });
});

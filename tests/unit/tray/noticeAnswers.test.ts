/** What a notification's click and buttons lead to, at the ports around it. */
import { describe, expect, it, vi } from 'vitest';
import { createNoticeAnswers } from '../../../main/tray/noticeAnswers.ts';
import { refusedNotice } from '../../../preload/contract/alertWording.ts';
import type {
  AlertAction,
  AlertQuestion,
  AskedAbout,
  NotificationRequest,
} from '../../../preload/contract/alerts.ts';
import { BOUNDARY_PROMPT } from '../../fixtures/prompts.ts';

const ABOUT: AlertQuestion = {
  agent: 'codex',
  account: '/home/ada/.codex',
  windowKind: 'session',
  modelName: null,
  resetsAtMs: 1_795_366_800_000,
};

const OPEN = { kind: 'open', view: BOUNDARY_PROMPT, isSameWindow: true } as const;

/** @returns everything that a notification's answer led to, in order */
async function led(
  action: AlertAction,
  asked: AskedAbout | Error | 'no answer',
  about: AlertQuestion | null = ABOUT,
  hasQuestion = true,
): Promise<string[]> {
  const done: string[] = [];
  const answer = createNoticeAnswers({
    questions: {
      open: () => {
        done.push('open');
        return hasQuestion;
      },
      callUp: ({ question }) => done.push(`call up ${question}`),
      stop: ({ question }) => {
        done.push(`stop ${question}`);
        return Promise.resolve();
      },
    },
    askAbout: (of) => {
      done.push(`about ${of.account}`);
      if (asked === 'no answer') return new Promise(() => undefined);
      return asked instanceof Error ? Promise.reject(asked) : Promise.resolve(asked);
    },
    openGlance: () => done.push('glance'),
    onLost: (message) => done.push(`lost: ${message}`),
    onRefused: (message) => done.push(`refused: ${message}`),
  });
  const request: NotificationRequest = { ...refusedNotice('x'), about };
  await answer(request, action);
  return done;
}

const ASKED = 'about /home/ada/.codex';
const { question } = BOUNDARY_PROMPT;

describe('a click', () => {
  it('brings up the notification’s own question', async () => {
    expect(await led('open', OPEN)).toEqual([ASKED, `call up ${question}`]);
  });

  it('on one that asks nothing opens the question there is, else the figures', async () => {
    expect(await led('open', OPEN, null)).toEqual(['open']);
    expect(await led('open', OPEN, null, false)).toEqual(['open', 'glance']);
  });

  it('on one whose question is over shows the figures', async () => {
    const over = { kind: 'too-late', message: 'The plan was reset.' } as const;
    expect(await led('open', over)).toEqual([ASKED, 'glance']);
  });

  it('while the engine is away opens what there is', async () => {
    expect(await led('open', new Error('gone'), ABOUT, false)).toEqual([ASKED, 'open', 'glance']);
  });
});

describe('the stop button', () => {
  it('stops its own account', async () => {
    expect(await led('stop', OPEN)).toEqual([ASKED, `stop ${question}`]);
  });

  it('answers no other window: the user sees what is asked now', async () => {
    const other = { ...OPEN, isSameWindow: false };
    expect(await led('stop', other)).toEqual([ASKED, `call up ${question}`]);
  });

  it.each(['already-answered', 'too-late', 'unknown-question'] as const)(
    '%s: says so',
    async (kind) => {
      expect(await led('stop', { kind, message: 'Why.' })).toEqual([ASKED, 'refused: Why.']);
    },
  );

  it('that reaches no engine is lost, and that is said', async () => {
    expect(await led('stop', new Error('The engine ended.'))).toEqual([
      ASKED,
      'lost: The engine ended.',
    ]);
  });
});

it('what never answers is given up after ten seconds: a stop is said to be lost, a click opens what there is', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const stop = led('stop', 'no answer');
    const click = led('open', 'no answer', ABOUT, false);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await stop).toEqual([ASKED, 'lost: Tollgate waits for something that does not answer.']);
    expect(await click).toEqual([ASKED, 'open', 'glance']);
  } finally {
    vi.useRealTimers();
  }
});

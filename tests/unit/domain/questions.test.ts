import { describe, expect, it } from 'vitest';
import {
  accountStandings,
  unknownAccount,
  type AccountFacts,
} from '../../../main/domain/accounts.ts';
import { DEFAULT_BOUNDARY_SETTINGS } from '../../../main/domain/boundary/types.ts';
import {
  boundaryAnswers,
  consentEntry,
  recordedConsents,
} from '../../../main/domain/consentLedger.ts';
import { shownText } from '../../../preload/contract/promptWording.ts';
import { answerQuestion } from '../../../main/domain/consents.ts';
import { questionOf, type QuestionInput } from '../../../main/domain/questions.ts';
import type { WindowView } from '../../../preload/contract/snapshot.ts';
import { liveSession } from '../../fixtures/snapshotParts.ts';
import { HOUR, MINUTE, NOW, windowView } from './windowView.ts';

const RESET = NOW + 3 * HOUR;

function input(
  changes: Partial<QuestionInput> & { window?: WindowView; facts?: Partial<AccountFacts> } = {},
) {
  const {
    window = windowView({ usedPercent: 98, resetsAtMs: RESET }),
    facts = {},
    sessions = [
      liveSession({
        agent: window.agent,
        account: window.account,
        lastActivityMs: NOW,
        project: '/p',
        projectName: 'p',
      }),
    ],
    ...rest
  } = changes;
  const key = { agent: window.agent, account: window.account };
  const [standing] = accountStandings(
    {
      accounts: [{ ...unknownAccount(key), lastActivityAtMs: NOW, ...facts }],
      windows: [window],
      sessions,
      rates: [],
      settings: DEFAULT_BOUNDARY_SETTINGS,
    },
    NOW,
  );
  if (!standing) throw new Error('one account');
  return {
    standing,
    windows: [window],
    sessions,
    recorded: [],
    open: null,
    accountName: null,
    context: { locale: 'en', timeZone: 'UTC' },
    nowMs: NOW,
    ...rest,
  } satisfies QuestionInput;
}

const OUTLOOK = {
  lowMicros: 1_200_000,
  highMicros: 6_300_000,
  fromMs: NOW,
  untilMs: RESET,
  isAtLeast: false,
  hitPercent: 84,
};

describe('the question at the boundary', () => {
  it('is asked when the next request may be paid, with stop as its default choice', () => {
    const asked = questionOf(input({ facts: { outlook: OUTLOOK } }));
    expect(asked?.view).toMatchObject({
      moment: 'at-boundary',
      window: { usedPercent: 98, resetsAtMs: RESET },
      cost: { leastMicros: 1_200_000, mostMicros: 6_300_000 },
      suggestedCapMicros: 7_000_000,
      ceiling: null,
      scopes: [
        { scope: { kind: 'everything' } },
        { scope: { kind: 'project', project: '/p' } },
        { scope: { kind: 'session' } },
      ],
    });
  });

  it('says how often the figure it is about was right: the cost at the boundary, the end ahead of it', () => {
    expect(questionOf(input({ facts: { outlook: OUTLOOK } }))?.view.hitRatePercent).toBe(84);
    expect(questionOf(input())?.view.hitRatePercent).toBeNull();
    const forecast = { hitPercent: 71, windowsCompared: 9, isShown: true, asOfMs: NOW };
    const calm = windowView({ usedPercent: 50, resetsAtMs: RESET, forecast });
    const ahead = questionOf(input({ window: calm, facts: { outlook: OUTLOOK } }), true);
    expect(ahead?.view.hitRatePercent).toBe(71);
  });

  it('is not asked on plan, unless the user wants to answer ahead', () => {
    const calm = input({ window: windowView({ usedPercent: 50, resetsAtMs: RESET }) });
    expect(questionOf(calm)).toBeNull();
    expect(questionOf(calm, true)?.view.moment).toBe('ahead');
  });

  it('while nobody works is not asked, unless the user wants to answer', () => {
    const idle = input({ sessions: [] });
    expect(questionOf(idle)).toBeNull();
    const { question, view } = questionOf(idle, true) ?? {};
    expect(view).toMatchObject({ moment: 'at-boundary', waitingSessions: 0 });
    expect(question?.isAhead).toBe(false);
  });

  it('stays the same question while the reset jitters, and is another in the next window', () => {
    const first = questionOf(input())?.question ?? null;
    const jittered = windowView({ usedPercent: 99, resetsAtMs: RESET + MINUTE });
    expect(questionOf(input({ open: first, window: jittered }))?.question).toBe(first);
    const next = windowView({ usedPercent: 98, resetsAtMs: RESET + 5 * HOUR });
    expect(questionOf(input({ open: first, window: next }))?.question.id).not.toBe(first?.id);
  });

  it('is asked anew after "ask again", as another question', () => {
    const first = questionOf(input())?.question;
    if (!first) throw new Error('asked');
    const choice = { kind: 'stop', askAgainAtMs: NOW + MINUTE } as const;
    const answer = answerQuestion({
      question: first,
      choice,
      shownText: '',
      recorded: [],
      nowMs: NOW,
    });
    if (answer.kind !== 'recorded') throw new Error('recorded');
    const recorded = recordedConsents([consentEntry(answer.consent)]);
    expect(questionOf(input({ recorded }))?.question.id).not.toBe(first.id);
  });

  it('never suggests more than the ceiling, and nothing below a cent', () => {
    const capOf = (remainingMicros: number) => {
      const balance = { currency: 'USD', minorUnits: remainingMicros, exponent: 6 };
      const credits = {
        ...unknownAccount({ agent: 'claude-code', account: 'a' }).credits,
        balance: { value: balance, source: 'user', basis: 'reported', asOfMs: NOW } as const,
      };
      return questionOf(input({ facts: { outlook: OUTLOOK, credits } }))?.view.suggestedCapMicros;
    };
    expect(capOf(3_219_999)).toBe(3_210_000);
    expect(capOf(60_000_000)).toBe(7_000_000);
  });

  it('offers only times before the reset', () => {
    const soon = windowView({ usedPercent: 98, resetsAtMs: NOW + 20 * MINUTE });
    const view = questionOf(input({ window: soon }))?.view;
    expect(view?.endChoicesMs).toEqual([]);
    expect(view?.askAgainChoicesMs).toHaveLength(1);
  });
});

describe('ahead of the boundary', () => {
  const near = windowView({ usedPercent: 88, resetsAtMs: RESET });

  it('is asked when it is called for, says what it would cost, and once', () => {
    expect(questionOf(input({ window: near }))).toBeNull();
    const asked = questionOf(input({ window: near, facts: { outlook: OUTLOOK } }), true);
    expect(asked?.view).toMatchObject({ moment: 'ahead', askAgainChoicesMs: [] });
    expect(asked?.question.isAhead).toBe(true);
    expect(asked && shownText(asked.view)).toContain(
      'After that, requests are paid: about $1 to $7 until the 3:30 PM reset, estimated.',
    );
    if (!asked) return;
    const result = answerQuestion({
      question: asked.question,
      choice: { kind: 'stop', askAgainAtMs: null },
      shownText: '',
      recorded: [],
      nowMs: NOW,
    });
    if (result.kind !== 'recorded') throw new Error(result.kind);
    const recorded = recordedConsents([consentEntry(result.consent)]);
    expect(recorded[0]?.consent.isAhead).toBe(true);
    const answers = boundaryAnswers(recorded, () => null);
    expect(questionOf(input({ window: near, facts: { answers }, recorded }), true)).toBeNull();
  });

  it('the same question goes on at the boundary, where a stop means now', () => {
    const ahead = questionOf(input({ window: near }), true)?.question ?? null;
    const at = questionOf(input({ open: ahead }))?.question;
    expect(at?.id).toBe(ahead?.id);
    expect(at?.isAhead).toBe(false);
  });
});

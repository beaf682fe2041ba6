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
import type { PromptChoice } from '../../../preload/contract/prompt.ts';
import { shownText, stopWords } from '../../../preload/contract/promptWording.ts';
import { answerQuestion, type ConsentQuestion } from '../../../main/domain/consents.ts';
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
    windows = [window],
    ...rest
  } = changes;
  const key = { agent: window.agent, account: window.account };
  const [standing] = accountStandings(
    {
      accounts: [{ ...unknownAccount(key), lastActivityAtMs: NOW, ...facts }],
      windows,
      sessions,
      rates: [],
      settings: DEFAULT_BOUNDARY_SETTINGS,
    },
    NOW,
  );
  if (!standing) throw new Error('one account');
  return {
    standing,
    windows,
    sessions,
    recorded: [],
    open: null,
    accountName: null,
    context: { locale: 'en', timeZone: 'UTC' },
    nowMs: NOW,
    ...rest,
  } satisfies QuestionInput;
}

/** An answer to a question, a stop where nothing else is said, as the account and its ledger have it. */
function answered(
  question: ConsentQuestion | null | undefined,
  choice: PromptChoice = { kind: 'stop', askAgainAtMs: null },
) {
  if (!question) throw new Error('asked');
  const result = answerQuestion({ question, choice, shownText: '', recorded: [], nowMs: NOW });
  if (result.kind !== 'recorded') throw new Error(result.kind);
  const recorded = recordedConsents([consentEntry(result.consent)]);
  return { recorded, facts: { answers: boundaryAnswers(recorded, () => null) } };
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
    const ahead = questionOf(input({ window: calm, facts: { outlook: OUTLOOK } }), 'user');
    expect(ahead?.view.hitRatePercent).toBe(71);
  });

  it('is the account’s own: nobody is asked for another one’s work, nor offered it', () => {
    const others = liveSession({
      agent: 'claude-code',
      account: '/elsewhere',
      lastActivityMs: NOW,
    });
    expect(questionOf(input({ sessions: [others] }))).toBeNull();
    const { scopes } = questionOf(input({ sessions: [others] }), 'user')?.view ?? {};
    expect(scopes).toEqual([{ scope: { kind: 'everything' }, name: null }]);
  });

  it('is not asked on plan, unless the user wants to answer ahead', () => {
    const calm = input({ window: windowView({ usedPercent: 50, resetsAtMs: RESET }) });
    expect(questionOf(calm)).toBeNull();
    expect(questionOf(calm, 'user')?.view.moment).toBe('ahead');
  });

  it('while nobody works is not asked, unless the user wants to answer', () => {
    const idle = input({ sessions: [] });
    expect(questionOf(idle)).toBeNull();
    const { question, view } = questionOf(idle, 'user') ?? {};
    expect(view).toMatchObject({ moment: 'at-boundary', waitingSessions: 0 });
    expect(question?.isAhead).toBe(false);
  });

  it('is asked where a hook waits, although nobody works, and only where nobody answered', () => {
    const asked = questionOf(input({ sessions: [] }), 'hook');
    expect(asked?.view).toMatchObject({ moment: 'at-boundary', waitingSessions: 0 });
    const calm = windowView({ usedPercent: 50, resetsAtMs: RESET });
    expect(questionOf(input({ sessions: [], window: calm }), 'hook')).toBeNull();
    const stopped = answered(asked?.question);
    expect(questionOf(input({ sessions: [], ...stopped }), 'hook')).toBeNull();
  });

  it('stays when nobody works any more, until it is answered or the gate opens', () => {
    const open = questionOf(input())?.question ?? null;
    expect(questionOf(input({ sessions: [], open }))?.question).toBe(open);
    const later = input({ sessions: [], open, nowMs: NOW + HOUR });
    expect(questionOf(later)?.view.moment).toBe('at-boundary');
    expect(questionOf(input({ sessions: [], open, ...answered(open) }))).toBeNull();
    const next = windowView({ usedPercent: 98, resetsAtMs: RESET + 5 * HOUR });
    expect(questionOf(input({ sessions: [], open, window: next }))).toBeNull();
    const calm = windowView({ usedPercent: 50, resetsAtMs: RESET });
    expect(questionOf(input({ sessions: [], open, window: calm }))).toBeNull();
  });

  it('called up where something is paid unasked is about now, not about later', () => {
    const paidUse = { source: 'user', asOfMs: NOW } as const;
    const asked = questionOf(input({ sessions: [], facts: { paidUse } }), 'user');
    expect(asked?.view.moment).toBe('at-boundary');
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

describe('where all is paid with credits', () => {
  // 12:30 in UTC.
  const facts = { draw: 'credits' } as const;
  const paid = (changes: Parameters<typeof input>[0] = {}) =>
    input({ windows: [], ...changes, facts: { ...facts, ...changes.facts } });

  it('is asked while somebody works or a hook waits, and offers times only', () => {
    const asked = questionOf(paid());
    expect(asked?.view).toMatchObject({
      moment: 'at-boundary',
      window: null,
      agent: 'claude-code',
      endChoicesMs: [NOW + 30 * MINUTE, NOW + HOUR, NOW + 11.5 * HOUR],
      askAgainChoicesMs: [NOW + 15 * MINUTE, NOW + HOUR],
    });
    // A window that is reported, or follows from the logs, resets nothing that is paid.
    const windows = [windowView({ usedPercent: null, resetsAtMs: RESET })];
    expect(questionOf(paid({ windows }))?.question).toEqual(asked?.question);
    expect(questionOf(paid({ sessions: [] }))).toBeNull();
    expect(questionOf(paid({ sessions: [] }), 'hook')?.question.id).toBe(asked?.question.id);
    expect(questionOf(paid({ sessions: [], open: asked?.question ?? null }))).not.toBeNull();
    const text = asked && shownText(asked.view);
    expect(text).toContain('Claude Code: as far as known, no window of a plan counts here.');
    expect(asked && stopWords(asked.view)).toBe('Stop for five hours');
  });

  it('says midnight where it falls in the user’s zone, and once where it is an hour away', () => {
    const context = { locale: 'en', timeZone: 'Asia/Tokyo' };
    const soon = questionOf(paid({ context, nowMs: NOW + 90 * MINUTE }))?.view;
    expect(soon?.endChoicesMs).toEqual([NOW + 120 * MINUTE, NOW + 150 * MINUTE]);
  });

  it('its answer holds until its time, is not asked for twice, and is asked anew afterwards', () => {
    const first = questionOf(paid())?.question;
    const stop = answered(first);
    const held = paid(stop);
    expect(held.standing.decision.state).toBe('stopped');
    expect(questionOf(held, 'hook')).toBeNull();
    // Five hours, as a stop without a known reset is everywhere.
    expect(held.standing.decision.effects.gate.untilMs).toBe(NOW + 5 * HOUR);
    expect(questionOf(paid({ recorded: stop.recorded }))?.question.id).not.toBe(first?.id);

    const choice = {
      kind: 'continue',
      capMicros: 5_000_000,
      scope: { kind: 'everything' },
      end: { kind: 'time', atMs: NOW + HOUR },
    } as const;
    const open = paid(answered(first, choice)).standing.decision;
    expect(open.state).toBe('on-credits-with-consent');
    expect(open.effects.gate).toMatchObject({ gate: 'open', untilMs: NOW + HOUR });
  });

  it('nothing is asked ahead of it, nor where there is a plan that is not reported', () => {
    expect(
      questionOf(input({ windows: [], facts: { draw: 'plan-then-credits' } }), 'user'),
    ).toBeNull();
    expect(questionOf(input({ windows: [], facts: { draw: 'api-key' } }), 'hook')).toBeNull();
  });
});

describe('ahead of the boundary', () => {
  const near = windowView({ usedPercent: 88, resetsAtMs: RESET });

  it('is asked when it is called for, says what it would cost, and once', () => {
    expect(questionOf(input({ window: near }))).toBeNull();
    const asked = questionOf(input({ window: near, facts: { outlook: OUTLOOK } }), 'user');
    expect(asked?.view).toMatchObject({ moment: 'ahead', askAgainChoicesMs: [] });
    expect(asked?.question.isAhead).toBe(true);
    expect(asked && shownText(asked.view)).toContain(
      'After that, requests are paid: about $1 to $7 until the 3:30 PM reset, estimated.',
    );
    if (!asked) return;
    const { recorded, facts } = answered(asked.question);
    expect(recorded[0]?.consent.isAhead).toBe(true);
    expect(questionOf(input({ window: near, facts, recorded }), 'user')).toBeNull();
  });

  it('the same question goes on at the boundary, where a stop means now', () => {
    const ahead = questionOf(input({ window: near }), 'user')?.question ?? null;
    const at = questionOf(input({ open: ahead }))?.question;
    expect(at?.id).toBe(ahead?.id);
    expect(at?.isAhead).toBe(false);
  });
});

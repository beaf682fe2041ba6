import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import type { AlertQuestion } from '../../../preload/contract/alerts.ts';
import type { PromptAnswer, PromptChoice } from '../../../preload/contract/prompt.ts';
import { engineOver } from '../../fixtures/engineOver.ts';
import { openLab, type Lab } from '../cli/lab.ts';

let lab: Lab;
let engine: Engine;

beforeEach(() => {
  lab = openLab();
  layUse(98);
  engine = start();
});

afterEach(async () => {
  await engine.close();
  lab.dispose();
});

const start = () => engineOver(lab);

/** A Codex session that is live, with this much of its plan used, and its reset in an hour; null: no plan is reported. */
function layUse(usedPercent: number | null): void {
  const nowMs = Date.now();
  const line = (type: string, payload: unknown, ageMs: number) =>
    `${JSON.stringify({ timestamp: new Date(nowMs - ageMs).toISOString(), type, payload })}\n`;
  const usage = { input_tokens: 100, cached_input_tokens: 0, output_tokens: 10 };
  lab.write(
    path.join(lab.codexHome, 'sessions', 'rollout-a.jsonl'),
    line('session_meta', { id: 'a', cwd: '/home/u/proj' }, 60_000) +
      line('turn_context', { model: 'gpt-5', cwd: '/home/u/proj' }, 50_000) +
      line(
        'event_msg',
        {
          type: 'token_count',
          info: { last_token_usage: usage, total_token_usage: usage },
          rate_limits:
            usedPercent === null
              ? null
              : {
                  primary: {
                    used_percent: usedPercent,
                    window_minutes: 300,
                    resets_at: Math.floor(nowMs / 1000) + 3600,
                  },
                },
        },
        20_000,
      ),
  );
}

const CONTINUE: PromptChoice = {
  kind: 'continue',
  capMicros: 5_000_000,
  scope: { kind: 'everything' },
  end: { kind: 'reset' },
};
const STOP: PromptChoice = { kind: 'stop', askAgainAtMs: null };

async function asked(): Promise<string> {
  await engine.allowReading();
  await engine.look('full');
  const [view] = await engine.questions();
  if (!view) throw new Error('nothing is asked');
  return view.question;
}

const answer = (question: string, choice: PromptChoice): PromptAnswer => ({
  question,
  choice,
  shownText: 'The next request may be paid.',
});

const about = (account: string, resetsAtMs: number | null): AlertQuestion => ({
  agent: 'codex',
  account,
  windowKind: 'session',
  modelName: null,
  resetsAtMs,
});

async function askedAbout(account: string, resetsAtMs: number | null) {
  const found = await engine.askAbout(about(account, resetsAtMs));
  if (found.kind !== 'open') throw new Error(found.message);
  return found;
}

async function standing(): Promise<{ state: string; gate: string }> {
  const { boundary } = await engine.look('full');
  return { state: boundary.state, gate: boundary.gate };
}

describe('the question at the boundary', () => {
  it('is asked where all is paid with credits, until a time that the user names', async () => {
    layUse(null);
    await engine.allowReading();
    await engine.look('full');
    const path = ['accounts', `codex|${lab.codexHome}`, 'draw'];
    expect(await engine.changeSettings([{ path, value: 'credits' }])).toMatchObject({ ok: true });
    const closed = await engine.look('full');
    expect(closed.boundary).toMatchObject({ gate: 'closed', answerId: null });
    const [view] = await engine.questions();
    expect(view).toMatchObject({ agent: 'codex', window: null, waitingSessions: 1 });
    const [atMs = 0] = view?.endChoicesMs ?? [];
    const choice = { ...CONTINUE, end: { kind: 'time', atMs } } as const;
    expect(await engine.answerQuestion(answer(view?.question ?? '', choice))).toEqual({
      kind: 'recorded',
    });
    const open = await engine.look('hot');
    expect(open.boundary).toMatchObject({ state: 'on-credits-with-consent', gate: 'open' });
    expect(await engine.questions()).toEqual([]);
    expect((await engine.consents()).map(({ consent }) => consent.endsAtMs)).toEqual([atMs]);
  });

  it('is asked at 98 percent, and the gate is closed until it is answered', async () => {
    const question = await asked();
    expect(await standing()).toEqual({ state: 'at-boundary', gate: 'closed' });
    expect((await engine.questions())[0]?.question).toBe(question);
  });

  it('answered with “continue”, opens the gate until it is taken back', async () => {
    const question = await asked();
    expect(await engine.answerQuestion(answer(question, CONTINUE))).toEqual({ kind: 'recorded' });
    expect(await standing()).toMatchObject({ gate: 'open' });
    expect(await engine.questions()).toEqual([]);
    const [recorded] = await engine.consents();
    expect(recorded?.consent).toMatchObject({ kind: 'continue', capMicros: 5_000_000 });
    expect(await engine.revokeConsent(recorded?.consent.id ?? '')).toMatchObject({ ok: true });
    expect(await standing()).toEqual({ state: 'at-boundary', gate: 'closed' });
    expect(await engine.revokeConsent(recorded?.consent.id ?? '')).toMatchObject({ ok: false });
  });

  it('the first answer counts, also after a restart and from another face', async () => {
    const question = await asked();
    await engine.answerQuestion(answer(question, STOP));
    expect(await standing()).toEqual({ state: 'stopped', gate: 'closed' });
    await engine.close();
    engine = start();
    // The very first picture knows the answer, so that nobody is asked twice.
    expect(await standing()).toEqual({ state: 'stopped', gate: 'closed' });
    expect(await engine.answerQuestion(answer(question, CONTINUE))).toMatchObject({
      kind: 'already-answered',
    });
    expect(await standing()).toEqual({ state: 'stopped', gate: 'closed' });
  });

  it('with a cap holds in a program that only reads as well, look after look', async () => {
    const question = await asked();
    await engine.answerQuestion(answer(question, CONTINUE));
    const reading = start();
    try {
      for (let look = 0; look < 3; look += 1) {
        const { boundary } = await reading.look(look === 0 ? 'full' : 'hot');
        expect(boundary).toMatchObject({ gate: 'open', answerId: question });
      }
    } finally {
      await reading.close();
    }
  });

  it('is not there on plan, and an answer to nothing changes nothing', async () => {
    layUse(40);
    await engine.allowReading();
    await engine.look('full');
    expect(await engine.questions()).toEqual([]);
    expect(await engine.answerQuestion(answer('none', STOP))).toMatchObject({
      kind: 'unknown-question',
    });
    expect(await engine.consents()).toEqual([]);
  });

  it('its answers are in the terminal, which takes them back', async () => {
    const question = await asked();
    await engine.answerQuestion(answer(question, CONTINUE));
    await engine.close();
    expect(lab.run('consent').out).toMatch(
      /Codex, five-hour window: go on with credits, up to .*5\.00.*in force/,
    );
    const ledger = () => lab.run('credits', 'ledger').out;
    expect(ledger()).toMatch(/consent +go on with credits, up to \$5\.00 .*Codex/);
    const revoked = lab.run('consent', 'revoke');
    expect(revoked).toMatchObject({ code: 0 });
    expect(revoked.out).toMatch(
      /^Taken back: go on with credits, up to \$5\.00, as said [\d-]+ .* \(Codex, .*\.codex\)\.\nWhat was spent under it stays spent\.\n$/,
    );
    expect(ledger()).toMatch(/consent-ended +taken back /);
    expect(lab.run('consent').out).toContain('taken back');
    expect(lab.run('consent', 'revoke').code).toBe(69);
    engine = start();
    expect(await standing()).toEqual({ state: 'at-boundary', gate: 'closed' });
  });

  it('is asked ahead when it is called for; its stop lets the plan be used up first', async () => {
    layUse(80);
    await engine.allowReading();
    const { boundary } = await engine.look('full');
    expect(await engine.questions()).toEqual([]);
    const { view } = await askedAbout(boundary.account ?? '', null);
    expect(view).toMatchObject({ moment: 'ahead' });
    expect((await engine.questions())[0]?.question).toBe(view.question);
    const given = answer(view.question, STOP);
    expect(await engine.answerQuestion(given)).toEqual({ kind: 'recorded' });
    expect(await engine.questions()).toEqual([]);
    expect(await standing()).toMatchObject({ gate: 'open' });
    layUse(98);
    expect(await standing()).toEqual({ state: 'stopped', gate: 'closed' });
  });

  it('a notification’s button finds its own window’s question, and no other', async () => {
    const question = await asked();
    const { boundary, windows } = await engine.look('full');
    const account = boundary.account ?? '';
    const resetsAtMs = windows[0]?.resetsAtMs ?? null;
    expect(await askedAbout(account, resetsAtMs)).toMatchObject({
      view: { question },
      isSameWindow: true,
    });
    // One of the window before this one, still on screen: its stop means another time.
    const hours = 3_600_000;
    const later = (resetsAtMs ?? 0) + 5 * hours;
    expect(await askedAbout(account, later)).toMatchObject({ isSameWindow: false });
    const over = await engine.askAbout(about(account, Date.now() - hours));
    expect(over).toMatchObject({
      kind: 'too-late',
      message: expect.stringMatching(/^The plan was reset at /) as string,
    });
    expect(await engine.askAbout(about('/home/nobody', resetsAtMs))).toMatchObject({
      kind: 'unknown-question',
    });
    await engine.answerQuestion(answer(question, STOP));
    await engine.look('full');
    expect(await engine.askAbout(about(account, resetsAtMs))).toMatchObject({
      kind: 'already-answered',
      message: expect.stringMatching(
        /^Answered already at .*: stop until .*That answer counts\.$/,
      ) as string,
    });
    expect(await engine.questions()).toEqual([]);
  });

  it('two programs that answer at once: one is recorded, the other one is told so', async () => {
    const question = await asked();
    const other = start();
    try {
      await other.look('full');
      const receipts = await Promise.all([
        engine.answerQuestion(answer(question, CONTINUE)),
        other.answerQuestion(answer((await other.questions())[0]?.question ?? '', STOP)),
      ]);
      expect(receipts.map(({ kind }) => kind).toSorted()).toEqual(['already-answered', 'recorded']);
      expect(await engine.consents()).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  it('an order is an answer: it stands in the ledger, holds, and can be taken back', async () => {
    await asked();
    const { boundary } = await engine.look('full');
    const nowMs = Date.now();
    const order = {
      agent: 'codex',
      account: boundary.account ?? '',
      kind: 'open',
      recordId: `tray-${nowMs}`,
      givenAtMs: nowMs,
      expiresAtMs: nowMs + 3_000_000,
      resetsAtMs: nowMs + 3_600_000,
      shownText: 'Open until the reset',
    } as const;
    expect(await engine.recordOrder(order)).toMatchObject({ ok: true });
    expect(await standing()).toMatchObject({ gate: 'open' });
    expect(await engine.questions()).toEqual([]);
    const stop = { ...order, kind: 'stop', recordId: 'tray-2', givenAtMs: nowMs + 1 } as const;
    await engine.recordOrder(stop);
    expect(await standing()).toEqual({ state: 'stopped', gate: 'closed' });
    await engine.close();
    expect(lab.run('consent').out).toMatch(/stop until .* \(Open until the reset\); in force/);
    expect(lab.run('consent', 'revoke').out).toMatch(/^Taken back: stop, as said .*\)\.\n$/);
    expect(lab.run('credits', 'ledger').out).toMatch(/consent +stop /);
    engine = start();
    expect(await standing()).toMatchObject({ gate: 'open' });
  });
});

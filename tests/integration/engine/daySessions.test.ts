/** The sessions of the last day, by the answers that are saved. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { futureFromMs } from '../../../main/domain/calendar.ts';
import { createDaySessions } from '../../../main/engine/daySessions.ts';
import type { Followed } from '../../../main/engine/follow.ts';
import { openHomeLab, type HomeLab } from './homeLab.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-11-22T10:00:00Z');
const WEEK_END = START + 96 * HOUR;

let nowMs = START;
let lab: HomeLab;
let account: string;
let picture: Followed | null;

beforeEach(async () => {
  nowMs = START;
  picture = null;
  lab = await openHomeLab(
    () => nowMs,
    (followed) => (picture = followed),
  );
  account = path.join(lab.home, '.claude');
});

afterEach(() => lab.dispose());

type Answered = { readonly id: string; readonly model: string; readonly atMs: number };

const write = (session: string, answers: readonly Answered[]) =>
  lab.writeAnswers(
    account,
    session,
    answers.map(({ id, model, atMs }) => ({
      ...{ id, model, session, input: 10, output: 5 },
      at: new Date(atMs).toISOString(),
    })),
  );

it('each comes with its last model, and only what has changed is read again', async () => {
  const opus = { id: 'a', model: 'claude-opus-5', atMs: START - 2 * HOUR };
  write('one', [opus, { ...opus, id: 'b', model: 'claude-sonnet-5-5', atMs: START - HOUR }]);
  write('two', [{ ...opus, id: 'c' }]);
  write('ahead', [{ ...opus, id: 'f', atMs: START + 48 * HOUR }]);
  write('old', [{ ...opus, id: 'd', atMs: START - 25 * HOUR }]);
  await lab.look();
  const { reader } = await lab.tables();
  const sessionsBetween = vi.fn(reader.sessionsBetween);
  const book = createDaySessions({ sessionsBetween });
  const known = () =>
    Object.fromEntries(book.read(nowMs).map(({ sessionId, model }) => [sessionId, model]));
  expect(known()).toEqual({ one: 'claude-sonnet-5-5', two: 'claude-opus-5' });
  expect(known()).toEqual({ one: 'claude-sonnet-5-5', two: 'claude-opus-5' });
  expect(sessionsBetween).toHaveBeenCalledTimes(1);

  nowMs += HOUR;
  write('two', [
    { ...opus, id: 'c' },
    { ...opus, id: 'e', model: 'claude-sonnet-5-5', atMs: nowMs },
  ]);
  await lab.look();
  book.forget({ fromMs: nowMs, untilMs: nowMs });
  expect(known()).toEqual({ one: 'claude-sonnet-5-5', two: 'claude-sonnet-5-5' });
  expect(sessionsBetween).toHaveBeenLastCalledWith(nowMs, futureFromMs(nowMs));

  nowMs = START + 23 * HOUR + MINUTE;
  expect(known()).toEqual({ two: 'claude-sonnet-5-5' });
  book.forget(null);
  expect(known()).toEqual({ two: 'claude-sonnet-5-5' });
});

it('a session of a model that is used up is held after a pause, until its model is another', async () => {
  const opus = { id: 'a', model: 'claude-opus-5', atMs: START };
  const held = async () => {
    await lab.look();
    await lab.look();
    const standing = picture?.standings.find(({ facts }) => facts.key.account === account);
    return standing?.decision.effects.scopedGates.map(({ scope, gate }) => [scope, gate]);
  };
  const rule = [[{ kind: 'session', sessionId: 'one' }, 'closed']];
  write('one', [opus]);
  const of = { agent: 'claude-code', account, source: 'claude-usage' } as const;
  (await lab.tables()).writing?.writer.saveLimits([
    {
      ...of,
      ...{ kind: 'weekly-model', modelName: 'Opus', usedPercent: 100 },
      ...{ resetsAtMs: WEEK_END, observedAtMs: nowMs },
    },
    {
      ...of,
      ...{ kind: 'weekly', modelName: null, usedPercent: 30 },
      ...{ resetsAtMs: WEEK_END, observedAtMs: nowMs },
    },
  ]);
  expect(await held()).toEqual(rule);
  nowMs += 20 * MINUTE;
  expect(await held()).toEqual(rule);
  write('one', [opus, { ...opus, id: 'b', model: 'claude-sonnet-5-5', atMs: nowMs }]);
  expect(await held()).toEqual([]);
});

/** The outbox and its pump on a real database file, with programs that end at the worst moment. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AlertState } from '../../../main/domain/alerts/types.ts';
import { createAlertDelivery, type ShowResult } from '../../../main/engine/alertDelivery.ts';
import { openDatabase, type OpenDatabase } from '../../../main/store/open.ts';
import { createAlertOutbox } from '../../../main/store/outbox.ts';
import type { Alert } from '../../../preload/contract/alerts.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 22, 13, 0);
const STATE: AlertState = { version: 1, meters: {}, toldEvents: ['a'], held: [] };

let folder: string;
let database: OpenDatabase;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-outbox-'));
  database = openDatabase(folder, 'write-if-free');
});

afterEach(() => {
  database.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const alert = (key: string, expiresAtMs: number | null = null): Alert => ({
  key,
  group: key,
  agent: 'codex',
  account: '/a',
  dueAtMs: NOW,
  expiresAtMs,
  content: { kind: 'plan-back', windowKind: 'session', modelName: null, resetsAtMs: NOW },
});

/** A program that has just started: its own outbox and pump on the same file. */
function program(answer: (alert: Alert) => ShowResult | Promise<ShowResult>) {
  const outbox = createAlertOutbox(database.connection);
  const shown: string[] = [];
  let nowMs = NOW;
  const pump = createAlertDelivery({
    outbox,
    clock: () => nowMs,
    show: (given) => {
      shown.push(given.key);
      return Promise.resolve(answer(given));
    },
  });
  return {
    outbox,
    shown,
    pumpAt: (atMs: number) => {
      nowMs = atMs;
      return pump();
    },
  };
}

const works = (): ShowResult => ({ ok: true });
const dies = (): never => {
  throw new Error('killed');
};

describe('the outbox', () => {
  it('keeps memory and alerts in one step, over a restart', () => {
    createAlertOutbox(database.connection).saveStep({ state: STATE, due: [alert('a')] }, NOW);
    database.close();
    database = openDatabase(folder, 'write-if-free');
    const outbox = createAlertOutbox(database.connection);
    expect(outbox.readState()).toEqual(STATE);
    expect(outbox.toShow(NOW).map(({ alert: { key } }) => key)).toEqual(['a']);
  });

  it('saves nothing of a step that cannot be saved whole', () => {
    const outbox = createAlertOutbox(database.connection);
    const broken = { ...alert('b'), dueAtMs: 0.5 };
    expect(() => outbox.saveStep({ state: STATE, due: [alert('a'), broken] }, NOW)).toThrow(/REAL/);
    expect(outbox.readState()).toBeNull();
    expect(outbox.history(9)).toEqual([]);
  });

  it('shows each alert once, and one that was told before not at all', async () => {
    const { outbox, shown, pumpAt } = program(works);
    outbox.saveStep({ state: STATE, due: [alert('a'), alert('b')] }, NOW);
    await pumpAt(NOW);
    outbox.saveStep({ state: STATE, due: [alert('a')] }, NOW);
    await pumpAt(NOW + MINUTE);
    expect(shown).toEqual(['a', 'b']);
    expect(outbox.history(9).map(({ status }) => status)).toEqual(['shown', 'shown']);
  });

  it('two pumps at once show one alert', async () => {
    const { outbox, shown, pumpAt } = program(works);
    outbox.saveStep({ state: STATE, due: [alert('a')] }, NOW);
    await Promise.all([pumpAt(NOW), pumpAt(NOW)]);
    expect(shown).toEqual(['a']);
  });
});

describe('a program that ends between intent and confirmation', () => {
  it('leads to one repetition, a minute after the intent', async () => {
    const first = program(dies);
    first.outbox.saveStep({ state: STATE, due: [alert('a')] }, NOW);
    await expect(first.pumpAt(NOW)).rejects.toThrow('killed');
    const second = program(works);
    await second.pumpAt(NOW + MINUTE - 1);
    expect(second.shown).toEqual([]);
    await second.pumpAt(NOW + MINUTE);
    await second.pumpAt(NOW + 9 * MINUTE);
    expect(second.shown).toEqual(['a']);
  });

  it('twice, is not followed by a third showing', async () => {
    const first = program(dies);
    first.outbox.saveStep({ state: STATE, due: [alert('a')] }, NOW);
    await expect(first.pumpAt(NOW)).rejects.toThrow('killed');
    await expect(program(dies).pumpAt(NOW + MINUTE)).rejects.toThrow('killed');
    const third = program(works);
    await third.pumpAt(NOW + 9 * MINUTE);
    expect(third.shown).toEqual([]);
    expect(third.outbox.history(1)[0]?.status).toBe('unconfirmed');
  });

  it('is noticed also when the clock was set back meanwhile', async () => {
    const first = program(dies);
    first.outbox.saveStep({ state: STATE, due: [alert('a')] }, NOW);
    await expect(first.pumpAt(NOW)).rejects.toThrow('killed');
    const second = program(works);
    await second.pumpAt(NOW - 60 * MINUTE);
    expect(second.shown).toEqual(['a']);
  });
});

describe('a daemon that is missing, hangs or drops', () => {
  it('is tried again after a pause that doubles, and stops the others from being tried', async () => {
    let isUp = false;
    const failing = program(() => (isUp ? works() : { ok: false, reason: 'no daemon' }));
    failing.outbox.saveStep({ state: STATE, due: [alert('a'), alert('b')] }, NOW);
    await failing.pumpAt(NOW);
    expect(failing.shown).toEqual(['a']);
    expect(failing.outbox.history(9).at(-1)).toMatchObject({
      status: 'pending',
      lastFailure: 'no daemon',
    });
    await failing.pumpAt(NOW + 29_999);
    await failing.pumpAt(NOW + 30_000);
    await failing.pumpAt(NOW + 30_000 + 59_999);
    expect(failing.shown.filter((key) => key === 'a')).toHaveLength(2);
    isUp = true;
    await failing.pumpAt(NOW + 10 * MINUTE);
    expect(failing.outbox.history(9).map(({ status }) => status)).toEqual(['shown', 'shown']);
  });

  it('makes an alert pointless when its window ends before', async () => {
    const failing = program(() => ({ ok: false, reason: 'no daemon' }));
    failing.outbox.saveStep({ state: STATE, due: [alert('a', NOW + MINUTE)] }, NOW);
    await failing.pumpAt(NOW);
    const later = program(works);
    await later.pumpAt(NOW + MINUTE);
    expect(later.shown).toEqual([]);
    expect(later.outbox.history(1)[0]).toMatchObject({
      status: 'expired',
      finishedAtMs: NOW + MINUTE,
    });
  });

  it('does not wait a day because the clock was set back by one', async () => {
    const failing = program(() => ({ ok: false, reason: 'no daemon' }));
    failing.outbox.saveStep({ state: STATE, due: [alert('a')] }, NOW);
    await failing.pumpAt(NOW);
    const later = program(works);
    await later.pumpAt(NOW - 24 * 60 * MINUTE);
    expect(later.shown).toEqual(['a']);
  });
});

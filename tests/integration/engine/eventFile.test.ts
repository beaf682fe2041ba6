/** A whole past leaves one data folder as an events file and stands in another: history, month and ledger. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AgentId } from '../../../preload/contract/snapshot.ts';
import { openTables, type Tables } from '../../../main/engine/database.ts';
import { STEP_EVENTS, stepMoney } from '../../../main/engine/moneySteps.ts';
import { readSettings } from '../../../main/engine/settings.ts';
import { realMachine } from '../../../main/platform/machine.ts';
import { writeExport } from '../../../main/review/exportFile.ts';
import { prepareIncoming } from '../../../main/store/incoming.ts';
import { openDatabase } from '../../../main/store/open.ts';
import { fillHistory } from '../../fixtures/generatedHistory.ts';
import { openHomeLab, type HomeLab } from './homeLab.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 14, 30);
const AGENTS: readonly AgentId[] = ['claude-code', 'codex'];
const ALL = { kind: 'events', format: 'json', sinceDay: null, untilDay: null } as const;

function exportTo(file: string, dataFolder: string): void {
  const database = openDatabase(dataFolder, 'read');
  const machine = realMachine('en-US');
  writeExport(ALL, file, { database, machine, timeZone: 'UTC', clock: () => NOW_MS });
  database.close();
}

describe('a generated past', () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-past-'));
  const [from, to] = [path.join(root, 'from'), path.join(root, 'to')];
  const closers: (() => void)[] = [];
  beforeAll(async () => {
    const shape = { nowMs: NOW_MS, days: 60, eventsPerDay: 120, seed: 5, homeFolder: '/home/u' };
    await fillHistory(from, shape);
  });
  afterEach(() => closers.splice(0).forEach((close) => close()));
  afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

  function open(folder: string): Tables {
    const { state, close } = openTables(folder, AGENTS);
    if (state.kind === 'failed') throw new Error(state.failure.message);
    closers.push(close);
    return state.tables;
  }

  /** What credits paid and what is unclear, answer by answer, after deriving it anew. */
  function paidOf({ money }: Tables, folderOf: (agent: AgentId) => string) {
    return money.facts
      .accountsWithEvents(folderOf)
      .flatMap((key) => [...money.paid.paidBetween(key, 0, NOW_MS)])
      .map(({ atMs, model, project, sessionId, side, because, costMicros }) =>
        JSON.stringify([atMs, model, project, sessionId, side, because, costMicros]),
      )
      .sort();
  }

  it('has the same history, month and ledger in another data folder', async () => {
    const file = path.join(root, 'events.jsonl');
    exportTo(file, from);
    const one = open(from);
    const other = open(to);
    const incoming = await prepareIncoming(file, to);
    const view = other.writing?.takeIn().take({ file, host: null }, incoming, NOW_MS);
    incoming.remove();
    expect(view).toMatchObject({ newAnswers: one.reader.countedEvents(), missingLines: 0 });
    const { settings } = readSettings(one.reader.savedSettings());
    const folderOf = (agent: AgentId) => `/home/u/.${agent === 'codex' ? 'codex' : 'claude'}`;
    const input = {
      ...{ settings, priceVersion: one.reader.priceVersion() ?? '', firstFolderOf: folderOf },
      ...{ stepEvents: STEP_EVENTS, nowMs: NOW_MS },
    };
    while (stepMoney(one.money, input).isBehind) continue;
    while (stepMoney(other.money, input).isBehind) continue;
    const paid = paidOf(one, folderOf);
    expect(paid.length).toBeGreaterThan(20);
    expect(paidOf(other, folderOf)).toEqual(paid);
    const pages = [one, other].map(({ money }) => money.ledger.page(10_000).entries);
    expect(pages[0]?.length).toBeGreaterThan(5);
    expect(pages[1]).toEqual(pages[0]);
    expect(other.reader.sumsBetween(0, NOW_MS)).toEqual(one.reader.sumsBetween(0, NOW_MS));
    const readings = [one, other].map(({ reader }) => reader.limitReadingsSince(0));
    expect(readings[0]?.length).toBeGreaterThan(100);
    expect(readings[1]).toEqual(readings[0]);
  });
});

describe('beside the same transcripts', () => {
  let lab: HomeLab;
  let former: HomeLab;
  let own: string;
  beforeEach(async () => {
    [lab, former] = [await openHomeLab(() => NOW_MS), await openHomeLab(() => NOW_MS)];
    own = path.join(lab.home, '.claude');
  });
  afterEach(async () => {
    await lab.dispose();
    await former.dispose();
  });

  const counted = async () => (await lab.tables()).reader.countedEvents();

  it('nothing counts twice, and taking it out leaves what the files say', async () => {
    former.writeAnswers(own, 'past', [{ id: 'a' }, { id: 'b' }, { id: 'gone' }]);
    former.writeAnswers(path.join(former.home, '.claude'), 'x', [{ id: 'a' }]);
    await former.set({ path: ['logFolders', `claude-code|${own}`], value: 'other' });
    await former.look();
    const file = path.join(former.root, 'events.jsonl');
    exportTo(file, former.dataFolder);
    fs.rmSync(path.join(own, 'projects'), { recursive: true });
    lab.writeAnswers(own, 'past', [{ id: 'a' }]);
    await lab.look();
    const taken = await lab.engine().takeIn({ file, host: null });
    expect(taken).toMatchObject({ ok: true, value: { newAnswers: 2, knownAnswers: 1 } });
    // The rest of the same transcripts turns up here as well.
    lab.writeAnswers(own, 'past', [{ id: 'a' }, { id: 'b' }]);
    await lab.look();
    expect(await counted()).toBe(3);
    expect(await lab.engine().undoTakeIn(1)).toMatchObject({ ok: true });
    await lab.look();
    expect(await counted()).toBe(2);
  });
});

/** Session files of other computers: real files, the real engine, what every page would show. */
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { answerSessions } from '../../../main/review/sessionsDesk.ts';
import { createTranscriptHeads } from '../../../main/review/transcriptHeads.ts';
import { openDatabase } from '../../../main/store/open.ts';
import { parseSettings } from '../../../preload/contract/settingsTree.ts';
import { codexRollout } from '../cli/logLines.ts';
import { openHomeLab, type HomeLab } from './homeLab.ts';

const NOW_MS = Date.parse('2026-11-20T12:00:00Z');

let lab: HomeLab;
let own: string;
let laptop: string;

beforeEach(async () => {
  lab = await openHomeLab(() => NOW_MS);
  own = path.join(lab.home, '.claude');
  laptop = path.join(lab.root, 'mnt', 'laptop', '.claude');
});
afterEach(() => lab.dispose());

const nameLaptop = () =>
  lab.set({ path: ['logFolders', `claude-code|${laptop}`], value: 'laptop' });

async function events() {
  const { reader } = await lab.tables();
  return [...reader.eventsBetween(0, Infinity)];
}

function sessions() {
  const database = openDatabase(lab.dataFolder, 'read');
  try {
    const question = { span: 'all', order: 'latest', agent: null, search: '' } as const;
    return answerSessions(question, {
      database,
      machine: lab.machine,
      settings: parseSettings({}).settings,
      timeZone: 'UTC',
      locale: 'en',
      clock: () => NOW_MS,
      heads: createTranscriptHeads(),
    }).rows;
  } finally {
    database.close();
  }
}

it('are counted as an account of their own, with the computer’s name, and open no window here', async () => {
  lab.writeAnswers(own, 'here', [{ id: 'a', session: 'here', at: '2026-11-20T11:58:00.000Z' }]);
  lab.writeAnswers(laptop, 'there', [
    { id: 'b', session: 'there', at: '2026-11-20T11:59:00.000Z' },
  ]);
  await lab.look();
  await nameLaptop();
  const snapshot = await lab.look();
  expect((await events()).map(({ account }) => account).toSorted()).toEqual([own, laptop]);
  expect(snapshot.totals?.today.events).toBe(2);
  expect(sessions().map(({ sessionId, host }) => [sessionId, host])).toEqual([
    ['there', 'laptop'],
    ['here', null],
  ]);
  expect(snapshot.windows.map(({ account }) => account)).not.toContain(laptop);
  expect(snapshot.boundaries.map(({ account }) => account)).toEqual([own]);
  expect(snapshot.sessions.map(({ id }) => id)).toEqual(['here']);
  const claude = snapshot.agents.find(({ id }) => id === 'claude-code');
  expect(claude?.folders.map((one) => one.path)).not.toContain(laptop);
  expect(claude?.hostFolders).toEqual([
    { path: laptop, host: 'laptop', state: 'read', logFiles: 1 },
  ]);
});

it('bring no reading of a limit into this computer’s windows, and it is kept beside them', async () => {
  const codexHere = path.join(lab.home, '.codex');
  const codexThere = path.join(lab.root, 'mnt', 'laptop', '.codex');
  const limits = (usedPercent: number) => ({
    rate_limits: {
      primary: { used_percent: usedPercent, window_minutes: 300, resets_at: NOW_MS / 1000 + 3600 },
    },
  });
  for (const [folder, percent, minute] of [
    [codexHere, 20, 50],
    [codexThere, 90, 55],
  ] as const) {
    const file = path.join(folder, 'sessions', `rollout-${percent}.jsonl`);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    const line = {
      timestamp: `2026-11-20T11:${minute}:00.000Z`,
      type: 'event_msg',
      payload: { type: 'token_count', info: null, ...limits(percent) },
    };
    fs.writeFileSync(file, `${codexRollout(`id-${percent}`, 1)}${JSON.stringify(line)}\n`);
  }
  await lab.set({ path: ['logFolders', `codex|${codexThere}`], value: 'laptop' });
  const { windows } = await lab.look();
  const reported = windows.filter(({ agent }) => agent === 'codex');
  expect(reported.map(({ account, usedPercent }) => [account, usedPercent])).toEqual([
    [codexHere, 20],
  ]);
  const { reader } = await lab.tables();
  const accounts = reader.limitReadingsSince(0).map(({ account }) => account);
  expect(new Set(accounts)).toEqual(new Set([codexHere, codexThere]));
});

it('that are gone are named, and keep what was counted; nothing is named when they are back', async () => {
  lab.writeAnswers(laptop, 'there', [{ id: 'b' }]);
  await nameLaptop();
  expect((await lab.look()).problems).toEqual([]);
  const aside = `${laptop}-unmounted`;
  fs.renameSync(laptop, aside);
  const gone = (await lab.look()).problems;
  expect(gone).toMatchObject([{ kind: 'host-folder-missing', path: laptop }]);
  expect(gone[0]?.message).toContain('Claude Code on laptop is not there');
  fs.mkdirSync(laptop);
  expect((await lab.look()).problems[0]?.message).toContain('holds no session files');
  expect(await events()).toHaveLength(1);
  fs.rmdirSync(laptop);
  fs.renameSync(aside, laptop);
  expect((await lab.look()).problems).toEqual([]);
  expect(await events()).toHaveLength(1);
});

it('that are this computer’s own folder under another name stay its own', async () => {
  lab.writeAnswers(own, 'here', [{ id: 'a' }]);
  const link = path.join(lab.root, 'same');
  fs.symlinkSync(own, link);
  await lab.set({ path: ['logFolders', `claude-code|${link}`], value: 'mirror' });
  const { problems } = await lab.look();
  expect(problems.map(({ message }) => message).join()).toContain('this computer’s own folder');
  expect((await events()).map(({ account }) => account)).toEqual([own]);
  expect((await lab.tables()).reader.hosts().size).toBe(0);
});

it('keep their computer after they are taken out of the settings', async () => {
  lab.writeAnswers(laptop, 'there', [{ id: 'b', session: 'there' }]);
  await nameLaptop();
  await lab.look();
  await lab.engine().undoSettings();
  await lab.restart();
  await lab.look();
  expect(sessions().map(({ host }) => host)).toEqual(['laptop']);
});

/** What stands where: in this computer's folder, in the laptop's, or in both, perhaps shorter in one. */
const answers = fc.uniqueArray(
  fc.record({
    nth: fc.integer({ min: 0, max: 30 }),
    here: fc.option(fc.integer({ min: 1, max: 3 })),
    there: fc.option(fc.integer({ min: 1, max: 3 })),
  }),
  { selector: ({ nth }) => nth, maxLength: 12 },
);

it('are never counted twice, and the same in whatever order they are read', async () => {
  await fc.assert(
    fc.asyncProperty(answers, fc.boolean(), async (all, isLaptopFirst) => {
      const one = await openHomeLab(() => NOW_MS);
      try {
        const [here, there] = [path.join(one.home, '.claude'), path.join(one.root, 'a-laptop')];
        const put = (folder: string, name: 'here' | 'there') =>
          one.writeAnswers(
            folder,
            'same-session',
            all.flatMap(({ nth, [name]: output }) =>
              output === null ? [] : [{ id: `m${nth}`, output }],
            ),
          );
        await one.set({ path: ['logFolders', `claude-code|${there}`], value: 'laptop' });
        put(isLaptopFirst ? there : here, isLaptopFirst ? 'there' : 'here');
        await one.look();
        put(isLaptopFirst ? here : there, isLaptopFirst ? 'here' : 'there');
        await one.look();
        const { reader } = await one.tables();
        const counted = [...reader.eventsBetween(0, Infinity)].map(
          ({ outputTokens, account }) => `${outputTokens} ${account === here ? 'here' : 'there'}`,
        );
        const expected = all.flatMap(({ here: ours, there: theirs }) => {
          if (ours === null && theirs === null) return [];
          const output = Math.max(ours ?? 0, theirs ?? 0);
          return [`${output} ${ours === output ? 'here' : 'there'}`];
        });
        expect(counted.toSorted()).toEqual(expected.toSorted());
      } finally {
        await one.dispose();
      }
    }),
    { numRuns: 25 },
  );
});

/**
 * What every agent in the registry must keep: a draw with its source, a page, places on three systems, a
 * fixture that is counted exactly, however it is read, and no fall over junk.
 */
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import type { Agent, Environment } from '../../../main/agents/agent.ts';
import { AGENT_LIST, AGENTS } from '../../../main/agents/registry.ts';
import { AGENT_IDS } from '../../../preload/contract/snapshot.ts';
import { DRAW_WORDS } from '../../../preload/contract/agentWording.ts';
import { AGENT_NAMES } from '../../../preload/contract/wording.ts';
import {
  createAgentLab,
  expectedOf,
  fixtureOf,
  type AgentLab,
  type FixtureFile,
} from './agentLab.ts';

const DOCS = path.join(import.meta.dirname, '..', '..', '..', 'docs', 'agents');

const labs: AgentLab[] = [];
afterEach(() => labs.splice(0).forEach((lab) => lab.close()));

function newLab(agent: Agent): AgentLab {
  const lab = createAgentLab(agent.id);
  labs.push(lab);
  return lab;
}

const SYSTEMS: readonly (readonly [string, Environment])[] = [
  ['linux', environmentOf('/home/ada', path.posix, {})],
  ['darwin', environmentOf('/Users/ada', path.posix, {})],
  [
    'win32',
    environmentOf('C:\\Users\\ada', path.win32, { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' }),
  ],
];

function environmentOf(
  homeFolder: string,
  { join, resolve }: path.PlatformPath,
  variables: Environment['variables'],
): Environment {
  // A posix path means the same on every system; a Windows one is only checked, never opened.
  return { variables, homeFolder, join, resolve: (one) => resolve(one) };
}

/** Fixtures are named for Linux. */
const HAS_FIXTURES = AGENT_LIST.filter(({ id }) => fixtureOf(id) !== null);

it('walks the agents of the contract, in its order', () => {
  expect(Object.keys(AGENTS)).toEqual([...AGENT_IDS]);
  expect(AGENT_LIST.map(({ id }) => id)).toEqual([...AGENT_IDS]);
  expect(new Set(Object.values(AGENT_NAMES)).size).toBe(AGENT_IDS.length);
});

describe.each(AGENT_LIST.map((agent) => [agent.id, agent] as const))('%s', (id, agent) => {
  it('says what it draws on, and where that is written', () => {
    expect(agent.draw.source).toMatch(/^https:\/\//);
    if (agent.keepsNoUsage) {
      expect(agent.keepsNoUsage.advice).toMatch(/^[A-Z].*\.$/);
      expect(agent.keepsNoUsage.source).toMatch(/^https:\/\//);
    }
  });

  it('has a page that says what was verified', () => {
    const file = path.join(DOCS, `${id}.md`);
    const page = fs.readFileSync(file, 'utf8');
    expect(page).toContain(`# ${AGENT_NAMES[id]}`);
    expect(page).toMatch(/^Verified: /m);
    expect(page).toMatch(/https:\/\//);
    // The paper and the registry say the same.
    expect(page.replaceAll(/\s+/g, ' ')).toContain(
      ` Draw: ${DRAW_WORDS[agent.draw.byDefault]} (${agent.draw.source}).`,
    );
  });

  it.each(SYSTEMS)('has folders of its own in the home on %s', (system, environment) => {
    const folders = agent.configFolders(environment);
    expect(folders.length).toBeGreaterThan(0);
    expect(new Set(folders.map((folder) => folder.path)).size).toBe(folders.length);
    const { isAbsolute } = system === 'win32' ? path.win32 : path.posix;
    for (const place of folders.flatMap((folder) => [folder.path, ...folder.logFolders])) {
      expect(isAbsolute(place)).toBe(true);
      expect(place.startsWith(environment.homeFolder)).toBe(true);
      expect(place.length).toBeGreaterThan(environment.homeFolder.length + 1);
    }
  });

  it('has a fixture unless there is nothing to read', () => {
    const hasLogs = agent
      .configFolders(SYSTEMS[0]?.[1] as Environment)
      .some(({ logFolders }) => logFolders.length > 0);
    expect(fixtureOf(id) !== null).toBe(hasLogs);
    expect(hasLogs || agent.keepsNoUsage !== undefined).toBe(true);
  });
});

describe.each(HAS_FIXTURES.map((agent) => [agent.id, agent] as const))('%s, read', (id, agent) => {
  const files = fixtureOf(id) as readonly FixtureFile[];

  it('counts its fixture exactly, and again the same', async () => {
    const lab = newLab(agent);
    files.forEach((file) => lab.put(file));
    expect((await lab.look()).failed).toEqual([]);
    expect(lab.counted()).toEqual(expectedOf(id));
    expect(lab.refused()).toBe(0);
    // Every figure of the expectation is there for a reason: none of it is empty.
    expect(expectedOf(id).length).toBeGreaterThan(0);
    expect((await lab.look()).filesRead).toBe(0);
    lab.forget();
    expect((await lab.look()).filesRead).toBeGreaterThan(0);
    expect(lab.counted()).toEqual(expectedOf(id));
  });

  it('counts the same when it grows bit by bit', async () => {
    const lab = newLab(agent);
    // What stands beside a log is there before it: agents write it first.
    const texts = files.filter(({ isSql }) => !isSql);
    for (const file of [...texts].reverse()) await growText(lab, file);
    for (const file of files.filter(({ isSql }) => isSql)) await growDatabase(lab, file);
    expect(lab.counted()).toEqual(expectedOf(id));
  });

  it('survives junk in place of its logs, and counts the rest', async () => {
    const lab = newLab(agent);
    for (const { place } of files) {
      for (const [nth, junk] of JUNK.entries()) lab.write(beside(place, nth), junk);
    }
    await lab.look();
    expect(lab.counted()).toEqual([]);
    files.forEach((file) => lab.put(file));
    await lab.look();
    expect(lab.counted()).toEqual(expectedOf(id));
  });

  it('keeps what it counted when its files are gone', async () => {
    const lab = newLab(agent);
    files.forEach((file) => lab.put(file));
    await lab.look();
    for (const { place } of files) fs.rmSync(lab.inHome(place));
    await lab.look();
    expect(lab.counted()).toEqual(expectedOf(id));
  });
});

const JUNK: readonly (Buffer | string)[] = [
  '',
  '{',
  '[]',
  'null',
  '{"messages":[null,1,"x",{"role":"assistant","usage":1,"metrics":[]}],"tokens":7,"usageLedger":{"events":[[]]}}',
  '[{"say":"api_req_started","text":"{"},{"say":"api_req_started","text":"[]"},{"say":"api_req_started","text":"{\\"tokensIn\\":-1}","ts":1}]',
  '{"role":"assistant","tokens":{"input":"x"},"time":{"created":1,"completed":2}}\n',
  Buffer.from([0xff, 0xfe, 0x00, 0x0a, 0x7b, 0xc3]),
  'SQLite format 3\0 and no more',
  `${'['.repeat(5000)}${']'.repeat(5000)}`,
];

/** A name of the same kind in a neighbouring place, so that the agent takes the junk for a log of its own. */
function beside(place: string, nth: number): string {
  const { dir, base } = path.posix.parse(place);
  const parent = path.posix.parse(dir);
  return path.posix.join(parent.dir, `${parent.base}`, `junk-${nth}`, base);
}

/** The file with half of it, three quarters, and so on. */
async function growText(lab: AgentLab, { place, bytes }: FixtureFile): Promise<void> {
  const cuts = [0, 1, 2, 3, 5, 8, 13].map((part) => Math.floor((bytes.length * part) / 16));
  for (const cut of [...cuts, bytes.length - 1, bytes.length]) {
    lab.write(place, bytes.subarray(0, cut));
    await lab.look();
  }
}

/** The database with one statement after the other, read after each while its owner has it open. */
async function growDatabase(lab: AgentLab, { place, bytes }: FixtureFile): Promise<void> {
  fs.mkdirSync(path.dirname(lab.inHome(place)), { recursive: true });
  const owner = new Database(lab.inHome(place));
  owner.pragma('journal_mode = WAL');
  for (const statement of bytes.toString('utf8').split(/;\n/)) {
    if (statement.trim() === '') continue;
    owner.exec(statement);
    expect((await lab.look()).failed).toEqual([]);
  }
  owner.close();
  await lab.look();
}

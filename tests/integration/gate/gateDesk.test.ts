/** The desk on real files: what it writes is read by the very script that agents run. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BoundaryDecision, GateDecision } from '../../../main/domain/boundary/types.ts';
import { unknownAccount, type AccountFacts } from '../../../main/domain/accounts.ts';
import { boundaryAnswers, recordedConsents } from '../../../main/domain/consentLedger.ts';
import type { LedgerEntry } from '../../../main/domain/ledger/entries.ts';
import { orderEntry } from '../../../main/domain/orders.ts';
import type { Followed } from '../../../main/engine/follow.ts';
import { createGateDesk, type GateDeskOptions } from '../../../main/engine/gateDesk.ts';
import { heldRecord } from '../../../main/domain/gateRules.ts';
import { gateAccountId, gatePathsOf } from '../../../main/gate/gatePaths.ts';
import { openAllowance } from '../../../main/gate/gateAllowance.ts';
import { giveOrder, givePermission } from '../../../main/gate/giveOrder.ts';
import { parseSettings } from '../../../preload/contract/settingsTree.ts';
import type { GateStanding, Snapshot } from '../../../preload/contract/snapshot.ts';
import { CLAUDE, makeSnapshot, sessionWindow } from '../../fixtures/snapshotParts.ts';
import { runScript } from './scriptLab.ts';

const SCRIPT = new URL('../../../resources/gate/tollgate-gate.sh', import.meta.url);
const OPEN: GateDecision = { gate: 'open', reason: 'plan-left', untilMs: null, answerId: null };
const CLOSED: GateDecision = { ...OPEN, gate: 'closed', reason: 'unanswered' };
const BLOCK = '"decision":"block"';

let root: string;
let account: string;
let paths: ReturnType<typeof gatePathsOf>;
let desk: ReturnType<typeof createGateDesk>;
let nowMs: number;

beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-desk-')));
  account = path.join(root, 'agent');
  fs.mkdirSync(account);
  paths = gatePathsOf(path.join(root, 'data'));
  nowMs = Date.now();
  desk = open();
});

afterEach(async () => {
  desk.close();
  await desk.settled();
  fs.rmSync(root, { recursive: true, force: true });
});

function open(options: Partial<GateDeskOptions> = {}) {
  return createGateDesk({ dataFolder: path.join(root, 'data'), clock: () => nowMs, ...options });
}

function snapshotWith(gate: GateStanding, resetsAtMs: number | null = null): Snapshot {
  const folders = [{ path: account, exists: true, logFiles: 1, bridge: null, gate }];
  return makeSnapshot({
    agents: [{ ...CLAUDE, folders }],
    windows: [sessionWindow({ account, resetsAtMs })],
  });
}

type Gate = Partial<Followed['settings']['gate']>;

async function follow(
  decision: GateDecision,
  gate: Gate = {},
  standing: GateStanding = 'active',
  answers: AccountFacts['answers'] = [],
  saved: unknown = {},
  resetsAtMs: number | null = null,
) {
  const { settings } = parseSettings(saved);
  const key = { agent: 'claude-code', account } as const;
  const decided = {
    key,
    state: 'at-boundary',
    why: { reason: 'plan-used-up', window: null },
    effects: { alerts: [], prompt: null, gate: decision, scopedGates: [], modelGates: [] },
    nextChangeAtMs: null,
  } as unknown as BoundaryDecision;
  desk.follow({
    snapshot: snapshotWith(standing, resetsAtMs),
    standings: [{ facts: { ...unknownAccount(key), answers }, decision: decided }],
    settings: { ...settings, gate: { ...settings.gate, ...gate } },
    tables: null as never,
    prices: null as never,
    nowMs,
    isMoneyDerived: true,
  });
  await desk.settled();
}

async function prompt(): Promise<string> {
  for (const folder of [paths.folder, paths.requests, paths.once, paths.live]) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  fs.copyFileSync(SCRIPT, paths.script);
  const id = gateAccountId('claude-code', account);
  return (await runScript(paths.folder, [id, 'prompt'])).stdout;
}

it('holds and lets go as was decided, in a file for its owner only', async () => {
  await follow(CLOSED);
  expect(fs.statSync(paths.state).mode & 0o777).toBe(0o600);
  expect(await prompt()).toContain(`${BLOCK},"reason":"Tollgate: The plan is used up`);
  await follow(OPEN);
  expect(await prompt()).toBe('');
});

it('writes nothing where no hook is installed, unless the gate is switched on', async () => {
  await follow(CLOSED, {}, 'not-installed');
  expect(fs.existsSync(paths.state)).toBe(false);
  await follow(CLOSED, { enabled: true }, 'cannot-be-held');
  expect(fs.existsSync(paths.state)).toBe(false);
  await follow(CLOSED, { enabled: true }, 'not-installed');
  expect(await prompt()).toContain(BLOCK);
});

it('writes again when it is time, and not before', async () => {
  const renewed = () => /renewed (\d+)/.exec(fs.readFileSync(paths.state, 'utf8'))?.[1];
  await follow(OPEN);
  const first = renewed();
  nowMs += 20_000;
  await follow(OPEN);
  expect(renewed()).toBe(first);
  nowMs += 11_000;
  await follow(OPEN);
  expect(Number(renewed())).toBe(Number(first) + 31);
});

it('says that it cannot write, and that it can again', async () => {
  fs.mkdirSync(path.join(root, 'data'));
  fs.writeFileSync(paths.folder, 'in the way');
  await follow(CLOSED);
  expect(desk.troubles()).toMatchObject([{ kind: 'gate-unwritable', severity: 'error' }]);
  fs.rmSync(paths.folder);
  await follow(CLOSED);
  expect(desk.troubles()).toEqual([]);
  expect(await prompt()).toContain(BLOCK);
});

it('closes as the account’s profile says, and as General does for all others', async () => {
  desk.close();
  desk = open({ onRequest: () => undefined });
  const profiles = { Work: { gate: { mode: 'closed' } } };
  const state = () => /rule (\w+)/.exec(fs.readFileSync(paths.state, 'utf8'))?.[1];
  const own = (profile: string | null) => ({
    profiles,
    accounts: { [`claude-code|${account}`]: { profile } },
  });
  await follow(CLOSED, { mode: 'ask' }, 'active', [], own('Work'));
  expect(state()).toBe('closed');
  await follow(CLOSED, { mode: 'ask' }, 'active', [], own(null));
  expect(state()).toBe('ask');
});

it('asks only where somebody can be asked, and hands each question on once', async () => {
  await follow(CLOSED, { mode: 'ask' });
  expect(fs.readFileSync(paths.state, 'utf8')).toContain('rule closed');
  desk.close();
  const asked: string[] = [];
  desk = open({ onRequest: (request, key) => asked.push(`${key.account} ${request.event}`) });
  await follow(CLOSED, { mode: 'ask', askSeconds: 9 });
  expect(fs.readFileSync(paths.state, 'utf8')).toContain('rule ask');
  const said = prompt();
  while (!fs.existsSync(paths.requests) || fs.readdirSync(paths.requests).length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await follow(CLOSED, { mode: 'ask', askSeconds: 9 });
  await follow(CLOSED, { mode: 'ask', askSeconds: 9 });
  expect(asked).toEqual([`${account} prompt`]);
  await follow(OPEN, { mode: 'ask' });
  expect(await said).toBe('');
});

it('carries out what is said in the tray, keeps it through renewals, and tells the ledger', async () => {
  const told: unknown[] = [];
  desk = open({
    record: (order) => {
      told.push(order);
      return Promise.resolve({ ok: true, value: null });
    },
  });
  await follow(OPEN);
  const say = (kind: 'stop' | 'allow-once' | 'open-until-reset', resetsAtMs: number | null) =>
    desk.order(
      { kind, agent: 'claude-code', account },
      { ...snapshotWith('active', resetsAtMs), takenAtMs: nowMs },
    );
  const resetsAtMs = (Math.floor(nowMs / 1000) + 3600) * 1000;
  expect(await say('stop', resetsAtMs)).toEqual({ ok: true, value: resetsAtMs });
  nowMs += 1000;
  await follow({ ...OPEN, untilMs: nowMs + 60_000 });
  expect(await prompt()).toContain(`${BLOCK},"reason":"Tollgate: You stopped it until`);
  expect(await say('allow-once', null)).toMatchObject({ ok: true });
  expect([await prompt(), (await prompt()).includes(BLOCK)]).toEqual(['', true]);
  expect(await say('open-until-reset', null)).toEqual({
    ok: false,
    message: 'The next reset is not known.',
  });
  expect(await say('open-until-reset', resetsAtMs)).toMatchObject({ ok: true });
  await follow(CLOSED);
  expect(await prompt()).toBe('');
  expect(told).toMatchObject([
    { kind: 'stop', account, expiresAtMs: resetsAtMs },
    { kind: 'allow-once' },
    { kind: 'open', expiresAtMs: resetsAtMs },
  ]);
});

/** The user opens the closed gate until the reset; what is written into the ledger of it, and when that is. */
async function openedUntilReset() {
  const entries: LedgerEntry[] = [];
  desk = open({
    record: (order) => {
      entries.push(orderEntry(order));
      return Promise.resolve({ ok: true, value: null });
    },
  });
  await follow(CLOSED);
  const resetsAtMs = (Math.floor(nowMs / 1000) + 3600) * 1000;
  const request = { kind: 'open-until-reset', agent: 'claude-code', account } as const;
  const snapshot = { ...snapshotWith('active', resetsAtMs), takenAtMs: nowMs };
  const order = () => desk.order(request, snapshot);
  await order();
  return { entries, order, resetsAtMs };
}

it('a later answer in the prompt takes the lead from an order, and so does taking it back', async () => {
  const { entries, order } = await openedUntilReset();
  const answers = () => boundaryAnswers(recordedConsents(entries), () => 0);
  const [opened] = answers();
  if (!opened) throw new Error('the order is not in the ledger');
  await follow(CLOSED, {}, 'active', [opened]);
  expect(await prompt()).toBe('');
  const stop = { ...opened, id: 'later', kind: 'stop', givenAtMs: nowMs + 1 } as const;
  await follow(CLOSED, {}, 'active', [opened, stop]);
  expect(await prompt()).toContain(BLOCK);
  // What was taken out does not come back; a new order leads again, until it is taken back.
  nowMs += 5000;
  await order();
  const [, again] = answers();
  if (!again) throw new Error('the second order is not in the ledger');
  await follow(CLOSED, {}, 'active', [opened, stop, again]);
  expect(await prompt()).toBe('');
  await follow(CLOSED, {}, 'active', [opened, stop, { ...again, isRevoked: true }]);
  expect(await prompt()).toContain(BLOCK);
});

it('a stop that is said ahead takes back what was allowed when it closes the gate, and not before', async () => {
  await follow(OPEN);
  const id = gateAccountId('claude-code', account);
  await givePermission(paths, id, nowMs);
  const ahead: AccountFacts['answers'][number] = {
    id: 'ahead',
    kind: 'stop',
    scope: { kind: 'everything' },
    capMicros: null,
    spentMicros: null,
    givenAtMs: nowMs + 1000,
    endsAtMs: nowMs + 3_600_000,
    window: null,
    isRevoked: false,
    isAhead: true,
  };
  nowMs += 2000;
  await follow(OPEN, {}, 'active', [ahead]);
  expect(await openAllowance(paths, id, nowMs)).not.toBeNull();
  const leading = { ...CLOSED, reason: 'stopped-by-user', answerId: 'ahead' } as const;
  await follow(leading, {}, 'active', [{ ...ahead, isRevoked: true }]);
  expect(await openAllowance(paths, id, nowMs)).not.toBeNull();
  await follow(leading, {}, 'active', [ahead]);
  expect(await openAllowance(paths, id, nowMs)).toBeNull();
});

it('an opening until the reset ends when the provider resets early', async () => {
  const { entries, resetsAtMs } = await openedUntilReset();
  const answers = boundaryAnswers(recordedConsents(entries), () => 0);
  await follow(CLOSED, {}, 'active', answers, {}, resetsAtMs);
  expect(await prompt()).toBe('');
  await follow(CLOSED, {}, 'active', answers, {}, resetsAtMs + 4 * 3_600_000);
  expect(await prompt()).toContain(BLOCK);
});

it('refuses an order where no gate is', async () => {
  const request = { kind: 'stop', agent: 'claude-code', account } as const;
  expect(await desk.order(request, snapshotWith('not-installed'))).toEqual({
    ok: false,
    message: 'The gate is not installed.',
  });
  expect(fs.existsSync(paths.state)).toBe(false);
});

it('an engine that starts anew asks again: it lets go of a stop that the one before never saved, and of no other', async () => {
  const order = (recordId: string) =>
    giveOrder(paths, gateAccountId('claude-code', account), {
      state: 'closed',
      expiresAtMs: nowMs + 3_600_000,
      recordId,
    });
  await order(heldRecord(nowMs - 1));
  expect(await prompt()).toContain(BLOCK);
  await follow(OPEN);
  expect(await prompt()).toBe('');
  await order(heldRecord(nowMs + 1));
  nowMs += 31_000;
  await follow(OPEN);
  expect(await prompt()).toContain(BLOCK);
});

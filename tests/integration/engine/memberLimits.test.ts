/** A member's limit from the saved report into the account's ceiling, its boundary, and out again. */
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SpendLimitRow } from '../../../main/domain/providers/reports.ts';
import { createAccountReadingWriter } from '../../../main/store/accountReadings.ts';
import { openDatabase } from '../../../main/store/open.ts';
import { createProviderWriter } from '../../../main/store/providerAccounts.ts';
import { createWriter } from '../../../main/store/saveBatches.ts';
import type { CreditsView } from '../../../preload/contract/credits.ts';
import { openHomeLab, type HomeLab } from './homeLab.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

let lab: HomeLab;
let folder: string;

beforeEach(async () => {
  lab = await openHomeLab(() => NOW);
  folder = path.join(lab.home, '.claude');
  const at = new Date(NOW - 60_000).toISOString();
  lab.writeAnswers(folder, 'one', [{ id: 'a', input: 100, output: 10, at }]);
});
afterEach(() => lab.dispose());

const ROW: SpendLimitRow = {
  memberId: 'user_ada',
  member: 'Ada',
  email: 'ada@example.com',
  currency: 'USD',
  limitMicros: 500_000_000,
  spentMicros: 120_000_000,
  period: 'monthly',
  source: 'seat_tier',
};

/** As a poll saves them, in place of those before. */
async function heard(...rows: SpendLimitRow[]): Promise<void> {
  await lab.close();
  const { connection, close } = openDatabase(lab.dataFolder, 'write-if-free');
  createProviderWriter(connection).savePoll(
    {
      provider: 'anthropic-enterprise',
      lastPolledAtMs: NOW - HOUR,
      failures: 0,
      notBeforeMs: 0,
      problem: null,
      lastContactAtMs: NOW - HOUR,
      requests: 1,
      bytesSent: 1,
      bytesReceived: 1,
      organisation: { id: 'org', name: null },
    },
    [{ span: null, atMs: NOW - HOUR, content: { report: 'spend-limits', rows } }],
  );
  close();
  await lab.restart();
}

async function signedIn(email: string, plan: string): Promise<void> {
  await lab.close();
  const { connection, close } = openDatabase(lab.dataFolder, 'write-if-free');
  connection.transaction(() =>
    createAccountReadingWriter(connection).addPlan({
      agent: 'claude-code',
      account: folder,
      source: 'claude-auth',
      observedAtMs: NOW - HOUR,
      isSignedIn: true,
      billing: 'subscription',
      plan,
      tier: null,
      email,
      organisation: 'Toll Road Ltd',
      isIncludedUseAllowed: null,
    }),
  )();
  close();
  await lab.restart();
}

async function credits(): Promise<CreditsView | undefined> {
  await lab.look();
  const { credits: all } = await lab.look();
  return all?.accounts.find(({ account }) => account === folder);
}

const setMember = (value: string | null) =>
  lab.set({ path: ['accounts', `claude-code|${folder}`, 'member'], value });
const switchReport = (value: boolean) =>
  lab.set({ path: ['providers', 'anthropicEnterprise'], value });

it('counts for the account that is signed in with the member’s address, while the report is on', async () => {
  await heard(ROW);
  await signedIn('Ada@example.com', 'enterprise');
  expect((await credits())?.memberLimits ?? []).toEqual([]);
  await switchReport(true);
  const found = await credits();
  expect(found?.memberLimits).toMatchObject([
    { member: 'Ada', source: 'anthropic-enterprise-api', asOfMs: NOW - HOUR },
  ]);
  expect(found?.ceiling).toMatchObject({
    remainingMicros: 380_000_000,
    binding: { kind: 'member-limit', basis: 'reported', renewsAtMs: Date.UTC(2026, 11, 1) },
  });
  // It is no credit of the plan: no balance, no spend, no limit of the account's own.
  expect(found).toMatchObject({
    balance: null,
    spentThisMonth: null,
    spendLimit: { kind: 'unknown' },
  });
  await switchReport(false);
  expect((await credits())?.memberLimits ?? []).toEqual([]);
});

it('counts for nobody else’s account, and for one that the user ties at once', async () => {
  await heard(ROW);
  await signedIn('ada@example.com', 'max');
  await switchReport(true);
  expect((await credits())?.memberLimits ?? []).toEqual([]);
  await setMember('user_ada');
  expect((await credits())?.memberLimits).toHaveLength(1);
  await setMember('nobody');
  expect((await credits())?.memberLimits ?? []).toEqual([]);
});

it('blocks at the boundary once it is spent', async () => {
  await heard({ ...ROW, spentMicros: 500_000_000 });
  await switchReport(true);
  await setMember('ada@example.com');
  await lab.close();
  const { connection, close } = openDatabase(lab.dataFolder, 'write-if-free');
  createWriter(connection).saveLimits([
    {
      agent: 'claude-code',
      account: folder,
      kind: 'session',
      modelName: null,
      usedPercent: 100,
      resetsAtMs: NOW + HOUR,
      source: 'status-line',
      observedAtMs: NOW - 1000,
    },
  ]);
  close();
  await lab.restart();
  await lab.look();
  const { boundary } = await lab.look();
  expect(boundary).toMatchObject({ state: 'blocked-by-ceiling', gate: 'closed' });
});

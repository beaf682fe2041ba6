/** The alerts' desk on a real database: pictures in, requests out, with failures and restarts in between. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unknownAccount, type AccountFacts } from '../../../main/domain/accounts.ts';
import { UNKNOWN_CREDITS } from '../../../main/domain/credits/types.ts';
import { NOTHING_FOUND, takePicture } from '../../../main/domain/snapshot.ts';
import type { ShowResult } from '../../../main/engine/alertDelivery.ts';
import { createAlertDesk } from '../../../main/engine/alertDesk.ts';
import { openTables } from '../../../main/engine/database.ts';
import type { Followed } from '../../../main/engine/follow.ts';
import { createPricing } from '../../../main/prices/pricing.ts';
import { DATABASE_NAME } from '../../../main/store/open.ts';
import type { NotificationRequest } from '../../../preload/contract/alerts.ts';
import { DEFAULT_SETTINGS, parseSettings } from '../../../preload/contract/settingsTree.ts';
import { HOUR, MINUTE, NOW, windowView } from '../../unit/domain/windowView.ts';

const KEY = { agent: 'claude-code', account: '/home/u/.claude' } as const;
const RESETS_AT_MS = NOW + 2.5 * HOUR;

let folder: string;
let opened: ReturnType<typeof openTables>;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-desk-'));
  opened = openTables(folder, ['claude-code']);
});

afterEach(() => {
  opened.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

function tables() {
  if (opened.state.kind !== 'open') throw new Error(opened.state.failure.message);
  return opened.state.tables;
}

const outbox = () => tables().writing!.outbox;

/** A program: its desk, a clock, and a desktop that answers as the test says. */
function program(answer: (request: NotificationRequest) => Promise<ShowResult>) {
  const requests: NotificationRequest[] = [];
  let nowMs = NOW;
  const desk = createAlertDesk({
    clock: () => nowMs,
    show(request) {
      requests.push(request);
      return answer(request);
    },
  });
  return {
    desk,
    requests,
    /** A picture with this use of the plan, and what was asked to be shown since the program began. */
    async see(
      usedPercent: number,
      atMs: number,
      facts: Partial<AccountFacts> = {},
      settings = DEFAULT_SETTINGS,
    ) {
      nowMs = atMs;
      desk.follow({ ...followed(usedPercent, atMs, facts), settings });
      // The pump's steps are promises that are all settled by then.
      await new Promise((resolve) => setImmediate(resolve));
      return requests.map(({ title }) => title);
    },
  };
}

function followed(usedPercent: number, nowMs: number, facts: Partial<AccountFacts>): Followed {
  const picture = takePicture({
    ...NOTHING_FOUND,
    windows: [windowView({ usedPercent, asOfMs: nowMs })],
    accounts: [{ ...unknownAccount(KEY), ...facts }],
    nowMs,
    timeZone: 'UTC',
    locale: 'en-US',
    phase: 'ready',
    importProgress: null,
    logsReadAtMs: nowMs,
    problems: [],
    agents: [],
    preferences: { resetDisplay: 'clock' },
  });
  return {
    ...picture,
    tables: tables(),
    settings: DEFAULT_SETTINGS,
    prices: createPricing(),
    nowMs,
    isMoneyDerived: true,
  };
}

const works = () => Promise.resolve<ShowResult>({ ok: true });
const refuses = () => Promise.resolve<ShowResult>({ ok: false, reason: 'Nobody shows it.' });
const never = () => new Promise<ShowResult>(() => undefined);

describe('the desk', () => {
  it('tells each level once, also to the program that is started after it', async () => {
    const first = program(works);
    expect(await first.see(60, NOW)).toEqual([]);
    await first.see(76, NOW + MINUTE);
    expect(await first.see(77, NOW + 2 * MINUTE)).toEqual(['76% of the plan is used']);
    const second = program(works);
    await second.see(77, NOW + 3 * MINUTE);
    await second.see(98, NOW + 4 * MINUTE);
    expect(second.requests).toMatchObject([
      {
        title: 'The next request may be paid',
        isUrgent: true,
        buttons: [{ action: 'stop' }, { action: 'open' }],
        about: { ...KEY, windowKind: 'session', modelName: null, resetsAtMs: RESETS_AT_MS },
        endsGroup: false,
      },
    ]);
    expect(first.requests[0]).toMatchObject({ buttons: [], about: null });
    await second.see(98, RESETS_AT_MS);
    expect(second.requests[1]).toMatchObject({
      title: 'The plan is back',
      about: null,
      group: second.requests[0]?.group,
      endsGroup: true,
    });
  });

  it('obeys the account’s profile, as soon as it is saved', async () => {
    const { see } = program(works);
    const { settings } = parseSettings({
      profiles: { Work: { alerts: { planPercents: [30] } } },
      accounts: { [`claude-code|${KEY.account}`]: { profile: 'Work' } },
    });
    expect(await see(10, NOW, {}, settings)).toEqual([]);
    await see(31, NOW + MINUTE, {}, settings);
    expect(await see(76, NOW + 2 * MINUTE, {}, settings)).toEqual(['31% of the plan is used']);
    await see(91, NOW + 3 * MINUTE);
    expect(await see(92, NOW + 4 * MINUTE)).toEqual([
      '31% of the plan is used',
      '91% of the plan is used',
    ]);
  });

  it('writes nothing where nothing has changed', () => {
    const { desk } = program(works);
    const own = tables();
    let saves = 0;
    const counted = {
      ...outbox(),
      saveStep(...step: Parameters<ReturnType<typeof outbox>['saveStep']>) {
        saves += 1;
        own.writing!.outbox.saveStep(...step);
      },
    };
    const counting = { ...own, writing: { ...own.writing!, outbox: counted } };
    const see = (percent: number, atMs: number) =>
      desk.follow({ ...followed(percent, atMs, {}), tables: counting });
    see(60, NOW);
    expect(saves).toBe(1);
    see(60, NOW);
    expect(saves).toBe(1);
    see(61, NOW + MINUTE);
    expect(saves).toBe(2);
  });

  it('keeps the detectors’ baseline over a restart', async () => {
    const enabled = (value: boolean, asOfMs: number) => ({
      credits: {
        ...UNKNOWN_CREDITS,
        enabled: { value, source: 'claude-usage', basis: 'reported', asOfMs } as const,
      },
    });
    await program(works).see(60, NOW, enabled(false, NOW));
    const second = program(works);
    const on = enabled(true, NOW + MINUTE);
    expect(await second.see(60, NOW + MINUTE, on)).toEqual(['Usage credits were switched on']);
    expect(await second.see(60, NOW + 2 * MINUTE, on)).toHaveLength(1);
    expect(await program(works).see(60, NOW + 3 * MINUTE, on)).toEqual([]);
  });
});

describe('when nothing can be shown', () => {
  it('says so until something was shown', async () => {
    let isUp = false;
    const { desk, see, requests } = program(() => (isUp ? works() : refuses()));
    await see(60, NOW);
    expect(desk.troubles()).toEqual([]);
    await see(76, NOW + MINUTE);
    expect(desk.troubles()).toEqual([
      {
        kind: 'notifications-unavailable',
        severity: 'notice',
        message: 'Nobody shows it.',
        path: null,
        count: null,
      },
    ]);
    isUp = true;
    await see(76, NOW + 2 * MINUTE);
    expect(desk.troubles()).toEqual([]);
    expect(requests).toHaveLength(2);
  });

  it('an engine that ends before the answer leads to one repetition, and says nothing wrong', async () => {
    let answer: (result: ShowResult) => void = () => undefined;
    const first = program(() => new Promise((resolve) => (answer = resolve)));
    await first.see(60, NOW);
    await first.see(76, NOW + MINUTE);
    first.desk.close();
    answer({ ok: true });
    await new Promise((resolve) => setImmediate(resolve));
    expect(first.desk.troubles()).toEqual([]);
    const second = program(never);
    expect(await second.see(76, NOW + 90_000)).toEqual([]);
    expect(await second.see(76, NOW + 3 * MINUTE)).toHaveLength(1);
    const third = program(works);
    expect(await third.see(76, NOW + 9 * MINUTE)).toEqual([]);
    expect(outbox().history(1)[0]?.status).toBe('unconfirmed');
  });

  it('a database that cannot be written is named, and the step is done again whole', async () => {
    const { desk, see, requests } = program(works);
    await see(60, NOW);
    const Database = (await import('better-sqlite3')).default;
    const other = new Database(path.join(folder, DATABASE_NAME));
    other.exec(
      `CREATE TRIGGER full BEFORE INSERT ON alert_outbox BEGIN SELECT RAISE(ABORT, 'full'); END`,
    );
    await see(76, NOW + MINUTE);
    expect(desk.troubles()).toMatchObject([{ kind: 'database-failed', severity: 'error' }]);
    expect(requests).toEqual([]);
    other.exec('DROP TRIGGER full');
    other.close();
    expect(await see(76, NOW + 2 * MINUTE)).toEqual(['76% of the plan is used']);
    expect(desk.troubles()).toEqual([]);
  });
});

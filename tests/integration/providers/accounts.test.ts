/**
 * Organisations' accounts from key to figures: the engine, a real keyring, a provider on this machine that answers
 * as documented, and a database that outlives the engine.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { openDatabase } from '../../../main/store/open.ts';
import type { ProviderView } from '../../../preload/contract/providers.ts';
import { startGoodServer, type GoodServer } from '../../fixtures/providers/goodServer.ts';
import { openKeysLab, type KeysLab } from '../engine/keysLab.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const KEY = `sk-ant-admin01-${'account'.repeat(12)}`;
const OTHER_KEY = `sk-ant-admin01-${'rotated'.repeat(12)}`;

let lab: KeysLab;
let server: GoodServer;
let nowMs: number;

beforeEach(async () => {
  lab = await openKeysLab();
  server = await startGoodServer();
  nowMs = NOW;
});

afterEach(async () => {
  await lab.close();
  await server.close();
});

const start = (isLasting = false): Promise<Engine> =>
  lab.start({ clock: () => nowMs, isLasting, loopbackPort: server.port });

const set = (engine: Engine, name: string, value: unknown) =>
  engine.changeSettings([{ path: ['providers', name], value }]);

async function switchOn(engine: Engine, days = 31): Promise<void> {
  expect(await set(engine, 'anthropicAdmin', true)).toEqual({ ok: true, value: null });
  await set(engine, 'backFillDays', days);
}

async function viewOf(engine: Engine, provider: ProviderView['provider'] = 'anthropic') {
  const view = (await engine.providers()).find((one) => one.provider === provider);
  if (!view) throw new Error('no view');
  return view;
}

/** Polls by hand, a minute apart, until all wanted days are there. */
async function fill(engine: Engine): Promise<number> {
  for (let polls = 1; polls < 40; polls += 1) {
    expect(await engine.pollProvider('anthropic')).toEqual({ kind: 'polled', problem: null });
    nowMs += MINUTE;
    if ((await viewOf(engine)).progress === null) return polls;
  }
  throw new Error('It does not end.');
}

function rows(table: string): unknown[] {
  const { connection, close } = openDatabase(lab.dataFolder, 'read');
  try {
    return connection.prepare(`SELECT * FROM ${table} ORDER BY id`).all();
  } finally {
    close();
  }
}

const withoutTimes = (found: unknown[]) =>
  found.map((row) => ({ ...(row as object), id: 0, observed_at_ms: 0 }));

describe('an organisation’s account', () => {
  it('is asked nothing before it is switched on, not even whether its key is right', async () => {
    const engine = await start(true);
    await engine.saveKey('anthropic', KEY);
    expect(await engine.testKey('anthropic')).toMatchObject({ ok: false, kind: 'switched-off' });
    expect(await engine.pollProvider('anthropic')).toMatchObject({ because: 'switched-off' });
    await engine.look('full');
    expect(server.asked).toEqual([]);
  });

  it('stands with every figure, its source and age, and beside all totals', async () => {
    const engine = await start();
    await switchOn(engine, 3);
    expect(await engine.saveKey('anthropic', KEY)).toMatchObject({
      ok: true,
      key: { lastFour: 'ount', keptIn: 'keychain', present: true },
      notice: null,
    });
    expect(await engine.testKey('anthropic')).toEqual({
      ok: true,
      atMs: NOW,
      organisation: 'Toll Road Ltd',
    });
    await fill(engine);
    const view = await viewOf(engine);
    expect(view.figures).toMatchObject({
      source: 'anthropic-admin-api',
      basis: 'reported',
      costTotal: [{ currency: 'USD', micros: 3 * 1_234_500 }],
      costThisMonth: [{ currency: 'USD', micros: 3 * 1_234_500 }],
      models: [{ model: 'claude-opus-5', inputTokens: 4500, outputTokens: 1500 }],
      members: [{ actor: 'dev@toll.example', sessions: 15, estimated: [{ micros: 30_750_000 }] }],
      rateLimits: [{ limiter: 'requests_per_minute', value: 4000 }, { value: 2_000_000 }],
    });
    expect(view.figures?.byDay.map(({ day }) => day)).toEqual([
      '2026-11-20',
      '2026-11-21',
      '2026-11-22',
    ]);
    expect(view.figures?.asOfMs).toBeGreaterThanOrEqual(NOW);
    expect(view.organisation).toEqual({ id: 'org_01Toll', name: 'Toll Road Ltd' });
    expect(view.contact).toMatchObject({
      host: 'api.anthropic.com',
      requests: server.asked.length,
    });
    expect(view.contact.bytesReceived).toBeGreaterThan(1000);
    expect(view.contact.bytesSent).toBeGreaterThan(500);
    const snapshot = await engine.look('full');
    expect(snapshot.totals?.today.costMicros ?? 0).toBe(0);
    expect(snapshot.windows).toEqual([]);
    expect(JSON.stringify(snapshot)).not.toContain('claude-opus-5');
  });

  it('is filled backwards with progress, and reading it again changes no row', async () => {
    const engine = await start();
    await switchOn(engine, 40);
    await engine.saveKey('anthropic', KEY);
    await engine.pollProvider('anthropic');
    const { progress } = await viewOf(engine);
    expect(progress?.daysWanted).toBe(3 * 40);
    expect(progress?.daysDone).toBeGreaterThan(0);
    nowMs += MINUTE;
    await fill(engine);
    const saved = rows('provider_cost');
    expect(saved).toHaveLength(40);
    expect(rows('provider_usage')).toHaveLength(40);
    expect(rows('provider_agent_use')).toHaveLength(80);
    nowMs += 60 * MINUTE;
    await engine.pollProvider('anthropic');
    expect(withoutTimes(rows('provider_cost'))).toEqual(withoutTimes(saved));
    expect(rows('provider_agent_use')).toHaveLength(80);
  });

  it('takes a provider’s correction of the last days', async () => {
    const engine = await start();
    await switchOn(engine, 3);
    await engine.saveKey('anthropic', KEY);
    await fill(engine);
    server.setAmount('200.00');
    await engine.pollProvider('anthropic');
    expect((await viewOf(engine)).figures?.costTotal).toEqual([
      { currency: 'USD', micros: 6_000_000 },
    ]);
  });

  it('OpenAI’s is another account, in dollars', async () => {
    const engine = await start();
    await set(engine, 'openaiAdmin', true);
    await set(engine, 'backFillDays', 2);
    await engine.saveKey('openai', `sk-admin-${'organisation'.repeat(5)}`);
    expect(await engine.pollProvider('openai')).toEqual({ kind: 'polled', problem: null });
    const view = await viewOf(engine, 'openai');
    expect(view.figures).toMatchObject({
      source: 'openai-admin-api',
      costTotal: [{ currency: 'USD', micros: 120_000 }],
      models: [{ model: 'gpt-5', inputTokens: 400, cacheReadTokens: 1600 }],
    });
    expect(view.organisation).toEqual({ id: 'toll-road', name: 'toll-road' });
    expect((await viewOf(engine)).figures).toBeNull();
    expect(server.asked.every(({ key }) => key.startsWith('Bearer sk-admin-'))).toBe(true);
  });
});

describe('pauses', () => {
  it('a provider’s own pause holds across restarts, by hand too', async () => {
    let engine = await start();
    await switchOn(engine);
    await engine.saveKey('anthropic', KEY);
    server.interfere((_url, response) => {
      response.writeHead(429, { 'retry-after': '7200' }).end();
      return true;
    });
    expect(await engine.pollProvider('anthropic')).toMatchObject({ problem: { kind: 'busy' } });
    engine = await start();
    nowMs += 119 * MINUTE;
    const asked = server.asked.length;
    expect(await engine.pollProvider('anthropic')).toMatchObject({
      because: 'paused',
      notBeforeMs: NOW + 120 * MINUTE,
    });
    expect(server.asked.length).toBe(asked);
    server.interfere(null);
    nowMs += MINUTE;
    expect(await engine.pollProvider('anthropic')).toEqual({ kind: 'polled', problem: null });
  });

  it('a poll is never closer to the last than a minute', async () => {
    const engine = await start();
    await switchOn(engine);
    await engine.saveKey('anthropic', KEY);
    await engine.pollProvider('anthropic');
    nowMs += MINUTE - 1;
    expect(await engine.pollProvider('anthropic')).toMatchObject({ because: 'floor' });
    expect(await (await start()).pollProvider('anthropic')).toMatchObject({ because: 'floor' });
  });

  it('a program that stays polls by itself, once in the time that was set', async () => {
    const engine = await start(true);
    await switchOn(engine, 1);
    await engine.saveKey('anthropic', KEY);
    const polls = async () => {
      await engine.look('full');
      await until(async () => !(await viewOf(engine)).isPolling);
      return server.asked.filter(({ url }) => url.pathname.endsWith('/me')).length;
    };
    await engine.allowReading();
    expect(await polls()).toBe(1);
    expect(await polls()).toBe(1);
    nowMs += 29 * MINUTE;
    expect(await polls()).toBe(1);
    nowMs += 2 * MINUTE;
    expect(await polls()).toBe(2);
  });
});

describe('a key', () => {
  it('that is refused is said once, with a way out, and a new one is tried at once', async () => {
    const engine = await start();
    await switchOn(engine, 1);
    await engine.saveKey('anthropic', KEY);
    server.interfere((_url, response) => {
      const message = `invalid key ${KEY}`;
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message } }));
      return true;
    });
    await engine.pollProvider('anthropic');
    const { problem } = await viewOf(engine);
    expect(problem).toMatchObject({ kind: 'key-refused' });
    expect(problem?.message).toContain('[redacted]');
    expect(JSON.stringify(await engine.look('full'))).not.toContain('accountaccount');
    nowMs += MINUTE;
    expect(await engine.pollProvider('anthropic')).toMatchObject({ because: 'paused' });
    server.interfere(null);
    await engine.saveKey('anthropic', OTHER_KEY);
    expect(await engine.pollProvider('anthropic')).toEqual({ kind: 'polled', problem: null });
    expect(server.asked.at(-1)?.key).toBe(OTHER_KEY);
  });

  it('is forgotten in keychain and database', async () => {
    const engine = await start();
    await engine.saveKey('anthropic', KEY);
    expect(await engine.forgetKey('anthropic')).toMatchObject({
      ok: true,
      key: { present: false },
    });
    expect((await engine.keys()).map(({ present }) => present)).toEqual([
      false,
      false,
      false,
      false,
    ]);
    await switchOn(engine);
    expect(await engine.pollProvider('anthropic')).toMatchObject({ because: 'no-key' });
    await engine.saveKey('anthropic', KEY);
    expect(await engine.testKey('anthropic')).toMatchObject({ ok: true });
  });

  it('that somebody changed in the keychain is not used', async () => {
    const engine = await start();
    await switchOn(engine);
    await engine.saveKey('anthropic', KEY);
    const { createHash } = await import('node:crypto');
    const place = createHash('sha256').update(lab.dataFolder).digest('hex').slice(0, 12);
    const keychain = lab.openKeychain();
    expect(await keychain.save(`anthropic ${place}`, 'something else than a key')).toMatchObject({
      ok: true,
    });
    expect(await engine.pollProvider('anthropic')).toMatchObject({ problem: { kind: 'keychain' } });
    expect(await engine.testKey('anthropic')).toMatchObject({ ok: false, kind: 'garbage' });
    await keychain.remove(`anthropic ${place}`);
    expect(await engine.testKey('anthropic')).toMatchObject({ ok: false, kind: 'missing' });
    expect(server.asked).toEqual([]);
  });

  it('that is none is refused without a word of it', async () => {
    const engine = await start();
    for (const typed of [
      '',
      'short',
      `${KEY} and more`,
      `${KEY}\n${KEY}`,
      'ключ-ключ-ключ-ключ',
      'x'.repeat(1281),
    ]) {
      const receipt = await engine.saveKey('anthropic', typed);
      expect(receipt.ok).toBe(false);
      if (typed.length > 6) expect(JSON.stringify(receipt)).not.toContain(typed.slice(0, 20));
    }
    expect((await engine.keys())[0]?.present).toBe(false);
  });

  it('locked away: the poll says so, asks nobody, and rests', async () => {
    const engine = await start(true);
    await switchOn(engine);
    await engine.saveKey('anthropic', KEY);
    lab.keyring.lock();
    expect(await engine.pollProvider('anthropic')).toMatchObject({
      problem: { kind: 'keychain', message: 'The keychain is locked.' },
    });
    expect(server.asked).toEqual([]);
    await engine.allowReading();
    const { problems } = await engine.look('full');
    expect(problems.map(({ message }) => message).join()).toContain('The keychain is locked.');
    expect((await viewOf(engine)).nextAllowedAtMs).toBe(NOW + 60 * MINUTE);
    // Somebody may unlock it meanwhile and try by hand.
    nowMs += MINUTE;
    expect(await engine.pollProvider('anthropic')).toMatchObject({ kind: 'polled' });
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not come to be.');
}

describe('Claude Enterprise', () => {
  const ENTERPRISE_KEY = `sk-ant-api01-${'enterprise'.repeat(6)}`;
  const CLOSED: Readonly<Record<string, RegExp>> = {
    analytics: /analytics/,
    'spend limits': /spend_limits/,
    anything: /organizations/,
  };

  async function openWithout(what: string) {
    const engine = await start();
    await set(engine, 'anthropicEnterprise', true);
    await set(engine, 'backFillDays', 3);
    await engine.saveKey('anthropic-enterprise', ENTERPRISE_KEY);
    const closed = CLOSED[what];
    server.interfere((url, response) => {
      if (!closed?.test(url.pathname)) return false;
      response.writeHead(403, { 'content-type': 'application/json' });
      response.end('{"error":{"type":"permission_error","message":"The scope is missing."}}');
      return true;
    });
    return engine;
  }

  it('limits, cost and use stand together, over all pages', async () => {
    const engine = await openWithout('nothing');
    expect(await engine.testKey('anthropic-enterprise')).toMatchObject({ ok: true });
    expect(await engine.pollProvider('anthropic-enterprise')).toEqual({
      kind: 'polled',
      problem: null,
    });
    const { figures } = await viewOf(engine, 'anthropic-enterprise');
    expect(figures).toMatchObject({
      source: 'anthropic-enterprise-api',
      costTotal: [{ currency: 'USD', micros: 3 * 412_800_000 }],
      spendLimits: [
        { member: 'ada@toll.example', limitMicros: 500_000_000, spentMicros: 314_025_000 },
        { member: 'jun@toll.example', limitMicros: null, spentMicros: 0 },
      ],
    });
    // Another account's limits are no part of this computer's.
    const snapshot = await engine.look('full');
    expect(snapshot.credits?.accounts ?? []).toEqual([]);
  });

  it('the same key polled twice changes nothing, and a member who is gone goes', async () => {
    const engine = await openWithout('nothing');
    await engine.pollProvider('anthropic-enterprise');
    nowMs += HOUR;
    await engine.pollProvider('anthropic-enterprise');
    expect(rows('provider_spend_limit')).toHaveLength(2);
    server.interfere((url, response) => {
      if (!/spend_limits/.test(url.pathname)) return false;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"data":[],"next_page":null}');
      return true;
    });
    nowMs += HOUR;
    await engine.pollProvider('anthropic-enterprise');
    expect(rows('provider_spend_limit')).toHaveLength(0);
  });

  it.each([
    ['analytics', 'spend-limits', ['cost', 'usage']],
    ['spend limits', 'cost', ['spend-limits']],
  ] as const)('without the scope for %s the rest is read', async (what, given, refused) => {
    const engine = await openWithout(what);
    expect(await engine.testKey('anthropic-enterprise')).toMatchObject({ ok: true });
    expect(await engine.pollProvider('anthropic-enterprise')).toMatchObject({ problem: null });
    const view = await viewOf(engine, 'anthropic-enterprise');
    const problems = view.reports.filter(({ problem }) => problem !== null);
    expect(problems.map(({ report }) => report)).toEqual(refused);
    expect(problems[0]?.problem).toContain('may not read this report');
    expect(view.reports.find(({ report }) => report === given)?.asOfMs).toBe(nowMs);
  });

  it('with neither scope the key is refused, typed and with a way out', async () => {
    const engine = await openWithout('anything');
    expect(await engine.testKey('anthropic-enterprise')).toMatchObject({ kind: 'key-refused' });
    nowMs += MINUTE;
    expect(await engine.pollProvider('anthropic-enterprise')).toMatchObject({
      problem: { kind: 'key-refused', wayOut: expect.stringContaining('key') as string },
    });
  });
});

/**
 * The export of metrics from log line to collector: the engine, a database that outlives it, a real keyring for the
 * secret headers, and a strict stand-in for a collector on this machine (see its own file for what it cannot show).
 */
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { createCollectorPost } from '../../../main/platform/collectorHttp.ts';
import {
  createTotals,
  startStrictCollector,
  type StrictCollector,
} from '../../fixtures/metrics/strictCollector.ts';
import { claudeLine } from '../cli/logLines.ts';
import { openKeysLab, type KeysLab } from '../engine/keysLab.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const HEADERS = `authorization=Bearer%20${'secret'.repeat(8)}`;
const OUTPUT = 'gen_ai.client.inference.usage.output_tokens';

let lab: KeysLab;
let collector: StrictCollector;
let nowMs: number;
let answers: number;

beforeEach(async () => {
  lab = await openKeysLab();
  collector = await startStrictCollector();
  nowMs = NOW;
  answers = 0;
});

afterEach(async () => {
  await lab.close();
  await collector.close();
});

async function start(limits = { deadlineMs: 5000, longestBodyBytes: 1000 }): Promise<Engine> {
  const engine = await lab.start({
    clock: () => nowMs,
    version: '1.2.3',
    isLasting: true,
    loopbackPort: collector.port,
    collector: { post: createCollectorPost(limits) },
  });
  await engine.allowReading();
  return engine;
}

const set = (engine: Engine, values: Readonly<Record<string, unknown>>) =>
  engine.changeSettings(
    Object.entries(values).map(([name, value]) => ({ path: ['metricsExport', name], value })),
  );

const switchOn = (engine: Engine, address = collector.address) =>
  set(engine, { enabled: true, address });

/** One answer of ten tokens, just now. */
function answer(project = '/home/u/secret-client'): void {
  const line = claudeLine({
    id: `a-${(answers += 1)}`,
    at: new Date(nowMs).toISOString(),
    cwd: project,
  });
  const folder = path.join(lab.projects, 'p');
  fs.mkdirSync(folder, { recursive: true });
  fs.appendFileSync(path.join(folder, 'session-1.jsonl'), `${line}\n`);
}

/** A minute later: look, send by hand. */
async function send(engine: Engine) {
  nowMs += MINUTE;
  await engine.look('full');
  // A look sends what is due by itself, beside its turn.
  await expect.poll(async () => (await engine.metricsExport())?.isSending).toBe(false);
  return engine.metricsExport();
}

describe('without the switch', () => {
  it('nobody is contacted: not by a look, not by hand, not to test headers, not after switching off', async () => {
    const engine = await start();
    await set(engine, { address: collector.address });
    await engine.saveKey('collector', HEADERS);
    answer();
    await send(engine);
    expect(await engine.sendMetrics()).toMatchObject({ because: 'switched-off' });
    expect(await engine.testKey('collector')).toMatchObject({ ok: false, kind: 'switched-off' });
    expect(collector.connections()).toBe(0);

    await switchOn(engine);
    await send(engine);
    expect(collector.connections()).toBe(1);
    await set(engine, { enabled: false });
    await send(engine);
    await send(engine);
    expect(collector.connections()).toBe(1);
  });

  it('nor without an address', async () => {
    const engine = await start();
    await set(engine, { enabled: true });
    await send(engine);
    expect(await engine.sendMetrics()).toMatchObject({ because: 'no-address' });
    expect(await set(engine, { address: 'http://elsewhere.example' })).toMatchObject({ ok: false });
    expect(collector.connections()).toBe(0);
  });
});

describe('with it', () => {
  it('use from then on arrives, by agent and model, with the headers and nothing else', async () => {
    const engine = await start();
    await engine.saveKey('collector', HEADERS);
    answer();
    await switchOn(engine);
    await send(engine);
    for (let count = 0; count < 3; count += 1) answer();
    const view = await send(engine);
    expect(collector.faults).toEqual([]);
    const last = collector.heard.at(-1);
    expect(last?.url).toBe('/v1/metrics');
    expect(last?.headers.authorization).toBe(`Bearer ${'secret'.repeat(8)}`);
    expect(last?.headers['user-agent']).toBe('Tollgate');
    const output = last?.points.filter(({ name }) => name === OUTPUT);
    // What was logged before the switch is not sent.
    expect(output).toMatchObject([
      {
        value: 30,
        attributes: {
          'gen_ai.agent.name': 'claude-code',
          'gen_ai.provider.name': 'anthropic',
          'gen_ai.response.model': 'claude-opus-5',
        },
      },
    ]);
    const all = collector.heard.map(({ body }) => body).join('\n');
    expect(all).not.toMatch(/secret-client|session-1|req-a|words|home/);
    expect(all).not.toContain(lab.home);
    expect(view).toMatchObject({
      contact: {
        host: `127.0.0.1:${collector.port}`,
        isSwitchedOn: true,
        requests: 2,
        lastContactAtMs: nowMs,
      },
      sentAtMs: nowMs,
      problem: null,
      key: { present: true, lastFour: 'cret', keptIn: 'keychain' },
    });
    expect(view?.contact.bytesSent).toBeGreaterThan(500);
    expect(JSON.stringify(view)).not.toContain('Bearer');
  });

  it('what is lost, answered too late or sent before a restart changes no total', async () => {
    const totals = createTotals();
    let engine = await start({ deadlineMs: 300, longestBodyBytes: 1000 });
    await switchOn(engine);
    await send(engine);
    answer();
    // Taken, but the answer never comes.
    collector.interfere(() => true);
    expect((await send(engine))?.problem).toMatchObject({ kind: 'not-reached' });
    collector.interfere(null);
    answer();
    engine = await start();
    nowMs += HOUR;
    answer();
    await send(engine);
    for (const { points } of collector.heard) totals.take(points);
    expect(totals.of(OUTPUT)).toBe(30);
    expect(collector.heard.length).toBe(3);
  });

  it('begins anew when it is switched on again, so that the time between is never sent', async () => {
    const engine = await start();
    await switchOn(engine);
    await send(engine);
    answer();
    await send(engine);
    await set(engine, { enabled: false });
    await send(engine);
    answer();
    answer();
    await send(engine);
    await set(engine, { enabled: true });
    await send(engine);
    answer();
    await send(engine);
    const totals = createTotals();
    for (const { points } of collector.heard) totals.take(points);
    expect(totals.of(OUTPUT)).toBe(20);
  });

  it('a price that was corrected downwards begins the counters anew and counts nothing twice', async () => {
    const engine = await start();
    await switchOn(engine);
    await send(engine);
    answer();
    await send(engine);
    const nearly = { input: 1, output: 1, cacheWrite5m: 1, cacheWrite1h: 1, cacheRead: 1 };
    await engine.changeSettings([{ path: ['prices', 'claude-opus-5'], value: nearly }]);
    answer();
    await send(engine);
    await send(engine);
    const totals = createTotals();
    for (const { points } of collector.heard) totals.take(points);
    expect(totals.of(OUTPUT)).toBe(20);
    expect(new Set(counterStarts()).size).toBe(2);
  });

  it('is not sent more often than set, nor by hand within a minute', async () => {
    const engine = await start();
    await switchOn(engine);
    await set(engine, { everyMinutes: 10 });
    await send(engine);
    for (let minutes = 0; minutes < 9; minutes += 1) await send(engine);
    expect(collector.heard).toHaveLength(1);
    await send(engine);
    expect(collector.heard).toHaveLength(2);
    expect(await engine.sendMetrics()).toMatchObject({ kind: 'refused', because: 'floor' });
    expect(collector.heard).toHaveLength(2);
  });

  it('projects and parts go only where they are allowed', async () => {
    const engine = await start();
    await switchOn(engine);
    await set(engine, { projects: true, cost: false, windows: false });
    await send(engine);
    answer('/home/u/deep/apple');
    answer('/home/u/deep/pear');
    await send(engine);
    const { points = [], body = '' } = collector.heard.at(-1) ?? {};
    expect(points.filter(({ name }) => name === OUTPUT)).toHaveLength(2);
    expect(body).toContain('"apple"');
    expect(body).not.toMatch(/deep|cost|window/);
  });
});

describe('a collector that does not do its part', () => {
  it('pointing elsewhere is not followed, and the headers go nowhere else', async () => {
    const elsewhere = await listen();
    const engine = await start();
    await engine.saveKey('collector', HEADERS);
    await switchOn(engine);
    collector.interfere((_request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${elsewhere.port}/v1/metrics` }).end();
      return true;
    });
    expect((await send(engine))?.problem?.message).toContain('points to another address');
    expect(elsewhere.connections()).toBe(0);
    await elsewhere.close();
  });

  it('asking for a pause gets it, also after a restart', async () => {
    let engine = await start();
    await switchOn(engine);
    collector.interfere((_request, response) => {
      response.writeHead(429, { 'retry-after': '7200' }).end();
      return true;
    });
    expect((await send(engine))?.problem).toMatchObject({ kind: 'busy' });
    engine = await start();
    nowMs += HOUR;
    await send(engine);
    expect(await engine.sendMetrics()).toMatchObject({ because: 'paused' });
    expect(collector.heard).toHaveLength(1);
    collector.interfere(null);
    nowMs += HOUR;
    expect((await send(engine))?.problem).toBeNull();
  });

  it.each([
    ['refusing', 401, 'refused'],
    ['taking nothing there', 404, 'not-taken'],
    ['having a fault', 503, 'collector-failed'],
  ])(
    '%s is a problem with a way out, and tried again less and less often',
    async (_, status, kind) => {
      const engine = await start();
      await switchOn(engine);
      collector.interfere((_request, response) => {
        response.writeHead(status).end('authorization: Bearer quoted-back');
        return true;
      });
      const view = await send(engine);
      expect(view?.problem).toMatchObject({ kind });
      expect(view?.problem?.wayOut).toBeTruthy();
      expect(JSON.stringify(view)).not.toContain('quoted-back');
      const snapshot = await engine.look('full');
      const said = snapshot.problems.find(({ message }) => message.startsWith('Export of metrics'));
      expect(said?.path).toBe(`127.0.0.1:${collector.port}`);
      for (let minutes = 0; minutes < 59; minutes += 1) await send(engine);
      expect(collector.heard.length).toBeLessThan(8);
    },
  );

  it('answering without end, or never, is ended', async () => {
    const engine = await start({ deadlineMs: 400, longestBodyBytes: 1000 });
    await switchOn(engine);
    collector.interfere((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(' '.repeat(5000));
      return true;
    });
    expect((await send(engine))?.problem?.message).toContain('sent more');
    collector.interfere(() => true);
    nowMs += HOUR;
    expect((await send(engine))?.problem?.message).toContain('did not answer within');
  });
});

function counterStarts(): number[] {
  return collector.heard.flatMap(({ points }) =>
    points.flatMap(({ startMs, isCounter }) => (isCounter && startMs !== null ? [startMs] : [])),
  );
}

/** A port that must hear nothing. */
async function listen() {
  let connections = 0;
  const server = http.createServer((_request, response) => response.end('{}'));
  server.on('connection', () => (connections += 1));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

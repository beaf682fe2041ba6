/** Telemetry received by the engine: only while the user wants it, kept beside the totals, never in them. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine.ts';
import { NOW, openAskingLab, until, type AskingLab } from './askingLab.ts';

let lab: AskingLab;

beforeEach(() => {
  lab = openAskingLab();
  lab.work(path.join(lab.home, '.claude'), 'told');
});
afterEach(() => lab.close());

const file = () => path.join(lab.dataFolder, 'telemetry.json');

type Place = { port: number; token: string; env: Record<string, string> };
const place = () => JSON.parse(fs.readFileSync(file(), 'utf8')) as Place;

async function listening(engine: Engine): Promise<Place> {
  await lab.switchOn(engine, 'openTelemetry');
  await engine.look('full');
  await until(() => fs.existsSync(file()));
  return place();
}

function send({ port, token }: Place, requests: readonly { id: string; session: string }[]) {
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const logRecords = requests.map(({ id, session }) => ({
    body: { stringValue: 'claude_code.api_request' },
    attributes: [
      text('session.id', session),
      text('request_id', id),
      text('model', 'claude-opus-5'),
      text('event.timestamp', new Date(NOW).toISOString()),
      text('cost_usd', '0.25'),
      { key: 'input_tokens', value: { intValue: '7' } },
    ],
  }));
  const body = { resourceLogs: [{ scopeLogs: [{ logRecords }] }] };
  return fetch(`http://127.0.0.1:${port}/v1/logs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
}

const sums = async (engine: Engine) => (await engine.sources())?.telemetry.sums;

describe('the receiver of the engine', () => {
  it('keeps what comes apart from the totals, a request once', async () => {
    const engine = await lab.engine();
    const before = (await engine.look('full')).totals?.today;
    const kept = await listening(engine);
    const sent = [
      { id: 'r1', session: 'told' },
      { id: 'r2', session: 'untold' },
      { id: 'r3', session: 'untold' },
    ];
    expect((await send(kept, sent)).status).toBe(200);
    expect((await send(kept, sent)).status).toBe(200);
    await until(async () => (await sums(engine))?.requests === 3);
    expect(await sums(engine)).toEqual({
      requests: 3,
      newestAtMs: NOW,
      onlyHereRequests: 2,
      onlyHereSessions: 1,
      onlyHereCostMicros: 500_000,
      refused: 0,
    });
    expect((await engine.look('full')).totals?.today).toEqual(before);
  });

  it('keeps its address and token for itself, across restarts', async () => {
    const first = await lab.engine();
    const kept = await listening(first);
    expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
    expect(kept.env['OTEL_EXPORTER_OTLP_ENDPOINT']).toBe(`http://127.0.0.1:${kept.port}`);
    expect(kept.env['OTEL_EXPORTER_OTLP_HEADERS']).toContain(kept.token);
    await first.close();
    await expect(send(kept, [])).rejects.toThrow();
    const second = await lab.engine();
    await second.look('full');
    await until(() =>
      send(kept, []).then(
        ({ status }) => status === 200,
        () => false,
      ),
    );
    expect(place()).toEqual(kept);
  });

  it('ends when it is switched off', async () => {
    const engine = await lab.engine();
    const kept = await listening(engine);
    await until(() =>
      send(kept, []).then(
        ({ status }) => status === 200,
        () => false,
      ),
    );
    await engine.changeSettings([{ path: ['sources', 'openTelemetry'], value: false }]);
    await engine.look('full');
    await until(() =>
      send(kept, []).then(
        () => false,
        () => true,
      ),
    );
  });

  it('is not started by default, nor by a command that ends at once', async () => {
    const idle = await lab.engine();
    await idle.look('full');
    await idle.close();
    const short = await lab.engine({}, false);
    await lab.switchOn(short, 'openTelemetry');
    await short.look('full');
    await short.close();
    expect(fs.existsSync(file())).toBe(false);
  });

  it('says so where its port is taken', async () => {
    const first = await lab.engine();
    const kept = await listening(first);
    // A second data folder with the same place, as after a copy.
    const other = openAskingLab();
    try {
      fs.mkdirSync(other.dataFolder, { recursive: true });
      fs.copyFileSync(file(), path.join(other.dataFolder, 'telemetry.json'));
      const second = await other.engine();
      await other.switchOn(second, 'openTelemetry');
      await second.look('full');
      await until(async () =>
        (await second.look('full')).problems.some(
          ({ kind, message }) => kind === 'source-failed' && message.includes(String(kept.port)),
        ),
      );
    } finally {
      await other.close();
    }
  });
});

/** A provider that behaves badly on this machine: every poll ends, typed, and the key goes nowhere else. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProviderHttp, seamFrom } from '../../../main/platform/providerHttp.ts';
import { startHostileServer, type HostileServer } from '../../fixtures/providers/hostileServer.ts';
import { faultsOf, HOSTILE_KEY } from '../../fixtures/providers/pollHostile.ts';

let server: HostileServer;
beforeAll(async () => void (server = await startHostileServer()));
afterAll(() => server.close());

const ROUNDS = 2;
const ask = { path: '/v1/x', query: [], headers: { 'x-api-key': HOSTILE_KEY } } as const;
const signal = () => new AbortController().signal;

describe('a provider that behaves badly', () => {
  it('in every way ends in a typed answer', async () => {
    const faults: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const behaviour of server.behaviours)
        faults.push(...(await faultsOf(server, behaviour)));
    }
    expect(faults).toEqual([]);
    expect(server.behaviours.length).toBeGreaterThanOrEqual(20);
    expect(server.heard.some(({ key }) => key === HOSTILE_KEY)).toBe(true);
    expect(server.heardElsewhere).toEqual([]);
    // The key is in a header, never in an address, which others write down.
    expect(server.heard.filter(({ url }) => url.includes('sk-'))).toEqual([]);
  });
});

describe('the way out', () => {
  it('leads to the listed hosts alone', async () => {
    for (const host of ['127.0.0.1', 'api.anthropic.com.evil.example', 'API.ANTHROPIC.COM', '']) {
      const answer = await createProviderHttp()({ ...ask, host, signal: signal() });
      expect(answer).toMatchObject({ ok: false, kind: 'host-refused', bytesSent: 0 });
    }
  });

  it('ends at once when Tollgate quits', async () => {
    server.behave(() => undefined);
    const stop = new AbortController();
    const way = createProviderHttp({ loopbackPort: server.port });
    const asking = way({ ...ask, host: 'api.anthropic.com', signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    expect(await asking).toMatchObject({ ok: false, kind: 'cancelled' });
  });

  it('ends an answer without end at the longest that is taken', async () => {
    server.behave((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(4096)));
      };
      response.on('drain', more);
      more();
    });
    const limits = { deadlineMs: 20_000, longestBodyBytes: 100_000 };
    const way = createProviderHttp({ loopbackPort: server.port }, limits);
    const answer = await way({ ...ask, host: 'api.openai.com', signal: signal() });
    expect(answer).toMatchObject({ ok: false, kind: 'too-large' });
  });

  it('says that nobody is there, without a word of what was sent', async () => {
    const taken = http.createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    await new Promise((resolve) => taken.close(resolve));
    const answer = await createProviderHttp({ loopbackPort: port })({
      ...ask,
      host: 'api.openai.com',
      signal: signal(),
    });
    expect(answer).toMatchObject({ ok: false, kind: 'not-reached' });
    expect(JSON.stringify(answer)).not.toContain('sk-ant');
  });

  it('refuses a key that no header takes, without a word of it', async () => {
    const headers = { 'x-api-key': 'sk-ant-bad\r\nhost: evil.example' };
    const way = createProviderHttp({ loopbackPort: server.port });
    const answer = await way({ ...ask, headers, host: 'api.openai.com', signal: signal() });
    expect(answer).toMatchObject({ ok: false, kind: 'not-reached' });
    expect(JSON.stringify(answer)).not.toContain('sk-ant');
  });

  it('trusts no certificate of its own making, also where the environment says so', async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-cert-'));
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2'];
    const names = [
      '-subj',
      '/CN=api.anthropic.com',
      '-addext',
      'subjectAltName=DNS:api.anthropic.com',
    ];
    execFileSync('openssl', [...words, '-keyout', key, '-out', cert, ...names], {
      stdio: 'ignore',
    });
    let requests = 0;
    const secure = https.createServer(
      { key: fs.readFileSync(key), cert: fs.readFileSync(cert) },
      (_request, response) => void ((requests += 1), response.end('{}')),
    );
    await new Promise((resolve) => secure.listen(0, '127.0.0.1', () => resolve(null)));
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const { port } = secure.address() as AddressInfo;
      const way = createProviderHttp({ loopbackPort: port, isSecure: true });
      const answer = await way({ ...ask, host: 'api.anthropic.com', signal: signal() });
      expect(answer).toMatchObject({ ok: false, kind: 'not-trusted' });
      expect(requests).toBe(0);
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      secure.closeAllConnections();
      await new Promise((resolve) => secure.close(resolve));
      fs.rmSync(folder, { recursive: true });
    }
  });
});

describe('the tests’ seam', () => {
  const variables = { TOLLGATE_TEST_PROVIDER_PORT: '8080' };

  it('is there in a build from the sources', () => {
    expect(seamFrom(variables, 'file:///home/u/tollgate/out/main/cli.js')).toEqual({
      loopbackPort: 8080,
    });
  });

  it.each([
    'file:///opt/Tollgate/resources/app.asar/out/main/engine-worker.js',
    'file:///C:/Program%20Files/Tollgate/resources/app.asar/out/main/cli.js',
  ])('is not in a packaged one: %s', (program) => {
    expect(seamFrom(variables, program)).toBeNull();
  });

  it.each(['', '0', '65536', '1.5', 'evil.example:80'])('takes no “%s”', (port) => {
    expect(seamFrom({ TOLLGATE_TEST_PROVIDER_PORT: port }, 'file:///x/cli.js')).toBeNull();
  });
});

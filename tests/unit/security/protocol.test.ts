/** 7, 18: what app:// answers: files of the build under its headers, and nothing else, of 10,000 requests. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { SECURITY_HEADERS } from '../../../main/platform/bundle.ts';
import { createElectronFake } from './electronFake.ts';

const fake = createElectronFake();
vi.mock('electron', () => ({
  get protocol() {
    return fake.module.protocol;
  },
}));
const { registerAppScheme, serveBundle } = await import('../../../main/platform/appProtocol.ts');

const SECRET = 'not for windows';
let root: string;

beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'tollgate-protocol-'));
  const bundle = path.join(root, 'renderer');
  fs.mkdirSync(path.join(bundle, 'assets'), { recursive: true });
  fs.writeFileSync(path.join(bundle, 'glance.html'), '<!doctype html>');
  for (const name of ['secret.js', 'secret.html']) fs.writeFileSync(path.join(root, name), SECRET);
  fs.writeFileSync(path.join(bundle, 'notes.txt'), SECRET);
  fs.writeFileSync(path.join(bundle, '.hidden.js'), SECRET);
  serveBundle(bundle);
});
afterAll(() => fs.rmSync(root, { recursive: true }));

const fetchIt = (url: string, method = 'GET') =>
  new Promise<Response>((resolve) =>
    fake.protocolHandlers.get('app')?.({ url, method }, ({ data, headers, statusCode }) =>
      resolve(new Response(new Uint8Array(data), { headers, status: statusCode })),
    ),
  );

it('serves the page under every header', async () => {
  const response = await fetchIt('app://bundle/glance.html');
  expect(response.status).toBe(200);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    expect(response.headers.get(name), name).toBe(value);
  }
});

it('is a standard, secure scheme whose compiled code is kept, without any further right', () => {
  registerAppScheme();
  expect(fake.schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
});

it('answers reading alone', async () => {
  for (const method of ['POST', 'PUT', 'HEAD']) {
    expect((await fetchIt('app://bundle/glance.html', method)).status, method).toBe(404);
  }
});

const piece = fc.constantFrom(
  '..',
  '.',
  '%2e%2e',
  '%252e%252e',
  '..%2f',
  '..%5c',
  '\\',
  '/',
  '//',
  '%00',
  '\u0000',
  'secret.js',
  'secret.html',
  'notes.txt',
  '.hidden.js',
  'assets',
  'glance.html',
  'renderer',
  'GLANCE.HTML',
  '?x',
  '#y',
  ' ',
  'é',
  'C:',
  'etc/passwd',
);

it(
  'gives away nothing outside the build, and nothing that is no part of it',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 6 }),
        fc.boolean(),
        async (pieces, isJoined) => {
          const url = `app://bundle/${pieces.join(isJoined ? '/' : '')}`;
          const response = await fetchIt(url);
          if (response.status === 404) return;
          expect(response.status).toBe(200);
          expect(await response.text(), url).toBe('<!doctype html>');
        },
      ),
      { numRuns: 10_000, seed: 20_261_122 },
    );
  },
);

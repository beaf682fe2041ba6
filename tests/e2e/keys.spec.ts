/** Keys in the real app: through window, keychain and network, and the search for them everywhere else. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import type { Page } from '@playwright/test';
import type { RequestChannel, Requests, TollgateApi } from '../../preload/contract/channels.ts';
import { startStrictCollector } from '../fixtures/metrics/strictCollector.ts';
import { EXPORT_FORMATS, EXPORTS } from '../../preload/contract/review/exports.ts';
import { openKeyringLab, type KeyringLab } from '../fixtures/keyringLab.ts';
import { startGoodServer, type GoodServer } from '../fixtures/providers/goodServer.ts';
import { hitsBelow, hitsIn, makeCanary, type Canary } from './support/canaries.ts';
import { clearScreen, shownSince } from './support/notificationDaemon.ts';
import type { TestHome } from './support/home.ts';
import { fromRoot } from './support/paths.ts';
import { processTree } from './support/processes.ts';
import { expect, quit, test } from './support/test.ts';
import { askMain } from './support/tollgateApp.ts';

declare global {
  interface Window {
    readonly tollgate: TollgateApi;
  }
}

let server: GoodServer;
test.beforeEach(async ({ home }) => {
  server = await startGoodServer();
  home.env['TOLLGATE_TEST_PROVIDER_PORT'] = String(server.port);
});
test.afterEach(() => server.close());

/** What a window can ask for, asked by a page of the app. */
function request<C extends RequestChannel>(
  page: Page,
  channel: C,
  ...args: Parameters<Requests[C]>
): Promise<ReturnType<Requests[C]>> {
  return page.evaluate(
    ([name, words]) => window.tollgate.request(name as never, ...(words as never)),
    [channel, args] as const,
  );
}

async function allow(page: Page): Promise<void> {
  await request(page, 'reading:begin');
  const on = ['anthropicAdmin', 'openaiAdmin'].map((name) => ({
    path: ['providers', name],
    value: true,
  }));
  const days = { path: ['providers', 'backFillDays'], value: 2 };
  expect(await request(page, 'settings:change', [...on, days])).toEqual({ ok: true, value: null });
}

test('a key goes in, works, is replaced and forgotten; a window never sees it again', async ({
  launch,
}) => {
  const { openGlance } = await launch();
  const page = await openGlance();
  await allow(page);
  const { key } = makeCanary('window');
  const saved = await request(page, 'keys:save', 'anthropic', key);
  expect(saved).toMatchObject({
    ok: true,
    notice: null,
    key: { provider: 'anthropic', present: true, lastFour: key.slice(-4), keptIn: 'keychain' },
  });
  expect(Object.keys((saved as { key: object }).key).sort()).toEqual([
    'keptIn',
    'lastFour',
    'present',
    'provider',
    'savedAtMs',
  ]);
  expect(await request(page, 'keys:test', 'anthropic')).toMatchObject({
    ok: true,
    organisation: 'Toll Road Ltd',
  });
  expect(server.asked.at(-1)?.key).toBe(key);
  await expect
    .poll(async () => (await request(page, 'providers:get'))[0]?.figures?.costTotal, {
      timeout: 20_000,
    })
    .toEqual([{ currency: 'USD', micros: 2_469_000 }]);
  const other = makeCanary('rotated').key;
  await request(page, 'keys:save', 'anthropic', other);
  expect(await request(page, 'keys:test', 'anthropic')).toMatchObject({ ok: true });
  expect(server.asked.at(-1)?.key).toBe(other);
  expect(await request(page, 'keys:forget', 'anthropic')).toMatchObject({
    ok: true,
    key: { present: false },
  });
  expect((await request(page, 'keys:list')).map(({ present }) => present)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(await request(page, 'keys:test', 'anthropic')).toMatchObject({
    ok: false,
    kind: 'missing',
  });
});

test('the canary hunt: six keys and a collector’s headers, every sink, eight encodings, no hit', async ({
  launch,
  home,
}) => {
  test.setTimeout(240_000);
  const names = ['saved', 'rotated', 'refused', 'by terminal', 'no key', 'forgotten', 'headers'];
  const [saved, rotated, refused, typed, notKey, forgotten, headers] = names.map(makeCanary) as [
    Canary,
    Canary,
    Canary,
    Canary,
    Canary,
    Canary,
    Canary,
  ];
  const canaries = [saved, rotated, refused, typed, notKey, forgotten, headers];
  const collector = await startStrictCollector();
  const mark = clearScreen();
  const { app, pid, openGlance, output } = await launch();
  const page = await openGlance();
  await allow(page);
  const processes: string[] = [];
  const watching = setInterval(() => processes.push(wordsAndVariables(pid)), 40);
  const transcript: unknown[] = [];
  const ask = async <C extends RequestChannel>(channel: C, ...args: Parameters<Requests[C]>) => {
    const answer = await request(page, channel, ...args);
    transcript.push(channel, answer);
    return answer;
  };

  await ask('keys:save', 'anthropic', saved.key);
  await ask('keys:test', 'anthropic');
  await expect
    .poll(async () => (await ask('providers:get'))[0]?.figures !== null, { timeout: 20_000 })
    .toBe(true);
  await ask('keys:save', 'anthropic', rotated.key);
  await ask('keys:test', 'anthropic');
  server.interfere((url, response) => {
    if (!url.pathname.startsWith('/v1/organization/')) return false;
    // A provider that repeats the key that it was sent, whole and in pieces, whenever the app asks.
    const sent = server.asked.at(-1)?.key.replace(/^Bearer /, '') ?? '';
    const message = `${sent} (${sent.slice(0, 12)}…${sent.slice(-12)}) is wrong`;
    response.writeHead(401, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message } }));
    return true;
  });
  await ask('keys:save', 'openai', refused.key);
  expect(await ask('keys:test', 'openai')).toMatchObject({ ok: false, kind: 'key-refused' });
  await ask('providers:poll', 'openai');
  await ask('keys:save', 'openai', `${notKey.key} ${notKey.key}`);
  await ask('keys:save', 'openai', forgotten.key);
  await ask('keys:forget', 'openai');
  // A collector that repeats the headers in its refusal.
  collector.interfere((heard, response) => {
    response.writeHead(401).end(JSON.stringify(heard.headers));
    return true;
  });
  await ask('keys:save', 'collector', `authorization=Bearer%20${encodeURIComponent(headers.key)}`);
  await request(page, 'settings:change', [
    { path: ['metricsExport', 'address'], value: collector.address },
    { path: ['metricsExport', 'enabled'], value: true },
  ]);
  await expect
    .poll(async () => (await ask('metrics:get'))?.problem?.kind, { timeout: 20_000 })
    .toBe('refused');
  expect(collector.heard[0]?.headers.authorization).toBe(`Bearer ${headers.key}`);
  const terminal = [await run(home, ['keys', 'save', 'openai'], `${typed.key}\n`)];
  expect(terminal[0]).toContain(`key ending in ${typed.key.slice(-4)}`);
  for (const words of [
    ['keys'],
    ['providers'],
    ['metrics'],
    ['doctor'],
    ['alerts'],
    ['credits', 'ledger'],
    ['settings'],
    ['status'],
  ]) {
    terminal.push(await run(home, [...words, '--json']), await run(home, words));
  }
  for (const kind of EXPORTS) {
    for (const format of EXPORT_FORMATS) {
      terminal.push(await run(home, ['export', kind, '--format', format]));
    }
  }
  for (const channel of [
    'keys:list',
    'providers:get',
    'settings:get',
    'snapshot:get',
    'prompt:get',
  ] as const) {
    await ask(channel);
  }
  clearInterval(watching);
  processes.push(wordsAndVariables(pid));
  const clipboard = await askMain(app, ({ clipboard }) => clipboard.readText());
  // What was typed is gone with the page it was typed into.
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  const heap = await heapOf(page);
  expect(heap).toContain('tollgate');
  // A renderer that crashes writes what it has, if anything does.
  await askMain(app, ({ webContents }) =>
    webContents.getAllWebContents()[0]?.forcefullyCrashRenderer(),
  );
  const whileOpen = hitsBelow('files', home.folder, canaries);
  await quit(app);
  await collector.close();
  const afterwards = hitsBelow('files', home.folder, canaries);

  expect([
    ...whileOpen.hits,
    ...afterwards.hits,
    ...hitsIn('log', output(), canaries),
    ...hitsIn('processes', processes.join('\n'), canaries),
    ...hitsIn('transcript', JSON.stringify(transcript), canaries),
    ...hitsIn('heap', heap, canaries),
    ...hitsIn('clipboard', clipboard, canaries),
    ...hitsIn('notifications', JSON.stringify(shownSince(mark)), canaries),
    ...hitsIn('terminal', terminal.join('\n'), canaries),
  ]).toEqual([]);
  // The search itself finds what is there.
  expect(
    hitsIn('server', server.asked.map(({ key }) => key).join('\n'), canaries).length,
  ).toBeGreaterThan(5);
  expect(whileOpen.files.some((file) => file.endsWith('tollgate.db-wal'))).toBe(true);
  expect(whileOpen.files.some((file) => file.endsWith('tollgate.db'))).toBe(true);
  expect(processes.join('\n')).toContain('utility');
  console.log(
    `canaries keys=${canaries.length} encodings=8 files=${afterwards.files.length} file_bytes=${afterwards.bytes} heap_bytes=${heap.length} process_samples=${processes.length} hits=0`,
  );
});

test.describe('without an answer from the keychain', () => {
  let lab: KeyringLab;
  test.afterEach(() => lab.close());

  /** The app on a desktop with this keyring; its own screen stays the tests'. */
  function putOn(home: TestHome): void {
    for (const name of ['DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR']) {
      home.env[name] = lab.variables[name] ?? '';
    }
  }

  test('its prompt on the screen holds nothing up: a typed answer, and quitting works', async ({
    home,
    launchWithoutTray,
  }) => {
    lab = await openKeyringLab({ keyring: 'unlocked', hasScreen: true });
    lab.lock();
    putOn(home);
    const app = await launchWithoutTray();
    const page = await app.firstWindow();
    await page.getByRole('heading', { level: 1 }).waitFor();
    const { key } = makeCanary('locked');
    const startedMs = performance.now();
    const first = request(page, 'keys:save', 'anthropic', key);
    await lab.until(() => lab.windows().length > 0);
    expect((await request(page, 'snapshot:get')).schemaVersion).toBeGreaterThan(0);
    expect(await first).toMatchObject({ ok: false, problem: { kind: 'timed-out' } });
    const answerMs = Math.round(performance.now() - startedMs);
    expect((await request(page, 'keys:list'))[0]).toMatchObject({ present: false });

    const program = app.process();
    const second = request(page, 'keys:save', 'anthropic', key).catch(() => null);
    await lab.until(() =>
      processTree(program.pid as number).some(({ command }) =>
        command.includes('node.mojom.NodeService'),
      ),
    );
    const ended = new Promise<number | null>((resolve) => program.once('exit', resolve));
    const quittingMs = performance.now();
    await askMain(app, ({ app: electronApp }) => void setTimeout(() => electronApp.quit(), 0));
    expect(await ended).toBe(0);
    console.log(
      `locked keychain answer_ms=${answerMs} quit_ms=${Math.round(performance.now() - quittingMs)}`,
    );
    await second;
  });

  test('none: the key lives until the app quits, and that is said', async ({
    home,
    launchWithoutTray,
  }) => {
    lab = await openKeyringLab({ keyring: 'none', hasScreen: false });
    putOn(home);
    const app = await launchWithoutTray();
    const page = await app.firstWindow();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await allow(page);
    const canary = makeCanary('session');
    const receipt = await request(page, 'keys:save', 'anthropic', canary.key);
    expect(receipt).toMatchObject({
      ok: true,
      key: { keptIn: 'session' },
      notice: { kind: 'no-keychain' },
    });
    expect(receipt.ok && receipt.notice?.message).toContain('until Tollgate quits');
    expect(await request(page, 'keys:test', 'anthropic')).toMatchObject({ ok: true });
    await quit(app);
    expect(hitsBelow('files', home.folder, [canary]).hits).toEqual([]);
    const again = await (await launchWithoutTray()).firstWindow();
    await again.getByRole('heading', { level: 1 }).waitFor();
    expect((await request(again, 'keys:list'))[0]).toMatchObject({ present: false });
  });
});

/** Command line and environment of every process of the app, as the system shows them to others. */
function wordsAndVariables(pid: number): string {
  return processTree(pid)
    .flatMap((one) =>
      ['cmdline', 'environ'].map((name) => {
        try {
          return fs.readFileSync(`/proc/${one.pid}/${name}`, 'latin1').replaceAll('\0', '\n');
        } catch {
          return '';
        }
      }),
    )
    .join('\n');
}

/** Everything that a page's memory holds after a collection. */
async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return chunks.join('');
}

/** The terminal command beside the app; everything it writes. */
function run(home: TestHome, words: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [fromRoot('out', 'main', 'cli.cjs'), ...words], {
      env: home.env,
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    }
    child.on('close', () => resolve(text));
    child.stdin.end(input);
  });
}

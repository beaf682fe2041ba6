/** `tollgate keys` and `tollgate providers` with a real keyring and a provider on this machine. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeyView } from '../../../preload/contract/keys.ts';
import type { ProviderView } from '../../../preload/contract/providers.ts';
import { openKeyringLab, type KeyringLab } from '../../fixtures/keyringLab.ts';
import { startGoodServer, type GoodServer } from '../../fixtures/providers/goodServer.ts';
import { openLab, type Answer, type Lab } from './lab.ts';

const KEY = `sk-ant-admin01-${'terminal'.repeat(10)}`;

let lab: Lab;
let keyring: KeyringLab;
let server: GoodServer;

beforeEach(async () => {
  lab = openLab();
  server = await startGoodServer();
  keyring = await openKeyringLab({ keyring: 'unlocked', hasScreen: false });
  const { DBUS_SESSION_BUS_ADDRESS = '', XDG_RUNTIME_DIR = '' } = keyring.variables;
  const TOLLGATE_TEST_PROVIDER_PORT = String(server.port);
  Object.assign(lab.env, {
    DBUS_SESSION_BUS_ADDRESS,
    XDG_RUNTIME_DIR,
    TOLLGATE_TEST_PROVIDER_PORT,
  });
});

afterEach(async () => {
  await keyring.close();
  await server.close();
  lab.dispose();
});

/** Runs the command without holding up the server in this process. */
function run(words: readonly string[], input = ''): Promise<Answer> {
  return new Promise((resolve) => {
    const child = lab.start(...words);
    const answer = { out: '', err: '' };
    child.stdout.on('data', (chunk: Buffer) => (answer.out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (answer.err += chunk.toString()));
    child.on('close', (code) => resolve({ code, ...answer }));
    child.stdin.end(input);
  });
}

const save = (key = KEY, provider = 'anthropic') => run(['keys', 'save', provider], `${key}\n`);

describe('tollgate keys', () => {
  it('saves from standard input, lists, tests and forgets; never shows', async () => {
    const saved = await save();
    expect(saved).toMatchObject({ code: 0, err: '' });
    expect(saved.out).toMatch(
      /^Anthropic organisation: key ending in inal, saved .*, in the system’s keychain\n$/,
    );
    const { keys } = JSON.parse((await run(['keys', '--json'])).out) as { keys: KeyView[] };
    expect(keys).toMatchObject([
      { provider: 'anthropic', present: true, lastFour: 'inal', keptIn: 'keychain' },
      { provider: 'openai', present: false, lastFour: null },
    ]);
    expect(await run(['keys', 'test', 'anthropic'])).toMatchObject({ code: 69 });
    expect(server.asked).toEqual([]);
    await run(['settings', 'set', 'providers.anthropicAdmin', 'on']);
    expect(await run(['keys', 'test', 'anthropic'])).toMatchObject({
      code: 0,
      out: 'The key works for Toll Road Ltd.\n',
    });
    expect(await run(['keys', 'forget', 'anthropic'])).toMatchObject({
      code: 0,
      out: 'Anthropic organisation: no key\n',
    });
    expect((await run(['keys', 'test', 'anthropic'])).err).toBe(
      'There is no key for Anthropic organisation.\n',
    );
  });

  it('takes no key as a word, and repeats none', async () => {
    const answer = await run(['keys', 'save', 'anthropic', KEY]);
    expect(answer.code).toBe(64);
    expect(answer.err).toContain('never given as a word');
    expect(answer.err + answer.out).not.toContain('terminal'.repeat(2));
  });

  it('says what is no key, and that nothing was given', async () => {
    expect(await save('short')).toMatchObject({ code: 69 });
    expect((await save('x'.repeat(1281))).err).toContain('longer than 1280 characters');
    expect(await save('')).toMatchObject({
      code: 64,
      err: 'No key was given; nothing has changed.\n',
    });
  });

  it('without a keychain keeps nothing, and says so', async () => {
    delete lab.env['DBUS_SESSION_BUS_ADDRESS'];
    lab.env['XDG_RUNTIME_DIR'] = '/nonexistent';
    const answer = await save();
    expect(answer.code).toBe(69);
    expect(answer.err).toContain('This session has no keychain.');
    expect((await run(['keys'])).out).toBe(
      'Anthropic organisation: no key\nOpenAI organisation: no key\n',
    );
  });
});

describe('tollgate providers', () => {
  it('polls where that is switched on, and shows an account of its own', async () => {
    await save();
    expect(await run(['providers', 'poll'])).toMatchObject({ code: 69 });
    await run(['settings', 'set', 'providers.anthropicAdmin', 'on']);
    await run(['settings', 'set', 'providers.backFillDays', '2']);
    const polled = await run(['providers', 'poll', 'anthropic']);
    expect(polled.code).toBe(0);
    expect(polled.out).toMatch(/last 2 days +\$2\.47/);
    expect(polled.out).toContain('api.anthropic.com: last answer just now');
    expect(polled.out).toContain('dev@toll.example: 5 sessions, $10.25 by the provider’s estimate');
    const again = await run(['providers', 'poll', 'anthropic']);
    expect(again.code).toBe(75);
    expect(again.err).toContain('less than a minute ago');
    const { providers } = JSON.parse((await run(['providers', '--json'])).out) as {
      providers: ProviderView[];
    };
    expect(providers.map(({ provider }) => provider)).toEqual(['anthropic', 'openai']);
    expect(providers[0]?.figures?.costTotal).toEqual([{ currency: 'USD', micros: 2_469_000 }]);
    expect(providers[1]?.figures).toBeNull();
  });
});

describe('tollgate remove-everything', () => {
  /** How many entries the keyring itself holds for us, asked without Tollgate. */
  function entries(): number {
    const service = 'org.freedesktop.secrets';
    const words = ['call', service, '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service'];
    const question = ['SearchItems', 'a{ss}', '1', 'service', 'Tollgate'];
    const { variables: env } = keyring;
    const answer = execFileSync('busctl', ['--user', ...words, ...question], {
      env,
      encoding: 'utf8',
      timeout: 5000,
    });
    return Number(answer.split(' ')[1]);
  }

  it('takes saved keys out of the keychain, and says first which', async () => {
    await save();
    await save(KEY, 'openai');
    const shown = await run(['remove-everything']);
    expect(shown.out).toContain('the key of Anthropic organisation in the system’s keychain');
    expect(shown.out).toContain('the key of OpenAI organisation in the system’s keychain');
    expect(entries()).toBe(2);
    expect(await run(['remove-everything', '--yes'])).toMatchObject({ code: 0, err: '' });
    expect(entries()).toBe(0);
    expect(fs.existsSync(lab.dataFolder)).toBe(false);
  });

  it('leaves the keychain alone where no key was saved', async () => {
    await run(['settings', 'set', 'providers.anthropicAdmin', 'on']);
    // A keyring that does nothing more: whoever asked it would wait for an answer.
    keyring.freeze();
    const answer = await run(['remove-everything', '--yes']);
    expect(answer).toMatchObject({ code: 0, err: '' });
    expect(answer.out).not.toContain('keychain');
  });

  it('keeps the data while a key cannot be taken out', async () => {
    await save();
    keyring.freeze();
    const answer = await run(['remove-everything', '--yes']);
    expect(answer.code).toBe(70);
    expect(answer.err).toContain('Tollgate’s own data were kept');
    expect(fs.existsSync(path.join(lab.dataFolder, 'tollgate.db'))).toBe(true);
  });
});

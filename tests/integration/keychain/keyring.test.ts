/**
 * The real keyring in all the states that leave people without an answer: the product's own process, deadline and
 * words, as the terminal command uses them.
 */
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { createKeychain, KEYCHAIN_DEADLINE_MS } from '../../../main/keychain/keychainProcess.ts';
import { openNodeChannel } from '../../../main/keychain/nodeChannel.ts';
import type { Keychain } from '../../../main/keychain/keychain.ts';
import { openKeyringLab, type KeyringLab, type KeyringOptions } from '../../fixtures/keyringLab.ts';

const WORKER = fileURLToPath(new URL('../../../out/main/keychain-worker.js', import.meta.url));
const KEY = `sk-ant-admin01-${'integration'.repeat(8)}`;

let lab: KeyringLab | null = null;
let before: NodeJS.ProcessEnv;

/** The keychain as this process would have it on such a desktop. */
async function on(options: KeyringOptions): Promise<Keychain> {
  lab = await openKeyringLab(options);
  before = { ...process.env };
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS'])
    delete process.env[name];
  Object.assign(process.env, lab.variables);
  return createKeychain(() => openNodeChannel(WORKER));
}

afterEach(async () => {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, before);
  await lab?.close();
  lab = null;
});

const refused = (kind: string) => ({ ok: false, problem: { kind } });
const done = { ok: true, value: null };

/** Keychain processes of ours that are alive, also those that nobody waits for. */
function workers(): string[] {
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const words = fs.readFileSync(path.join('/proc', pid, 'cmdline'), 'utf8');
        const stat = fs.readFileSync(path.join('/proc', pid, 'stat'), 'utf8');
        const isOurs = stat.slice(stat.lastIndexOf(')')).split(' ')[2] === String(process.pid);
        return isOurs && words.includes('keychain-worker') && !stat.includes(') Z ');
      } catch {
        return false;
      }
    });
}

describe('a real keyring', () => {
  it('unlocked: keeps, gives back, replaces and forgets a key', async () => {
    const keychain = await on({ keyring: 'unlocked', hasScreen: false });
    expect(await keychain.read('a')).toMatchObject(refused('missing'));
    expect(await keychain.save('a', KEY)).toEqual(done);
    expect(await keychain.read('a')).toEqual({ ok: true, value: KEY });
    expect(await keychain.save('a', `${KEY}2`)).toEqual(done);
    expect(await keychain.read('a')).toEqual({ ok: true, value: `${KEY}2` });
    expect(await keychain.remove('a')).toEqual(done);
    expect(await keychain.remove('a')).toEqual(done);
    expect(await keychain.read('a')).toMatchObject(refused('missing'));
  });

  it('unlocked: takes the longest key that Windows would, sign for sign', async () => {
    const keychain = await on({ keyring: 'unlocked', hasScreen: false });
    const longest = 'k~'.repeat(640);
    expect(await keychain.save('a', longest)).toEqual(done);
    expect(await keychain.read('a')).toEqual({ ok: true, value: longest });
  });

  it('locked, and nowhere to ask: says so to reading, saving and forgetting', async () => {
    const keychain = await on({ keyring: 'unlocked', hasScreen: false });
    await keychain.save('a', KEY);
    lab?.lock();
    expect(await keychain.read('a')).toMatchObject(refused('locked'));
    expect(await keychain.save('a', KEY)).toMatchObject(refused('locked'));
    // Without the truth about it the key would be called forgotten, and be there.
    expect(await keychain.remove('a')).toMatchObject(refused('locked'));
  });

  it('locked, with its prompt on the screen: a typed answer, and no process is left', async () => {
    const keychain = await on({ keyring: 'unlocked', hasScreen: true });
    await keychain.save('a', KEY);
    lab?.lock();
    const startedMs = performance.now();
    const reading = keychain.read('a');
    await lab?.until(() => (lab?.windows().length ?? 0) > 0);
    expect(await reading).toMatchObject(refused('timed-out'));
    console.log(
      `keyring prompt answer_ms=${Math.round(performance.now() - startedMs)} deadline_ms=${KEYCHAIN_DEADLINE_MS}`,
    );
    await lab?.until(() => workers().length === 0);
  });

  it('locked, and the prompt is closed: still locked, which is all that the keyring says', async () => {
    const keychain = await on({ keyring: 'unlocked', hasScreen: true });
    await keychain.save('a', KEY);
    lab?.lock();
    const saving = keychain.save('a', KEY);
    await lab?.until(() => (lab?.windows().length ?? 0) > 0);
    let isOver = false;
    void saving.then(() => (isOver = true));
    // The prompt takes the keyboard some moments after it is drawn.
    await lab?.until(() => isOver || (lab?.pressEscape(), false));
    expect(await saving).toMatchObject(refused('locked'));
  });

  it('never answering: a typed answer, and no process is left', async () => {
    const keychain = await on({ keyring: 'unlocked', hasScreen: false });
    await keychain.save('a', KEY);
    lab?.freeze();
    expect(await keychain.read('a')).toMatchObject(refused('timed-out'));
    await lab?.until(() => workers().length === 0);
  });

  it('quitting while it does not answer ends the call and its process at once', async () => {
    const keychain = await on({ keyring: 'unlocked', hasScreen: false });
    await keychain.save('a', KEY);
    lab?.freeze();
    const reading = keychain.read('a');
    await lab?.until(() => workers().length === 1);
    keychain.close();
    expect(await reading).toMatchObject(refused('failed'));
    await lab?.until(() => workers().length === 0);
  });

  it('none on the bus, and no bus: both are no keychain', async () => {
    const keychain = await on({ keyring: 'none', hasScreen: false });
    expect(await keychain.save('a', KEY)).toMatchObject(refused('no-keychain'));
    delete process.env['DBUS_SESSION_BUS_ADDRESS'];
    expect(await keychain.read('a')).toMatchObject(refused('no-keychain'));
  });
});

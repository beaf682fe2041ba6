/** What the keychain's process may do to the asking side: each is a typed answer, and the process is gone. */
import { describe, expect, it } from 'vitest';
import type { KeychainChannel, KeychainReply } from '../../../main/keychain/keychain.ts';
import { keychainKindOf, keychainProblem } from '../../../main/keychain/keychainProblems.ts';
import { createKeychain } from '../../../main/keychain/keychainProcess.ts';
import { createKeyVault } from '../../../main/keychain/vault.ts';
import { LONGEST_KEY } from '../../../preload/contract/keys.ts';

/** A process that does what a test says. `killed` counts how often it was ended. */
function channelThat(behave: (reply: (value: unknown) => void, end: () => void) => void) {
  const seen = { killed: 0, sent: 0 };
  const open = (): KeychainChannel => {
    let reply: (value: unknown) => void = () => undefined;
    let end: () => void = () => undefined;
    return {
      send() {
        seen.sent += 1;
        behave(
          (value) => reply(value),
          () => end(),
        );
      },
      onReply: (listener) => void (reply = listener),
      onEnd: (listener) => void (end = listener),
      kill: () => void (seen.killed += 1),
    };
  };
  return { open, seen };
}

const says = (value: KeychainReply | object | string | null) =>
  channelThat((reply) => reply(value));
const refused = (kind: string) => ({ ok: false, problem: { kind } });

describe('the keychain’s process', () => {
  it.each<[string, ReturnType<typeof channelThat>, string]>([
    ['says nothing', channelThat(() => undefined), 'timed-out'],
    ['dies', channelThat((_reply, end) => end()), 'failed'],
    ['answers nonsense', says({ kind: 'done', value: 17 }), 'garbage'],
    ['answers a text', says('sk-ant-x'), 'garbage'],
    ['answers nothing', says(null), 'garbage'],
    ['finds nothing', says({ kind: 'done', value: null }), 'missing'],
    [
      'refuses',
      says({ kind: 'refused', words: 'Cannot create an item in a locked collection' }),
      'locked',
    ],
  ])('%s', async (_what, { open, seen }, kind) => {
    expect(await createKeychain(open, 20).read('a')).toMatchObject(refused(kind));
    expect(seen.killed).toBe(1);
  });

  it('that cannot be started is a failure too', async () => {
    const keychain = createKeychain(() => {
      throw new Error('no such file');
    });
    expect(await keychain.read('a')).toMatchObject(refused('failed'));
  });

  it('is ended when Tollgate quits, and none is started after that', async () => {
    const { open, seen } = channelThat(() => undefined);
    const keychain = createKeychain(open, 60_000);
    const read = keychain.read('a');
    const queued = keychain.read('b');
    await Promise.resolve();
    keychain.close();
    expect(await read).toMatchObject(refused('failed'));
    expect(await queued).toMatchObject(refused('failed'));
    expect(seen).toEqual({ killed: 1, sent: 1 });
  });

  it('is never asked to keep more than Windows can', async () => {
    const { open, seen } = says({ kind: 'done', value: null });
    const keychain = createKeychain(open);
    expect(await keychain.save('a', 'x'.repeat(LONGEST_KEY + 1))).toMatchObject(
      refused('too-long'),
    );
    expect(seen.sent).toBe(0);
    expect(await keychain.save('a', 'x'.repeat(LONGEST_KEY))).toEqual({ ok: true, value: null });
    expect(LONGEST_KEY * 2).toBe(2560);
  });
});

describe('a keychain’s words', () => {
  it.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'no-keychain'],
    ['Could not connect: No such file or directory', 'no-keychain'],
    ['The name org.freedesktop.secrets was not provided by any .service files', 'no-keychain'],
    ['libsecret-1.so.0: cannot open shared object file: No such file or directory', 'no-keychain'],
    ['Cannot create an item in a locked collection', 'locked'],
    ['User interaction is not allowed.', 'locked'],
    ['User canceled the operation.', 'denied'],
    ['The user name or passphrase you entered is not correct.', 'denied'],
    ['The stub received bad data.', 'too-long'],
    ['Did not receive a reply. Possible causes include: …', 'timed-out'],
    ['Something quite new', 'failed'],
  ])('“%s” is %s', (words, kind) => {
    expect(keychainKindOf(words)).toBe(kind);
    const { message, wayOut } = keychainProblem(keychainKindOf(words));
    expect(message).toMatch(/\.$/);
    expect(wayOut).toMatch(/\.$/);
  });
});

describe('the vault', () => {
  const without = () =>
    createKeychain(says({ kind: 'refused', words: 'Could not connect: no bus' }).open);

  it('keeps a key in memory where there is no keychain, and says so', async () => {
    const vault = createKeyVault(without(), true);
    expect(await vault.keep('anthropic', 'a', 'secret-key-1234', 5)).toMatchObject({
      ok: true,
      value: { in: 'session', because: { kind: 'no-keychain' } },
    });
    expect(await vault.read('anthropic', 'a')).toEqual({ ok: true, value: 'secret-key-1234' });
    expect(await vault.session()).toEqual([
      { provider: 'anthropic', present: true, lastFour: '1234', savedAtMs: 5, keptIn: 'session' },
    ]);
    expect(await vault.forget('anthropic', 'a')).toEqual({ ok: true, value: null });
    expect(await vault.session()).toEqual([]);
  });

  it('keeps nothing in a command, which ends at once', async () => {
    const vault = createKeyVault(without(), false);
    expect(await vault.keep('anthropic', 'a', 'secret-key-1234', 5)).toMatchObject(
      refused('no-keychain'),
    );
    expect(await vault.session()).toEqual([]);
  });

  it('keeps nothing in memory beside a keychain that is only locked', async () => {
    const locked = createKeychain(says({ kind: 'refused', words: 'it is locked' }).open);
    const vault = createKeyVault(locked, true);
    expect(await vault.keep('anthropic', 'a', 'secret-key-1234', 5)).toMatchObject(
      refused('locked'),
    );
    expect(await vault.session()).toEqual([]);
  });
});

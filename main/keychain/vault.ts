/** Keeps keys: in the system's keychain, and where there is none in memory until the program ends. */
import { createHash } from 'node:crypto';
import type { KeyProblem, KeyView, KeyId } from '../../preload/contract/keys.ts';
import type { Keychain, KeychainOutcome } from './keychain.ts';

/** Where a key was put. `because`: why it is not in the keychain. */
export type KeptKey =
  { readonly in: 'keychain' } | { readonly in: 'session'; readonly because: KeyProblem };

export type KeyVault = {
  /** @param account the entry's name in the keychain */
  keep(
    provider: KeyId,
    account: string,
    key: string,
    savedAtMs: number,
  ): Promise<KeychainOutcome<KeptKey>>;
  read(provider: KeyId, account: string): Promise<KeychainOutcome<string>>;
  forget(provider: KeyId, account: string): Promise<KeychainOutcome<null>>;
  /** What is said of the keys that are in memory. */
  session(): Promise<readonly KeyView[]>;
  /** Ends what goes on at once. */
  close(): void;
};

/**
 * Only a session without any keychain keeps a key in memory: one that is locked can be unlocked, and the user
 * is told how.
 *
 * @param isSessionLong whether this program stays; the memory of a short command is no place for a key
 */
export function createKeyVault(keychain: Keychain, isSessionLong: boolean): KeyVault {
  const session = new Map<KeyId, { readonly key: string; readonly savedAtMs: number }>();
  return {
    async keep(provider, account, key, savedAtMs) {
      const saved = await keychain.save(account, key);
      if (saved.ok) {
        session.delete(provider);
        return { ok: true, value: { in: 'keychain' } };
      }
      if (saved.problem.kind !== 'no-keychain' || !isSessionLong) return saved;
      session.set(provider, { key, savedAtMs });
      return { ok: true, value: { in: 'session', because: saved.problem } };
    },
    async read(provider, account) {
      const held = session.get(provider);
      return held === undefined ? keychain.read(account) : { ok: true, value: held.key };
    },
    async forget(provider, account) {
      if (session.delete(provider)) return { ok: true, value: null };
      return keychain.remove(account);
    },
    session: () =>
      Promise.resolve(
        [...session].map(([provider, { key, savedAtMs }]) => ({
          provider,
          present: true,
          lastFour: lastFourOf(key),
          savedAtMs,
          keptIn: 'session',
        })),
      ),
    close: () => keychain.close(),
  };
}

/** All that is ever shown of a key. */
export function lastFourOf(key: string): string {
  return key.slice(-4);
}

/** An entry's name. Each data folder has its own keys, so that a trial beside the real one overwrites nothing. */
export function keychainEntry(dataFolder: string, provider: KeyId): string {
  const place = createHash('sha256').update(dataFolder).digest('hex').slice(0, 12);
  return `${provider} ${place}`;
}

/** Keeps keys: in the system's keychain, and where there is none in memory until the program ends. */
import type { KeyProblem, ProviderId } from '../../preload/contract/keys.ts';
import type { Keychain, KeychainOutcome } from './keychain.ts';

/** Where a key was put. `because`: why it is not in the keychain. */
export type KeptKey =
  { readonly in: 'keychain' } | { readonly in: 'session'; readonly because: KeyProblem };

export type KeyVault = {
  /** @param account the entry's name in the keychain */
  keep(provider: ProviderId, account: string, key: string): Promise<KeychainOutcome<KeptKey>>;
  read(provider: ProviderId, account: string): Promise<KeychainOutcome<string>>;
  forget(provider: ProviderId, account: string): Promise<KeychainOutcome<null>>;
};

/**
 * Only a session without any keychain keeps a key in memory: one that is locked can be unlocked, and the user
 * is told how.
 *
 * @param isSessionLong whether this program stays; the memory of a short command is no place for a key
 */
export function createKeyVault(keychain: Keychain, isSessionLong: boolean): KeyVault {
  const session = new Map<ProviderId, string>();
  return {
    async keep(provider, account, key) {
      const saved = await keychain.save(account, key);
      if (saved.ok) {
        session.delete(provider);
        return { ok: true, value: { in: 'keychain' } };
      }
      if (saved.problem.kind !== 'no-keychain' || !isSessionLong) return saved;
      session.set(provider, key);
      return { ok: true, value: { in: 'session', because: saved.problem } };
    },
    async read(provider, account) {
      const held = session.get(provider);
      return held === undefined ? keychain.read(account) : { ok: true, value: held };
    },
    async forget(provider, account) {
      if (session.delete(provider)) return { ok: true, value: null };
      return keychain.remove(account);
    },
  };
}

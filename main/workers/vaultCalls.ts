/** The vault lives in main, which alone may start the keychain's process; the engine's thread asks by message. */
import type { KeyVault } from '../keychain/vault.ts';

type Question = Exclude<keyof KeyVault, 'close'>;

/** What the engine's thread asks of the vault. */
export type VaultCall = {
  readonly [Q in Question]: {
    readonly id: number;
    readonly question: Q;
    readonly args: Parameters<KeyVault[Q]>;
  };
}[Question];

/** Asks the real vault. Never rejects: nobody in main could say more of it than the answer does. */
export async function answerVaultCall(vault: KeyVault, call: VaultCall): Promise<unknown> {
  switch (call.question) {
    case 'keep':
      return vault.keep(...call.args);
    case 'read':
      return vault.read(...call.args);
    case 'forget':
      return vault.forget(...call.args);
    case 'session':
      return vault.session();
    default:
      return call satisfies never;
  }
}

/** @param send hands a call to main */
export function createRemoteVault(send: (call: VaultCall) => void) {
  const waiting = new Map<number, (answer: never) => void>();
  let nextId = 1;

  function ask<Q extends Question>(
    question: Q,
    ...args: Parameters<KeyVault[Q]>
  ): ReturnType<KeyVault[Q]> {
    return new Promise<never>((resolve) => {
      const id = nextId++;
      waiting.set(id, resolve);
      send({ id, question, args } as unknown as VaultCall);
    }) as ReturnType<KeyVault[Q]>;
  }

  const vault: KeyVault = {
    keep: (...args) => ask('keep', ...args),
    read: (...args) => ask('read', ...args),
    forget: (...args) => ask('forget', ...args),
    session: () => ask('session'),
    // Main closes the real one before it stops the engine.
    close: () => undefined,
  };
  return {
    vault,
    /** What main said to a call. */
    answered(id: number, answer: unknown): void {
      waiting.get(id)?.(answer as never);
      waiting.delete(id);
    },
  };
}

/** Calls the system's keychain. Only the keychain's own process may run this: a call may never return. */
import type * as keytarModule from 'keytar';
import type { KeychainReply, KeychainRequest } from './keychain.ts';

type Keytar = typeof keytarModule;

/** The account of an entry that is written and removed to learn whether the keychain is locked. */
const PROBE = 'lock test';

/** Serves one request; refusals are values in the system's words. */
export async function keychainAnswer(request: KeychainRequest): Promise<KeychainReply> {
  try {
    const keytar = await loadKeytar();
    return { kind: 'done', value: await serve(keytar, request) };
  } catch (error) {
    return { kind: 'refused', words: error instanceof Error ? error.message : String(error) };
  }
}

async function serve(keytar: Keytar, request: KeychainRequest): Promise<string | null> {
  const { service, account } = request;
  switch (request.op) {
    case 'save':
      await keytar.setPassword(service, account, request.secret);
      return null;
    case 'read': {
      const secret = await keytar.getPassword(service, account);
      if (secret === null) await requireUnlocked(keytar, service);
      return secret;
    }
    case 'remove':
      if (!(await keytar.deletePassword(service, account))) await requireUnlocked(keytar, service);
      return null;
    default:
      return request satisfies never;
  }
}

/**
 * A locked Secret Service says that nothing is there when it cannot ask for the password (measured); only
 * writing tells the truth. @throws the keychain's refusal
 */
async function requireUnlocked(keytar: Keytar, service: string): Promise<void> {
  await keytar.setPassword(service, PROBE, 'nothing');
  await keytar.deletePassword(service, PROBE);
}

/** Loaded late: where a system library is missing, loading is what fails. */
async function loadKeytar(): Promise<Keytar> {
  const module = (await import('keytar')) as Keytar & { default?: Keytar };
  return module.default ?? module;
}

/**
 * Recognises keys that this process has used before: a provider may quote one of them although it was replaced
 * since. Only fingerprints are kept, with a salt of this process, so that nothing here can become a key again.
 */
import { createHash, randomBytes } from 'node:crypto';

const salt = randomBytes(16);
const fingerprints = new Set<string>();

function fingerprintOf(word: string): string {
  return createHash('sha256').update(salt).update(word).digest('base64');
}

/** To be called with every key before it is used. */
export function rememberKey(key: string): void {
  fingerprints.add(fingerprintOf(key));
}

/** Whether a word is, as a whole, a key that was used in this process's life. */
export function isFormerKey(word: string): boolean {
  return fingerprints.has(fingerprintOf(word));
}

/** What the systems' keychains say when they refuse, as one of a few kinds, each with a way out. Pure. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { LONGEST_KEY, type KeyProblem, type KeyProblemKind } from '../../preload/contract/keys.ts';

type KeychainKind = Extract<
  KeyProblemKind,
  'no-keychain' | 'locked' | 'denied' | 'timed-out' | 'garbage' | 'too-long' | 'missing' | 'failed'
>;

/**
 * Parts of refusals, in the order in which they are looked for. Linux: measured with libsecret 0.20 and
 * gnome-keyring 42 (no bus, no service, locked without a display, prompt closed). macOS: the texts of
 * errSecAuthFailed, errSecInteractionNotAllowed, errSecUserCanceled and errSecNotAvailable. Windows: messages
 * of ERROR_NO_SUCH_LOGON_SESSION and of ERROR_BAD_LENGTH.
 */
const SAID: readonly (readonly [RegExp, KeychainKind])[] = [
  [/locked collection|collection is locked|interaction is not allowed|is locked/i, 'locked'],
  [/dismissed|cancell?ed|denied|not authorized|name or passphrase|permission/i, 'denied'],
  [/stub received bad data|too long|too large|bad length|exceeds/i, 'too-long'],
  [
    /autolaunch D-Bus|could not connect|was not provided by any|object does not exist at path|cannot open shared object|no keychain is available|logon session does not exist|cannot find module|error spawning|no such interface|connection is closed/i,
    'no-keychain',
  ],
  [/did not receive a reply|timeout was reached|timed out/i, 'timed-out'],
];

/** The kind of a refusal in the system's own words. */
export function keychainKindOf(words: string): KeychainKind {
  return SAID.find(([pattern]) => pattern.test(words))?.[1] ?? 'failed';
}

const WORDS: Readonly<Record<KeychainKind, Omit<KeyProblem, 'kind'>>> = {
  'no-keychain': {
    message: inEnglish('This session has no keychain.'),
    wayOut: inEnglish(
      'Start one (on Linux: GNOME Keyring or KWallet with its Secret Service), then save the key again.',
    ),
  },
  locked: {
    message: inEnglish('The keychain is locked.'),
    wayOut: inEnglish('Unlock it in the system’s own keychain program, then try again.'),
  },
  denied: {
    message: inEnglish('The keychain refused, or its question was closed.'),
    wayOut: inEnglish('Try again and allow Tollgate when the system asks.'),
  },
  'timed-out': {
    message: inEnglish('The keychain did not answer within 3 seconds.'),
    wayOut: inEnglish(
      'It may be waiting for you: look for its password prompt, answer it, then try again.',
    ),
  },
  garbage: {
    message: inEnglish('What the keychain gave back is not the key that was saved.'),
    wayOut: inEnglish('Save the key again.'),
  },
  'too-long': {
    message: inEnglish(
      'The key is longer than {count} characters, which is more than a keychain takes.',
      { count: LONGEST_KEY },
    ),
    wayOut: inEnglish('Check what was copied; keys are much shorter.'),
  },
  missing: {
    message: inEnglish('The key is no longer in the keychain.'),
    wayOut: inEnglish('Save the key again.'),
  },
  failed: {
    message: inEnglish('The keychain failed for a reason that it did not explain.'),
    wayOut: inEnglish('Try again; restarting the system’s keychain may help.'),
  },
};

/** A problem with its sentence and its way out. */
export function keychainProblem(kind: KeychainKind): KeyProblem {
  return { kind, ...WORDS[kind] };
}

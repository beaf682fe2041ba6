/** The system's keychain as the rest of Tollgate knows it, and what is said to the process that speaks to it. */
import type { KeyProblem } from '../../preload/contract/keys.ts';

export type KeychainOutcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: KeyProblem };

export type Keychain = {
  /** The secret; `missing` where none is kept under this name, `locked` where that cannot be told. */
  read(account: string): Promise<KeychainOutcome<string>>;
  /** Keeps a secret in place of the one before. */
  save(account: string, secret: string): Promise<KeychainOutcome<null>>;
  /** Removes a secret; one that is not there is removed already. */
  remove(account: string): Promise<KeychainOutcome<null>>;
  /** Ends what goes on at once; later calls are refused. */
  close(): void;
};

/** Under which all of Tollgate's entries stand in the system's keychain program. */
export const KEYCHAIN_SERVICE = 'Tollgate';

export type KeychainRequest = { readonly service: string; readonly account: string } & (
  { readonly op: 'read' | 'remove' } | { readonly op: 'save'; readonly secret: string }
);

/** `refused`: in the system's words, which are judged by the asking side. */
export type KeychainReply =
  | { readonly kind: 'done'; readonly value: string | null }
  | { readonly kind: 'refused'; readonly words: string };

/** A process of its own: it can be ended whatever it is doing. */
export type KeychainChannel = {
  send(request: KeychainRequest): void;
  onReply(listener: (reply: unknown) => void): void;
  onEnd(listener: () => void): void;
  /** Ends it by force. A keychain that waits for a person keeps its process from ending in any other way. */
  kill(): void;
};

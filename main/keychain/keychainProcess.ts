/**
 * Speaks to the keychain through a process that is started for one request and ended after it, because a call
 * into a keychain that shows a prompt may never return and cannot be taken back.
 */
import { LONGEST_KEY } from '../../preload/contract/keys.ts';
import {
  KEYCHAIN_SERVICE,
  type Keychain,
  type KeychainChannel,
  type KeychainOutcome,
  type KeychainReply,
  type KeychainRequest,
} from './keychain.ts';
import { keychainKindOf, keychainProblem } from './keychainProblems.ts';

/** From asking to a typed answer, the start of the process included; the way to the window takes the rest of 3 s. */
export const KEYCHAIN_DEADLINE_MS = 2800;

type Refusal = Extract<KeychainOutcome<never>, { ok: false }>;

/** @param open starts a process that serves requests (`workers/keychainWorker.ts`) */
export function createKeychain(
  open: () => KeychainChannel,
  deadlineMs = KEYCHAIN_DEADLINE_MS,
): Keychain {
  const running = new Set<() => void>();
  let isClosed = false;
  /** One after the other: two processes at one locked keychain would show two prompts. */
  let turn: Promise<unknown> = Promise.resolve();

  function ask(request: KeychainRequest): Promise<KeychainReply | Refusal> {
    const answer = turn.then(() => (isClosed ? refusal('failed') : askOnce(request)));
    turn = answer;
    return answer;
  }

  function askOnce(request: KeychainRequest): Promise<KeychainReply | Refusal> {
    return new Promise((resolve) => {
      let channel: KeychainChannel | null = null;
      const end = (answer: KeychainReply | Refusal): void => {
        clearTimeout(timer);
        running.delete(cancel);
        channel?.kill();
        resolve(answer);
      };
      const cancel = () => end(refusal('failed'));
      const timer = setTimeout(() => end(refusal('timed-out')), deadlineMs);
      running.add(cancel);
      try {
        channel = open();
        channel.onReply((reply) => end(isReply(reply) ? reply : refusal('garbage')));
        channel.onEnd(() => end(refusal('failed')));
        channel.send(request);
      } catch {
        end(refusal('failed'));
      }
    });
  }

  return {
    async read(account) {
      const reply = await ask({ op: 'read', service: KEYCHAIN_SERVICE, account });
      if ('ok' in reply) return reply;
      if (reply.kind === 'refused') return refusal(keychainKindOf(reply.words));
      return reply.value === null ? refusal('missing') : { ok: true, value: reply.value };
    },
    async save(account, secret) {
      if (secret.length > LONGEST_KEY) return refusal('too-long');
      return doneOr(await ask({ op: 'save', service: KEYCHAIN_SERVICE, account, secret }));
    },
    async remove(account) {
      return doneOr(await ask({ op: 'remove', service: KEYCHAIN_SERVICE, account }));
    },
    close() {
      isClosed = true;
      for (const cancel of [...running]) cancel();
    },
  };
}

function doneOr(reply: KeychainReply | Refusal): KeychainOutcome<null> {
  if ('ok' in reply) return reply;
  return reply.kind === 'done' ? { ok: true, value: null } : refusal(keychainKindOf(reply.words));
}

function refusal(kind: Parameters<typeof keychainProblem>[0]): Refusal {
  return { ok: false, problem: keychainProblem(kind) };
}

function isReply(value: unknown): value is KeychainReply {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, value: secret, words } = value as Record<string, unknown>;
  if (kind === 'refused') return typeof words === 'string';
  return kind === 'done' && (secret === null || typeof secret === 'string');
}

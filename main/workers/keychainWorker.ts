/**
 * The process that calls the system's keychain, for one request. It gets the request over a pipe (under
 * Electron a message port), answers, and is ended from outside; it decides and writes nothing.
 */
import { keychainAnswer } from '../keychain/answer.ts';
import type { KeychainReply, KeychainRequest } from '../keychain/keychain.ts';

type ParentPort = {
  on(event: 'message', listener: (message: { data: unknown }) => void): void;
  postMessage(reply: KeychainReply): void;
};

const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };

async function answer(request: unknown, reply: (reply: KeychainReply) => void): Promise<void> {
  reply(await keychainAnswer(request as KeychainRequest));
}

if (parentPort) {
  parentPort.on('message', ({ data }) => {
    void answer(data, (reply) => parentPort.postMessage(reply));
  });
} else {
  process.on('message', (data) => {
    void answer(data, (reply) => process.send?.(reply));
  });
  // Nobody is left to answer.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
}

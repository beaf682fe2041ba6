/** The keychain's process under plain Node: a child that is spoken to over a pipe. */
import { fork } from 'node:child_process';
import type { KeychainChannel } from './keychain.ts';

/** Variables that would make the child load something else or write what it hears. */
const NOT_HANDED_ON = ['NODE_OPTIONS', 'NODE_DEBUG', 'NODE_V8_COVERAGE', 'ELECTRON_RUN_AS_NODE'];

/** @param program the finished `keychain-worker.js` */
export function openNodeChannel(program: string): KeychainChannel {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !NOT_HANDED_ON.includes(name)),
  );
  const child = fork(program, [], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    env,
  });
  // Without a listener an error of the child would be one of ours; its end tells the same.
  child.on('error', () => undefined);
  return {
    send: (request) => void child.send(request, () => undefined),
    onReply: (listener) => void child.on('message', listener),
    onEnd: (listener) => {
      child.on('exit', listener);
      child.on('error', listener);
    },
    kill() {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
      if (child.connected) child.disconnect();
      child.unref();
    },
  };
}

/** The keychain's process under Electron, whose packaged program cannot be run as plain Node. */
import { utilityProcess } from 'electron';
import type { KeychainChannel } from '../keychain/keychain.ts';

/** @param program the finished `keychain-worker.js` */
export function openUtilityChannel(program: string): KeychainChannel {
  const child = utilityProcess.fork(program, [], {
    serviceName: 'Tollgate keychain',
    stdio: 'ignore',
  });
  return {
    send: (request) => child.postMessage(request),
    onReply: (listener) => void child.on('message', listener),
    onEnd: (listener) => void child.on('exit', listener),
    kill() {
      child.removeAllListeners('exit');
      const { pid } = child;
      // Electron asks its process to end; one whose keychain waits for a person does not hear that.
      if (pid !== undefined) endByForce(pid);
      else child.once('spawn', () => child.pid !== undefined && endByForce(child.pid));
    },
  };
}

function endByForce(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

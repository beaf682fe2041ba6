/** Makes the engine's thread fail as a bug in it would, or wait as a drive would that does not answer. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from '@playwright/test';

/** With an error that nobody catches. */
export function crashEngineThread(app: ElectronApplication): Promise<void> {
  return inEngineThread(app, "setTimeout(() => { throw new Error('the test broke it'); }, 50)");
}

/**
 * In a system call that does not return, which nothing can interrupt: it opens a pipe that nobody writes to.
 * @returns lets it go on
 */
export async function holdUpEngineThread(
  app: ElectronApplication,
  folder: string,
): Promise<() => void> {
  const pipe = path.join(folder, 'held-up');
  execFileSync('mkfifo', [pipe]);
  const open = `process.getBuiltinModule('node:fs').closeSync(process.getBuiltinModule('node:fs').openSync(${JSON.stringify(pipe)}))`;
  await inEngineThread(app, `setTimeout(() => ${open}, 1000)`);
  return () => fs.closeSync(fs.openSync(pipe, 'w'));
}

/** Through the inspector's own way to the threads of a process; the app has no door for this. */
async function inEngineThread(app: ElectronApplication, expression: string): Promise<void> {
  await app.evaluate(async (_electron, expression) => {
    const { Session } = process.getBuiltinModule('node:inspector');
    const session = new Session();
    session.connect();
    const attached = new Promise<string>((resolve) => {
      session.on('NodeWorker.attachedToWorker', ({ params }) => resolve(params.sessionId));
    });
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
    const sessionId = await attached;
    const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } });
    session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    // Nobody may be attached to the thread that takes its place.
    setTimeout(() => session.disconnect(), 500);
  }, expression);
}

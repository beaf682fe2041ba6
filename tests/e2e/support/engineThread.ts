/** Makes the engine's thread fail as a bug in it would: with an error that nobody catches. */
import type { ElectronApplication } from '@playwright/test';

/** Through the inspector's own way to the threads of a process; the app has no door for this. */
export async function crashEngineThread(app: ElectronApplication): Promise<void> {
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
  }, "setTimeout(() => { throw new Error('the test broke it'); }, 50)");
}

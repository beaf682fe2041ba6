/** The engine in a thread of its own, so that nothing it does can hold up the tray. */
import { parentPort, workerData } from 'node:worker_threads';
import bridgeScript from '../../resources/bridge/tollgate-statusline.sh?raw';
import { version } from '../../package.json' with { type: 'json' };
import posixGate from '../../resources/gate/tollgate-gate.sh?raw';
import windowsGate from '../../resources/gate/tollgate-gate.ps1?raw';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { createAlertDesk } from '../engine/alertDesk.ts';
import { createBackupDesk } from '../engine/backupDesk.ts';
import { createEngine } from '../engine/engine.ts';
import { createGateDesk } from '../engine/gateDesk.ts';
import { startHeartbeat } from '../engine/heartbeat.ts';
import { isNewsBeside } from '../engine/news.ts';
import { createShellDesk } from '../engine/shellDesk.ts';
import { realMachine } from '../platform/machine.ts';
import type { EngineCall, EngineCalls, EngineData, EngineMessage } from './messages.ts';
import { createNotices } from './notices.ts';

const PARSE_WORKER = './parse-worker.js';

const { dataFolder, locale } = workerData as EngineData;
const port = parentPort;
if (!port) throw new Error('The engine runs as a worker thread only.');

const send = (message: EngineMessage) => port.postMessage(message);
let sent: Snapshot | null = null;
const notices = createNotices((request) => send({ kind: 'notify', request }));
let latest: Snapshot | null = null;
const gateDesk = createGateDesk({
  dataFolder,
  clock: Date.now,
  // A waiting hook asks what the prompt asks; the answer reaches it through the gate file.
  onRequest: () => void tellQuestion(),
});

const engine = createEngine({
  machine: realMachine(locale),
  dataFolder,
  clock: Date.now,
  helperUrl: new URL(PARSE_WORKER, import.meta.url),
  bridgeScript,
  version,
  gateScripts: { posix: posixGate, windows: windowsGate },
  isLasting: true,
  followers: [
    createAlertDesk({ show: notices.show, clock: Date.now }),
    gateDesk,
    createBackupDesk(dataFolder, Date.now),
    createShellDesk((wishes) => send({ kind: 'wishes', wishes })),
  ],
  onSnapshot(snapshot) {
    latest = snapshot;
    if (sent && !isNewsBeside(sent, snapshot)) return;
    sent = snapshot;
    send({ kind: 'snapshot', snapshot });
    void tellQuestion();
  },
});
let isAsking = false;
let wasAsked = false;

/** After the look that made the picture: the question follows the figures, it never holds them up. */
async function tellQuestion(): Promise<void> {
  if (isAsking) return;
  isAsking = true;
  try {
    const [view = null] = await engine.questions();
    if (view !== null || wasAsked) send({ kind: 'question', view });
    wasAsked = view !== null;
  } finally {
    isAsking = false;
  }
}

const heartbeat = startHeartbeat(engine);
// A script that cannot be renewed goes on working as it is.
engine.refreshBridgeScript().catch(() => undefined);
engine.refreshGateScripts().catch(() => undefined);

const calls: { [N in keyof EngineCalls]: (...args: Parameters<EngineCalls[N]>) => unknown } = {
  refresh: () => {
    sent = null;
    return heartbeat.refresh();
  },
  allowReading: async () => {
    await engine.allowReading();
    await heartbeat.refresh();
  },
  setPreferences: (preferences) => engine.setPreferences(preferences),
  settings: () => engine.settings(),
  changeSettings: (changes) => engine.changeSettings(changes),
  undoSettings: () => engine.undoSettings(),
  answerQuestion: (answer) => engine.answerQuestion(answer),
  revokeConsent: (id) => engine.revokeConsent(id),
  planBridge: (request) => engine.planBridge(request),
  applyBridge: (plan) => engine.applyBridge(plan),
  notified: (key, result) => notices.answered(key, result),
  planGate: (request) => engine.planGate(request),
  applyGate: (plan) => engine.applyGate(plan),
  gateOrder: async (request) => gateDesk.order(request, latest ?? (await engine.look('full'))),
  stop: async () => {
    heartbeat.stop();
    await engine.close();
  },
};

port.on('message', (call: EngineCall) => {
  const run = calls[call.name] as (...args: unknown[]) => unknown;
  Promise.resolve()
    .then(() => run(...call.args))
    .then((value) => send({ kind: 'answer', id: call.id, value: value ?? null }))
    .catch((error: unknown) =>
      send({
        kind: 'failure',
        id: call.id,
        message: error instanceof Error ? error.message : String(error),
      }),
    );
});

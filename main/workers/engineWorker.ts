/** The engine in a thread of its own, so that nothing it does can hold up the tray. */
import { parentPort, workerData } from 'node:worker_threads';
import bridgeScript from '../../resources/bridge/tollgate-statusline.sh?raw';
import { version } from '../../package.json' with { type: 'json' };
import posixGate from '../../resources/gate/tollgate-gate.sh?raw';
import windowsGate from '../../resources/gate/tollgate-gate.ps1?raw';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { zoneOf } from '../domain/calendar.ts';
import { createAlertDesk } from '../engine/alertDesk.ts';
import { backups, backUpNow, putBack } from '../engine/backupRequests.ts';
import { createBackupDesk } from '../engine/backupDesk.ts';
import { createEngine } from '../engine/engine.ts';
import { createGateDesk } from '../engine/gateDesk.ts';
import { startHeartbeat } from '../engine/heartbeat.ts';
import {
  removalOutcome,
  removeEverything,
  wouldRemove,
  type RemovalPlace,
} from '../engine/removal.ts';
import { createRetentionDesk } from '../engine/retentionDesk.ts';
import { createStatusFile } from '../engine/statusFile.ts';
import { saidOf, settingsFacts } from '../engine/settingsFacts.ts';
import { isNewsBeside } from '../engine/news.ts';
import { realMachine } from '../platform/machine.ts';
import { createCollectorPost } from '../platform/collectorHttp.ts';
import { autostartPath } from '../platform/startAtLogin.ts';
import { createProviderHttp, seamFrom } from '../platform/providerHttp.ts';
import { giveSign } from './lifeSign.ts';
import type { EngineCall, EngineCalls, EngineData, EngineMessage } from './messages.ts';
import { createNotices } from './notices.ts';
import { createQuestionTeller } from './questionTeller.ts';
import { spareMemory } from './spareMemory.ts';
import { createRemoteVault } from './vaultCalls.ts';

const PARSE_WORKER = './parse-worker.cjs';

const { dataFolder, locale, lifeSign } = workerData as EngineData;
const port = parentPort;
if (!port) throw new Error('The engine runs as a worker thread only.');

const machine = realMachine(locale);
const send = (message: EngineMessage) => port.postMessage(message);
let sent: Snapshot | null = null;
const notices = createNotices((request) => send({ kind: 'notify', request }));
const vault = createRemoteVault((call) => send({ kind: 'vault', call }));
let latest: Snapshot | null = null;
const gateDesk = createGateDesk({
  dataFolder,
  clock: Date.now,
  // A waiting hook asks what the prompt asks; the answer reaches it through the gate file.
  onRequest: (_request, account) => void questions.hookWaits(account),
  record: (order) => engine.recordOrder(order),
});

const engine = createEngine({
  machine,
  dataFolder,
  clock: Date.now,
  helperUrl: new URL(PARSE_WORKER, import.meta.url),
  bridgeScript,
  version,
  gateScripts: { posix: posixGate, windows: windowsGate },
  providers: {
    vault: vault.vault,
    http: createProviderHttp(seamFrom(process.env, import.meta.url)),
  },
  collector: { post: createCollectorPost() },
  isLasting: true,
  followers: [
    createAlertDesk({ show: notices.show, clock: Date.now }),
    gateDesk,
    createStatusFile(dataFolder),
    createBackupDesk(dataFolder, Date.now),
    createRetentionDesk(dataFolder),
  ],
  onSnapshot(snapshot) {
    latest = snapshot;
    giveSign(lifeSign);
    if (sent && !isNewsBeside(sent, snapshot)) return;
    sent = snapshot;
    send({ kind: 'snapshot', snapshot });
    // After the look that made the picture: the questions follow the figures, they never hold them up.
    void questions.run();
  },
});
const questions = createQuestionTeller({
  ask: (waiting) => engine.questions(waiting),
  tell: (views) => send({ kind: 'questions', views }),
});

const heartbeat = startHeartbeat(engine, () => giveSign(lifeSign));
spareMemory();
// A script that cannot be renewed goes on working as it is.
engine.refreshBridgeScript().catch(() => undefined);
engine.refreshGateScripts().catch(() => undefined);

function removalPlace(): RemovalPlace {
  return {
    dataFolder,
    machine,
    nowMs: Date.now(),
    vault: vault.vault,
    isApp: true,
    scripts: { posix: posixGate, windows: windowsGate },
    loginFile:
      process.platform === 'linux' ? autostartPath(machine.variables, machine.homeFolder) : null,
  };
}

const calls: { [N in keyof EngineCalls]: (...args: Parameters<EngineCalls[N]>) => unknown } = {
  refresh: () => {
    sent = null;
    return heartbeat.refresh();
  },
  glimpse: () => heartbeat.glimpse(),
  adapt: (surroundings) => heartbeat.adapt(surroundings),
  allowReading: async () => {
    await engine.allowReading();
    await heartbeat.refresh();
  },
  setPreferences: (preferences) => engine.setPreferences(preferences),
  settings: () => engine.settings(),
  changeSettings: (changes) => engine.changeSettings(changes),
  undoSettings: () => engine.undoSettings(),
  settingsFacts: () => settingsFacts(engine, { version, dataFolder }),
  noteUpdateContact: (contact) => engine.noteUpdateContact(contact),
  askSource: async (source) => {
    // A switch that was just turned is noticed by a look, and only then may the program be asked.
    await engine.look('full');
    return saidOf(await engine.ask(source));
  },
  answerQuestion: (answer) => engine.answerQuestion(answer),
  askAbout: async (about) => {
    const asked = await engine.askAbout(about);
    if (asked.kind === 'open') questions.alsoAsked();
    return asked;
  },
  revokeConsent: (id) => engine.revokeConsent(id),
  dismissStopped: (id) => engine.dismissStopped(id),
  planBridge: (request) => engine.planBridge(request),
  applyBridge: (plan) => engine.applyBridge(plan),
  notified: (key, result) => notices.answered(key, result),
  planGate: (request) => engine.planGate(request),
  applyGate: (plan) => engine.applyGate(plan),
  gateOrder: async (request) => gateDesk.order(request, latest ?? (await engine.look('full'))),
  creditsPage: (question) => engine.creditsPage(question),
  helpPage: () => engine.helpPage(),
  stateMoney: (statement) => engine.stateMoney(statement),
  undoMoney: (account) => engine.undoMoney(account),
  closeDrift: (account) => engine.closeDrift(account),
  keys: () => engine.keys(),
  saveKey: (provider, key) => engine.saveKey(provider, key),
  testKey: (provider) => engine.testKey(provider),
  forgetKey: (provider) => engine.forgetKey(provider),
  providers: () => engine.providers(),
  pollProvider: (provider) => engine.pollProvider(provider),
  metricsExport: () => engine.metricsExport(),
  sendMetrics: () => engine.sendMetrics(),
  backups: () => backups(dataFolder),
  makeBackup: async () => {
    const { timeZone } = latest ?? (await engine.look('hot'));
    return backUpNow(dataFolder, zoneOf(timeZone).dayOf(Date.now()));
  },
  restoreBackup: async (name) => {
    heartbeat.stop();
    await engine.close();
    return putBack(dataFolder, name, Date.now());
  },
  retention: () => engine.retention(),
  removeDetail: (days) => engine.removeDetail(days),
  previewTakeIn: (source) => engine.previewTakeIn(source),
  takeIn: (source) => engine.takeIn(source),
  takenIn: () => engine.takenIn(),
  undoTakeIn: (id) => engine.undoTakeIn(id),
  everythingOfOurs: async () => ({ ok: true, value: await wouldRemove(removalPlace()) }),
  removeEverything: async () => {
    heartbeat.stop();
    await engine.close();
    return removalOutcome(await removeEverything(removalPlace()));
  },
  vaultAnswered: (id, answer) => vault.answered(id, answer),
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

/** The composition root: builds the real things and connects them. */
import { inEnglish } from '../preload/contract/languages/say.ts';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import {
  app,
  BrowserWindow,
  clipboard,
  nativeTheme,
  powerMonitor,
  screen,
  shell as electronShell,
} from 'electron';
import type { NotificationRequest } from '../preload/contract/alerts.ts';
import { refusedNotice } from '../preload/contract/alertWording.ts';
import type { GateOrderRequest } from '../preload/contract/channels.ts';
import { localDay } from '../preload/contract/formatting.ts';
import { exportName } from '../preload/contract/review/exports.ts';
import type { Problem, Snapshot } from '../preload/contract/snapshot.ts';
import { NOTHING_FOUND, takePicture } from './domain/snapshot.ts';
import { dataRequests } from './ipc/dataRequests.ts';
import { handleRequests } from './ipc/handle.ts';
import { createKeychain } from './keychain/keychainProcess.ts';
import { createKeyVault } from './keychain/vault.ts';
import { serveBundle } from './platform/appProtocol.ts';
import { startEngineHost } from './platform/engineHost.ts';
import { hardenDefaultSession } from './platform/hardening.ts';
import { realMachine } from './platform/machine.ts';
import { openLink } from './platform/openLink.ts';
import { createShellDesk } from './platform/shellDesk.ts';
import { createReviewHost } from './platform/reviewHost.ts';
import { openUtilityChannel } from './platform/utilityChannel.ts';
import { watchSurroundings, type WindowSource } from './platform/surroundings.ts';
import { createSystemNotifier } from './platform/systemNotifier.ts';
import { createUpdates } from './platform/updates.ts';
import { createGlanceWindow, preloadPath } from './tray/glanceWindow.ts';
import { createPromptWindow } from './tray/promptWindow.ts';
import { createNoticeAnswers } from './tray/noticeAnswers.ts';
import { createQuestions } from './tray/questions.ts';
import { findTrayHost } from './tray/trayHost.ts';
import { createTrayIcon, panelScheme } from './tray/trayIcon.ts';
import type { TrayPlatform } from './tray/iconColours.ts';
import type { TrayAction } from './tray/trayMenu.ts';
import { trayView } from './tray/trayView.ts';
import { createMainWindow } from './windows/mainWindow.ts';
import { askForFile, savePicture } from './windows/saveFile.ts';
import { answerVaultCall } from './workers/vaultCalls.ts';

/** A tray that appears later (an extension was switched on) is noticed after this long. */
const LOOK_FOR_TRAY_MS = 30_000;
const MINUTE_MS = 60_000;
/** The paper of the glance, before its styles are there. Same as renderer/styles. */
const PAPER = { light: '#fbfaf6', dark: '#17181c' } as const;

export type RunningApp = { openGlance(): void; stop(): Promise<void> };

/** Starts the app; must be called when Electron is ready. */
export function startApp(dataFolder: string): RunningApp {
  const mainFolder = import.meta.dirname;
  const platform = process.platform as TrayPlatform;
  const machine = realMachine(app.getSystemLocale());
  let fromEngine = startingSnapshot(machine, Date.now());
  let shellProblems: readonly Problem[] = [];
  let hasTray = true;
  /** The tour of the first run comes by itself once; its window can be opened again from the tray. */
  let wasTourShown = false;

  hardenDefaultSession();
  serveBundle(path.join(mainFolder, '..', 'renderer'));

  const snapshot = (): Snapshot => ({
    ...fromEngine,
    problems: [...shellProblems, ...fromEngine.problems],
  });
  const view = (nowMs = Date.now()) =>
    trayView(
      { ...snapshot(), takenAtMs: nowMs },
      { platform, colourScheme: panelScheme(platform) },
    );

  const today = () => localDay(Date.now(), snapshot().timeZone);
  const tray = createTrayIcon(view(), platform, act);
  reportTrayVisible();
  const sayLongestBlock = watchMainThread();
  const glance = createGlanceWindow({
    preload: preloadPath(mainFolder),
    background: () => (nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light),
    iconBounds: () => tray.bounds(),
    hasTray: () => hasTray,
    snapshot,
    // Only later, when there is an engine, can anybody open it.
    onOpened: () => void engine.call('glimpse').catch(ignore),
  });
  const review = createReviewHost(new URL(REVIEW_WORKER, import.meta.url), {
    dataFolder,
    locale: machine.locale,
  });
  const mainWindow = createMainWindow({
    preload: preloadPath(mainFolder),
    background: () => (nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light),
    isGlanceOpen: () => hasTray && glance.isOpen(),
    onClosed: () => void review.end(),
  });
  const updates = createUpdates(
    (sentence) => {
      setShellProblem(
        'update-news',
        sentence === null ? null : { severity: 'notice', message: sentence },
      );
      repaint();
    },
    (contact) => void engine.call('noteUpdateContact', contact).catch(ignore),
  );
  const shell = createShellDesk({
    openGlance: () => glance.toggle(),
    lookForUpdates: (isWanted) => updates.follow(isWanted),
    report: (kind, message) => {
      setShellProblem(kind, message === null ? null : { severity: 'notice', message });
    },
  });
  const notifier = createSystemNotifier((request, action) => void noticeAnswer(request, action));
  const keychain = createKeychain(() => openUtilityChannel(path.join(mainFolder, KEYCHAIN_WORKER)));
  const vault = createKeyVault(keychain, true);
  const engine = startEngineHost({
    program: new URL(ENGINE_WORKER, import.meta.url),
    data: { dataFolder, locale: machine.locale },
    onSnapshot(next) {
      fromEngine = next;
      if (next.shell) shell.follow(next.shell);
      if (next.phase === 'first-run' && !wasTourShown && !glance.isOpen()) mainWindow.open(null);
      wasTourShown ||= next.phase === 'first-run';
      setShellProblem('engine-stopped', null);
      repaint();
    },
    onQuestions: (views) => questions.follow(views),
    onNotify: (request) => void notify(request),
    onVaultCall(call) {
      void answerVaultCall(vault, call).then((answer) =>
        engine.call('vaultAnswered', call.id, answer).catch(ignore),
      );
    },
    onDeath(reason) {
      setShellProblem('engine-stopped', {
        severity: 'error',
        message: inEnglish('Tollgate’s engine stopped and is being started again: {reason}.', {
          reason,
        }),
      });
      repaint();
    },
  });

  const prompt = createPromptWindow({
    preload: preloadPath(mainFolder),
    background: () => (nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light),
    iconBounds: () => tray.bounds(),
    onSilence: (question) => void questions.fallSilent(question),
  });
  const questions = createQuestions({
    prompt: () => prompt,
    record: (answer) => engine.call('answerQuestion', answer),
    onLost: answerLost,
    onRefused: (message) => void tellRefused(message),
  });
  const noticeAnswer = createNoticeAnswers({
    questions,
    askAbout: (about) => engine.call('askAbout', about),
    openGlance: () => glance.open(),
    onLost: answerLost,
    onRefused: (message) => void tellRefused(message),
  });

  function answerLost(message: string): void {
    setShellProblem('answer-lost', {
      severity: 'error',
      message: inEnglish('Your answer could not be saved, so it does not hold: {message}', {
        message,
      }),
    });
    repaint();
  }

  /** A button was pressed on a notification, and so the answer to it is one. */
  async function tellRefused(message: string): Promise<void> {
    const shown = await notifier.show(refusedNotice(message));
    if (!shown.ok) glance.open();
  }

  /** An engine that has died meanwhile does not hear of it, and asks once more. */
  async function notify(request: NotificationRequest): Promise<void> {
    const shown = await notifier.show(request);
    const result = shown.ok ? shown : ({ ok: false, reason: shown.failure.message } as const);
    await engine.call('notified', request.key, result).catch(ignore);
  }

  /** To the figures where there is no question. */
  function openQuestion(): void {
    if (!questions.open()) glance.open();
  }

  function repaint(): void {
    tray.paint(view());
    glance.push(snapshot());
    mainWindow.push(snapshot());
  }

  function setShellProblem(
    kind: Problem['kind'],
    problem: Pick<Problem, 'severity' | 'message'> | null,
  ): void {
    const others = shellProblems.filter((known) => known.kind !== kind);
    const sinceMs = shellProblems.find((known) => known.kind === kind)?.sinceMs ?? Date.now();
    shellProblems = problem
      ? [...others, { ...problem, kind, sinceMs, path: null, count: null }]
      : others;
  }

  /** Said in the tray; what came of it must be seen, since nothing else on screen changes at once. */
  async function order(request: GateOrderRequest): Promise<void> {
    const outcome = await engine.call('gateOrder', request);
    const refused = outcome.ok ? null : ({ severity: 'error', message: outcome.message } as const);
    setShellProblem('gate-unwritable', refused);
    repaint();
  }

  async function takeBack(answerId: string): Promise<void> {
    const outcome = await engine.call('revokeConsent', answerId);
    const message = outcome.ok
      ? null
      : inEnglish('The answer could not be taken back: {message}', { message: outcome.message });
    setShellProblem('answer-lost', message === null ? null : { severity: 'error', message });
    repaint();
  }

  function act(action: TrayAction): void {
    if (typeof action === 'object') {
      const done = action.kind === 'revoke-answer' ? takeBack(action.answerId) : order(action);
      return void done.catch(ignore);
    }
    switch (action) {
      case 'open-glance':
        return glance.toggle();
      case 'open-window':
        return mainWindow.open(null);
      case 'open-question':
        return openQuestion();
      case 'refresh':
        return void engine.call('refresh').catch(ignore);
      case 'toggle-reset-display': {
        const isClock = fromEngine.preferences.resetDisplay === 'clock';
        const preferences = { resetDisplay: isClock ? 'countdown' : 'clock' } as const;
        return void engine.call('setPreferences', preferences).catch(ignore);
      }
      case 'quit':
        return app.quit();
      default:
        return action satisfies never;
    }
  }

  handleRequests({
    'snapshot:get': snapshot,
    'snapshot:refresh': () => engine.call('refresh'),
    'reading:begin': () => engine.call('allowReading'),
    'preferences:set': (preferences) => engine.call('setPreferences', preferences),
    'settings:get': () => engine.call('settings'),
    'settings:change': (changes) => engine.call('changeSettings', changes),
    'settings:undo': () => engine.call('undoSettings'),
    'settings:facts': () => engine.call('settingsFacts'),
    'source:ask': (source) => engine.call('askSource', source),
    'data:reveal': () => electronShell.showItemInFolder(path.join(dataFolder, 'tollgate.db')),
    ...dataRequests({
      engine,
      dataFolder,
      window: () => mainWindow.window(),
      endReview: () => review.end(),
    }),
    'bridge:plan': (request) => engine.call('planBridge', request),
    'bridge:apply': (plan) => engine.call('applyBridge', plan),
    'gate:plan': (request) => engine.call('planGate', request),
    'gate:apply': (plan) => engine.call('applyGate', plan),
    'keys:list': () => engine.call('keys'),
    'keys:save': (provider, key) => engine.call('saveKey', provider, key),
    'keys:test': (provider) => engine.call('testKey', provider),
    'keys:forget': (provider) => engine.call('forgetKey', provider),
    'providers:get': () => engine.call('providers'),
    'providers:poll': (provider) => engine.call('pollProvider', provider),
    'metrics:get': () => engine.call('metricsExport'),
    'metrics:send': () => engine.call('sendMetrics'),
    'answer:revoke': (answerId) => engine.call('revokeConsent', answerId),
    'stopped:dismiss': (sessionId) => engine.call('dismissStopped', sessionId),
    'text:copy': async (text) => {
      // Asynchronous from Electron 44 on; awaiting works with both.
      await clipboard.writeText(text);
    },
    'glance:height': (heightPx) => glance.setHeight(heightPx),
    'glance:close': () => glance.close(),
    'glance:open': () => glance.open(),
    'prompt:get': () => prompt.view(),
    'prompt:answer': (answer) => questions.answer(answer),
    'prompt:height': (heightPx) => prompt.setHeight(heightPx),
    'window:open': (page) => mainWindow.open(page),
    'page:get': () => mainWindow.page(),
    'review:history': (question) => review.ask('history', question),
    'review:sessions': (question) => review.ask('sessions', question),
    'review:session': (question) => review.ask('session', question),
    'transcript:show': async (key) => {
      const found = await review.ask('transcript', key);
      if (!found.ok) return found;
      if (found.value === null) return { ok: false, message: TRANSCRIPT_GONE };
      electronShell.showItemInFolder(found.value);
      return { ok: true, value: null };
    },
    'credits:page': (question) => engine.call('creditsPage', question),
    'export:save': async (request) => {
      const name = exportName(request.kind, request.format, today());
      const file = await askForFile(mainWindow.window(), name);
      if (file === null) return { ok: true, value: null };
      const written = await review.ask('export', request, file);
      return written.ok ? { ok: true, value: { path: file, rows: written.value } } : written;
    },
    'picture:save': (part) =>
      savePicture(mainWindow.window(), part, `tollgate-chart-${today()}.png`),
    'help:page': () => engine.call('helpPage'),
    'link:open': (link) => openLink(link),
    'money:state': (statement) => engine.call('stateMoney', statement),
    'money:undo': (account) => engine.call('undoMoney', account),
    'money:close-drift': (account) => engine.call('closeDrift', account),
    'review:history-overview': (question) => review.ask('historyOverview', question),
    'review:history-windows': (question) => review.ask('historyWindows', question),
    'review:advice': () => review.ask('advice'),
    'app:quit': () => app.quit(),
  });

  async function lookForTray(): Promise<void> {
    const found = await findTrayHost(process.platform);
    const before = hasTray;
    hasTray = found !== 'missing';
    setShellProblem('tray-host-missing', hasTray ? null : TRAY_MISSING);
    if (before !== hasTray) {
      const wasOpen = glance.isOpen();
      glance.discard();
      if (wasOpen || !hasTray) glance.open();
    }
    repaint();
  }

  const windows: WindowSource = {
    all: () => BrowserWindow.getAllWindows(),
    onCreated: (listener) =>
      void app.on('browser-window-created', (_event, window) => listener(window)),
  };
  const endWatch = watchSurroundings(powerMonitor, windows, {
    follow: (surroundings) => void engine.call('adapt', surroundings).catch(ignore),
    wake: () => void engine.call('refresh').catch(ignore),
  });
  nativeTheme.on('updated', () => tray.paint(view()));
  screen.on('display-metrics-changed', () => tray.paint(view()));
  const minute = setInterval(() => tray.paint(view()), MINUTE_MS);
  const search = setInterval(() => {
    if (!hasTray) void lookForTray();
  }, LOOK_FOR_TRAY_MS);
  void lookForTray();

  return {
    openGlance: () => glance.open(),
    async stop() {
      sayLongestBlock();
      shell.close();
      endWatch();
      clearInterval(minute);
      clearInterval(search);
      glance.discard();
      prompt.close();
      // First, because the engine waits for what it asked of the keychain, and that may never answer.
      vault.close();
      mainWindow.close();
      await review.end();
      await engine.stop();
      notifier.closeAll();
      tray.destroy();
    },
  };
}

// Variables, so that the bundler leaves the finished files' names alone.
const ENGINE_WORKER = './engine-worker.js';
const REVIEW_WORKER = './review-worker.js';

const TRANSCRIPT_GONE = inEnglish(
  'The transcript is not on this machine any more. What was counted from it stays in the history.',
);
const KEYCHAIN_WORKER = 'keychain-worker.js';

const TRAY_MISSING = {
  severity: 'notice',
  message: inEnglish(
    'This desktop shows no tray icons, so Tollgate opened a window. On GNOME, the “AppIndicator and KStatusNotifierItem Support” extension brings them back.',
  ),
} as const;

/** A refused call is seen in the snapshot's problems; there is nobody else to tell. */
function ignore(): void {
  return undefined;
}

function startingSnapshot(machine: ReturnType<typeof realMachine>, nowMs: number): Snapshot {
  return takePicture({
    ...NOTHING_FOUND,
    nowMs,
    timeZone: machine.timeZone,
    locale: machine.locale,
    phase: 'starting',
    importProgress: null,
    logsReadAtMs: null,
    problems: [],
    agents: [],
    preferences: { resetDisplay: 'countdown' },
  }).snapshot;
}

/** For the bench: says at the end how long the main thread was ever held up. Returns the way to say it. */
function watchMainThread(): () => void {
  // On its own switch: watching wakes the thread a hundred times a second, which is no idling.
  if (process.env['TOLLGATE_BENCH_BLOCKS'] !== '1') return () => undefined;
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  return () => console.log(`[tollgate] longest-block ${Math.round(delay.max / 1e6)}`);
}

/** One line for the bench: how long it took from the start of the program to the tray. */
function reportTrayVisible(): void {
  const startedMs = Number(process.env['TOLLGATE_START_MS']);
  if (process.env['TOLLGATE_BENCH'] === '1' && startedMs > 0) {
    console.log(`[tollgate] tray-visible ${Date.now() - startedMs}`);
  }
}

/** The composition root: builds the real things and connects them. */
import { inEnglish } from '../preload/contract/languages/say.ts';
import path from 'node:path';
import { app, BrowserWindow, clipboard, nativeTheme, powerMonitor, screen } from 'electron';
import type { NotificationRequest } from '../preload/contract/alerts.ts';
import { refusedNotice } from '../preload/contract/alertWording.ts';
import { formatInstant, localDay } from '../preload/contract/formatting.ts';
import type { ProblemKind, Snapshot } from '../preload/contract/snapshot.ts';
import { NOTHING_FOUND, takePicture } from './domain/snapshot.ts';
import { dataRequests } from './ipc/dataRequests.ts';
import { handleRequests } from './ipc/handle.ts';
import { requestsToEngine } from './ipc/requestsToEngine.ts';
import { reviewRequests } from './ipc/reviewRequests.ts';
import { holdWithoutEngine } from './gate/holdWithoutEngine.ts';
import { createKeychain } from './keychain/keychainProcess.ts';
import { createKeyVault } from './keychain/vault.ts';
import { serveBundle } from './platform/appProtocol.ts';
import { reportTrayVisible, watchMainThread } from './platform/benchLines.ts';
import { startEngineHost } from './platform/engineHost.ts';
import { hardenDefaultSession } from './platform/hardening.ts';
import { realMachine } from './platform/machine.ts';
import { openLink } from './platform/openLink.ts';
import { createShellDesk } from './platform/shellDesk.ts';
import { createShellProblems } from './platform/shellProblems.ts';
import { createReviewHost } from './platform/reviewHost.ts';
import { openUtilityChannel } from './platform/utilityChannel.ts';
import { watchSurroundings, type WindowSource } from './platform/surroundings.ts';
import { createSystemNotifier } from './platform/systemNotifier.ts';
import { createUpdates } from './platform/updates.ts';
import { createGlanceWindow, preloadPath } from './tray/glanceWindow.ts';
import { createPromptWindow } from './tray/promptWindow.ts';
import { createNoticeAnswers } from './tray/noticeAnswers.ts';
import { createQuestions } from './tray/questions.ts';
import { createTrayActions } from './tray/trayActions.ts';
import { createTrayIcon, panelScheme } from './tray/trayIcon.ts';
import type { TrayPlatform } from './tray/iconColours.ts';
import { trayView } from './tray/trayView.ts';
import { watchForTray } from './tray/trayWatch.ts';
import { createMainWindow } from './windows/mainWindow.ts';
import { spareMemory } from './workers/spareMemory.ts';
import { answerVaultCall } from './workers/vaultCalls.ts';

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
  const problems = createShellProblems();
  /** The tour of the first run comes by itself once; its window can be opened again from the tray. */
  let wasTourShown = false;

  hardenDefaultSession();
  serveBundle(path.join(mainFolder, '..', 'renderer'));

  const snapshot = (): Snapshot => ({
    ...fromEngine,
    problems: [...problems.list(), ...fromEngine.problems],
  });
  const view = (nowMs = Date.now()) =>
    trayView(
      { ...snapshot(), takenAtMs: nowMs },
      { platform, colourScheme: panelScheme(platform) },
    );

  // Only later, when there is an engine, can anybody choose anything or open a window.
  const tray = createTrayIcon(view(), platform, (action) => act(action));
  reportTrayVisible();
  const sayLongestBlock = watchMainThread();
  const watch = watchForTray(followTray);
  const page = {
    preload: preloadPath(mainFolder),
    background: () => (nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light),
  };
  const glance = createGlanceWindow({
    ...page,
    iconBounds: () => tray.bounds(),
    hasTray: watch.hasTray,
    snapshot,
    onOpened: () => void engine.call('glimpse').catch(ignore),
  });
  const review = createReviewHost(new URL(REVIEW_WORKER, import.meta.url), {
    dataFolder,
    locale: machine.locale,
  });
  const mainWindow = createMainWindow({
    ...page,
    isGlanceOpen: () => watch.hasTray() && glance.isOpen(),
    onClosed: () => void review.end(),
  });
  const updates = createUpdates(
    (sentence) => {
      notice('update-news', sentence);
      repaint();
    },
    (contact) => void engine.call('noteUpdateContact', contact).catch(ignore),
  );
  const shell = createShellDesk({
    openGlance: () => glance.toggle(),
    lookForUpdates: (isWanted) => updates.follow(isWanted),
    report: notice,
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
      problems.set('engine-stopped', null);
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
      error(
        'engine-stopped',
        inEnglish('Tollgate’s engine stopped and is being started again: {reason}.', { reason }),
      );
    },
    onSilence(sinceMs) {
      const message = sinceMs === null ? null : heldUpWords(sinceMs, snapshot());
      error('engine-held-up', message, sinceMs ?? undefined);
    },
  });

  const prompt = createPromptWindow({
    ...page,
    iconBounds: () => tray.bounds(),
    onSilence: (question) => void questions.fallSilent(question),
  });
  const questions = createQuestions({
    prompt: () => prompt,
    record: (answer) => engine.call('answerQuestion', answer),
    onLost: answerLost,
    onLate: (message) => error('answer-lost', message),
    hold: (answer) => holdWithoutEngine(answer, snapshot().agents, dataFolder, Date.now()),
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
    error(
      'answer-lost',
      inEnglish('Your answer could not be saved, so it does not hold: {message}', { message }),
    );
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

  function repaint(): void {
    tray.paint(view());
    glance.push(snapshot());
    mainWindow.push(snapshot());
  }

  function notice(kind: ProblemKind, message: string | null): void {
    problems.set(kind, message === null ? null : { severity: 'notice', message });
  }

  /** Seen at once. */
  function error(kind: ProblemKind, message: string | null, beganAtMs?: number): void {
    const problem = message === null ? null : ({ severity: 'error', message } as const);
    problems.set(kind, problem, beganAtMs);
    repaint();
  }

  const act = createTrayActions({
    engine,
    snapshot,
    toggleGlance: () => glance.toggle(),
    openWindow: () => mainWindow.open(null),
    openQuestion() {
      // To the figures where there is no question.
      if (!questions.open()) glance.open();
    },
    quit: () => app.quit(),
    report: error,
  });

  handleRequests({
    ...requestsToEngine(engine),
    ...reviewRequests({
      review,
      window: () => mainWindow.window(),
      today: () => localDay(Date.now(), snapshot().timeZone),
    }),
    ...dataRequests({
      engine,
      dataFolder,
      window: () => mainWindow.window(),
      endReview: () => review.end(),
    }),
    'snapshot:get': snapshot,
    'glance:open': () => glance.open(),
    'glance:height': (heightPx) => glance.setHeight(heightPx),
    'glance:close': () => glance.close(),
    'prompt:get': () => prompt.view(),
    'prompt:answer': (answer) => questions.answer(answer),
    'prompt:height': (heightPx) => prompt.setHeight(heightPx),
    'window:open': (name) => mainWindow.open(name),
    'page:get': () => mainWindow.page(),
    'link:open': (link) => openLink(link),
    'text:copy': async (text) => {
      // Asynchronous from Electron 44 on; awaiting works with both.
      await clipboard.writeText(text);
    },
    'app:quit': () => app.quit(),
  });

  function followTray(hasTray: boolean, isNews: boolean): void {
    problems.set('tray-host-missing', hasTray ? null : TRAY_MISSING);
    if (isNews) {
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
  spareMemory();
  watch.lookNow();

  return {
    openGlance: () => glance.open(),
    async stop() {
      sayLongestBlock();
      shell.close();
      endWatch();
      clearInterval(minute);
      watch.end();
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
const KEYCHAIN_WORKER = 'keychain-worker.js';

const TRAY_MISSING = {
  severity: 'notice',
  message: inEnglish(
    'This desktop shows no tray icons, so Tollgate opened a window. On GNOME, the “AppIndicator and KStatusNotifierItem Support” extension brings them back.',
  ),
} as const;

/** Whose figures stand still, and what is not done meanwhile. */
function heldUpWords(sinceMs: number, snapshot: Snapshot): string {
  return inEnglish(
    'Nothing has been read since {time}: Tollgate waits for something that does not answer, such as a folder on a network drive. Until it goes on, figures stay as they were and answers are not saved.',
    { time: formatInstant(sinceMs, Date.now(), snapshot) },
  );
}

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

/**
 * What no window may ever do, set once for all of them. The list follows Electron's security checklist
 * (https://www.electronjs.org/docs/latest/tutorial/security).
 */
import { app, session, type Session, type WebContents } from 'electron';

/** Before the app is ready. */
export function hardenProcess(): void {
  if (!isRootOnLinux()) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => hardenContents(contents));
  app.on('session-created', hardenSession);
}

/**
 * Chromium runs there with `--no-sandbox` only, and insisting would take that switch from its child
 * processes, none of which could start. Each window asks for its sandbox all the same.
 */
function isRootOnLinux(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

function hardenContents(contents: WebContents): void {
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect'] as const) {
    contents.on(event as 'will-navigate', (details) => details.preventDefault());
  }
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Every permission is refused. Spell checking is off in a way that looks up no dictionary. */
export function hardenSession(target: Session): void {
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  target.setSpellCheckerLanguages([]);
  target.setSpellCheckerEnabled(false);
}

/** After the app is ready, before the first window. */
export function hardenDefaultSession(): void {
  hardenSession(session.defaultSession);
}

/** Preferences of every window; there is no other place that makes one. */
export function windowPreferences(preload: string): Electron.WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    spellcheck: false,
    // From the first time on; without it Chromium waits for the third (docs/adr/0013).
    v8CacheOptions: 'bypassHeatCheck',
    devTools: !app.isPackaged,
  };
}

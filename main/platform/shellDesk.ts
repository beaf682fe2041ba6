/** Makes the settings about tray, windows and start take effect; each only when it has changed. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { app, globalShortcut, nativeTheme } from 'electron';
import type { ProblemKind, Shell } from '../../preload/contract/snapshot.ts';
import { autostartPath, setAutostart, type LoginCommand } from './startAtLogin.ts';

export type ShellPorts = {
  readonly openGlance: () => void;
  readonly lookForUpdates: (isWanted: boolean) => void;
  /** Says what could not be done; null: it can be. */
  readonly report: (kind: ProblemKind, message: string | null) => void;
};

export function createShellDesk({ openGlance, lookForUpdates, report }: ShellPorts) {
  let last: Shell | null = null;

  function useShortcut(shortcut: string | null): void {
    globalShortcut.unregisterAll();
    if (shortcut === null) return report('shortcut-taken', null);
    const isOurs = register(shortcut);
    report(
      'shortcut-taken',
      isOurs
        ? null
        : inEnglish(
            'The keys {shortcut} do not open the glance: the desktop or another program has them. Choose others in the settings.',
            { shortcut },
          ),
    );
  }

  /** Electron throws at keys that this system does not know. */
  function register(shortcut: string): boolean {
    try {
      return globalShortcut.register(shortcut, openGlance);
    } catch {
      return false;
    }
  }

  function startAtLogin(isOn: boolean): void {
    const why = setLoginItem(isOn);
    report(
      'login-unwritable',
      why === null
        ? null
        : inEnglish('Whether Tollgate starts at login could not be changed: {why}.', { why }),
    );
  }

  return {
    follow(shell: Shell): void {
      const before = last;
      last = shell;
      // Whatever the system's own theme is, until somebody sets another.
      if (shell.theme !== (before?.theme ?? 'system')) nativeTheme.themeSource = shell.theme;
      if (shell.shortcut !== (before?.shortcut ?? null)) useShortcut(shell.shortcut);
      if (shell.lookForUpdates !== (before?.lookForUpdates ?? false)) {
        lookForUpdates(shell.lookForUpdates);
      }
      if (shell.startAtLogin !== before?.startAtLogin) startAtLogin(shell.startAtLogin);
    },
    close(): void {
      globalShortcut.unregisterAll();
    },
  };
}

/** @returns why it could not be done, or null */
function setLoginItem(isOn: boolean): string | null {
  const [program, ...words] = loginCommand();
  if (process.platform === 'linux') {
    const file = autostartPath(process.env, app.getPath('home'));
    return setAutostart(file, [program, ...words], isOn);
  }
  if (app.getLoginItemSettings({ path: program, args: words }).openAtLogin !== isOn) {
    app.setLoginItemSettings({ openAtLogin: isOn, path: program, args: words });
  }
  return null;
}

/** An AppImage runs from a folder that is gone after it; its own file stays. */
function loginCommand(): LoginCommand {
  const program = process.env['APPIMAGE'] || process.execPath;
  return app.isPackaged ? [program] : [program, app.getAppPath()];
}

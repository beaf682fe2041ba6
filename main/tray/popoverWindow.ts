/** What the small windows at the tray have in common: the glance and the prompt. */
import { BrowserWindow } from 'electron';
import { windowPreferences } from '../platform/hardening.ts';

export const POPOVER_WIDTH_PX = 372;
/** A popover never reaches the screen's edges. */
export const SCREEN_MARGIN_PX = 24;
export const LEAST_HEIGHT_PX = 120;
/** A page that has nothing to show by then is shown as it is. */
export const WAIT_FOR_CONTENT_MS = 1000;

export type PopoverOptions = {
  readonly title: string;
  readonly heightPx: number;
  readonly preload: string;
  /** Drawn before the page is, so that a dark window does not flash white. */
  readonly background: string;
  readonly pageUrl: string;
  /** Without a tray it is an ordinary window that stays. */
  readonly isAtTray: boolean;
  /** The page died, hangs, or has got away: it cannot be kept. */
  readonly onLost: (window: BrowserWindow) => void;
};

/** Makes the window and begins to load its page; it stays hidden. */
export function makePopover(options: PopoverOptions): BrowserWindow {
  const { isAtTray, onLost } = options;
  const made = new BrowserWindow({
    width: POPOVER_WIDTH_PX,
    height: options.heightPx,
    useContentSize: true,
    show: false,
    title: options.title,
    frame: !isAtTray,
    // Not under X11: measured with Electron 33, task lists there show the window all the same.
    skipTaskbar: isAtTray,
    alwaysOnTop: isAtTray,
    resizable: false,
    minimizable: !isAtTray,
    maximizable: false,
    fullscreenable: false,
    backgroundColor: options.background,
    webPreferences: windowPreferences(options.preload),
  });
  made.setMenuBarVisibility(false);
  made.webContents.on('render-process-gone', () => onLost(made));
  made.webContents.on('unresponsive', () => onLost(made));
  // Chromium asks nobody before it goes to about:blank: a page that got away is not kept.
  made.webContents.on('did-navigate', (_event, url) => {
    if (url !== options.pageUrl) onLost(made);
  });
  return made;
}

/** A page's own height as a window's: larger when the page is zoomed, never larger than the screen. */
export function fittingSize(
  window: BrowserWindow,
  heightPx: number,
  workArea: Electron.Rectangle,
): { width: number; height: number } {
  const zoom = window.webContents.getZoomFactor();
  const mostHeight = workArea.height - SCREEN_MARGIN_PX;
  return {
    width: Math.min(Math.round(POPOVER_WIDTH_PX * zoom), workArea.width - SCREEN_MARGIN_PX),
    height: Math.max(LEAST_HEIGHT_PX, Math.min(mostHeight, Math.ceil(heightPx * zoom))),
  };
}

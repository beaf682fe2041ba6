/** The glance: a small window at the tray, made when it is opened and let go when it is not used. */
import path from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { SNAPSHOT_PUSH_CHANNEL } from '../../preload/contract/channels.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { BUNDLE_ORIGIN } from '../platform/bundle.ts';
import { windowPreferences } from '../platform/hardening.ts';
import { placePopover } from './popoverPlacement.ts';

const PAGE_URL = `${BUNDLE_ORIGIN}/glance.html`;
const WIDTH_PX = 372;
const FIRST_HEIGHT_PX = 520;
/** The window never reaches the screen's edges. */
const SCREEN_MARGIN_PX = 24;
const LEAST_HEIGHT_PX = 120;
/** A closed glance keeps its renderer this long, then gives its memory back. */
const KEEP_CLOSED_MS = 60_000;
/** A page that has nothing to show by then is shown as it is, so that a click is never for nothing. */
const WAIT_FOR_CONTENT_MS = 1000;
/** The click that took the focus away must not open it again. */
const SAME_CLICK_MS = 300;

export type GlanceOptions = {
  readonly preload: string;
  /** Drawn before the page is, so that a dark glance does not flash white. */
  readonly background: () => string;
  readonly iconBounds: () => Electron.Rectangle | null;
  /** Without a tray the glance is an ordinary window that stays. */
  readonly hasTray: () => boolean;
  readonly snapshot: () => Snapshot;
};

export function createGlanceWindow(options: GlanceOptions) {
  let window: BrowserWindow | null = null;
  /** The window whose page has not drawn anything yet. */
  let unfinished: BrowserWindow | null = null;
  let closedAt = -Infinity;
  let letGo: NodeJS.Timeout | null = null;

  function make(): BrowserWindow {
    const hasTray = options.hasTray();
    const made = new BrowserWindow({
      width: WIDTH_PX,
      height: FIRST_HEIGHT_PX,
      useContentSize: true,
      show: false,
      title: 'Tollgate',
      frame: !hasTray,
      skipTaskbar: hasTray,
      alwaysOnTop: hasTray,
      resizable: false,
      minimizable: !hasTray,
      maximizable: false,
      fullscreenable: false,
      backgroundColor: options.background(),
      webPreferences: windowPreferences(options.preload),
    });
    made.setMenuBarVisibility(false);
    made.on('blur', () => {
      if (options.hasTray() && !made.webContents.isDevToolsOpened()) close();
    });
    made.on('close', (event) => {
      if (window !== made) return;
      event.preventDefault();
      close();
    });
    made.on('closed', () => {
      if (window !== made) return;
      window = null;
      unfinished = null;
    });
    made.webContents.on('render-process-gone', () => discard());
    made.webContents.on('unresponsive', () => discard());
    // Chromium asks nobody before it goes to about:blank: a page that got away is not kept.
    made.webContents.on('did-navigate', (_event, url) => {
      if (url !== PAGE_URL) discard();
    });
    void made.loadURL(PAGE_URL);
    return made;
  }

  function place(shown: BrowserWindow): void {
    const icon = options.iconBounds();
    const pointer = screen.getCursorScreenPoint();
    const display = icon ? screen.getDisplayMatching(icon) : screen.getDisplayNearestPoint(pointer);
    const [width = WIDTH_PX, height = FIRST_HEIGHT_PX] = shown.getSize();
    const { x, y } = placePopover({
      size: { width, height },
      workArea: display.workArea,
      icon,
      pointer,
    });
    shown.setPosition(x, y);
  }

  function open(): void {
    if (letGo) clearTimeout(letGo);
    letGo = null;
    if (window) {
      if (window !== unfinished) show(window);
      return;
    }
    const made = make();
    window = made;
    unfinished = made;
    made.once('ready-to-show', () => setTimeout(() => finish(made), WAIT_FOR_CONTENT_MS));
  }

  /** Shown with its content and at its height, never as an empty box that then jumps. */
  function finish(made: BrowserWindow): void {
    if (unfinished !== made) return;
    unfinished = null;
    show(made);
  }

  function show(shown: BrowserWindow): void {
    if (options.hasTray()) place(shown);
    // The page heard nothing while it was closed.
    shown.webContents.send(SNAPSHOT_PUSH_CHANNEL, options.snapshot());
    shown.show();
    shown.focus();
  }

  function close(): void {
    if (!window?.isVisible()) return;
    closedAt = performance.now();
    window.hide();
    letGo = setTimeout(discard, KEEP_CLOSED_MS);
  }

  function discard(): void {
    const gone = window;
    window = null;
    unfinished = null;
    gone?.destroy();
  }

  return {
    open,
    close,
    discard,
    /** A click on the tray: open, or close what is open. */
    toggle() {
      if (window?.isVisible()) close();
      else if (performance.now() - closedAt > SAME_CLICK_MS) open();
    },
    isOpen: () => window?.isVisible() ?? false,
    push(snapshot: Snapshot) {
      if (window && !window.isDestroyed() && window.isVisible()) {
        window.webContents.send(SNAPSHOT_PUSH_CHANNEL, snapshot);
      }
    },
    /** The page knows how tall its content is. */
    setHeight(heightPx: number) {
      if (!window) return;
      const { width, height } = fittingSize(window, heightPx);
      const [widthNow, heightNow] = window.getContentSize();
      if (widthNow !== width || heightNow !== height) {
        window.setContentSize(width, height);
        if (options.hasTray() && window.isVisible()) place(window);
      }
      if (heightPx >= LEAST_HEIGHT_PX) finish(window);
    },
  };
}

/** Page pixels as screen pixels: larger when the page is zoomed, never larger than the screen. */
function fittingSize(window: BrowserWindow, heightPx: number): { width: number; height: number } {
  const zoom = window.webContents.getZoomFactor();
  const { workArea } = screen.getDisplayMatching(window.getBounds());
  const mostHeight = workArea.height - SCREEN_MARGIN_PX;
  return {
    width: Math.min(Math.round(WIDTH_PX * zoom), workArea.width - SCREEN_MARGIN_PX),
    height: Math.max(LEAST_HEIGHT_PX, Math.min(mostHeight, Math.ceil(heightPx * zoom))),
  };
}

/** Where the build puts the preload script. */
export function preloadPath(mainFolder: string): string {
  return path.join(mainFolder, '..', 'preload', 'index.cjs');
}

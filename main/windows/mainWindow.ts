/**
 * The main window: history, sessions, credits, settings, help. An ordinary window of the system, made when it is
 * asked for and gone, with its memory, when it is closed.
 */
import { BrowserWindow, screen } from 'electron';
import { PAGE_PUSH_CHANNEL, SNAPSHOT_PUSH_CHANNEL } from '../../preload/contract/channels.ts';
import type { PageId } from '../../preload/contract/review/pages.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { BUNDLE_ORIGIN } from '../platform/bundle.ts';
import { windowPreferences } from '../platform/hardening.ts';

const PAGE_URL = `${BUNDLE_ORIGIN}/review.html`;
const SIZE = { width: 1180, height: 800 } as const;
/** Below it the pages fold to one column; narrower is for the glance. */
const LEAST_SIZE = { minWidth: 480, minHeight: 360 } as const;

/** A page that is lost again sooner than this would go on being lost. */
const MADE_AGAIN_EVERY_MS = 60_000;

export type MainWindowOptions = {
  readonly preload: string;
  readonly background: () => string;
  readonly isGlanceOpen: () => boolean;
  /** The window is gone: whatever was kept for it may go too. */
  readonly onClosed: () => void;
};

export function createMainWindow(options: MainWindowOptions) {
  let window: BrowserWindow | null = null;
  let page: PageId = 'history';
  let lastBounds: Electron.Rectangle | null = null;
  let madeAgainAt = -Infinity;

  function make(): BrowserWindow {
    const made = new BrowserWindow({
      ...firstBounds(lastBounds),
      ...LEAST_SIZE,
      show: false,
      title: 'Tollgate',
      backgroundColor: options.background(),
      webPreferences: windowPreferences(options.preload),
    });
    made.setMenuBarVisibility(false);
    made.once('ready-to-show', () => {
      if (made.isDestroyed()) return;
      // A glance that was opened meanwhile would close with its focus.
      if (options.isGlanceOpen()) made.showInactive();
      else made.show();
    });
    made.on('close', () => {
      lastBounds = made.getNormalBounds();
    });
    made.on('closed', () => {
      if (window !== made) return;
      window = null;
      options.onClosed();
    });
    made.webContents.on('render-process-gone', () => makeAgain(made));
    made.webContents.on('unresponsive', () => makeAgain(made));
    // Chromium asks nobody before it goes to about:blank: a page that got away is not kept.
    made.webContents.on('did-navigate', (_event, url) => {
      if (url !== PAGE_URL) made.destroy();
    });
    void made.loadURL(PAGE_URL);
    return made;
  }

  /** Somebody was looking at it: it comes back where it was, unless that has only just been tried. */
  function makeAgain(lost: BrowserWindow): void {
    if (window !== lost) return;
    lastBounds = lost.getNormalBounds();
    lost.destroy();
    const isTried = performance.now() - madeAgainAt < MADE_AGAIN_EVERY_MS;
    if (isTried) return;
    madeAgainAt = performance.now();
    window = make();
  }

  return {
    /** Shows the window at a page; null: where it was. */
    open(wanted: PageId | null): void {
      if (wanted !== null) page = wanted;
      if (!window) {
        window = make();
        return;
      }
      window.webContents.send(PAGE_PUSH_CHANNEL, page);
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    page: () => page,
    /** For dialogs and pictures; null while it is closed. */
    window: () => window,
    isOpen: () => window !== null,
    push(snapshot: Snapshot): void {
      if (window?.isVisible()) window.webContents.send(SNAPSHOT_PUSH_CHANNEL, snapshot);
    },
    close(): void {
      window?.destroy();
    },
  };
}

/** Where it was closed, if a screen is still there; else the middle, never larger than the screen. */
function firstBounds(last: Electron.Rectangle | null): Partial<Electron.Rectangle> {
  if (last && isOnScreen(last)) return last;
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint());
  return {
    width: Math.min(SIZE.width, workArea.width),
    height: Math.min(SIZE.height, workArea.height),
  };
}

function isOnScreen(bounds: Electron.Rectangle): boolean {
  const { workArea } = screen.getDisplayMatching(bounds);
  const isWithin = (at: number, length: number, from: number, room: number) =>
    at + length > from && at < from + room;
  return (
    isWithin(bounds.x, bounds.width, workArea.x, workArea.width) &&
    isWithin(bounds.y, bounds.height, workArea.y, workArea.height)
  );
}

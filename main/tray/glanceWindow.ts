/** The glance: a small window at the tray, made when it is opened and let go when it is not used. */
import path from 'node:path';
import { screen, type BrowserWindow } from 'electron';
import { SNAPSHOT_PUSH_CHANNEL } from '../../preload/contract/channels.ts';
import type { Snapshot } from '../../preload/contract/snapshot.ts';
import { BUNDLE_ORIGIN } from '../platform/bundle.ts';
import { placePopover } from './popoverPlacement.ts';
import {
  fittingSize,
  LEAST_HEIGHT_PX,
  makePopover,
  POPOVER_WIDTH_PX,
  WAIT_FOR_CONTENT_MS,
} from './popoverWindow.ts';

const PAGE_URL = `${BUNDLE_ORIGIN}/glance.html`;
const FIRST_HEIGHT_PX = 520;
/** A closed glance keeps its renderer this long, then gives its memory back. */
const KEEP_CLOSED_MS = 60_000;
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
  /** Somebody is about to read the figures. */
  readonly onOpened: () => void;
};

export function createGlanceWindow(options: GlanceOptions) {
  let window: BrowserWindow | null = null;
  /** The window whose page has not drawn anything yet. */
  let unfinished: BrowserWindow | null = null;
  let closedAt = -Infinity;
  /** A new window begins at the height that the last one had: most often it need not change. */
  let heightPx = FIRST_HEIGHT_PX;
  let letGo: NodeJS.Timeout | null = null;

  function make(): BrowserWindow {
    const made = makePopover({
      title: 'Tollgate',
      heightPx,
      preload: options.preload,
      background: options.background(),
      pageUrl: PAGE_URL,
      isAtTray: options.hasTray(),
      onLost: discard,
    });
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
    void made.loadURL(PAGE_URL);
    return made;
  }

  function place(shown: BrowserWindow): void {
    const icon = options.iconBounds();
    const pointer = screen.getCursorScreenPoint();
    const display = icon ? screen.getDisplayMatching(icon) : screen.getDisplayNearestPoint(pointer);
    const [width = POPOVER_WIDTH_PX, height = heightPx] = shown.getSize();
    const { x, y } = placePopover({
      size: { width, height },
      workArea: display.workArea,
      icon,
      pointer,
    });
    shown.setPosition(x, y);
  }

  function open(): void {
    options.onOpened();
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
    // Most often the page knows it already; a page that was still loading may have missed it.
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
    /** Also while it is hidden, so that nothing is left to be drawn when it is shown again. */
    push(snapshot: Snapshot) {
      if (window && !window.isDestroyed()) window.webContents.send(SNAPSHOT_PUSH_CHANNEL, snapshot);
    },
    /** The page knows how tall its content is. */
    setHeight(wantedPx: number) {
      if (!window) return;
      const { workArea } = screen.getDisplayMatching(window.getBounds());
      const { width, height } = fittingSize(window, wantedPx, workArea);
      heightPx = height;
      const [widthNow, heightNow] = window.getContentSize();
      if (widthNow !== width || heightNow !== height) {
        window.setContentSize(width, height);
        if (options.hasTray() && window.isVisible()) place(window);
      }
      if (wantedPx >= LEAST_HEIGHT_PX) finish(window);
    },
  };
}

/** Where the build puts the preload script. */
export function preloadPath(mainFolder: string): string {
  return path.join(mainFolder, '..', 'preload', 'index.cjs');
}

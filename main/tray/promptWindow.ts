/**
 * The prompt: a small window at the tray that asks one question. It appears without taking the keyboard from
 * whatever the user is typing in; only a click, or the notification, gives it the focus.
 */
import { BrowserWindow, screen } from 'electron';
import { PROMPT_PUSH_CHANNEL } from '../../preload/contract/channels.ts';
import type { PromptView } from '../../preload/contract/prompt.ts';
import { BUNDLE_ORIGIN } from '../platform/bundle.ts';
import { windowPreferences } from '../platform/hardening.ts';
import { placePopover } from './popoverPlacement.ts';

const PAGE_URL = `${BUNDLE_ORIGIN}/prompt.html`;
const WIDTH_PX = 372;
const FIRST_HEIGHT_PX = 360;
const LEAST_HEIGHT_PX = 120;
const SCREEN_MARGIN_PX = 24;
/** A page that has not said its height by then is shown as it is. */
const WAIT_FOR_CONTENT_MS = 1000;

export type PromptOptions = {
  readonly preload: string;
  readonly background: () => string;
  readonly iconBounds: () => Electron.Rectangle | null;
  /** The window was closed, or its page died, while this question was open: silence, which means stop. */
  readonly onSilence: (question: string) => void;
};

export type PromptWindow = ReturnType<typeof createPromptWindow>;

/** Makes nothing before the first question, and keeps nothing after the last. */
export function createPromptWindow(options: PromptOptions) {
  let window: BrowserWindow | null = null;
  let view: PromptView | null = null;
  let isShown = false;
  let wantsFocus = false;

  function make(): BrowserWindow {
    const made = new BrowserWindow({
      width: WIDTH_PX,
      height: FIRST_HEIGHT_PX,
      useContentSize: true,
      show: false,
      title: 'Tollgate: a question',
      frame: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      backgroundColor: options.background(),
      webPreferences: windowPreferences(options.preload),
    });
    made.setMenuBarVisibility(false);
    made.on('page-title-updated', (event) => event.preventDefault());
    made.on('closed', () => fallSilent(made));
    made.webContents.on('render-process-gone', () => made.destroy());
    made.webContents.on('unresponsive', () => made.destroy());
    // Chromium asks nobody before it goes to about:blank: a page that got away is not kept.
    made.webContents.on('did-navigate', (_event, url) => {
      if (url !== PAGE_URL) made.destroy();
    });
    made.once('ready-to-show', () => setTimeout(() => appear(made), WAIT_FOR_CONTENT_MS));
    void made.loadURL(PAGE_URL);
    return made;
  }

  /** Whatever ended the window: a question that is still open has had its answer. */
  function fallSilent(gone: BrowserWindow): void {
    if (window !== gone) return;
    const open = view;
    window = null;
    view = null;
    isShown = false;
    if (open) options.onSilence(open.question);
  }

  function appear(made: BrowserWindow): void {
    if (window !== made || made.isDestroyed() || isShown) return;
    isShown = true;
    place(made);
    if (wantsFocus) focus(made);
    else made.showInactive();
  }

  function focus(shown: BrowserWindow): void {
    shown.show();
    shown.focus();
    shown.webContents.focus();
  }

  function place(shown: BrowserWindow): void {
    const icon = options.iconBounds();
    const pointer = screen.getCursorScreenPoint();
    const display = icon ? screen.getDisplayMatching(icon) : screen.getDisplayNearestPoint(pointer);
    const [width = WIDTH_PX, height = FIRST_HEIGHT_PX] = shown.getSize();
    // Nobody clicked anything: without an icon's place it goes to the corner, not under the pointer.
    const { x, y } = placePopover({
      size: { width, height },
      workArea: display.workArea,
      icon,
      pointer: null,
    });
    shown.setPosition(x, y);
  }

  return {
    /** Asks, or renews what is asked. `isCalledFor`: the user clicked for it, so that it may take the focus. */
    ask(next: PromptView, isCalledFor: boolean): void {
      view = next;
      wantsFocus = isCalledFor || (wantsFocus && !isShown);
      if (!window) window = make();
      else {
        window.webContents.send(PROMPT_PUSH_CHANNEL, next);
        if (isShown && isCalledFor) focus(window);
      }
    },
    /** The open question, for the page. */
    view: () => view,
    isOpen: () => isShown,
    /** The question was answered: the window goes, and nobody hears of silence. */
    close(): void {
      view = null;
      wantsFocus = false;
      window?.destroy();
    },
    /** The page knows how tall its content is. */
    setHeight(heightPx: number): void {
      if (!window) return;
      const zoom = window.webContents.getZoomFactor();
      const { workArea } = screen.getDisplayMatching(window.getBounds());
      const mostHeight = workArea.height - SCREEN_MARGIN_PX;
      const width = Math.min(Math.round(WIDTH_PX * zoom), workArea.width - SCREEN_MARGIN_PX);
      const height = Math.max(LEAST_HEIGHT_PX, Math.min(mostHeight, Math.ceil(heightPx * zoom)));
      const [widthNow, heightNow] = window.getContentSize();
      if (widthNow !== width || heightNow !== height) {
        window.setContentSize(width, height);
        if (isShown) place(window);
      }
      if (heightPx >= LEAST_HEIGHT_PX) appear(window);
    },
  };
}

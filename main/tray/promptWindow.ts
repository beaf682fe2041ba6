/**
 * The prompt: a small window at the tray that asks one question. It appears without taking the keyboard from
 * whatever the user is typing in; only a click, or the notification, gives it the focus.
 */
import { screen, type BrowserWindow } from 'electron';
import { PROMPT_PUSH_CHANNEL } from '../../preload/contract/channels.ts';
import { ENGLISH, say } from '../../preload/contract/languages/say.ts';
import type { PromptView } from '../../preload/contract/prompt.ts';
import { BUNDLE_ORIGIN } from '../platform/bundle.ts';
import { placePopover } from './popoverPlacement.ts';
import {
  fittingSize,
  LEAST_HEIGHT_PX,
  makePopover,
  POPOVER_WIDTH_PX,
  WAIT_FOR_CONTENT_MS,
} from './popoverWindow.ts';

const PAGE_URL = `${BUNDLE_ORIGIN}/prompt.html`;
const FIRST_HEIGHT_PX = 360;

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
    const made = makePopover({
      title: say(view ?? ENGLISH, 'Tollgate: a question'),
      heightPx: FIRST_HEIGHT_PX,
      preload: options.preload,
      background: options.background(),
      pageUrl: PAGE_URL,
      isAtTray: true,
      onLost: (lost) => lost.destroy(),
    });
    made.on('page-title-updated', (event) => event.preventDefault());
    made.on('closed', () => fallSilent(made));
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
    const [width = POPOVER_WIDTH_PX, height = FIRST_HEIGHT_PX] = shown.getSize();
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
      const { workArea } = screen.getDisplayMatching(window.getBounds());
      const { width, height } = fittingSize(window, heightPx, workArea);
      const [widthNow, heightNow] = window.getContentSize();
      if (widthNow !== width || heightNow !== height) {
        window.setContentSize(width, height);
        if (isShown) place(window);
      }
      if (heightPx >= LEAST_HEIGHT_PX) appear(window);
    },
  };
}

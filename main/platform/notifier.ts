/** Shows notifications and tells what became of them. Knows Electron only by its shapes. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import type { AlertAction, NotificationRequest } from '../../preload/contract/alerts.ts';
import type { DaemonState } from './notificationDaemon.ts';

export type NotifierFailure = {
  readonly kind: 'unsupported' | 'no-daemon' | 'daemon-hangs' | 'dropped';
  /** One plain sentence. */
  readonly message: string;
};

export type NotifierResult =
  { readonly ok: true } | { readonly ok: false; readonly failure: NotifierFailure };

/** What a notification is made from: the part of Electron's constructor options that is used. */
export type SystemOptions = {
  readonly title: string;
  readonly body: string;
  readonly urgency: 'normal' | 'critical';
  readonly actions: { type: 'button'; text: string }[];
};

/** The part of Electron's `Notification` that is used. */
export type SystemNotification = {
  show(): void;
  close(): void;
  /** From Electron 42 on the first argument of `action` carries the index; before, the second does. */
  on(event: string, listener: (details: unknown, ...rest: unknown[]) => void): unknown;
};

export type NotifierPorts = {
  readonly isSupported: () => boolean;
  readonly make: (options: SystemOptions) => SystemNotification;
  readonly askDaemon: () => Promise<DaemonState>;
  readonly hasButtons: boolean;
  /** Text that the system might read as markup is made plain. */
  readonly readsMarkup: boolean;
  /** A click on the notification itself is `open`. */
  readonly onAnswer: (request: NotificationRequest, action: AlertAction) => void;
  readonly deadlineMs?: number;
};

export type Notifier = ReturnType<typeof createNotifier>;

/** A system that neither shows nor refuses by then is taken for one that hangs. */
const DEADLINE_MS = 5000;
/** Answers come to notifications that are still referred to; some systems never say that one was closed. */
const MOST_KEPT = 50;
const MOST_TITLE = 120;
const MOST_BODY = 800;

/** Where buttons exist: macOS; Windows from Electron 42; Linux from 44 (electron.d.ts, `actions`). */
export function hasNotificationButtons(platform: NodeJS.Platform, electronMajor: number): boolean {
  if (platform === 'darwin') return true;
  return platform === 'win32' ? electronMajor >= 42 : electronMajor >= 44;
}

export function createNotifier(ports: NotifierPorts) {
  /** With the group of each. */
  const kept = new Map<SystemNotification, string>();

  function keep(notification: SystemNotification, group: string): void {
    kept.set(notification, group);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest) kept.delete(oldest);
  }

  /** Resolves when it is on screen, or when it surely is not. Never rejects. */
  async function show(request: NotificationRequest): Promise<NotifierResult> {
    if (!ports.isSupported()) return failed('unsupported');
    const daemon = await ports.askDaemon();
    if (daemon === 'missing') return failed('no-daemon');
    if (daemon === 'hangs') return failed('daemon-hangs');
    const before = request.endsGroup ? ofGroup(request.group) : [];
    const result = await present(request);
    if (result.ok) for (const notification of before) takeAway(notification);
    return result;
  }

  function ofGroup(group: string): SystemNotification[] {
    return [...kept].flatMap(([notification, of]) => (of === group ? [notification] : []));
  }

  function takeAway(notification: SystemNotification): void {
    kept.delete(notification);
    notification.close();
  }

  function present(request: NotificationRequest): Promise<NotifierResult> {
    const buttons = ports.hasButtons ? request.buttons : [];
    const notification = ports.make({
      title: plain(request.title, MOST_TITLE, ports.readsMarkup),
      body: plain(request.body, MOST_BODY, ports.readsMarkup),
      urgency: request.isUrgent ? 'critical' : 'normal',
      actions: buttons.map(({ label }) => ({ type: 'button', text: label })),
    });
    keep(notification, request.group);
    const answer = (action: AlertAction | undefined) => {
      kept.delete(notification);
      if (action) ports.onAnswer(request, action);
    };
    notification.on('click', () => answer('open'));
    notification.on('close', () => kept.delete(notification));
    notification.on('action', (details, index) => {
      answer(buttons[actionIndex(details, index)]?.action);
    });
    return shown(notification);
  }

  function shown(notification: SystemNotification): Promise<NotifierResult> {
    return new Promise((resolve) => {
      const giveUp = (kind: NotifierFailure['kind']) => {
        clearTimeout(deadline);
        kept.delete(notification);
        resolve(failed(kind));
      };
      const deadline = setTimeout(() => {
        // Taken back first, so that it cannot appear beside its repetition.
        notification.close();
        giveUp('daemon-hangs');
      }, ports.deadlineMs ?? DEADLINE_MS);
      notification.on('show', () => {
        clearTimeout(deadline);
        resolve({ ok: true });
      });
      notification.on('failed', () => giveUp('dropped'));
      notification.show();
    });
  }

  return {
    show,
    /** Takes everything off the screen, for the end of the program. */
    closeAll(): void {
      for (const notification of kept.keys()) notification.close();
      kept.clear();
    },
  };
}

const MESSAGES: Readonly<Record<NotifierFailure['kind'], string>> = {
  unsupported: inEnglish('This system shows no notifications.'),
  'no-daemon': inEnglish('Nothing on this desktop shows notifications.'),
  'daemon-hangs': inEnglish('The desktop’s notification service does not answer.'),
  dropped: inEnglish('The desktop’s notification service refused a notification.'),
};

function failed(kind: NotifierFailure['kind']): NotifierResult {
  return { ok: false, failure: { kind, message: MESSAGES[kind] } };
}

/** -1 when neither shape holds an index. */
function actionIndex(details: unknown, second: unknown): number {
  const named = (details as { actionIndex?: unknown } | null | undefined)?.actionIndex;
  if (typeof named === 'number') return named;
  return typeof second === 'number' ? second : -1;
}

const MARKUP: Readonly<Record<string, string>> = { '<': '‹', '>': '›', '&': '＆' };

/** Names come from logs and settings: no control characters, no markup, no endless text. */
function plain(text: string, most: number, readsMarkup: boolean): string {
  const printable = text.replace(/(?!\n)\p{Cc}/gu, ' ');
  const safe = readsMarkup ? printable.replace(/[<>&]/g, (sign) => MARKUP[sign] ?? '') : printable;
  return safe.length <= most ? safe : `${safe.slice(0, most - 1)}…`;
}

/** The notifier over Electron's own notifications. */
import { Notification } from 'electron';
import type { AlertAction, NotificationRequest } from '../../preload/contract/alerts.ts';
import { askNotificationDaemon } from './notificationDaemon.ts';
import { createNotifier, hasNotificationButtons, type Notifier } from './notifier.ts';

/** Must be called when Electron is ready. `onAnswer` gets what was shown and what the user chose. */
export function createSystemNotifier(
  onAnswer: (request: NotificationRequest, action: AlertAction) => void,
): Notifier {
  const { platform } = process;
  const electronMajor = Number.parseInt(process.versions.electron, 10);
  return createNotifier({
    isSupported: () => Notification.isSupported(),
    make: (options) => new Notification(options),
    askDaemon: () => askNotificationDaemon(platform),
    hasButtons: hasNotificationButtons(platform, electronMajor),
    readsMarkup: platform === 'linux',
    onAnswer,
  });
}

/** Notifications asked for across the threads: the question goes to main, its answer comes back by key. */
import type { NotificationRequest } from '../../preload/contract/alerts.ts';
import type { ShowResult } from '../engine/alertDelivery.ts';

/** @param ask hands a request to whoever can show it */
export function createNotices(ask: (request: NotificationRequest) => void) {
  const waiting = new Map<string, (result: ShowResult) => void>();
  return {
    /** Resolves with what main says; never, when main ends first. */
    show: (request: NotificationRequest): Promise<ShowResult> =>
      new Promise((resolve) => {
        waiting.set(request.key, resolve);
        ask(request);
      }),
    /** What became of a notification; one that nobody waits for was asked for by an engine that has ended. */
    answered(key: string, result: ShowResult): void {
      waiting.get(key)?.(result);
      waiting.delete(key);
    },
  };
}

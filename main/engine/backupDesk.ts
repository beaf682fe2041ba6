/** One copy of the database a day, beside the looks. Only the app makes them: it is there every day. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { zoneOf } from '../domain/calendar.ts';
import type { Clock } from '../ports.ts';
import { listBackups, makeBackup } from '../store/backup.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import type { Followed, Follower } from './follow.ts';

/** After a failure, such as a full disk, it is not tried again sooner. */
const RETRY_MS = 60 * 60 * 1000;

/** The follower that keeps the daily copies. */
export function createBackupDesk(dataFolder: string, clock: Clock): Follower {
  let isMaking = false;
  let notBeforeMs = 0;
  let failure: StoreFailure | null = null;

  async function make(day: string, kept: number): Promise<void> {
    isMaking = true;
    try {
      await makeBackup(dataFolder, day, kept);
      failure = null;
    } catch (error) {
      failure = storeFailureOf(error);
      notBeforeMs = clock() + RETRY_MS;
    } finally {
      isMaking = false;
    }
  }

  return {
    follow({ settings, snapshot, nowMs }: Followed) {
      const kept = settings.data.backups;
      if (kept === 0 || isMaking || nowMs < notBeforeMs) return;
      const day = zoneOf(snapshot.timeZone).dayOf(nowMs);
      if (listBackups(dataFolder).some((one) => !one.isBeforeRemoval && one.day >= day)) return;
      void make(day, kept);
    },
    troubles: () =>
      failure === null
        ? []
        : [
            {
              kind: failure.kind,
              severity: 'notice',
              message: inEnglish('The daily copy of the database could not be made: {message}', {
                message: failure.message,
              }),
              path: null,
              count: null,
            },
          ],
    close: () => undefined,
  };
}

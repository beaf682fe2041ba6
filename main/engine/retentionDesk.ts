/** What grows older than the user keeps detail goes each day, once they have seen what goes and agreed. */
import { inEnglish } from '../../preload/contract/languages/say.ts';
import { zoneOf } from '../domain/calendar.ts';
import { listBackups } from '../store/backup.ts';
import { storeFailureOf, type StoreFailure } from '../store/problems.ts';
import { keptFrom } from './dataCare.ts';
import type { Followed, Follower } from './follow.ts';

/** The follower that removes; only the app's, which is there every day and makes the copies. */
export function createRetentionDesk(dataFolder: string): Follower {
  let doneOn: string | null = null;
  let failure: StoreFailure | null = null;

  function remove(followed: Followed, today: string): void {
    const { tables, settings, snapshot, nowMs, isMoneyDerived } = followed;
    const { retentionDays, backups } = settings.data;
    const retention = tables.writing?.retention();
    if (!retention || retentionDays === null || retention.agreedDays() !== retentionDays) return;
    // Of what goes, only what credits paid stays: that must be known by then.
    if (!isMoneyDerived) return;
    // First the day's copy, from which it could be put back.
    if (backups > 0 && !listBackups(dataFolder).some(({ day }) => day === today)) return;
    doneOn = today;
    retention.remove(keptFrom(retentionDays, snapshot.timeZone, nowMs).atMs);
  }

  return {
    follow(followed) {
      const today = zoneOf(followed.snapshot.timeZone).dayOf(followed.nowMs);
      if (followed.settings.data.retentionDays === null || doneOn === today) return;
      try {
        remove(followed, today);
        failure = null;
      } catch (error) {
        failure = storeFailureOf(error);
      }
    },
    troubles: () =>
      failure === null
        ? []
        : [
            {
              kind: failure.kind,
              severity: 'notice',
              message: inEnglish('Old detail could not be removed: {message}', {
                message: failure.message,
              }),
              path: null,
              count: null,
            },
          ],
    close: () => undefined,
  };
}

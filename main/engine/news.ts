/** Whether a snapshot says anything that the last one did not. */
import type { Snapshot } from '../../preload/contract/snapshot.ts';

/** Ages tick in the window itself; a fresh time alone is worth telling only this often. */
const RETELL_MS = 60_000;

/** Fields that move with the clock although nothing has happened. */
const CLOCK_FIELDS: ReadonlySet<string> = new Set(['takenAtMs', 'evenPacePercent']);

export function isNewsBeside(before: Snapshot, now: Snapshot): boolean {
  return now.takenAtMs - before.takenAtMs >= RETELL_MS || essence(before) !== essence(now);
}

function essence(snapshot: Snapshot): string {
  const { totals, ...rest } = snapshot;
  const timeless = totals && {
    today: { ...totals.today, asOfMs: 0 },
    last30Days: { ...totals.last30Days, asOfMs: 0 },
  };
  return JSON.stringify({ ...rest, totals: timeless }, (key, value: unknown) =>
    CLOCK_FIELDS.has(key) ? undefined : value,
  );
}

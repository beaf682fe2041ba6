/**
 * The alerts' outbox. The deciding part's memory and the alerts that came of it are saved in one
 * transaction; each alert is then marked as begun before the system is asked to show it, and as shown
 * afterwards. A program that ends in between leaves a begun row: it is tried once more, never twice.
 */
import type { Alert } from '../../preload/contract/alerts.ts';
import { parseAlertState } from '../domain/alerts/savedState.ts';
import type { AlertState, AlertStep } from '../domain/alerts/types.ts';
import type { Connection } from './open.ts';

/** A begun row that nobody confirmed within this time was left by a program that ended. */
export const CONFIRM_WITHIN_MS = 60_000;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** A second crash in the gap is not followed by a third showing. */
const MOST_CRASHES = 1;
/** The row of `setting` that holds what the detectors compare with. */
const BASELINES = 'alertBaselines';

export type OutboxStatus = 'pending' | 'begun' | 'shown' | 'unconfirmed' | 'expired';

export type OutboxEntry = { readonly id: number; readonly alert: Alert };

/** A row for people who ask what was told and what was not. */
export type OutboxRecord = OutboxEntry & {
  readonly status: OutboxStatus;
  readonly attempts: number;
  readonly dueAtMs: number;
  readonly finishedAtMs: number | null;
  readonly lastFailure: string | null;
};

export type AlertOutbox = ReturnType<typeof createAlertOutbox>;

/** All times are epoch milliseconds of the caller's clock. Throws what SQLite throws. */
export function createAlertOutbox(connection: Connection) {
  const readText = connection
    .prepare<[], string>('SELECT state FROM alert_state WHERE id = 1')
    .pluck();
  const writeText = connection.prepare<[string]>(
    'INSERT INTO alert_state (id, state) VALUES (1, ?) ON CONFLICT DO UPDATE SET state = excluded.state',
  );
  const add = connection.prepare<[string, string, number, number | null, number]>(`
    INSERT INTO alert_outbox (key, alert, due_at_ms, expires_at_ms, status, not_before_ms)
    VALUES (?, ?, ?, ?, 'pending', ?) ON CONFLICT (key) DO NOTHING`);
  const readSetting = connection
    .prepare<[string], string>('SELECT value FROM setting WHERE key = ?')
    .pluck();
  const writeSetting = connection.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );
  const save = connection.transaction(
    (step: AlertStep, baselines: string | null, nowMs: number) => {
      const { state, due } = step;
      writeText.run(JSON.stringify(state));
      if (baselines !== null) writeSetting.run(BASELINES, baselines);
      for (const alert of due) {
        const { key, dueAtMs, expiresAtMs } = alert;
        add.run(key, JSON.stringify(alert), dueAtMs, expiresAtMs, nowMs);
      }
    },
  );
  const expire = connection.prepare<[number, number]>(`
    UPDATE alert_outbox SET status = 'expired', finished_at_ms = ?
    WHERE status = 'pending' AND expires_at_ms <= ?`);
  const recover = connection.prepare<[number, number, number, number, number]>(`
    UPDATE alert_outbox SET crashes = crashes + 1,
      status = CASE WHEN crashes < ? THEN 'pending' ELSE 'unconfirmed' END,
      finished_at_ms = CASE WHEN crashes < ? THEN NULL ELSE ? END
    WHERE status = 'begun' AND (begun_at_ms <= ? OR begun_at_ms > ?)`);
  // A pause that reaches further than any pause was set by a clock that has been put back since.
  const waiting = connection.prepare<[number, number], { id: number; alert: string }>(`
    SELECT id, alert FROM alert_outbox
    WHERE status = 'pending' AND (not_before_ms <= ? OR not_before_ms > ?) ORDER BY id`);
  const openCount = connection
    .prepare<[], number>(`SELECT count(*) FROM alert_outbox WHERE status IN ('pending', 'begun')`)
    .pluck();
  const markBegun = connection.prepare<[number, number]>(`
    UPDATE alert_outbox SET status = 'begun', begun_at_ms = ?, attempts = attempts + 1
    WHERE id = ? AND status = 'pending'`);
  const markShown = connection.prepare<[number, number]>(`
    UPDATE alert_outbox SET status = 'shown', finished_at_ms = ? WHERE id = ? AND status = 'begun'`);
  const attemptsOf = connection
    .prepare<[number], number>('SELECT attempts FROM alert_outbox WHERE id = ?')
    .pluck();
  const markFailed = connection.prepare<[string, number, number]>(`
    UPDATE alert_outbox SET status = 'pending', last_failure = ?, not_before_ms = ?
    WHERE id = ? AND status = 'begun'`);

  return {
    /** What the deciding part remembers; null when nothing usable is there. */
    readState: (): AlertState | null => parseAlertState(readText.get() ?? null),
    /** What the detectors compare with, as it was saved; null when nothing was. */
    readBaselines: (): string | null => readSetting.get(BASELINES) ?? null,
    /**
     * Saves a step whole or not at all. An alert whose key was told before is left out.
     * @param baselines what the detectors compare with from now on; null: as before
     */
    saveStep(step: AlertStep, nowMs: number, baselines: string | null = null): void {
      // Immediate: settings may be saved by another program meanwhile, and a transaction that began by
      // reading could then no longer write.
      save.immediate(step, baselines, nowMs);
    },
    /** What should be shown now, oldest first, after giving up what is over and taking back what a crash left. */
    toShow(nowMs: number): OutboxEntry[] {
      if (openCount.get() === 0) return [];
      recover.run(MOST_CRASHES, MOST_CRASHES, nowMs, nowMs - CONFIRM_WITHIN_MS, nowMs);
      expire.run(nowMs, nowMs);
      return waiting.all(nowMs, nowMs + LONGEST_PAUSE_MS).map(parsed);
    },
    /** Writes the intent down. False when somebody else already has. */
    begin: (id: number, nowMs: number): boolean => markBegun.run(nowMs, id).changes === 1,
    /** The system has shown it. */
    confirm(id: number, nowMs: number): void {
      markShown.run(nowMs, id);
    },
    /** The system has surely not shown it: again after a pause that doubles. */
    fail(id: number, reason: string, nowMs: number): void {
      const attempts = attemptsOf.get(id) ?? 1;
      const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20));
      markFailed.run(reason, nowMs + pauseMs, id);
    },
    history: createAlertHistory(connection),
  };
}

/** Reads what was told and what was not, the newest first; also on a connection that only reads. */
export function createAlertHistory(connection: Connection): (most: number) => OutboxRecord[] {
  const recent = connection.prepare<[number], Omit<OutboxRecord, 'alert'> & { alert: string }>(`
    SELECT id, alert, status, attempts, due_at_ms AS dueAtMs, finished_at_ms AS finishedAtMs,
      last_failure AS lastFailure
    FROM alert_outbox ORDER BY id DESC LIMIT ?`);
  return (most) => recent.all(most).map((row) => ({ ...row, ...parsed(row) }));
}

function parsed({ id, alert }: { readonly id: number; readonly alert: string }): OutboxEntry {
  return { id, alert: JSON.parse(alert) as Alert };
}

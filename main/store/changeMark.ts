/**
 * From which time on events are others than when somebody last looked. Written in the transaction that changes
 * them, so that whoever derives something from events knows it however the program ends.
 */
import type { Connection } from './open.ts';
import type { SavedSpan } from './span.ts';

const KEY = 'usageChangedFromMs';
/** Up to where the sums of `usage_rollup` hold; a change before it moves it back. Nothing is summed without it. */
export const ROLLUP_KEY = 'usageRolledUpToMs';

const LOWER = `ON CONFLICT DO UPDATE SET value = excluded.value
  WHERE CAST(excluded.value AS INTEGER) < CAST(setting.value AS INTEGER)`;

/** A larger record may take an event to a later time or another account: where it stood has changed as well. */
const NOTE_MOVED = `
CREATE TEMP TRIGGER IF NOT EXISTS usage_event_moved
AFTER UPDATE OF at_ms, account_id ON main.usage_event
WHEN NEW.at_ms > OLD.at_ms OR NEW.account_id IS NOT OLD.account_id
BEGIN
  INSERT INTO setting (key, value) VALUES ('${KEY}', CAST(min(OLD.at_ms, NEW.at_ms) AS TEXT)) ${LOWER};
  UPDATE setting SET value = CAST(min(OLD.at_ms, NEW.at_ms) AS TEXT)
  WHERE key = '${ROLLUP_KEY}' AND CAST(value AS INTEGER) > min(OLD.at_ms, NEW.at_ms);
END`;

/** For the one connection that saves events; `note` belongs into the transaction that saves them. */
export function createChangeMark(connection: Connection) {
  connection.exec(NOTE_MOVED);
  const note = connection.prepare<[string, string]>(
    `INSERT INTO setting (key, value) VALUES (?, ?) ${LOWER}`,
  );
  const moveBack = connection.prepare<[{ fromMs: number }]>(
    `UPDATE setting SET value = CAST(CAST(@fromMs AS INTEGER) AS TEXT)
     WHERE key = '${ROLLUP_KEY}' AND CAST(value AS INTEGER) > @fromMs`,
  );
  return {
    note(span: SavedSpan): SavedSpan {
      if (span === null) return span;
      note.run(KEY, String(span.fromMs));
      moveBack.run({ fromMs: span.fromMs });
      return span;
    },
  };
}

/** Reads the mark: epoch milliseconds, null where nothing has changed; and takes it away. */
export function createChangeMarkReader(connection: Connection) {
  const read = connection
    .prepare<[], string>(`SELECT value FROM setting WHERE key = '${KEY}'`)
    .pluck();
  return (): number | null => {
    const value = read.get();
    return value === undefined ? null : Number(value);
  };
}

/** To be called in the transaction that saves what was made of the change. */
export function createChangeMarkEraser(connection: Connection): () => void {
  const drop = connection.prepare(`DELETE FROM setting WHERE key = '${KEY}'`);
  return () => void drop.run();
}

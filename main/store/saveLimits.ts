/** Saving statements about limits. One source says one thing about one limit at one instant. */
import { stronger, type LimitReading } from '../domain/limits.ts';
import type { Connection } from './open.ts';
import { limitOf, type LimitRow } from './readingRows.ts';

const KEY = `agent = ? AND account = ? AND kind = ? AND model_name = ? AND source = ?
  AND observed_at_ms = ?`;

const SAVE_LIMIT = `
INSERT INTO limit_reading (agent, account, kind, model_name, source, observed_at_ms, used_percent, resets_at_ms)
VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`;

/** The row takes a new number, by which others notice what is new. */
const REPLACE_LIMIT = `
UPDATE limit_reading SET id = (SELECT max(id) + 1 FROM limit_reading), used_percent = ?, resets_at_ms = ?
WHERE ${KEY}`;

/** To be called in a transaction. */
export function createLimitWriter(connection: Connection) {
  const insert = connection.prepare(SAVE_LIMIT);
  const find = connection.prepare<unknown[], LimitRow>(`SELECT * FROM limit_reading WHERE ${KEY}`);
  const replace = connection.prepare(REPLACE_LIMIT);
  const drop = connection.prepare(`DELETE FROM limit_reading WHERE ${KEY}`);
  let drops = 0;

  return {
    /** Two statements of one instant come from two sessions, or from a clock of whole seconds. */
    save: (reading: LimitReading): void => {
      const key = keyOf(reading);
      const { usedPercent, resetsAtMs } = reading;
      if (insert.run(...key, usedPercent, resetsAtMs).changes > 0) return;
      const saved = find.get(...key);
      if (saved === undefined || stronger(limitOf(saved), reading) !== reading) return;
      replace.run(usedPercent, resetsAtMs, ...key);
    },
    drop: (reading: LimitReading): void => {
      drops += 1;
      drop.run(...keyOf(reading));
    },
    /** How often one was taken out; who keeps readings reads them anew after it. */
    drops: (): number => drops,
  };
}

function keyOf({ agent, account, kind, modelName, source, observedAtMs }: LimitReading) {
  return [agent, account, kind, modelName ?? '', source, observedAtMs] as const;
}

/**
 * Whether copies were saved whose groups are not decided yet; the database knows it, however the program ends. While it
 * is a first import, where nothing was there before, echoes saved since do not count yet: most never will, which then
 * needs no further change.
 */
import type { Connection } from './open.ts';

const KEY = 'undecidedGroups';
const FIRST = 'first';

/** To be used in transactions. */
export function createUndecidedMark(connection: Connection) {
  const value = connection
    .prepare<[], string>(`SELECT value FROM setting WHERE key = '${KEY}'`)
    .pluck();
  const set = connection.prepare(
    `INSERT INTO setting (key, value)
     VALUES ('${KEY}', iif(EXISTS (SELECT 1 FROM usage_event), '1', '${FIRST}')) ON CONFLICT DO NOTHING`,
  );
  const endFirst = connection.prepare(`UPDATE setting SET value = '1' WHERE key = '${KEY}'`);
  const drop = connection.prepare(`DELETE FROM setting WHERE key = '${KEY}'`);
  return {
    set: (): void => void set.run(),
    isSet: (): boolean => value.get() !== undefined,
    isFirst: (): boolean => value.get() === FIRST,
    /** To be called before events are saved that count at once. */
    endFirst: (): void => void endFirst.run(),
    drop: (): void => void drop.run(),
  };
}

/**
 * Usage of other computers, and detail that was removed.
 *
 * `account.host` is what the user calls the computer that an account's folder belongs to; null: this one.
 * `account.take_in_id` says by which take-in of another database the account came, so that it can be undone.
 *
 * `removed_group` holds a number for each response whose detail was removed on the user's word (48 bits of a
 * SHA-256 over agent and group): without it a copy of the response in a later file would be counted once more.
 */
export const addHosts = `
ALTER TABLE account ADD COLUMN host TEXT;
ALTER TABLE account ADD COLUMN take_in_id INTEGER;

CREATE TABLE take_in (
  id INTEGER PRIMARY KEY,
  host TEXT NOT NULL,
  file TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  events INTEGER NOT NULL,
  known_events INTEGER NOT NULL,
  first_at_ms INTEGER,
  last_at_ms INTEGER
) STRICT;

CREATE TABLE removed_group (id INTEGER PRIMARY KEY) STRICT;
`;

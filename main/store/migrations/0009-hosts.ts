/**
 * Usage of other computers, and detail that was removed.
 *
 * `account.host` is what the user calls the computer that an account's folder belongs to; null: this one.
 * `account.is_taken_in`: it came with a copy of another computer's database, and none of its files is read here;
 * `taken_event` says which events came with which copy, so that it can be undone.
 *
 * `removed_usage` holds the sums of events whose detail was removed on the user's word, as `usage_rollup` would;
 * they are facts from then on. `removed_group` holds a number for each response whose detail was removed on the user's word (48 bits of a
 * SHA-256 over agent and group): without it a copy of the response in a later file would be counted once more.
 */
export const addHosts = `
ALTER TABLE account ADD COLUMN host TEXT;
ALTER TABLE account ADD COLUMN is_taken_in INTEGER NOT NULL DEFAULT 0;

CREATE TABLE take_in (
  id INTEGER PRIMARY KEY,
  host TEXT NOT NULL,
  file TEXT NOT NULL,
  taken_at_ms INTEGER NOT NULL,
  answers INTEGER NOT NULL
) STRICT;

CREATE TABLE taken_event (
  event_id INTEGER PRIMARY KEY,
  take_in_id INTEGER NOT NULL REFERENCES take_in (id)
) STRICT;

CREATE TABLE removed_usage (
  quarter INTEGER NOT NULL,
  agent_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  model_id INTEGER NOT NULL,
  project_id INTEGER NOT NULL,
  events INTEGER NOT NULL,
  unpriced_events INTEGER NOT NULL,
  cost_micros INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cache_write_tokens INTEGER NOT NULL,
  cache_read_tokens INTEGER NOT NULL,
  PRIMARY KEY (quarter, agent_id, account_id, model_id, project_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE removed_group (id INTEGER PRIMARY KEY) STRICT;
`;

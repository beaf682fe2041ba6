/**
 * Sums of counted events by quarter of an hour, account, model and project: years of history open from these.
 * Derived: which part of it holds is said by the marks of `changeMark.ts`, and it can be emptied at any time.
 * Ids that an event does not have are 0 here, so that they can be part of the key.
 */
export const createUsageRollup = `
CREATE TABLE usage_rollup (
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
`;

/**
 * First tables. Facts are kept as the agents logged them; what counts (`is_counted`) and what it costs
 * (`cost_micros`) are derived and can be derived again.
 *
 * Events have no row id: their key is the tree, so that the copies of one response lie side by side.
 */
export const createUsageTables = `
CREATE TABLE name (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE session (
  id INTEGER PRIMARY KEY,
  agent TEXT NOT NULL,
  session_key TEXT NOT NULL,
  parent_key TEXT,
  UNIQUE (agent, session_key)
) STRICT;

CREATE TABLE usage_event (
  agent TEXT NOT NULL,
  group_key TEXT NOT NULL,
  variant TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('direct', 'sidechain', 'progress')),
  request_id TEXT,
  session_id INTEGER NOT NULL REFERENCES session (id),
  is_replay_suspect INTEGER NOT NULL CHECK (is_replay_suspect IN (0, 1)),
  project_id INTEGER REFERENCES name (id),
  model_id INTEGER NOT NULL REFERENCES name (id),
  at_ms INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL CHECK (input_tokens >= 0),
  output_tokens INTEGER NOT NULL CHECK (output_tokens >= 0),
  cache_write_5m_tokens INTEGER NOT NULL CHECK (cache_write_5m_tokens >= 0),
  cache_write_1h_tokens INTEGER NOT NULL CHECK (cache_write_1h_tokens >= 0),
  cache_read_tokens INTEGER NOT NULL CHECK (cache_read_tokens >= 0),
  web_searches INTEGER NOT NULL CHECK (web_searches >= 0),
  mode TEXT NOT NULL CHECK (mode IN ('standard', 'fast', 'batch')),
  is_us_only INTEGER NOT NULL CHECK (is_us_only IN (0, 1)),
  is_counted INTEGER NOT NULL DEFAULT 1 CHECK (is_counted IN (0, 1)),
  cost_micros INTEGER,
  PRIMARY KEY (agent, group_key, variant)
) STRICT, WITHOUT ROWID;
CREATE INDEX usage_event_time ON usage_event (agent, at_ms);
CREATE INDEX usage_event_suspect ON usage_event (agent, group_key) WHERE is_replay_suspect = 1;

CREATE TABLE log_file (
  id INTEGER PRIMARY KEY,
  agent TEXT NOT NULL,
  path TEXT NOT NULL UNIQUE,
  identity TEXT NOT NULL,
  size INTEGER NOT NULL,
  modified_at_ms INTEGER NOT NULL,
  read_offset INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  parser_state TEXT,
  refused_lines INTEGER NOT NULL,
  refused_by_reason TEXT NOT NULL,
  has_partial_line INTEGER NOT NULL CHECK (has_partial_line IN (0, 1))
) STRICT;

CREATE TABLE limit_reading (
  id INTEGER PRIMARY KEY,
  agent TEXT NOT NULL,
  account TEXT NOT NULL,
  kind TEXT NOT NULL,
  model_name TEXT NOT NULL,
  used_percent REAL,
  resets_at_ms INTEGER,
  source TEXT NOT NULL,
  observed_at_ms INTEGER NOT NULL,
  UNIQUE (agent, account, kind, model_name, source, observed_at_ms)
) STRICT;
CREATE INDEX limit_reading_time ON limit_reading (observed_at_ms);

CREATE TABLE credits_reading (
  id INTEGER PRIMARY KEY,
  agent TEXT NOT NULL,
  account TEXT NOT NULL,
  has_credits INTEGER,
  is_unlimited INTEGER,
  balance TEXT,
  source TEXT NOT NULL,
  observed_at_ms INTEGER NOT NULL,
  UNIQUE (agent, account, source, observed_at_ms)
) STRICT;

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;

/**
 * What asked sources said, and what must outlive a restart about asking them. Statements are a history: never
 * changed, and the same statement heard twice is one row.
 *
 * `telemetry_request` holds what an agent sent about its own requests. It is kept beside `usage_event` and
 * never added to it, because most of these requests are in transcripts as well.
 */
export const createSourceTables = `
CREATE TABLE credit_use_reading (
  id INTEGER PRIMARY KEY,
  agent TEXT NOT NULL,
  account TEXT NOT NULL,
  source TEXT NOT NULL,
  observed_at_ms INTEGER NOT NULL,
  is_enabled INTEGER CHECK (is_enabled IN (0, 1)),
  why_not TEXT,
  spent_currency TEXT,
  spent_minor_units INTEGER,
  spent_exponent INTEGER,
  limit_kind TEXT NOT NULL CHECK (limit_kind IN ('unknown', 'unlimited', 'limit')),
  limit_currency TEXT,
  limit_minor_units INTEGER,
  limit_exponent INTEGER,
  period_ends_at_ms INTEGER,
  CHECK ((spent_currency IS NULL) = (spent_minor_units IS NULL)
    AND (spent_currency IS NULL) = (spent_exponent IS NULL)),
  CHECK ((limit_kind = 'limit') = (limit_currency IS NOT NULL)
    AND (limit_currency IS NULL) = (limit_minor_units IS NULL)
    AND (limit_currency IS NULL) = (limit_exponent IS NULL)),
  UNIQUE (agent, account, source, observed_at_ms)
) STRICT;
CREATE TRIGGER credit_use_reading_no_update BEFORE UPDATE ON credit_use_reading
BEGIN SELECT RAISE(ABORT, 'readings are never changed'); END;

CREATE TABLE plan_reading (
  id INTEGER PRIMARY KEY,
  agent TEXT NOT NULL,
  account TEXT NOT NULL,
  source TEXT NOT NULL,
  observed_at_ms INTEGER NOT NULL,
  is_signed_in INTEGER CHECK (is_signed_in IN (0, 1)),
  billing TEXT CHECK (billing IN ('subscription', 'api-key', 'other-provider')),
  plan TEXT,
  tier TEXT,
  email TEXT,
  organisation TEXT,
  is_included_use_allowed INTEGER CHECK (is_included_use_allowed IN (0, 1)),
  UNIQUE (agent, account, source, observed_at_ms)
) STRICT;
CREATE TRIGGER plan_reading_no_update BEFORE UPDATE ON plan_reading
BEGIN SELECT RAISE(ABORT, 'readings are never changed'); END;

CREATE TABLE ask_state (
  source TEXT NOT NULL,
  account TEXT NOT NULL,
  last_asked_at_ms INTEGER CHECK (last_asked_at_ms >= 0),
  failures INTEGER NOT NULL CHECK (failures >= 0),
  not_before_ms INTEGER NOT NULL CHECK (not_before_ms >= 0),
  problem_kind TEXT,
  problem_message TEXT,
  problem_at_ms INTEGER,
  unknown_kinds TEXT NOT NULL,
  CHECK ((problem_kind IS NULL) = (problem_message IS NULL)
    AND (problem_kind IS NULL) = (problem_at_ms IS NULL)),
  PRIMARY KEY (source, account)
) STRICT, WITHOUT ROWID;

CREATE TABLE answer_mark (
  source TEXT NOT NULL,
  account TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  first_seen_at_ms INTEGER NOT NULL CHECK (first_seen_at_ms >= 0),
  PRIMARY KEY (source, account)
) STRICT, WITHOUT ROWID;

CREATE TABLE telemetry_request (
  agent TEXT NOT NULL,
  request_key TEXT NOT NULL,
  session_key TEXT NOT NULL,
  model TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  input_tokens INTEGER,
  output_tokens INTEGER,
  cache_read_tokens INTEGER,
  cache_write_tokens INTEGER,
  agent_cost_micros INTEGER,
  PRIMARY KEY (agent, request_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE telemetry_refused (
  agent TEXT PRIMARY KEY,
  records INTEGER NOT NULL CHECK (records >= 0)
) STRICT, WITHOUT ROWID;
`;

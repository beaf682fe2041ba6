/**
 * Accounts of organisations at providers, read with a key that the user entered. They stand in tables of their
 * own and are added to no plan, window, credit or local total.
 *
 * `provider_key` says that there is a key, never the key: that is in the system's keychain. Reports are
 * statements that the provider revises while a day lasts, so the rows of a span are replaced together.
 */
export const createProviderTables = `
CREATE TABLE provider_key (
  provider TEXT PRIMARY KEY,
  last_four TEXT NOT NULL CHECK (length(last_four) <= 4),
  saved_at_ms INTEGER NOT NULL CHECK (saved_at_ms >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE provider_contact (
  provider TEXT PRIMARY KEY,
  last_polled_at_ms INTEGER CHECK (last_polled_at_ms >= 0),
  failures INTEGER NOT NULL CHECK (failures >= 0),
  not_before_ms INTEGER NOT NULL CHECK (not_before_ms >= 0),
  problem_kind TEXT,
  problem_message TEXT,
  problem_at_ms INTEGER,
  last_contact_at_ms INTEGER,
  requests INTEGER NOT NULL CHECK (requests >= 0),
  bytes_sent INTEGER NOT NULL CHECK (bytes_sent >= 0),
  bytes_received INTEGER NOT NULL CHECK (bytes_received >= 0),
  organisation TEXT,
  organisation_name TEXT,
  CHECK ((problem_kind IS NULL) = (problem_message IS NULL)
    AND (problem_kind IS NULL) = (problem_at_ms IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE provider_report (
  provider TEXT NOT NULL,
  organisation TEXT NOT NULL,
  report TEXT NOT NULL,
  covered_from_ms INTEGER,
  covered_until_ms INTEGER,
  answered_at_ms INTEGER,
  tried_at_ms INTEGER NOT NULL,
  problem_kind TEXT,
  problem_message TEXT,
  CHECK ((covered_from_ms IS NULL) = (covered_until_ms IS NULL)),
  CHECK ((problem_kind IS NULL) = (problem_message IS NULL)),
  PRIMARY KEY (provider, organisation, report)
) STRICT, WITHOUT ROWID;

CREATE TABLE provider_cost (
  id INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,
  organisation TEXT NOT NULL,
  starts_at_ms INTEGER NOT NULL,
  ends_at_ms INTEGER NOT NULL CHECK (ends_at_ms > starts_at_ms),
  currency TEXT NOT NULL,
  amount_micros INTEGER NOT NULL,
  description TEXT,
  model TEXT,
  project TEXT,
  observed_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX provider_cost_time ON provider_cost (provider, organisation, starts_at_ms);

CREATE TABLE provider_usage (
  id INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,
  organisation TEXT NOT NULL,
  starts_at_ms INTEGER NOT NULL,
  ends_at_ms INTEGER NOT NULL CHECK (ends_at_ms > starts_at_ms),
  model TEXT,
  project TEXT,
  service_tier TEXT,
  input_tokens INTEGER NOT NULL CHECK (input_tokens >= 0),
  cache_read_tokens INTEGER NOT NULL CHECK (cache_read_tokens >= 0),
  cache_write_tokens INTEGER NOT NULL CHECK (cache_write_tokens >= 0),
  output_tokens INTEGER NOT NULL CHECK (output_tokens >= 0),
  requests INTEGER CHECK (requests >= 0),
  web_searches INTEGER CHECK (web_searches >= 0),
  observed_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX provider_usage_time ON provider_usage (provider, organisation, starts_at_ms);

CREATE TABLE provider_agent_use (
  id INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,
  organisation TEXT NOT NULL,
  starts_at_ms INTEGER NOT NULL,
  actor TEXT NOT NULL,
  customer_type TEXT,
  terminal TEXT,
  model TEXT,
  input_tokens INTEGER CHECK (input_tokens >= 0),
  cache_read_tokens INTEGER CHECK (cache_read_tokens >= 0),
  cache_write_tokens INTEGER CHECK (cache_write_tokens >= 0),
  output_tokens INTEGER CHECK (output_tokens >= 0),
  currency TEXT,
  estimated_micros INTEGER,
  sessions INTEGER CHECK (sessions >= 0),
  lines_added INTEGER CHECK (lines_added >= 0),
  lines_removed INTEGER CHECK (lines_removed >= 0),
  commits INTEGER CHECK (commits >= 0),
  pull_requests INTEGER CHECK (pull_requests >= 0),
  observed_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX provider_agent_use_time ON provider_agent_use (provider, organisation, starts_at_ms);

CREATE TABLE provider_rate_limit (
  id INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,
  organisation TEXT NOT NULL,
  group_type TEXT NOT NULL,
  models TEXT NOT NULL,
  limiter TEXT NOT NULL,
  value INTEGER NOT NULL,
  observed_at_ms INTEGER NOT NULL
) STRICT;
`;

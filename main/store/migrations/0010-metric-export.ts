/**
 * Members' spend limits in an organisation, without a limit where `limit_micros` is null, and the state of the
 * export of metrics.
 *
 * The export of metrics to the user's own collector: one row, or none before the first sending. `sent` holds the
 * counters of the last attempt by series, so that one that would fall begins anew instead.
 */
export const createMetricExport = `
CREATE TABLE metric_export (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  address TEXT,
  started_at_ms INTEGER CHECK (started_at_ms >= 0),
  last_polled_at_ms INTEGER CHECK (last_polled_at_ms >= 0),
  sent_at_ms INTEGER,
  sent TEXT NOT NULL,
  failures INTEGER NOT NULL CHECK (failures >= 0),
  not_before_ms INTEGER NOT NULL CHECK (not_before_ms >= 0),
  problem_kind TEXT,
  problem_message TEXT,
  problem_at_ms INTEGER,
  last_contact_at_ms INTEGER,
  requests INTEGER NOT NULL CHECK (requests >= 0),
  bytes_sent INTEGER NOT NULL CHECK (bytes_sent >= 0),
  bytes_received INTEGER NOT NULL CHECK (bytes_received >= 0),
  CHECK ((address IS NULL) = (started_at_ms IS NULL)),
  CHECK ((problem_kind IS NULL) = (problem_message IS NULL)
    AND (problem_kind IS NULL) = (problem_at_ms IS NULL))
) STRICT;

CREATE TABLE provider_spend_limit (
  id INTEGER PRIMARY KEY,
  provider TEXT NOT NULL,
  organisation TEXT NOT NULL,
  member_id TEXT NOT NULL,
  member TEXT,
  email TEXT,
  currency TEXT NOT NULL,
  limit_micros INTEGER,
  spent_micros INTEGER,
  period TEXT NOT NULL,
  limit_source TEXT,
  observed_at_ms INTEGER NOT NULL
) STRICT;
`;

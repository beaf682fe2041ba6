/**
 * Alerts: what the deciding part remembers (one row), and the outbox. A row of the outbox is never removed
 * while its key could come again, so that even a lost memory cannot tell the same thing twice.
 *
 * `begun_at_ms` is the intent, written before the system is asked to show anything. A row that was begun and
 * never confirmed belongs to a program that ended in between.
 */
export const createAlertTables = `
CREATE TABLE alert_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  state TEXT NOT NULL
) STRICT;

CREATE TABLE alert_outbox (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  alert TEXT NOT NULL,
  due_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER,
  status TEXT NOT NULL CHECK (status IN ('pending', 'begun', 'shown', 'unconfirmed', 'expired')),
  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  crashes INTEGER NOT NULL DEFAULT 0 CHECK (crashes >= 0),
  not_before_ms INTEGER NOT NULL,
  begun_at_ms INTEGER,
  finished_at_ms INTEGER,
  last_failure TEXT
) STRICT;
CREATE INDEX alert_outbox_open ON alert_outbox (id) WHERE status IN ('pending', 'begun');
`;

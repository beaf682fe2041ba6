/**
 * Events learn which account they belong to, and become half as large: the rows of a first import are most of
 * what it writes. Texts that repeat in every row are numbers now, and rows lie in the order of saving, with a
 * slim index over what makes a record unique.
 *
 * Accounts of events saved before are not known; forgetting how far the files were read makes the next look
 * read them again, which adds the account and changes nothing else.
 */
export const addAccounts = `
CREATE TABLE agent (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  agent_id INTEGER NOT NULL REFERENCES agent (id),
  folder TEXT NOT NULL,
  UNIQUE (agent_id, folder)
) STRICT;

INSERT INTO agent (key) SELECT DISTINCT agent FROM usage_event;

ALTER TABLE usage_event RENAME TO usage_event_before;

CREATE TABLE usage_event (
  id INTEGER PRIMARY KEY,
  agent_id INTEGER NOT NULL REFERENCES agent (id),
  account_id INTEGER REFERENCES account (id),
  group_key TEXT NOT NULL,
  request_id TEXT NOT NULL,
  kind INTEGER NOT NULL,
  loose_session_id INTEGER NOT NULL,
  session_id INTEGER NOT NULL REFERENCES session (id),
  is_replay_suspect INTEGER NOT NULL,
  project_id INTEGER REFERENCES name (id),
  model_id INTEGER NOT NULL REFERENCES name (id),
  at_ms INTEGER NOT NULL,
  started_at_ms INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cache_write_5m_tokens INTEGER NOT NULL,
  cache_write_1h_tokens INTEGER NOT NULL,
  cache_read_tokens INTEGER NOT NULL,
  web_searches INTEGER NOT NULL,
  mode INTEGER NOT NULL,
  is_us_only INTEGER NOT NULL,
  is_counted INTEGER NOT NULL DEFAULT 1,
  cost_micros INTEGER,
  CHECK (min(input_tokens, output_tokens, cache_write_5m_tokens, cache_write_1h_tokens,
    cache_read_tokens, web_searches) >= 0 AND kind BETWEEN 0 AND 2 AND mode BETWEEN 0 AND 2)
) STRICT;

INSERT INTO usage_event (agent_id, account_id, group_key, request_id, kind, loose_session_id, session_id,
  is_replay_suspect, project_id, model_id, at_ms, started_at_ms, input_tokens, output_tokens,
  cache_write_5m_tokens, cache_write_1h_tokens, cache_read_tokens, web_searches, mode, is_us_only,
  is_counted, cost_micros)
SELECT agent.id, NULL, group_key, coalesce(request_id, ''),
  CASE kind WHEN 'direct' THEN 0 WHEN 'sidechain' THEN 1 ELSE 2 END,
  CASE WHEN request_id IS NULL THEN session_id ELSE 0 END, session_id, is_replay_suspect, project_id,
  model_id, at_ms, started_at_ms, input_tokens, output_tokens, cache_write_5m_tokens,
  cache_write_1h_tokens, cache_read_tokens, web_searches,
  CASE mode WHEN 'standard' THEN 0 WHEN 'fast' THEN 1 ELSE 2 END, is_us_only, is_counted, cost_micros
FROM usage_event_before JOIN agent ON agent.key = usage_event_before.agent
ORDER BY at_ms;

DROP TABLE usage_event_before;
DELETE FROM log_file;

CREATE UNIQUE INDEX usage_event_record
  ON usage_event (group_key, request_id, kind, loose_session_id, agent_id);
CREATE INDEX usage_event_time ON usage_event (agent_id, at_ms);
CREATE INDEX usage_event_suspect ON usage_event (group_key) WHERE is_replay_suspect = 1;
CREATE INDEX usage_event_without_account ON usage_event (group_key) WHERE account_id IS NULL;
`;

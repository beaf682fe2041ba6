/**
 * What agents' logs tell of sessions beside their use: the agent's own estimate of the cost, which is kept beside
 * ours and never added to it, and changes of the cache lifetime, a hint that credits began to pay.
 *
 * Logs that were read before have not been looked at for it: forgetting how far they were read makes the next look
 * read them again, which changes nothing else.
 */
export const createSessionNotes = `
CREATE TABLE agent_session_cost (
  agent TEXT NOT NULL,
  session_key TEXT NOT NULL,
  run_started_at_ms INTEGER NOT NULL,
  account TEXT NOT NULL,
  cost_micros INTEGER NOT NULL CHECK (cost_micros >= 0),
  is_guess INTEGER NOT NULL CHECK (is_guess IN (0, 1)),
  as_of_ms INTEGER NOT NULL,
  PRIMARY KEY (agent, session_key, run_started_at_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE cache_lifetime_change (
  agent TEXT NOT NULL,
  account TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  session_key TEXT NOT NULL,
  lifetime TEXT NOT NULL CHECK (lifetime IN ('1h', '5m')),
  PRIMARY KEY (agent, account, at_ms, session_key)
) STRICT, WITHOUT ROWID;

DELETE FROM log_file;
`;

/**
 * The money ledger. Its rows are facts: triggers refuse to change or to delete them, and to insert anything
 * but the next row of the chain; that also stops `INSERT OR REPLACE`, which deletes without a trigger.
 *
 * `paid_event` is derived: which events were, or may have been, paid with credits. It can be emptied and made
 * again from facts at any time.
 */
export const createLedger = `
CREATE TABLE ledger_entry (
  sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
  entry_key TEXT NOT NULL UNIQUE CHECK (entry_key <> ''),
  kind TEXT NOT NULL CHECK (kind IN ('anchor', 'purchase', 'reload', 'grant', 'refund', 'expiry',
    'credit-spend', 'reported-balance', 'reported-spend', 'correction', 'consent', 'consent-ended', 'breach')),
  agent TEXT NOT NULL,
  account TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  currency TEXT,
  exponent INTEGER CHECK (exponent BETWEEN 0 AND 9),
  units INTEGER,
  source TEXT NOT NULL,
  basis TEXT NOT NULL CHECK (basis IN ('reported', 'estimated')),
  note TEXT,
  details TEXT NOT NULL,
  recorded_at_ms INTEGER NOT NULL,
  previous_hash TEXT NOT NULL UNIQUE CHECK (length(previous_hash) = 64),
  row_hash TEXT NOT NULL UNIQUE CHECK (length(row_hash) = 64),
  CHECK ((currency IS NULL) = (units IS NULL) AND (exponent IS NULL) = (units IS NULL)),
  CHECK (currency IS NOT 'USD' OR exponent = 6)
) STRICT;
CREATE INDEX ledger_entry_account ON ledger_entry (agent, account, at_ms);

CREATE TABLE ledger_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  sequence INTEGER NOT NULL,
  row_hash TEXT NOT NULL
) STRICT;
INSERT INTO ledger_head (id, sequence, row_hash) VALUES (1, 0, '${'0'.repeat(64)}');

CREATE TRIGGER ledger_entry_is_next BEFORE INSERT ON ledger_entry
WHEN NOT EXISTS (SELECT 1 FROM ledger_head
    WHERE sequence + 1 = NEW.sequence AND row_hash = NEW.previous_hash)
  OR EXISTS (SELECT 1 FROM ledger_entry WHERE sequence = NEW.sequence
    OR entry_key = NEW.entry_key OR row_hash = NEW.row_hash)
BEGIN SELECT RAISE(ABORT, 'the ledger only grows by the next row of its chain'); END;
CREATE TRIGGER ledger_entry_moves_head AFTER INSERT ON ledger_entry
BEGIN UPDATE ledger_head SET sequence = NEW.sequence, row_hash = NEW.row_hash; END;
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger entries are never changed'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'ledger entries are never deleted'); END;
CREATE TRIGGER ledger_head_only_forward BEFORE UPDATE ON ledger_head
WHEN NOT EXISTS (SELECT 1 FROM ledger_entry
    WHERE sequence = NEW.sequence AND row_hash = NEW.row_hash AND previous_hash = OLD.row_hash)
BEGIN SELECT RAISE(ABORT, 'the head of the ledger only moves with a new row'); END;
CREATE TRIGGER ledger_head_no_delete BEFORE DELETE ON ledger_head
BEGIN SELECT RAISE(ABORT, 'the head of the ledger is never deleted'); END;
CREATE TRIGGER ledger_head_no_insert BEFORE INSERT ON ledger_head
BEGIN SELECT RAISE(ABORT, 'the ledger has one head'); END;

CREATE TABLE paid_event (
  agent TEXT NOT NULL,
  account_id INTEGER NOT NULL REFERENCES name (id),
  at_ms INTEGER NOT NULL,
  event_key TEXT NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('credits', 'unknown')),
  because TEXT NOT NULL,
  session_id INTEGER NOT NULL REFERENCES session (id),
  project_id INTEGER REFERENCES name (id),
  model_id INTEGER NOT NULL REFERENCES name (id),
  cost_micros INTEGER,
  PRIMARY KEY (agent, account_id, at_ms, event_key)
) STRICT, WITHOUT ROWID;
`;

-- SPDX-License-Identifier: MIT
-- Version 7: who wants to be written to. A ledger that only grows: what holds is its newest entry, and what was said before can be shown.

CREATE TABLE consent (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,     -- id: of a word derived from its message, so that it is one entry however often it comes
  identity_id TEXT NOT NULL, channel TEXT NOT NULL,   -- channel: 'sms' for what was said there; '': everywhere at this number or address
  purpose TEXT NOT NULL, state TEXT NOT NULL,         -- service, marketing; given, withdrawn, none
  how TEXT NOT NULL, word TEXT, message_id TEXT,      -- word, owner, import, undo; what the customer wrote
  note TEXT, at INTEGER NOT NULL, created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX consent_by_identity ON consent (identity_id, at);
-- Erasing a person takes the note away and nothing else: that they said STOP holds when they come back.
CREATE TRIGGER consent_is_kept BEFORE UPDATE ON consent
WHEN NEW.note IS NOT NULL OR (NEW.n, NEW.id, NEW.identity_id, NEW.channel, NEW.purpose, NEW.state, NEW.how, NEW.word, NEW.message_id, NEW.at, NEW.created_at)
  IS NOT (OLD.n, OLD.id, OLD.identity_id, OLD.channel, OLD.purpose, OLD.state, OLD.how, OLD.word, OLD.message_id, OLD.at, OLD.created_at)
BEGIN SELECT RAISE (ABORT, 'the ledger of consent only grows'); END;
CREATE TRIGGER consent_is_not_deleted BEFORE DELETE ON consent
BEGIN SELECT RAISE (ABORT, 'the ledger of consent only grows'); END;

-- Until now there was one column. Its time is all that is known: the words of those days stand in the log of events.
INSERT INTO consent (id, identity_id, channel, purpose, state, how, at, created_at)
  SELECT 'from-version-5-' || id, id, '', 'service', 'withdrawn', 'import', opted_out_at, opted_out_at FROM identity WHERE opted_out_at IS NOT NULL;
ALTER TABLE identity DROP COLUMN opted_out_at;

-- How many SMS a message was, as its provider counted (and bills) it; 0 where it does not say.
ALTER TABLE message ADD COLUMN segments INTEGER NOT NULL DEFAULT 0;
ALTER TABLE told ADD COLUMN segments INTEGER NOT NULL DEFAULT 0;

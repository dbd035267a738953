-- SPDX-License-Identifier: MIT
-- Version 3: the log of decisions. When it was decided about a draft is a column of it, so that newest first is the order of an
-- index. An approval decides, and so does what closes a draft; what is open again after a recall stays where it was approved.

ALTER TABLE draft ADD COLUMN decided_at INTEGER;   -- ms; NULL while nobody has decided
UPDATE draft SET decided_at = CASE WHEN state IN ('superseded', 'discarded', 'expired', 'answered_elsewhere') THEN updated_at
  ELSE (SELECT approved_at FROM approval WHERE draft_id = draft.id ORDER BY n DESC LIMIT 1) END;
CREATE INDEX draft_by_decision ON draft (decided_at DESC, n DESC, state, deleted_at) WHERE decided_at IS NOT NULL AND deleted_at IS NULL;

-- Whatever changes a state (a verb, the dispatcher, an undo, a restored backup), the log has it.
CREATE TRIGGER draft_is_decided AFTER UPDATE OF state, updated_at ON draft
WHEN NEW.state <> OLD.state OR NEW.state IN ('superseded', 'discarded', 'expired', 'answered_elsewhere')
BEGIN
  UPDATE draft SET decided_at = CASE WHEN NEW.state IN ('superseded', 'discarded', 'expired', 'answered_elsewhere') THEN NEW.updated_at
    ELSE (SELECT approved_at FROM approval WHERE draft_id = NEW.id ORDER BY n DESC LIMIT 1) END WHERE n = NEW.n;
END;
CREATE TRIGGER approval_decides AFTER INSERT ON approval
BEGIN UPDATE draft SET decided_at = NEW.approved_at WHERE id = NEW.draft_id; END;

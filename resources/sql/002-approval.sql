-- SPDX-License-Identifier: MIT
-- Version 2: the approval loop. What a draft states and carries, who approved it how, what may go out by itself,
-- templates and prices that drafts are filled from, and questions that nothing answered.

-- What stands in a draft beside its text. sources (version 1) name the rows it was made from, with their version.
ALTER TABLE draft ADD COLUMN template TEXT;                          -- JSON {"id", "values"}: a provider's template
ALTER TABLE draft ADD COLUMN hint TEXT;                              -- what the owner asked to be changed
ALTER TABLE draft ADD COLUMN standing_id TEXT;                       -- the standing approval it came from
ALTER TABLE draft ADD COLUMN batch_id TEXT;                          -- approved with others: one countdown for all
ALTER TABLE draft ADD COLUMN edit_distance INTEGER;                  -- characters changed since it was proposed
ALTER TABLE draft ADD COLUMN held_since INTEGER NOT NULL DEFAULT 0;  -- ms; too long and it needs a new approval
ALTER TABLE draft ADD COLUMN acknowledged TEXT;                      -- warnings that the owner has read: "duplicate language"
CREATE INDEX draft_by_batch ON draft (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX draft_by_contact ON draft (contact_id, n) WHERE contact_id IS NOT NULL;

CREATE TABLE draft_file (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  draft_id TEXT NOT NULL, position INTEGER NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL, mime TEXT NOT NULL,
  size INTEGER NOT NULL, created_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX draft_file_by_draft ON draft_file (draft_id, position);

ALTER TABLE approval ADD COLUMN visible_ms INTEGER NOT NULL DEFAULT 0;  -- how long the owner had it before her
ALTER TABLE approval ADD COLUMN standing_id TEXT;
ALTER TABLE approval ADD COLUMN standing_version INTEGER;
DROP TRIGGER approval_is_immutable;
CREATE TRIGGER approval_is_immutable BEFORE UPDATE ON approval
WHEN NEW.recipient <> '' OR NEW.warnings IS NOT NULL OR (NEW.n, NEW.id, NEW.draft_id, NEW.hash, NEW.account, NEW.approver, NEW.method, NEW.approved_at,
  NEW.app_version, NEW.visible_ms, NEW.standing_id, NEW.standing_version) IS NOT (OLD.n, OLD.id, OLD.draft_id, OLD.hash, OLD.account, OLD.approver,
  OLD.method, OLD.approved_at, OLD.app_version, OLD.visible_ms, OLD.standing_id, OLD.standing_version)
BEGIN SELECT RAISE (ABORT, 'an approval is never changed'); END;

-- People who do not want to be written to, or by nobody but the owner.
ALTER TABLE identity ADD COLUMN opted_out_at INTEGER;
ALTER TABLE contact ADD COLUMN only_me INTEGER NOT NULL DEFAULT 0;
ALTER TABLE contact ADD COLUMN sensitive INTEGER NOT NULL DEFAULT 0;  -- health, family: a person answers

-- What drafts are filled from. version counts changes: a draft that states an older one is out of date.
ALTER TABLE knowledge ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

CREATE TABLE price (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL, unit TEXT,   -- amount: minor units; unit: "per class"
  version INTEGER NOT NULL DEFAULT 1, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

CREATE TABLE template (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL, category TEXT NOT NULL, text TEXT NOT NULL, language TEXT,    -- text: "Hi {first name|there}"
  version INTEGER NOT NULL DEFAULT 1, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

CREATE TABLE question (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,   -- id: derived from the message
  message_id TEXT NOT NULL, thread_id TEXT NOT NULL, text TEXT NOT NULL, asked_at INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'open', knowledge_id TEXT,   -- open, answered, dismissed
  created_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX question_open ON question (asked_at DESC, n DESC) WHERE state = 'open' AND deleted_at IS NULL;
CREATE INDEX question_by_thread ON question (thread_id);

-- What may go out by itself. A change of its words is a new version, which the owner has to switch on again.
CREATE TABLE standing (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,   -- id: derived from the kind
  kind TEXT NOT NULL UNIQUE, enabled INTEGER NOT NULL DEFAULT 0, text TEXT,
  version INTEGER NOT NULL DEFAULT 1, enabled_at INTEGER, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

-- Each time it did. period: "2026-11-21T20:00/…", so that a notice comes once per person and closed period.
CREATE TABLE standing_use (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  standing_id TEXT NOT NULL, contact_id TEXT NOT NULL, period TEXT NOT NULL, draft_id TEXT, at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX standing_use_once ON standing_use (standing_id, contact_id, period);
CREATE INDEX standing_use_by_contact ON standing_use (contact_id);

-- Facts of this computer only: never shared, not part of what a copy may believe.
CREATE TABLE local (
  key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

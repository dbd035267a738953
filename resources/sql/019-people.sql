-- SPDX-License-Identifier: MIT
-- Version 19: people and leads. One person with what all their addresses brought, whom they live with, what stood on the board when, and what is kept of them.

-- A merge moves nothing: contact.merged_into says who somebody is shown as, and what is theirs keeps its contact_id. So taking it back gives everything back.
ALTER TABLE contact ADD COLUMN root TEXT;                             -- sum: id of whom they are shown as in the end; NULL: themselves
ALTER TABLE contact ADD COLUMN stage_at INTEGER NOT NULL DEFAULT 0;   -- sum: ms, since when they are in their stage (stage_move)
ALTER TABLE contact ADD COLUMN last_at INTEGER NOT NULL DEFAULT 0;    -- sum: ms of the newest message in any conversation of theirs, also of those merged into them
ALTER TABLE contact ADD COLUMN last_inbound_at INTEGER NOT NULL DEFAULT 0;   -- sum: the same of what they wrote
ALTER TABLE contact ADD COLUMN first_touch TEXT;                      -- page, campaign or words by which they came; source is the channel
ALTER TABLE contact ADD COLUMN referred_by TEXT;                      -- id of the person who sent them
ALTER TABLE contact ADD COLUMN photo TEXT;                            -- SHA-256
CREATE INDEX contact_root ON contact (root) WHERE root IS NOT NULL;
CREATE INDEX contact_board ON contact (stage, score DESC, n) WHERE deleted_at IS NULL AND merged_into IS NULL;
CREATE INDEX contact_by_last ON contact (last_at DESC, n) WHERE deleted_at IS NULL AND merged_into IS NULL;

-- What was merged, and what the survivor was given then: [{"field", "before", "after"}].
CREATE TABLE contact_merge (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  survivor_id TEXT NOT NULL, merged_id TEXT NOT NULL, fields TEXT NOT NULL, created_at INTEGER NOT NULL, undone_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX contact_merge_by_merged ON contact_merge (merged_id);
CREATE INDEX contact_merge_by_survivor ON contact_merge (survivor_id);

-- "These two are not the same": the suggestion does not come again.
CREATE TABLE contact_apart (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,                     -- id: derived from both, the smaller first
  a_id TEXT NOT NULL, b_id TEXT NOT NULL, created_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

CREATE TABLE household (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created_at INTEGER NOT NULL, deleted_at INTEGER) STRICT;
CREATE TABLE household_member (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,                     -- id: derived from both
  household_id TEXT NOT NULL, contact_id TEXT NOT NULL,
  role TEXT NOT NULL, receives INTEGER NOT NULL DEFAULT 0,            -- role: guardian, student, other; receives: what is for a student is written to them
  created_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX household_member_by_household ON household_member (household_id);
CREATE INDEX household_member_by_contact ON household_member (contact_id);

-- Custom fields of the studio; their values are in contact_field, those of sensitive ones in sensitive_field, which no other computer and no model is told.
CREATE TABLE field_kind (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,                     -- id: derived from the name
  name TEXT NOT NULL UNIQUE, label TEXT NOT NULL, kind TEXT NOT NULL, -- kind: text, date, number, choice, yes-no
  choices TEXT, position INTEGER NOT NULL DEFAULT 0, sensitive INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE TABLE sensitive_field (
  contact_id TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, updated_at INTEGER NOT NULL, PRIMARY KEY (contact_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_note (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  contact_id TEXT NOT NULL, text TEXT NOT NULL, author TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER   -- author: the computer's name
) STRICT;
CREATE INDEX contact_note_by_contact ON contact_note (contact_id, created_at) WHERE deleted_at IS NULL;

CREATE TABLE contact_file (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  contact_id TEXT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL, mime TEXT NOT NULL, size INTEGER NOT NULL, created_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX contact_file_by_contact ON contact_file (contact_id);
CREATE INDEX contact_file_by_file ON contact_file (sha256);
CREATE INDEX contact_by_photo ON contact (photo) WHERE photo IS NOT NULL;
CREATE INDEX contact_by_sender ON contact (referred_by) WHERE referred_by IS NOT NULL;

CREATE TABLE saved_filter (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, query TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;

-- The board --------------------------------------------------------------------------------------

CREATE TABLE stage_move (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  contact_id TEXT NOT NULL, from_stage TEXT NOT NULL, to_stage TEXT NOT NULL, reason TEXT,     -- reason: of LOST
  actor TEXT NOT NULL, created_at INTEGER NOT NULL, deleted_at INTEGER                         -- actor: owner, attendance, rule, import
) STRICT;
CREATE INDEX stage_move_by_contact ON stage_move (contact_id, created_at) WHERE deleted_at IS NULL;

CREATE TABLE trial (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
  contact_id TEXT NOT NULL, title TEXT NOT NULL, starts_at INTEGER NOT NULL,                   -- title: of the class; ms
  state TEXT NOT NULL, converted_at INTEGER NOT NULL DEFAULT 0,                                -- state: booked, attended, no-show, cancelled; 0: not converted
  note TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER
) STRICT;
CREATE INDEX trial_by_contact ON trial (contact_id) WHERE deleted_at IS NULL;
CREATE INDEX trial_by_state ON trial (state, starts_at) WHERE deleted_at IS NULL;

UPDATE contact SET stage_at = created_at;
UPDATE contact SET last_at = coalesce ((SELECT max (last_at) FROM thread WHERE contact_id = contact.id AND deleted_at IS NULL), 0),
  last_inbound_at = coalesce ((SELECT max (last_inbound_at) FROM thread WHERE contact_id = contact.id AND deleted_at IS NULL), 0);

-- SPDX-License-Identifier: MIT
-- Version 18: drafts, approvals and accounts are shared (docs/sync.md). Each account is of one computer, the one that has its keys, and what is
-- approved leaves by one computer, which the hub has told that nobody else sends it.

ALTER TABLE account ADD COLUMN home TEXT;     -- device (hub_link) of the computer that has its keys; NULL: this one
ALTER TABLE draft ADD COLUMN home TEXT;       -- since it was approved: the device by which it leaves; NULL: this one
ALTER TABLE draft ADD COLUMN claim TEXT;      -- who sends it, "DEV RUN" (sync_link): the hub gives it to one, who gives it back

ALTER TABLE sync_link ADD COLUMN role TEXT NOT NULL DEFAULT 'owner';      -- what the hub lets this computer do
ALTER TABLE sync_link ADD COLUMN done INTEGER NOT NULL DEFAULT 0;         -- rows of a merge or a snapshot that were told or read
ALTER TABLE sync_link ADD COLUMN whole INTEGER NOT NULL DEFAULT 0;        -- of so many; 0: not known
ALTER TABLE sync_link ADD COLUMN run TEXT NOT NULL DEFAULT '';            -- another one with each start, so that a copy of this folder does not send what it sends
ALTER TABLE sync_link ADD COLUMN renewed_at INTEGER NOT NULL DEFAULT 0;   -- ms, when the hub had been set back; 0: never
ALTER TABLE sync_notice ADD COLUMN why TEXT;                              -- what the hub said where it refused a change; NULL: another one holds

-- What the hub says of the computers of the studio: as what they write, and whose that is.
CREATE TABLE computer (
  dev TEXT PRIMARY KEY NOT NULL, device TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL DEFAULT 'owner', seen_at INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

-- Messages that another computer has taken in first, for what follows from them here (so-pipeline.c).
CREATE TABLE sync_heard (message_id TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;

-- Whom somebody has erased: every computer of the studio does it again with all that it has (so-erase.c).
CREATE TABLE erasure (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL) STRICT;   -- id: of the person

-- Files that shared rows name, and what this computer knows of where they are (so-share-files.h). Of this computer alone.
CREATE TABLE sync_file (sha256 TEXT PRIMARY KEY NOT NULL, state TEXT NOT NULL DEFAULT 'new') STRICT, WITHOUT ROWID;
CREATE INDEX sync_file_by_state ON sync_file (state);
CREATE INDEX draft_file_by_file ON draft_file (sha256);

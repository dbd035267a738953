-- SPDX-License-Identifier: MIT
-- Version 17: several desktops, one studio (docs/sync.md). All of it is this computer's own, and empty where there is no hub. What captures
-- changes is not here: triggers made from so-share-tables.c, and only in a studio that is shared.

CREATE TABLE sync_link (
  n INTEGER PRIMARY KEY CHECK (n = 1),           -- there is one, or none: not shared
  dev TEXT NOT NULL,                             -- as which this copy of the studio writes; another one where it was cloned or set back
  epoch TEXT NOT NULL DEFAULT '',                -- of which count the numbers are; '': not heard yet
  state TEXT NOT NULL DEFAULT 'merge',           -- merge, snapshot, follow
  place TEXT NOT NULL DEFAULT '',                -- how far a merge or a snapshot is
  cursor INTEGER NOT NULL DEFAULT 0,             -- up to which number the log was applied
  begun INTEGER NOT NULL DEFAULT 0,              -- the number at which the snapshot began
  head INTEGER NOT NULL DEFAULT 0,               -- the newest number heard of
  next_n INTEGER NOT NULL DEFAULT 1,             -- of the next change that is sent
  clock_offset INTEGER NOT NULL DEFAULT 0,       -- ms that the hub's clock is ahead
  captures TEXT NOT NULL DEFAULT ''              -- which triggers are there: the hash of their words
) STRICT;

-- A group of fields that was changed here and not seen in the log yet: what stands in its row is ours, and here is what holds else.
CREATE TABLE sync_pend (
  tbl TEXT NOT NULL, pk TEXT NOT NULL, grp TEXT NOT NULL,      -- grp: '' for a new row, '!' for one that is gone
  n INTEGER,                                                   -- in sync_out; NULL: changed since, or not there yet
  h INTEGER NOT NULL,                                          -- stamp: ms << 16 | count
  base TEXT, base_h INTEGER NOT NULL DEFAULT 0, base_dev TEXT NOT NULL DEFAULT '',   -- base: JSON; NULL: there is no such row
  PRIMARY KEY (tbl, pk, grp)
) STRICT, WITHOUT ROWID;
CREATE INDEX sync_pend_new ON sync_pend (h) WHERE n IS NULL;

-- What goes to the hub, word for word, until it is seen in the log.
CREATE TABLE sync_out (
  n INTEGER PRIMARY KEY, nonce TEXT NOT NULL,
  tbl TEXT NOT NULL, pk TEXT NOT NULL, grp TEXT NOT NULL, val TEXT NOT NULL,
  h INTEGER NOT NULL, base_h INTEGER NOT NULL, base_dev TEXT NOT NULL
) STRICT;

-- Stamps of what holds. A group without one is as it was when the row was made.
CREATE TABLE sync_cell (
  tbl TEXT NOT NULL, pk TEXT NOT NULL, grp TEXT NOT NULL, h INTEGER NOT NULL, dev TEXT NOT NULL,
  PRIMARY KEY (tbl, pk, grp)
) STRICT, WITHOUT ROWID;

-- Tables and groups that only a newer version knows, or whose row is not here: kept for it.
CREATE TABLE sync_unknown (
  tbl TEXT NOT NULL, pk TEXT NOT NULL, grp TEXT NOT NULL, val TEXT NOT NULL, h INTEGER NOT NULL, dev TEXT NOT NULL,
  PRIMARY KEY (tbl, pk, grp)
) STRICT, WITHOUT ROWID;

-- Rows that are gone for good.
CREATE TABLE sync_gone (tbl TEXT NOT NULL, pk TEXT NOT NULL, PRIMARY KEY (tbl, pk)) STRICT, WITHOUT ROWID;

-- What could not be done here. It stops nothing behind it.
CREATE TABLE sync_quarantine (
  n INTEGER PRIMARY KEY, seq INTEGER NOT NULL, tbl TEXT NOT NULL, pk TEXT NOT NULL, grp TEXT NOT NULL,
  body TEXT NOT NULL, error TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;

-- Somebody else's change holds instead of ours.
CREATE TABLE sync_notice (
  n INTEGER PRIMARY KEY, tbl TEXT NOT NULL, pk TEXT NOT NULL, grp TEXT NOT NULL,
  mine TEXT NOT NULL, theirs TEXT, dev TEXT NOT NULL, at INTEGER NOT NULL, seen_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What the hub decided about what it was asked.
CREATE TABLE sync_answer (id TEXT NOT NULL, command TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (id, command)) STRICT, WITHOUT ROWID;

-- Rows of others whose sums and search entries are not brought up to date yet.
CREATE TABLE sync_touched (kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID;

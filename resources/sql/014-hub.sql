-- SPDX-License-Identifier: MIT
-- Version 14: what a hub took in while this computer was off. Both tables are this computer's own: each one reads the hub by itself.

CREATE TABLE hub_link (
  n INTEGER PRIMARY KEY CHECK (n = 1),                -- there is one, or none
  url TEXT NOT NULL, hub TEXT NOT NULL, device TEXT NOT NULL, name TEXT NOT NULL,   -- name: of this computer, as the hub shows it
  epoch TEXT NOT NULL,                                -- which count its numbers are of
  cursor INTEGER NOT NULL DEFAULT 0, acked INTEGER NOT NULL DEFAULT 0, head INTEGER NOT NULL DEFAULT 0,
  paired_at INTEGER NOT NULL, heard_at INTEGER NOT NULL DEFAULT 0,                  -- ms
  doors TEXT,                                         -- the addresses that providers call, as JSON
  error TEXT, error_kind TEXT
) STRICT;

CREATE TABLE hub_received (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,     -- id: the hub's, the same after it was restored
  seq INTEGER NOT NULL, endpoint TEXT NOT NULL, provider TEXT NOT NULL, kind TEXT NOT NULL, received_at INTEGER NOT NULL,
  reason TEXT, detail TEXT, body BLOB                 -- reason NULL: it is where it belongs; else why it is set aside
) STRICT;
CREATE INDEX hub_received_by_endpoint ON hub_received (endpoint, received_at);
CREATE INDEX hub_received_aside ON hub_received (n) WHERE reason IS NOT NULL;

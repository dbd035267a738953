-- SPDX-License-Identifier: MIT
-- Version 5: what real channels tell beside messages. It comes before the message it is about, after it, and twice; so it is kept in a
-- row of its own, and the message is its own words with that row laid over them.

CREATE TABLE told (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,     -- id: that of the message
  text TEXT, edited_at INTEGER NOT NULL DEFAULT 0,    -- what it says since it was edited
  unsent_at INTEGER NOT NULL DEFAULT 0,               -- when its writer took it back
  delivery INTEGER NOT NULL DEFAULT 0, failure TEXT   -- SoDelivery; the provider's code and words
) STRICT;

CREATE TABLE reaction (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,     -- id: derived from message and who
  message_id TEXT NOT NULL, contact_id TEXT,          -- contact_id: NULL for the studio
  emoji TEXT NOT NULL, at INTEGER NOT NULL            -- emoji: '' where it was taken away
) STRICT;
CREATE INDEX reaction_by_message ON reaction (message_id);

ALTER TABLE message ADD COLUMN edited_at INTEGER;     -- ms, NULL: never
ALTER TABLE message ADD COLUMN failure TEXT;

ALTER TABLE part ADD COLUMN remote TEXT;              -- what the channel wants to hear for the file, while it is not here
CREATE INDEX part_to_fetch ON part (n) WHERE remote IS NOT NULL;

-- SPDX-License-Identifier: MIT
-- Version 4: the order of the inbox. Since when a customer waits for an answer, and until when one is due, worked out in
-- the program (so-thread-order.h) when a message comes in, so that the list stays in the order of an index.

ALTER TABLE thread ADD COLUMN waiting_since INTEGER NOT NULL DEFAULT 0;   -- oldest message that nobody answered, 0: none
ALTER TABLE thread ADD COLUMN answer_due_at INTEGER;                      -- NULL: not worked out yet; the largest number: never
ALTER TABLE thread ADD COLUMN due_at INTEGER;                             -- the earliest of that, window and named time
ALTER TABLE thread ADD COLUMN escalated_at INTEGER NOT NULL DEFAULT 0;    -- 0: not
ALTER TABLE thread ADD COLUMN told_at INTEGER NOT NULL DEFAULT 0;         -- when the owner was notified of it, 0: not yet

-- Who waits now is known; that she was told of it on the day of the update would be no news.
UPDATE thread SET waiting_since = last_inbound_at, told_at = last_inbound_at
  WHERE state = 'open' AND last_outbound = 0 AND last_inbound_at > 0 AND import_id IS NULL;

CREATE INDEX thread_pressing ON thread ((escalated_at = 0 AND ifnull (priority, '') <> 'URGENT'), (ifnull (due_at, 9223372036854775807) / 60000), (max (ifnull (score, -1), -1)) DESC, waiting_since, n)
  WHERE waiting_since > 0 AND state = 'open' AND deleted_at IS NULL;
CREATE INDEX thread_live ON thread ((max (ifnull (score, -1), -1)) DESC, last_at DESC, n DESC)
  WHERE state IN ('open', 'waiting') AND deleted_at IS NULL;
CREATE INDEX thread_channel ON thread (channel, last_at DESC, n DESC) WHERE deleted_at IS NULL AND state NOT IN ('spam', 'bin');

-- What is escalated comes to the owner first, whatever was said of its words.
DROP INDEX thread_urgent;
CREATE INDEX thread_urgent ON thread (last_at DESC, n DESC) WHERE (priority = 'URGENT' OR escalated_at > 0) AND deleted_at IS NULL AND state IN ('open', 'waiting');
